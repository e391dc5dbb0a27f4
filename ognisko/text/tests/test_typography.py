import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.polish import typography, typography_en, typography_html


def shown(text: str) -> str:
    """~ stands for a no-break space."""
    return text.replace("~", "\u00a0")


POLISH = [
    # one-letter words
    ("Ala i kot w domu", "Ala i~kot w~domu"),
    ("A i o u w z I O U W Z tak", "A~i~o~u~w~z~I~O~U~W~Z~tak"),
    ("(w domu) – z kotem, „o psie”", "(w~domu) – z~kotem, „o~psie”"),
    ("pkt a) i b)", "pkt~a) i~b)"),
    ("ala z", "ala z"),
    ("Kowalski's w", "Kowalski’s w"),
    # numbers and units
    ("90 dni, 5 kg, 15 %, 3 tys. zł i 2 mln euro", "90~dni, 5~kg, 15~%, 3~tys.~zł i~2~mln~euro"),
    ("12 345 zł i 1 234 567 osób", "12~345~zł i~1~234~567~osób"),
    ("w 2026 roku 100 osób", "w~2026~roku 100~osób"),
    ("w 2026 r. i w XX w. oraz 2 r.", "w~2026~r. i~w~XX~w. oraz 2~r."),
    ("5 minut, 2 godziny, 10 wspólnot", "5~minut, 2~godziny, 10 wspólnot"),
    # abbreviations
    ("nr 5, godz. 8:15, str. 4, ust. 2, art. 10, § 5", "nr~5, godz.~8:15, str.~4, ust.~2, art.~10, §~5"),
    ("Nr 5 przy ul. Długiej, Art. 3 pkt 2 lit. b", "Nr~5 przy ul.~Długiej, Art.~3~pkt~2 lit.~b"),
    ("dr Ewa, prof. dr hab. Jan", "dr~Ewa, prof.~dr~hab.~Jan"),
    ("kadr ta", "kadr ta"),
    ("s. 12 i t. 3, ale s. Barbara", "s.~12 i~t.~3, ale s. Barbara"),
    # names
    ("J. Kowalski i A. B. Nowak", "J.~Kowalski i~A.~B.~Nowak"),
    ("Pani Anna, Panu Jankowi, pan Tomasz", "Pani~Anna, Panu~Jankowi, pan~Tomasz"),
    ("Szanowna Pani, pani ma", "Szanowna Pani, pani ma"),
    # dates
    ("24 listopada 2026 r., 1 maja", "24~listopada 2026~r., 1~maja"),
    # quotes
    ('Powiedział: "tak".', "Powiedział: „tak”."),
    ('"To jest "nowy" dom"', "„To jest «nowy» dom”"),
    ("\"On rzekł 'tak' i wyszedł\"", "„On rzekł «tak» i~wyszedł”"),
    ('"„a" b"', "„«a» b”".replace("«a»", "„a”")),
    ('„tekst" i "tekst”', "„tekst” i~„tekst”"),
    ('«a "b" c»', "«a~„b” c»"),
    ('("x"), "y"; "z"?', "(„x”), „y”; „z”?"),
    ('ekran 24" i rura 5"', 'ekran 24" i~rura 5"'),
    ('"Ekran 24" kosztuje"', '„Ekran 24" kosztuje”'),
    ('"Rok 1984" to książka', "„Rok 1984” to książka"),
    ('niedomknięty "cytat', 'niedomknięty "cytat'),
    ('wyraz"wyraz', 'wyraz"wyraz'),
    ('""', '""'),
    ("'tak' zostaje", "'tak' zostaje"),
    ("rock'n'roll, d'Artagnan", "rock’n’roll, d’Artagnan"),
    # dashes and ranges
    ("Ala - kot -- pies", "Ala – kot – pies"),
    ("biało-czerwony e-mail", "biało-czerwony e-mail"),
    ("2024-2026, 2024 - 2026, 2024 – 2026", "2024–2026, 2024–2026, 2024–2026"),
    ("9:00-10:30, 9:00 - 10:30, 9.00-10.30", "9:00–10:30, 9:00–10:30, 9.00–10.30"),
    ("5-6 osób, 24-26 listopada, 10-15%", "5–6~osób, 24–26~listopada, 10–15%"),
    ("str. 5-7, art. 10-12, § 3-4", "str.~5–7, art.~10–12, §~3–4"),
    ("00-950 Warszawa, 22-123-45-67", "00-950 Warszawa, 22-123-45-67"),
    ("2026-11-24, DP-2024-2026, COVID-19", "2026-11-24, DP-2024-2026, COVID-19"),
    ("ISO 9001-2015-x, v1.2-3", "ISO 9001-2015-x, v1.2-3"),
    ("- pozycja", "- pozycja"),
    ("-5 stopni", "-5 stopni"),
    # ellipsis
    ("Czekaj... [...] a/.../b ....", "Czekaj… […] a/.../b ...."),
]


@pytest.mark.parametrize(("typed", "expected"), POLISH)
def test_polish_is_set_as_a_typesetter_would(typed: str, expected: str) -> None:
    assert typography(typed) == shown(expected)


@pytest.mark.parametrize("typed", [typed for typed, _ in POLISH])
def test_setting_twice_changes_nothing(typed: str) -> None:
    assert typography(typography(typed)) == typography(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('She said "yes".', "She said “yes”."),
        ('"A "new" house"', "“A ‘new’ house”"),
        ("'Yes', she said", "‘Yes’, she said"),
        ("It's the dogs' house, rock'n'roll", "It’s the dogs’ house, rock’n’roll"),
        ("in the '90s", "in the ’90s"),
        ("a 5\" nail, 6' tall", "a 5\" nail, 6' tall"),
        ("2024-2026 - wait...", "2024–2026 – wait…"),
        ("a man in a hat", "a man in a hat"),
    ],
)
def test_english_has_its_own_quotes_and_ordinary_spaces(typed: str, expected: str) -> None:
    assert typography_en(typed) == expected
    assert typography_en(expected) == expected


# fmt: off
PIECES = (
    "a", "w", "Pani", "Jan", "J.", "nr", "5", "12", "2024", "-", "–", "--", "...", '"', "'", " ", " ", " ",
    "  ", "9:00", "10:30", "r.", "zł", "tys.", "1 000", "000", "listopada", "XX", "w.", "„", "”", "«", "»",
    "(", ")", ",", ".", "art.", "§", "%", "\u00a0", "\n", "I", '"x"', "s.", "’", "“", "‘", "90s", "\ufdd0",
    "\ufdd1",
)
# fmt: on

WORDS = st.lists(
    st.sampled_from(PIECES),
    max_size=14,
).map("".join)


@given(st.one_of(WORDS, st.text()))
def test_setting_any_text_twice_changes_nothing(typed: str) -> None:
    once, once_en = typography(typed), typography_en(typed)
    assert typography(once) == once
    assert typography_en(once_en) == once_en


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ala w <b>domu</b></p>", "<p>Ala w~<b>domu</b></p>"),
        ("<p><b>w</b> domu, <i>90</i> dni</p>", "<p><b>w</b>~domu, <i>90</i>~dni</p>"),
        ('<p>"<em>cytat</em>"</p>', "<p>„<em>cytat</em>”</p>"),
        ('<p>"a</p><p>b"</p>', '<p>"a</p><p>b"</p>'),
        ("<p>w <code>w domu</code></p>", "<p>w~<code>w domu</code></p>"),
        ("<pre>w domu <b>i w</b> x</pre>w domu", "<pre>w domu <b>i w</b> x</pre>w~domu"),
        ('<span class="formula">$w domu$</span> w domu', '<span class="formula">$w domu$</span> w~domu'),
        (
            '<a title="w domu" href="/a?b=1&amp;c">i w &amp; x</a>',
            '<a title="w domu" href="/a?b=1&amp;c">i~w~&amp; x</a>',
        ),
        ('<i title="a > b">w x</i>', '<i title="a > b">w~x</i>'),
        ("a &lt; b &quot;c&quot; 5 &lt;", "a~&lt; b „c” 5 &lt;"),
        ("<a href='/x'>https://a.pl/2024-2026</a>", "<a href='/x'>https://a.pl/2024-2026</a>"),
        ("<!-- w domu --> w domu < 5", "<!-- w domu --> w~domu &lt; 5"),
        ("", ""),
    ],
)
def test_only_the_text_between_tags_is_set(html: str, expected: str) -> None:
    assert typography_html(html) == shown(expected)
    assert typography_html(shown(expected)) == shown(expected)


def test_english_pages_are_set_in_english() -> None:
    assert typography_html('<p>"a <b>house</b>"</p>', "en") == "<p>“a <b>house</b>”</p>"
