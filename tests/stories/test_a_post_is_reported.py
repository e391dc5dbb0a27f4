"""A reported post is hidden; author, reporter and log are informed; it can be appealed, to another person."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

COMMUNITY = "/wspolnoty/praca-z-ekspertami-zewnetrznymi/"
WORDS = "Mieszka na ulicy Kryształowej, drugie piętro."
HIDDEN = "Ten wpis ukryto w ramach moderacji."


def _asked(page: Page, title: str) -> str:
    page.goto(COMMUNITY)
    page.get_by_role("link", name="Zapytaj").click()
    page.get_by_label("Tytuł").fill(title)
    page.get_by_label("Tekst", exact=True).fill("Szukamy kogoś, kto zna się na dźwigach.")
    page.get_by_role("button", name="Zacznij wątek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(title[:20])))
    return page.url


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_reported_hidden_appealed_and_shown_again(
    page_of: Callable[..., Page], faults: Callable[[Page], list[str]], has_script: bool
):
    author = page_of("adam.cichon", java_script_enabled=has_script)
    address = _asked(author, f"Kto zna rzeczoznawcę od dźwigów{'' if has_script else ' towarowych'}?")
    author.get_by_label("Twoja odpowiedź").fill(WORDS)
    author.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(author.get_by_text(WORDS)).to_be_visible()

    reporter = page_of("joanna.sobczak", java_script_enabled=has_script)
    reporter.goto(address)
    reporter.get_by_role("article").filter(has_text="Kryształowej").get_by_role("link", name="Zgłoś").click()
    assert not has_script or faults(reporter) == []
    reporter.get_by_label("czyjeś dane osobowe").check()
    reporter.get_by_label("Własnymi słowami").fill("To prywatny adres.")
    reporter.get_by_role("button", name="Zgłoś").click()
    expect(reporter.get_by_text("Czeka, aż ktoś to sprawdzi.").first).to_be_visible()
    reporter.goto(address)
    expect(reporter.get_by_text(HIDDEN)).to_be_visible()
    expect(reporter.get_by_text("Kryształowej")).to_have_count(0)

    keeping = page_of("krzysztof.mielnik", java_script_enabled=has_script)
    keeping.goto(COMMUNITY)
    keeping.get_by_role("link", name="Zgłoszenia i odwołania").click()
    assert not has_script or faults(keeping) == []
    keeping.get_by_role("link", name="Czyjeś dane osobowe").first.click()
    expect(keeping.get_by_text("To prywatny adres.")).to_be_visible()
    expect(keeping.get_by_text("Joanna Sobczak")).to_have_count(0)
    assert not has_script or faults(keeping) == []
    keeping.get_by_label("Ukryj go").check()
    keeping.get_by_label("Do osoby, która go napisała").fill("Zasady: bez prywatnych adresów.")
    keeping.get_by_role("button", name="Rozpatrz zgłoszenie").click()

    author.goto(address)
    article = author.get_by_role("article").filter(has_text="Kryształowej")
    expect(article).to_contain_text("Zasady: bez prywatnych adresów.")
    article.get_by_role("link", name="Dlaczego i co można zrobić").click()
    assert not has_script or faults(author) == []
    author.get_by_label("Dlaczego trzeba cofnąć").fill("To adres biura, jest w rejestrze.")
    author.get_by_role("button", name="Odwołaj się").click()

    other = page_of("sylwia.kot", java_script_enabled=has_script)
    other.goto("/")
    other.get_by_role("link", name="Odwołanie: ukryty wpis").first.click()
    assert not has_script or faults(other) == []
    other.get_by_label("Cofam rozstrzygnięcie").check()
    other.get_by_label("Dlaczego").fill("Racja, adres jest publiczny.")
    other.get_by_role("button", name="Rozstrzygnij").click()

    reporter.goto(address)
    expect(reporter.get_by_text(WORDS)).to_be_visible()
    reporter.goto("/zgloszenia/")
    expect(reporter.get_by_text("Wpis został sprawdzony i ukryty.").first).to_be_visible()
    author.goto("/zgloszenia/")
    expect(author.get_by_text("już nie obowiązuje").first).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_warning_before_posting_loses_nothing(
    page_of: Callable[..., Page], faults: Callable[[Page], list[str]], has_script: bool
):
    page = page_of("hanna.jastrzab", java_script_enabled=has_script)
    page.goto(_asked(page, f"Kto umawia oględziny{'' if has_script else ' sali'}?"))
    text = "Umawia pan Zenon, 600 123 456, najlepiej rano."
    page.get_by_label("Twoja odpowiedź").fill(text)
    page.get_by_role("button", name="Odpowiedz", exact=True).click()

    expect(page.get_by_role("heading", name="Jeszcze nie zamieszczono: czy to czyjeś dane?")).to_be_visible()
    assert page.get_by_label("Twoja odpowiedź").input_value() == text
    assert not has_script or faults(page) == []
    page.get_by_role("link", name="Popraw").click()
    if has_script:
        expect(page.get_by_label("Twoja odpowiedź")).to_be_focused()
    page.get_by_role("button", name="Zamieść mimo to: to nie są dane osobowe").click()
    expect(page.get_by_role("article").filter(has_text="pan Zenon")).to_be_visible()
    assert page.get_by_label("Twoja odpowiedź").input_value() == ""
