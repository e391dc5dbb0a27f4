"""How the database reaches a page of a long list: by the index of its key, never by sorting everything."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ognisko.discussions import parts
from ognisko.discussions.lists import Choice, threads_of
from ognisko.discussions.models import Post, Thread
from ognisko.discussions.tests.conftest import MEMBER


@pytest.fixture
def many(world, thread):
    """Enough rows that an index is worth its while."""
    now = timezone.now()
    for community in world.communities.values():
        rows = [
            Thread(
                community=community,
                title=f"T {n}",
                author=thread.author,
                kind="question" if n % 50 == 0 else "discussion",
                begun_at=now - timedelta(minutes=n),
                last_post_at=now - timedelta(minutes=n),
            )
            for n in range(1_500)
        ]
        Thread.objects.bulk_create(rows)
    Post.objects.bulk_create(
        Post(thread=thread, number=n, author=thread.author, text="Tekst", html="<p>Tekst</p>") for n in range(2, 3_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plan_of(captured, table: str) -> str:
    """What the database says about the query that reads this table."""
    query = next(q["sql"] for q in captured if re.search(rf'FROM "{table}"', q["sql"]) and "EXPLAIN" not in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{query}".replace("%", "%%"))
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("choice", "index"),
    [
        (Choice(), "thread_latest_in_community"),
        (Choice(before="next"), "thread_latest_in_community"),
        (Choice(show="open"), "thread_open_questions"),
    ],
)
def test_a_page_of_threads_is_read_by_its_key(world, many, django_assert_max_num_queries, choice, index):
    if choice.before:
        first = threads_of(world.communities["eksperci"], Choice(), person=world.people[MEMBER])
        choice = Choice(before=first.next_key)

    with django_assert_max_num_queries(4) as captured:
        threads_of(world.communities["eksperci"], choice, person=world.people[MEMBER])

    plan = plan_of(captured.captured_queries, "discussions_thread")
    assert index in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
    assert "Sort" not in plan


@pytest.mark.slow
def test_a_page_of_posts_is_read_by_its_numbers(thread, many, django_assert_num_queries):
    with django_assert_num_queries(1) as captured:
        list(thread.posts.filter(number__gt=1_000, number__lte=1_020).in_order().values_list("pk", "html"))

    plan = plan_of(captured.captured_queries, "discussions_post")
    assert (
        "post_numbered_once" in plan
        or "sqlite_autoindex_discussions_post" in plan
        or "thread_id=? AND number>?" in plan
    )
    assert "TEMP B-TREE FOR ORDER BY" not in plan
    assert "Sort" not in plan


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "index"),
    [(parts._new, "thread_latest_in_community"), (parts._open_here, "thread_open_questions")],
    ids=["new", "waits"],
)
def test_my_week_enters_an_index_once_for_each_community(world, many, make, index):
    queryset = make(world.people[MEMBER].pk, timezone.now() - timedelta(days=14))
    sql, values = queryset.query.sql_with_params()

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", values)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert plan.count(index) == 2  # for the bound, and for the threads above it
