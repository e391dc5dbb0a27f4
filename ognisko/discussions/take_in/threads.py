from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from ognisko.activity.models import Event
from ognisko.communities.models import Community
from ognisko.discussions.documents import index_taken_in
from ognisko.discussions.models import Post, Tag, Thread
from ognisko.discussions.take_in.known import keys_of
from ognisko.discussions.take_in.rows import PostRow, Progress, Taken, ThreadRow
from ognisko.text.clean import clean_text
from ognisko.text.excerpt import excerpt
from ognisko.text.markdown import render
from ognisko.text.polish import slugify

BATCH_OF_POSTS = 1_000
TITLE = 200


def take_in_threads(
    community: Community, rows: Iterable[ThreadRow], *, breaks: bool = False, progress: Progress | None = None
) -> Taken:
    """Write the threads that are not here yet, and the posts that a known thread does not have yet.

    `breaks`: a single line break in a text is one, as in chats and mail; Markdown made from HTML says False.
    """
    tags = {tag.slug: tag.pk for tag in community.tags.all()}
    taken = Taken()
    for batch in _batches(rows):
        _take_in_batch(community, batch, tags, taken, breaks)
        if progress:
            progress(sum(len(row.posts) for row in batch))
    _count(community)
    return taken


def _batches(rows: Iterable[ThreadRow]) -> Iterator[list[ThreadRow]]:
    batch: list[ThreadRow] = []
    posts = 0
    for row in rows:
        batch.append(row)
        posts += len(row.posts)
        if posts >= BATCH_OF_POSTS:
            yield batch
            batch, posts = [], 0
    if batch:
        yield batch


def _take_in_batch(
    community: Community, batch: list[ThreadRow], tags: dict[str, int], taken: Taken, breaks: bool
) -> None:
    known = keys_of(Thread, [row.external_id for row in batch])
    known_posts = keys_of(Post, [post.external_id for row in batch for post in row.posts])
    new_posts = [(row, [post for post in row.posts if post.external_id not in known_posts]) for row in batch]
    html = {post.external_id: _html(post, community, breaks) for _row, posts in new_posts for post in posts}

    with transaction.atomic():
        threads = _write_threads(community, batch, known, taken)
        posts = _write_posts(threads, new_posts, html, known_posts)
        _mark(threads, batch, known, known_posts | {key: post.pk for key, post in posts.items()}, posts)
        _write_tags(threads, batch, known, tags)
        _record(community, threads, known, list(posts.values()))
        index_taken_in([thread.pk for thread in threads.values()], [post.pk for post in posts.values()])
    taken.posts += len(posts)
    taken.posts_known += len(known_posts)


def _html(row: PostRow, community: Community, breaks: bool) -> str:
    """Rendered outside the transaction, for it takes longer than the writing."""
    return render(row.text, lang=community.language, breaks=breaks).html


def _write_threads(
    community: Community, batch: list[ThreadRow], known: dict[str, int], taken: Taken
) -> dict[str, Thread]:
    """Threads of the batch by external id, those written before included."""
    new: list[Thread] = []
    for row in batch:
        if row.external_id not in known and row.posts:
            new.append(_thread(community, row))
    Thread.objects.bulk_create(new)
    taken.threads += len(new)
    taken.threads_known += len(known)
    taken.left_out += [row.external_id for row in batch if not row.posts]
    there = Thread.objects.select_for_update().in_bulk(list(known.values()))
    return {thread.external_id or "": thread for thread in [*new, *there.values()]}


def _thread(community: Community, row: ThreadRow) -> Thread:
    title = excerpt(clean_text(row.title), TITLE) or "…"
    first = row.posts[0]
    return Thread(
        community=community,
        external_id=row.external_id,
        kind=row.kind,
        title=title,
        slug=slugify(title)[:80],
        author_id=first.author_id,
        begun_at=first.written_at,
        last_post_at=first.written_at,
        closed_at=row.closed_at,
    )


def _write_posts(
    threads: dict[str, Thread],
    new_posts: list[tuple[ThreadRow, list[PostRow]]],
    html: dict[str, str],
    known_posts: dict[str, int],
) -> dict[str, Post]:
    """In waves: a post that comments another one needs the other one's key, so it is written after it."""
    written: dict[str, Post] = {}
    keys = dict(known_posts)
    waiting: list[tuple[Post, str]] = []
    for row, posts in new_posts:
        inside = {post.external_id for post in row.posts}
        for post_row in posts:
            post = _post(threads[row.external_id], post_row, html[post_row.external_id])
            waiting.append((post, post_row.answers if post_row.answers in inside else ""))
    while waiting:
        ready = [post for post, answers in waiting if not answers or answers in keys]
        if not ready:  # two posts that answer each other: the source is wrong, the texts stay
            ready = [post for post, _answers in waiting]
        for post, answers in waiting:
            post.answers_id = keys.get(answers)
        Post.objects.bulk_create(ready)
        done = {id(post) for post in ready}
        waiting = [pair for pair in waiting if id(pair[0]) not in done]
        written |= {post.external_id or "": post for post in ready}
        keys |= {post.external_id or "": post.pk for post in ready}
    return written


def _post(thread: Thread, row: PostRow, html: str) -> Post:
    thread.post_count += 1
    if row.written_at >= thread.last_post_at:
        thread.last_post_at, thread.last_author_id = row.written_at, row.author_id
    return Post(
        thread=thread,
        number=thread.post_count,
        author_id=row.author_id,
        text=clean_text(row.text),
        html=html,
        written_at=row.written_at,
        edited_at=row.edited_at,
        thanks_count=row.thanks_count,
        external_id=row.external_id,
        source_url=row.source_url[:500],
        attribution=clean_text(row.attribution)[:300],
    )


def _mark(
    threads: dict[str, Thread],
    batch: list[ThreadRow],
    known: dict[str, int],
    keys: dict[str, int],
    posts: dict[str, Post],
) -> None:
    """The answer that helped, and what is counted beside the thread; a choice made here after an import stays."""
    grown = {post.thread_id for post in posts.values()}
    for row in batch:
        thread = threads.get(row.external_id)
        if thread and row.helped in keys and row.external_id not in known:
            thread.helped_by_id = keys[row.helped]
            thread.helped_at = row.helped_at or posts[row.helped].written_at
    fields = ["helped_by", "helped_at", "post_count", "last_post_at", "last_author"]
    Thread.objects.bulk_update([thread for thread in threads.values() if thread.pk in grown], fields, batch_size=200)


def _write_tags(
    threads: dict[str, Thread], batch: list[ThreadRow], known: dict[str, int], tags: dict[str, int]
) -> None:
    through = Thread.tags.through
    rows = [
        through(thread_id=threads[row.external_id].pk, tag_id=tags[slug])
        for row in batch
        if row.external_id in threads and row.external_id not in known
        for slug in dict.fromkeys(row.tags)
        if slug in tags
    ]
    through.objects.bulk_create(rows, ignore_conflicts=True)


def _record(community: Community, threads: dict[str, Thread], known: dict[str, int], posts: list[Post]) -> None:
    begun = [
        _event(
            "discussions.begin_thread", "discussions.thread", thread.pk, thread.author_id, thread.begun_at, community
        )
        for external_id, thread in threads.items()
        if external_id not in known
    ]
    replied = [
        _event("discussions.reply", "discussions.post", post.pk, post.author_id, post.written_at, community)
        for post in posts
        if post.number > 1
    ]
    Event.objects.bulk_create([*begun, *replied])


def _event(verb: str, kind: str, pk: int, author_id: int, at: datetime, community: Community) -> Event:
    return Event(
        verb=verb,
        actor_id=author_id,
        target_kind=kind,
        target_id=pk,
        community_id=community.pk,
        at=at,
        facts={"is_taken_in": True},
        told_at=at,
    )


def _count(community: Community) -> None:
    """Counts kept beside the community and its tags, computed anew once at the end."""
    threads = Thread.objects.filter(community=community).aggregate(number=Count("pk"), latest=Max("last_post_at"))
    latest = threads["latest"]
    with transaction.atomic():
        Community.objects.filter(pk=community.pk).update(
            thread_count=threads["number"],
            last_activity_at=Greatest(Coalesce(F("last_activity_at"), latest), latest) if latest else None,
        )
        of_tag = Thread.objects.filter(tags=OuterRef("pk")).order_by().values("tags")
        number = Subquery(of_tag.annotate(number=Count("pk")).values("number"))
        Tag.objects.filter(community=community).update(thread_count=Coalesce(number, 0))
