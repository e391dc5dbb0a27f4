"""As an office without the internet installs it: from the wheelhouse, in a network namespace with no way out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from release.wheelhouse import build

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("offline.py")
LIMIT = 200  # MiB (PSS) of all processes, idle after use
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="once is enough: it is about SQLite"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def cut_off() -> list[str]:
    """The words that run a command without a network. The kernel may refuse, but not where everything is required."""
    for words in (["unshare", "-rn"], ["unshare", "-n"]):
        if shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return words
    if os.environ.get("OGNISKO_REQUIRE_ALL") == "1":
        pytest.fail("The kernel gives no network namespace.")
    pytest.skip("the kernel gives no network namespace")


def test_the_wheelhouse_holds_every_package_once_by_its_hash(house):
    wheels = {path.name.partition("-")[0].lower().replace("_", "-") for path in house.glob("*.whl")}
    locked = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (house / "requirements.txt").read_text().splitlines()
    }
    assert wheels == locked >= {"ognisko", "django", "granian", "psycopg-binary", "pyrage", "brotli", "fido2"}
    assert not list(house.glob("*.tar.gz"))
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=house).returncode == 0


def test_the_bill_of_materials_names_what_is_in_the_wheelhouse(house):
    bill = json.loads((house / "sbom.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    main = bill["metadata"]["component"]
    assert (main["name"], main["licenses"]) == ("ognisko", [{"expression": "EUPL-1.2"}])
    python = [one for one in bill["components"] if one["purl"].startswith("pkg:pypi/")]
    assert len(python) + 1 == len(list(house.glob("*.whl")))
    assert all(one["licenses"] and one["hashes"] for one in python)
    fonts = {one["name"] for one in bill["components"] if one["purl"].startswith("pkg:npm/")}
    assert "@fontsource-variable/brygada-1918" in fonts
    known = {main["bom-ref"], *(one["bom-ref"] for one in bill["components"])}
    assert {need for one in bill["dependencies"] for need in one["dependsOn"]} <= known


def test_it_installs_serves_and_is_used_without_a_network(house, cut_off, backup, tmp_path, capsys):
    command = [*cut_off, sys.executable, SCRIPT, house, tmp_path, backup]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("OGNISKO_", "DJANGO_", "PYTHON"))
    }
    done = subprocess.run(command, env=clean, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    facts = json.loads(done.stdout.splitlines()[-1])
    with capsys.disabled():
        sys.stdout.write(
            f"\n{facts['mib']} MiB idle after use {facts['mib_by_process']}; "
            f"first answer after {facts['seconds_to_first_answer']} s\n"
        )
    assert facts["way_out"] is False
    assert [facts[name] for name in ("signed_in", "posted", "found", "styled")] == [True] * 4
    assert facts["asks_elsewhere"] == [] and facts["changed_in_venv"] == []
    assert [one for one in facts["doctor"]["findings"] if one["state"] == "broken"] == []
    assert facts["left_with"] == 0
    assert facts["mib"] <= LIMIT
