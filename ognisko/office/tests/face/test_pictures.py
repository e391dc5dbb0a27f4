"""A mark that somebody uploads: only drawing comes through."""

import re

import pytest

from ognisko.office.pictures import LARGEST, PictureError, clean
from ognisko.office.tests.face.pictures import chunk, png, svg


def test_a_png_loses_everything_but_its_points():
    cleaned = clean(png(90, 30, chunk(b"tEXt", b"Author\0Jan Kowalski"), chunk(b"eXIf", b"gdzie")))
    assert (cleaned.kind, cleaned.width, cleaned.height) == ("png", 90, 30)
    assert cleaned.content == png(90, 30)


def test_a_bomb_a_wrong_sum_and_a_torn_file_are_damaged():
    whole = png()
    for bad in (png(points=b"\0" * 5_000_000), whole[:-20], whole.replace(b"IDAT", b"IDAX"), png(points=b"\0")):
        with pytest.raises(PictureError) as refused:
            clean(bad)
        assert refused.value.reason == "damaged"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kind"),
        (b"GIF89a", "kind"),
        (b"<html><svg/></html>", "kind"),
        (b"<svg", "damaged"),
        (b"x" * (LARGEST + 1), "large"),
        (png(2401, 401), "measure"),
        (png(70, 10), "shape"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "measure"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10"/>', "measure"),
        (svg('<image href="data:image/png;base64,AA"/>'), "inside"),
        (svg("<foreignObject><p/></foreignObject>"), "inside"),
        (svg("<style>@import url(https://evil.example/x.css);</style>"), "styles"),
        (svg("<style>path { fill: url(https://evil.example/x) }</style>"), "styles"),
    ],
)
def test_what_is_no_mark_is_refused_with_the_reason(content, reason):
    with pytest.raises(PictureError) as refused:
        clean(content)
    assert refused.value.reason == reason
    assert refused.value.words


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)" d="M0 0"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>',
        '<path style="fill:url(https://evil.example/x)" d="M0 0"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "<metadata>Jan Kowalski</metadata>",
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        "<!-- Jan Kowalski -->",
        '<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>',
    ],
)
def test_what_could_run_or_reach_outside_is_taken_out(payload):
    made = clean(svg(f'{payload}<path d="M0 0h9v9z" fill="#039"/>')).content.decode()
    assert not re.search(
        r"script|alert|evil|javascript|data:|onload|Kowalski|<animate|<set|<a |handler", made, re.IGNORECASE
    )
    assert 'd="M0 0h9v9z"' in made


def test_entities_bring_no_file_and_no_flood():
    secret = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>")
    assert b"root:" not in clean(secret).content
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    flood = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>'.encode() + svg('<text font-family="&l8;">&l8;</text>')
    try:
        assert len(clean(flood).content) < 10_000
    except PictureError as error:
        assert error.reason == "damaged"


def test_gradients_styles_and_local_links_of_an_honest_mark_stay():
    honest = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#039"/></linearGradient></defs>'
        '<style>.a { fill: #fc0 }</style><path class="a" fill="url(#g)" style="stroke:#039" d="M0 0h9"/>'
        '<use href="#g"/>'
    )
    made = clean(svg(honest)).content.decode()
    for kept in ('fill="url(#g)"', ".a { fill: #fc0 }", 'style="stroke:#039"', 'href="#g"', 'offset="0"'):
        assert kept in made


def test_a_small_mark_is_measured_so_that_it_can_be_seen():
    cleaned = clean(b'<svg xmlns="http://www.w3.org/2000/svg" width="16px" height="8px"/>')
    assert (cleaned.width, cleaned.height) == (64, 32)
    assert b'viewBox="0 0 16 8"' in cleaned.content


def test_cleaning_twice_changes_nothing():
    once = clean(svg()).content
    assert clean(once).content == once
