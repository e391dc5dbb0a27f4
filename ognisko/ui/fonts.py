"""Fonts cut down to what Polish and English need. Run by `ognisko assets` in a process of its own."""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILIES = (
    ("Atkinson Hyperlegible Next Variable", "atkinson-hyperlegible-next", "normal", "200 800"),
    ("Brygada 1918 Variable", "brygada-1918", "normal", "400 700"),
    ("Brygada 1918 Variable", "brygada-1918", "italic", "400 700"),
)
POLISH = "ĄĆĘŁŃŚŹŻąćęłńśźż"
LATIN_1 = "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0xA0, 0x100)))
SIGNS = "–—‑‘’‚“”„…•′″‹›€™−\u2009\u202f\u2060\u200b"


def main(modules: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    print(json.dumps([face for family in FAMILIES for face in faces(modules, folder, *family)]))  # noqa: T201


def faces(modules: Path, folder: Path, family: str, package: str, style: str, weights: str) -> list[dict[str, str]]:
    made = []
    for part, characters in (("latin-ext", POLISH), ("latin", LATIN_1 + SIGNS)):
        source = modules / "@fontsource-variable" / package / "files" / f"{package}-{part}-wght-{style}.woff2"
        name = f"{package}-{style}-{part}.woff2"
        font = TTFont(source)
        subset(font, characters)
        font.flavor = "woff2"
        font.save(folder / name)
        ranges = ",".join(f"U+{ord(c):04X}" for c in characters) if part == "latin-ext" else "U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2212"
        made.append({"family": family, "file": name, "style": style, "weights": weights, "range": ranges, "kilobytes": f"{(folder / name).stat().st_size / 1024:.1f}"})
    return made


def subset(font: TTFont, characters: str) -> None:
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "pnum", "tnum"]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
