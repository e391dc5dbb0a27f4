"""What in a text looks like the data of a person or of a case, found by shape and checksum: a warning, never a verdict.

Four kinds: a PESEL (its date and checksum must hold), a bank account (IBAN or Polish NRB, mod 97), a phone number in
the ways Poles write it, and the sign of a case as in the office instruction (ABC.123.77.2026).

A false warning costs a person a click, and teaches them not to read warnings: whatever is as likely a price, a date, a
paragraph or a piece of Base64 is left alone, unless the word before it says what it is.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    PESEL = "pesel"
    ACCOUNT = "account"
    PHONE = "phone"
    CASE = "case"


class Found(NamedTuple):
    kind: Kind
    start: int
    end: int
    text: str  # text[start:end], as typed

    @property
    def bare(self) -> str:
        """The same without the spaces and dashes that people put in."""
        return re.sub(r"[\s\-\u2010-\u2015().]", "", self.text).upper() if self.kind != Kind.CASE else self.text


def find(text: str) -> list[Found]:
    """Everything found, in the order of the text; one place is found once, as the first kind that fits."""
    taken: list[Found] = []
    for look in (_accounts, _pesels, _cases, _phones):
        for found in look(text):
            if all(found.end <= one.start or one.end <= found.start for one in taken):
                taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def line_of(text: str, found: Found) -> int:
    """The line of the text, from 1, as an editor counts."""
    return text.count("\n", 0, found.start) + 1


# --- PESEL: YYMMDD, four digits, one to check ------------------------------------------------------------------

_PESEL = re.compile(r"(?<!\d)\d{6}[ \u00a0-]?\d{5}(?!\d)")
_PESEL_WORD = re.compile(r"pesel\w*\W{0,6}(?:\w{1,5}\W{1,3})?$", re.IGNORECASE)
_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_CENTURIES = {80: 1800, 0: 1900, 20: 2000, 40: 2100, 60: 2200}  # what is added to the month → the century


def is_pesel(digits: str) -> bool:
    """Eleven digits whose checksum holds and whose first six are a day that there was or will be."""
    if not re.fullmatch(r"[0-9]{11}", digits):
        return False
    numbers = [int(digit) for digit in digits]
    if (10 - sum(w * n for w, n in zip(_WEIGHTS, numbers, strict=False))) % 10 != numbers[10]:
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    shift = month // 20 * 20
    try:
        date(_CENTURIES[shift] + year, month - shift, day)
    except ValueError:
        return False
    return True


def _pesels(text: str) -> Iterator[Found]:
    for match in _PESEL.finditer(text):
        is_named = bool(_PESEL_WORD.search(text[max(0, match.start() - 24) : match.start()]))
        if is_pesel(_digits(match[0])) and (is_named or _stands_free(text, match.start(), match.end())):
            yield Found(Kind.PESEL, match.start(), match.end(), match[0])


# --- Bank accounts ----------------------------------------------------------------------------------------------

_GAP = r"[ \u00a0-]?"
_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}\d{{2}}(?:{_GAP}[A-Za-z0-9]){{11,30}}")
_NRB = re.compile(rf"(?<![A-Za-z0-9])\d{{2}}(?:{_GAP}\d{{4}}){{6}}(?![A-Za-z0-9])")
# Lengths of the IBAN registry (SWIFT, ISO 13616), for countries from which an office may pay or be paid.
_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "KZ", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "CR", "DE", "GB", "GE", "IE", "ME", "RS"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "TL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "AZ", "CY", "DO", "HU", "LB", "PL", "BY"), 28),
    **dict.fromkeys(("BR", "PS", "QA", "UA"), 29),
    **dict.fromkeys(("JO", "KW"), 30),
    **dict.fromkeys(("MT",), 31),
}


def is_iban(account: str) -> bool:
    """Country, length and mod 97, of an account without gaps."""
    account = account.upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", account) or _LENGTHS.get(account[:2]) != len(account):
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _accounts(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        end = _end_of_signs(text, match.start(), _LENGTHS.get(match[0][:2].upper(), 0))
        inside = text[match.start() : end]
        if end and not text[end : end + 1].isalnum() and is_iban(re.sub(r"[^A-Za-z0-9]", "", inside)):
            yield Found(Kind.ACCOUNT, match.start(), end, inside)
    for match in _NRB.finditer(text):
        if is_iban(f"PL{_digits(match[0])}"):
            yield Found(Kind.ACCOUNT, match.start(), match.end(), match[0])


def _end_of_signs(text: str, start: int, count: int) -> int:
    """Where `count` letters and digits end, gaps not counted; 0 when there are not so many."""
    for place in range(start, min(len(text), start + 2 * count)):
        count -= text[place].isalnum()
        if count == 0:
            return place + 1
    return 0


# --- Signs of cases: symbol of the unit, class of the file plan, number, year, sometimes initials -------------------

_CASE = re.compile(
    r"""(?<![\w./@-])
    (?P<symbol>[A-ZĄĆĘŁŃÓŚŹŻ]{1,8}(?:[-./][A-ZĄĆĘŁŃÓŚŹŻ]{1,6}|-[0-9]{1,2}){0,4})
    (?P<numbers>(?:\.[0-9]{1,5}){1,3})
    \.(?P<year>(?:19|20)[0-9]{2})
    (?:\.[A-ZĄĆĘŁŃÓŚŹŻ][A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż]{0,3})?
    (?![\w@-]|\.[\w])""",
    re.VERBOSE,
)


def _cases(text: str) -> Iterator[Found]:
    links = _spans(_LINK, text)
    for match in _CASE.finditer(text):
        numbers = match["numbers"].strip(".").split(".")
        if _is_symbol(match["symbol"], numbers) and not _is_date(numbers) and not _within(match.start(), links):
            yield Found(Kind.CASE, match.start(), match.end(), match[0])


def _is_symbol(symbol: str, numbers: list[str]) -> bool:
    """Two letters at least; a single number only after a symbol of several parts; a class has two to four digits."""
    letters = re.findall(r"[^\W\d_]+", symbol)
    if sum(map(len, letters)) < 2 or letters[0] in ("DZ", "MP"):
        return False
    return len(letters) > 1 if len(numbers) == 1 else 2 <= len(numbers[0]) <= 4


def _is_date(numbers: list[str]) -> bool:
    """A day and a month before the year: „WARSZAWA.12.05.2026” lacks a space, and is no case."""
    return len(numbers) == 2 and len(numbers[0]) == len(numbers[1]) == 2 and numbers[0] < "32" and numbers[1] < "13"


# --- Phone numbers ----------------------------------------------------------------------------------------------

_PREFIX = r"(?:(?:\+|(?<!\d)00)48|\(\+?48\))"
_SEP = r"[ \u00a0\u2010-\u2015-]"
_WITH_PREFIX = re.compile(rf"(?<!\w){_PREFIX}{_SEP}?(?:\(?\d{{2}}\)?{_SEP}?)?(?:\d{_SEP}?){{6,8}}\d(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\d{{3}}(?:{_SEP})\d{{3}}(?:{_SEP})\d{{3}}|\d{{9}})(?!\d)")
_LANDLINE = re.compile(
    rf"(?<!\d)(?:\(0?(?P<a>\d{{2}})\) ?|0?(?P<b>\d{{2}})[ \u00a0/-])\d{{3}}{_SEP}?\d{{2}}{_SEP}?\d{{2}}(?!\d)"
)
_PHONE_WORD = re.compile(
    r"(?<!\w)(?:tel(?:efon\w*)?|kom(?:órk\w*)?|faks|fax|phone|mobile|(?:za)?dzwo(?:ń|ni)\w*|numer\w* telefonu)"
    r"\W{0,4}(?:(?:pod|do|nr|numer|na|do mnie|kontaktowy|służbowy|prywatny)\W{1,3}){0,2}(?:\(0?\d\d\)\s?)?$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?<!\w)(?:regon|nip|krs|poz|pozycja|isbn|issn|id|kwot\w+|kod|cpv|ean|sygn|art|ust|str|wersja|za|no)\W{0,3}$"
    r"|[$€£№§]\s?$",
    re.IGNORECASE,
)
_SOME_NUMBER = re.compile(r"(?<!\w)(?:nr|numer)\W{0,3}$", re.IGNORECASE)  # „nr 600123456” may be of anything
_UNIT_AFTER = re.compile(
    r"\s?(?:zł|złot|gr\b|PLN|EUR|USD|euro|€|\$|£|%|‰|tys|mln|mld|mieszk|osób|osob|szt|egz|km|kg|m²|m2|ha\b|ton|kWh|MW|GB|MB|B\b)",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S+|\]\([^)\s]*\)", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.DOTALL)

# First two digits of numbers given to mobile networks, and area codes (Urząd Komunikacji Elektronicznej).
_MOBILE_STARTS = {"45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"}
_AREA = re.compile("1[2-8]|2[23459]|3[234]|4[123468]|5[245689]|6[123578]|7[14567]|8[1-79]|9[145]")


def _phones(text: str) -> Iterator[Found]:
    passed = [*_spans(_LINK, text), *_spans(_FORMULA, text)]
    for pattern, fits in _WAYS:
        for match in pattern.finditer(text):
            if not _within(match.start(), passed) and fits(text, match):
                yield Found(Kind.PHONE, match.start(), match.end(), match[0])


def _fits_prefix(text: str, match: re.Match[str]) -> bool:
    return len(_digits(re.sub(_PREFIX, "", match[0], count=1))) == 9


def _fits_mobile(text: str, match: re.Match[str]) -> bool:
    if _is_called_phone(text, match.start()):
        return True
    number = _digits(match[0])
    is_round = number.endswith("000")
    return number[:2] in _MOBILE_STARTS and not is_round and _is_no_other_number(text, match)


def _fits_landline(text: str, match: re.Match[str]) -> bool:
    area = match["a"] or match["b"]
    if not _AREA.fullmatch(area):
        return False
    has_gaps = bool(match["a"] or "/" in match[0]) or len(re.findall(_SEP, match[0])) >= 2
    return _is_called_phone(text, match.start()) or (has_gaps and _is_no_other_number(text, match))


def _is_called_phone(text: str, start: int) -> bool:
    return bool(_PHONE_WORD.search(text[max(0, start - 40) : start]))


def _is_no_other_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 12]
    if re.search(r"\d[ \u00a0]?$", before) or re.match(r"[ \u00a0]?\d", after):
        return False  # a piece of a longer number
    if _OTHER_NUMBER.search(before) or _UNIT_AFTER.match(after):
        return False
    if match[0].isdigit() and _SOME_NUMBER.search(before):
        return False
    return _stands_free(text, match.start(), match.end())


_WAYS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...] = (
    (_WITH_PREFIX, _fits_prefix),
    (_LANDLINE, _fits_landline),
    (_MOBILE, _fits_mobile),
)


# --- In common ---------------------------------------------------------------------------------------------------

_JOINED_BEFORE = re.compile(r"(?:\w|[/+=#_^*×·\\&<@~-]|[.,:]\S*)$|[=≈<>≤≥]\s?$")
_JOINED_AFTER = re.compile(r"\w|[/+=#_^*×·\\&@~-]|[.,:]\d|%")


def _stands_free(text: str, start: int, end: int) -> bool:
    """Not a piece of something longer: of an identifier, a code, a sum, Base64."""
    before = text[max(0, start - 2) : start]
    return not (_JOINED_BEFORE.search(before) or _JOINED_AFTER.match(text, end))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
