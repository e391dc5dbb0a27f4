"""The index holds texts of others once more, and the words of all of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ognisko.personal import Held, StandIns, Traces
from ognisko.search.analysis.keys import keys_of
from ognisko.search.engines import engine
from ognisko.search.models import Entry, EntryText, Term

if TYPE_CHECKING:
    from ognisko.people.models import Person


def texts_changed(pks: Sequence[int]) -> None:
    """The words are other ones; what hangs on them is made again. The kept keys tell the engine what to let go."""
    changed = list(EntryText.objects.filter(pk__in=pks).select_related("entry"))
    engine().remove([(words.pk, bytes(words.keys), words.facets) for words in changed])
    for words in changed:
        words.keys = keys_of(words.title, words.text, words.entry.language).packed()
        words.save(update_fields=["keys"])
        words.entry.vector = engine().vector(bytes(words.keys), words.facets, words.pk)
        words.entry.save(update_fields=["vector"])
    engine().add([(words.pk, bytes(words.keys), words.facets) for words in changed])


HELD = [
    Held(Entry, _("entries of the search index"), "contributions", untouched=("vector", "kind", "analyser_version")),
    Held(
        EntryText,
        _("texts of the search index"),
        "contributions",
        community="entry__community_id",
        untouched=("facets",),
        changed=texts_changed,
    ),
]


def at_erasure(person: "Person", stand_in: StandIns) -> None:
    """What the person wrote is found under the pseudonym, with its unit."""
    mine = Entry.objects.filter(author_id=person.pk)
    for community in mine.exclude(community_id=None).order_by().values_list("community_id", flat=True).distinct():
        author = stand_in(community or 0)
        there = mine.filter(community_id=community)
        for unit in set(there.order_by().values_list("unit_id", flat=True).distinct()):
            there.filter(unit_id=unit).update(
                author_id=author.pk, organisation_id=author.organisation_id, unit_id=stand_in.unit(unit)
            )


def wipe(traces: Traces) -> None:
    """Words that help with typing errors; those that somebody else's text holds come back with the nightly count."""
    Term.objects.filter(form__in=[word.encode() for word in traces.words]).delete()
