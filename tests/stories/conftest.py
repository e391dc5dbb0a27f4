"""The stories are lived in the real product: `ognisko serve` with its demo, on a free port, in a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("OGNISKO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 120  # seconds for the first start, which loads the demo


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("OGNISKO_REQUIRE_ALL") != "1":
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed here"))


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The stories use the product's own database, not the tests'."""


@dataclass
class Product:
    """One that runs: its address, its data folder and what it says on its console."""

    address: str
    folder: Path
    console: Path


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Product]:
    """`ognisko serve` on a free port until the block ends; Ctrl-C must end it cleanly."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment = {**kept, "OGNISKO_VAR": str(folder), "PORT": str(port), "OGNISKO_STRICT_TEMPLATES": "1", **settings}
    console = folder / "serve.log"
    with console.open("w") as output:
        command = [sys.executable, "-m", "ognisko", "serve"]
        product = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", product, console)
        yield Product(f"http://127.0.0.1:{port}", folder, console)
    finally:
        product.send_signal(signal.SIGINT)
        assert product.wait(20) == 0, console.read_text()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a product with its demo, which runs for all stories of this process."""
    with running(tmp_path_factory.mktemp("var"), DEMO="1") as product:
        yield product.address


@pytest.fixture
def empty_product(tmp_path: Path) -> Iterator[Product]:
    """An installation where nobody has ever been."""
    with running(tmp_path, DEMO="0") as product:
        yield product


def _wait(address: str, product: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and product.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"The product did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context_of(site: str, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of one person, signed in by the demo's one click; without a name, a visitor's."""
    made: list[BrowserContext] = []

    def make(handle: str = "", **options: object) -> BrowserContext:
        context = browser.new_context(**{"base_url": site, "locale": "pl-PL", **options})
        context.set_default_timeout(15_000)
        made.append(context)
        if handle:
            page = context.new_page()
            page.goto("/konto/logowanie/")
            form = f"form[action$='/demo/{handle}/']"
            for folded in page.locator(f"details:not([open]):has({form}) > summary").all():
                folded.click()
            page.locator(f"{form} button").click()
            page.wait_for_url(site + "/")
            page.close()
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page_of(context_of: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def open_page(handle: str = "", **options: object) -> Page:
        return context_of(handle, **options).new_page()

    return open_page


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page: rule, and where."""
    axe = Axe()

    def find(page: Page) -> list[str]:
        found = axe.run(page, options={"runOnly": RULES}).response["violations"]
        return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]

    return find
