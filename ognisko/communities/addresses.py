"""Addresses of pages that lists name many times, made from a prefix without asking the resolver for every row."""

from functools import lru_cache

from django.urls import reverse


def community_address(slug: str) -> str:
    return _before("communities:show", "-").format(slug)


def person_address(pk: int) -> str:
    return _before("people:show", 0).format(pk)


@lru_cache(maxsize=8)
def _before(name: str, stand_in: str | int) -> str:
    return reverse(name, args=[stand_in]).replace(f"/{stand_in}/", "/{}/")
