"""Settings from the environment: each has a default that works, and a wrong value stops the start with a sentence."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")
    return value in {"1", "true", "yes"}


def integer(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, {least} or more.")
    return int(value)


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(sorted(allowed))}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def kept_secret(folder: Path, name: str) -> str:
    """The value of the environment, else one made once and kept in the data folder, readable by its owner only."""
    if given := text(name):
        return given
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database(url: str, folder: Path, *, durable: bool) -> dict[str, object]:
    """Django's settings of one database: `postgres://user:password@host:port/name`, or SQLite in the data folder.

    A socket folder is given as `?host=/folder`. `durable` makes an answered write survive a power cut on SQLite.
    """
    if not url:
        return _sqlite(folder / "ognisko.sqlite3", durable=durable)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)), durable=durable)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL={url!r}: write postgres://user:password@host:port/name.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ognisko",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }


def _sqlite(path: Path, *, durable: bool) -> dict[str, object]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pragmas = (
        "PRAGMA journal_mode=WAL;",
        f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'};",
        "PRAGMA mmap_size=134217728;PRAGMA cache_size=-16000;",
        "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "".join(pragmas)},
        "TEST": {"NAME": path.with_suffix(".test.sqlite3")},
    }
