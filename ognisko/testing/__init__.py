"""The named world: a cast of three invented offices and a year of their life, used by the tests and by the demo.

Everything happens through the verbs that people use, under a travelling clock, so nothing here is possible that would
not be possible in the product. The sentences lie beside this file, in `world/*.toml`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from ognisko.activity.models import Event
from ognisko.communities.models import Community, Membership
from ognisko.discussions import actions as discussion_actions
from ognisko.discussions.models import Thread
from ognisko.mail.models import Letter
from ognisko.notifications.actions import count_anew as count_lines
from ognisko.notifications.actions import tell
from ognisko.notifications.actions.digest import settle_digests
from ognisko.notifications.models import Notice
from ognisko.office import actions as office_actions
from ognisko.people.actions import give_role
from ognisko.people.models import InstallationRole, Organisation, Person, Unit
from ognisko.search.terms import count_anew
from ognisko.testing.offices import build_offices, build_people
from ognisko.testing.world import NOW, WARSAW, Step, World, before
from ognisko.testing.year import year

__all__ = [
    "NOW",
    "PASSWORD",
    "WARSAW",
    "World",
    "build_world",
    "find_world",
    "give_duties",
    "latest_tuesday",
    "tell_of_last_days",
]

DUTIES = {
    "dawid.mroz": InstallationRole.Kind.ADMINISTRATOR,
    "zofia.kmiec": InstallationRole.Kind.DATA_PROTECTION_OFFICER,
}

PASSWORD = "dobre-praktyki-2026"  # noqa: S105 - of the whole cast, in tests and in the demo on loopback only

LATELY = 30  # days of which people find something in their list
READ = 4  # days that everybody has read up to

Progress = Callable[[int, int], None]


def build_world(*, now: datetime = NOW, progress: Progress | None = None) -> World:
    """Fill an empty database; nothing of it is told to anybody afterwards, for it is already past."""
    world = World(now=now)
    with transaction.atomic(), time_machine.travel(now, tick=False) as clock:
        build_offices(world)
        build_people(world, clock)
        _live(world, list(year(world)), clock, progress)
        _have_read(world, clock)
        _give_password()
        Event.objects.update(told_at=F("at"))
        Letter.objects.all().delete()
        office_actions.set_up(name="Ognisko pokazowe", holds_demo=True)
    count_anew()
    return find_world(now=now)


def tell_of_last_days(*, now: datetime) -> None:
    """For the demo: what happened lately stands in everybody's list, and no letter about the past goes out."""
    with transaction.atomic():
        for event in Event.objects.filter(at__gt=now - timedelta(days=LATELY)).order_by("pk").iterator():
            tell(event)
        Notice.objects.update(told_at=F("made_at"), due_at=None)
        Notice.objects.filter(made_at__lt=now - timedelta(days=READ)).update(seen_at=F("made_at"))
        count_lines(list(Person.objects.values_list("pk", flat=True)))
        settle_digests(datetime.now(WARSAW))


def give_duties() -> None:
    """Who keeps the place, in the demo; a test gives duties to whom it needs them for."""
    for handle, kind in DUTIES.items():
        give_role(Person.objects.get(handle=handle), kind=kind, by=None)


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


def latest_tuesday() -> datetime:
    """The year's working days are counted from a Tuesday at 16:00: the demo's now is the latest one that passed."""
    now = datetime.now(WARSAW)
    day = now.replace(hour=16, minute=0, second=0, microsecond=0) - timedelta(days=(now.weekday() - 1) % 7)
    return day if day <= now else day - timedelta(days=7)


def _live(world: World, steps: list[Step], clock: Any, progress: Progress | None) -> None:
    for number, step in enumerate(sorted(steps), 1):
        clock.move_to(step.at)
        step.act()
        if progress and (number % 20 == 0 or number == len(steps)):
            progress(number, len(steps))


def _have_read(world: World, clock: Any) -> None:
    """Everybody has read what is older than a few days, so that the last days are new to them."""
    clock.move_to(before(world, READ))
    members = Membership.objects.current().select_related("person")
    for membership in members:
        discussion_actions.mark_all_read(membership.community, by=membership.person)


def _give_password() -> None:
    """The cast shares one password; hashing it forty times would take seconds of every test run."""
    Person.objects.exclude(email=None).update(password=make_password(PASSWORD))
