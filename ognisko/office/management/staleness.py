"""Which catalogues changed since they were compiled. Asked at every start, so only the times of files are read."""

from pathlib import Path

from django.conf import settings

LANGUAGE = "pl"


def path_of(app: str) -> Path:
    return settings.PACKAGE / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def stale_catalogues() -> list[str]:
    return [app for app in settings.APPS if _is_stale(path_of(app))]


def _is_stale(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return path.exists() and (not made.exists() or made.stat().st_mtime_ns < path.stat().st_mtime_ns)
