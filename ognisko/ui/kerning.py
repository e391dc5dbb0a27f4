"""Letters with marks take the kerning of their bare letters, where the mark does not stand in the way."""

import copy
import unicodedata
from typing import Any

from fontTools.ttLib import TTFont

LOW_MARKS = "ĄĘŁąęł"  # nothing above the letter, so that it may also come closer to a T before it
PAIRS, EXTENSION = 2, 9  # kinds of lookup in GPOS
Twins = list[tuple[str, str, bool]]  # bare glyph, glyph with a mark, whether the mark is low


def extend(font: TTFont, letters: str) -> None:
    """Give each letter the pairs of its bare letter: as the first of a pair, and as the second if its mark is low."""
    names = characters(font)
    there = [letter for letter in letters if ord(letter) in names and ord(bare(letter)) in names]
    twins = [(names[ord(bare(letter))], names[ord(letter)], letter in LOW_MARKS) for letter in there]
    twins.sort(key=lambda twin: font.getGlyphID(twin[1]))
    for table in _pair_tables(font):
        if table.Format == 1:
            _extend_pairs(table, twins)
        else:
            _extend_classes(table, twins)


def characters(font: TTFont) -> dict[int, str]:
    return font.getBestCmap() or {}


def bare(letter: str) -> str:
    return {"Ł": "L", "ł": "l"}.get(letter) or unicodedata.normalize("NFD", letter)[0]


def _pair_tables(font: TTFont) -> list[Any]:
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font else []
    tables = [getattr(table, "ExtSubTable", table) for lookup in lookups for table in lookup.SubTable]
    return [table for table in tables if table.LookupType == PAIRS]


def _extend_pairs(table: Any, twins: Twins) -> None:
    """Format 1 lists glyph by glyph; the order of the lists follows the order of the glyphs."""
    for pairs in table.PairSet:
        for base, twin, is_low in twins:
            known = {record.SecondGlyph: record for record in pairs.PairValueRecord}
            if is_low and base in known and twin not in known:
                record = copy.deepcopy(known[base])
                record.SecondGlyph = twin
                pairs.PairValueRecord.append(record)
        pairs.PairValueCount = len(pairs.PairValueRecord)
    for base, twin, _is_low in twins:
        if base in table.Coverage.glyphs and twin not in table.Coverage.glyphs:
            table.PairSet.append(copy.deepcopy(table.PairSet[table.Coverage.glyphs.index(base)]))
            table.Coverage.glyphs.append(twin)
    table.PairSetCount = len(table.PairSet)


def _extend_classes(table: Any, twins: Twins) -> None:
    """Format 2 kerns classes of glyphs against each other."""
    for base, twin, is_low in twins:
        if base in table.Coverage.glyphs and twin not in table.Coverage.glyphs:
            table.Coverage.glyphs.append(twin)
        if base in table.ClassDef1.classDefs:
            table.ClassDef1.classDefs[twin] = table.ClassDef1.classDefs[base]
        if is_low and base in table.ClassDef2.classDefs:
            table.ClassDef2.classDefs[twin] = table.ClassDef2.classDefs[base]
