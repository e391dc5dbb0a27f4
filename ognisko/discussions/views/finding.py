"""How the views of this package find what an address names: invisible is as good as absent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from ognisko.communities.models import Community
from ognisko.discussions.models import Post
from ognisko.people.models import Person


class Looking(HttpRequest):
    """A request as the middleware leaves it: htmx knows whether it asks for a part of a page."""

    htmx: HtmxDetails


class SignedIn(Looking):
    """The same behind the door: LoginRequiredMiddleware lets only people in."""

    user: Person


View = Callable[..., HttpResponse]


def visitors_may_read(view: View) -> View:
    """Public threads are read without signing in. Whoever is not signed in and finds nothing is asked to sign in,
    and cannot tell what is hidden from what is not there."""

    @login_not_required
    @wraps(view)
    def look(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return look


def find_community(request: HttpRequest, slug: str) -> Community:
    return get_object_or_404(Community.objects.visible_to(request.user), slug=slug)


def find_post(request: HttpRequest, pk: int, *, also_deleted: bool = False) -> Post:
    """A post that the person sees; a deleted one only where it is asked for, and only one's own."""
    posts = Post.objects.select_related("thread__community")
    if not also_deleted:
        return _hushed(request, get_object_or_404(posts.visible_to(request.user), pk=pk))
    visible = Community.objects.visible_to(request.user).values("pk")
    return _hushed(
        request, get_object_or_404(posts.filter(thread__community__in=visible, author=request.user.pk), pk=pk)
    )


def _hushed(request: HttpRequest, post: Post) -> Post:
    post.thread.hush(request.user)
    return post


def number_in(request: HttpRequest, name: str) -> int:
    """A whole number of the address; anything else is 0."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
