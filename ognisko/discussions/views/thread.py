from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from ognisko.communities.actions import join
from ognisko.communities.pauses import WritingPaused
from ognisko.communities.permissions import can_join, paused_until, role_of
from ognisko.discussions import actions, permissions
from ognisko.discussions.addresses import post_acts, tag_prefix, thread_acts, thread_address
from ognisko.discussions.forms import EditThreadForm, ReplyForm
from ognisko.discussions.lines import Reader, lines_of, words
from ognisko.discussions.models import Thread
from ognisko.discussions.notices import bundle_of
from ognisko.discussions.reading import (
    PAGE,
    ThreadPage,
    find_thread,
    first_unread,
    page_numbers,
    page_of,
    read_page,
)
from ognisko.discussions.views.finding import SignedIn, number_in, visitors_may_read
from ognisko.notifications.actions import see_bundle
from ognisko.notifications.views import follow_page


@visitors_may_read
@require_safe
def thread(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = find_thread(request.user, pk)
    if slug != (found.slug or "-"):
        return redirect(f"{found.get_absolute_url()}{_query(request)}", permanent=False)
    return _show(request, found, after=number_in(request, "after"))


@visitors_may_read
@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """The address without words leads to the one with them."""
    return redirect(find_thread(request.user, pk))


@require_GET
def unread(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    """To the first post that the person has not read."""
    found = find_thread(request.user, pk)
    number = first_unread(found, getattr(found, "read", None))
    post = found.posts.filter(number=number).values_list("pk", flat=True).get()
    return redirect(_at(found, number, post))


@require_POST
def reply(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    found = find_thread(request.user, pk)
    form = ReplyForm(request.POST, thread=found)
    if form.is_valid() and found.closed_at:
        form.add_error(None, _("The thread was closed while you were writing. Your text is below: copy it."))
    if not form.is_ready():
        return _not_taken(request, found, form)

    if "join" in request.POST and role_of(request.user, found.community) is None:
        join(found.community, by=request.user)
    post = actions.reply(found, by=request.user, text=form.cleaned_data["text"], answers=form.cleaned_data["answers"])
    form.count_what_passed(found.community)
    seen = form.cleaned_data["seen"]
    if request.htmx and seen is not None and 0 <= post.number - seen <= PAGE:
        return _arrived(request, post.thread, seen)
    place = _at(post.thread, post.number, post.pk)
    return HttpResponse(headers={"HX-Redirect": place}) if request.htmx else redirect(place)


def edit(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(request.user).select_related("community"), pk=pk)
    if not permissions.can_edit_thread(request.user, found):
        raise PermissionDenied
    form = EditThreadForm(request.POST or None, thread=found, person=request.user)
    if form.is_valid():
        return redirect(actions.edit_thread(found, by=request.user, **form.cleaned_data))

    community = found.community
    context = {"form": form, "thread": found, "community": community, "community_address": community.get_absolute_url()}
    return render(request, "discussions/edit_thread.html", context, status=422 if form.is_bound else 200)


@require_POST
def close(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(request.user).select_related("community"), pk=pk)
    return redirect(actions.close_thread(found, by=request.user))


@require_POST
def reopen(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(request.user).select_related("community"), pk=pk)
    return redirect(actions.reopen_thread(found, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: SignedIn, pk: int, slug: str) -> HttpResponse:
    found = find_thread(request.user, pk)
    return follow_page(
        request,
        bundle_of(found.pk),
        community_id=found.community.pk,
        title=found.title,
        back=found.get_absolute_url(),
        is_thread=True,
    )


def _show(
    request: HttpRequest, found: Thread, *, after: int, form: ReplyForm | None = None, status: int = 200
) -> HttpResponse:
    page = read_page(found, person=request.user, after=after)
    context = {
        "page": page,
        "thread": found,
        "community": found.community,
        "community_address": found.community.get_absolute_url(),
        "address": thread_address(found.pk, found.slug),
        "tags_at": tag_prefix(found.community.slug),
        "words": words(),
        "acts": post_acts(),
        "acts_of_thread": thread_acts(),
        "paging": _paging(page),
        "reply": _reply_box(request, page, form),
        "can_edit_thread": request.user.is_authenticated and permissions.can_edit_thread(request.user, found),
        "can_close": request.user.is_authenticated and permissions.can_close_thread(request.user, found),
    }
    response = render(request, "discussions/thread.html", context, status=status)
    _mark_read(request, page)
    return response


def _mark_read(request: HttpRequest, page: ThreadPage) -> None:
    """Written only when it grows, and never by a browser that fetches ahead."""
    is_looking = "prefetch" not in request.headers.get("Sec-Purpose", "")
    if is_looking and request.user.is_authenticated and page.last > (page.read or 0):
        actions.mark_read(page.thread, by=request.user, number=page.last)
    if is_looking and request.user.is_authenticated and request.user.unread_notices:
        see_bundle(bundle_of(page.thread.pk), by=request.user)


def _paging(page: ThreadPage) -> dict[str, Any]:
    numbers = page_numbers(page.thread.post_count, page.after)
    address = thread_address(page.thread.pk, page.thread.slug)
    return {
        "numbers": [(n, _page_address(address, (n - 1) * PAGE) if n else "") for n in numbers] if numbers[1:] else [],
        "here": page.after // PAGE + 1,
        "earlier": _page_address(address, page.after - PAGE) if page.after else "",
        "later": "" if page.is_last else _page_address(address, page.after + PAGE),
    }


def _page_address(address: str, after: int) -> str:
    return f"{address}?after={after}" if after else address


def _reply_box(request: HttpRequest, page: ThreadPage, form: ReplyForm | None = None) -> dict[str, Any]:
    """What stands at the foot: the box, or why there is none and what can be done about it."""
    person, found = request.user, page.thread
    is_member = role_of(person, found.community) is not None
    may_join = not is_member and found.closed_at is None and can_join(person, found.community)
    until = paused_until(person, found.community)
    is_open = form is not None or may_join or permissions.can_reply(person, found)
    answers = number_in(request, "answers")
    pointed = next((line for line in [*page.talk, page.helped] if line and answers and line.pk == answers), None)
    address = thread_address(found.pk, found.slug)
    here = _page_address(address, page.after)
    return {
        "is_open": is_open,
        "address": f"{address}{thread_acts()['reply']}",
        "place": f"thread:{found.pk}",
        "plain": here,
        "to": f"{here}{'&' if page.after else '?'}answers=" if is_open else "",
        "form": form,
        "text": form["text"].value() or "" if form else page.draft,
        "errors": [*form.non_field_errors(), *form["text"].errors] if form else [],
        "seen": page.last,
        "answers": pointed,
        "is_closed": found.closed_at is not None,
        "is_member": is_member,
        "may_join": may_join,
        "joins": form is not None and "join" in form.data,
        "paused": WritingPaused(until).words if until else "",
        "mentions": f"{reverse('discussions:mentions')}?community={found.community.slug}",
    }


def _not_taken(request: SignedIn, found: Thread, form: ReplyForm) -> HttpResponse:
    """What was typed comes back with the reason: as the box alone, or with the page around it."""
    if not request.htmx:
        return _show(
            request, find_thread(request.user, found.pk), after=page_of(found.post_count), form=form, status=422
        )
    page = ThreadPage(thread=found, after=page_of(found.post_count), read=None, draft="")
    context = {
        "reply": {**_reply_box(request, page, form), "seen": form.cleaned_data.get("seen") or page.last},
        "community": found.community,
    }
    answer = render(request, "discussions/_reply.html", context, status=422)
    return reswap(retarget(answer, "#reply"), "outerHTML")


def _arrived(request: SignedIn, found: Thread, seen: int) -> HttpResponse:
    """The new post, and before it what others wrote since the page was opened."""
    lines = lines_of(Reader(request.user, found), after=seen, last=found.post_count)
    actions.mark_read(found, by=request.user, number=found.post_count)
    context = {
        "lines": lines,
        "words": words(),
        "acts": post_acts(),
        "reply_to": f"{thread_address(found.pk, found.slug)}?after={page_of(found.post_count)}&answers=",
        "seen": found.post_count,
    }
    return render(request, "discussions/_arrived.html", context)


def _at(found: Thread, number: int, post: int) -> str:
    address = thread_address(found.pk, found.slug)
    return f"{_page_address(address, page_of(number))}#wpis-{post}"


def _query(request: HttpRequest) -> str:
    return f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
