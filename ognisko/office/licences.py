"""What others wrote and we use: read from the metadata of what is installed and from npm's lock, never by hand."""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from ognisko import ui

OURS = "ognisko"
LOCK = Path(ui.__file__).parent / "package-lock.json"
SOURCE = Path(ui.__file__).parents[2] / "pyproject.toml"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
EXTRAS = re.compile(r"\[([^\]]*)\]")
LABELS = ("homepage", "home", "source", "sourcecode", "repository", "github", "documentation")
SHORT = 60  # characters: longer "licences" are whole texts of them


@dataclass(frozen=True, order=True)
class Work:
    name: str
    version: str
    licence: str
    address: str = ""


@cache
def programs() -> list[Work]:
    """The Python packages that Ognisko needs, directly or through others, as far as they are installed here."""
    found: dict[str, Work] = {}
    waiting, seen = [_wanted(line) for line in _needed()], set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = Work(package.metadata["Name"], package.version, _licence(package), _address(package))
        waiting += [_wanted(line) for line in package.requires or [] if _applies(line, extras)]
    return sorted(found.values(), key=lambda work: work.name.lower())


@cache
def assets() -> list[Work]:
    """Fonts and icons."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return sorted(
        Work(path.removeprefix("node_modules/"), row["version"], row.get("license", ""))
        for path, row in packages.items()
        if path.startswith("node_modules/")
    )


def _needed() -> list[str]:
    """What Ognisko itself asks for: where its source lies the list there is newer than what was once installed."""
    if SOURCE.exists():
        return list(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["project"]["dependencies"])
    return metadata.distribution(OURS).requires or []


def _wanted(line: str) -> tuple[str, frozenset[str]]:
    head = line.partition(";")[0]
    name, extras = NAME.match(head), EXTRAS.search(head)
    words = extras[1].split(",") if extras else []
    return (name[0].lower().replace("_", "-") if name else "", frozenset(word.strip() for word in words))


def _applies(line: str, extras: frozenset[str]) -> bool:
    """An extra only where it is asked for; other conditions are answered by what is installed."""
    asked = re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", line.partition(";")[2])
    return asked is None or asked[1] in extras


def _licence(package: metadata.Distribution) -> str:
    about = package.metadata
    written = (about.get_all("License-Expression") or about.get_all("License") or [""])[0]
    if written and len(written) <= SHORT and written != "UNKNOWN" and "\n" not in written:
        return written
    classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(classified) or _named(package)


def _named(package: metadata.Distribution) -> str:
    """Where nothing but the text of the licence is there, its first line."""
    for path in [path for path in package.files or [] if path.name.upper().startswith(("LICEN", "COPYING"))]:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if lines:
            return lines[0][:SHORT]
    return ""


def _address(package: metadata.Distribution) -> str:
    """Its home page, else where its source lies."""
    about = package.metadata
    listed = [line.split(", ", 1) for line in about.get_all("Project-URL") or [] if ", " in line]
    named = {label.lower().replace("-", "").replace(" ", ""): address for label, address in listed}
    wanted = [*(about.get_all("Home-page") or []), *(named.get(label, "") for label in LABELS)]
    return next((address for address in wanted if address.startswith("https://")), "")
