"""Addresses of threads and posts: made from a prefix without asking the resolver for every row, and read back."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

_THREAD = re.compile(r"^/(?:watki|en/threads)/(\d{1,18})(?:/|$)")
_POST = re.compile(r"^/(?:wpisy|en/posts)/(\d{1,18})(?:/|$)")


def thread_address(pk: int, slug: str) -> str:
    return f"{_prefix('discussions:thread')}{pk}/{slug or '-'}/"


def post_address(pk: int) -> str:
    return f"{post_prefix()}{pk}/"


def post_prefix() -> str:
    """`/wpisy/`, before the number of a post."""
    return _prefix("discussions:post")


@lru_cache(maxsize=1)
def post_acts() -> dict[str, str]:
    """What follows the address of a post for each act, in the language of the installation: `edit` → `zmien/`."""
    names = ("edit", "history", "delete", "restore", "thank", "take_back_thanks", "mark_helped", "unmark_helped")
    return {name: reverse(f"discussions:{name}", args=[0]).removeprefix(post_address(0)) for name in names}


@lru_cache(maxsize=1)
def thread_acts() -> dict[str, str]:
    """The same for a thread: `edit` → `zmien/`."""
    names = {"reply": "reply", "unread": "unread", "edit": "edit_thread", "close": "close", "reopen": "reopen"}
    names["follow"] = "follow"
    base = thread_address(0, "")
    return {act: reverse(f"discussions:{name}", args=[0, "-"]).removeprefix(base) for act, name in names.items()}


@lru_cache(maxsize=256)
def tag_prefix(community_slug: str) -> str:
    """`/wspolnoty/konferencje/slowa/`, before the slug of a tag."""
    return reverse("discussions:tag", args=[community_slug, "-"]).removesuffix("-/")


def person_prefix() -> str:
    """`/osoby/`, before the number of a person."""
    return _prefix("people:show")


def things_linked(hrefs: tuple[str, ...]) -> tuple[set[int], set[int]]:
    """Numbers of our own threads, and of our own posts, among the links of a text."""
    threads: set[int] = set()
    posts: set[int] = set()
    for path in filter(None, map(_own_path, hrefs)):
        if thread := _THREAD.match(path):
            threads.add(int(thread[1]))
        elif post := _POST.match(path):
            posts.add(int(post[1]))
    return threads, posts


@lru_cache(maxsize=8)
def _prefix(name: str) -> str:
    arguments = {"discussions:thread": [0, "-"]}.get(name, [0])
    return reverse(name, args=arguments).removesuffix("-/").removesuffix("0/")


def _own_path(href: str) -> str:
    """The path of a link to this installation, or nothing."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    is_own = parts.netloc in {"", urlsplit(settings.SITE_URL).netloc}
    return parts.path if is_own and parts.scheme in {"", "http", "https"} else ""
