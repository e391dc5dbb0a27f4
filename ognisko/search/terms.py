"""How many entries hold a word, and which words there are: counted over what is open to all, by the worker.

What a person may not see must not show in the order of what they may see; so only entries that everyone signed in sees
are counted. Words of the others are known without a number, for their own people's typing errors and beginnings.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ognisko.search.analysis.keys import LONGEST_WORD, key, unpacked
from ognisko.search.analysis.words import bare_words
from ognisko.search.models import Count, Entry, EntryText, Term
from ognisko.search.ranking import TEXT_WORDS, TITLE_WORDS, Statistics
from ognisko.search.registry import Stranger, visible_entries
from ognisko.text.polish import fold

AT_ONCE = 2_000  # entries read, and terms written, in one step
REMEMBERED = 30  # seconds for which a process keeps the averages
BEGINNINGS, SIMILAR = 12, 5

_averages: tuple[float, tuple[int, float, float]] | None = None


def statistics_for(keys: Iterable[int]) -> Statistics:
    entries, title_words, text_words = _remembered()
    holding = dict(Term.objects.filter(key__in=list(keys)).values_list("key", "holding")) if entries else {}
    return Statistics(entries, title_words, text_words, holding)


def beginning_with(folded: str) -> list[str]:
    """Words that begin so, the commonest first, then as many of those that are not open to all."""
    beginning = folded.encode()
    after = beginning[:-1] + bytes([beginning[-1] + 1])
    words = Term.objects.filter(form__gt=beginning, form__lt=after)
    return [*_forms(words.filter(holding__gt=0), BEGINNINGS), *_forms(words.filter(holding=0), BEGINNINGS)]


def similar_to(folded: str) -> list[str]:
    """Words that differ by one error of typing: one of the two halves is then as it should be."""
    half = max((len(folded) - 1) // 2, 2)
    front, back = folded[:half].encode(), folded[: -half - 1 : -1].encode()
    ranges = [("form", front), ("backwards", back)]
    found: dict[str, int] = {}
    for column, piece in ranges:
        words = Term.objects.filter(
            **{f"{column}__gte": piece, f"{column}__lt": piece[:-1] + bytes([piece[-1] + 1])}
        ).values_list("form", "holding")
        for form, holding in words:
            word = bytes(form or b"").decode()
            if abs(len(word) - len(folded)) <= 1 and is_one_error_away(folded, word):
                found[word] = holding
    common = sorted(found, key=lambda word: (-found[word], word))
    return [w for w in common if found[w]][:SIMILAR] + [w for w in common if not found[w]][:SIMILAR]


def is_one_error_away(one: str, other: str) -> bool:
    """A letter more, less, another, or two neighbours exchanged."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    return one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]


def _forms(words: QuerySet[Term], most: int) -> list[str]:
    return [
        bytes(form or b"").decode() for form in words.order_by("-holding", "form").values_list("form", flat=True)[:most]
    ]


def _remembered() -> tuple[int, float, float]:
    global _averages
    if _averages is None or time.monotonic() - _averages[0] > REMEMBERED:
        count = Count.objects.first() or Count()
        _averages = (
            time.monotonic(),
            (count.entries, count.title_words or TITLE_WORDS, count.text_words or TEXT_WORDS),
        )
    return _averages[1]


def forget_averages() -> None:
    global _averages
    _averages = None


# --- Counting -------------------------------------------------------------------------------------------------

Progress = Callable[[int, int], object]  # entries counted, of how many


def count_anew(progress: Progress | None = None) -> Count:
    """Everything from the beginning; words that nothing holds any more are gone."""
    tally = _Tally()
    total = Entry.objects.count()
    for entries in _in_steps(0):
        tally.add(entries)
        if progress:
            progress(tally.seen, total)
    with transaction.atomic():
        Term.objects.exclude(holding=0).update(holding=0)
    _write(tally, is_added=False)
    known = set(tally.holding) | {key("f", form) for form in tally.forms}
    stale = [pk for pk in Term.objects.filter(holding=0).values_list("key", flat=True) if pk not in known]
    for some in _batches(stale):
        Term.objects.filter(key__in=some).delete()
    return _keep(tally, Count())


def count_new() -> int:
    """What was written since; how many entries that was."""
    before = Count.objects.first() or Count()
    tally = _Tally()
    for entries in _in_steps(before.up_to):
        tally.add(entries)
    if tally.seen:
        _write(tally, is_added=True)
        _keep(tally, before)
    return tally.seen


class _Tally:
    def __init__(self) -> None:
        self.holding: Counter[int] = Counter()
        self.forms: set[str] = set()
        self.seen = self.open = self.title_words = self.text_words = self.up_to = 0

    def add(self, entries: list[tuple[int, str, str, bytes, bool]]) -> None:
        words: set[str] = set()  # of all together, for most of them are the same
        for pk, title, text, packed, is_open in entries:
            keys = unpacked(packed)
            self.seen += 1
            self.up_to = pk
            words.update(bare_words(title), bare_words(text))
            if is_open:
                self.open += 1
                self.title_words += keys.title_words
                self.text_words += keys.text_words
                self.holding.update(set(keys.keys))
        self.forms.update(fold(word)[:LONGEST_WORD] for word in words)


def _in_steps(after: int) -> Iterator[list[tuple[int, str, str, bytes, bool]]]:
    open_to_all = Entry.objects.filter(visible_entries(Stranger()))
    while True:
        words = EntryText.objects.filter(entry_id__gt=after).order_by("entry_id")[:AT_ONCE]
        rows = list(words.values_list("entry_id", "title", "text", "keys"))
        if not rows:
            return
        after = rows[-1][0]
        opened = set(open_to_all.filter(pk__gte=rows[0][0], pk__lte=after).values_list("pk", flat=True))
        yield [(pk, title, text, bytes(keys), pk in opened) for pk, title, text, keys in rows]


def _write(tally: _Tally, *, is_added: bool) -> None:
    """Many short transactions, for on SQLite there is one writer at a time."""
    forms = {key("f", form): form.encode() for form in tally.forms}
    change = f"holding = {'search_term.holding + ' if is_added else ''}excluded.holding, form = excluded.form"
    statement = f"""
        INSERT INTO search_term (key, holding, form, backwards) VALUES (%s, %s, %s, %s)
        ON CONFLICT (key) DO UPDATE SET {change}, backwards = excluded.backwards
    """  # noqa: S608 - no value of anybody's
    for some in _batches(sorted(tally.holding.keys() | forms.keys())):
        rows = [(k, tally.holding[k], forms.get(k), _backwards(forms.get(k))) for k in some]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _backwards(form: bytes | None) -> bytes | None:
    return form.decode()[::-1].encode() if form else None


def _keep(tally: _Tally, before: Count) -> Count:
    entries = before.entries + tally.open
    with transaction.atomic():
        count, _is_new = Count.objects.select_for_update().get_or_create(pk=1)
        count.entries = entries
        count.title_words = (before.title_words * before.entries + tally.title_words) / max(entries, 1)
        count.text_words = (before.text_words * before.entries + tally.text_words) / max(entries, 1)
        count.up_to = max(before.up_to, tally.up_to)
        count.counted_at = timezone.now()
        count.save(update_fields=["entries", "title_words", "text_words", "up_to", "counted_at"])
    forget_averages()
    return count


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(keys)
    while some := list(islice(remaining, AT_ONCE)):
        yield some
