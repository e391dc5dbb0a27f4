import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ognisko.audit.models import Entry
from ognisko.office import actions, public_face
from ognisko.office.models import HouseRules
from ognisko.people.actions import find_link, make_link

pytestmark = pytest.mark.django_db
WORDS = "Przenosimy serwis, do około 18:00."


@pytest.fixture(autouse=True)
def _nothing_kept():
    public_face.forget()
    yield
    public_face.forget()


def switched_on(client, words=WORDS):
    return client.post(reverse("office:read_only"), {"words": words})


def test_while_everybody_only_reads_pages_are_read_and_nothing_is_written(keeper, signed_in, world):
    switched_on(keeper)
    adam = signed_in("adam.cichon")
    home = adam.get("/", follow=True)
    assert (home.status_code, WORDS in home.content.decode()) == (200, True)
    for method in (adam.post, adam.put, adam.patch, adam.delete):
        answer = method(reverse("people:profile"))
        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert WORDS in answer.content.decode()
    assert Client().post("/nie-ma-takiej-strony/").status_code == 503


def test_what_somebody_wrote_is_given_back_and_secrets_are_not(keeper, signed_in):
    switched_on(keeper)
    typed = {
        "text": "Dwa zdania, </pre><script>i ani jednego mniej.",
        "password": "moje tajne hasło",
        "kind": "question",
    }
    page = signed_in("adam.cichon").post("/wspolnoty/eksperci/zapytaj/", typed).content.decode()
    assert "Dwa zdania, &lt;/pre&gt;&lt;script&gt;i ani jednego mniej." in page
    assert "tajne" not in page
    assert "question" not in page


def test_people_still_come_in_and_go_out(keeper, world):
    adam = world.people["adam.cichon"]
    adam.set_password("zielone-kasztany-pod-mostem")
    adam.save()
    switched_on(keeper)
    client = Client()
    form = {"login": adam.email, "password": "zielone-kasztany-pod-mostem"}
    assert client.post(reverse("account_login"), form).status_code == 302
    assert client.post(reverse("people:language"), {"language": "en"}).status_code == 302
    assert client.post(reverse("account_logout")).status_code == 302


def test_it_is_switched_off_again_and_both_are_noted(keeper, signed_in, world):
    switched_on(keeper)
    switched_on(keeper, "Jeszcze godzina.")
    assert HouseRules.objects.get().read_only_words == "Jeszcze godzina."
    keeper.post(reverse("office:read_only"), {"off": "1", "words": ""})
    keeper.post(reverse("office:read_only"), {"off": "1"})
    assert signed_in("adam.cichon").post(reverse("people:language"), {"language": "en"}).status_code == 302
    assert list(Entry.objects.filter(event__startswith="read_only").order_by("pk").values_list("event", flat=True)) == [
        "read_only_on",
        "read_only_on",
        "read_only_off",
    ]
    assert WORDS not in keeper.get("/", follow=True).content.decode()


def test_people_are_told_why(keeper):
    answer = switched_on(keeper, "  ")
    assert (answer.status_code, "Powiedz ludziom dlaczego" in answer.content.decode()) == (422, True)
    assert not HouseRules.objects.exclude(read_only_since=None).exists()


def test_everybody_is_signed_out_and_links_are_used_up(keeper, signed_in, world):
    adam = signed_in("adam.cichon")
    token = make_link(world.people["joanna.sobczak"])
    answer = keeper.post(reverse("office:sign_everybody_out"), {"is_sure": "on"}, follow=True)
    assert "Wszystkie osoby są wylogowane" in answer.content.decode()
    for client in (adam, keeper):
        assert client.get(reverse("people:profile")).status_code == 302
    assert find_link(token) is None
    entry = Entry.objects.get(event="everybody_signed_out")
    assert (entry.actor_id, entry.facts) == (world.people["krzysztof.mielnik"].pk, {"sessions": 2})


def test_a_slip_of_the_finger_signs_nobody_out(keeper):
    answer = keeper.post(reverse("office:sign_everybody_out"))
    assert (answer.status_code, "Zaznacz pole" in answer.content.decode()) == (422, True)
    assert Session.objects.count() == 1


def test_the_verbs_ask_too(world):
    adam = world.people["adam.cichon"]
    for act in (
        lambda: actions.begin_read_only(words="x", by=adam),
        lambda: actions.end_read_only(by=adam),
        lambda: actions.sign_everybody_out(by=adam),
        lambda: actions.change_registration("open", domains=[], by=adam),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert HouseRules.objects.count() == 0


def test_reading_costs_nothing_more(keeper, signed_in, django_assert_num_queries):
    """The words of the mode are kept by each process with the face of the office."""
    adam = signed_in("adam.cichon")
    adam.get(reverse("people:sessions"))
    with django_assert_num_queries(3):
        adam.get(reverse("people:sessions"))
