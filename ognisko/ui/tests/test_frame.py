"""The frame of every page, its macros, and the pages of errors."""

import json
import re

import pytest
from django import forms
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation

from ognisko.ui import errors, health, links

FORM = """{% from "ui/forms.html" import field, summary, csrf %}{{ csrf("token") }}{{ summary(form) }}
{% for name in form.fields %}{{ field(form, name) }}{% endfor %}"""


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the door", max_length=20)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Areas", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I agree", required=False)


def rendered(source: str, **names: object) -> str:
    return engines["jinja2"].from_string(source).render(names)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_a_field_ties_label_hint_error_and_widget_together():
    html = rendered(FORM, form=Sample({"name": "", "kind": "a"}))
    assert re.findall(r'<label for="id_name">([^<]+)</label>', html) == ["Name"]
    assert re.findall(r'<input[^>]* name="name"[^>]*aria-describedby="([^"]+)"', html) == ["id_name-hint id_name-error"]
    assert re.findall(r'id="(id_name-\w+)"', html) == ["id_name-hint", "id_name-error"]


def test_the_summary_takes_focus_and_leads_to_the_field():
    html = rendered(FORM, form=Sample({"name": "", "kind": "a"}))
    assert re.findall(r'<div class="summary"[^>]*\bautofocus', html) != []
    assert re.findall(r'<li><a href="#([^"]+)">', html) == ["id_name"]


def test_a_form_without_errors_has_no_summary():
    assert "summary" not in rendered(FORM, form=Sample({"name": "Ewa", "kind": "a"}))


def test_choices_are_a_fieldset_with_a_legend_and_what_may_stay_empty_says_so():
    html = rendered(FORM, form=Sample())
    assert re.findall(r"<legend>(\w+)", html) == ["Kind", "Areas"]
    assert html.count("(optional)") == 1


def test_what_is_typed_is_shown_back_and_does_nothing():
    html = rendered(FORM, form=Sample({"name": '"><script>x</script>'}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_editor_names_every_tool_and_keeps_what_is_typed():
    source = (
        '{% from "ui/editor.html" import editor %}{{ editor("e", "text", value=text, label="Reply", draft_place="x") }}'
    )
    html = rendered(source, text="</textarea><b>&")
    assert len(re.findall(r'<button type="button"[^>]* aria-label="[^"]+"', html)) == 7
    assert "\n&lt;/textarea&gt;&lt;b&gt;&amp;</textarea>" in html


def test_the_editor_speaks_the_language_of_each_page():
    source = '{% from "ui/editor.html" import editor %}{{ editor("e", "text") }}'
    assert 'aria-label="Bold"' in rendered(source)
    with translation.override("pl"):
        assert 'aria-label="Pogrubienie"' in rendered(source)


def test_a_plain_letter_keeps_its_ampersands():
    environment = engines["jinja2"].env
    assert environment.autoescape("a/letters/x.txt") is False
    assert environment.autoescape("a/letters/x.html") is True


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.csrf_failure, 403),
        (errors.not_found, 404),
        (errors.too_many, 429),
    ],
)
def test_an_error_page_says_what_happened_and_what_to_do(client, view, status):
    request = client.get("/healthz").wsgi_request
    answer = view(request)
    html = answer.content.decode()
    assert answer.status_code == status
    assert re.findall(r'<p class="in-margin side">(\d+)</p>', html) == [str(status)]
    assert html.count("<h1>") == 1
    assert 'class="button second"' in html


def test_a_failure_is_shown_without_a_person_a_session_or_a_database():
    answer = errors.server_error(RequestFactory().get("/"))
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Something failed on our side" in html
    assert "<form" not in html


def test_a_host_that_is_not_ours_gets_the_page_of_a_bad_request(settings):
    settings.ALLOWED_HOSTS = ["ognisko.example"]
    answer = Client(headers={"host": "evil.example"}).get("/healthz")
    assert answer.status_code == 400


def test_a_missing_page_is_shown_in_the_language_of_the_reader(db):
    answer = Client(headers={"accept-language": "pl"}).get("/nie-ma-takiej/")
    assert answer.status_code == 404
    assert "Nie ma takiej strony" in answer.content.decode()
    assert '<html lang="pl">' in answer.content.decode()


def test_the_look_is_chosen_by_a_cookie_and_nothing_else(client):
    for value, attribute in (
        ("dark", 'data-theme="dark"'),
        ("contrast", 'data-contrast="high"'),
        ('"><b>', 'lang="en"'),
    ):
        client.cookies["ognisko_appearance"] = value
        html = client.get("/en/offline/", headers={"accept-language": "en"}).content.decode()
        assert attribute in html.split("<head>")[0]
        assert "<b>" not in html


def test_health_is_plain_and_needs_no_sign_in(client):
    assert client.get("/healthz").content == b"ok"


def test_ready_says_what_is_wrong(db, client, monkeypatch):
    monkeypatch.setattr(health, "_checks", [])
    assert client.get("/readyz").status_code == 200
    health.asked_when_ready(lambda: "The worker does not tick.")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The worker does not tick.")


def test_the_manifest_names_the_app(client):
    about = json.loads(client.get("/manifest.webmanifest").content)
    assert (about["name"], about["start_url"]) == ("Ognisko", "/")


def test_the_service_worker_keeps_the_offline_page_only_and_rules_from_the_root(client):
    answer = client.get("/sw.js")
    kept = json.loads(re.search(r"const kept = (\[.*\]);", answer.content.decode())[1])
    assert kept[0] == links.route("ui:offline")
    assert [address for address in kept[1:] if not address.startswith("/static/")] == []


def test_what_does_not_exist_has_no_link():
    assert links.route("nothing:here") == ""
