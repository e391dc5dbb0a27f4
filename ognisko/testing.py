"""The named world: a cast of three invented offices and a year of their life, used by the tests and by the demo.

Everything happens through the verbs that people use, under a travelling clock, so nothing here is possible that would
not be possible in the product. The sentences lie beside this file, in `world/*.toml`.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from ognisko.activity.models import Event
from ognisko.communities import actions as community_actions
from ognisko.communities.models import Community, Membership
from ognisko.discussions import actions as discussion_actions
from ognisko.discussions.models import Post, Tag, Thread
from ognisko.mail.models import Letter
from ognisko.office import actions as office_actions
from ognisko.people import actions as people_actions
from ognisko.people.models import Organisation, Person, Unit

FOLDER = Path(__file__).parent / "world"
WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=WARSAW)  # when the tests happen; the demo happens now
PASSWORD = "dobre-praktyki-2026"  # noqa: S105 - of the whole cast, in tests and in the demo on loopback only

Progress = Callable[[int, int], None]


@dataclass
class World:
    now: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)  # by title


@dataclass(order=True)
class Step:
    """One thing that somebody does, and when; steps of all communities are lived in the order of time."""

    at: datetime
    rank: int
    act: Callable[[], object] = field(compare=False)


def build_world(*, now: datetime = NOW, progress: Progress | None = None) -> World:
    """Fill an empty database; nothing of it is told to anybody afterwards, for it is already past."""
    world = World(now=now)
    with transaction.atomic(), time_machine.travel(now, tick=False) as clock:
        _build_offices(world)
        _build_people(world, clock)
        _live(world, list(_year(world)), clock, progress)
        _have_read(world, clock)
        _give_password()
        Event.objects.update(told_at=F("at"))
        Letter.objects.all().delete()
        office_actions.set_up(name="Ognisko pokazowe", holds_demo=True)
    return find_world(now=now)


def find_world(*, now: datetime = NOW) -> World:
    """The world as it stands in the database, fresh objects for each test."""
    return World(
        now=now,
        organisations={str(organisation.external_id): organisation for organisation in Organisation.objects.all()},
        units={str(unit.external_id): unit for unit in Unit.objects.select_related("organisation")},
        people={person.handle: person for person in Person.objects.select_related("organisation", "unit")},
        communities={str(community.external_id): community for community in Community.objects.all()},
        threads={thread.title: thread for thread in Thread.objects.select_related("community")},
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _before(world: World, days: float) -> datetime:
    return world.now - timedelta(days=days)


def latest_tuesday() -> datetime:
    """The year's working days are counted from a Tuesday at 16:00: the demo's now is the latest one that passed."""
    now = datetime.now(WARSAW)
    day = now.replace(hour=16, minute=0, second=0, microsecond=0) - timedelta(days=(now.weekday() - 1) % 7)
    return day if day <= now else day - timedelta(days=7)


# --- Offices and people -----------------------------------------------------------------------------------


def _build_offices(world: World) -> None:
    cast = _toml(FOLDER / "cast.toml")
    for row in cast["organisation"]:
        world.organisations[row["id"]] = Organisation.objects.create(
            name=row["name"], short_name=row["short_name"], external_id=row["id"]
        )
    for row in cast["unit"]:
        world.units[row["id"]] = Unit.objects.create(
            organisation=world.organisations[row["organisation"]],
            parent=world.units.get(row.get("parent", "")),
            name=row["name"],
            short_name=row["short_name"],
            unit_type=row["unit_type"],
            external_id=row["id"],
        )


def _build_people(world: World, clock: Any) -> None:
    cast = _toml(FOLDER / "cast.toml")
    for row in cast["person"]:
        clock.move_to(_before(world, row["joined_days_ago"]))
        world.people[row["handle"]] = _register(world, row)
    for row in cast.get("move", []):
        clock.move_to(_before(world, row["days_ago"]))
        person = world.people[row["person"]]
        people_actions.move_person(person, to_unit=world.units[row["to_unit"]], by=None)


def _register(world: World, row: dict[str, Any]) -> Person:
    unit = world.units[row["unit"]]
    person = people_actions.register_person(
        email=f"{row['handle']}@{unit.organisation.external_id}.example",
        name=row["name"],
        handle=row["handle"],
        organisation=unit.organisation,
        unit=unit,
    )
    chosen = ("function", "leads_people", "form_of_address", "does", "can_help", "wants_to_learn")
    return people_actions.update_profile(
        person, by=person, has_met_questions=True, **{key: row[key] for key in chosen if key in row}
    )


# --- A year -----------------------------------------------------------------------------------------------


def _year(world: World) -> Iterator[Step]:
    for path in sorted(FOLDER.glob("*.toml")):
        content = _toml(path)
        if "community" in content:
            threads = [t for part in sorted(FOLDER.glob(f"{path.stem}*.toml")) for t in _toml(part).get("thread", [])]
            yield from _life_of(world, content, threads)


def _life_of(world: World, content: dict[str, Any], threads: list[dict[str, Any]]) -> Iterator[Step]:
    row = content["community"]
    slug = row["slug"]

    def found() -> None:
        world.communities[slug] = _found(world, row)
        for tag in content.get("tag", []):
            discussion_actions.describe_tag(
                world.communities[slug],
                by=world.people[row["founder"]],
                name=tag["name"],
                slug=tag["slug"],
                description=tag["description"],
            )

    yield Step(_before(world, row["founded_days_ago"]), 0, found)
    for member in content.get("member", []):
        yield from _membership(world, slug, member, row["founder"])
    joined = {member["person"]: member["joined_days_ago"] for member in content.get("member", [])}
    for thread in threads:
        yield from _conversation(world, slug, thread, joined)


def _found(world: World, row: dict[str, Any]) -> Community:
    areas = {
        "organizacja": "organisation",
        "ludzie": "people",
        "prawo i zamówienia": "law",
        "programy i finanse": "programmes",
        "obsługa klienta": "clients",
    }
    charter = ("name", "topic", "for_whom", "questions", "covers", "does_not_cover", "rhythm", "rhythm_note", "rules")
    return community_actions.create_community(
        by=world.people[row["founder"]],
        **{key: row[key] for key in charter if key in row},
        area=areas[row["area"]],
        visibility=row["visibility"],
        entry=row["entry"],
        organisations=[world.organisations[key] for key in row.get("organisations", [])],
        external_id=row["slug"],
    )


def _membership(world: World, slug: str, row: dict[str, Any], founder: str) -> Iterator[Step]:
    person = world.people[row["person"]]
    if row["person"] != founder:

        def join() -> None:
            _join(world.communities[slug], person, row["role"])

        yield Step(_before(world, row["joined_days_ago"]), 1, join)
    if row.get("left_days_ago"):

        def leave() -> None:
            community_actions.leave(world.communities[slug], by=person)

        yield Step(_before(world, row["left_days_ago"]), 9, leave)


def _join(community: Community, person: Person, role: str) -> None:
    """By the way that the community's entry asks for; each join is the person's own act."""
    founder = community.founder
    assert founder and person.email
    if community.entry == Community.Entry.BY_INVITATION:
        community_actions.invite(community, by=founder, addresses=person.email, purpose="Dołącz do nas.")
    if community.entry == Community.Entry.ON_REQUEST:
        request = community_actions.request_to_join(community, by=person, text="Robię to samo u siebie.")
        community_actions.agree_to_request(request, by=founder)
    as_observer = role == Membership.Role.OBSERVER
    membership = community_actions.join(community, by=person, role=Membership.Role(role if as_observer else "member"))
    if role in (Membership.Role.COORDINATOR, Membership.Role.DEPUTY):
        offer = community_actions.offer_role(membership, role=Membership.Role(role), by=founder)
        community_actions.accept_role(offer, by=person)


def _conversation(world: World, slug: str, row: dict[str, Any], joined: dict[str, float]) -> Iterator[Step]:
    posts: list[Post] = []
    author = world.people[row["author"]]

    def begin() -> None:
        community = world.communities[slug]
        thread = discussion_actions.begin_thread(
            community,
            by=author,
            kind=row["kind"],
            title=row["title"],
            text=row["text"].strip(),
            tags=list(Tag.objects.filter(community=community, slug__in=row.get("tags", []))),
        )
        world.threads[row["title"]] = thread
        posts.append(thread.posts.get())

    yield Step(_before(world, row["days_ago"]), 2, begin)
    for reply in row.get("reply", []):
        yield Step(_before(world, reply["days_ago"]), 3, _replying(world, row["title"], reply, posts))
    last = row["reply"][-1]["days_ago"] if row.get("reply") else row["days_ago"]
    yield from _thanks(world, row, posts, last, joined)
    if row.get("helped"):
        yield Step(_before(world, max(last - 0.02, 0)), 5, _helping(world, row, posts))


def _replying(world: World, title: str, row: dict[str, Any], posts: list[Post]) -> Callable[[], object]:
    def reply() -> None:
        thread = world.threads[title]
        answers = posts[row["answers"]] if row.get("answers") else None
        posts.append(
            discussion_actions.reply(thread, by=world.people[row["author"]], text=row["text"].strip(), answers=answers)
        )

    return reply


def _thanks(
    world: World, row: dict[str, Any], posts: list[Post], last: float, joined: dict[str, float]
) -> Iterator[Step]:
    """When the conversation has ended; who joined later thanks when they have read it."""
    for index, source in enumerate([row, *row.get("reply", [])]):
        for handle in source.get("thanks", []):
            when = min(last - 0.02, joined.get(handle, last) - 0.02)

            def thank(index: int = index, handle: str = handle) -> None:
                discussion_actions.thank(posts[index], by=world.people[handle])

            yield Step(_before(world, max(when, 0)), 6, thank)


def _helping(world: World, row: dict[str, Any], posts: list[Post]) -> Callable[[], object]:
    def help_() -> None:
        thread = world.threads[row["title"]]
        discussion_actions.mark_helped(thread, posts[row["helped"]], by=world.people[row["author"]])

    return help_


def _live(world: World, steps: list[Step], clock: Any, progress: Progress | None) -> None:
    for number, step in enumerate(sorted(steps), 1):
        clock.move_to(step.at)
        step.act()
        if progress and (number % 20 == 0 or number == len(steps)):
            progress(number, len(steps))


def _have_read(world: World, clock: Any) -> None:
    """Everybody has read what is older than a few days, so that the last days are new to them."""
    clock.move_to(_before(world, 4))
    members = Membership.objects.current().select_related("person")
    for membership in members:
        discussion_actions.mark_all_read(membership.community, by=membership.person)


def _give_password() -> None:
    """The cast shares one password; hashing it forty times would take seconds of every test run."""
    Person.objects.exclude(email=None).update(password=make_password(PASSWORD))
