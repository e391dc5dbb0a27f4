from collections.abc import Callable, Iterator

import pytest

from ognisko.activity import reactions
from ognisko.activity.log import record
from ognisko.activity.models import Event
from ognisko.office.models import Office

VERB = "tests.do"


@pytest.fixture
def an_event(db) -> Callable[..., Event]:
    """Writes an event of a verb that only tests know, on the one row of the office."""

    def write(verb: str = VERB, **facts: object) -> Event:
        office, _is_new = Office.objects.get_or_create(pk=1)
        return record(verb, by=None, target=office, **facts)

    Event.objects.update(told_at="2026-01-01T00:00:00Z")
    return write


@pytest.fixture
def reacting() -> Iterator[Callable[..., None]]:
    """Declares reactions for the time of one test."""
    before = {verb: list(declared) for verb, declared in reactions._reactions.items()}
    yield lambda reaction, verb=VERB: reactions.reacts_to(verb)(reaction)
    reactions._reactions.clear()
    reactions._reactions.update(before)
