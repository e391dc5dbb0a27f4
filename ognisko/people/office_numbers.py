"""Numbers by which registers know an office: REGON, TERYT, the address for electronic delivery.

REGON: §4 and annex of the regulation on the REGON register: weights, modulo 11, 10 counts as 0. TERYT: two figures of a
province (even, 02–32), two of a county, two of a commune and one for its kind. The address for electronic delivery
("e-Doręczenia"): AE:PL-12345-67890-ABCDE-12.
"""

import re

_WEIGHTS = {9: (8, 9, 2, 3, 4, 5, 6, 7), 14: (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)}
_DELIVERY = re.compile(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}")
_COMMUNE_KINDS = "1234589"


def is_regon(number: str) -> bool:
    """9 figures, or 14 of a local unit whose first 9 are a REGON themselves."""
    if not (number.isascii() and number.isdecimal() and len(number) in _WEIGHTS):
        return False
    weights = _WEIGHTS[len(number)]
    check = sum(int(figure) * weight for figure, weight in zip(number, weights, strict=False)) % 11 % 10
    return check == int(number[-1]) and (len(number) == 9 or is_regon(number[:9]))


def is_teryt(number: str) -> bool:
    """A province (2 figures), a county (4) or a commune (7)."""
    if not (number.isascii() and number.isdecimal() and len(number) in (2, 4, 7)):
        return False
    province, kind = int(number[:2]), number[6:]
    return province % 2 == 0 and 2 <= province <= 32 and (not kind or kind in _COMMUNE_KINDS)


def is_delivery_address(text: str) -> bool:
    return _DELIVERY.fullmatch(text) is not None
