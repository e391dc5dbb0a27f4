"""When two accounts of one person become one, posts go over by their keys; this keeps counts and mentions true."""

import re
from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.utils.html import escape
from django.utils.translation import ngettext

from ognisko.discussions.documents import index_post
from ognisko.discussions.models import Draft, Mention, Post, PostVersion, ReadPosition, Thanks
from ognisko.people.merging import Rule, on_merge
from ognisko.people.models import Person


def _tells(keep: Person, double: Person) -> Iterator[str]:
    if posts := Post.objects.filter(author=double).count():
        yield ngettext("%(count)s post goes over.", "%(count)s posts go over.", posts) % {"count": posts}
    thanks = Thanks.objects.filter(person=double).exclude(_said_twice(keep, double)).count()
    if thanks:
        yield ngettext("%(count)s thanks goes over.", "%(count)s thanks go over.", thanks) % {"count": thanks}
    if mentions := Mention.objects.filter(person=double).count():
        yield ngettext(
            "%(count)s mention points to the account that is kept.",
            "%(count)s mentions point to the account that is kept.",
            mentions,
        ) % {"count": mentions}


def _first(keep: Person, double: Person, by: Person) -> None:
    _drop_thanks(Thanks.objects.filter(_said_twice(keep, double), person=double))
    _drop_thanks(Thanks.objects.filter(person=keep, post__author=double))
    for mention in Mention.objects.filter(person=double).select_related("post__thread__community"):
        _point_to(mention.post, keep, double)
    _keep_newer_drafts(keep, double)
    for read in ReadPosition.objects.filter(person=double):
        ReadPosition.objects.filter(person=keep, thread=read.thread_id, number__lt=read.number).update(
            number=read.number, at=read.at
        )


def _said_twice(keep: Person, double: Person) -> Q:
    """Thanks of the double that the kept one has given as well, or that would be for one's own post."""
    return Q(post__in=Thanks.objects.filter(person=keep).values("post")) | Q(post__author=keep)


def _drop_thanks(thanks: "QuerySet[Thanks]") -> None:
    posts = list(thanks.values_list("post", flat=True))
    thanks.delete()
    Post.objects.filter(pk__in=posts, thanks_count__gt=0).update(thanks_count=F("thanks_count") - 1)


def _point_to(post: Post, keep: Person, double: Person) -> None:
    """Handle, address and name of the mention, in the text, the page of it, and the versions before."""
    rows: list[Post | PostVersion] = [post, *PostVersion.objects.filter(post=post)]
    for row in rows:
        row.text = _handle(double.handle).sub(f"@{keep.handle}", row.text)
        row.html = _link(double).sub(rf"\g<1>{keep.pk}\g<2>@{escape(keep.name)}</a>", row.html)
        row.save(update_fields=["text", "html"])
    index_post(post)


def _handle(handle: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@.-])@{re.escape(handle)}(?![a-z0-9-]|\.[a-z0-9])")


def _link(double: Person) -> re.Pattern[str]:
    """`/osoby/12/` or `/en/people/12/`, as the installation's language was when the post was written."""
    return re.compile(rf'(<a href="/(?:osoby|en/people)/){double.pk}(/" class="mention"[^>]*>)@[^<]*</a>')


def _keep_newer_drafts(keep: Person, double: Person) -> None:
    for draft in Draft.objects.filter(person=double):
        Draft.objects.filter(person=keep, place=draft.place, saved_at__lt=draft.saved_at).delete()


on_merge(Rule(tells=_tells, first=_first))
