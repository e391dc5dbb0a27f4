from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.discussions.models.thread import Thread
from ognisko.people.models import Person, Unit


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, person: Any) -> Self:
        """Of the hidden ones, only one's own."""
        visible = Community.objects.visible_to(person).values("pk")
        shown = Q(hidden_at=None) | Q(author=person.pk) if person.is_authenticated else Q(hidden_at=None)
        return self.filter(shown, thread__community__in=visible, deleted_at=None)

    def in_order(self) -> Self:
        return self.order_by("number")

    def after(self, number: int) -> Self:
        """The key of paging: posts of a thread are numbered 1, 2, 3… without gaps in the order they were written."""
        return self.filter(number__gt=number)


class Post(models.Model):
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()  # 1 is the post that begins the thread
    answers = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="answered_by")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    author_unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")  # at that time
    text = models.TextField()  # Markdown, as typed
    html = models.TextField(editable=False)  # rendered and sanitised once, when written
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # by moderation, which keeps who and why
    thanks_count = models.PositiveIntegerField(default=0)  # with those without names that an import brought

    external_id = models.CharField(max_length=200, unique=True, null=True)
    source_url = models.URLField(max_length=500, blank=True)
    attribution = models.CharField(max_length=300, blank=True)  # author line and licence that a source asks for

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="post_numbered_once")]
        indexes = [
            models.Index(fields=["author", "-written_at"], name="post_of_author"),
            models.Index(fields=["author", "thread"], name="post_of_author_in_thread"),  # where somebody writes
        ]

    def __str__(self) -> str:
        return f"{self.thread} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("discussions:post", args=[self.pk])


class PostVersion(models.Model):
    """The text as it was before an edit."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    html = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_small = models.BooleanField(default=False)  # „drobna zmiana”: tells nobody

    def __str__(self) -> str:
        return f"{self.post} · {self.replaced_at:%Y-%m-%d %H:%M}"


class Thanks(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="thanks_given")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="thanked_once")]

    def __str__(self) -> str:
        return f"{self.person} → {self.post}"


class Mention(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="mentioned_once")]

    def __str__(self) -> str:
        return f"{self.post} @{self.person}"


class ThreadLink(models.Model):
    """A link from a post to another thread, so that the other one can say who refers to it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="thread_links")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="linked_from")
    is_duplicate = models.BooleanField(default=False)  # the source says that both ask the same

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "thread"], name="thread_linked_once")]

    def __str__(self) -> str:
        return f"{self.post} → {self.thread}"
