"""PNG taken apart into its chunks: those that draw stay, everything else (texts, places, animations) goes."""

import struct
import zlib
from collections.abc import Iterator

from ognisko.office.pictures.errors import PictureError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"}
LONGEST_SIDE = 2400
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type → numbers a point


def is_png(content: bytes) -> bool:
    return content.startswith(SIGNATURE)


def clean_png(content: bytes) -> tuple[bytes, int, int]:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        raise PictureError("damaged")
    width, height, depth, colour, _compression, _filter, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise PictureError("measure")
    if colour not in CHANNELS or depth not in (1, 2, 4, 8, 16) or interlace > 1:
        raise PictureError("damaged")
    _try_to_unpack(b"".join(data for name, data in chunks if name == b"IDAT"), width, height, depth * CHANNELS[colour])
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks if name in KEPT), width, height


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        name, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(data) != length or len(check) != 4 or zlib.crc32(name + data) != struct.unpack(">I", check)[0]:
            raise PictureError("damaged")
        yield name, data
        place += 12 + length
        if name == b"IEND":
            return


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _try_to_unpack(packed: bytes, width: int, height: int, bits: int) -> None:
    """The points must be there, and no more of them than the size says: a bomb stops here."""
    least = height * ((width * bits + 7) // 8)
    most = least + 8 * (height + width) + 64  # a byte a line, more lines where it is interlaced
    unpacker = zlib.decompressobj()
    try:
        points = unpacker.decompress(packed, most + 1)
    except zlib.error as error:
        raise PictureError("damaged") from error
    if not least <= len(points) <= most:
        raise PictureError("damaged")
