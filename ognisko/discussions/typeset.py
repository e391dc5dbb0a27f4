"""A text as it will be read: rendered once, when written, with whom it mentions and which threads it links to."""

import re
from dataclasses import dataclass

from django.db.models import Q

from ognisko.communities.models import Community
from ognisko.discussions.addresses import person_prefix, things_linked
from ognisko.discussions.models import Thread
from ognisko.discussions.permissions import people_who_see
from ognisko.people.models import Person
from ognisko.text.markdown import render

MOST_MENTIONS = 50
_HANDLE = re.compile(r"@([a-z0-9][a-z0-9.-]*)")


@dataclass(frozen=True)
class Typeset:
    html: str
    plain: str
    people: tuple[int, ...]  # mentioned, by primary key
    threads: tuple[int, ...]  # linked, by primary key


def typeset(text: str, community: Community, *, by: Person) -> Typeset:
    """Only people who can see the community, and whom the writer sees, become mentions; only threads that the writer
    sees become links."""
    people = _people_called(text, community, by)
    known = {person.handle: (f"{person_prefix()}{person.pk}/", person.name) for person in people}
    rendered = render(text, mention=known.get, lang=community.language)
    named = set(rendered.mentions)
    return Typeset(
        html=rendered.html,
        plain=rendered.plain,
        people=tuple(person.pk for person in people if person.handle in named),
        threads=_threads_linked(rendered.links, by),
    )


def _people_called(text: str, community: Community, by: Person) -> list[Person]:
    handles = {handle for found in _HANDLE.findall(text) for handle in (found, found.rstrip(".-"))}
    if not handles:
        return []
    called = people_who_see(community).visible_to(by).filter(handle__in=sorted(handles)[: 2 * MOST_MENTIONS])
    return list(called.only("pk", "handle", "name")[:MOST_MENTIONS])


def _threads_linked(hrefs: tuple[str, ...], by: Person) -> tuple[int, ...]:
    threads, posts = things_linked(hrefs)
    if not threads and not posts:
        return ()
    linked = Thread.objects.visible_to(by).filter(Q(pk__in=threads) | Q(posts__in=posts))
    return tuple(linked.order_by("pk").values_list("pk", flat=True).distinct())
