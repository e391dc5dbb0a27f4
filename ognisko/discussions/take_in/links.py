from collections.abc import Iterable

from ognisko.discussions.models import Post, Thread, ThreadLink
from ognisko.discussions.take_in.known import keys_of
from ognisko.discussions.take_in.rows import LinkRow


def take_in_links(rows: Iterable[LinkRow]) -> int:
    """Links between threads that the source knows; those with a missing end are left out. How many are new."""
    links = list(rows)
    posts = keys_of(Post, [link.post for link in links])
    threads = keys_of(Thread, [link.thread for link in links])
    wanted = {
        (posts[link.post], threads[link.thread]): link.is_duplicate
        for link in links
        if link.post in posts and link.thread in threads
    }
    there = set(ThreadLink.objects.filter(thread__in=set(threads.values())).values_list("post_id", "thread_id"))
    own = set(Post.objects.filter(pk__in={post for post, _thread in wanted}).values_list("pk", "thread_id"))
    new = [
        ThreadLink(post_id=post, thread_id=thread, is_duplicate=is_duplicate)
        for (post, thread), is_duplicate in wanted.items()
        if (post, thread) not in there | own
    ]
    ThreadLink.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
    return len(new)
