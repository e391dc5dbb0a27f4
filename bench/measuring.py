"""What is measured: each page alone, a mix of all of them, and the first view of a thread in a real browser."""

import json
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.load import Asked, Wanted
from bench.serving import ROOT, SITE, Serving

READING, SEARCHING, WRITING = 0.90, 0.08, 0.02  # shares of the mixed load


@dataclass
class Page:
    name: str
    address: str
    limit: float  # the ratio to the reference that it may cost at the most
    form: dict[str, str] | None = None

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.name, f"{SITE}{self.address}", self.form)

    @property
    def kind(self) -> str:
        return "writing" if self.form else "searching" if "search" in self.name else "reading"


@dataclass
class Row:
    name: str
    cpu_ms: float
    limit: float
    ms: float
    per_second: float
    kilobytes: float
    faults: int
    ratio: float = 0


def measure_pages(pages: list[Page], cookie: str, server: Serving, seconds: float) -> list[Row]:
    rows = [_measure(page, cookie, server, seconds) for page in pages]
    reference = next(row.cpu_ms for row in rows if row.name == "reference view")
    for row in rows:
        row.ratio = row.cpu_ms / reference
    return rows


def measure_mix(pages: list[Page], cookie: str, seconds: float) -> Asked:
    """Eight people at once who read, search and write, for so long."""
    pages = [page for page in pages if page.name not in ("empty view", "reference view")]
    together = {kind: [page for page in pages if page.kind == kind] for kind in ("reading", "searching", "writing")}
    shares = {"reading": READING, "searching": SEARCHING, "writing": WRITING}
    mix = [
        Wanted(kind, f"{SITE}{page.address}", page.form, shares[kind] / len(some))
        for kind, some in together.items()
        for page in some
    ]
    return _ask(mix, cookie, 8, seconds)


def measure_weight(address: str, cookie: str) -> dict[str, Any] | None:
    """Requests and kilobytes of the first view of a page, and of the second; None without a browser."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only developers have it
    except ImportError:
        return None
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except Error:
            return None
        context = browser.new_context(locale="pl-PL")
        context.add_cookies(
            [
                {"name": name, "value": value, "url": SITE}
                for name, _, value in (pair.partition("=") for pair in cookie.split("; "))
            ]
        )
        views = []
        for _view in range(2):
            views.append(_weight(_answers(context.new_page(), f"{SITE}{address}")))
        browser.close()
    return {"first": views[0], "later": views[1]}


def _answers(page: Any, address: str) -> list[Any]:
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    return answers


def _weight(answers: list[Any]) -> dict[str, float]:
    kinds: dict[str, float] = {}
    for answer in answers:
        if answer.request.url.startswith("data:"):
            continue
        sizes = answer.request.sizes()
        kind = answer.request.resource_type
        kinds[kind] = kinds.get(kind, 0) + (sizes["responseBodySize"] + sizes["responseHeadersSize"]) / 1024
    return {"requests": len(answers), "kilobytes": sum(kinds.values()), **kinds}


def _measure(page: Page, cookie: str, server: Serving, seconds: float) -> Row:
    _ask([page.wanted], cookie, 1, 0.5)
    before = server.cpu_ms()
    one = _ask([page.wanted], cookie, 1, seconds)
    cost = (server.cpu_ms() - before) / max(one.count, 1)
    eight = _ask([page.wanted], cookie, 8, seconds)
    return Row(
        name=page.name,
        cpu_ms=cost,
        limit=page.limit,
        ms=median(one.milliseconds[page.name]),
        per_second=eight.count / eight.seconds,
        kilobytes=0 if page.form else _size(page.wanted.address, cookie),
        faults=one.faults + eight.faults,
    )


def _ask(mix: list[Wanted], cookie: str, connections: int, seconds: float) -> Asked:
    asked = {"mix": [asdict(one) for one in mix], "cookie": cookie, "connections": connections, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", json.dumps(asked)], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return Asked(**json.loads(done.stdout))


def _size(address: str, cookie: str) -> float:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie})) as response:
        return len(response.read()) / 1024
