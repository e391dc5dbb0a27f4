from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.people import actions
from ognisko.people.models import Assignment, InstallationRole, Person
from ognisko.testing import NOW, WARSAW


def test_a_move_ends_one_assignment_and_begins_another(world):
    person = world.people["urszula.maj"]
    before, today = person.assignments.get(until=None), timezone.localdate()
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=person)

    before.refresh_from_db()
    now = person.assignments.get(until=None)
    assert (before.unit, before.until) == (world.units["kbr-an"], today)
    assert (now.unit, now.organisation, now.since) == (world.units["mrl-bo"], world.organisations["mrl"], today)
    assert (person.unit, person.organisation) == (world.units["mrl-bo"], world.organisations["mrl"])


def test_what_was_done_before_keeps_its_unit(world):
    person = world.people["urszula.maj"]
    old = Event.objects.filter(actor=person).values_list("id", "unit_id")
    before = dict(old)
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=person)

    event = Event.objects.get(verb="people.move", target_id=person.pk)
    assert dict(Event.objects.filter(id__in=before).values_list("id", "unit_id")) == before
    assert event.facts["from_unit"] == world.units["kbr-an"].pk
    assert event.facts["to_unit"] == event.unit_id == world.units["mrl-bo"].pk


def test_two_moves_on_one_day_are_one(world):
    person = world.people["urszula.maj"]
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=person, since=date(2027, 1, 4))
    actions.move_person(person, to_unit=world.units["mrl-bk"], by=person, since=date(2027, 1, 4))

    assert [row.unit.external_id for row in person.assignments.order_by("since")] == ["kbr-an", "mrl-bk"]


def test_nobody_moves_into_the_time_before_the_last_move(world):
    person = world.people["urszula.maj"]
    with pytest.raises(ValidationError):
        actions.move_person(person, to_unit=world.units["mrl-bo"], by=person, since=date(2001, 1, 1))


def test_a_unit_of_another_organisation_is_refused(world):
    person = world.people["urszula.maj"]
    with pytest.raises(ValidationError):
        actions.move_person(person, to_unit=world.units["mrl-bo"], organisation=world.organisations["umj"], by=person)


def test_others_do_not_move_me(world):
    with pytest.raises(PermissionDenied):
        actions.move_person(world.people["urszula.maj"], to_unit=world.units["mrl-bo"], by=world.people["ewa.kurowska"])


def test_the_database_keeps_one_open_assignment_a_person(world):
    person = world.people["urszula.maj"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(person=person, organisation=world.organisations["mrl"])


def test_i_find_my_new_unit_by_a_part_of_its_name_and_choose_it(signed_in, world):
    client = signed_in("urszula.maj")
    page = client.get(reverse("people:move"), {"q": "wydzial monit"}).content.decode()
    place = f"unit-{world.units['mrl-dp-m'].pk}"
    assert f'value="{place}"' in page
    assert "Wydział Monitorowania" in page

    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client.post(reverse("people:move"), {"place": place, "since": tomorrow.isoformat()})

    assert response.url == reverse("people:profile")
    assert Person.objects.get(handle="urszula.maj").unit == world.units["kbr-an"]
    with time_machine.travel(datetime.combine(tomorrow, time(8), tzinfo=WARSAW), tick=False):
        actions.settle_places()
    assert Person.objects.get(handle="urszula.maj").unit == world.units["mrl-dp-m"]


@pytest.mark.parametrize("place", ["unit-999999", "organisation-", "unit-x", "else-1", "unit--1"])
def test_a_place_that_is_not_there_is_not_found(signed_in, place):
    assert signed_in("urszula.maj").post(reverse("people:move"), {"place": place}).status_code == 404


def test_a_day_that_cannot_be_is_said_at_its_field(signed_in, world):
    place = f"unit-{world.units['mrl-dp-m'].pk}"
    response = signed_in("urszula.maj").post(reverse("people:move"), {"place": place, "since": "2001-01-01"})

    assert response.status_code == 422
    assert "Wybierz późniejszy." in response.content.decode()


@pytest.fixture
def keeper(world, frozen):
    actions.give_role(world.people["ewa.kurowska"], kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    return world.people["ewa.kurowska"]


def places(person):
    return [(row.unit.external_id, row.since, row.until) for row in person.assignments.order_by("since")][-3:]


def test_a_planned_move_happens_on_its_day_and_not_before(world, keeper, frozen):
    person, day = world.people["urszula.maj"], NOW.date() + timedelta(days=10)
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=keeper, since=day)
    assert (actions.settle_places(), Person.objects.get(pk=person.pk).unit) == (0, world.units["kbr-an"])

    frozen.shift(timedelta(days=10))
    assert (actions.settle_places(), actions.settle_places()) == (1, 0)
    assert Person.objects.get(pk=person.pk).unit == world.units["mrl-bo"]


def test_an_administrator_corrects_the_past_up_to_the_next_move(world, keeper):
    person = world.people["urszula.maj"]
    began, now = person.assignments.get(until=None).since, timezone.localdate()
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=keeper, since=now)
    actions.move_person(person, to_unit=world.units["kbr-di"], by=keeper, since=now - timedelta(days=30))

    assert places(person) == [
        ("kbr-an", began, now - timedelta(days=30)),
        ("kbr-di", now - timedelta(days=30), now),
        ("mrl-bo", now, None),
    ]
    assert Person.objects.get(pk=person.pk).unit == world.units["mrl-bo"]


def test_a_move_of_today_leaves_the_planned_one(world, keeper):
    person, today = world.people["urszula.maj"], timezone.localdate()
    later = today + timedelta(days=38)
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=keeper, since=later)
    actions.move_person(person, to_unit=world.units["kbr-di"], by=keeper)

    assert places(person)[1:] == [("kbr-di", today, later), ("mrl-bo", later, None)]


def test_a_plan_that_came_to_nothing_is_withdrawn(world, keeper):
    person = world.people["urszula.maj"]
    before = places(person)
    planned = actions.move_person(
        person, to_unit=world.units["mrl-bo"], by=keeper, since=timezone.localdate() + timedelta(days=5)
    )
    actions.withdraw_move(planned, by=keeper)

    assert places(person) == before


def test_a_move_made_by_mistake_is_withdrawn_and_the_first_place_is_not(world, keeper):
    person = world.people["urszula.maj"]
    moved = actions.move_person(person, to_unit=world.units["mrl-bo"], by=keeper)
    actions.withdraw_move(moved, by=keeper)
    assert Person.objects.get(pk=person.pk).unit == world.units["kbr-an"]

    with pytest.raises(ValidationError):
        actions.withdraw_move(person.assignments.get(), by=keeper)
    with pytest.raises(PermissionDenied):
        actions.withdraw_move(person.assignments.get(), by=person)
