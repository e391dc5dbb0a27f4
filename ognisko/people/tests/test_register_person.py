import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from ognisko.activity.models import Event
from ognisko.people import actions, take_in
from ognisko.people.handles import make_handle, make_handles
from ognisko.people.models import InstallationRole, Person


def test_a_person_gets_an_account_a_place_and_an_event(world):
    person = actions.register_person(email="Nowa.Osoba@UMJ.example", name="Nowa Osoba", unit=world.units["umj-or"])

    assert person.email == "nowa.osoba@umj.example"
    assert person.organisation == world.organisations["umj"]
    assert person.handle == "nowa.osoba"
    assert not person.has_usable_password()
    assert person.assignments.get().unit == world.units["umj-or"]
    assert EmailAddress.objects.get(user=person).verified
    assert Event.objects.filter(verb="people.register", target_id=person.pk).count() == 1


def test_nobody_joins_anything_by_getting_an_account(world):
    person = actions.register_person(email="n@umj.example", name="Nowa Osoba", unit=world.units["umj-or"])

    assert person.memberships.count() == 0


def test_only_an_administrator_registers_others(world):
    with pytest.raises(PermissionDenied):
        actions.register_person(email="n@umj.example", name="N", by=world.people["ewa.kurowska"])
    actions.give_role(world.people["ewa.kurowska"], kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    actions.register_person(email="n@umj.example", name="N", by=world.people["ewa.kurowska"])

    assert Person.objects.filter(email="n@umj.example").exists()


def test_the_database_knows_an_address_once_and_in_lower_case(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.register_person(email="EWA.KUROWSKA@mrl.example", name="Druga Ewa")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(handle="ewa.kurowska").update(email="EWA@mrl.example")


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ewa Kurowska", "ewa.kurowska2"),
        ("Łucja Żółć-Gęś", "lucja.zolc-ges"),
        ("dr Jan  O'Hara", "dr.jan.o.hara"),
        ("山田太郎", "osoba"),
        ("-.-", "osoba"),
        ("A" * 200, "a" * 52),
        ("<script>alert(1)</script>", "script.alert.1.script"),
    ],
)
def test_a_handle_is_made_of_the_name(world, name, handle):
    assert make_handle(name) == handle


def test_many_handles_at_once_are_all_different(world):
    names = ["Ewa Kurowska", "Ewa Kurowska", "Nowa Osoba", "Nowa Osoba", "Nowa Osoba2", "Nowa Osoba"]

    assert make_handles(names) == [
        "ewa.kurowska2",
        "ewa.kurowska3",
        "nowa.osoba",
        "nowa.osoba2",
        "nowa.osoba22",
        "nowa.osoba3",
    ]


def test_an_author_is_no_account_and_comes_once(world):
    first = take_in.write_author(external_id="elsewhere:7", name="  Niels B. ")
    second = take_in.write_author(external_id="elsewhere:7", name="Zmienione")

    assert first == second
    assert (first.name, first.email, first.is_listed, first.has_usable_password()) == ("Niels B.", None, False, False)
    assert first.is_author_only
    assert EmailAddress.objects.filter(user=first).count() == 0


def test_many_authors_come_in_few_queries(world, django_assert_max_num_queries):
    authors = [take_in.Author(f"elsewhere:{number}", f"Osoba {number}") for number in range(400)]
    with django_assert_max_num_queries(20):
        written = take_in.write_authors(authors)

    assert len(written) == 400
    assert len({person.handle for person in written.values()}) == 400


def test_an_author_without_a_name_gets_one(world):
    assert take_in.write_author(external_id="elsewhere:8", name=" \x00 ").name == "osoba"


def test_the_last_administrator_keeps_the_duty(world):
    ewa, urszula = world.people["ewa.kurowska"], world.people["urszula.maj"]
    kind = InstallationRole.Kind.ADMINISTRATOR
    actions.give_role(ewa, kind=kind, by=None)
    with pytest.raises(ValidationError, match="To ostatnia osoba"):
        actions.take_role(ewa, kind=kind, by=ewa)
    actions.give_role(urszula, kind=kind, by=ewa)
    actions.take_role(ewa, kind=kind, by=urszula)

    assert list(InstallationRole.objects.values_list("person__handle", flat=True)) == ["urszula.maj"]
