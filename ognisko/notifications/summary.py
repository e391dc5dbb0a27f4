"""What a summary tells one person: first what waits for them, then each community. Never what was told already.

Packages above declare parts: `@part_of_summary` on a function that gives entries of the person's communities.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.notifications.actions.letters import still_wished
from ognisko.notifications.lines import shown_to
from ognisko.notifications.models import DIGESTS, Notice, Rhythm
from ognisko.notifications.registry import communities_of, message
from ognisko.notifications.wishes import DIGEST, Wishes, places_of_community

MOST_NOTICES = 1000  # of one person that are looked at; all of them are settled with the summary
MOST_LINES = 12  # of one group; the rest is a number


class Section(StrEnum):
    QUESTIONS = "questions"
    HELPED = "helped"
    NEW = "new"


SECTIONS: dict[str, str | Promise] = {
    Section.QUESTIONS: _("Questions without an answer"),
    Section.HELPED: _("What helped"),
    Section.NEW: _("New"),
}


@dataclass(frozen=True)
class Entry:
    key: str  # the bundle that a notice of the same thing has: nothing stands in a letter twice
    community: int
    section: str
    title: str
    address: str
    words: str = ""


@dataclass
class Group:
    name: str
    threads: list[Entry] = field(default_factory=list)
    sections: dict[str, list[Entry]] = field(default_factory=dict)
    more: int = 0


@dataclass
class Summary:
    waits: list[Entry]
    groups: list[Group]
    notices: list[int]  # that are settled with it

    @property
    def is_empty(self) -> bool:
        return not self.waits and not self.groups


Part = Callable[[Any, Collection[int], datetime, datetime], list[Entry]]
_parts: list[Part] = []


def part_of_summary(part: Part) -> Part:
    """`part(person, communities, since, until)`: what the person may see there now, of that time."""
    _parts.append(part)
    return part


def summary_of(person: Any, rhythm: str, wishes: Wishes, *, since: datetime, until: datetime) -> Summary:
    notices = _notices(person, rhythm, wishes)
    shown = shown_to(person, notices)
    told = [notice for notice in notices if notice.pk in shown]
    waits = _lines([one for one in told if _is_personal(one)], shown)
    threads = _lines([one for one in told if not _is_personal(one)], shown)

    names = dict(communities_of(person))
    wanted = [pk for pk in names if _wants(person.pk, pk, rhythm, wishes)]
    known = _told_lately(person, since) | {entry.key for entry in [*waits, *threads]}
    entries = [entry for part in _parts if wanted for entry in part(person, wanted, since, until)]
    names |= {notice.community_id or 0: shown[notice.pk].place for notice in told}
    return Summary(waits, _groups(threads, entries, known, names), [notice.pk for notice in notices])


def _notices(person: Any, rhythm: str, wishes: Wishes) -> list[Notice]:
    """Unseen ones that go with this summary by what the person wishes now."""
    waiting = Notice.objects.untold().filter(person=person, rhythm__in=DIGESTS).select_related("actor")
    found = []
    for notice in waiting.order_by("-pk")[:MOST_NOTICES]:
        known = message(notice.kind)
        now = still_wished(notice, known, wishes) if known else Rhythm.NEVER
        if now == rhythm or (now == Rhythm.AT_ONCE and notice.rhythm == rhythm):
            found.append(notice)
    return found


def _wants(person: int, community: int, rhythm: str, wishes: Wishes) -> bool:
    places = places_of_community(community)
    is_silent = wishes.is_mute(person, places, is_personal=False)
    return not is_silent and wishes.rhythm(person, DIGEST, community, Rhythm.WEEKLY) == rhythm


def _is_personal(notice: Notice) -> bool:
    known = message(notice.kind)
    return bool(known and known.is_personal)


def _lines(notices: list[Notice], shown: Any) -> list[Entry]:
    """One for each bundle, leading to the first of what is new in it."""
    bundles: dict[str, list[Notice]] = {}
    for notice in notices:
        bundles.setdefault(notice.bundle, []).append(notice)
    return [
        Entry(
            key=bundle,
            community=ones[0].community_id or 0,
            section=Section.NEW,
            title=shown[ones[-1].pk].title,
            address=shown[ones[-1].pk].address,
            words=_words(ones, shown),
        )
        for bundle, ones in bundles.items()
    ]


def _words(notices: list[Notice], shown: Any) -> str:
    who = list(dict.fromkeys(one.actor.name for one in notices if one.actor))[:3]
    count = f" ({len(notices)})" if len(notices) > 1 else ""
    return f"{shown[notices[0].pk].words}{count}" + (f" – {', '.join(who)}" if who else "")


def _told_lately(person: Any, since: datetime) -> set[str]:
    """What a letter at once told meanwhile."""
    told = Notice.objects.filter(person=person, rhythm=Rhythm.AT_ONCE, told_at__gte=since)
    return set(told.values_list("bundle", flat=True))


def _groups(threads: list[Entry], entries: list[Entry], known: set[str], names: dict[int, str]) -> list[Group]:
    groups: dict[int, Group] = {}

    def group(community: int) -> Group:
        return groups.setdefault(community, Group(names.get(community, "")))

    for entry in threads:
        group(entry.community).threads.append(entry)
    for entry in entries:
        if entry.key not in known:
            known.add(entry.key)
            group(entry.community).sections.setdefault(entry.section, []).append(entry)
    for one in groups.values():
        _shorten(one)
    return [groups[pk] for pk in sorted(groups, key=lambda pk: list(names).index(pk))]


def _shorten(group: Group) -> None:
    for lines in (group.threads, *group.sections.values()):
        group.more += max(0, len(lines) - MOST_LINES)
        del lines[MOST_LINES:]
