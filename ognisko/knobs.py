"""Settings from the environment: each has a default that works, and a wrong value stops the start with a sentence."""

import os
import secrets
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Knob:
    """One that was read; what it means in words stands in office/knob_words.py."""

    name: str
    given: str  # in the environment, as it stands there; may be a secret
    default: str


_read: dict[str, Knob] = {}


def all_read() -> tuple[Knob, ...]:
    return tuple(_read.values())


def text(name: str, default: str = "") -> str:
    given = os.environ.get(name, "").strip()
    _read.setdefault(name, Knob(name, given, default))
    return given or default


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")
    return value in {"1", "true", "yes"}


def integer(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, {least} or more.")
    if most is not None and int(value) > most:
        raise ImproperlyConfigured(f"{name}={value!r}: write {most} or less.")
    return int(value)


def kept_days(name: str, least: int, *, unless: str) -> int:
    """How many days something is kept: `least` or more, fewer only where the knob `unless` says I_KNOW."""
    days, word = integer(name, least, least=1), text(unless)
    if days < least and word != "I_KNOW":
        raise ImproperlyConfigured(f"{name}={days}: write {least} or more, or set {unless}=I_KNOW beside it.")
    return days


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(sorted(allowed))}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """`key=value` divided by commas; a value may hold further signs of equality."""
    given = [pair.partition("=") for pair in words(name)]
    if any(not key.strip() or not sign for key, sign, _value in given):
        raise ImproperlyConfigured(f"{name}: write pairs as name=value, divided by commas.")
    return {key.strip().lower(): value.strip() for key, _sign, value in given}


def folder(name: str) -> Path | None:
    value = text(name)
    return Path(value).resolve() if value else None


def url(name: str, default: str) -> str:
    """The address of a site, without the slash at its end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name}={value!r}: write an address such as https://ognisko.urzad.gov.pl.")
    return value


def mailbox(name: str, default: str) -> str:
    """An address of e-mail, with or without a name before it."""
    value = text(name, default)
    local, _at, domain = parseaddr(value)[1].rpartition("@")
    if not local or not domain or set(value) & set("\r\n"):
        raise ImproperlyConfigured(f"{name}={value!r}: write Name <address@domain>.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        words = "write the name of a time zone, such as Europe/Warsaw."
        raise ImproperlyConfigured(f"{name}={value!r}: {words}") from error
    return value


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
    parts = urlsplit(url)  # never shown: it may hold a password
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)), durable=durable)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL: write postgres://user:password@host:port/name.")
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("DATABASE_URL: the port is not a number from 1 to 65535.") from error
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ognisko",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": query.pop("port", "") or str(port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **query},  # sslmode and what else libpq knows
    }


def _sqlite(path: Path, *, durable: bool) -> dict[str, object]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pragmas = (
        "PRAGMA journal_mode=WAL;",
        f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'};",
        "PRAGMA mmap_size=67108864;PRAGMA cache_size=-2000;",
        "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "".join(pragmas)},
        "TEST": {"NAME": path.with_suffix(".test.sqlite3")},
    }
