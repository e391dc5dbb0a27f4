from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ognisko.discussions import actions, permissions
from ognisko.discussions.addresses import post_acts, thread_address
from ognisko.discussions.differences import differences
from ognisko.discussions.forms import EditForm
from ognisko.discussions.lines import thanked, thanks_of, words
from ognisko.discussions.models import Draft, Post
from ognisko.discussions.reading import page_of
from ognisko.discussions.views.finding import SignedIn, find_post, visitors_may_read
from ognisko.people.models import Person


@visitors_may_read
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a post that does not change: leads to its page and place in the thread."""
    return redirect(_place(find_post(request, pk)))


def edit(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    if not permissions.can_edit_post(request.user, found):
        raise PermissionDenied
    form = _edit_form(request, found)
    if form.is_ready():
        actions.edit_post(found, by=request.user, **form.cleaned_data)
        form.count_what_passed(found.thread.community)
        return redirect(_place(found))

    context = {
        "form": form,
        "post": found,
        "thread": found.thread,
        "community": found.thread.community,
        "community_address": found.thread.community.get_absolute_url(),
        "mentions": f"{reverse('discussions:mentions')}?community={found.thread.community.slug}",
        "back": _place(found),
    }
    return render(request, "discussions/edit.html", context, status=422 if form.is_bound else 200)


@require_safe
def history(request: SignedIn, pk: int) -> HttpResponse:
    """How the text changed, newest change first."""
    found = find_post(request, pk)
    versions = list(found.versions.select_related("replaced_by").order_by("pk"))
    texts = [*(version.text for version in versions), found.text]
    changes = [
        {
            "at": version.replaced_at,
            "by": version.replaced_by,
            "is_small": version.is_small,
            "pieces": differences(version.text, after),
        }
        for version, after in zip(versions, texts[1:], strict=True)
    ]
    context = {
        "post": found,
        "author": Person.objects.only("name").get(pk=found.author_id),
        "first_text": texts[0],
        "changes": changes[::-1],
        "thread": found.thread,
        "community": found.thread.community,
        "community_address": found.thread.community.get_absolute_url(),
        "back": _place(found),
    }
    return render(request, "discussions/history.html", context)


@require_POST
def delete(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    actions.delete_post(found, by=request.user)
    messages.success(request, _("The post is deleted. For 30 days you can restore it in its place."))
    return redirect(_place(found))


@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk, also_deleted=True)
    actions.restore_post(found, by=request.user)
    return redirect(_place(found))


@require_POST
def thank(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    actions.thank(found, by=request.user)
    return _thanks(request, found)


@require_POST
def take_back_thanks(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    actions.take_back_thanks(found, by=request.user)
    return _thanks(request, found)


@require_POST
def mark_helped(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    actions.mark_helped(found.thread, found, by=request.user)
    return redirect(f"{found.thread.get_absolute_url()}#wpis-{found.pk}")


@require_POST
def unmark_helped(request: SignedIn, pk: int) -> HttpResponse:
    found = find_post(request, pk)
    if found.thread.helped_by_id == found.pk:
        actions.unmark_helped(found.thread, by=request.user)
    return redirect(_place(found))


def _place(found: Post) -> str:
    after = page_of(found.number)
    page = f"?after={after}" if after else ""
    return f"{thread_address(found.thread_id, found.thread.slug)}{page}#wpis-{found.pk}"


def _thanks(request: SignedIn, found: Post) -> HttpResponse:
    """The sentence under the post as it is now: that alone, or the page at the post's place."""
    if not request.htmx:
        return redirect(_place(found))
    reader = request.user.pk
    names = thanks_of([found.pk], reader).get(found.pk, [])
    count = Post.objects.values_list("thanks_count", flat=True).get(pk=found.pk)
    context = {
        "thanks": thanked(found.pk, count, names, reader=reader, is_offered=True),
        "words": words(),
        "acts": post_acts(),
    }
    return render(request, "discussions/_thanked.html", context)


def _edit_form(request: SignedIn, found: Post) -> EditForm:
    if request.method == "POST":
        return EditForm(request.POST, before=found.text)
    draft = Draft.objects.filter(person=request.user, place=f"edit:{found.pk}").values_list("text", flat=True).first()
    return EditForm(initial={"text": draft or found.text})
