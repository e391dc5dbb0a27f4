"""A second factor in a real browser: a passkey of a virtual authenticator, an app with codes, recovery codes."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ognisko.testing import PASSWORD

TOKEN = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A browser at the name that passkeys belong to: an address of numbers can have none."""
    made: list[BrowserContext] = []

    def sit(**options: object) -> Page:
        options = {"base_url": site.replace("127.0.0.1", "localhost"), "locale": "pl-PL", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        made.append(context)
        return context.new_page()

    yield sit
    for context in made:
        context.close()


def with_token(page: Page) -> tuple[object, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": TOKEN})["authenticatorId"]


def sign_in(page: Page, email: str) -> None:
    page.goto("/konto/logowanie/")
    form = page.locator("form").filter(has=page.locator("input[name=login]"))
    form.locator("input[name=login]").fill(email)
    form.locator("input[name=password]").fill(PASSWORD)
    form.get_by_role("button").click()


def sign_out(page: Page) -> None:
    page.goto("/konto/wylogowanie/")
    page.locator("main form button").click()
    page.wait_for_url(re.compile("/$"))


def confirm(page: Page, address: str) -> None:
    """Go to a page that first asks who one is."""
    page.goto(address)
    if "/potwierdz/" in page.url or "/reauthenticate/" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
    page.wait_for_url(re.compile(re.escape(address) + "$"))


def code_of(secret: str) -> str:
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_a_passkey_is_added_signs_in_guards_and_goes(desk, faults):
    page = desk()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    session, token = with_token(page)
    sign_in(page, "hanna.jastrzab@mrl.example")
    page.goto("/moj-profil/")
    page.get_by_role("link", name="Drugi składnik i klucze dostępu").click()
    assert faults(page) == []

    confirm(page, "/konto/drugi-skladnik/klucze/nowy/")
    assert faults(page) == []
    page.get_by_label("Nazwa klucza dostępu").fill("Laptop służbowy")
    page.get_by_role("button", name="Dodaj klucz dostępu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    assert faults(page) == []
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": token})["credentials"]
    assert [(one["isResidentCredential"], one["rpId"]) for one in kept] == [(True, "localhost")]

    sign_out(page)
    page.goto("/konto/logowanie/?next=/moj-profil/")
    assert faults(page) == []
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    page.wait_for_url(re.compile("/moj-profil/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mój profil")

    sign_out(page)
    sign_in(page, "hanna.jastrzab@mrl.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jeszcze jeden krok")
    assert faults(page) == []
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    page.wait_for_url(re.compile(r":\d+/(moj-profil/pytania/)?$"))

    page.goto("/konto/drugi-skladnik/")
    page.get_by_role("link", name="Zmień nazwę – Laptop służbowy").click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.get_by_label("Nazwa klucza dostępu").fill("Klucz przy breloku")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("heading", name="Klucz przy breloku")).to_be_visible()
    page.get_by_role("link", name="Usuń – Klucz przy breloku").click()
    assert faults(page) == []
    page.get_by_role("button", name="Usuń klucz dostępu").click()
    expect(page.get_by_role("heading", name="Klucz przy breloku")).to_have_count(0)
    assert said == []


def test_a_passkey_confirms_who_one_is_and_a_refusal_is_said(desk, faults):
    page = desk()
    session, token = with_token(page)
    sign_in(page, "sylwia.kot@kbr.example")
    confirm(page, "/konto/drugi-skladnik/klucze/nowy/")
    page.get_by_role("button", name="Dodaj klucz dostępu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    sign_out(page)

    page.goto("/konto/logowanie/")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": token, "isUserVerified": False})
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    expect(page.locator("#said")).to_contain_text("Klucz dostępu nie został użyty.")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": token, "isUserVerified": True})
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    page.wait_for_url(re.compile(r":\d+/(moj-profil/pytania/)?$"))

    page.goto("/konto/drugi-skladnik/kody/")
    page.get_by_role("link", name="Użyj klucza dostępu").click()
    assert faults(page) == []
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    page.goto("/konto/drugi-skladnik/")
    page.get_by_role("link", name=re.compile("^Usuń –")).click()
    page.get_by_role("button", name="Usuń klucz dostępu").click()
    expect(page.get_by_role("heading", name="Kody zapasowe")).to_have_count(0)


def test_an_app_with_codes_in_english_and_a_recovery_code(desk, faults):
    page = desk(locale="en-GB", viewport={"width": 360, "height": 740})
    sign_in(page, "robert.kuca@kbr.example")
    confirm(page, "/en/account/second-factor/app/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Add an app")
    assert faults(page) == []
    assert page.locator("svg.qr").bounding_box()["width"] > 150
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Add the app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a file").click()
    codes = re.findall(r"\d{4} \d{4}", saved.value.path().read_text())
    assert (saved.value.suggested_filename, len(codes)) == ("recovery-codes.txt", 10)

    sign_out(page)
    sign_in(page, "robert.kuca@kbr.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    assert faults(page) == []
    page.get_by_label("Code from the app, or a recovery code").fill("123")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#summary")).to_contain_text("This did not fit.")
    page.get_by_label("Code from the app, or a recovery code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r":\d+/(moj-profil/pytania/)?$"))

    confirm(page, "/en/account/second-factor/app/remove/")
    assert faults(page) == []
    page.get_by_role("button", name="Remove the app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor and passkeys")
    assert faults(page) == []


def test_without_script_the_page_says_so_and_the_password_works(desk):
    page = desk(java_script_enabled=False)
    page.goto("/konto/logowanie/")
    expect(page.get_by_text("Ta przeglądarka nie obsługuje na tej stronie kluczy dostępu.")).to_be_visible()
    expect(page.get_by_role("button", name="Użyj klucza dostępu")).to_have_count(0)
    sign_in(page, "dawid.mroz@kbr.example")
    page.wait_for_url(re.compile(r":\d+/(moj-profil/pytania/)?$"))
