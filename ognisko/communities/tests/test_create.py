import re

import pytest
from django.urls import reverse

from ognisko.communities.models import Community, Membership
from ognisko.communities.tests.conftest import headings, main_of, words

GOOD = {
    "name": "Odbiór ekspertyz zewnętrznych",
    "topic": "Pomagamy osobom, które zamawiają ekspertyzy, gdy trzeba ocenić wynik, żeby nie trafił do szuflady.",
    "for_whom": "Dla osób, które choć raz zamawiały ekspertyzę.",
    "questions": "- Jak opisać pytanie?\n2. Kto odbiera?\n\n• Co, gdy wynik jest słaby?",
    "covers": "opis pytania\nodbiór",
    "does_not_cover": "zamówienia powyżej progów",
    "rhythm": "fortnightly",
    "rhythm_note": "co druga środa, 9:00",
    "rules": "**Na ty.** Bez nazwisk <wykonawców>.",
    "area": "law",
    "language": "pl",
    "visibility": "everyone",
    "entry": "open",
}


def is_checked(content, name, value):
    return re.search(rf'<input type="radio" name="{name}" value="{value}"[^>]*\bchecked\b', content) is not None


@pytest.fixture
def page():
    return reverse("communities:create")


def test_a_good_charter_makes_a_community_at_once(signed_in, world, page):
    response = signed_in("dawid.mroz").post(page, GOOD)
    community = Community.objects.get(name=GOOD["name"])
    assert response.url == community.get_absolute_url() == "/wspolnoty/odbior-ekspertyz-zewnetrznych/"
    assert community.questions == ["Jak opisać pytanie?", "Kto odbiera?", "Co, gdy wynik jest słaby?"]
    assert community.rules_html.strip() == "<p><strong>Na ty.</strong> Bez nazwisk &lt;wykonawców&gt;.</p>"
    founder = Membership.objects.get(community=community)
    assert (founder.person, founder.role, founder.door) == (world.people["dawid.mroz"], "coordinator", "founding")


def test_the_page_of_the_new_community_says_what_was_typed(signed_in, page):
    text = words(signed_in("dawid.mroz").post(page, GOOD, follow=True))
    for said in ("Jak opisać pytanie?", "zamówienia powyżej progów", "co druga środa, 9:00", GOOD["for_whom"]):
        assert said in text


def test_a_name_and_a_sentence_are_enough(signed_in, page):
    least = {key: GOOD[key] for key in ("name", "topic", "rhythm", "area", "language", "visibility", "entry")}
    assert signed_in("dawid.mroz").post(page, least).status_code == 302


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200b", "\u00a0"])
def test_a_name_that_nobody_sees_is_no_name(signed_in, page, nothing):
    response = signed_in("dawid.mroz").post(page, GOOD | {"name": nothing})
    assert response.status_code == 400
    assert "Wpisz nazwę wspólnoty." in words(response)


def test_what_was_typed_stays_when_something_needs_a_change(signed_in, page):
    content = signed_in("dawid.mroz").post(page, GOOD | {"name": ""}).content.decode()
    assert "2. Kto odbiera?" in content and "co druga środa, 9:00" in content
    assert is_checked(content, "rhythm", "fortnightly") and not is_checked(content, "rhythm", "monthly")


def test_the_errors_stand_by_the_fields_and_above_them(signed_in, page):
    content = signed_in("dawid.mroz").post(page, GOOD | {"name": "", "topic": ""}).content.decode()
    assert 'href="#id_name"' in content and 'id="id_name-error"' in content
    assert 'aria-invalid="true"' in content and 'href="#id_topic"' in content


@pytest.mark.parametrize("field", ["rhythm", "area", "language", "visibility", "entry"])
def test_a_choice_that_is_none_of_those_offered_is_refused(signed_in, page, field):
    assert signed_in("dawid.mroz").post(page, GOOD | {field: "whatever"}).status_code == 400


def test_for_chosen_organisations_they_must_be_chosen(signed_in, world, page):
    client = signed_in("dawid.mroz")
    response = client.post(page, GOOD | {"visibility": "organisations"})
    assert "Wybierz urzędy, których osoby mają ją widzieć." in words(response)
    chosen = world.organisations["umj"]
    client.post(page, GOOD | {"visibility": "organisations", "organisations": [chosen.pk]})
    assert list(Community.objects.get(name=GOOD["name"]).organisations.all()) == [chosen]


def test_a_name_that_the_founder_can_see_taken_is_said_once(signed_in, world, page):
    there = world.communities["monitoring"]
    client = signed_in("dawid.mroz")
    typed = GOOD | {"name": there.name.upper()}
    response = client.post(page, typed)
    assert response.status_code == 400
    assert f'<a href="{there.get_absolute_url()}">' in response.content.decode()
    assert client.post(page, typed | {"name_is_known": "on"}).url == f"{there.get_absolute_url()[:-1]}-2/"


def test_a_name_with_markup_is_only_text_in_the_warning(signed_in, found, page):
    found("ewa.kurowska", "<b>Nazwa</b> {link} {0}")
    content = signed_in("dawid.mroz").post(page, GOOD | {"name": "<b>nazwa</b> {link} {0}"}).content.decode()
    assert "&lt;b&gt;Nazwa&lt;/b&gt; {link} {0}</a>" in content


def test_the_sentence_is_shown_with_its_hinges_before_it_is_saved(signed_in, page):
    client = signed_in("dawid.mroz")
    response = client.post(page, GOOD | {"preview": "1", "name": ""})
    content = response.content.decode()
    assert response.status_code == 200
    assert "<i>Pomagamy</i>" in content and "<i>żeby</i>" in content
    assert "co druga środa, 9:00" in content and "id_name-error" not in content
    part = client.post(reverse("communities:sentence"), GOOD).content.decode()
    assert "<i>gdy</i>" in part and part.lstrip().startswith('<div class="gap" id="sentence"')
    assert Community.objects.filter(name=GOOD["name"]).count() == 0


def test_the_form_can_be_filled_in_without_seeing_it(signed_in, page):
    """Every control has a label or a legend; headings go down one level at a time."""
    response = signed_in("dawid.mroz").get(page)
    content = main_of(response)
    for name in ("name", "topic", "for_whom", "questions", "covers", "does_not_cover", "rhythm_note", "rules"):
        assert f'<label for="id_{name}">' in content
    assert content.count("<fieldset") == content.count("<legend>") == 6
    assert headings(response, 1) == ["Załóż wspólnotę"]
    assert headings(response, 2) == ["Temat", "Dla kogo i o czym", "Rytm i zasady", "Kto widzi i kto wchodzi"]


def test_addresses_of_pages_are_taken_by_no_community(found):
    assert [found("ewa.kurowska", name).slug for name in ("Nowa", "Role", "new")] == ["nowa-2", "role-2", "new-2"]


def test_a_name_without_letters_of_ours_gets_an_address_all_the_same(found):
    community = found("ewa.kurowska", "協力者の会")
    assert len(community.slug) >= 4


def test_a_visitor_founds_nothing(visitor, page):
    assert visitor.post(page, GOOD).status_code == 302
    assert Community.objects.filter(name=GOOD["name"]).count() == 0
