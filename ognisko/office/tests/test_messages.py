from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import ngettext, override

from ognisko.office.management import catalogues
from ognisko.office.management.staleness import path_of, stale_catalogues

ONE, MANY = "%(num)s letter", "%(num)s letters"


@pytest.fixture
def house(tmp_path, settings):
    """A package with one app, whose words are in Python and in a template."""
    settings.PACKAGE, settings.APPS = tmp_path / "house", ["shop"]
    templates = tmp_path / "house" / "shop" / "templates" / "shop"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text(
        "<p>{% trans %}\n  A long\n  sentence\n{% endtrans %}</p>\n"
        '{% trans name="x" %}Hello {{ name }}{% endtrans %} {{ _("Bread") }} {{ pgettext("shop", "open") }}\n'
        "{% trans num=3 %}{{ num }} roll{% pluralize %}{{ num }} rolls{% endtrans %}\n"
    )
    (tmp_path / "house" / "shop" / "models.py").write_text('name = gettext_lazy("price")\n')
    return path_of("shop")


def fill(path: Path, words: dict[str, object]) -> None:
    catalogue = catalogues.read("shop")
    for message in catalogues.texts_of(catalogue):
        key = message.id if isinstance(message.id, str) else message.id[0]
        message.string = words.get(key, message.string)
    path.write_bytes(catalogues.dumped(catalogue))


POLISH = {
    "A long sentence": "Długie zdanie",
    "Hello %(name)s": "Dzień dobry, %(name)s",
    "Bread": "Chleb",
    "open": "otwarte",
    "price": "cena",
    "%(num)s roll": ("bułka", "%(num)s bułki", "%(num)s bułek", "%(num)s bułki"),
}


def test_texts_come_from_code_and_templates_and_keep_their_polish(house):
    assert catalogues.update("shop") == (6, 6)
    fill(house, POLISH)
    assert catalogues.update("shop") == (6, 0)
    assert catalogues.faults("shop") == []


def test_a_second_run_changes_nothing(house):
    catalogues.update("shop")
    written = house.read_bytes()
    catalogues.update("shop")
    assert house.read_bytes() == written
    assert b"page.html:" not in written and b"Date" not in written


def test_a_text_that_left_the_code_leaves_the_catalogue(house):
    catalogues.update("shop")
    (settings.PACKAGE / "shop" / "models.py").write_text("")
    assert catalogues.faults("shop")[0].startswith("no longer in the code: 'price'")
    catalogues.update("shop")
    assert b"price" not in house.read_bytes()


def test_the_check_names_every_fault(house):
    catalogues.update("shop")
    fill(house, {**POLISH, "Bread": "", "Hello %(name)s": "Dzień dobry, %(imię)s", "%(num)s roll": ("", "", "", "")})
    (settings.PACKAGE / "shop" / "models.py").write_text('gettext("price") + gettext("sum")\n')
    with pytest.raises(CommandError, match="4 faults"):
        call_command("messages", check=True)


def test_a_changed_catalogue_is_compiled_once(house):
    catalogues.update("shop")
    assert (stale_catalogues(), catalogues.compile_stale(), stale_catalogues()) == (["shop"], ["shop"], [])


@pytest.mark.parametrize(
    ("forms", "fault"),
    [
        (("jeden list", "%(num)s listy", "%(num)s listów", "%(num)s listu"), None),
        (("%(num)s list", "%(num)s listy", "%(num)s listów", "%(num)s listu"), None),
        (("jeden list", "%(num)s listy", "", "%(num)s listu"), "not translated (four plural forms)"),
        (("jeden list", "%(num)s listy", "%(num)s listów"), "not translated (four plural forms)"),
        (("jeden list", "listy", "%(num)s listów", "%(num)s listu"), "other placeholders than the English"),
        (("%(ile)s list", "%(num)s listy", "%(num)s listów", "%(num)s listu"), "other placeholders than the English"),
    ],
)
def test_plural_forms_are_four_and_name_the_same_things(forms, fault):
    found = [line.split(":")[0] for line in catalogues._faults_of(Message((ONE, MANY), forms))]
    assert found == ([fault] if fault else [])


def test_our_plural_rule_is_that_of_django_so_that_catalogues_merge():
    theirs = Path(catalogues.__file__).parents[0]
    with override("pl"):
        months = [ngettext("%(num)d month", "%(num)d months", count) % {"num": count} for count in (1, 2, 5, 22)]
    assert theirs.exists()
    assert [word.split("\xa0")[-1].split()[-1] for word in months] == ["miesiąc", "miesiące", "miesięcy", "miesiące"]


def test_two_apps_cannot_translate_one_text_differently(house):
    settings.APPS.append("market")
    for app, polish in (("shop", "cena"), ("market", "koszt")):
        path_of(app).parent.mkdir(parents=True, exist_ok=True)
        catalogue = Catalog(locale="pl")
        catalogue.add("price", polish)
        path_of(app).write_bytes(catalogues.dumped(catalogue))
    assert catalogues.conflicts() == ["'price' is 'cena' in shop and 'koszt' in market"]
