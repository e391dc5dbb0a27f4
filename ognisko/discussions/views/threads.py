from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from ognisko.communities.models import Community
from ognisko.communities.pauses import WritingPaused
from ognisko.communities.permissions import paused_until
from ognisko.discussions import actions, lists, permissions
from ognisko.discussions.addresses import tag_prefix
from ognisko.discussions.forms import TagForm, ThreadForm
from ognisko.discussions.lists import Choice, threads_of
from ognisko.discussions.models import Draft, Tag, Thread
from ognisko.discussions.views.finding import SignedIn, find_community, visitors_may_read
from ognisko.prepared import Prepared

SHOWN_TAGS = 16
SHOWS_FOR_ALL = ("open", "unanswered")
SHOWS_FOR_MEMBERS = (*SHOWS_FOR_ALL, "unread", "mine")


@visitors_may_read
@require_safe
def threads(request: HttpRequest, slug: str) -> HttpResponse:
    return _list(request, lists.find_community(request.user, slug))


@visitors_may_read
@require_safe
def tag(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    community = lists.find_community(request.user, slug)
    return _list(request, community, get_object_or_404(community.tags, slug=tag))


def new(request: SignedIn, slug: str) -> HttpResponse:
    community = find_community(request, slug)
    if not permissions.can_begin_thread(request.user, community):
        return _not_yet(request, community)
    form = _thread_form(request, community)
    if form.is_ready():
        thread = actions.begin_thread(community, by=request.user, **form.cleaned_data)
        form.count_what_passed(community)
        return redirect(thread)

    context = {
        **_frame(community),
        "form": form,
        "tags_hint": _tags_hint(community),
        "mentions": f"{reverse('discussions:mentions')}?community={community.slug}",
    }
    return render(request, "discussions/new.html", context, status=422 if form.is_bound else 200)


@require_POST
def mark_all_read(request: SignedIn, slug: str) -> HttpResponse:
    community = find_community(request, slug)
    actions.mark_all_read(community, by=request.user)
    return redirect("discussions:threads", community.slug)


def describe_tag(request: SignedIn, slug: str, tag: str) -> HttpResponse:
    community = find_community(request, slug)
    found = get_object_or_404(community.tags, slug=tag)
    if not permissions.can_edit_tags(request.user, community):
        raise PermissionDenied
    form = TagForm(request.POST or None, tag=found)
    if form.is_valid():
        actions.describe_tag(community, by=request.user, slug=found.slug, **form.cleaned_data)
        return redirect("discussions:tag", community.slug, found.slug)

    context = {**_frame(community), "form": form, "tag": found}
    return render(request, "discussions/describe_tag.html", context, status=422 if form.is_bound else 200)


def _list(request: HttpRequest, community: Community, tag: Tag | None = None) -> HttpResponse:
    choice = _choice(request, tag)
    found = threads_of(community, choice, person=request.user)
    context = {
        **_frame(community),
        "tag": tag,
        "tag_html": Markup(tag.description_html) if tag else "",  # noqa: S704 - sanitised when it was written
        "tags": [] if tag else _most_used(community),
        "tags_at": tag_prefix(community.slug),
        "list_address": reverse("discussions:threads", args=[community.slug]),
        "choice": choice,
        "filters": _filters(request, choice),
        "threads": found,
        "first": _address(request, choice) if choice.before else "",
        "later": _address(request, choice, before=found.next_key) if found.next_key else "",
        "can_begin": permissions.can_begin_thread(request.user, community),
        "can_edit_tags": permissions.can_edit_tags(request.user, community),
    }
    return render(request, "discussions/threads.html", context)


def _frame(community: Community) -> dict[str, Any]:
    return {"community": community, "community_address": community.get_absolute_url()}


def _filters(request: HttpRequest, choice: Choice) -> list[tuple[str, str, bool]]:
    """Words, address, and whether it is chosen; a choice of the same sort pressed again is taken back."""
    shows = [(show, _("all threads") if not show else str(SHOW_WORDS[show])) for show in ("", *_shows(request))]
    kinds = [(kind, str(KIND_WORDS[kind])) for kind in Thread.Kind.values]
    found = []
    for show, words in shows:
        is_chosen = choice.show == show and (bool(show) or not choice.kind)
        found.append(
            (words, _address(request, replace(choice, show=show, kind=choice.kind if show else "")), is_chosen)
        )
    for kind, words in kinds:
        is_chosen = choice.kind == kind
        found.append((words, _address(request, replace(choice, kind="" if is_chosen else kind)), is_chosen))
    return found


def _shows(request: HttpRequest) -> tuple[str, ...]:
    return SHOWS_FOR_MEMBERS if request.user.is_authenticated else SHOWS_FOR_ALL


def _choice(request: HttpRequest, tag: Tag | None) -> Choice:
    """What the address asks for; what it asks for in vain is not asked."""
    kind, show = request.GET.get("kind", ""), request.GET.get("show", "")
    return Choice(
        kind=kind if kind in Thread.Kind.values else "",
        show=show if show in _shows(request) else "",
        tag=tag.slug if tag else "",
        before=request.GET.get("before", ""),
    )


def _address(request: HttpRequest, choice: Choice, *, before: str = "") -> str:
    asked = {"kind": choice.kind, "show": choice.show, "before": before}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{request.path}?{query}" if query else request.path


def _most_used(community: Community) -> list[tuple[Any, ...]]:
    """Slug and name of the keywords used most."""
    return _USED(community=community.pk)


def _used(community: int) -> QuerySet[Any, Any]:
    tags = Tag.objects.filter(community=community, thread_count__gt=0).order_by("-thread_count", "slug")
    return tags.values_list("slug", "name")[:SHOWN_TAGS]


_USED = Prepared(_used, community=int)


def _tags_hint(community: Community) -> str:
    hint = _("Separated by commas, at most five.")
    if names := [name for _slug, name in _most_used(community)]:
        hint += " " + _("Used here: %(names)s.") % {"names": ", ".join(names)}
    return hint


def _thread_form(request: SignedIn, community: Community) -> ThreadForm:
    if request.method == "POST":
        return ThreadForm(request.POST, community=community, person=request.user)
    draft = Draft.objects.filter(person=request.user, place=f"community:{community.pk}").first()
    kind = request.GET.get("kind") or request.GET.get("rodzaj") or Thread.Kind.QUESTION
    initial: dict[str, Any] = {"kind": KIND_IN_ADDRESS.get(kind, kind)}
    if draft:
        initial |= {"title": draft.title, "text": draft.text}
    return ThreadForm(community=community, person=request.user, initial=initial)


def _not_yet(request: SignedIn, community: Community) -> HttpResponse:
    """Whoever does not belong here yet is told how to, instead of being refused; or until when their writing rests."""
    until = paused_until(request.user, community)
    context = {**_frame(community), "paused": WritingPaused(until).words if until else ""}
    return render(request, "discussions/not_yet.html", context, status=403)


KIND_IN_ADDRESS = {
    "pytanie": Thread.Kind.QUESTION,
    "rozmowa": Thread.Kind.DISCUSSION,
    "doswiadczenie": Thread.Kind.EXPERIENCE,
    "ogloszenie": Thread.Kind.ANNOUNCEMENT,
}

SHOW_WORDS = {
    "open": gettext_lazy("open questions"),
    "unanswered": gettext_lazy("without an answer"),
    "unread": gettext_lazy("unread"),
    "mine": gettext_lazy("where I write"),
}

KIND_WORDS: dict[str, Any] = {
    Thread.Kind.QUESTION: gettext_lazy("questions"),
    Thread.Kind.DISCUSSION: gettext_lazy("discussions"),
    Thread.Kind.ANNOUNCEMENT: gettext_lazy("announcements"),
    Thread.Kind.EXPERIENCE: gettext_lazy("experiences"),
}
