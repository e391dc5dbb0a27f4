"""With the keyboard only: join, ask, answer. Whatever has the focus shows it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

STEPS = 80  # of the Tab key, at the most


def reach(page: Page, role: str, name: str) -> None:
    """Tab until the element with this role and name has the focus, as somebody without a mouse would."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _step in range(STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{name} has the focus and does not show it"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{role} “{name}” cannot be reached with the Tab key")


def test_joining_and_asking_need_no_mouse(page_of: Callable[..., Page]):
    page = page_of("alicja.bednarz")
    page.goto("/wspolnoty/praca-z-ekspertami-zewnetrznymi/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    reach(page, "button", "Dołącz")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Zapytaj")).to_be_visible()

    page.goto("/wspolnoty/praca-z-ekspertami-zewnetrznymi/")
    reach(page, "link", "Zapytaj")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nowy-watek/**")
    page.get_by_label("Tytuł").wait_for()
    reach(page, "textbox", "Tytuł")
    page.keyboard.type("Czy ekspert może poprawiać opinię po odbiorze?")
    reach(page, "textbox", "Tekst")
    page.keyboard.type("Zdarzyło nam się to dwa razy i za każdym razem inaczej.")
    reach(page, "button", "Zacznij wątek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Czy ekspert może poprawiać")


def test_j_and_k_go_from_post_to_post(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/watki/")
    page.get_by_role("link", name="Konferencja na 210 osób od zera").first.click()
    page.wait_for_url("**/watki/*/**", wait_until="load")
    assert [press(page, key) for key in "jjk"] == [post_of(page, 0), post_of(page, 1), post_of(page, 0)]


def press(page: Page, key: str) -> str | None:
    """The post that has the focus after the key."""
    page.keyboard.press(key)
    focused = page.locator("article:focus, article:focus-within")
    expect(focused).to_have_count(1)
    return focused.get_attribute("id")


def post_of(page: Page, place: int) -> str | None:
    return page.locator("main article").nth(place).get_attribute("id")
