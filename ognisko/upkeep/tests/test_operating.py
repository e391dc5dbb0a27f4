"""docs/operating.md can be followed: its settings, commands, units and addresses are those of the program."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve
from django.utils import translation

from ognisko.cli import GROUPS
from ognisko.office.settings_in_words import table
from release.settings import with_settings

DOCS = Path(__file__).parents[3] / "docs"
DOCUMENT = (DOCS / "operating.md").read_text()
POLISH = (DOCS / "operating.pl.md").read_text()
BOTH = pytest.mark.parametrize("document", [DOCUMENT, POLISH], ids=["en", "pl"])


def block(language: str, first_words: str = "") -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.S)
    return next(one for one in blocks if one.startswith(first_words))


def test_the_table_of_settings_is_made_from_the_code():
    with translation.override("en"):
        assert with_settings(DOCUMENT, table()) == DOCUMENT


def test_the_settings_of_the_example_exist():
    names = set(re.findall(r"^#?([A-Z_]+)=", block("ini", "# /etc/ognisko.env"), re.M))
    assert names - {knob.name for knob in settings.KNOBS} == set()


@BOTH
def test_every_command_that_is_named_exists(document):
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", document, re.S))
    named = set(re.findall(r"(?:^|[`/ ])ognisko (?!\.)([a-z_]+)", code, re.M))
    known = set(get_commands()) | GROUPS
    ignored = {"ognisko"}  # `createdb -O ognisko ognisko`, `-o ognisko -g ognisko`
    assert named - known - ignored == set()


def test_every_command_for_operators_is_explained():
    rows = set(re.findall(r"^\| `ognisko ([a-z_]+)", DOCUMENT, re.M))
    assert {"serve", "worker", "prepare", "check", "doctor", "backup", "restore", "migrate", "purge", "reindex"} <= rows


@BOTH
def test_every_address_of_the_product_exists(document):
    for address in set(re.findall(r"`(/(?:administracja|skrzynka)[^`]*)`", document)):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{address} is nowhere")


@BOTH
def test_links_within_the_document_lead_somewhere(document):
    headings = re.findall(r"^#+ (.*)$", document, re.M)
    known = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", document)) - known == set()
    assert [name for name in re.findall(r"\]\(([\w.]+\.md)", document) if not (DOCS / name).exists()] == []


def test_the_words_for_the_shell_are_words_of_the_shell(tmp_path):
    for number, words in enumerate(re.findall(r"```sh\n(.*?)```", DOCUMENT + POLISH, re.S)):
        (tmp_path / f"{number}.sh").write_text(words)
        assert subprocess.run(["sh", "-n", tmp_path / f"{number}.sh"]).returncode == 0, words


def test_the_unit_is_understood_by_systemd(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not here")
    unit = block("ini", "# /etc/systemd").replace("/opt/ognisko/bin/ognisko serve", "/bin/true")
    path = tmp_path / "ognisko.service"
    path.write_text(unit)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "ognisko.service" in line]
    assert (done.returncode, ours) == (0, [])


def test_the_proxy_is_understood_by_nginx(tmp_path):
    if not (shutil.which("nginx") and shutil.which("openssl")):
        pytest.skip("nginx or openssl is not here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", key, "-out", certificate]
    subprocess.run(["openssl", "req", *words], check=True, capture_output=True)
    server = (
        block("nginx")
        .replace("/etc/ssl/private/ognisko.key", str(key))
        .replace("/etc/ssl/ognisko.pem", str(certificate))
    )
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\nhttp {{ access_log off;\n{server}}}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(["nginx", "-t", "-q", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
