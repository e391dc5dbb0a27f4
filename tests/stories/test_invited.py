"""Somebody without an account is invited, makes one by the letter's link, and decides."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

ADDRESS = "tamara.wilk@uczelnia.example"


def test_from_the_letter_to_the_community(context_of, page_of: Callable[..., Page], faults):
    desk = page_of("krzysztof.mielnik")
    desk.goto("/wspolnoty/")
    desk.get_by_role("link", name="Praca z ekspertami zewnętrznymi").first.click()
    desk.get_by_role("link", name="Zaproś").click()
    assert faults(desk) == []
    desk.get_by_label("Adresy e-mail").fill(ADDRESS)
    desk.get_by_label("Dlaczego zapraszasz").fill("Liczymy na Twoje doświadczenie z recenzji.")
    desk.get_by_role("button", name="Wyślij zaproszenia").click()
    desk.goto("/skrzynka-nadawcza/")
    desk.get_by_role("link", name=re.compile("Zaproszenie: Praca z ekspertami")).first.click()
    link = re.search(r"https?://[^/\s\"<]+(/zaproszenie/[^\s\"<]+)", desk.content())[1]

    page = page_of()
    page.goto(link)
    assert faults(page) == []
    page.get_by_role("link", name="Załóż konto").click()
    expect(page.get_by_text(ADDRESS)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Załóż konto").click()
    expect(page.locator(".field-error").first).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Imię i nazwisko").fill("Tamara Wilk")
    page.get_by_role("button", name="Załóż konto").click()
    page.wait_for_url(re.compile("/zaproszenie/"))
    expect(page.get_by_role("button", name="Nie, dziękuję")).to_be_visible()
    page.get_by_role("button", name="Dołącz").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Praca z ekspertami")
    expect(page.locator("#said")).to_contain_text("Już tu jesteś")
