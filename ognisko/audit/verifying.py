"""Whether the security log is as it was written: every number there, every hash right, the end where it should be."""

from collections.abc import Iterator
from dataclasses import dataclass

from ognisko.audit import chain
from ognisko.audit.events import Event
from ognisko.audit.models import Entry, Head

READ_AT_ONCE = 2000


@dataclass(frozen=True)
class Verdict:
    fault: str  # nothing when the chain holds, else which entry is the first broken one, and how
    entries: int = 0
    days: int = 0
    first_number: int = 0
    last_number: int = 0
    last_hash: str = ""


def verify(known: dict[int, str] | None = None) -> Verdict:
    """`known` are hashes by number that were kept elsewhere, as in the lines on stdout."""
    chain.link_waiting()
    entries = Entry.objects.chained().iterator(READ_AT_ONCE)
    head = Head.objects.filter(pk=1).first() or Head(pk=1)
    first = next(entries, None)
    if first is None:
        return Verdict(f"The log is empty, although it held {head.number} entries." if head.number else "")
    return _walk(first, entries, head, known or {})


def _walk(first: Entry, others: Iterator[Entry], head: Head, known: dict[int, str]) -> Verdict:
    if fault := _fault_at_the_beginning(first) or _fault_of(first, None, known):
        return Verdict(fault)
    count, days, last = 1, 1, first
    for entry in others:
        if fault := _fault_of(entry, last, known):
            return Verdict(fault)
        count, days, last = count + 1, days + (entry.day != last.day), entry
    fault = _fault_at_the_end(last, head) or _fault_of_memory(first, last, known)
    return Verdict(fault, count, days, first.number or 0, last.number or 0, last.hash)


def _fault_at_the_beginning(first: Entry) -> str:
    """The chain begins with number 1, or where an entry of its own says that old days were removed."""
    if first.number == 1 and first.former == "":
        return ""
    shortened = Entry.objects.filter(event=Event.LOG_SHORTENED, number__gte=first.number).values_list(
        "facts", flat=True
    )
    beginnings = {(facts.get("last_number"), facts.get("last_hash")) for facts in shortened}
    if ((first.number or 0) - 1, first.former) in beginnings:
        return ""
    return f"{_name(first)} is the first, but nothing says that what was before it was removed by its age."


def _fault_of(entry: Entry, last: Entry | None, known: dict[int, str]) -> str:
    if last is not None and entry.number != (last.number or 0) + 1:
        return f"{_name(entry)} follows number {last.number}: what was between them is missing."
    if last is not None and entry.former != last.hash:
        return f"{_name(entry)} does not continue the one before it."
    if last is not None and last.day and entry.day and entry.day < last.day:
        return f"{_name(entry)} stands on a day before that of the one before it."
    if entry.hash != chain.hash_of(entry):
        return f"{_name(entry)} is not as it was written."
    if known.get(entry.number or 0, entry.hash) != entry.hash:
        return f"{_name(entry)} is another one than was known elsewhere."
    return ""


def _fault_at_the_end(last: Entry, head: Head) -> str:
    if (last.number, last.hash) == (head.number, head.hash):
        return ""
    if (last.number or 0) < head.number:
        return f"Entries from number {(last.number or 0) + 1} to {head.number} are missing at the end."
    return f"{_name(last)} is beyond the end of the chain, which is number {head.number}."


def _fault_of_memory(first: Entry, last: Entry, known: dict[int, str]) -> str:
    absent = sorted(number for number in known if number > (last.number or 0))
    return f"Entry number {absent[0]} was known elsewhere and is missing here." if absent else ""


def _name(entry: Entry) -> str:
    return f"Entry number {entry.number} (id {entry.pk}, {chain.in_utc(entry.at)}, {entry.event})"
