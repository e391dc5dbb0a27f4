import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.tests.conftest import ASKER, DEPUTY, MEMBER


def test_a_closed_thread_says_so_and_can_be_opened_again(thread, signed_in):
    arguments = [thread.pk, thread.slug]
    signed_in(ASKER).post(reverse("discussions:close", args=arguments))

    closed = signed_in(MEMBER).get(thread.get_absolute_url()).content.decode()
    signed_in(DEPUTY).post(reverse("discussions:reopen", args=arguments))
    opened = signed_in(MEMBER).get(thread.get_absolute_url()).content.decode()

    assert ['id="reply"' in page for page in (closed, opened)] == [False, True]


def test_a_member_does_not_close_the_thread_of_another(world, thread, signed_in):
    assert signed_in(MEMBER).post(reverse("discussions:close", args=[thread.pk, thread.slug])).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.close_thread(thread, by=world.people[MEMBER])
