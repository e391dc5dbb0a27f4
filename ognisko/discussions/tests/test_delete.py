import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER


def test_a_deleted_post_leaves_a_quiet_line_and_its_number(world, thread, signed_in, say):
    post = say(MEMBER, "Tajemnica, która wymknęła się z rąk.")
    say(DEPUTY, "Następny.")

    signed_in(MEMBER).post(reverse("discussions:delete", args=[post.pk]))

    page = signed_in(ASKER).get(thread.get_absolute_url()).content.decode()
    assert f'id="wpis-{post.pk}"' in page
    assert "Tajemnica" not in page
    assert "Hanna" not in page
    assert list(thread.posts.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("name", ["post", "history", "edit", "thank", "mark_helped"])
def test_a_deleted_post_cannot_be_reached(world, signed_in, say, name):
    post = say(MEMBER, "Znika.")
    actions.delete_post(post, by=world.people[MEMBER])
    client = signed_in(ASKER)
    address = reverse(f"discussions:{name}", args=[post.pk])

    answer = client.get(address) if name in {"post", "history", "edit"} else client.post(address)

    assert answer.status_code == 404


def test_the_author_restores_it_within_a_month(world, thread, signed_in, say, frozen):
    frozen.shift(60)
    post = say(MEMBER, "Jednak zostaje.")
    signed_in(MEMBER).post(reverse("discussions:delete", args=[post.pk]))
    frozen.shift(29 * 86_400)

    client = signed_in(MEMBER)
    page = client.get(thread.get_absolute_url()).content.decode()
    client.post(reverse("discussions:restore", args=[post.pk]))

    post.refresh_from_db()
    assert reverse("discussions:restore", args=[post.pk]) in page
    assert post.deleted_at is None


def test_after_a_month_it_is_too_late(world, signed_in, say, frozen):
    frozen.shift(60)
    post = say(MEMBER, "Przepada.")
    actions.delete_post(post, by=world.people[MEMBER])
    frozen.shift(31 * 86_400)

    with pytest.raises(PermissionDenied):
        actions.restore_post(post, by=world.people[MEMBER])


def test_nobody_deletes_or_restores_a_post_of_another(world, signed_in, say):
    post = say(MEMBER, "Moje.")
    assert signed_in(DEPUTY).post(reverse("discussions:delete", args=[post.pk])).status_code == 403
    actions.delete_post(post, by=world.people[MEMBER])

    assert signed_in(DEPUTY).post(reverse("discussions:restore", args=[post.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.restore_post(post, by=world.people[DEPUTY])


def test_an_answer_that_helped_helps_no_more_when_deleted(world, thread, say):
    post = say(MEMBER, "Pomogło na chwilę.")
    actions.mark_helped(thread, post, by=world.people[ASKER])
    actions.delete_post(post, by=world.people[MEMBER])

    thread.refresh_from_db()
    assert thread.helped_by is None


def test_a_question_taken_back_alone_closes_its_thread_until_it_is_restored(world, thread):
    post = thread.posts.get()
    actions.delete_post(post, by=world.people[ASKER])
    thread.refresh_from_db()
    assert thread.closed_at is not None

    actions.restore_post(post, by=world.people[ASKER])
    thread.refresh_from_db()
    assert thread.closed_at is None
