"""Make the world, serve it, measure each page, print the table. `python -m bench --help`."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
SECONDS = 4.0  # of asking for one page at one number of connections
MIB = 1024 * 1024


@dataclass
class Page:
    name: str
    address: str
    limit: float  # the ratio to the reference that it may cost at the most
    form: dict[str, str] | None = None


@dataclass
class Row:
    name: str
    cpu_ms: float
    ratio: float
    limit: float
    ms: float
    per_second: float
    kilobytes: float
    faults: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    engine = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    folder = ROOT / "var" / "bench" / f"{engine}-{options.posts}"
    os.environ |= {"OGNISKO_VAR": str(folder), "PORT": "8799", "DEMO": "0", "OGNISKO_MODE": "local"}
    pages, cookie = _prepare(options.posts)
    server = _serve()
    try:
        rows = [_measure(page, cookie, server.pid, options.seconds) for page in pages]
        memory = _memory(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
    _report(engine, options.posts, rows, memory)


def _prepare(posts: int) -> tuple[list[Page], str]:
    """In a process of its own, so that the measuring one stays small."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.prepare", str(posts)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    made = json.loads(done.stdout.splitlines()[-1])
    return [Page(**page) for page in made["pages"]], made["cookie"]


def _serve() -> "subprocess.Popen[bytes]":
    server = subprocess.Popen([sys.executable, "-m", "ognisko", "serve"], cwd=ROOT, stdout=subprocess.DEVNULL)
    for _attempt in range(150):
        try:
            urllib.request.urlopen("http://127.0.0.1:8799/healthz", timeout=2)
            return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise SystemExit("The server did not start.")


def _measure(page: Page, cookie: str, pid: int, seconds: float) -> Row:
    address = f"http://127.0.0.1:8799{page.address}"
    _ask(address, cookie, 1, 0.5, page.form)
    before = _cpu_ms(pid)
    one = _ask(address, cookie, 1, seconds, page.form)
    cost = (_cpu_ms(pid) - before) / max(one["count"], 1)
    eight = _ask(address, cookie, 8, seconds, page.form)
    faults = one["faults"] + eight["faults"]
    size = 0 if page.form else _size(address, cookie)
    return Row(
        page.name, cost, 0, page.limit, median(one["milliseconds"]), eight["count"] / eight["seconds"], size, faults
    )


def _ask(address: str, cookie: str, connections: int, seconds: float, form: dict[str, str] | None) -> dict[str, float]:
    wanted = {"address": address, "cookie": cookie, "connections": connections, "seconds": seconds, "form": form}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load", json.dumps(wanted)], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


def _size(address: str, cookie: str) -> float:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie})) as response:
        return len(response.read()) / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _cpu_ms(pid: int) -> float:
    """Of the processes that serve: everything under the supervisor except the worker."""
    total = 0
    for each in _family(pid):
        if b"worker" in Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0"):
            continue
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS


def _memory(pid: int) -> dict[str, float]:
    """PSS of each process in MiB, after the load and idle."""
    time.sleep(3)
    found = {}
    for each in _family(pid):
        try:
            words = Path(f"/proc/{each}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):  # a child that ended while we looked
            continue
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        found[f"{each} {words[:60]}"] = kilobytes / 1024
    return found


def _report(engine: str, posts: int, rows: list[Row], memory: dict[str, float]) -> None:
    reference = next(row.cpu_ms for row in rows if row.name == "reference view")
    print(f"\n{engine}, {posts:,} posts, one serving process\n")
    print(f"{'page':34}{'CPU-ms':>8}{'ratio':>8}{'limit':>7}{'ms':>8}{'req/s':>8}{'KB':>7}  faults")
    for row in rows:
        row.ratio = row.cpu_ms / reference
        mark = " !" if row.limit and row.ratio > row.limit else ""
        limit = f"{row.limit:.0f}" if row.limit else ""
        print(
            f"{row.name:34}{row.cpu_ms:8.2f}{row.ratio:8.2f}{limit:>7}{row.ms:8.1f}{row.per_second:8.0f}"
            f"{row.kilobytes:7.1f}  {row.faults or ''}{mark}"
        )
    print(f"\nmemory of all processes, PSS after the load: {sum(memory.values()):.0f} MiB")
    figures = {"engine": engine, "posts": posts, "rows": [asdict(row) for row in rows], "memory_mib": memory}
    target = ROOT / "var" / "bench" / "latest.json"
    target.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
