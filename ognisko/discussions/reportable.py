"""Posts can be reported and hidden: where they lie and how they look, told to `moderation`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from ognisko.discussions.actions.hiding import hide_post, show_post
from ognisko.discussions.models import Post
from ognisko.moderation.registry import Reportable, Thing, register


def seen(person: Any, pk: int) -> Thing | None:
    return _thing(Post.objects.visible_to(person).filter(pk=pk).select_related("thread__community", "author").first())


def look(pk: int) -> Thing | None:
    return _thing(Post.objects.filter(pk=pk).select_related("thread__community", "author").first())


def _thing(post: Post | None) -> Thing | None:
    if post is None:
        return None
    return Thing(
        kind="post",
        pk=post.pk,
        community=post.thread.community,
        author=post.author,
        title=post.thread.title,
        html=Markup(post.html),  # noqa: S704 - sanitised when it was written
        address=post.get_absolute_url(),
        changed_at=post.edited_at or post.written_at,
        is_gone=post.deleted_at is not None,
    )


register(Reportable(kind="post", name=_("post"), seen=seen, look=look, hide=hide_post, show=show_post))
