"""What is kept no longer goes by itself, and can be seen before."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from ognisko.activity.models import Event
from ognisko.audit.models import Entry
from ognisko.communities.models import Invitation
from ognisko.discussions.actions import delete_post, edit_post
from ognisko.discussions.models import Draft, Post, PostVersion, ReadPosition
from ognisko.mail.models import Letter
from ognisko.people.actions import give_role
from ognisko.people.models import Person, SignInLink
from ognisko.privacy import retention
from ognisko.privacy.actions import set_period
from ognisko.privacy.models import Erasure, InactivityWarning
from ognisko.testing import PASSWORD

OFFICER, WHO = "adam.cichon", "krzysztof.mielnik"


@pytest.fixture
def officer(world) -> Person:
    give_role(world.people[OFFICER], kind="data_protection_officer", by=None)
    return Person.objects.get(handle=OFFICER)


def away_for(who: Person, *, days: int) -> None:
    """Nobody else is away."""
    long_ago = timezone.now() - timedelta(days=days)
    Person.objects.update(last_login=timezone.now())
    Person.objects.filter(pk=who.pk).update(last_login=long_ago)
    Event.objects.filter(actor=who).update(at=long_ago)


def rows_of(key: str, outcomes) -> int:
    return next(outcome.rows for outcome in outcomes if outcome.rule.key == key)


def test_a_dry_run_says_what_would_go_and_changes_nothing(world, frozen):
    who = world.people[WHO]
    Draft.objects.create(person=who, place="thread:1", text="stary", saved_at=timezone.now() - timedelta(days=366))
    Draft.objects.create(person=who, place="thread:2", text="nowy", saved_at=timezone.now() - timedelta(days=364))
    said = StringIO()
    call_command("purge", "--dry-run", stdout=said)
    assert Draft.objects.filter(person=who).count() == 2
    (line,) = [line for line in said.getvalue().splitlines() if "discussions.drafts" in line]
    assert line.split()[0] == "1"
    call_command("purge", stdout=StringIO())
    assert list(Draft.objects.filter(person=who).values_list("text", flat=True)) == ["nowy"]
    assert Entry.objects.get(event="purged").facts["rows"]["discussions.drafts"] == 1


def test_how_far_somebody_has_read_is_forgotten_after_ninety_idle_days(world, frozen):
    ReadPosition.objects.update(at=timezone.now() - timedelta(days=10))
    kept = ReadPosition.objects.count()
    one = ReadPosition.objects.first()
    ReadPosition.objects.filter(pk=one.pk).update(at=timezone.now() - timedelta(days=91))
    assert rows_of("discussions.read_positions", retention.purge()) == 1
    assert ReadPosition.objects.count() == kept - 1


def test_a_deleted_post_keeps_its_number_and_loses_its_words(world, frozen):
    post = Post.objects.filter(number__gt=1, deleted_at=None).first()
    edit_post(post, by=post.author, text="Inna treść, którą zaraz usunę.")
    delete_post(Post.objects.get(pk=post.pk), by=post.author)
    frozen.shift(timedelta(days=29))
    retention.purge()
    assert Post.objects.get(pk=post.pk).text == "Inna treść, którą zaraz usunę."
    frozen.shift(timedelta(days=2))
    assert rows_of("discussions.deleted_posts", retention.purge()) == 1
    shell = Post.objects.get(pk=post.pk)
    assert (shell.number, shell.text, shell.html) == (post.number, "", "")
    assert PostVersion.objects.filter(post=post).count() == 0
    assert rows_of("discussions.deleted_posts", retention.purge()) == 0


def test_links_letters_and_invitations_go_in_their_time(world, frozen):
    who, community = world.people[WHO], world.communities["eksperci"]
    long_ago = timezone.now() - timedelta(days=800)
    SignInLink.objects.create(person=who, digest="a" * 64, made_at=long_ago)
    Letter.objects.create(key="k", to_address="a@b.example", subject="s", text="t", message_id="m", sent_at=long_ago)
    Invitation.objects.create(community=community, address="a@b.example", purpose="p", made_at=long_ago)
    retention.purge()
    assert SignInLink.objects.count() == 0
    assert Letter.objects.filter(key="k").count() == 0
    assert Invitation.objects.filter(address="a@b.example").count() == 0


def test_an_unused_account_gets_a_letter_and_a_month_later_closes(world, frozen):
    who = world.people["rafal.drozdowski"]
    away_for(who, days=731)
    retention.purge()
    assert list(InactivityWarning.objects.values_list("person", flat=True)) == [who.pk]
    assert Letter.objects.get(to_person=who).subject == "Zamkniemy Twoje konto w Ognisku"
    frozen.shift(timedelta(days=29))
    Person.objects.exclude(pk=who.pk).update(last_login=timezone.now())
    retention.purge()
    assert Letter.objects.filter(to_person=who).count() == 1
    assert Erasure.objects.count() == 0
    frozen.shift(timedelta(days=2))
    retention.purge()
    assert (Erasure.objects.get().person, Erasure.objects.get().door) == (who, "inactive")


def test_who_signs_in_after_the_letter_keeps_the_account(world, frozen):
    who = world.people["rafal.drozdowski"]
    away_for(who, days=731)
    retention.purge()
    frozen.shift(timedelta(days=3))
    Person.objects.filter(pk=who.pk).update(last_login=timezone.now())
    frozen.shift(timedelta(days=40))
    Person.objects.exclude(pk=who.pk).update(last_login=timezone.now())
    retention.purge()
    assert Erasure.objects.count() == 0
    assert InactivityWarning.objects.count() == 0


def test_who_is_here_by_a_living_session_is_not_away(world, frozen, client):
    who = world.people["rafal.drozdowski"]
    client.post("/konto/logowanie/", {"login": who.email, "password": PASSWORD})
    away_for(who, days=731)
    retention.purge()
    assert InactivityWarning.objects.count() == 0


def test_imported_authors_are_no_accounts_and_stay(world, frozen):
    author = Person.objects.create(
        email=None, handle="autor", name="Autor", joined_at=timezone.now() - timedelta(days=5000)
    )
    Person.objects.exclude(email=None).update(last_login=timezone.now())
    retention.purge()
    assert InactivityWarning.objects.filter(person=author).count() == 0


def test_the_office_chooses_the_days(officer, signed_in, frozen):
    client = signed_in(OFFICER)
    page = client.get("/administracja/przechowywanie/")
    form = page.content.decode()
    assert "Szkice" in form
    typed = {rule.key.replace(".", "-"): days for rule, days in retention.table()}
    answer = client.post("/administracja/przechowywanie/", typed | {"discussions-drafts": 60})
    assert answer.status_code == 302
    assert {rule.key: days for rule, days in retention.table()}["discussions.drafts"] == 60
    noted = Entry.objects.get(event="settings_changed").facts
    assert (noted["what"], noted["before"], noted["after"]) == ("retention.discussions.drafts", 365, 60)
    wrong = client.post("/administracja/przechowywanie/", typed | {"discussions-drafts": 5})
    assert wrong.status_code == 422


def test_days_beyond_the_limits_and_of_a_stranger_are_refused(world, officer):
    with pytest.raises(ValidationError):
        set_period("discussions.read_positions", by=officer, days=91)
    with pytest.raises(PermissionDenied):
        set_period("discussions.drafts", by=world.people[WHO], days=60)


def test_the_register_of_processing_names_every_purpose(officer, signed_in):
    page = signed_in(OFFICER).get("/administracja/rejestr-czynnosci/").content.decode()
    for word in (
        "Konto i\xa0profil",
        "Logowanie",
        "Twoje wpisy",
        "Szkice",
        "Co czytasz",
        "Dziennik bezpieczeństwa",
        "RODO",
    ):
        assert word in page, word
