"""What an import gives: plain rows, and what it gets back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ognisko.discussions.models import Thread


@dataclass(frozen=True)
class TagRow:
    name: str
    slug: str = ""  # made from the name when empty
    description: str = ""  # Markdown


@dataclass(frozen=True)
class PostRow:
    external_id: str  # unique in the installation, such as "stackexchange:quantumcomputing:post:12"
    author_id: int  # primary key of a person
    text: str  # Markdown
    written_at: datetime
    answers: str = ""  # external id of the post of the same thread that it comments
    thanks_count: int = 0  # without names
    edited_at: datetime | None = None
    source_url: str = ""
    attribution: str = ""  # author line and licence, where the source asks for them


@dataclass(frozen=True)
class ThreadRow:
    """A thread with its posts; the first begins it and the others follow in the order in which they get numbers."""

    external_id: str
    title: str
    posts: list[PostRow]
    kind: str = Thread.Kind.DISCUSSION
    tags: tuple[str, ...] = ()  # slugs of tags of the community; unknown ones are left out
    helped: str = ""  # external id of the post that helped
    helped_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class LinkRow:
    post: str  # external id of the post that links …
    thread: str  # … to the thread of this external id
    is_duplicate: bool = False


@dataclass
class Taken:
    """What an import added, and what was there before it."""

    threads: int = 0
    posts: int = 0
    threads_known: int = 0
    posts_known: int = 0
    left_out: list[str] = field(default_factory=list)  # external ids of threads that came without a post


Progress = Callable[[int], object]  # called after each batch with the number of posts looked at in it
