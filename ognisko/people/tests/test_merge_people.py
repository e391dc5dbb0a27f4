import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ognisko.audit.models import Entry
from ognisko.communities.actions import join
from ognisko.communities.models import Consent, Invitation, Membership
from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Mention, Post, Thanks, Thread
from ognisko.people import actions, take_in
from ognisko.people.actions.merging import keys_to_people
from ognisko.people.models import InstallationRole, Merger, Person


@pytest.fixture
def keeper(world):
    """Urszula Maj administers; she is in no way one of those who are merged."""
    actions.give_role(world.people["urszula.maj"], kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    return world.people["urszula.maj"]


@pytest.fixture
def adams(world, keeper):
    """Adam Cichoń came a second time, with another address, before he found that he was here already."""
    double = actions.register_person(email="adam@dawny.example", name="Adam Cichoń", unit=world.units["mrl-bo"])
    return world.people["adam.cichon"], double


def left_of(person):
    """Every row of any package that still names the person."""
    return {
        name: count
        for model, key, name in keys_to_people()
        if (count := model._base_manager.filter(**{key: person}).count())
    }


def test_what_the_double_wrote_and_thanked_for_goes_over(world, keeper, adams):
    keep, double = adams
    thread = Thread.objects.filter(community=world.communities["eksperci"]).order_by("pk").first()
    join(world.communities["eksperci"], by=double)
    written = discussions.reply(thread, by=double, text="U nas robi to kancelaria.")
    thanked = thread.posts.exclude(author__in=[keep, double]).order_by("pk").last()
    discussions.thank(thanked, by=double)
    Thanks.objects.filter(post=thanked, person=keep).delete()
    actions.merge_people(keep, double=double, by=keeper)

    written.refresh_from_db()
    thread.refresh_from_db()
    assert (written.author, thread.last_author) == (keep, keep)
    assert Thanks.objects.filter(post=thanked, person=keep).count() == 1
    assert not Thanks.objects.filter(person=double).exists()


def test_thanks_of_both_for_one_post_count_once_and_nobody_thanks_themself(world, keeper, adams):
    keep, double = adams
    join(world.communities["eksperci"], by=double)
    thread = Thread.objects.filter(community=world.communities["eksperci"]).order_by("pk").first()
    both = thread.posts.exclude(author=keep).order_by("pk").first()
    own = discussions.reply(thread, by=keep, text="Moja odpowiedź.")
    before = Post.objects.get(pk=both.pk).thanks_count
    had = Thanks.objects.filter(post=both, person=keep).exists()
    discussions.thank(both, by=keep)
    discussions.thank(both, by=double)
    discussions.thank(own, by=double)
    actions.merge_people(keep, double=double, by=keeper)

    assert Post.objects.get(pk=both.pk).thanks_count == before + (0 if had else 1)
    assert Post.objects.get(pk=own.pk).thanks_count == 0


def test_a_mention_of_the_double_names_and_links_to_who_is_kept(world, keeper, adams):
    keep, double = adams
    join(world.communities["eksperci"], by=double)
    thread = Thread.objects.filter(community=world.communities["eksperci"]).order_by("pk").first()
    post = discussions.reply(thread, by=keep, text=f"Spytajmy: @{double.handle}, oraz @{double.handle}9.")
    assert f"/{double.pk}/" in post.html
    actions.merge_people(keep, double=double, by=keeper)

    post.refresh_from_db()
    assert post.text == f"Spytajmy: @{keep.handle}, oraz @{double.handle}9."
    assert re.findall(r'href="(/osoby/\d+/)"', post.html) == [f"/osoby/{keep.pk}/"]
    assert Mention.objects.get(post=post).person == keep


def test_nobody_is_made_a_member_by_a_merger_but_invited(world, keeper, adams):
    keep, double = adams
    only_double = world.communities["petycje"]
    for community in (world.communities["eksperci"], only_double):
        join(community, by=double)
    consents = Consent.objects.filter(person=keep).count()
    actions.merge_people(keep, double=double, by=keeper)

    assert Consent.objects.filter(person=keep).count() == consents
    assert set(Membership.objects.filter(person=double).values_list("ended_as", flat=True)) == {"erased"}
    assert list(Invitation.objects.open().to(keep).filter(community=only_double).values_list("person", flat=True)) == [
        keep.pk
    ]
    join(only_double, by=keep, door=Consent.Door.INVITATION)
    assert Membership.objects.current().filter(person=keep, community=only_double).count() == 1


def test_the_only_coordinator_is_not_merged_away(world, keeper, adams):
    _keep, other = adams
    coordinator = world.people["krzysztof.mielnik"]
    with pytest.raises(ValidationError, match="koordynuje"):
        actions.merge_people(other, double=coordinator, by=keeper)

    assert Person.objects.get(pk=coordinator.pk).email == coordinator.email


def test_what_is_left_of_the_double_names_nobody(world, keeper, adams):
    keep, double = adams
    join(world.communities["eksperci"], by=double)
    actions.make_link(double)
    actions.give_role(double, kind=InstallationRole.Kind.PROGRAMME_KEEPER, by=keeper)
    actions.merge_people(keep, double=double, by=keeper)

    double.refresh_from_db()
    assert (double.email, double.name, double.handle) == (None, "–", f"merged-{double.pk}")
    assert (double.is_active, double.is_listed, double.keeps_place, double.unit) == (False, False, False, None)
    assert not double.has_usable_password()
    assert left_of(double) == {
        "people.merger.double": 1,
        "communities.consent.person": 1,
        "communities.membership.person": 1,
    }
    assert Person.objects.get(pk=keep.pk).has_duty(InstallationRole.Kind.PROGRAMME_KEEPER)
    assert Merger.objects.get(double=double).into == keep


def test_places_of_the_double_fill_the_time_before(world, keeper, adams, frozen):
    keep, double = adams
    first = keep.assignments.order_by("since").first()
    double.assignments.update(since=first.since.replace(year=first.since.year - 1))
    actions.merge_people(keep, double=double, by=keeper)

    rows = list(keep.assignments.order_by("since"))
    assert (rows[0].unit, rows[0].until) == (world.units["mrl-bo"], first.since)
    assert Person.objects.get(pk=keep.pk).unit == keep.unit


def test_the_address_of_an_imported_author_is_none_and_the_accounts_stays(world, keeper):
    author = take_in.write_author(external_id="elsewhere:7", name="Adam C.")
    keep = world.people["adam.cichon"]
    actions.merge_people(keep, double=author, by=keeper)

    keep.refresh_from_db()
    assert (keep.email, keep.external_id) == ("adam.cichon@umj.example", "elsewhere:7")


def test_a_merger_is_in_the_security_log(world, keeper, adams):
    keep, double = adams
    actions.merge_people(keep, double=double, by=keeper)

    entry = Entry.objects.get(event="accounts_merged")
    assert (entry.actor_id, entry.target_id, entry.facts) == (keeper.pk, keep.pk, {"double": double.pk})


def test_only_an_administrator_merges_and_never_their_own_account_away(world, keeper, adams):
    keep, double = adams
    with pytest.raises(PermissionDenied):
        actions.merge_people(keep, double=double, by=keep)
    with pytest.raises(PermissionDenied):
        actions.merge_people(keep, double=keeper, by=keeper)


def test_nothing_is_merged_twice(world, keeper, adams):
    keep, double = adams
    actions.merge_people(keep, double=double, by=keeper)
    with pytest.raises((ValidationError, PermissionDenied)):
        actions.merge_people(keep, double=double, by=keeper)
    with pytest.raises((ValidationError, PermissionDenied)):
        actions.merge_people(double, double=world.people["ewa.kurowska"], by=keeper)
