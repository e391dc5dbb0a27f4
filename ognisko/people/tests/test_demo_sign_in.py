import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


def enter(client, handle="ewa.kurowska"):
    return client.post(reverse("people:demo_sign_in", args=[handle]))


@pytest.mark.usefixtures("_demo")
def test_the_cast_signs_in_by_one_click(client, world):
    page = client.get(reverse("account_login")).content.decode()
    assert page.count('action="/demo/') == 36
    assert "Krajowe Biuro Rejestrów Publicznych" in page

    assert enter(client).url == "/"
    assert client.session["_auth_user_id"] == str(world.people["ewa.kurowska"].pk)


def test_outside_the_demo_there_is_no_such_page(client, world):
    assert enter(client).status_code == 404
    assert "/demo/" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    "sender",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.5"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.5"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "::ffff:10.0.0.1"},
    ],
)
def test_only_this_machine_itself_enters_so(world, sender):
    client = Client(**sender)

    assert enter(client).status_code == 404
    assert "/demo/" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_every_address_of_this_machine_will_do(world, address):
    assert enter(Client(REMOTE_ADDR=address)).status_code == 302


@pytest.mark.usefixtures("_demo")
def test_a_visit_changes_nothing_and_nobody_unknown_comes_in(client, world):
    assert client.get("/demo/ewa.kurowska/").status_code == 405
    assert enter(client, "nikt").status_code == 404


@pytest.mark.usefixtures("_demo")
def test_a_form_from_another_site_is_refused(world):
    assert enter(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.usefixtures("_demo")
def test_the_list_says_who_carries_what_but_nothing_of_hidden_communities(client, world):
    page = client.get(reverse("account_login")).content.decode()

    assert "Konferencje i seminaria urzędu" in page
    assert world.communities["zmiany-kadrowe"].name not in page
    assert "likwidacja" not in page
