"""An event becomes notices: in pieces, so that ten thousand who hear take no more memory than five hundred."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.notifications.models import Notice, Rhythm
from ognisko.notifications.registry import Message, messages_of
from ognisko.notifications.wishes import GATHERS, Wishes, followers_of, places_of_community, wishes_of
from ognisko.people.models import Person

PIECE = 500


def tell(event: Event) -> None:
    """Called by the worker, once for an event, in the transaction that marks it told."""
    for message in messages_of(event.verb):
        heard = chain(message.hears(event), followers_of(message.follow_places(event)))
        for people in _pieces(heard):
            _tell(event, message, people)


def count_anew(people: Collection[int]) -> None:
    """The number in the masthead stands on the person's row, which every page reads anyway."""
    unseen = Notice.objects.unseen().filter(person=OuterRef("pk")).order_by().values("person")
    lines = unseen.annotate(lines=Count("bundle", distinct=True)).values("lines")
    Person.objects.filter(pk__in=people).update(unread_notices=Coalesce(Subquery(lines), 0))


def _tell(event: Event, message: Message, people: set[int]) -> None:
    community, bundle = message.community(event), message.bundle(event)
    people -= set(Notice.objects.filter(person__in=people, event_id=event.pk).values_list("person", flat=True))
    people.discard(event.actor_id or 0)
    able = Person.objects.able_to_sign_in().filter(pk__in=people).values_list("pk", flat=True)
    seeing = message.still_seen_by(event, set(able))
    places = [bundle, *places_of_community(community)]
    wishes = wishes_of(seeing, places)
    hearing = [pk for pk in seeing if not wishes.is_mute(pk, places, is_personal=message.is_personal)]
    notices = [_notice(event, message, person, wishes) for person in sorted(hearing)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if notices:
        count_anew([notice.person_id for notice in notices])


def _notice(event: Event, message: Message, person: int, wishes: Wishes) -> Notice:
    community = message.community(event)
    rhythm = wishes.rhythm(person, message.kind, community, message.default)
    is_at_once = rhythm == Rhythm.AT_ONCE and not message.has_own_letter
    now = timezone.now()
    return Notice(
        person_id=person,
        kind=message.kind,
        event_id=event.pk,
        actor_id=event.actor_id,
        target_kind=event.target_kind,
        target_id=event.target_id,
        community_id=community,
        bundle=message.bundle(event),
        made_at=event.at,
        rhythm=Rhythm.NEVER if message.has_own_letter else rhythm,
        due_at=wishes.opens(person, now + GATHERS) if is_at_once else None,
    )


def _pieces(people: Iterable[int]) -> Iterator[set[int]]:
    rest = iter(people)
    while piece := set(islice(rest, PIECE)):
        yield piece
