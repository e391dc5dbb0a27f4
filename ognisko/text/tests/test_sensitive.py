import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.sensitive import Found, Kind, find, is_iban, is_pesel, line_of

DAYS = st.dates(date(1800, 1, 1), date(2299, 12, 31))
SHIFTS = {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(one.kind), one.text) for one in find(text)]


def pesel_of(day: date, serial: int) -> str:
    begun = f"{day.year % 100:02}{day.month + SHIFTS[day.year // 100]:02}{day.day:02}{serial:04}"
    return begun + str(-sum(w * int(n) for w, n in zip(WEIGHTS, begun, strict=True)) % 10)


def iban_of(country: str, rest: str) -> str:
    number = int("".join(str(int(sign, 36)) for sign in f"{rest}{country}00"))
    return f"{country}{98 - number % 97:02}{rest}"


# --- PESEL ------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(0, 9999))
def test_every_pesel_of_every_century_is_found_in_a_sentence(day: date, serial: int):
    pesel = pesel_of(day, serial)
    assert is_pesel(pesel)
    assert kinds(f"Dane strony: {pesel}, adres w aktach.") == [("pesel", pesel)]


@given(DAYS, st.integers(0, 9999), st.integers(0, 10), st.integers(1, 9))
def test_a_slip_in_any_digit_makes_no_pesel(day: date, serial: int, place: int, step: int):
    pesel = pesel_of(day, serial)
    slipped = pesel[:place] + str((int(pesel[place]) + step) % 10) + pesel[place + 1 :]
    assert not is_pesel(slipped)


@pytest.mark.parametrize("text", ["PESEL: 44051401359", "pesel 440514 01359", "(44051401359)", "nr PESEL:44051401359."])
def test_a_pesel_as_people_write_it(text: str):
    assert [kind for kind, _text in kinds(text)] == ["pesel"]


@pytest.mark.parametrize(
    "text",
    [
        "44051401358",  # checksum
        "44133101352",  # no such day
        "00000000000",
        "344051401359",  # twelve digits
        "440514013590",
        "id_44051401359",
        "QUJD44051401359RUZH",
        "faktura/44051401359/2026",
        "x = 44051401359",
    ],
)
def test_eleven_digits_that_are_no_pesel(text: str):
    assert kinds(text) == []


# --- Accounts ---------------------------------------------------------------------------------------------------


@given(st.text(string.digits, min_size=24, max_size=24), st.booleans(), st.sampled_from(["", " ", "\u00a0"]))
def test_a_polish_account_is_found_with_the_country_and_without(rest: str, has_country: bool, gap: str):
    iban = iban_of("PL", rest)
    groups = [iban[2:4], *(iban[n : n + 4] for n in range(4, 28, 4))]
    written = ("PL" if has_country else "") + gap.join(groups)
    assert kinds(f"Proszę wpłacać na {written}, tytułem: zaliczka.") == [("account", written)]


@given(st.sampled_from([("DE", 18), ("GB", 18), ("FR", 23), ("NO", 11), ("MT", 27)]), st.data())
def test_accounts_of_other_countries(country: tuple[str, int], data):
    code, length = country
    rest = data.draw(st.text(string.digits, min_size=length, max_size=length))
    iban = iban_of(code, rest)
    assert is_iban(iban)
    assert kinds(f"Konto {iban}.") == [("account", iban)]


@pytest.mark.parametrize(
    "text",
    ["GB82 WEST 1234 5698 7654 32", "PL61 1090 1014 0000 0712 1981 2874", "61 1090 1014 0000 0712 1981 2874"],
)
def test_accounts_of_textbooks(text: str):
    assert kinds(text) == [("account", text)]


@pytest.mark.parametrize(
    "text",
    [
        "PL62 1090 1014 0000 0712 1981 2874",
        "PL61109010140000071219812874A",
        "XX82WEST12345698765432",
        "Rozdział DE12 i dalsze strony od 100 do 230",
        "1234 5678 9012 3456",
    ],
)
def test_what_only_looks_like_an_account(text: str):
    assert kinds(text) == []


# --- Phones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "600 123 456",
        "600-123-456",
        "600123456",
        "+48 600 123 456",
        "+48600123456",
        "0048 600 123 456",
        "(+48) 600 123 456",
        "22 123 45 67",
        "(22) 123 45 67",
        "(22) 123-45-67",
        "22 123-45-67",
        "022 123 45 67",
        "+48 22 123 45 67",
        "+48 (22) 123 45 67",
        "22/123 45 67",
    ],
)
def test_phones_as_poles_write_them(number: str):
    assert kinds(f"Zapytaj pana Nowaka, {number}, rano.") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "tel. 600123456",
        "tel.:600123456",
        "Telefon: 221234567",
        "kom. 600 123 456",
        "Zadzwoń pod 600 000 000",
        "mój numer: 600 123 456",
        "tel: 123456789",
    ],
)
def test_the_word_before_says_that_it_is_a_phone(text: str):
    assert [kind for kind, _text in kinds(text)] == ["phone"]


@given(st.sampled_from(["600", "512", "790", "885"]), st.integers(0, 999), st.integers(1, 999))
def test_every_mobile_number_in_groups(first: str, second: int, third: int):
    number = f"{first} {second:03} {third:03}"
    assert kinds(f"Mój numer to {number}.") == [("phone", number)]


INNOCENT = """
W 2026 roku, 24.11.2026, o 12:30, w pokoju 123, na 4. piętrze.
Dz.U. 2024 poz. 773; Dz.U.2024.773; Dz. U. z 2011 r. Nr 14, poz. 67; M.P. z 2025 r. poz. 1120
Dz.Urz. UE L 119 z 4.5.2016, s. 1
art. 61a § 1 k.p.a. w zw. z art. 5 ust. 1 lit. f rozporządzenia (UE) 2016/679
II SA/Wa 1234/20, III CZP 12/21, C-453/21, K 23/11
Umowa za 600 123 456,00 zł; 512 345 678 zł; budżet 600 000 000; 500 000 000 PLN; 666 111 222 EUR
600 123 456 mieszkańców, 123 456 789 szt.; 1 600 123 456; 600 123 456 789
ISBN 978-83-01-00000-1, ISBN 9788301000011, ISSN 1234-5678
umowa nr 600123456, NIP 525-000-11-22, NIP 5250001122, REGON 600123456, KRS 0000123456
CPV 72000000-5, kod 00-950, EAN 5901234123457
E = mc², x = 600123456, $a = 600 123 456$, 2^600123456, π ≈ 3,14159265358979
10.0.0.1, 192.168.100.200, v1.22.2024, Python 3.11.2, EN 301 549 v3.2.1
2026-11-24T16:00:00+01:00, 20261124160000
U3RhcnkgdGVrc3Qg600123456WiBsaXRlcmFtaQ==
data:image/png;base64,iVBORw0KGgo600123456AAAANSUhEUgAA44051401359==
3f2504e0-4f89-11d3-9a0c-0305e82c3301, sha256:44051401359aabbccdd
https://urzad.example/sprawa/600123456?id=22-123-45-67, www.urzad.example/ABC.123.77.2026
[tu](https://urzad.example/600123456)
WARSZAWA.12.05.2026, A.12.2026, RAPORT.2026, FV/12/2026, DZ.123.77.2026
tabela 22 33 44 55 66 77, wiersze 12 13 14
Skala 1:500 000, 52.2297, 21.0122; 52°13′47″N
"""


@pytest.mark.parametrize("line", [line for line in INNOCENT.splitlines() if line.strip()])
def test_what_an_office_writes_every_day_is_left_alone(line: str):
    assert kinds(line) == []


# --- Cases ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign",
    [
        "ABC.123.77.2026",
        "ABC.0210.77.2026.JK",
        "DKS-II.1431.5.2026",
        "WO-I.1431.5.2020.AB",
        "AAA.BBB.1234.2026",
        "DSP.WPL.0210.12.2020",
        "OR.123.77.2.2026",
        "BMŁ-3.5140.12.2025.KKo",
    ],
)
def test_signs_of_cases(sign: str):
    assert kinds(f"W sprawie {sign}, jak niżej.") == [("case", sign)]
    assert kinds(f"Znak sprawy: {sign}.") == [("case", sign)]


# --- Spans ------------------------------------------------------------------------------------------------------


def test_places_are_told_by_line_and_span():
    text = "Dzień dobry,\ntel. 600 123 456\n\nPESEL 44051401359"
    found = find(text)
    assert found == [Found(Kind.PHONE, 18, 29, "600 123 456"), Found(Kind.PESEL, 37, 48, "44051401359")]
    assert [line_of(text, one) for one in found] == [2, 4]
    assert [one.bare for one in found] == ["600123456", "44051401359"]


@given(st.text(st.sampled_from("0123456789 .-/+()PLABC\n$"), max_size=200))
def test_spans_are_in_order_apart_and_inside(text: str):
    found = find(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str):
    find(text)


def test_a_long_text_is_read_quickly():
    for text in (
        "1" * 60_000,
        "12 " * 20_000,
        "AB." * 20_000,
        "+48 " * 15_000,
        "A1" * 30_000,
        "$" * 60_000,
        "tel " * 15_000,
    ):
        find(text)
