"""The index follows what people write: verbs call `index` and `forget` inside their own transaction."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from ognisko.prepared import insert
from ognisko.search.analysis.keys import keys_of
from ognisko.search.analysis.lemmas import analyser_version
from ognisko.search.engines import engine
from ognisko.search.models import Entry, EntryText
from ognisko.search.registry import Document, Text, document_of

BATCH = 500
LONGEST_TEXT = 200_000  # characters of one entry


def index(thing: Model) -> None:
    """Make the thing findable as it is now; or not, where its package says that it is not to be found."""
    _write(document_of(thing), [thing])


def index_new(thing: Model) -> None:
    """The same for what was written just now, and cannot be in the index yet: nothing is looked for to be replaced."""
    document = document_of(thing)
    text = document.text_of(thing)
    if text is None:
        return
    (key,) = engine().new_keys(1)
    entry, words = _entry(document.kind, thing.pk, text, key)
    insert(entry)
    words.entry_id = entry.pk
    insert(words)
    engine().add([(entry.pk, bytes(words.keys), words.facets)])


def index_many(things: Iterable[Model]) -> int:
    """The same for many of one kind, in batches; how many there were."""
    remaining, number = iter(things), 0
    while batch := list(islice(remaining, BATCH)):
        _write(document_of(batch[0]), batch)
        number += len(batch)
    return number


def forget(thing: Model) -> None:
    with transaction.atomic():
        _remove(document_of(thing).kind, [thing.pk])


def forget_many(kind: str, object_ids: Sequence[int]) -> None:
    with transaction.atomic():
        _remove(kind, object_ids)


def _write(document: Document, things: Sequence[Any]) -> None:
    texts = {thing.pk: document.text_of(thing) for thing in things}
    told = {pk: text for pk, text in texts.items() if text is not None}
    keys = engine().new_keys(len(told))
    ready = [_entry(document.kind, pk, text, key) for (pk, text), key in zip(told.items(), keys, strict=True)]
    with transaction.atomic():
        _remove(document.kind, list(texts))
        Entry.objects.bulk_create([entry for entry, _words in ready])
        for entry, words in ready:
            words.entry_id = entry.pk
        EntryText.objects.bulk_create([words for _entry, words in ready])
        engine().add([(entry.pk, bytes(words.keys), words.facets) for entry, words in ready])


def _remove(kind: str, object_ids: Sequence[int]) -> None:
    known = EntryText.objects.filter(entry__kind=kind, entry__object_id__in=object_ids)
    rows = [(pk, bytes(keys), facets) for pk, keys, facets in known.values_list("pk", "keys", "facets")]
    if rows:
        engine().remove(rows)
        pks = [pk for pk, _keys, _facets in rows]
        EntryText.objects.filter(pk__in=pks)._raw_delete("default")  # type: ignore[attr-defined]
        Entry.objects.filter(pk__in=pks)._raw_delete("default")  # type: ignore[attr-defined]


def _entry(kind: str, pk: int, text: Text, key: int | None) -> tuple[Entry, EntryText]:
    plain = text.text[:LONGEST_TEXT]
    title = text.title[:300]
    packed = keys_of(title, plain, text.language).packed()
    facets = list(text.facets)
    entry = Entry(
        pk=key,
        kind=kind,
        object_id=pk,
        group_id=text.group_id,
        community_id=text.community_id,
        author_id=text.author_id,
        unit_id=text.unit_id,
        organisation_id=text.organisation_id,
        at=text.at,
        language=text.language,
        analyser_version=analyser_version(),
        vector=engine().vector(packed, facets, key),
    )
    words = EntryText(
        external_id=text.external_id, title=title, text=plain, address=text.address, facets=facets, keys=packed
    )
    return entry, words
