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
_PANI = r"Pani[ąe]?|Pan(?:a|u|em|ie|owie|ów|om|ami|ach)?|Państw(?:o|a|u|em)"
_UPPER = "A-ZĄĆĘŁŃÓŚŹŻ"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_SPACE = "[ \u00a0]"
_CLOCK = r"\d{1,2}[:.]\d\d"

_ELLIPSIS = re.compile(r"(?<![./\\])\.\.\.(?![./\\])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'(?!\w)")
_DECADE = re.compile(r"(?<![^\s(])'(?=\d\ds\b)")
_SPACED_DASH = re.compile(rf"(?<=[^\s\-–—]){_SPACE}+-{{1,3}}{_SPACE}+(?=[^\s\-–—])")

_NOT_AMONG = r"(?<![\w.,:/–-])"
_NOT_BEFORE = r"(?![\w:/–-]|[.,]\d)"
_RANGES = re.compile(
    rf"{_NOT_AMONG}(?:({_YEAR}){_SPACE}?[-–]{_SPACE}?({_YEAR})|({_CLOCK}){_SPACE}?[-–]{_SPACE}?({_CLOCK})){_NOT_BEFORE}"
)
_COUNTS = re.compile(
    rf"{_NOT_AMONG}(\d{{1,3}}){_SPACE}?[-–]{_SPACE}?(\d{{1,3}})(?={_SPACE}+(?:{_UNITS}|{_MONTHS})(?!\w)|%)"
)
_PLACES = re.compile(rf"(?<!\w)((?:str\.|s\.|art\.|ust\.|poz\.|pkt|§§?){_SPACE}*\d{{1,4}})-(\d{{1,4}}){_NOT_BEFORE}")

_SEAMS = f"{SEAM}*"
_SHORT_WORD = re.compile(
    rf"(?<![\w.,'’&/@+–-])((?:[aiouwzAIOUWZ]|(?i:{_ABBREVIATIONS})|§+|[stz]\.(?= +{_SEAMS}\d)){_SEAMS}) +(?=\S)"
)
_COUNTED = re.compile(
    rf"(\d{_SEAMS}) +(?={_SEAMS}(?:{_UNITS})(?!\w))"
    rf"|(\d\.?{_SEAMS}) +(?={_SEAMS}(?:{_MONTHS})(?!\w))"
    rf"|((?<!\w)[IVXLCDM]+{_SEAMS}) +(?={_SEAMS}w\.)"
    rf"|((?:tys\.|mln|mld){_SEAMS}) +(?={_SEAMS}(?:zł|euro|osób|PLN|EUR)(?!\w))"
)
_THOUSANDS = re.compile(r"(?<![\w.,:/+–-])\d{1,3}(?: \d{3})+(?!\w)")
_NAMES = re.compile(
    rf"(?<![\w.-])((?i:{_PANI}){_SEAMS}) +(?={_SEAMS}[{_UPPER}][^\W\d_])"
    rf"|(?<![\w-])([{_UPPER}]\.{_SEAMS}) +(?={_SEAMS}[{_UPPER}][^\W\d_])"
    rf"|(?<![\w-])([{_UPPER}]\.{_SEAMS}) +(?={_SEAMS}[{_UPPER}]\.)"
)


def typography(text: str) -> str:
    """Polish: „quotes”, dashes, ranges, ellipsis, and no-break spaces where a line must not break."""
    text = _marks(quotes(text, POLISH))
    if " " not in text:
        return text
    text = _SHORT_WORD.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _NAMES.sub(_bound, text)
    if _has_digits_or_numerals(text):
        text = _THOUSANDS.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
        text = _COUNTED.sub(_bound, text)
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
    if "-" in text or "–" in text:
        text = _RANGES.sub(_without_spaces, text)
        text = _COUNTS.sub(r"\1–\2", text)
        text = _PLACES.sub(r"\1–\2", text)
        text = _SPACED_DASH.sub(" – ", text)
    return text


def _without_spaces(found: re.Match[str]) -> str:
    first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
    return f"{first}–{last}"


def _bound(found: re.Match[str]) -> str:
    return found[0].rstrip(" ") + NO_BREAK_SPACE


_NUMERAL = re.compile(r"[\dIVXLCDM]|tys\.|mln|mld")


def _has_digits_or_numerals(text: str) -> bool:
    return _NUMERAL.search(text) is not None
