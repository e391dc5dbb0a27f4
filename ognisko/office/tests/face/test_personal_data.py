"""What the office keeps of a person goes with them."""

from datetime import timedelta

from ognisko.office import actions, personal_data
from ognisko.office.models import AccessibilityProblem, Face
from ognisko.people.models import Person
from ognisko.privacy import retention
from ognisko.privacy.actions import ask_erasure
from ognisko.privacy.erasing import erase
from ognisko.testing import NOW


def reported(person, **fields) -> AccessibilityProblem:
    contact = {"email": person.email, "phone": "22 123 45 67", "name": person.name}
    return actions.report_problem(by=person, what=f"Nie działa mi. {person.name}", **{**contact, **fields})


def gone(person: Person) -> None:
    erase(ask_erasure(person, by=person))


def test_a_report_stays_and_its_reporter_goes(ewa, world):
    adam = world.people["adam.cichon"]
    first, second = reported(adam), actions.report_problem(by=None, name="A. C.", what="To samo.", email=adam.email)
    gone(adam)
    for problem in (first, second):
        problem.refresh_from_db()
        assert (problem.person, problem.name, problem.email, problem.phone) == (None, "", "", "")
    assert "Cichoń" not in first.what


def test_whose_address_is_the_contact_of_the_office_hears_of_it_first(ewa, world):
    adam = world.people["adam.cichon"]
    assert personal_data.before_erasure(adam) == []
    actions.change_face(by=ewa, contact_email=adam.email)
    assert len(personal_data.before_erasure(adam)) == 1
    gone(adam)
    assert Face.objects.get().contact_email == ""


def test_a_year_after_the_end_nobody_stands_in_a_report(ewa, world, frozen):
    old, new = reported(world.people["adam.cichon"]), reported(ewa)
    actions.close_problem(old, by=ewa, outcome="repaired", text="Działa.")
    frozen.move_to(NOW + timedelta(days=360))
    actions.close_problem(new, by=ewa, outcome="repaired", text="Działa.")
    frozen.move_to(NOW + timedelta(days=366))
    retention.purge()
    names = AccessibilityProblem.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["", ewa.name]
