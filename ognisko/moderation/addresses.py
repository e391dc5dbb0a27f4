"""Addresses that lists name many times, made from a prefix without asking the resolver for every row."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8)
def report_prefix(kind: str) -> str:
    """`/zglos/post/`, before the number of a target."""
    return reverse("moderation:report", args=[kind, 0]).removesuffix("0/")
