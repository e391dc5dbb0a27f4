"""An empty installation: the console's code, the first administrator, the organisation and its units, my week."""

import re
import time
from pathlib import Path

from playwright.sync_api import Browser, expect


def code_on(console: Path) -> str:
    """The console says it a moment after the first answer."""
    for _moment in range(50):
        if found := re.search(r"\b([a-z2-9]{4}(?:-[a-z2-9]{4})+)\b", console.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(console.read_text())


def test_whoever_reads_the_console_sets_the_office_up(empty_product, browser: Browser):
    code = code_on(empty_product.console)
    page = browser.new_context(base_url=empty_product.address, locale="pl-PL").new_page()
    page.goto("/wspolnoty/")
    page.set_default_timeout(10_000)
    page.get_by_label("Kod").fill("zly-kod-tutaj")
    page.get_by_role("button", name="Dalej").click()
    expect(page.locator(".field-error").first).to_be_visible()
    page.get_by_label("Kod").fill(code.upper())
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Imię i nazwisko").fill("Zuzanna Żak")
    page.get_by_label(re.compile("e-mail", re.I)).fill("zuzanna.zak@urzad.example")
    page.get_by_label(re.compile("^Hasło")).first.fill("siedem-ogrodow-za-miastem")
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Nazwa urzędu").fill("Urząd Próbny")
    page.get_by_label(re.compile("Komórki")).fill("Departament Prawny\n  Wydział Umów\nBiuro Organizacyjne")
    page.get_by_role("button", name="Zaczynamy").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/wspolnoty/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wspólnoty")
    page.goto("/pierwsze-uruchomienie/")
    expect(page).not_to_have_url(re.compile("pierwsze-uruchomienie"))
