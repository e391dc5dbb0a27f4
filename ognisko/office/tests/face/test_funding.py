"""The block of the European funds: off until it must be shown; then marks in their order, and words everywhere."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ognisko.mail.actions import write_letter
from ognisko.office import actions
from ognisko.office.models import FundingBlock
from ognisko.office.pictures import clean
from ognisko.office.tests.face.pictures import png

SENTENCE = "Projekt współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego"
TYPED = {
    "is_on": "on",
    "period": "2021-2027",
    "programme": "Fundusze Europejskie dla Rozwoju Społecznego",
    "fund": "Europejski Fundusz Społeczny Plus",
    "sentence_pl": SENTENCE,
    "sentence_en": "Project co-financed by the European Union",
    "project_title": "Urzędy, które się uczą",
    "project_value": "1 234 567,89 zł",
    "contribution": "1000000",
    "aim_pl": "Żeby wiedza **krążyła**.",
    "effects_pl": "Sto praktyk.",
}


def pictures(*slots: str) -> dict[str, SimpleUploadedFile]:
    return {
        f"picture_{slot}": SimpleUploadedFile(f"{slot}.png", png(90 + place, 30)) for place, slot in enumerate(slots)
    }


def switch_on(keeper, *slots: str, **changed: str) -> int:
    return keeper.post(reverse("office:funding"), {**TYPED, **pictures(*slots), **changed}).status_code


def alts(html: str) -> list[str]:
    return re.findall(r'<img class="funding-\w+"[^>]* alt="([^"]*)"', html)


def test_nothing_of_the_union_or_the_state_stands_anywhere_by_default(visitor, signed_in):
    for page in (visitor.get("/"), signed_in("adam.cichon").get("/"), visitor.get("/o-serwisie/")):
        assert "<img" not in page.content.decode()
        assert "funding" not in page.content.decode()
    assert visitor.get(reverse("office:project")).status_code == 404


def test_switched_on_it_stands_on_every_page_in_the_fixed_order(keeper, visitor, signed_in):
    assert switch_on(keeper, "ue", "region", "rp", "fe", region="Województwo Mazowieckie") == 302
    order = [
        "Fundusze Europejskie dla Rozwoju Społecznego",
        "Rzeczpospolita Polska",
        "Dofinansowane przez Unię Europejską",
        "Województwo Mazowieckie",
    ]
    for page in (visitor.get("/"), visitor.get("/nie-ma/"), signed_in("adam.cichon").get("/osoby/")):
        html = page.content.decode()
        assert alts(html) == order
        assert SENTENCE in html.replace("\xa0", " ") or TYPED["sentence_en"] in html


@pytest.mark.parametrize(
    ("period", "slots", "expected"),
    [
        (
            "2014-2020",
            ("fe", "rp", "ue"),
            ["Fundusze Europejskie Wiedza Edukacja Rozwój", "Rzeczpospolita Polska", "Unia Europejska, EFS"],
        ),
        ("2007-2013", ("fe", "ue"), ["Wiedza Edukacja Rozwój", "Unia Europejska, EFS"]),
    ],
)
def test_older_periods_have_their_own_marks(keeper, visitor, period, slots, expected):
    assert switch_on(keeper, *slots, period=period, programme="Wiedza Edukacja Rozwój", fund="EFS") == 302
    assert alts(visitor.get("/prywatnosc/").content.decode()) == expected


def test_in_2014_2020_it_stands_above_the_content_of_the_home_page_and_nowhere_twice(keeper, visitor, signed_in):
    assert switch_on(keeper, "fe", "rp", "ue", period="2014-2020") == 302
    for client in (visitor, signed_in("adam.cichon")):
        html = client.get("/").content.decode()
        assert html.index("funding-marks") < html.index("<main")
        assert html.count("funding-marks") == 1
    assert "funding-marks" in visitor.get("/prywatnosc/").content.decode().split('<footer class="foot">')[1]


@pytest.mark.parametrize("empty", ["programme", "fund", "sentence_pl", "sentence_en", "project_title"])
def test_it_is_not_shown_while_something_is_missing_but_what_was_typed_is_kept(keeper, visitor, empty):
    page = keeper.post(reverse("office:funding"), {**TYPED, **pictures("fe", "rp", "ue"), empty: ""})
    assert page.status_code == 422
    assert f'id="id_{empty}-error"' in page.content.decode()
    block = FundingBlock.objects.get()
    assert (block.is_on, block.period) == (False, "2021-2027")
    assert "funding-marks" not in visitor.get("/").content.decode()


def test_a_mark_that_is_missing_is_named(keeper):
    page = keeper.post(reverse("office:funding"), {**TYPED, **pictures("fe", "rp")})
    assert re.findall(r'id="id_(picture_\w+)-error"', page.content.decode()) == ["picture_ue"]


def test_letters_have_the_sentence_and_no_marks(keeper, ewa):
    switch_on(keeper, "fe", "rp", "ue")
    letter = write_letter(
        key="trial", to="jan@dom.example", subject="Próba", template="mail/letters/trial", context={}, language="pl"
    )
    assert SENTENCE in letter.text
    assert SENTENCE in letter.html
    assert "<img" not in letter.html


def test_letters_have_nothing_of_it_while_it_is_off(ewa):
    letter = write_letter(key="trial", to="jan@dom.example", subject="Próba", template="mail/letters/trial", context={})
    assert "Unii" not in letter.text + letter.html


def test_the_project_has_a_page(keeper, visitor):
    switch_on(keeper, "fe", "rp", "ue")
    html = visitor.get(reverse("office:project")).content.decode().replace("\xa0", " ")
    for words in (
        "Urzędy, które się uczą",
        "<strong>krążyła</strong>",
        "Sto praktyk.",
        "1 234 567,89 zł",
        "1 000 000,00 zł",
    ):
        assert words in html


@pytest.mark.parametrize("amount", ["dużo", "-5", "NaN", "1e99", "Infinity"])
def test_an_amount_is_an_amount(keeper, amount):
    page = keeper.post(reverse("office:funding"), {**TYPED, "project_value": amount})
    assert page.status_code == 422
    assert 'id="id_project_value-error"' in page.content.decode()


def test_it_can_be_switched_off_again(keeper, ewa, visitor):
    switch_on(keeper, "fe", "rp", "ue")
    keeper.post(reverse("office:funding"), {key: value for key, value in TYPED.items() if key != "is_on"})
    assert "funding-marks" not in visitor.get("/").content.decode()
    actions.set_picture("fe", clean(png()), by=ewa)
    assert "funding-marks" not in visitor.get("/").content.decode()
