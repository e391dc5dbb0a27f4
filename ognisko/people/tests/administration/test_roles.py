import pytest
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.people import actions
from ognisko.people.models import InstallationRole

Kind = InstallationRole.Kind


def page(client):
    return client.get(reverse("people:roles")).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def give(client, **typed):
    return client.post(reverse("people:give_role"), typed)


def test_one_table_says_what_each_duty_does_and_who_holds_it(as_keeper, keeper):
    html = page(as_keeper)

    for name in (
        "Osoba administrująca",
        "Osoba prowadząca program",
        "Inspektor ochrony danych",
        "Osoba kierująca komórką",
    ):
        assert f'<th scope="row">{name}</th>' in html
    assert "Niczego o pojedynczych osobach" in html
    assert "<strong>Ewa Kurowska</strong>" in html


def test_a_duty_is_given_and_taken_back_with_a_record(as_keeper, keeper, world):
    give(as_keeper, kind="programme_keeper", person="Urszula Maj")
    role = world.people["urszula.maj"].installation_roles.get()
    assert (role.kind, role.given_by) == ("programme_keeper", keeper)
    as_keeper.post(reverse("people:take_role", args=[role.pk]))

    html = page(as_keeper)
    assert (html.count("Nadano:"), html.count("Odebrano:")) == (2, 1)
    events = (
        Entry.objects.filter(actor_id=keeper.pk, event__startswith="role")
        .order_by("pk")
        .values_list("event", "target_id")
    )
    person = world.people["urszula.maj"].pk
    assert list(events) == [("role_given", person), ("role_taken", person)]


def test_a_head_names_a_unit_and_may_head_two(as_keeper, world):
    assert "Podaj, którą komórką" in give(as_keeper, kind="unit_head", person="Urszula Maj").content.decode()
    give(as_keeper, kind="unit_head", person="Urszula Maj", unit="Departament Informatyki")
    give(as_keeper, kind="unit_head", person="Urszula Maj", unit="Wydział Monitorowania")

    units = world.people["urszula.maj"].installation_roles.order_by("pk").values_list("unit__external_id", flat=True)
    assert list(units) == ["kbr-di", "mrl-dp-m"]


def test_namesakes_are_offered_and_what_was_chosen_stays(as_keeper, world):
    other = actions.register_person(email="u@kbr.example", name="Urszula Maj")
    response = give(as_keeper, kind="administrator", person="Urszula Maj")
    html = response.content.decode()

    assert response.status_code == 422
    assert (f"@{other.handle}" in html, "@urszula.maj " in html or "@urszula.maj<" in html) == (True, True)
    assert 'value="administrator" required id="id_kind_0" checked' in html or "checked" in html
    give(as_keeper, kind="administrator", person="Urszula Maj", **{"person-chosen": str(other.pk)})
    assert other.installation_roles.get().kind == "administrator"


def test_nobody_who_cannot_sign_in_gets_a_duty(as_keeper, world):
    person = world.people["urszula.maj"]
    person.is_active = False
    person.save()

    assert (
        "Na to konto nikt się nie loguje"
        in give(as_keeper, kind="administrator", person="Urszula Maj").content.decode()
    )


def test_an_administrator_steps_back_when_there_is_another(as_keeper, keeper, world):
    actions.give_role(world.people["urszula.maj"], kind=Kind.ADMINISTRATOR, by=keeper)
    role = keeper.installation_roles.get()
    response = as_keeper.post(reverse("people:take_role", args=[role.pk]))

    assert response.url == reverse("home:my_week")
    assert as_keeper.get(reverse("people:roles")).status_code == 403


def test_a_closed_account_is_no_other_administrator(as_keeper, keeper, world):
    other = world.people["urszula.maj"]
    actions.give_role(other, kind=Kind.ADMINISTRATOR, by=keeper)
    actions.deactivate(other, by=keeper)
    as_keeper.post(reverse("people:take_role", args=[keeper.installation_roles.get().pk]))

    assert keeper.installation_roles.get().kind == "administrator"


def test_the_data_protection_officer_reads_the_table_and_gives_nothing(signed_in, world, keeper):
    actions.give_role(world.people["urszula.maj"], kind=Kind.DATA_PROTECTION_OFFICER, by=keeper)
    client = signed_in("urszula.maj")
    html = page(client)

    assert "Nadaj rolę" not in html
    assert "Odbierz" not in html
    assert give(client, kind="administrator", person="Urszula Maj").status_code == 403


@pytest.mark.parametrize("typed", [{}, {"kind": "king", "person": "Urszula Maj"}, {"kind": "administrator"}])
def test_a_form_half_filled_gives_nothing(as_keeper, typed):
    assert give(as_keeper, **typed).status_code == 422
    assert InstallationRole.objects.count() == 1
