from django.db import transaction
from django.utils import timezone

from ognisko.discussions import permissions
from ognisko.discussions.actions.writing import locked, must, note
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person


def mark_helped(thread: Thread, post: Post, *, by: Person) -> Thread:
    """The answer that helped: one of a question, by who asked, or by a coordinator or deputy."""
    must(permissions.can_mark_helped(by, thread))
    must(post.thread_id == thread.pk and post.number > 1)
    with transaction.atomic():
        thread = locked(thread)
        must(Post.objects.filter(pk=post.pk, deleted_at=None, hidden_at=None).exists())
        if thread.helped_by_id != post.pk:
            thread.helped_by, thread.helped_at = post, timezone.now()
            thread.save(update_fields=["helped_by", "helped_at"])
            note("discussions.mark_helped", thread, by=by, thread=thread, post=post.pk, author=post.author_id)
    return thread


def unmark_helped(thread: Thread, *, by: Person) -> Thread:
    must(permissions.can_mark_helped(by, thread))
    with transaction.atomic():
        thread = locked(thread)
        if thread.helped_by_id is not None:
            was = thread.helped_by_id
            thread.helped_by = thread.helped_at = None
            thread.save(update_fields=["helped_by", "helped_at"])
            note("discussions.unmark_helped", thread, by=by, thread=thread, post=was)
    return thread
