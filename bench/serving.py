"""The product under measurement: `ognisko serve` on a port of its own, its processes, their time and memory."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITE = "http://127.0.0.1:8799"
TICKS = os.sysconf("SC_CLK_TCK")
LONGEST_START = 30.0  # seconds


class Serving:
    def __init__(self, process: "subprocess.Popen[bytes]", seconds_to_start: float) -> None:
        self.process, self.seconds_to_start = process, seconds_to_start

    def cpu_ms(self) -> float:
        """Processor time so far of the processes that serve: everything under the supervisor except the worker."""
        total = 0
        for each in family(self.process.pid):
            if b"worker" in Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0"):
                continue
            fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total * 1000 / TICKS

    def memory(self) -> dict[str, float]:
        """PSS of each process in MiB, after a while without work."""
        time.sleep(3)
        found = {}
        for each in family(self.process.pid):
            try:
                words = Path(f"/proc/{each}/cmdline").read_bytes().replace(b"\0", b" ").decode()
                lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):  # a child that ended while we looked
                continue
            kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            found[f"{each} {words[:60]}"] = kilobytes / 1024
        return found


@contextmanager
def serving(folder: Path) -> Iterator[Serving]:
    environment = os.environ | {
        "OGNISKO_VAR": str(folder),
        "PORT": SITE.rpartition(":")[2],
        "DEMO": "0",
        "OGNISKO_MODE": "local",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "ognisko", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(process)
        yield Serving(process, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def _wait(process: "subprocess.Popen[bytes]") -> None:
    stop = time.perf_counter() + LONGEST_START
    while time.perf_counter() < stop and process.poll() is None:
        try:
            urllib.request.urlopen(f"{SITE}/healthz", timeout=2)
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("The server did not start.")
