from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.discussions.models import Post
from ognisko.people import actions
from ognisko.people.models import InstallationRole, Organisation, Person, Unit
from ognisko.people.structure import parents_on

DAY = timedelta(days=1)


@pytest.fixture
def keeper(world, frozen):
    actions.give_role(world.people["ewa.kurowska"], kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    return world.people["ewa.kurowska"]


@pytest.fixture
def today(frozen):
    return timezone.localdate()


def fresh(node):
    return type(node).objects.get(pk=node.pk)


def test_a_new_name_holds_from_a_day_on_and_the_old_one_is_known(world, keeper, today):
    unit = world.units["mrl-bo"]
    old = unit.name
    actions.change_unit(unit, by=keeper, name="Biuro Organizacji i Kadr", short_name="BOK", since=today - 3 * DAY)

    assert (fresh(unit).name, fresh(unit).short_name) == ("Biuro Organizacji i Kadr", "BOK")
    assert list(unit.former.values_list("name", "until")) == [(old, today - 3 * DAY)]


def test_two_changes_on_one_day_are_one(world, keeper, today):
    unit = world.units["mrl-bo"]
    old = unit.name
    actions.change_unit(unit, by=keeper, name="Literówka")
    actions.change_unit(unit, by=keeper, name="Biuro Organizacji")

    assert list(unit.former.values_list("name", "until")) == [(old, today)]


def test_a_kind_alone_makes_no_history(world, keeper):
    unit = world.units["mrl-bo"]
    actions.change_unit(unit, by=keeper, unit_type=Unit.Kind.TEAM)

    assert (fresh(unit).unit_type, unit.former.count()) == ("team", 0)


def test_a_unit_never_lies_below_itself(world, keeper):
    top, below = world.units["mrl-dp"], world.units["mrl-dp-m"]
    for under in (top, below):
        with pytest.raises(ValidationError) as refused:
            actions.move_unit(top, under=under, by=keeper)
        assert refused.value.code == "circle"

    assert fresh(top).parent is None


def test_an_organisation_never_lies_below_itself(world, keeper):
    a, b, c = (world.organisations[key] for key in ("mrl", "kbr", "umj"))
    actions.move_organisation(b, under=a, by=keeper)
    actions.move_organisation(c, under=b, by=keeper)
    with pytest.raises(ValidationError) as refused:
        actions.move_organisation(fresh(a), under=fresh(c), by=keeper)

    assert (refused.value.code, fresh(a).parent, fresh(c).parent) == ("circle", None, b)


def test_a_unit_stays_in_its_organisation(world, keeper):
    with pytest.raises(ValidationError):
        actions.move_unit(world.units["mrl-bo"], under=world.units["kbr-an"], by=keeper)


def test_the_tree_of_a_day_before_a_move_is_known(world, keeper, today):
    unit, under = world.units["mrl-bo"], world.units["mrl-dp"]
    actions.move_unit(unit, under=under, by=keeper, since=today - 10 * DAY)

    assert parents_on(today)[unit.pk] == under.pk
    assert parents_on(today - 10 * DAY)[unit.pk] == under.pk
    assert parents_on(today - 11 * DAY)[unit.pk] is None


def test_a_tree_has_its_depth(world, keeper):
    here = None
    with pytest.raises(ValidationError):
        for number in range(20):
            here = actions.add_unit(world.organisations["umj"], name=f"Poziom {number}", parent=here, by=keeper)

    assert Unit.objects.filter(name__startswith="Poziom").count() == 12


def test_two_units_merge_from_today_and_what_was_written_stays_with_the_old(world, keeper, today):
    unit, into = world.units["mrl-dp-m"], world.units["mrl-bo"]
    people = list(unit.people.all())
    written = dict(Post.objects.filter(author__in=people).values_list("pk", "author_unit"))
    actions.merge_units(unit, into=into, since=today, by=keeper)

    assert (fresh(unit).valid_to, fresh(unit).successor) == (today, into)
    assert unit.pk not in Unit.objects.current().values_list("pk", flat=True)
    assert {person.unit for person in Person.objects.filter(pk__in=[one.pk for one in people])} == {into}
    assert dict(Post.objects.filter(author__in=people).values_list("pk", "author_unit")) == written
    assert set(people[0].assignments.filter(unit=unit).values_list("until", flat=True)) == {today}


def test_a_merger_ahead_happens_on_its_day(world, keeper, today, frozen):
    unit, into = world.units["mrl-dp"], world.units["mrl-bo"]
    person, child = unit.people.first(), world.units["mrl-dp-m"]
    actions.merge_units(unit, into=into, since=today + 7 * DAY, by=keeper)
    actions.settle_ends()
    assert (fresh(person).unit, fresh(child).parent) == (unit, unit)
    assert unit.pk in Unit.objects.current().values_list("pk", flat=True)

    frozen.shift(timedelta(days=9))
    assert actions.settle_ends() > 0
    assert (fresh(person).unit, fresh(child).parent) == (into, into)
    assert person.assignments.get(until=None).since == today + 7 * DAY
    assert parents_on(today)[child.pk] == unit.pk
    assert actions.settle_ends() == 0


def test_a_merger_ahead_is_taken_back(world, keeper, today):
    unit = world.units["mrl-dp"]
    actions.merge_units(unit, into=world.units["mrl-bo"], since=today + 7 * DAY, by=keeper)
    actions.reopen(unit, by=keeper)

    assert (fresh(unit).valid_to, fresh(unit).successor) == (None, None)


def test_nobody_stays_in_a_unit_that_ends(world, keeper, today):
    unit = world.units["mrl-bo"]
    people = list(unit.people.all())
    with pytest.raises(ValidationError) as refused:
        actions.end_unit(unit, on=today, by=keeper)
    assert list(refused.value.message_dict) == ["people_to"]

    actions.end_unit(unit, on=today, people_stay=True, by=keeper)
    now = Person.objects.filter(pk__in=[one.pk for one in people])
    assert set(now.values_list("organisation__external_id", "unit")) == {("mrl", None)}


def test_a_unit_with_units_below_does_not_end_over_their_heads(world, keeper, today):
    with pytest.raises(ValidationError, match="Wydział Monitorowania"):
        actions.end_unit(world.units["mrl-dp"], on=today, people_stay=True, by=keeper)

    assert fresh(world.units["mrl-dp"]).valid_to is None


def test_who_came_after_an_end_in_the_past_is_moved_too(world, keeper, today):
    unit, into = world.units["mrl-bo"], world.units["mrl-dp"]
    late = actions.register_person(email="late@mrl.example", name="Późno Przybyła", unit=unit, since=today)
    actions.end_unit(unit, on=today - 30 * DAY, people_to=into, by=keeper)

    assert [(row.unit, row.since) for row in late.assignments.all()] == [(into, today)]


def test_the_head_of_a_unit_that_ends_heads_nothing(world, keeper, today):
    unit, head = world.units["mrl-bo"], world.people["urszula.maj"]
    actions.give_role(head, kind=InstallationRole.Kind.UNIT_HEAD, unit=unit, by=keeper)
    actions.merge_units(unit, into=world.units["mrl-dp"], since=today, by=keeper)

    assert not fresh(head).has_duty(InstallationRole.Kind.UNIT_HEAD)


def test_a_unit_does_not_merge_into_what_lies_below_it_or_into_itself(world, keeper, today):
    unit = world.units["mrl-dp"]
    for into in (unit, world.units["mrl-dp-m"]):
        with pytest.raises(ValidationError):
            actions.merge_units(unit, into=into, since=today, by=keeper)

    assert fresh(unit).valid_to is None


def test_only_an_empty_organisation_ends(world, keeper, today):
    empty = actions.add_organisation(name="Urząd Bez Nikogo", by=keeper)
    with pytest.raises(ValidationError):
        actions.end_organisation(world.organisations["mrl"], on=today, by=keeper)
    actions.end_organisation(empty, on=today + DAY, by=keeper)

    assert set(Organisation.objects.exclude(valid_to=None)) == {empty}


def test_only_an_administrator_changes_the_structure_and_it_is_noted(world, keeper):
    with pytest.raises(PermissionDenied):
        actions.change_unit(world.units["mrl-bo"], by=world.people["urszula.maj"], name="Moje biuro")
    actions.change_unit(world.units["mrl-bo"], by=keeper, name="Biuro")

    assert list(Entry.objects.filter(event="structure_changed").values_list("actor_id", "target_id")) == [
        (keeper.pk, world.units["mrl-bo"].pk)
    ]
