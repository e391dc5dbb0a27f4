from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ognisko.activity.telling import tell_events
from ognisko.communities.models import Community
from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Post, Thread
from ognisko.mail.models import Letter
from ognisko.moderation import actions
from ognisko.moderation.models import Measure, Report
from ognisko.people.actions import give_role
from ognisko.people.models import Person
from ognisko.testing import World

COORDINATOR, DEPUTY, AUTHOR, MEMBER, OBSERVER, OUTSIDER, KEEPER = (
    "krzysztof.mielnik",
    "sylwia.kot",
    "adam.cichon",
    "hanna.jastrzab",
    "justyna.pawlik",
    "joanna.sobczak",
    "robert.kuca",  # administrator of the installation, of no community here
)
TEXT = "Sprawę prowadzi Wanda Pustelnik, telefon mam gdzieś w notesie."


@pytest.fixture
def people(world: World, frozen) -> dict[str, Person]:
    give_role(world.people[KEEPER], kind="administrator", by=None)
    world.people[KEEPER].refresh_from_db()
    return world.people


@pytest.fixture
def community(world: World) -> Community:
    """Everyone signed in reads it; Krzysztof coordinates, Sylwia is his deputy."""
    return world.communities["eksperci"]


@pytest.fixture
def thread(community: Community, people: dict[str, Person]) -> Thread:
    return discussions.begin_thread(
        community,
        by=people[MEMBER],
        kind=Thread.Kind.QUESTION,
        title="Kto odbiera ekspertyzę, gdy zamawia ją kilka komórek?",
        text="Trzy departamenty, jedna umowa. Kto podpisuje protokół?",
    )


@pytest.fixture
def post(thread: Thread, people: dict[str, Person]) -> Post:
    return discussions.reply(thread, by=people[AUTHOR], text=TEXT)


@pytest.fixture
def made(post: Post, people: dict[str, Person]) -> Report:
    """Joanna, who does not belong here, says that the post breaks the rules."""
    return actions.report("post", post.pk, by=people[OUTSIDER], reason="rules", words="Nie o to pytano.")


@pytest.fixture
def hidden(made: Report, people: dict[str, Person]) -> Measure:
    """The same post, after the coordinator hid it."""
    actions.settle(made, by=people[COORDINATOR], outcome="hidden", words="Punkt 3 zasad.", answer="Dziękujemy.")
    return Measure.objects.get(target_id=made.target_id)


@pytest.fixture
def address() -> Callable[..., str]:
    return lambda name, *args: reverse(f"moderation:{name}", args=args)


@pytest.fixture
def letters(people: dict[str, Person]) -> Callable[[str], list[str]]:
    """What moderation has written to a person: the words of the keys."""

    def to(handle: str) -> list[str]:
        written = Letter.objects.filter(to_person=people[handle], key__startswith="moderation.").order_by("pk")
        return [letter.key.split(".")[1] for letter in written]

    return to


@pytest.fixture
def worker() -> Callable[[], int]:
    return lambda: tell_events("a worker")


@pytest.fixture
def reading(signed_in: Callable[[str], Client]) -> Callable[[str, str], str]:
    """`reading("hanna.jastrzab", "/…/")`: the page as that person gets it; without a name, as a visitor does."""

    def read(handle: str, at: str) -> str:
        client = signed_in(handle) if handle else Client()
        answer = client.get(at, follow=True)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode().replace("\xa0", " ")

    return read
