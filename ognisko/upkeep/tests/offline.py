"""Run where there is no way out: installs from the wheelhouse, restores a backup, serves, signs in, posts, measures.

    python offline.py HOUSE FOLDER BACKUP

Only Python's own library is used here; everything else is what the wheelhouse brings. The last line is JSON.
"""

import fcntl
import html
import http.cookiejar
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE = 60.0
PASSWORD = "Pięć żółtych łodzi na Wiśle"
READY = f"""
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "ognisko.settings"
django.setup()
from django.urls import reverse
from ognisko.discussions.models import Thread
from ognisko.people.actions import give_role
from ognisko.people.models import Person
adam, keeper = (Person.objects.get(handle=handle) for handle in ("adam.cichon", "krzysztof.mielnik"))
for person in (adam, keeper):
    person.set_password({PASSWORD!r})
    person.save()
give_role(keeper, kind="administrator", by=None)
thread = Thread.objects.filter(community__memberships__person=adam, community__name__icontains="ekspert").first()
print(json.dumps({{
    "adam": adam.email, "keeper": keeper.email, "thread": thread.get_absolute_url(),
    "reply": reverse("discussions:reply", args=[thread.pk, thread.slug]), "login": reverse("account_login"),
    "search": reverse("search:results"), "now": reverse("upkeep:back_up_now"), "backups": reverse("upkeep:backups"),
}}))
"""


def main(house: Path, folder: Path, backup: Path) -> None:
    bring_loopback_up()
    facts: dict[str, object] = {"way_out": has_way_out()}
    ognisko, python = install(house, folder / "venv")
    before = files_of(folder / "venv")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = {"OGNISKO_VAR": folder / "var", "OGNISKO_BACKUP_DIR": folder / "backups", "DEMO": 0, "PORT": port}
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **{name: str(value) for name, value in ours.items()}}

    def run(*words: object) -> str:
        done = subprocess.run(
            [str(word) for word in words], env=environment, cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(ognisko, "restore", backup)
    ready = json.loads(run(python, "-c", READY).splitlines()[-1])
    began = time.monotonic()
    served = subprocess.Popen([ognisko, "serve"], env=environment, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: Browser(port).get("/readyz") == "ok", served)
        facts["seconds_to_first_answer"] = round(time.monotonic() - began, 1)
        use(Browser(port), ready, facts)
        ask_for_backup(Browser(port), ready, folder / "backups", served)
        facts["doctor"] = json.loads(
            subprocess.run([ognisko, "doctor", "--json"], env=environment, capture_output=True, text=True).stdout
        )
        time.sleep(3)
        facts["mib_by_process"] = [round(pss(one) / 1024, 1) for one in family(served.pid)]
        facts["mib"] = round(sum(facts["mib_by_process"]), 1)
    finally:
        served.send_signal(signal.SIGTERM)
        served.communicate(timeout=PATIENCE)
    facts["left_with"] = served.returncode
    facts["changed_in_venv"] = sorted(files_of(folder / "venv") - before)[:5]
    sys.stdout.write(json.dumps(facts) + "\n")


class Browser:
    """Cookies, forms and redirects, as far as these pages need them."""

    def __init__(self, port: int) -> None:
        self.at = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self.page = ""

    def get(self, path: str) -> str:
        return self._ask(urllib.request.Request(self.at + path))

    def post(self, path: str, **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        data = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
        return self._ask(urllib.request.Request(self.at + path, urllib.parse.urlencode(data).encode()))

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                self.page = answer.read().decode()
        except (OSError, urllib.error.HTTPError) as error:
            self.page = f"{type(error).__name__}: {error}"
        return self.page


def use(browser: Browser, ready: dict[str, str], facts: dict[str, object]) -> None:
    """Signs in, writes a post, finds it; then a little of everything, so that memory is that of use."""
    sign_in(browser, ready["login"], ready["adam"])
    facts["signed_in"] = "Adam Cichoń" in browser.get("/")
    browser.get(ready["thread"])
    browser.post(ready["reply"], text="Piszemy to bez internetu, z koła zamachowego.")
    facts["posted"] = "z koła zamachowego" in words_of(browser.get(ready["thread"]))
    facts["found"] = "z koła zamachowego" in words_of(browser.get(f"{ready['search']}?q=zamachowe+kola"))
    styles = re.search(r'href="(/static/[^"]+\.css)"', browser.page)
    facts["styled"] = bool(styles) and "@layer" in browser.get(styles[1])
    facts["asks_elsewhere"] = sorted(
        set(re.findall(r'(?:src|href)="(?:https?:)?//([^/"]+)', browser.get("/"))) - {"127.0.0.1"}
    )
    for _round in range(20):
        for path in ("/", ready["thread"], f"{ready['search']}?q=umowa"):
            browser.get(path)


def ask_for_backup(browser: Browser, ready: dict[str, str], folder: Path, served: "subprocess.Popen[str]") -> None:
    sign_in(browser, ready["login"], ready["keeper"])
    browser.get(ready["backups"])
    browser.post(ready["now"])
    wait_for(lambda: folder.is_dir() and any(path.suffix == ".backup" for path in folder.iterdir()), served)


def sign_in(browser: Browser, path: str, email: str) -> None:
    browser.get(path)
    browser.post(path, login=email, password=PASSWORD)


def words_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def install(house: Path, venv: Path) -> tuple[str, str]:
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=house, check=True)
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    options = ["--no-index", "--find-links", ".", "--require-hashes", "-q", "--disable-pip-version-check"]
    pip = [f"{venv}/bin/pip", "--isolated", "install", *options, "-r", "requirements.txt"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    subprocess.run(pip, cwd=house, check=True, env={**clean, "PIP_CONFIG_FILE": os.devnull})
    return f"{venv}/bin/ognisko", f"{venv}/bin/python"


def bring_loopback_up() -> None:
    """A new namespace has it, but down."""
    get_flags, set_flags, up = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = fcntl.ioctl(control, get_flags, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", request)[1]
        fcntl.ioctl(control, set_flags, struct.pack("16sh14x", b"lo", flags | up))


def has_way_out() -> bool:
    """There is nothing but loopback, and an address of documentation cannot be reached."""
    if [name for _number, name in socket.if_nameindex() if name != "lo"]:
        return True
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=3).close()
    except OSError:
        return False
    return True


def wait_for(is_so, served: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert served.poll() is None, served.communicate()[0]
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.1)


def family(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def pss(pid: int) -> int:
    """In KiB; none of a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def files_of(folder: Path) -> set[str]:
    return {f"{path.relative_to(folder)} {path.stat().st_mtime_ns}" for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
