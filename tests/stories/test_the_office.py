"""An administrator dresses the office; a visitor meets its face: mark, funds, statement, report, cookies."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from ognisko.office.tests.face.pictures import png
from tests.stories.test_first_run import code_on

EVERYBODYS = [
    "/",
    "/deklaracja-dostepnosci/",
    "/en/accessibility-statement/",
    "/informacja-o-danych/",
    "/zglos-problem-z-dostepnoscia/",
    "/o-serwisie/",
    "/projekt/",
    "/licencje/",
    "/prywatnosc/",
    "/wspolnoty/",
    "/szukaj/?q=test",
    "/konto/logowanie/",
    "/nie-ma-takiej-strony/",
]
KEEPERS = [
    "/administracja/",
    "/administracja/urzad/",
    "/administracja/teksty/",
    "/administracja/fundusze/",
    "/administracja/deklaracja/",
    "/administracja/deklaracja/pl/",
    "/administracja/informacja/",
    "/administracja/dostepnosc/",
    "/administracja/dostepnosc/1/",
]


def set_up(page: Page, console) -> None:
    page.goto("/pierwsze-uruchomienie/")
    page.get_by_label("Kod").fill(code_on(console))
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Imię i nazwisko").fill("Zuzanna Żak")
    page.get_by_label(re.compile("e-mail", re.I)).fill("zuzanna.zak@urzad.example")
    page.get_by_label(re.compile("^Hasło")).first.fill("siedem-ogrodow-za-miastem")
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Nazwa urzędu").fill("Urząd Próbny")
    page.get_by_role("button", name="Zaczynamy").click()
    page.wait_for_url(re.compile(r"^(?!.*pierwsze-uruchomienie)"))


def mark(width: int) -> dict[str, object]:
    return {"name": "znak.png", "mimeType": "image/png", "buffer": png(width, 60)}


def dress(page: Page) -> None:
    """Name and mark, then the block of funds of 2014–2020."""
    page.goto("/administracja/urzad/")
    page.locator("[name=short_name]").fill("UP")
    page.locator("input[name=picture_office]").set_input_files(mark(60))
    page.get_by_role("textbox", name="E-mail").fill("kontakt@urzad.example")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.locator(".place img")).to_be_visible()
    page.goto("/administracja/fundusze/")
    page.get_by_label("Pokazuj blok").check()
    page.get_by_label("Okres").select_option("2014-2020")
    for label, words in (
        ("Program", "Wiedza Edukacja Rozwój"),
        ("Fundusz", "EFS"),
        ("Tytuł projektu", "Urząd się uczy"),
    ):
        page.get_by_role("textbox", name=label, exact=False).first.fill(words)
    page.locator("[name=sentence_pl]").fill("Projekt współfinansowany ze środków Unii Europejskiej")
    page.locator("[name=sentence_en]").fill("Project co-financed by the European Union")
    page.locator("[name=region]").fill("Mazowsze")
    for slot, width in (("fe", 200), ("rp", 300), ("ue", 330), ("region", 120)):
        page.locator(f"[name=picture_{slot}]").set_input_files(mark(width))
    page.get_by_role("button", name="Zapisz").click()
    expect(page.locator("#said")).to_contain_text("Zapisane")


def publish(page: Page) -> None:
    """The statement, from the draft: first with a day that is not there."""
    page.goto("/administracja/deklaracja/")
    page.get_by_label("częściowo zgodna").check()
    for name, words in (
        ("contact_person", "Zespół"),
        ("contact_email", "d@urzad.example"),
        ("contact_phone", "22 123 45 67"),
    ):
        page.locator(f"[name={name}]").fill(words)
    for language in ("pl", "en"):
        page.locator(f"[name={language}_architecture]").fill("Winda.")
        page.locator(f"[name={language}_communication]").fill("SMS.")
    right = page.locator("[name=reviewed_on]").input_value()
    page.locator("[name=reviewed_on]").fill("31.02.2026")
    page.get_by_role("button", name="Opublikuj").click()
    expect(page.locator("#id_reviewed_on-error")).to_contain_text("Nie ma takiego dnia")
    expect(page.locator("[name=reviewed_on]")).to_have_value("31.02.2026")
    expect(page.locator("[name=pl_architecture]")).to_have_value("Winda.")
    page.locator("[name=reviewed_on]").fill(right)
    page.get_by_role("button", name="Opublikuj").click()
    expect(page.locator("#said")).to_contain_text("Deklaracja jest opublikowana")


def heights(page: Page) -> list[float]:
    boxes = [picture.bounding_box() for picture in page.locator(".funding-marks img").all()]
    return [round(box["height"], 1) for box in boxes if box]


def test_the_face_of_an_office(empty_product, browser: Browser, faults: Callable[[Page], list[str]]):
    keeper = browser.new_context(base_url=empty_product.address, locale="pl-PL")
    page = keeper.new_page()
    page.set_default_timeout(15_000)
    set_up(page, empty_product.console)
    dress(page)
    publish(page)

    for width, scheme in ((360, "light"), (360, "dark"), (1280, "dark")):
        look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        visitor = browser.new_context(base_url=empty_product.address, locale="pl-PL", **look)
        seen = visitor.new_page()
        seen.goto("/")
        found = heights(seen)
        assert (len(found), len(set(found))) == (4, 1), (width, scheme, found)
        foot_of_marks = seen.locator(".funding").bounding_box()
        assert foot_of_marks and foot_of_marks["y"] + foot_of_marks["height"] <= 800
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
        visitor.close()

    report(page)
    cookies_and_faults(browser, empty_product.address, page, faults)
    keeper.close()


def report(page: Page) -> None:
    page.goto("/prywatnosc/")
    page.get_by_role("link", name="Zgłoś problem z dostępnością").click()
    expect(page.locator("[name=page]")).to_have_value(re.compile("/prywatnosc/$"))
    page.locator("[name=what]").fill("Nie słyszę tabeli.")
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("mamy Twoje zgłoszenie"))


def cookies_and_faults(browser: Browser, address: str, keeper: Page, faults: Callable[[Page], list[str]]) -> None:
    """On every page: no cookie that the page about cookies does not name, no request elsewhere, no fault."""
    keeper.goto("/prywatnosc/")
    named = set(keeper.locator("section[aria-labelledby=cookies] h3").all_inner_texts())
    visitor = browser.new_context(base_url=address, locale="pl-PL").new_page()
    asked: set[str] = set()
    for page, addresses in ((visitor, EVERYBODYS), (keeper, [*EVERYBODYS, *KEEPERS])):
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        for place in addresses:
            page.goto(place)
            assert faults(page) == [], place
        page.get_by_role("button", name="wysoki kontrast").click()
        page.get_by_role("button", name="In English").click()
        assert {cookie["name"] for cookie in page.context.cookies()} - named == set()
    assert asked == {urlsplit(address).netloc}
    visitor.context.close()
