import re
import shutil

import pytest

from ognisko.ui import assets, bundle


def test_a_stylesheet_loses_comments_and_spaces_but_no_string():
    css = '/* why */ a :hover , b { content: "a  /* b */" ; margin : 0 auto }\n\n c{ width:calc( 1px + 2px ) }'
    assert bundle.minified_css(css) == 'a :hover,b{content:"a  /* b */";margin :0 auto}c{width:calc( 1px + 2px )}\n'


def test_each_folder_of_styles_is_one_layer():
    css = bundle.styles(assets.SOURCES / "css")
    assert css.startswith("@layer reset,tokens,base,components,utilities;")
    assert re.findall(r"@layer (\w+)\{", css) == list(bundle.LAYERS)
    assert css.count("{") == css.count("}")


def test_scripts_hold_htmx_first_and_every_behaviour_in_a_scope_of_its_own():
    script = bundle.scripts(assets.HTMX, assets.SOURCES / "js")
    assert script.count('(()=>{"use strict";') == len(list((assets.SOURCES / "js").glob("*.js")))
    assert script.index("htmx") < script.index('(()=>{"use strict";')


@pytest.mark.parametrize("path", sorted((assets.SOURCES / "js").glob("*.js")), ids=lambda path: path.name)
def test_a_behaviour_is_short_and_asks_nothing_the_policy_forbids(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 60
    assert re.findall(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|\.style\b|document\.write", text) == []


def test_the_sprite_has_one_symbol_for_each_icon():
    made = bundle.sprite({"check": '\n  <path d="M1 1" />\n  <path d="M2 2" />\n'})
    assert made == (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        '<symbol id="check" viewBox="0 0 24 24"><path d="M1 1"/><path d="M2 2"/></symbol></svg>\n'
    )


def test_every_icon_that_a_page_names_is_in_the_sprite():
    pages = assets.UI.parent.rglob("templates/**/*.html")
    named = {name for page in pages for name in re.findall(r'icon\("([a-z0-9-]+)"', page.read_text())}
    assert named - set(assets.ICONS.read_text().split()) == set()


def test_the_lock_holds_integrity_and_no_address():
    lock = (assets.UI / "package-lock.json").read_text()
    assert lock.count('"integrity"') == 3
    assert "resolved" not in lock
    assert re.findall(r"https?://[^\"]+\.tgz", lock) == []


@pytest.fixture
def bare_folder(tmp_path, monkeypatch, settings):
    """A machine with no npm, and nothing built yet."""
    monkeypatch.setattr(assets, "BUILT", tmp_path / "package" / "built")
    monkeypatch.setattr(assets, "_npm", lambda: None)
    settings.STATICFILES_DIRS = [tmp_path / "package" / "built"]
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    return tmp_path


def test_without_npm_the_pages_get_styles_and_scripts_and_one_sentence_says_so(bare_folder):
    said = []
    assert assets.build(said.append) is True
    assert [line for line in said if "npm is missing" in line] == [
        "npm is missing: the pages use system fonts and no icons. Install npm and run `ognisko assets`."
    ]
    built = bare_folder / "package" / "built"
    assert sorted(path.name for path in built.iterdir()) == [
        "app-icon.svg",
        "favicon.svg",
        "ognisko.css",
        "ognisko.js",
        "sprite.svg",
        "stamp.txt",
    ]
    assert "@font-face" not in (built / "ognisko.css").read_text()
    assert not assets.is_whole()


def test_a_second_build_does_nothing(bare_folder):
    assets.build(lambda line: None)
    assert assets.build(lambda line: None) is False


def test_a_broken_npm_is_said_and_does_not_stop_the_build(bare_folder, monkeypatch):
    monkeypatch.setattr(assets, "_npm", lambda: [shutil.which("false") or "false"])
    said = []
    assets.build(said.append)
    assert any("npm could not bring fonts and icons" in line for line in said)
