"""The built fonts: whether every sign that Polish needs is drawn, and how much they weigh."""

import pytest
from fontTools.ttLib import TTFont

from ognisko.ui import assets, kerning

POLISH = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–…"
FONTS = sorted((assets.BUILT / "fonts").glob("*.woff2"))
pytestmark = pytest.mark.skipif(not FONTS, reason="fonts are not built; `ognisko assets` needs npm for them")


@pytest.fixture(params=FONTS, ids=lambda path: path.stem)
def font(request):
    return TTFont(request.param)


def test_three_faces_weigh_less_than_fifty_kilobytes():
    assert len(FONTS) == 3
    assert sum(path.stat().st_size for path in FONTS) < 50 * 1024


def test_every_polish_letter_and_sign_is_drawn(font):
    drawn = font.getBestCmap()
    assert [letter for letter in POLISH + "’•×€−\u00a0" if ord(letter) not in drawn] == []
    assert [letter for letter in POLISH if not font["glyf"][drawn[ord(letter)]].numberOfContours] == []


def test_weights_reach_from_regular_to_bold(font):
    axis = font["fvar"].axes[0]
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_a_letter_with_a_mark_grows_bolder_like_its_bare_letter(font):
    names = font.getBestCmap()
    still = [letter for letter in POLISH[:18] if not font["gvar"].variations.get(names[ord(kerning.bare(letter))])]
    assert still == []


def test_figures_in_tables_keep_one_width(font):
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"tnum", "pnum"} & features != set()


def test_a_polish_letter_is_kerned_like_its_bare_letter(font):
    names = font.getBestCmap()
    tables = kerning._pair_tables(font)
    firsts = {glyph for table in tables for glyph in table.Coverage.glyphs}
    bare_and_marked = [(names[ord(kerning.bare(letter))], names[ord(letter)]) for letter in "ĄĘŁąćęłńśźż"]
    assert [marked for bare, marked in bare_and_marked if bare in firsts and marked not in firsts] == []
