"""The page of results: what each person finds, how it is shown, and what it costs."""

import time
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from ognisko.communities import actions as community_actions
from ognisko.communities.models import Community
from ognisko.discussions import actions
from ognisko.search.forms import filters_of
from ognisko.search.near import similar_titles
from ognisko.search.query import Filters, search
from ognisko.search.registry import Stranger
from ognisko.search.terms import count_anew
from ognisko.search.tests.test_analysis import BAD

SECRET = "Grzechotnikowo"  # a word that nobody in the world uses


@pytest.fixture
def ewa(world):
    return world.people["ewa.kurowska"]


def found(typed, person, **more):
    return [(result.kind, result.title) for result in search(typed, person=person, **more).found]


def begun(ewa, *, visibility=Community.Visibility.EVERYONE, title="Szambonurek w delegacji", text="Kto za to płaci?"):
    community = community_actions.create_community(
        by=ewa, name=f"Wspólnota {visibility}", topic="Pomagamy sobie.", visibility=visibility
    )
    return actions.begin_thread(community, by=ewa, kind="discussion", title=title, text=text)


def test_a_thread_is_found_at_once_by_another_form_of_its_words(ewa) -> None:
    begun(ewa)
    assert found("szambonurka", Stranger()) == [("thread", "Szambonurek w delegacji")]


def test_a_reply_is_found_at_once_and_a_deleted_one_no_more(ewa) -> None:
    thread = begun(ewa)
    post = actions.reply(thread, by=ewa, text="Odkurzacz przemysłowy grawitonowy.")
    assert [r.object_id for r in search("grawitonowego", person=Stranger()).found] == [post.pk]

    actions.delete_post(post, by=ewa)
    assert found("grawitonowy", Stranger()) == []
    actions.restore_post(post, by=ewa)
    assert [r.object_id for r in search("grawitonowy", person=Stranger()).found] == [post.pk]


def test_an_edited_post_is_found_by_its_new_words_only(ewa) -> None:
    thread = begun(ewa)
    post = actions.reply(thread, by=ewa, text="Grawitonowy odkurzacz.")
    actions.edit_post(post, by=ewa, text="Termojądrowy odkurzacz.")
    assert found("grawitonowy", Stranger()) == []
    assert len(found("termojądrowy", Stranger())) == 1


def test_words_may_be_typed_without_polish_letters(ewa) -> None:
    begun(ewa, title="Zażółcona gęśl")
    assert found("zazolcona gesl", Stranger()) == [("thread", "Zażółcona gęśl")]


def test_the_beginning_of_the_last_word_is_enough(ewa) -> None:
    begun(ewa)
    count_anew()
    assert ("thread", "Szambonurek w delegacji") in found("szam", Stranger())


def test_a_typing_error_still_finds(ewa) -> None:
    begun(ewa)
    count_anew()
    assert ("thread", "Szambonurek w delegacji") in found("szmbonurek", Stranger())


def test_a_phrase_asks_for_words_side_by_side(ewa) -> None:
    begun(ewa, title="Pierwszy", text="grawitonowy odkurzacz stoi")
    begun(ewa, title="Drugi", text="odkurzacz jest grawitonowy", visibility=Community.Visibility.PUBLIC)
    assert found('"grawitonowy odkurzacz"', Stranger()) == [("thread", "Pierwszy")]
    assert len(found("grawitonowy odkurzacz", Stranger())) == 2


def test_a_person_is_found_by_name_and_only_by_who_is_signed_in(ewa, world) -> None:
    assert ("person", ewa.name) in found(ewa.name, ewa)
    page = Client().get("/szukaj/", {"q": ewa.name})
    assert page.status_code == 200
    assert ewa.name not in page.content.decode().split("<main", 1)[1].split('class="filters"')[0]


def test_found_words_are_marked_in_the_text_as_it_was_written(ewa, signed_in) -> None:
    begun(ewa, text="Płaci ten, kto **szambonurka** wysłał & podpisał <b>.")
    page = signed_in("ewa.kurowska").get("/szukaj/", {"q": "szambonurek"}).content.decode()
    assert "<mark>Szambonurek</mark> w delegacji" in page
    assert "<mark>szambonurka</mark> wysłał &amp; podpisał &lt;b&gt;." in page


def test_filters_stand_in_the_address(ewa) -> None:

    thread = begun(ewa)
    other = begun(ewa, title="Szambonurek drugi", visibility=Community.Visibility.PUBLIC)
    chosen = filters_of(QueryDict(f"community={thread.community_id}&kind=thread"))
    assert found("szambonurek", ewa, filters=chosen) == [("thread", "Szambonurek w delegacji")]
    assert found("szambonurek", ewa, filters=filters_of(QueryDict(f"author={other.author_id}&since=2030-01-01"))) == []
    assert filters_of(QueryDict("kind=nonsense&community=x&since=2026-99-99&author=-1")) == filters_of(QueryDict(""))


def test_keywords_are_a_filter(ewa) -> None:

    thread = begun(ewa)
    actions.edit_thread(thread, by=ewa, tags=["Delegacje"])
    assert len(found("szambonurek", ewa, filters=Filters(facet="tag:delegacje"))) == 1
    assert found("szambonurek", ewa, filters=Filters(facet="tag:inne")) == []


def test_keywords_stand_beside_the_results_with_their_polish_letters(ewa, signed_in) -> None:
    actions.edit_thread(begun(ewa), by=ewa, tags=["Podróże służbowe"])
    page = signed_in("ewa.kurowska").get("/szukaj/", {"q": "szambonurek"}).content.decode()
    assert "Podróże\u00a0służbowe" in page or "Podróże służbowe" in page


@pytest.mark.parametrize("typed", BAD)
def test_bad_input_is_answered_quickly(typed: str, signed_in) -> None:
    client = signed_in("ewa.kurowska")
    client.get("/szukaj/", {"q": "rozgrzewka"})
    began = time.process_time()
    response = client.get(f"/szukaj/?q={quote(typed, errors='surrogatepass')}")
    taken = time.process_time() - began  # 0.1 s at the most, where nothing else runs
    assert (response.status_code, taken < 0.5) == (200, True)


def test_nothing_found_says_what_to_try(signed_in) -> None:
    page = signed_in("ewa.kurowska").get("/szukaj/", {"q": "qqqqzzzz"}).content.decode()
    assert "Nic nie ma." in page
    assert "Możesz spróbować tak:" in page


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_results_costs_the_same_queries_however_many(
    number: int, ewa, signed_in, django_assert_num_queries
) -> None:
    for one in range(number):
        begun(ewa, title=f"Szambonurek {one}")
    count_anew()
    client = signed_in("ewa.kurowska")
    client.get("/szukaj/", {"q": "szambonurek"})
    with django_assert_num_queries(6):  # session, person, terms, candidates, texts, names
        client.get("/szukaj/", {"q": "szambonurek"})


def test_titles_like_one_that_is_being_typed(ewa) -> None:

    begun(ewa)
    near = similar_titles("szambonurek na delegacji", Stranger(), ["thread"], 1)
    assert [result.title for result in near] == ["Szambonurek w delegacji"]


def test_small_words_of_a_question_are_not_marked(world, signed_in):
    page = signed_in("ewa.kurowska").get("/szukaj/", {"q": "umowa o dzieło"}).content.decode()
    assert "<mark>o</mark>" not in page
    assert "<mark>umowy</mark>" in page
