from django.db import transaction
from django.db.models import F

from ognisko.discussions import permissions
from ognisko.discussions.actions.writing import must, note
from ognisko.discussions.models import Post, Thanks
from ognisko.people.models import Person


def thank(post: Post, *, by: Person) -> Thanks:
    """Once; not for one's own post."""
    must(permissions.can_thank(by, post) and post.deleted_at is None)
    with transaction.atomic():
        thanks, is_new = Thanks.objects.get_or_create(post=post, person=by)
        if is_new:
            Post.objects.filter(pk=post.pk).update(thanks_count=F("thanks_count") + 1)
            note("discussions.thank", post, by=by, thread=post.thread)
    return thanks


def take_back_thanks(post: Post, *, by: Person) -> None:
    must(permissions.can_thank(by, post))
    with transaction.atomic():
        taken, _of_kind = Thanks.objects.filter(post=post, person=by).delete()
        if taken:
            Post.objects.filter(pk=post.pk, thanks_count__gt=0).update(thanks_count=F("thanks_count") - 1)
            note("discussions.take_back_thanks", post, by=by, thread=post.thread)
