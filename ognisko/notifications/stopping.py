"""What the one click in a letter ends: the thread it is about, or the summaries."""

from django.utils.translation import gettext as _

from ognisko.mail import unsubscribing
from ognisko.notifications.actions.choosing import choose_rhythms, follow
from ognisko.notifications.models import DIGESTS, Following, Rhythm
from ognisko.notifications.registry import messages
from ognisko.notifications.wishes import DIGEST, wishes_of
from ognisko.people.models import Person

PLACE, SUMMARY = "notifications.place", "notifications.summary"


def stop_place(person: Person, about: str) -> None:
    follow(about, by=person, community_id=None, level=Following.Level.NOTHING)


def stop_summary(person: Person, about: str) -> None:
    """Whatever would come in a summary comes by no letter; what the person wants at once still comes."""
    wishes = wishes_of([person.pk])
    said = {known.kind: wishes.rhythm(person.pk, known.kind, None, known.default) for known in messages()}
    kinds: dict[str, str] = {kind: Rhythm.NEVER for kind, rhythm in said.items() if rhythm in DIGESTS}
    choose_rhythms(by=person, kinds={**kinds, DIGEST: Rhythm.NEVER}, communities={})


def words_of_place(person: Person, about: str) -> str:
    return _("Nothing more from this thread comes.")


def words_of_summary(person: Person, about: str) -> str:
    return _("No more summaries come.")


unsubscribing.register(PLACE, stop_place, words=words_of_place)
unsubscribing.register(SUMMARY, stop_summary, words=words_of_summary)
