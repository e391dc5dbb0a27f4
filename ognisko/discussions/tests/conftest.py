from collections.abc import Callable

import pytest

from ognisko.discussions import actions
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person
from ognisko.testing import World

ASKER, MEMBER, OBSERVER, DEPUTY, OUTSIDER = (
    "adam.cichon",
    "hanna.jastrzab",
    "justyna.pawlik",
    "sylwia.kot",
    "joanna.sobczak",
)


@pytest.fixture
def people(world: World) -> dict[str, Person]:
    return world.people


@pytest.fixture
def thread(world: World) -> Thread:
    """A question of Adam in a community that everyone signed in may read; Hanna and Sylwia belong to it too."""
    return actions.begin_thread(
        world.communities["eksperci"],
        by=world.people[ASKER],
        kind=Thread.Kind.QUESTION,
        title="Kto odbiera ekspertyzę, gdy zamawia ją kilka komórek?",
        text="Trzy departamenty, jedna umowa. Kto podpisuje protokół?",
    )


@pytest.fixture
def say(world: World, thread: Thread) -> Callable[..., Post]:
    """`say("hanna.jastrzab", "…")`: a reply in the thread."""

    def reply(handle: str, text: str, **more: object) -> Post:
        return actions.reply(thread, by=world.people[handle], text=text, **more)

    return reply


@pytest.fixture
def long_thread(thread: Thread, people: dict[str, Person]) -> Callable[[int], Thread]:
    """The thread with so many posts in all, written at once."""

    def grow(number: int) -> Thread:
        author = people[MEMBER]
        new = [
            Post(thread=thread, number=n, author=author, text=f"Wpis {n}", html=f"<p>Wpis {n}</p>")
            for n in range(2, number + 1)
        ]
        Post.objects.bulk_create(new)
        Thread.objects.filter(pk=thread.pk).update(post_count=number)
        thread.refresh_from_db()
        return thread

    return grow
