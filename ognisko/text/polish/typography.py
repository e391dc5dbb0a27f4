"""Typography of plain text: what a careful typesetter changes in what people type. Every function is idempotent."""

import re

from ognisko.text.polish.quotes import ENGLISH, POLISH, quotes
from ognisko.text.polish.seams import SEAM

NO_BREAK_SPACE = "\u00a0"

_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
_UNITS = (
    r"r\.|w\.|roku|lat(?:a|ach)?|miesi(?:ąc|ąca|ące|ęcy|ącach)|kwartał\w*|tygodni\w*|tydzień|dni|dnia|dniach|dzień"
    r"|godz\.|godzin\w*|h|min\.?|minut\w*|sek\.?|sekund\w*|s|ms|raz|razy|rok"
    r"|zł|gr|PLN|EUR|USD|euro|€|tys\.|mln|mld|bln|proc\.|%|‰|pkt"
    r"|mm|cm|dm|m|km|mm²|cm²|m²|km²|m³|ha|mg|g|dag|kg|t|ml|l|[kKMGT]i?B|kW|kWh|MW|MWh|W|V|Hz|[kMG]Hz|°C?|px"
    r"|osob\w*|osób|szt\.|egz\.|str\.|stron\w*|etat\w*"
)
_ABBREVIATIONS = (
    r"nr|pkt|dr|mgr|płk|mjr|kpt|prof\.|hab\.|inż\.|lek\.|mec\.|gen\.|ks\.|św\.|red\.|godz\.|str\.|ust\.|art\.|lit\."
    r"|poz\.|rozdz\.|zał\.|tab\.|rys\.|ul\.|al\.|pl\.|os\.|im\.|pok\.|tel\.|woj\.|pow\.|gm\."
)
_PANI = r"ani[ąe]?|an(?:a|u|em|ie|owie|ów|om|ami|ach)?|aństw(?:o|a|u|em)"


def _any_case(words: str) -> str:
    return "|".join(f"{word}|{word.capitalize()}" for word in words.split("|"))


_UPPER = "A-ZĄĆĘŁŃÓŚŹŻ"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_SPACE = "[ \u00a0]"
_CLOCK = r"\d{1,2}[:.]\d\d"

_DIGIT = re.compile(r"\d")
_ELLIPSIS = re.compile(r"(?<![./\\])\.\.\.(?![./\\])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'(?!\w)")
_DECADE = re.compile(r"(?<![^\s(])'(?=\d\ds\b)")
_SPACED_DASH = re.compile(rf"(?<=[^\s\-–—]){_SPACE}+-{{1,3}}{_SPACE}+(?=[^\s\-–—])")

# A pattern that begins with a class of characters, and looks back after it, is searched for several times faster than
# one that begins by looking back.
_MAY_BE_RANGE = re.compile(rf"\d{_SPACE}?[-–]")
_NOT_AMONG = r"(?<![\w.,:/–-].)"
_NOT_BEFORE = r"(?![\w:/–-]|[.,]\d)"
_RANGES = re.compile(
    rf"([12]{_NOT_AMONG}(?:(?<=1)[5-9]|(?<=2)[01])\d\d|\d{_NOT_AMONG}\d?[:.]\d\d)"
    rf"{_SPACE}?[-–]{_SPACE}?({_YEAR}|{_CLOCK}){_NOT_BEFORE}"
)
_COUNTS = re.compile(
    rf"(\d{_NOT_AMONG}\d{{0,2}}){_SPACE}?[-–]{_SPACE}?(\d{{1,3}})(?={_SPACE}+(?:{_UNITS}|{_MONTHS})(?!\w)|%)"
)
_PLACES = re.compile(rf"(?<!\w)((?:str\.|s\.|art\.|ust\.|poz\.|pkt|§§?){_SPACE}*\d{{1,4}})-(\d{{1,4}}){_NOT_BEFORE}")

_SEAMS = f"{SEAM}*"
_WORD_START = r"(?<![\w.,'’&/@+–-].)"
_ONE_LETTER = re.compile(rf"[aiouwzAIOUWZ]{_WORD_START}{_SEAMS}( +)(?=\S)")
_ABBREVIATED = re.compile(
    rf"(?<![\w.,'’&/@+–-])(?:{_any_case(_ABBREVIATIONS)}|§§?|[stz]\.(?= +{_SEAMS}\d)){_SEAMS}( +)(?=\S)"
)
_PANI_NAME = re.compile(rf"[Pp](?<![\w.-].)(?:{_PANI}){_SEAMS}( +)(?={_SEAMS}[{_UPPER}][^\W\d_])")
_INITIAL = re.compile(rf"[{_UPPER}](?<![\w-].)\.{_SEAMS}( +)(?={_SEAMS}[{_UPPER}](?:[^\W\d_]|\.))")
_COUNTED = re.compile(
    rf"\d(?:{_SEAMS}( +)(?={_SEAMS}(?:{_UNITS})(?!\w))|\.?{_SEAMS}( +)(?={_SEAMS}(?:{_MONTHS})(?!\w)))"
)
_CENTURY = re.compile(rf"[IVXLCDM](?<!\w.)[IVXLCDM]*{_SEAMS}( +)(?={_SEAMS}w\.)")
_THOUSANDS_OF = re.compile(rf"(?<=\d[ \u00a0])(?:tys\.|mln|mld)( +)(?={_SEAMS}(?:zł|euro|osób|PLN|EUR)(?!\w))")
_THOUSANDS = re.compile(r"\d(?<![\w.,:/+–-].)\d{0,2}(?: \d{3})+(?!\w)")
_BOUND = (_ONE_LETTER, _ABBREVIATED, _PANI_NAME, _INITIAL, _CENTURY)
_BOUND_DIGITS = (_THOUSANDS, _COUNTED, _THOUSANDS_OF)


def typography(text: str) -> str:
    """Polish: „quotes”, dashes, ranges, ellipsis, and no-break spaces where a line must not break."""
    text = _marks(quotes(text, POLISH))
    if " " not in text:
        return text
    for rule in _BOUND:
        text = rule.sub(_with_no_break_spaces, text)
    if _DIGIT.search(text):
        for rule in _BOUND_DIGITS:
            text = rule.sub(_with_no_break_spaces, text)
    return text


def typography_en(text: str) -> str:
    """English: “quotes”, apostrophes, dashes, ranges and ellipsis; spaces stay as they are."""
    if "'" in text:
        text = _DECADE.sub("’", text)
    text = _marks(quotes(text, ENGLISH))
    return _POSSESSIVE.sub("’", text) if "'" in text else text


def _marks(text: str) -> str:
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    if "..." in text:
        text = _ELLIPSIS.sub("…", text)
    if _MAY_BE_RANGE.search(text):
        text = _RANGES.sub(r"\1–\2", text)
        text = _COUNTS.sub(r"\1–\2", text)
        text = _PLACES.sub(r"\1–\2", text)
    if " -" in text or f"{NO_BREAK_SPACE}-" in text:
        text = _SPACED_DASH.sub(" – ", text)
    return text


def _with_no_break_spaces(found: re.Match[str]) -> str:
    return re.sub(" +", NO_BREAK_SPACE, found[0])
