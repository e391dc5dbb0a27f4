"""The documents tell the truth: packages, settings, commands and words."""

import itertools
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "ognisko"


def test_the_architecture_names_every_package():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    named = set(re.findall(r"^\s*([a-z]+)/", (ROOT / "ARCHITECTURE.md").read_text(), re.M))
    assert packages - named == set()


def test_the_architecture_names_no_package_that_is_not_there():
    named = set(re.findall(r"^  ([a-z]+)/  ", (ROOT / "ARCHITECTURE.md").read_text(), re.M))
    assert {name for name in named if not (PACKAGE / name).is_dir()} == set()


def test_every_setting_is_explained():
    code = (PACKAGE / "settings.py").read_text() + (PACKAGE / "knobs.py").read_text()
    settings = set(re.findall(r'knobs\.\w+\(\s*(?:VAR, )?"([A-Z_]+)"', code))
    explained = set(re.findall(r"`([A-Z_]{4,})`", (ROOT / "docs" / "operating.md").read_text()))
    assert settings - explained == set()


def test_every_dependency_has_its_reason_beside_it():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    project = tomllib.loads("\n".join(lines))
    names = [*project["project"]["dependencies"], *itertools.chain.from_iterable(project["dependency-groups"].values())]
    without = [name for name in names if not any(f'"{name}"' in line and "# " in line for line in lines)]
    assert without == []


def test_every_locked_package_has_a_hash():
    for lock in ("requirements.lock", "requirements-dev.lock", "bootstrap.lock"):
        entries = re.split(r"\n(?=\S+==)", (ROOT / lock).read_text())
        assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_nothing_names_a_registry_or_a_path_of_a_machine():
    suffixes = {".py", ".md", ".toml", ".lock", ".json", ".html", ".css", ".js", ".txt", ".yml"}
    kept_out = {".venv", "var", "node_modules", ".git", "built"}
    ours = [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix in suffixes and not kept_out & set(path.relative_to(ROOT).parts)
    ]
    hosts = re.compile("/" + "work/|regis" + "try.npm|py" + "pi.org|pythonhos" + "ted")
    assert [str(path.relative_to(ROOT)) for path in ours if hosts.search(path.read_text(errors="replace"))] == []


def test_no_code_file_is_longer_than_three_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): count
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_only_actions_and_take_in_write():
    """A verb is the only place that writes; the machines of log, letters, index and throttle write their own rows."""
    write = re.compile(r"\.(bulk_create|bulk_update|get_or_create|update_or_create)\(|\.objects\.create\(|\.save\(\)")
    machines = (
        "activity/",
        "audit/chain.py",
        "audit/log.py",
        "mail/",
        "search/",
        "testing/",
        "office/throttle.py",
        "privacy/",  # erasing and purging work through the rows of every package, by what it declares
        "/personal_data.py",
        "/models",
        "/migrations/",
        "/tests/",
        "conftest.py",
    )
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.py")
        if not any(part in str(path.relative_to(PACKAGE)) for part in ("/actions", "/take_in", *machines))
        and not str(path.relative_to(PACKAGE)).endswith(("actions.py", "take_in.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if write.search(line) and "form" not in line
    ]
    assert found == []
