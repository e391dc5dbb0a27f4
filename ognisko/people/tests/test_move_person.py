from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.people import actions
from ognisko.people.models import Assignment, Person


def test_a_move_ends_one_assignment_and_begins_another(world):
    person = world.people["urszula.maj"]
    before = person.assignments.get(until=None)
    actions.move_person(person, to_unit=world.units["mrl-bo"], by=person, since=date(2027, 1, 4))

    before.refresh_from_db()
    now = person.assignments.get(until=None)
    assert (before.unit, before.until) == (world.units["kbr-an"], date(2027, 1, 4))
    assert (now.unit, now.organisation, now.since) == (
        world.units["mrl-bo"],
        world.organisations["mrl"],
        date(2027, 1, 4),
    )
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
    assert Person.objects.get(handle="urszula.maj").unit == world.units["mrl-dp-m"]


@pytest.mark.parametrize("place", ["unit-999999", "organisation-", "unit-x", "else-1", "unit--1"])
def test_a_place_that_is_not_there_is_not_found(signed_in, place):
    assert signed_in("urszula.maj").post(reverse("people:move"), {"place": place}).status_code == 404


def test_a_day_that_cannot_be_is_said_at_its_field(signed_in, world):
    place = f"unit-{world.units['mrl-dp-m'].pk}"
    response = signed_in("urszula.maj").post(reverse("people:move"), {"place": place, "since": "2001-01-01"})

    assert response.status_code == 422
    assert "Wybierz późniejszy." in response.content.decode()
