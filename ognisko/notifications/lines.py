"""The list of what a person hears: notices of one bundle are one line, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from ognisko.notifications.models import Notice
from ognisko.notifications.registry import Shown, message

PAGE = 20
MOST_OF_ONE = 50  # so many notices of a bundle are looked at; the rest is only counted with them


@dataclass(frozen=True)
class Line:
    newest: int  # its id: the key of paging
    title: str
    place: str
    address: str
    words: str
    who: list[str]  # whose doing, each once
    count: int
    at: datetime
    is_new: bool


def page_of_lines(person: Any, *, before: int | None = None) -> tuple[list[Line], int | None]:
    """The lines and the key of the next page: what is not visible any more leaves a page shorter, never out of step."""
    own = Notice.objects.filter(person=person.pk)
    bundles = own.values("bundle").annotate(newest=Max("pk"))
    if before:
        bundles = bundles.filter(newest__lt=before)
    keys = list(bundles.order_by("-newest").values_list("bundle", "newest")[: PAGE + 1])
    later = keys[PAGE - 1][1] if len(keys) > PAGE else None
    notices = own.filter(bundle__in=[bundle for bundle, _newest in keys[:PAGE]]).select_related("actor")
    grouped: dict[str, list[Notice]] = {bundle: [] for bundle, _newest in keys[:PAGE]}
    for notice in notices.order_by("-pk")[: PAGE * MOST_OF_ONE]:
        grouped[notice.bundle].append(notice)
    shown = shown_to(person, [notice for group in grouped.values() for notice in group])
    lines = (_line([notice for notice in group if notice.pk in shown], shown) for group in grouped.values())
    return [line for line in lines if line], later


def shown_to(person: Any, notices: Collection[Notice]) -> dict[int, Shown]:
    """By kind, so that a kind asks its queries once."""
    found: dict[int, Shown] = {}
    for kind in sorted({notice.kind for notice in notices}):
        if known := message(kind):
            found |= known.shown([notice for notice in notices if notice.kind == kind], person)
    return found


def _line(notices: list[Notice], shown: dict[int, Shown]) -> Line | None:
    """Where something is new, the line tells of the new ones alone and leads to the first of them."""
    if not notices:
        return None
    fresh = [notice for notice in notices if notice.seen_at is None]
    told = fresh or notices
    newest, first = notices[0], told[-1]
    return Line(
        newest=newest.pk,
        title=shown[newest.pk].title,
        place=shown[newest.pk].place,
        address=shown[first.pk].address,
        words=shown[told[0].pk].words,
        who=list(dict.fromkeys(notice.actor.name for notice in told if notice.actor))[:3],
        count=len(told),
        at=newest.made_at,
        is_new=bool(fresh),
    )
