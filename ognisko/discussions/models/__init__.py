from ognisko.discussions.models.post import Mention, Post, PostQuerySet, PostVersion, Thanks, ThreadLink
from ognisko.discussions.models.private import Draft, ReadPosition
from ognisko.discussions.models.thread import HIDDEN_TITLE, Tag, Thread, ThreadQuerySet

__all__ = [
    "HIDDEN_TITLE",
    "Draft",
    "Mention",
    "Post",
    "PostQuerySet",
    "PostVersion",
    "ReadPosition",
    "Tag",
    "Thanks",
    "Thread",
    "ThreadLink",
    "ThreadQuerySet",
]
