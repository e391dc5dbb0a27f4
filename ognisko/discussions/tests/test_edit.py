import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.activity.models import Event
from ognisko.discussions import actions
from ognisko.discussions.models import Thread
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER, OUTSIDER


def test_an_edit_keeps_the_former_text(world, thread, signed_in, say):
    post = say(MEMBER, "Protokół podpisuje naczelnik.")

    answer = signed_in(MEMBER).post(
        reverse("discussions:edit", args=[post.pk]), {"text": "Protokół podpisuje dyrektor.", "is_small": "on"}
    )

    post.refresh_from_db()
    assert answer.url == f"{thread.get_absolute_url()}#wpis-{post.pk}"
    assert post.html == "<p>Protokół podpisuje dyrektor.</p>\n"
    version = post.versions.get()
    assert (version.text, version.is_small) == ("Protokół podpisuje naczelnik.", True)
    assert Event.objects.get(verb="discussions.edit").facts["is_small"] is True


def test_the_history_shows_word_by_word_what_changed(world, thread, signed_in, say):
    post = say(MEMBER, "Protokół podpisuje <naczelnik>.")
    actions.edit_post(post, by=world.people[MEMBER], text="Protokół podpisuje dyrektor.")
    actions.edit_post(post, by=world.people[MEMBER], text="Protokół zwykle podpisuje dyrektor.", is_small=True)

    page = signed_in(OUTSIDER).get(reverse("discussions:history", args=[post.pk])).content.decode()

    assert "podpisuje <del>&lt;naczelnik&gt;</del><ins>dyrektor</ins>." in page
    assert "Protokół<ins> zwykle</ins> podpisuje dyrektor." in page
    assert page.count("drobna zmiana") + page.count("small change") == 1


def test_the_same_text_again_changes_nothing(world, say):
    post = say(MEMBER, "Bez zmian.")

    actions.edit_post(post, by=world.people[MEMBER], text="Bez zmian.\n")

    assert post.versions.count() == 0
    assert Event.objects.filter(verb="discussions.edit").exists() is False


@pytest.mark.parametrize("handle", [ASKER, DEPUTY, OUTSIDER])
def test_nobody_edits_a_post_of_another(world, signed_in, say, handle):
    post = say(MEMBER, "Moje.")

    assert signed_in(handle).post(reverse("discussions:edit", args=[post.pk]), {"text": "Cudze."}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.edit_post(post, by=world.people[handle], text="Cudze.")


def test_an_edit_changes_whom_the_post_mentions(world, say):
    post = say(MEMBER, "Zapytaj @sylwia.kot.")
    actions.edit_post(post, by=world.people[MEMBER], text="Zapytaj @adam.cichon.")

    assert list(post.mentions.values_list("person__handle", flat=True)) == ["adam.cichon"]


def test_the_author_changes_title_kind_and_keywords(world, thread, signed_in):
    address = reverse("discussions:edit_thread", args=[thread.pk, thread.slug])
    old = thread.get_absolute_url()

    answer = signed_in(ASKER).post(address, {"kind": "discussion", "title": "Odbiór wspólny", "tags": "odbiór"})

    thread.refresh_from_db()
    assert (thread.kind, thread.title, thread.slug) == ("discussion", "Odbiór wspólny", "odbior-wspolny")
    assert list(thread.tags.values_list("slug", flat=True)) == ["odbior"]
    assert answer.url == thread.get_absolute_url()
    assert signed_in(ASKER).get(old).url == thread.get_absolute_url()


def test_a_question_that_becomes_a_discussion_has_no_answer_that_helped(world, thread, say):
    post = say(MEMBER, "Tak.")
    actions.mark_helped(thread, post, by=world.people[ASKER])

    changed = actions.edit_thread(thread, by=world.people[ASKER], kind=Thread.Kind.DISCUSSION)

    assert changed.helped_by is None


def test_a_deputy_may_put_keywords_in_order_and_a_member_may_not(world, thread):
    actions.edit_thread(thread, by=world.people[DEPUTY], tags=["porządek"])

    with pytest.raises(PermissionDenied):
        actions.edit_thread(thread, by=world.people[MEMBER], tags=[])
    assert thread.tags.get().thread_count == 1
    actions.edit_thread(thread, by=world.people[DEPUTY], tags=[])
    assert world.communities["eksperci"].tags.get(slug="porzadek").thread_count == 0
