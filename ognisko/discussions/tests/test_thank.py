import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.discussions import actions
from ognisko.discussions.models import Post
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OBSERVER, OUTSIDER

HTMX = {"HX-Request": "true"}


def test_thanks_are_given_and_taken_back(world, thread, signed_in, say):
    post = say(MEMBER, "Proszę bardzo.")
    client = signed_in(ASKER)

    given = client.post(reverse("discussions:thank", args=[post.pk]))
    post.refresh_from_db()
    assert given.url == f"{thread.get_absolute_url()}#wpis-{post.pk}"
    assert (post.thanks_count, post.thanks.get().person) == (1, world.people[ASKER])

    client.post(reverse("discussions:take_back_thanks", args=[post.pk]))
    post.refresh_from_db()
    assert (post.thanks_count, post.thanks.count()) == (0, 0)
    assert list(
        Event.objects.filter(target_id=post.pk, target_kind="discussions.post").values_list("verb", flat=True)
    ) == [
        "discussions.reply",
        "discussions.thank",
        "discussions.take_back_thanks",
    ]


def test_with_htmx_the_sentence_and_the_button_change_in_place(signed_in, say):
    post = say(MEMBER, "Proszę.")
    actions_of = reverse("discussions:take_back_thanks", args=[post.pk])

    answer = signed_in(ASKER).post(
        reverse("discussions:thank", args=[post.pk]), headers={**HTMX, "Accept-Language": "pl"}
    )

    assert "Dziękuje: Ty." in answer.content.decode()
    assert actions_of in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_thanking_twice_is_thanking_once(world, say):
    post = say(MEMBER, "Proszę.")

    actions.thank(post, by=world.people[ASKER])
    actions.thank(post, by=world.people[ASKER])
    actions.take_back_thanks(post, by=world.people[ASKER])
    actions.take_back_thanks(post, by=world.people[ASKER])

    post.refresh_from_db()
    assert post.thanks_count == 0


def test_nobody_thanks_themself_and_no_outsider_thanks(world, signed_in, say):
    post = say(MEMBER, "Dziękuję sobie.")

    assert signed_in(MEMBER).post(reverse("discussions:thank", args=[post.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.thank(post, by=world.people[OUTSIDER])
    actions.thank(post, by=world.people[OBSERVER])


def test_thanks_are_a_sentence_of_names_and_never_a_number_alone(world, thread, signed_in, say):
    post = say(MEMBER, "Każdy z tego korzysta.")
    thankful = ["adam.cichon", "sylwia.kot", "urszula.maj", "marek.olszak", "justyna.pawlik"]
    for handle in thankful:
        actions.thank(post, by=world.people[handle])
    address = thread.get_absolute_url()
    polish = {"Accept-Language": "pl"}

    def sentence(handle):
        return signed_in(handle).get(address, headers=polish).content.decode()

    assert "Dziękują: Adam Cichoń, Sylwia Kot, Urszula Maj i 2 osoby." in sentence(MEMBER)
    assert "Dziękują: Ty, Adam Cichoń, Sylwia Kot i 2 osoby." in sentence("justyna.pawlik")


def test_thanks_that_an_import_brought_have_no_names(world, thread, signed_in, say):
    post = say(MEMBER, "Z archiwum.")
    Post.objects.filter(pk=post.pk).update(thanks_count=5)

    assert (
        "Dziękuje 5 osób."
        in signed_in(DEPUTY).get(thread.get_absolute_url(), headers={"Accept-Language": "pl"}).content.decode()
    )
    actions.thank(post, by=world.people[ASKER])
    assert (
        "Dziękują: Adam Cichoń i 5 osób."
        in signed_in(DEPUTY).get(thread.get_absolute_url(), headers={"Accept-Language": "pl"}).content.decode()
    )
