from django.urls import reverse
from django.utils.html import escape

from ognisko.people import take_in


def show(client, person):
    return client.get(reverse("people:show", args=[person.pk]))


def test_a_page_says_what_somebody_does_can_help_with_and_wants_to_learn(signed_in, world):
    shown = world.people["igor.zelazny"]
    page = show(signed_in("ewa.kurowska"), shown).content.decode()

    for words in (shown.does, shown.can_help, shown.wants_to_learn, shown.function, shown.organisation.name):
        assert escape(words) in page


def test_the_way_through_the_units_is_shown(signed_in, world):
    page = show(signed_in("ewa.kurowska"), world.people["irena.lasota"]).content.decode()

    assert "Ministerstwo Rozwoju Lokalnego › Departament Programów › Wydział Monitorowania" in page


def test_only_the_own_page_leads_to_changing_it(signed_in, world):
    own = show(signed_in("ewa.kurowska"), world.people["ewa.kurowska"]).content.decode()
    other = show(signed_in("ewa.kurowska"), world.people["urszula.maj"]).content.decode()

    link = f'href="{reverse("people:profile")}">Zmień profil'
    assert link in own
    assert link not in other


def test_an_imported_author_is_told_apart(signed_in, world):
    author = take_in.write_author(external_id="elsewhere:1", name="Niels B.")
    page = show(signed_in("ewa.kurowska"), author).content.decode()

    assert "Ta osoba nie ma tu konta." in page


def test_a_visitor_sees_nobody(client, world):
    response = show(client, world.people["ewa.kurowska"])

    assert response.status_code == 302
    assert "Kurowska" not in response.content.decode()


def test_a_closed_account_and_nobody_are_the_same_to_others(signed_in, world):
    closed = world.people["urszula.maj"]
    closed.is_active = False
    closed.save()

    assert show(signed_in("ewa.kurowska"), closed).status_code == 404
    assert signed_in("ewa.kurowska").get("/osoby/999999/").status_code == 404


def test_both_addresses_lead_to_the_page(signed_in, world):
    person = world.people["urszula.maj"]
    client = signed_in("ewa.kurowska")

    assert client.get(f"/osoby/{person.pk}/").status_code == 200
    assert client.get(f"/en/people/{person.pk}/").status_code == 200
