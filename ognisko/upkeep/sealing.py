"""A stream that only the holder of a key can read: age, the format of age-encryption.org, which its own tool opens too.

With a passphrase, a key made for this one file stands first, armoured and locked with the passphrase; the stream locked
to that key follows. Both are plain age, and neither is ever whole in memory.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ognisko.later import Later

pyrage = Later("pyrage")

AGE = b"age-encryption.org/v1"
LOCKED_KEY, LOCKED_KEY_END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
LONGEST_LOCKED_KEY = 4096
GZIP = b"\x1f\x8b"

Pump = Callable[[BinaryIO, BinaryIO], object]


class WrongKey(Exception):
    """What was given does not open the file; the words say what would."""


class Damaged(Exception):
    pass


@dataclass(frozen=True)
class Seal:
    """For whom a file is locked: keys of receivers, or a passphrase. Neither: it is not locked."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    def __bool__(self) -> bool:
        return bool(self.recipients or self.passphrase)


@dataclass(frozen=True)
class Keys:
    """What a locked file is opened with."""

    identities: tuple[Any, ...] = ()
    passphrase: str = ""


def recipient(text: str) -> Any:
    """A public key of age (`age1…`) or of SSH. ValueError when it is neither."""
    for kind in (pyrage.x25519.Recipient, pyrage.ssh.Recipient):
        with suppress(pyrage.RecipientError):
            return kind.from_str(text.strip())
    raise ValueError(text)


def identities_in(path: Path) -> tuple[Any, ...]:
    """Private keys in a file as `age-keygen` writes it, or one private key of SSH. ValueError when there is none."""
    data = path.read_bytes()
    if b"PRIVATE KEY-----" in data:
        with suppress(pyrage.IdentityError):
            return (pyrage.ssh.Identity.from_buffer(data),)
        raise ValueError(path)
    lines = [line.strip() for line in data.decode(errors="replace").splitlines()]
    try:
        found = tuple(pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#"))
    except pyrage.IdentityError as error:
        raise ValueError(path) from error
    if not found:
        raise ValueError(path)
    return found


@contextmanager
def sealed(file: BinaryIO, seal: Seal) -> Iterator[BinaryIO]:
    """Write here, and it arrives locked in the file."""
    if not seal:
        yield file
        return
    receivers = [recipient(text) for text in seal.recipients]
    if seal.passphrase:
        key = pyrage.x25519.Identity.generate()
        file.write(pyrage.passphrase.encrypt(str(key).encode(), seal.passphrase, armored=True))
        receivers = [key.to_public()]
    source, sink = _pipe()
    pumping = _Pumping(lambda: pyrage.encrypt_io(source, file, receivers), closes=source)
    try:
        yield sink
    except BrokenPipeError:
        pumping.join()
        raise pumping.error or Damaged() from None
    finally:
        with suppress(BrokenPipeError):
            sink.close()
        pumping.join()
    if pumping.error:
        raise pumping.error


@contextmanager
def opened(file: BinaryIO, keys: Keys) -> Iterator[BinaryIO]:
    """Read here what was locked in the file, to its very end: only then is it known to be whole."""
    beginning = file.read(max(len(AGE), len(LOCKED_KEY)))
    file.seek(0)
    if beginning.startswith(GZIP):
        yield file
        return
    identities = _identities(file, beginning, keys)
    source, sink = _pipe()
    pumping = _Pumping(lambda: pyrage.decrypt_io(file, sink, identities), closes=sink)
    try:
        yield source
    finally:
        source.close()
        pumping.join()
        if isinstance(pumping.error, pyrage.DecryptError) and "matching" in str(pumping.error):
            raise WrongKey("The file is locked, and this key does not open it.") from pumping.error
        if pumping.error and not isinstance(pumping.error, BrokenPipeError):
            raise Damaged from pumping.error


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(GZIP)) != GZIP


def _identities(file: BinaryIO, beginning: bytes, keys: Keys) -> list[Any]:
    if beginning.startswith(AGE):
        if not keys.identities:
            raise WrongKey("The file is locked: name the file of its private key with --identity.")
        return list(keys.identities)
    if not beginning.startswith(LOCKED_KEY):
        raise Damaged
    if not keys.passphrase:
        raise WrongKey("The file is locked with a passphrase: name a file that holds it with --passphrase-file.")
    return [_unlocked(file, keys.passphrase)]


def _unlocked(file: BinaryIO, passphrase: str) -> Any:
    """Reads the key that stands first, and leaves the file where the stream begins."""
    start = file.read(LONGEST_LOCKED_KEY)
    head, end, _rest = start.partition(LOCKED_KEY_END + b"\n")
    if not end:
        raise Damaged
    file.seek(len(head) + len(end))
    try:
        return pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(head + end, passphrase).decode())
    except pyrage.DecryptError as error:
        raise WrongKey("The passphrase is not the one that this file was locked with.") from error


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb", buffering=1 << 18), os.fdopen(writing, "wb", buffering=1 << 18)


class _Pumping(threading.Thread):
    """Runs beside whoever reads or writes, closes its own end of the pipe, and keeps what went wrong."""

    def __init__(self, pump: Callable[[], object], *, closes: BinaryIO) -> None:
        super().__init__(daemon=True)
        self.pump, self.closes = pump, closes
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.pump()
            self.closes.flush() if self.closes.writable() else None
        except BaseException as error:  # also PyO3's panics, which are no Exceptions
            self.error = error
        finally:
            with suppress(OSError):
                self.closes.close()
