"""The real command, as an operator starts, breaks and stops it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="children are looked for in /proc"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One data folder for all tests of this module, so that only the first start prepares it."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(folder, port) -> Iterator[subprocess.Popen]:
    process = serve(folder, port)
    try:
        wait_for(lambda: answers(port))
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def serve(folder, port, *options, **environment) -> subprocess.Popen:
    left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "HOST"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    ours = {"OGNISKO_VAR": str(folder), "PORT": str(port), "DEMO": "0", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "ognisko", "serve", *options],
        cwd=ROOT,
        env={**kept, **ours, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_for(is_so) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def stop(process: subprocess.Popen, number: int = signal.SIGINT) -> str:
    process.send_signal(number)
    said, _nothing = process.communicate(timeout=PATIENCE)
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_cleanly(folder, port, number):
    process = serve(folder, port)
    lines = iter(process.stdout.readline, "")
    said = [next(line for line in lines if "one-time code" in line)]
    family = children(process.pid)
    said.append(stop(process, number))
    assert re.search(r"one-time code: (\w{4}-){2}\w{4}\n", said[0])
    assert (process.returncode, "Traceback" in said[1]) == (0, False)
    wait_for(lambda: not any(is_alive(pid) for pid in family))
    assert not answers(port)


def test_a_child_that_dies_is_started_again(served, port):
    wait_for(lambda: len(children(served.pid)) == 2)
    before = children(served.pid)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: len(children(served.pid)) == 2 and not set(before) & set(children(served.pid)))
    wait_for(lambda: answers(port))


def test_nobody_keeps_the_port_when_it_is_killed(folder, port):
    process = serve(folder, port)
    wait_for(lambda: answers(port))
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not answers(port))


def test_a_taken_port_is_said_plainly(served, folder, port):
    second = serve(folder, port)
    said, _nothing = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert said.startswith(f"CommandError: Port {port} is taken.") and "Traceback" not in said


def test_the_demo_does_not_serve_other_machines(folder, port):
    refused = serve(folder, port, DEMO="1", HOST="0.0.0.0")
    said, _nothing = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert "serves this machine only, not HOST=0.0.0.0" in said
    assert not answers(port)


def test_production_refuses_to_serve_without_its_settings(folder, port):
    refused = serve(folder, port, OGNISKO_MODE="production")
    said, _nothing = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert all(f"ognisko.{key}" in said for key in ("E004", "E005", "E006", "E007"))
    assert not answers(port)


def test_web_and_worker_can_stand_apart(folder, port):
    web, worker = serve(folder, port, "--no-worker"), serve(folder, port, "--no-web")
    wait_for(lambda: answers(port) and len(children(web.pid)) == 1 and len(children(worker.pid)) == 1)
    stop(web), stop(worker)
    assert (web.returncode, worker.returncode) == (0, 0)
