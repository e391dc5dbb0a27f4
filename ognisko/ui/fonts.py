"""Fonts cut down to what Polish and English need, one file each. Run by `ognisko assets` in a process of its own.

Fontsource delivers a family in slices, and Polish needs two of them. We join the slices again, so that a page fetches
one file instead of two, and letters of the one slice are kerned against those of the other.
"""

import copy
import json
import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from ognisko.ui import kerning

FAMILIES = (
    ("Atkinson Hyperlegible Next Variable", "atkinson-hyperlegible-next", "normal"),
    ("Brygada 1918 Variable", "brygada-1918", "normal"),
    ("Brygada 1918 Variable", "brygada-1918", "italic"),
)
WEIGHTS = (400, 700)
ASCII = "".join(map(chr, range(0x20, 0x7F)))
POLISH = "ĄĆĘŁŃŚŹŻąćęłńśźż"
NEIGHBOURS = "ČčĚěŘřŠšŽž"  # names of people from next door; from the same slice as the Polish letters
WESTERN = "ÁÄÅÇÈÉÍÑÓÔÖÚÜÝßàáâäåçèéêëíîñóôöúüý"
SIGNS = "\u00a0§©«°±·»½×–—‘’‚“”„†•…′″‹›€™−"
FEATURES = ["kern", "liga", "pnum", "tnum"]


def main(modules: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    print(json.dumps([face(modules, folder, *family) for family in FAMILIES]))  # noqa: T201


def face(modules: Path, folder: Path, family: str, package: str, style: str) -> dict[str, str]:
    """Make one file; returns what its @font-face rule says."""
    files = modules / "@fontsource-variable" / package / "files"
    font = cut(files / f"{package}-latin-wght-{style}.woff2", ASCII + WESTERN + SIGNS)
    join(font, cut(files / f"{package}-latin-ext-wght-{style}.woff2", POLISH + NEIGHBOURS))
    font.flavor = "woff2"
    path = folder / f"{package}-{style}.woff2"
    font.save(path)
    size = f"{path.stat().st_size / 1024:.1f}"
    return {"family": family, "file": path.name, "style": style, "weights": "400 700", "kilobytes": size}


def cut(path: Path, characters: str) -> TTFont:
    """A slice with only these characters and weights. Widths then come from gvar alone, which every browser reads."""
    font = TTFont(path)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[1, 2])
    options.drop_tables += ["HVAR", "MVAR"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": WEIGHTS})


def join(font: TTFont, other: TTFont) -> None:
    """Bring every character of the other slice that the font lacks, with the parts it is composed of."""
    known, theirs = kerning.characters(font), kerning.characters(other)
    names: dict[str, str] = {}
    for code, glyph in sorted(theirs.items()):
        if code not in known and chr(code) in POLISH + NEIGHBOURS:
            name = bring(font, other, glyph, names)
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    kerning.extend(font, POLISH + NEIGHBOURS)


def bring(font: TTFont, other: TTFont, glyph: str, names: dict[str, str]) -> str:
    """Copy one glyph and its parts; a part that the font already has, drawn the same, is used and not copied."""
    if glyph in names:
        return names[glyph]
    drawn = copy.deepcopy(other["glyf"][glyph])
    if _is_same(font, drawn, glyph):
        names[glyph] = glyph
        return glyph
    if drawn.isComposite():
        for part in drawn.components:
            part.glyphName = bring(font, other, part.glyphName, names)
    name = glyph if glyph not in font["glyf"].glyphs else f"{glyph}.joined"
    names[glyph] = name
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = drawn
    font["hmtx"].metrics[name] = other["hmtx"].metrics[glyph]
    font["gvar"].variations[name] = copy.deepcopy(other["gvar"].variations.get(glyph, []))
    return name


def _is_same(font: TTFont, drawn: Any, glyph: str) -> bool:
    if glyph not in font["glyf"].glyphs or drawn.isComposite() or font["glyf"][glyph].isComposite():
        return False
    mine = font["glyf"][glyph]
    return bool(mine.coordinates == drawn.coordinates and mine.endPtsOfContours == drawn.endPtsOfContours)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
