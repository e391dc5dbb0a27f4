"""The index is renewed when the analyser changes, and search goes on meanwhile."""

import pytest
from django.core.management import call_command

from ognisko.search import reindexing
from ognisko.search.models import Count, Entry, EntryText, Term
from ognisko.search.query import search
from ognisko.search.registry import Stranger
from ognisko.search.terms import beginning_with, count_anew, count_new, similar_to


def found(typed: str) -> list[tuple[str, int]]:
    return [(result.kind, result.object_id) for result in search(typed, person=Stranger()).found]


def test_made_anew_the_index_answers_as_before(world) -> None:
    before = found("konferencja")
    call_command("reindex", verbosity=0)
    assert (len(before) > 1, found("konferencja")) == (True, before)


def test_what_another_analyser_made_is_still_found_and_then_renewed(world) -> None:
    Entry.objects.update(analyser_version="0")
    before = found("konferencja")
    assert before
    seen = []
    reindexing.renew(lambda done, total: seen.append((done, total)))
    assert not Entry.objects.filter(analyser_version="0").exists()
    assert (found("konferencja"), seen[-1]) == (before, (Entry.objects.count(), Entry.objects.count()))


def test_what_is_gone_is_forgotten(world) -> None:
    entry = Entry.objects.filter(kind="post").first()
    Entry.objects.filter(pk=entry.pk).update(object_id=10**9)
    call_command("reindex", verbosity=0)
    assert not Entry.objects.filter(object_id=10**9).exists()


def test_an_index_broken_off_in_the_middle_is_made_whole(world) -> None:
    whole = set(Entry.objects.values_list("kind", "object_id"))
    call_command("reindex", verbosity=0)
    Count.objects.update(renewed=100, renewing_of=len(whole), leased_until=None)
    reindexing.forget_many("post", list(Entry.objects.filter(kind="post").values_list("object_id", flat=True)))
    assert reindexing.renew_what_is_due()
    assert set(Entry.objects.values_list("kind", "object_id")) == whole


def test_only_one_process_renews_at_a_time(world) -> None:
    Count.objects.get_or_create(pk=1)
    assert reindexing._lease()
    assert not reindexing.renew_what_is_due()


def test_counting_what_is_new_comes_to_the_same_as_counting_all(world) -> None:
    count_anew()
    whole = dict(Term.objects.filter(holding__gt=0).values_list("key", "holding"))
    Term.objects.all().delete()
    Count.objects.all().delete()
    count_new()
    assert dict(Term.objects.filter(holding__gt=0).values_list("key", "holding")) == whole
    assert count_new() == 0


def test_words_are_known_by_their_beginning_and_by_one_error(world) -> None:
    count_anew()
    assert all(word.startswith("konf") for word in beginning_with("konf"))
    assert "konferencja" in similar_to("konferncja")


def test_every_thread_post_community_and_person_has_its_entry(world) -> None:
    kinds = {document.kind: document.objects().count() for document in reindexing.documents()}
    there = {kind: Entry.objects.filter(kind=kind).count() for kind in kinds}
    assert (there, EntryText.objects.count()) == (kinds, sum(kinds.values()))


@pytest.mark.parametrize("typed", ["konferencja", "ekspert umowa", '"zwrot kosztów"'])
def test_the_command_prints_what_a_stranger_sees(typed: str, world, capsys) -> None:
    call_command("search", typed, "--json", "--limit", "3")
    assert capsys.readouterr().out.startswith("[")
