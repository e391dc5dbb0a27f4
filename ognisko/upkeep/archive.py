"""The file of a backup: a compressed tar, so that tools of every system open it.

    ognisko.json             first: which version made it, from which state of the tables, and when
    tables/<table>/000001    rows, a JSON array a line, in parts of about a megabyte
    files/<path>             uploaded files
    secret-key               only in a locked backup, when the secret is kept in the data folder
    manifest.json            last: size and SHA-256 of every member, rows of every table, highest ids

Written and read as a stream, so memory does not grow with the installation, and nothing unlocked touches a disk.
"""

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from ognisko.upkeep.sealing import Damaged, Keys, opened

FORMAT = 1
HEADER, MANIFEST, SECRET = "ognisko.json", "manifest.json", "secret-key"
TABLES, FILES = "tables/", "files/"
PIECE = 1 << 20
LEVEL = 6  # of compression
LARGEST_NOTE = 256 << 20  # of header and manifest, which are read whole


class Writer:
    def __init__(self, sink: BinaryIO, header: dict[str, Any]) -> None:
        self._compressed = gzip.GzipFile(fileobj=sink, mode="wb", compresslevel=LEVEL, mtime=0)
        self._tar = tarfile.TarFile.open(fileobj=self._compressed, mode="w|", format=tarfile.PAX_FORMAT)
        self.members: dict[str, tuple[int, str]] = {}
        self.add(HEADER, _json(header))

    def add(self, name: str, data: bytes) -> None:
        self.add_stream(name, io.BytesIO(data), len(data))

    def add_stream(self, name: str, file: BinaryIO, size: int) -> None:
        """OSError when the file holds less than `size`; what was added to it since is left out."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashed = Hashed(file)
        self._tar.addfile(info, cast(Any, hashed))
        self.members[name] = (size, hashed.digest)

    def finish(self, **facts: Any) -> None:
        self.add(MANIFEST, _json({"members": self.members, **facts}))
        self._tar.close()
        self._compressed.close()


class Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: Any) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._file.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    def drain(self) -> None:
        while self.read(PIECE):
            pass

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


class Reader:
    """Members in their order. Each is hashed while it is read; at the end all are compared with the manifest."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.header: dict[str, Any] = {}
        self.manifest: dict[str, Any] = {}
        self._seen: dict[str, list[Any]] = {}

    def members(self) -> Iterator[tuple[str, Hashed]]:
        """Everything between the header and the manifest."""
        with (
            gzip.GzipFile(fileobj=self._source, mode="rb") as unpacked,
            tarfile.open(fileobj=unpacked, mode="r|") as tar,
        ):
            for info in tar:
                file = tar.extractfile(info)
                if file is None or self.manifest or bool(self.header) == (info.name == HEADER):
                    raise Damaged
                hashed = Hashed(file)
                if info.name == HEADER:
                    self.header = _note(hashed)
                elif info.name == MANIFEST:
                    self.manifest = _note(hashed)
                    break
                else:
                    yield info.name, hashed
                hashed.drain()
                self._seen[info.name] = [hashed.size, hashed.digest]
            while unpacked.read(PIECE):
                pass
        while self._source.read(PIECE):
            pass
        if self._seen != self.manifest.get("members"):
            raise Damaged


@contextmanager
def reading(path: Path, keys: Keys) -> Iterator[Reader]:
    """A backup, opened. Whatever shows that it is not whole becomes `Damaged`, from wherever it is noticed."""
    with path.open("rb") as file:
        try:
            with opened(file, keys) as source:
                yield Reader(source)
        except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, UnicodeDecodeError, RecursionError) as error:
            raise Damaged from error


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _note(file: Hashed) -> dict[str, Any]:
    try:
        note = json.loads(file.read(LARGEST_NOTE))
    except ValueError as error:
        raise Damaged from error
    if not isinstance(note, dict):
        raise Damaged
    return note
