"""Contrast by WCAG, computed from the token file itself, for the light, dark and high-contrast looks."""

import re

import pytest

from ognisko.ui.assets import SOURCES

TOKENS = (SOURCES / "css" / "tokens" / "tokens.css").read_text()
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "paper-deep"),
    ("ink", "accent-wash"),
    ("ink", "ember-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "paper-deep"),
    ("accent", "paper"),
    ("accent", "paper-deep"),
    ("accent-deep", "paper"),
    ("accent-deep", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("ember-ink", "paper"),
    ("ember-ink", "ember-wash"),
]
DRAWN_ON_GROUND = [
    ("ember", "paper"),
    ("ember", "ember-wash"),
    ("control", "paper"),
    ("control", "paper-deep"),
    ("focus", "paper"),
    ("focus", "paper-deep"),
    ("accent", "accent-wash"),
]
LOOKS = ("light", "dark", "contrast")


def colours(look: str) -> dict[str, str]:
    pair = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
    root, rest = TOKENS.split(':root[data-theme="light"]', 1)
    found = {name: (light if look == "light" else dark) for name, light, dark in pair.findall(root)}
    if look == "contrast":
        block = rest.split(':root[data-contrast="high"] {')[1].split("}")[0]
        found |= dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_seven_times(look, text, ground):
    found = colours(look)
    assert contrast(found[text], found[ground]) >= 7


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("drawn", "ground"), DRAWN_ON_GROUND)
def test_what_is_drawn_stands_out_three_times(look, drawn, ground):
    found = colours(look)
    assert contrast(found[drawn], found[ground]) >= 3


@pytest.mark.parametrize("look", LOOKS)
def test_a_number_can_be_read_on_every_shade(look):
    found = colours(look)
    assert [step for step in range(5) if contrast(found["ink"], found[f"shade-{step}"]) < 7] == []


def test_every_colour_has_a_light_a_dark_and_a_high_contrast_value():
    named = set(re.findall(r"--([\w-]+): (?:light-dark|#)", TOKENS.split(':root[data-theme="light"]')[0]))
    block = TOKENS.split(':root[data-contrast="high"] {')[1].split("}")[0]
    assert named - set(re.findall(r"--([\w-]+): #", block)) == set()
