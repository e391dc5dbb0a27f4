from collections.abc import Callable

import pytest

from ognisko.activity.telling import tell_events
from ognisko.discussions import actions
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person
from ognisko.testing import World

ASKER, MEMBER, DEPUTY, OUTSIDER = "adam.cichon", "hanna.jastrzab", "sylwia.kot", "joanna.sobczak"


@pytest.fixture
def people(world: World) -> dict[str, Person]:
    return world.people


@pytest.fixture
def thread(world: World, frozen: object) -> Thread:
    """A question of Adam; Hanna and Sylwia belong to the community too."""
    begun = actions.begin_thread(
        world.communities["eksperci"],
        by=world.people[ASKER],
        kind=Thread.Kind.QUESTION,
        title="Kto odbiera ekspertyzę, gdy zamawia ją kilka komórek?",
        text="Trzy departamenty, jedna umowa. Kto podpisuje protokół?",
    )
    tell()
    return begun


@pytest.fixture
def say(world: World, thread: Thread) -> Callable[..., Post]:
    """`say("hanna.jastrzab", "…")`: a reply in the thread, told."""

    def reply(handle: str, text: str) -> Post:
        post = actions.reply(thread, by=world.people[handle], text=text)
        tell()
        return post

    return reply


def tell() -> None:
    while tell_events("test"):
        pass
