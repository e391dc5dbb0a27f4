"""How pages arrive, and what the small behaviours do, in a real browser."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

QUESTION = "Uczestnik chce sam nagrywać całe spotkanie telefonem. Co mu odpowiedzieć?"
KILO = 1024


def open_question(page: Page) -> None:
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/")
    page.get_by_role("link", name=QUESTION).first.click()


def test_a_first_view_is_light(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/watki/")
    address = page.locator(".entry-title a").first.get_attribute("href")
    fresh = page.context.browser.new_context(
        base_url=page.url.split("/wspolnoty")[0], storage_state=page.context.storage_state()
    )
    answers: list[Response] = []
    look = fresh.new_page()
    look.on("response", lambda answer: answers.append(answer))
    look.goto(address, wait_until="networkidle")
    sizes = {answer.url: answer.request.sizes() for answer in answers}
    weight = {url: size["responseBodySize"] + size["responseHeadersSize"] for url, size in sizes.items()}
    code = sum(size for url, size in weight.items() if re.search(r"\.(css|js)$", url))
    fresh.close()
    assert len(answers) <= 10
    assert sum(weight.values()) <= 110 * KILO
    assert code <= 40 * KILO


def test_the_policy_of_contents_is_never_broken(page_of: Callable[..., Page]):
    said: list[str] = []
    page = page_of("ewa.kurowska")
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    open_question(page)
    page.get_by_label("Twoja odpowiedź").fill("Próba")
    page.keyboard.press("Control+B")
    assert said == []


def test_the_toolbar_writes_markdown_and_undo_takes_it_back(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/nowy-watek/")
    text = page.get_by_label("Tekst", exact=True)
    text.fill("sala")
    text.select_text()
    page.keyboard.press("Control+b")
    assert text.input_value() == "**sala**"
    page.keyboard.press("Control+b")
    assert text.input_value() == "sala"
    page.get_by_role("button", name="Lista numerowana").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("stoły")
    assert text.input_value() == "1. sala\n2. stoły"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert text.input_value() == "1. sala\n2. stoły\n"


def test_a_draft_comes_back_after_the_window_is_closed(context_of):
    context = context_of("ewa.kurowska")
    page = context.new_page()
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/nowy-watek/")
    page.get_by_label("Tekst", exact=True).fill("Tego nie wolno zgubić.")
    page.close()
    again = context.new_page()
    again.goto("/wspolnoty/konferencje-i-seminaria-urzedu/nowy-watek/")
    expect(again.get_by_label("Tekst", exact=True)).to_have_value("Tego nie wolno zgubić.")


def test_a_draft_is_kept_on_the_server_and_says_when(context_of):
    page = context_of("lukasz.pietras").new_page()
    open_question(page)
    page.get_by_label("Twoja odpowiedź").fill("Zaczynam odpowiedź.")
    expect(page.locator(".draft-state")).to_have_text(re.compile(r"^Szkic zapisany o\s\d?\d:\d\d$"))
    address = page.url
    elsewhere = context_of("lukasz.pietras").new_page()
    elsewhere.goto(address)
    expect(elsewhere.get_by_label("Twoja odpowiedź")).to_have_value("Zaczynam odpowiedź.")


def test_an_at_sign_suggests_people_and_enter_writes_the_handle(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/nowy-watek/")
    text = page.get_by_label("Tekst", exact=True)
    text.fill("")
    page.keyboard.type("Zapytaj @łuk")
    expect(page.get_by_role("option", name="Łukasz Pietras")).to_be_visible()
    page.keyboard.press("Enter")
    assert text.input_value() == "Zapytaj @lukasz.pietras "


def test_j_and_k_walk_the_posts_and_can_be_switched_off(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.goto("/wspolnoty/konferencje-i-seminaria-urzedu/watki/")
    page.get_by_role("link", name=re.compile("dziennik")).click()
    page.wait_for_selector(".post")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("[...document.querySelectorAll('.post')].indexOf(document.activeElement)")
    page.keyboard.press("k")
    assert (second, page.evaluate("[...document.querySelectorAll('.post')].indexOf(document.activeElement)")) == (1, 0)
    page.keyboard.press("?")
    page.get_by_label("Pojedyncze klawisze działają w tej przeglądarce").uncheck()
    page.get_by_role("button", name="Zamknij", exact=True).click()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_two_minutes_before_the_end_the_person_may_stay(page_of: Callable[..., Page]):
    page = page_of("ewa.kurowska")
    page.route("**/", lambda route: route.fulfill(response=(answer := route.fetch()), body=soon_over(answer.text())))
    page.goto("/")
    warning = page.get_by_role("region", name="Twoja sesja")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="Zostaję").click()
    expect(warning).to_be_hidden()


def soon_over(html: str) -> str:
    ends = str(int(time.time()) + 121)
    return re.sub(r'(<meta name="session-ends" content=")\d+', rf"\g<1>{ends}", html)


def test_without_a_network_a_page_says_so_in_our_own_look(context_of):
    context = context_of("ewa.kurowska")
    page = context.new_page()
    page.goto("/")
    page.goto("/wspolnoty/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    context.set_offline(True)
    page.goto("/osoby/")
    expect(page.get_by_role("heading", name="Nie ma połączenia")).to_be_visible()
    context.set_offline(False)
    page.get_by_role("link", name="Spróbuj ponownie").click()
    expect(page.get_by_role("heading", name="Osoby", level=1)).to_be_visible()


def test_a_post_that_was_sent_leaves_no_draft_behind(page_of: Callable[..., Page]):
    page = page_of("tomasz.grela")
    open_question(page)
    page.get_by_label("Twoja odpowiedź").fill("Zgoda na piśmie przed spotkaniem wystarcza.")
    page.get_by_label("Twoja odpowiedź").press("Control+Enter")
    expect(page.locator(".post.arrived")).to_contain_text("Zgoda na piśmie")
    expect(page.get_by_label("Twoja odpowiedź")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Twoja odpowiedź")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))") == []
