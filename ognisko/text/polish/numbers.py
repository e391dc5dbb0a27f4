"""Numbers as Polish and English readers write them, and the plural form a number asks for."""

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

Number = int | float | Decimal


def number(value: Number, lang: str, digits: int | None = None) -> str:
    """12345.5 → „12 345,5” in Polish, “12,345.5” in English; `digits` after the mark, else as many as needed up to 3.

    Polish leaves four figures together: „1234”.
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        return "–"
    rounded = exact.quantize(Decimal(1).scaleb(-(3 if digits is None else digits)), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    if digits is None:
        fraction = fraction.rstrip("0")
    sign = MINUS if rounded < 0 else ""
    return sign + _grouped(whole, lang) + _decimal_mark(lang) * bool(fraction) + fraction


def percent(share: Number, lang: str, digits: int = 0) -> str:
    """A share of one as per cent: 0.153 → „15%”."""
    return number(Decimal(str(share)) * 100, lang, digits) + "%"


def plural_index(n: Number, lang: str) -> int:
    """Which gettext form a number takes: Polish 0 one, 1 few, 2 many, 3 other (fractions); English 0 one, 1 other."""
    if lang == "en":
        return 0 if n == 1 else 1
    if n != int(n):
        return 3
    n = abs(int(n))
    if n == 1:
        return 0
    if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14}:
        return 1
    return 2


def plural(n: Number, one: str, few: str, many: str, other: str) -> str:
    """The Polish form for a number: plural(5, "osoba", "osoby", "osób", "osoby") is „osób”."""
    return (one, few, many, other)[plural_index(n, "pl")]


def _grouped(whole: str, lang: str) -> str:
    if lang == "en":
        return f"{int(whole):,}"
    if len(whole) < 5:
        return whole
    return f"{int(whole):,}".replace(",", NO_BREAK_SPACE)


def _decimal_mark(lang: str) -> str:
    return "." if lang == "en" else ","
