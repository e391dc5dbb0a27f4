"""The accessibility statement: written whole, published, found by everybody, reviewed every year."""

import re
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.mail.models import Letter
from ognisko.office import actions, statements
from ognisko.office.models import AccessibilityStatement
from ognisko.office.reminders import remind_of_review
from ognisko.office.tests.face.whole import whole_statement
from ognisko.testing import WARSAW

POLISH, ENGLISH = "/deklaracja-dostepnosci/", "/en/accessibility-statement/"
ALWAYS = [
    "deklaracja",
    "wstep",
    "podmiot",
    "zakres",
    "url",
    "data-publikacja",
    "data-aktualizacja",
    "status",
    "data-sporzadzenie",
    "data-przeglad",
    "kontakt",
    "osoba",
    "email",
    "telefon",
    "procedura",
    "architektura",
    "aplikacje",
    "komunikacja",
]
DAYS = ("data-publikacja", "data-aktualizacja", "data-sporzadzenie", "data-przeglad")


def marks_in(html: str) -> list[str]:
    return sorted(re.findall(r'id="a11y-([a-z-]+)"', html))


def typed(**changed: str) -> dict[str, str]:
    """The form as the page shows it, filled in whole."""
    whole = whole_statement()
    texts = whole.pop("texts")
    days = {name: f"{whole[name]:%d.%m.%Y}" for name in statements.DAYS}
    boxes = {f"{language}_{key}": text for language in texts for key, text in texts[language].items()}
    return {**{name: str(value) for name, value in whole.items()}, **days, **boxes, "act": "publish", **changed}


@pytest.mark.parametrize("address", [POLISH, ENGLISH])
def test_each_mark_stands_once_in_both_languages(published, visitor, address):
    published()
    html = visitor.get(address).content.decode()
    assert marks_in(html) == sorted(ALWAYS)


def test_the_marks_for_costs_and_an_auditor_stand_when_they_apply(published, visitor):
    texts = whole_statement()["texts"]
    for language in texts:
        texts[language]["costs"] = "Napisy do archiwalnych filmów."
    published(
        texts=texts,
        costs_url="https://urzad.example/ocena",
        method="external",
        auditor="Fundacja Szklany Ekran",
        report_url="https://urzad.example/raport",
    )
    html = visitor.get(POLISH).content.decode()
    assert marks_in(html) == sorted([*ALWAYS, "ocena", "audytor"])
    assert re.search(r'id="a11y-ocena" href="https://urzad.example/ocena"', html)


def test_dates_are_for_people_and_for_machines(published, visitor):
    published()
    html = visitor.get(POLISH).content.decode()
    found = {
        name: re.findall(rf'<time id="a11y-{name}" datetime="(\d{{4}}-\d{{2}}-\d{{2}})">([^<]+)</time>', html)
        for name in DAYS
    }
    assert found["data-sporzadzenie"] == [("2026-11-24", "24\xa0listopada 2026\xa0r.")]
    assert [len(each) for each in found.values()] == [1, 1, 1, 1]


def test_the_address_says_the_language_whatever_the_reader_chose(published, visitor):
    published()
    polish, english = visitor.get(POLISH), visitor.get(ENGLISH)
    assert [page.headers["Content-Language"] for page in (polish, english)] == ["pl", "en"]
    assert "Urząd pl" in polish.content.decode()
    assert "Urząd pl" not in english.content.decode()
    assert '<html lang="en">' in english.content.decode()


def test_before_publication_the_page_says_so_in_plain_words_and_how_to_reach_the_office(visitor, ewa):
    actions.change_face(by=ewa, contact_email="kontakt@urzad.example")
    page = visitor.get(POLISH)
    assert page.status_code == 200
    assert "nie\xa0ma jeszcze opublikowanej deklaracji" in page.content.decode().replace("nie ma", "nie\xa0ma")
    assert "mailto:kontakt@urzad.example" in page.content.decode()
    assert marks_in(page.content.decode()) == []


def test_the_thirty_first_of_february_is_refused_and_nothing_is_lost(keeper):
    page = keeper.post(
        reverse("office:statement"), typed(reviewed_on="31.02.2026", pl_architecture="Winda i pochylnia.")
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert "Nie ma takiego dnia" in html
    assert 'value="31.02.2026"' in html
    assert AccessibilityStatement.objects.newest() is None
    assert AccessibilityStatement.objects.draft().text("pl", "architecture") == "Winda i pochylnia."


@pytest.mark.parametrize(
    "empty",
    [
        "site_published_on",
        "site_updated_on",
        "drawn_up_on",
        "reviewed_on",
        "status",
        "method",
        "contact_person",
        "contact_email",
        "contact_phone",
        "pl_entity",
        "en_entity",
        "pl_site_name",
        "pl_keyboard",
        "en_keyboard",
        "pl_complaints",
        "pl_applications",
        "en_architecture",
        "pl_communication",
    ],
)
def test_nothing_is_published_while_a_field_is_empty(keeper, empty):
    page = keeper.post(reverse("office:statement"), typed(**{empty: ""}))
    assert page.status_code == 422
    assert page.context is None or AccessibilityStatement.objects.published().count() == 0
    assert re.findall(r'<li><a href="#id_(\w+)">', page.content.decode())[0].removesuffix("_0") == empty


def test_a_whole_statement_is_published_from_its_form(keeper, visitor):
    assert keeper.post(reverse("office:statement"), typed()).status_code == 302
    assert marks_in(visitor.get(POLISH).content.decode()) == sorted(ALWAYS)


@pytest.mark.parametrize(
    ("fields", "box"),
    [
        ({"status": "full"}, "status"),
        ({"status": "none", "texts": {"pl": {"not_compliant": ""}}}, "pl_not_compliant"),
        ({"method": "external"}, "auditor"),
        ({"texts": {"en": {"costs": "Films."}}}, "costs_url"),
        ({"drawn_up_on": datetime(2026, 11, 25).date()}, "drawn_up_on"),
        (
            {"site_published_on": datetime(2026, 11, 24).date(), "site_updated_on": datetime(2026, 11, 1).date()},
            "site_updated_on",
        ),
    ],
)
def test_what_contradicts_itself_is_not_published(ewa, fields, box):
    actions.save_statement(by=ewa, **whole_statement())
    actions.save_statement(by=ewa, **{"texts": {}, **fields})
    with pytest.raises(actions.Incomplete) as refused:
        actions.publish_statement(by=ewa)
    assert box in refused.value.faults


def test_the_next_version_begins_from_the_published_one_and_does_not_show_before_it_is_published(
    published, ewa, visitor
):
    published()
    actions.save_statement(by=ewa, texts={"pl": {"architecture": "Nowe wejście od podwórza."}})
    assert "Nowe wejście" not in visitor.get(POLISH).content.decode()
    second = actions.publish_statement(by=ewa)
    assert second.version == 2
    assert "Nowe wejście od\xa0podwórza" in visitor.get(POLISH).content.decode().replace(
        "od podwórza", "od\xa0podwórza"
    )
    assert [row.version for row in AccessibilityStatement.objects.order_by("version")] == [1, 2]


def test_only_an_administrator_writes_it(officer, signed_in, world):
    with pytest.raises(PermissionDenied):
        actions.save_statement(by=officer, **whole_statement())
    with pytest.raises(PermissionDenied):
        actions.publish_statement(by=world.people["adam.cichon"])
    assert signed_in("adam.cichon").get(reverse("office:statement")).status_code == 403
    assert AccessibilityStatement.objects.count() == 0


def test_the_draft_can_be_looked_at_in_both_languages_by_its_keepers_only(keeper, signed_in):
    for language in ("pl", "en"):
        page = keeper.get(reverse("office:statement_preview", args=[language]))
        assert marks_in(page.content.decode()) == sorted(ALWAYS)
    assert signed_in("adam.cichon").get(reverse("office:statement_preview", args=["pl"])).status_code == 403
    assert keeper.get(reverse("office:statement_preview", args=["de"])).status_code == 404


def test_what_is_typed_into_it_does_nothing_on_the_page(published, visitor):
    texts = whole_statement()["texts"]
    texts["pl"] |= {"entity": "<script>alert(1)</script>", "architecture": "<img src=x onerror=alert(1)>"}
    published(texts=texts)
    html = visitor.get(POLISH).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def reminders() -> list[str]:
    return sorted(Letter.objects.filter(key__startswith="office.review_statement").values_list("key", flat=True))


def test_administrators_are_reminded_three_times_in_march(published, ewa, frozen):
    published()
    Letter.objects.all().delete()
    seen = {}
    for day in range(1, 32):
        frozen.move_to(datetime(2027, 3, day, 8, 0, tzinfo=WARSAW))
        remind_of_review()
        seen[day] = len(reminders())
    assert [day for day in seen if seen[day] > seen.get(day - 1, 0)] == [1, 15, 31]
    assert {letter.to_person_id for letter in Letter.objects.all()} == {ewa.pk}


def test_a_day_that_was_slept_through_is_caught_up(published, frozen):
    published()
    Letter.objects.all().delete()
    frozen.move_to(datetime(2027, 3, 17, 8, 0, tzinfo=WARSAW))
    remind_of_review()
    remind_of_review()
    assert [key.split(":")[1:3] for key in reminders()] == [["2027", "15"]]


def test_who_has_reviewed_this_year_is_left_alone(published, ewa, frozen):
    published()
    frozen.move_to(datetime(2027, 2, 10, 12, 0, tzinfo=WARSAW))
    actions.save_statement(by=ewa, texts={}, reviewed_on=datetime(2027, 2, 10).date())
    actions.publish_statement(by=ewa)
    Letter.objects.all().delete()
    for day in (datetime(2027, 3, 1, 8), datetime(2027, 3, 31, 8), datetime(2026, 12, 15, 8)):
        frozen.move_to(day.replace(tzinfo=WARSAW))
        remind_of_review()
    assert reminders() == []


@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        (datetime(2026, 12, 1), False),
        (datetime(2027, 3, 31), False),
        (datetime(2027, 4, 1), True),
        (datetime(2028, 1, 15), True),
    ],
)
def test_the_banner_shows_when_the_31_march_has_passed_without_a_review(published, ewa, keeper, frozen, now, is_shown):
    published()
    frozen.move_to(now.replace(hour=10, tzinfo=WARSAW))
    keeper.force_login(ewa)
    html = keeper.get(reverse("home:administration")).content.decode()
    assert ("Termin przeglądu deklaracji" in html) is is_shown
