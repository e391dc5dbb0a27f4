import re
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.urls import reverse
from django.utils import translation

from ognisko import settings as settings_file
from ognisko.knobs import Knob
from ognisko.office.knob_words import EXPLAINED
from ognisko.office.settings_in_words import settings_in_words, table, with_code

pytestmark = pytest.mark.django_db


def test_every_knob_is_explained_and_nothing_else():
    assert {knob.name for knob in real_settings.KNOBS} == set(EXPLAINED)


def test_every_knob_is_read_before_the_end_of_the_settings():
    code = Path(settings_file.__file__).read_text()
    named = set(re.findall(r'knobs\.\w+\(\s*(?:VAR, )?"([A-Z_]+)"', code))
    assert named - {knob.name for knob in real_settings.KNOBS} == set()


def test_the_page_says_what_each_means_and_where_its_value_comes_from(keeper, settings):
    settings.KNOBS = (
        Knob("PORT", "8080", "8000"),
        Knob("HOST", "", "127.0.0.1"),
        Knob("SMTP_PASSWORD", "tajne-haslo", ""),
        Knob("DATABASE_URL", "postgres://ognisko:tajne@host/o", ""),
    )
    page = keeper.get(reverse("office:settings")).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "PORT port, na którym Ognisko nasłuchuje Ustawione w środowisku: 8080 · domyślnie: 8000" in words
    assert "HOST adres, na którym Ognisko nasłuchuje Domyślnie: 127.0.0.1" in words
    assert "Ustawione w środowisku; tajemnicy nie pokazujemy." in words
    assert "tajne" not in page


def test_names_that_sound_secret_are_secret():
    loud = {name for name, one in EXPLAINED.items() if re.search("PASSWORD|SECRET|TOKEN|DATABASE", name)}
    assert {name for name, one in EXPLAINED.items() if one.is_secret} == loud


def test_the_table_for_the_document_has_a_row_for_each():
    with translation.override("en"):
        rows = table().splitlines()
    assert len(rows) == len(real_settings.KNOBS) + 2
    assert "| `PORT` | `8000` | the port to listen at |" in rows


def test_code_between_backticks_is_set_and_the_rest_escaped():
    assert with_code("write `a<b` & go") == "write <code>a&lt;b</code> &amp; go"
    assert [len(group) > 0 for _words, group in settings_in_words()] == [True] * 7
