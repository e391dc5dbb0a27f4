"""Whatever is typed comes out as it was typed, and does nothing."""

import json
import re

import pytest
from django.urls import reverse
from lxml import html
from markupsafe import escape

from ognisko.people import actions
from ognisko.people.forms import ProfileForm
from ognisko.people.models import Person
from ognisko.text.clean import clean_text

OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% if True %}{{ person.password }}{% endif %}",
    "%(name)s %s %d {0} {name}",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp; &#60;",
    "\u202eodwrócone\u202c i 👩‍👩‍👧‍👦 z żółcią",
    "Z̤͔ͧ̑̓ä͖̭̈̇lͮ̒ͫǧ̗͚̚o̙̔ͮ̇͐̇",
    "'; DROP TABLE people_person; --",
    "=1+1|cmd",
]
FIELDS = ("name", "function", "does", "can_help", "wants_to_learn")


def strings(real_data):
    found = json.loads((real_data / "security/naughty-strings/blns.json").read_text(encoding="utf-8"))
    sheet = (real_data / "security/owasp-xss/XSS_Filter_Evasion_Cheat_Sheet.md").read_text(encoding="utf-8")
    found += [block.strip() for block in re.findall(r"```[a-z]*\n(.*?)```", sheet, re.S)]
    return list(dict.fromkeys(text for text in found if text.strip()))


def skeleton(page):
    """The elements of a page with their attributes' names: what a text that stays a text cannot change."""
    tree = html.fromstring(page)
    return [(str(element.tag), sorted(element.attrib)) for element in tree.iter() if isinstance(element.tag, str)]


def kept(field, text):
    """What a field keeps of a text; None where the form refuses it."""
    form = ProfileForm({"name": "Ewa Kurowska", field: text})
    return form.cleaned_data[field] if form.is_valid() else None


def assert_inert_and_intact(client, text):
    data = {"form_of_address": "neutral", "name": "Ewa Kurowska", **dict.fromkeys(FIELDS[1:], text)}
    data["name"] = text if kept("name", text) else "Ewa Kurowska"
    data["function"] = text if kept("function", text) else "x"
    assert client.post(reverse("people:profile"), data).status_code == 302, text

    person = Person.objects.get(handle="ewa.kurowska")
    for field in FIELDS:
        assert getattr(person, field) == kept(field, data[field]), (field, text)
    page = client.get(reverse("people:show", args=[person.pk])).content.decode()
    for line in person.does.split("\n"):
        assert str(escape(line)) in page, text
    assert f"<h1>{escape(person.name)}</h1>" in page
    shown, edited = skeleton(page), skeleton(client.get(reverse("people:profile")).content.decode())
    lines = sum(1 for line in person.does.split("\n") if line.strip()) - 1
    return shown, edited, lines


@pytest.fixture
def plain(signed_in):
    """The pages of a person whose texts are plain."""
    return assert_inert_and_intact(signed_in("ewa.kurowska"), "Zwykłe słowa")


def walk(client, plain, texts):
    for text in texts:
        shown, edited, more_lines = assert_inert_and_intact(client, text)
        assert edited == plain[1], text
        paragraphs = [one for one in shown if one != ("p", [])]
        assert paragraphs == [one for one in plain[0] if one != ("p", [])], text
        assert len(shown) == len(plain[0]) + 3 * more_lines, text


def test_own_payloads_come_out_of_a_profile_inert_and_intact(signed_in, plain):
    walk(signed_in("ewa.kurowska"), plain, OWN)


@pytest.mark.real
def test_known_bad_strings_come_out_of_a_profile_inert_and_intact(signed_in, plain, real_data):
    walk(signed_in("ewa.kurowska"), plain, strings(real_data))


@pytest.mark.parametrize("text", [*OWN, "x" * 5000])
@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("account_login", "login"),
        ("account_signup", "email"),
        ("account_reset_password", "email"),
        ("people:link_request", "email"),
    ],
)
def test_what_is_no_address_comes_back_inert(client, world, settings, page, field, text):
    settings.REGISTRATION = "open"
    before = skeleton(client.post(reverse(page), {field: "bez-malpy", "name": "", "password": ""}).content.decode())
    response = client.post(reverse(page), {field: text, "name": "", "password": ""})

    assert response.status_code == 200
    assert skeleton(response.content.decode()) == before


@pytest.mark.parametrize("text", [*OWN, "x" * 5000, "\x00", "%", "_"])
def test_what_is_searched_comes_back_inert(signed_in, text):
    client = signed_in("ewa.kurowska")
    for page in ("people:directory", "people:move"):
        before = skeleton(client.get(reverse(page), {"q": "qqqqqqqq"}).content.decode())
        found = client.get(reverse(page), {"q": text})
        assert found.status_code == 200
        assert not [tag for tag, _names in skeleton(found.content.decode()) if tag == "img"]
        if text not in ("%", "_", "\x00"):
            assert skeleton(found.content.decode()) == before or "error" in found.content.decode()


@pytest.mark.parametrize("text", OWN)
def test_a_name_in_a_letter_and_on_the_page_of_a_link_is_inert(client, world, text):
    person = actions.register_person(email="nowa@umj.example", name=clean_text(text)[:120])
    page = client.get(reverse("people:link", args=[actions.make_link(person)])).content.decode()
    lede = page.partition('<p class="lede">')[2].partition("</p>")[0]

    assert lede == f"Wchodzisz jako: {escape(person.name)}."
