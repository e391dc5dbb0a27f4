"""A mark that somebody uploads: checked, cleaned of all that is not drawing, and measured.

PNG and SVG only: between them they hold every mark an office has, and both can be taken apart here in full. What
comes out is served from our own address with a policy that lets nothing in it run, so two walls stand before a script.
"""

import hashlib
from dataclasses import dataclass

from ognisko.office.pictures.errors import PictureError
from ognisko.office.pictures.png import clean_png, is_png
from ognisko.office.pictures.svg import clean_svg

__all__ = ["LARGEST", "Cleaned", "PictureError", "clean"]

LARGEST = 300_000  # bytes
WIDEST = 6.0  # times its height: wider ones would not stand beside the others on a phone


@dataclass(frozen=True)
class Cleaned:
    kind: str
    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:32]


def clean(content: bytes) -> Cleaned:
    """Raises PictureError, whose `reason` is a key of `errors.REASONS`."""
    if len(content) > LARGEST:
        raise PictureError("large")
    kind = "png" if is_png(content) else "svg"
    made, width, height = clean_png(content) if kind == "png" else clean_svg(content)
    if not 1 / WIDEST <= width / height <= WIDEST:
        raise PictureError("shape")
    return Cleaned(kind, made, width, height)
