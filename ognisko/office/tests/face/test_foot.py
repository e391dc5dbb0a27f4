"""Links that the law wants on every page: signed out, at sign-in, on pages of errors, before the first run."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from ognisko.office.middleware import FirstRunMiddleware
from ognisko.office.models import Office
from ognisko.ui import errors
from ognisko.ui.links import without_secrets

BOTH = ["/deklaracja-dostepnosci/", "/zglos-problem-z-dostepnoscia/"]


def first_two(html: str) -> list[str]:
    foot = html.split('<footer class="foot">')[1]
    return [address.split("?")[0] for address in re.findall(r'<a href="([^"]+)"', foot)[:2]]


@pytest.mark.parametrize(
    "address",
    ["/", "/konto/logowanie/", "/nie-ma-takiej/", "/prywatnosc/", "/bez-sieci/", "/licencje/", "/o-serwisie/", *BOTH],
)
def test_a_visitor_finds_the_statement_and_the_report_on_every_page(visitor, address):
    page = visitor.get(address if address != "/konto/logowanie/" else reverse("account_login"))
    assert first_two(page.content.decode()) == BOTH


def test_before_the_first_run_too(db):
    Office.objects.all().delete()
    FirstRunMiddleware.is_set_up = False
    client = Client(headers={"accept-language": "pl"})
    assert first_two(client.get(reverse("office:first_run")).content.decode()) == BOTH
    assert client.get("/deklaracja-dostepnosci/").status_code == 200


def test_on_the_pages_of_errors_too(client):
    request = client.get("/healthz").wsgi_request
    with translation.override("pl"):
        for view in (errors.bad_request, errors.forbidden, errors.csrf_failure, errors.not_found, errors.too_many):
            assert first_two(view(request).content.decode()) == BOTH
        assert first_two(errors.server_error(RequestFactory().get("/")).content.decode()) == BOTH


def test_in_english_the_link_leads_to_the_english_statement(world):
    html = Client(headers={"accept-language": "en"}).get("/").content.decode()
    assert first_two(html)[0] == "/en/accessibility-statement/"


def test_the_report_knows_which_page_it_is_about(visitor):
    html = visitor.get("/prywatnosc/").content.decode()
    (address,) = re.findall(r'"(/zglos-problem-z-dostepnoscia/\?[^"]+)"', html)
    form = visitor.get(address).content.decode()
    assert re.search(r'name="page" value="http://[^"]+/prywatnosc/"', form)


def test_a_one_time_key_is_not_carried_into_a_report():
    assert without_secrets("/link/" + "x" * 60 + "/") == "/link/…/"
    assert without_secrets("/wspolnoty/konferencje/") == "/wspolnoty/konferencje/"
