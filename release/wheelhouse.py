"""A folder with the wheel and every locked package that it needs, for this platform and this version of Python.

*.whl               Ognisko and what it needs, nothing that would have to be compiled
requirements.txt    each by name, version and SHA-256: pip takes nothing else
sbom.cdx.json       what it is made of, CycloneDX
SHA256SUMS          of all these files, for `sha256sum -c`
README.txt          how to install from here
"""

import hashlib
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.sbom import sbom

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
README = """\
Ognisko {version}, with everything it needs. For Python {python} on {platform}; made by `make wheel`.

    sha256sum -c SHA256SUMS
    python3 -m venv /opt/ognisko
    /opt/ognisko/bin/pip install --no-index --find-links . --require-hashes -r requirements.txt

No network is needed, now or later. What follows is told in docs/operating.md.
"""

Entry = tuple[Requirement, str]  # a package of the lock, and its lines with all hashes


def build(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    house = folder / "wheelhouse"
    shutil.rmtree(house, ignore_errors=True)
    house.mkdir()
    wheel = _build_wheel(folder)
    shutil.copy(wheel, house)
    locked = list(_needed(wheel))
    _download(locked, house)
    _write_requirements(house)
    facts = {one: metadata_of(one) for one in sorted(house.glob("*.whl"))}
    (house / "sbom.cdx.json").write_text(sbom(house / wheel.name, facts), encoding="utf-8")
    (house / "README.txt").write_text(_readme(wheel), encoding="utf-8")
    _write_checksums(house)
    return house


def metadata_of(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(archive.read(name))


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _build_wheel(folder: Path) -> Path:
    for old in folder.glob("ognisko-*.whl"):
        old.unlink()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder.resolve()]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("ognisko-*.whl")
    return wheel


def _needed(wheel: Path) -> Iterator[str]:
    """The lines of the lock for what the wheel asks for, directly or through others; the lock knows all of it."""
    locked = {canonicalize_name(entry.name): (entry, lines) for entry, lines in _locked() if _applies(entry)}
    asked = [Requirement(line) for line in metadata_of(wheel).get_all("Requires-Dist", [])]
    waiting = [one for one in asked if _applies(one)]
    seen: set[tuple[str, frozenset[str]]] = set()
    taken: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        key = (name, frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        if name not in locked:
            raise SystemExit(f"{name} is not in {LOCK.name}: run `make lock`.")
        if name not in taken:
            taken.add(name)
            yield locked[name][1]
        waiting += _asked_by(name, wanted.extras)


def _asked_by(name: str, extras: set[str]) -> list[Requirement]:
    asked = [Requirement(line) for line in distribution(name).requires or []]
    applying = [one for one in asked if any(_applies(one, extra) for extra in ("", *extras))]
    for one in applying:
        one.marker = None  # it was asked here, where the extras are known
    return applying


def _applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**default_environment(), "extra": extra})


def _locked() -> Iterator[Entry]:
    lines: list[str] = []
    for line in [*LOCK.read_text().splitlines(), "end"]:
        if line.startswith((" ", "\t", "#")) or not line:
            lines += [line] if line.strip().startswith("--hash") else []
            continue
        if lines:
            yield Requirement(lines[0].rstrip("\\ ")), "\n".join(lines)
        lines = [line]


def _download(locked: list[str], house: Path) -> None:
    wanted = house / "wanted.txt"
    wanted.write_text("\n".join(locked) + "\n")
    options = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--disable-pip-version-check", "-q"]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, "-r", wanted, "-d", house], check=True)
    wanted.unlink()


def _write_requirements(house: Path) -> None:
    lines = []
    for wheel in sorted(house.glob("*.whl")):
        facts = metadata_of(wheel)
        lines.append(f"{facts['Name']}=={facts['Version']} --hash=sha256:{sha256(wheel)}")
    (house / "requirements.txt").write_text("\n".join(lines) + "\n")


def _write_checksums(house: Path) -> None:
    lines = [f"{sha256(path)}  {path.name}" for path in sorted(house.iterdir())]
    (house / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def _readme(wheel: Path) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    where = f"{sysconfig.get_platform()} ({platform.libc_ver()[0] or 'no glibc'} {platform.libc_ver()[1]})"
    return README.format(version=metadata_of(wheel)["Version"], python=version, platform=where)
