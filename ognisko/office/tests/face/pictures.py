"""Files that people might upload as a mark."""

import struct
import zlib

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">{}</svg>'


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 90, height: int = 30, *more: bytes, points: bytes | None = None) -> bytes:
    lines = b"".join(b"\0" + b"\x00\x33\x99" * width for _ in range(height)) if points is None else points
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = [chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def svg(inside: str = '<path d="M0 0h120v40H0z" fill="#039"/>') -> bytes:
    return SVG.format(inside).encode()
