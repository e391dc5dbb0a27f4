import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.people import actions
from ognisko.people.models import InstallationRole, Person


def answers(**changes):
    return {
        "name": "Ewa Kurowska-Nowa",
        "function": "naczelnik",
        "does": "Prowadzę konferencje.",
        "can_help": "lista zgłoszeń\r\ndruk",
        "wants_to_learn": "",
        "form_of_address": "feminine",
        **changes,
    }


def test_what_i_write_is_kept_and_the_log_holds_only_which_fields(signed_in, world):
    response = signed_in("ewa.kurowska").post(reverse("people:profile"), answers())

    person = Person.objects.get(handle="ewa.kurowska")
    assert response.status_code == 302
    assert (person.name, person.can_help, person.wants_to_learn) == ("Ewa Kurowska-Nowa", "lista zgłoszeń\ndruk", "")
    assert person.sort_key != world.people["ewa.kurowska"].sort_key
    assert person.folded_name == "ewa kurowska-nowa"
    event = Event.objects.filter(verb="people.update_profile").latest("id")
    assert event.actor == person
    assert "Prowadzę" not in str(event.facts)
    assert "does" in event.facts["fields"]


def test_an_empty_name_comes_back_with_all_that_was_typed(signed_in):
    response = signed_in("ewa.kurowska").post(reverse("people:profile"), answers(name=" \u200b ", does="Zostaje!"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Wpisz imię i nazwisko." in page
    assert "Zostaje!" in page


def test_nothing_changed_writes_no_event(world):
    person = world.people["ewa.kurowska"]
    before = Event.objects.count()
    actions.update_profile(person, by=person, does=person.does)

    assert Event.objects.count() == before


def test_somebody_else_may_not_change_it(world):
    with pytest.raises(PermissionDenied):
        actions.update_profile(world.people["ewa.kurowska"], by=world.people["urszula.maj"], does="!")


def test_an_administrator_may(world):
    keeper = world.people["urszula.maj"]
    actions.give_role(keeper, kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    actions.update_profile(world.people["ewa.kurowska"], by=keeper, does="Nowe")

    assert Person.objects.get(handle="ewa.kurowska").does == "Nowe"


def test_only_fields_of_a_profile_are_changed(world):
    person = world.people["ewa.kurowska"]
    with pytest.raises(ValueError, match="is_active"):
        actions.update_profile(person, by=person, is_active=False)


def test_the_three_questions_are_asked_once(signed_in, world):
    Person.objects.filter(handle="ewa.kurowska").update(has_met_questions=False, does="", can_help="")
    client = signed_in("ewa.kurowska")
    assert client.get("/").url == reverse("people:questions")

    response = client.post(reverse("people:questions"), {"does": "Organizuję.", "can_help": "", "wants_to_learn": ""})

    person = Person.objects.get(handle="ewa.kurowska")
    assert response.url == reverse("communities:directory")
    assert (person.does, person.has_met_questions) == ("Organizuję.", True)


def test_the_questions_may_be_skipped_and_what_was_said_stays(signed_in, world):
    Person.objects.filter(handle="ewa.kurowska").update(has_met_questions=False)
    response = signed_in("ewa.kurowska").post(reverse("people:questions"), {"skip": "1", "does": ""})

    person = Person.objects.get(handle="ewa.kurowska")
    assert response.url == reverse("home:my_week")
    assert person.has_met_questions
    assert person.does == world.people["ewa.kurowska"].does
