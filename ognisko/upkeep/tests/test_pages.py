"""What an administrator sees of the machine in the product."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.activity.reactions import reactions_to
from ognisko.people.actions import give_role
from ognisko.upkeep import actions
from ognisko.upkeep.administration import failed_last
from ognisko.upkeep.models import Backup

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    person = world.people["krzysztof.mielnik"]
    give_role(person, kind="administrator", by=None)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def backups(world):
    """A good one, a failed one, one that was thinned out."""
    now = timezone.now()
    Backup.objects.create(occasion="night", file="old.backup", size=1, finished_at=now, removed_at=now)
    Backup.objects.create(occasion="night", file="bad.backup", error="No space left on device", finished_at=now)
    Backup.objects.create(
        occasion="night", file="good.backup.age", size=12_345_678, finished_at=now, is_locked=True, digest="ab" * 32
    )


def test_the_state_is_told_in_polish(keeper):
    page = keeper.get(reverse("upkeep:doctor")).content.decode()
    assert "<h1>Stan instalacji</h1>" in page
    assert "Baza odpowiada i ma wszystkie tabele tej wersji." in page
    assert "Proces w tle nigdy tu nie działał." in page


def test_backups_are_listed_with_what_became_of_them(keeper, backups, django_assert_num_queries):
    keeper.get(reverse("upkeep:backups"))
    with django_assert_num_queries(4):
        page = keeper.get(reverse("upkeep:backups")).content.decode()
    assert page.count('<h3 class="entry-title">') == 3
    assert "No space left on device" in page and "12,3 MB" in page and "usunięta ze starości" in page


def test_a_press_of_the_button_asks_the_worker_once(keeper):
    for _press in (1, 2):
        answer = keeper.post(reverse("upkeep:back_up_now"), follow=True)
    wanted = Backup.objects.get()
    assert (wanted.occasion, wanted.asked_by.handle, wanted.finished_at) == ("page", "krzysztof.mielnik", None)
    event = Event.objects.get(verb="upkeep.ask_for_backup")
    assert (event.target_id, len(reactions_to(event.verb))) == (wanted.pk, 1)
    assert "Kopia powstaje w tle." in answer.content.decode() and "disabled" in answer.content.decode()


def test_who_keeps_nothing_may_not_ask(world):
    with pytest.raises(actions.PermissionDenied):
        actions.ask_for_backup(by=world.people["adam.cichon"])
    assert Backup.objects.count() == 0


def test_a_failed_one_waits_on_the_page_of_administration(keeper, backups):
    assert failed_last() == 0
    Backup.objects.create(occasion="night", error="No space left on device", finished_at=timezone.now())
    assert failed_last() == 1


def test_both_pages_are_among_the_tools(keeper):
    page = keeper.get(reverse("home:administration")).content.decode()
    assert reverse("upkeep:doctor") in page and reverse("upkeep:backups") in page
