"""Two people talk in two browsers, join by their own act, and thank each other."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

COMMUNITY = "/wspolnoty/praca-z-ekspertami-zewnetrznymi/"


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_one_asks_the_other_joins_and_answers_and_the_answer_helped(page_of: Callable[..., Page], has_script: bool):
    title = f"Kto sprawdza rachunek eksperta, {'komputer' if has_script else 'czy człowiek'}?"
    asking = page_of("adam.cichon", java_script_enabled=has_script)
    asking.goto(COMMUNITY)
    asking.get_by_role("link", name="Zapytaj").click()
    asking.get_by_label("Tytuł").fill(title)
    asking.get_by_label("Tekst", exact=True).fill("U nas robi to **sekretariat**, a potem księgowość drugi raz.")
    asking.get_by_role("button", name="Zacznij wątek").click()
    expect(asking.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(title[:20])))
    address = asking.url

    answering = page_of("joanna.sobczak" if has_script else "grzegorz.lis", java_script_enabled=has_script)
    answering.goto(COMMUNITY)
    answering.get_by_role("button", name="Dołącz", exact=True).click()
    expect(answering.get_by_role("link", name="Zapytaj")).to_be_visible()
    answering.goto(address)
    answering.get_by_label("Twoja odpowiedź").fill("Sprawdza osoba, która zamawiała: tylko ona wie, za co płacimy.")
    answering.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(answering.get_by_text("tylko ona wie, za co płacimy")).to_be_visible()
    assert answering.get_by_label("Twoja odpowiedź").input_value() == ""

    asking.goto(address)
    reply = asking.get_by_role("article").filter(has_text="tylko ona wie")
    reply.get_by_role("button", name=re.compile("Dziękuję")).click()
    expect(asking.get_by_role("article").filter(has_text="tylko ona wie")).to_contain_text("Dziękuj")
    asking.get_by_role("article").filter(has_text="tylko ona wie").get_by_role("button", name="To pomogło").click()
    expect(asking.get_by_text("Odpowiedź, która pomogła")).to_be_visible()


def test_leaving_asks_nothing_and_can_be_taken_back(page_of: Callable[..., Page]):
    page = page_of("lukasz.pietras")
    page.goto("/wspolnoty/skargi-i-petycje-prostym-jezykiem/")
    if page.get_by_role("button", name="Dołącz", exact=True).count():
        page.get_by_role("button", name="Dołącz", exact=True).click()
    page.get_by_role("button", name="Opuść").click()
    page.get_by_role("button", name=re.compile("cofnij odejście")).first.click()
    page.goto("/wspolnoty/skargi-i-petycje-prostym-jezykiem/")
    expect(page.get_by_role("button", name="Opuść")).to_be_visible()


def test_a_visitor_reads_what_is_public_and_signs_in_for_the_rest(page_of: Callable[..., Page]):
    page = page_of()
    page.goto("/")
    page.get_by_role("link", name="Konferencje i seminaria urzędu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konferencje i seminaria urzędu")
    page.goto(COMMUNITY)
    expect(page).to_have_url(re.compile("/konto/logowanie/"))
