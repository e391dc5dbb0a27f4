"""How the office shows itself: name, mark, contact, its own texts; what everybody may see of it."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.office import actions, licences, public_face
from ognisko.office.models import Face, Office, Picture
from ognisko.office.pictures import clean
from ognisko.office.tests.face.pictures import png, svg
from ognisko.testing import NOW

TYPED = {
    "name": "Urząd Gminy Dobra",
    "short_name": "UG Dobra",
    "contact_unit": "Sekretariat",
    "contact_email": "gmina@dobra.example",
    "contact_phone": "22 123 45 67",
    "contact_address": "Rynek 1, Dobra",
    "security_contact": "bezpieczenstwo@dobra.example",
}


def test_an_administrator_names_the_place_and_everybody_sees_it(keeper, visitor):
    mark = SimpleUploadedFile("znak.svg", svg(), "image/svg+xml")
    assert keeper.post(reverse("office:face"), {**TYPED, "picture_office": mark}).status_code == 302
    head = visitor.get("/").content.decode().split("<main")[0]
    assert re.findall(r'<span class="place"><img src="/znak/[0-9a-f]{32}\.svg" [^>]*alt="">([^<]+)', head) == [
        "UG Dobra"
    ]
    assert Office.objects.get().name == "Urząd Gminy Dobra"


def test_a_mark_without_a_short_name_says_the_name(keeper, visitor):
    mark = SimpleUploadedFile("znak.png", png(), "image/png")
    keeper.post(reverse("office:face"), {**TYPED, "short_name": "", "picture_office": mark})
    assert 'alt="Urząd Gminy Dobra"' in visitor.get("/").content.decode().split("<main")[0]


def test_a_mark_can_be_taken_away(keeper, ewa, visitor):
    actions.set_picture("office", clean(png()), by=ewa)
    keeper.post(reverse("office:face"), {**TYPED, "remove_picture": "on"})
    assert Picture.objects.count() == 0
    assert "/znak/" not in visitor.get("/").content.decode()


def test_a_file_that_is_no_mark_is_refused_and_the_rest_stays_typed(keeper):
    page = keeper.post(reverse("office:face"), {**TYPED, "picture_office": SimpleUploadedFile("x.png", b"GIF89a")})
    assert page.status_code == 422
    assert "To nie jest PNG ani SVG" in page.content.decode().replace("\xa0", " ")
    assert 'value="UG Dobra"' in page.content.decode()
    assert Face.objects.filter(short_name="UG Dobra").count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("contact_email", "nie-adres"),
        ("contact_phone", "zadzwoń"),
        ("security_contact", "http://dobra.example"),
        ("security_contact", "javascript:alert(1)"),
        ("short_name", "x" * 31),
    ],
)
def test_what_cannot_be_is_refused_with_a_message(keeper, field, value):
    page = keeper.post(reverse("office:face"), {**TYPED, field: value})
    assert page.status_code == 422
    assert f'id="id_{field}-error"' in page.content.decode()


def test_a_picture_is_served_so_that_nothing_in_it_runs(ewa, visitor):
    picture = actions.set_picture("office", clean(svg()), by=ewa)
    answer = visitor.get(reverse("office:mark", args=[f"{picture.digest}.svg"]))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert visitor.get(reverse("office:mark", args=[f"{picture.digest}.png"])).status_code == 404


def test_the_home_page_shows_the_texts_of_each_language(keeper, visitor):
    typed = {
        "home_heading_pl": "Uczymy się razem",
        "home_text_pl": "To **nasze** miejsce.",
        "home_text_en": "Our *place*.",
    }
    assert keeper.post(reverse("office:texts"), typed).status_code == 302
    polish = visitor.get("/").content.decode()
    assert "Uczymy się razem" in polish
    assert "<strong>nasze</strong>" in polish
    english = Client(headers={"accept-language": "en"}).get("/").content.decode()
    assert "<em>place</em>" in english
    assert "People who do similar work" in english


def test_easy_text_and_film_are_shown_only_when_they_are_there(keeper, visitor):
    empty = visitor.get(reverse("office:about")).content.decode()
    assert "ETR" not in empty
    assert "migowym" not in empty
    film = "https://www.youtube.com/watch?v=abc"
    keeper.post(reverse("office:texts"), {"easy_text_pl": "To jest Ognisko.", "sign_language_film": film})
    full = visitor.get(reverse("office:about")).content.decode()
    assert "To jest Ognisko." in full.replace("\xa0", " ")
    assert f'href="{film}"' in full
    assert "<iframe" not in full


def test_every_change_stands_in_the_security_log_without_what_was_written(keeper, ewa):
    before = Entry.objects.count()
    keeper.post(reverse("office:face"), TYPED)
    entry = Entry.objects.order_by("pk").last()
    assert Entry.objects.count() > before
    assert (entry.event, entry.actor_id, entry.facts["what"]) == ("settings_changed", ewa.pk, "face")
    assert "dobra" not in json.dumps(entry.facts)


def test_nobody_else_changes_it(world, officer):
    for person in (world.people["adam.cichon"], officer):
        with pytest.raises(PermissionDenied):
            actions.change_face(by=person, short_name="X")
        with pytest.raises(PermissionDenied):
            actions.set_picture("office", clean(png()), by=person)
        with pytest.raises(PermissionDenied):
            actions.remove_picture("office", by=person)
        with pytest.raises(PermissionDenied):
            actions.change_funding(by=person, is_on=False)


def test_a_page_asks_no_query_for_the_face(keeper, visitor, django_assert_num_queries):
    keeper.post(reverse("office:face"), TYPED)
    visitor.get("/prywatnosc/")
    with django_assert_num_queries(0):
        assert "UG Dobra" in visitor.get("/prywatnosc/").content.decode()


def test_what_a_rolled_back_change_left_is_not_kept(ewa, monkeypatch):
    actions.change_face(by=ewa, short_name="Nowa")
    assert public_face.public_face().short_name == "Nowa"
    Face.objects.update(short_name="Stara")
    public_face.forget()
    assert public_face.public_face().short_name == "Stara"


def test_security_txt_says_whom_to_write_to_and_until_when_it_holds(keeper, visitor):
    address = "/.well-known/security.txt"
    missing = visitor.get(address)
    assert (missing.status_code, missing.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    keeper.post(reverse("office:face"), TYPED)
    lines = dict(line.split(": ", 1) for line in visitor.get(address).content.decode().splitlines())
    assert lines["Contact"] == "mailto:bezpieczenstwo@dobra.example"
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=90) < expires - NOW < timedelta(days=365)
    assert lines["Canonical"].endswith(address)


def test_licences_are_read_from_what_is_installed_and_from_the_lock(visitor):
    programs = {work.name.lower(): work for work in licences.programs()}
    assert programs["django"].licence == "BSD-3-Clause"
    assert [work.name for work in programs.values() if not work.version] == []
    assert {"pytest", "playwright", "mypy"} & set(programs) == set()
    assert ("lucide-static", "ISC") in {(work.name, work.licence) for work in licences.assets()}
    html = visitor.get(reverse("office:licences")).content.decode()
    assert html.count('<th scope="row">') == len(programs) + len(licences.assets())


@pytest.mark.parametrize("route", ["face", "texts", "funding", "statement", "edit_clause", "problems"])
def test_every_page_of_administration_opens_on_an_empty_installation(keeper, route):
    page = keeper.get(reverse(f"office:{route}"))
    assert page.status_code == 200
    assert reverse("home:administration") in page.content.decode().split('class="crumbs"')[1]
