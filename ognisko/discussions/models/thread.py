from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community
from ognisko.people.models import Person
from ognisko.text.polish import slugify

HIDDEN_TITLE = _("A thread hidden by moderation")


class Tag(models.Model):
    """A keyword of one community."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(_("keyword"), max_length=60)
    slug = models.SlugField(max_length=60)
    description = models.TextField(blank=True)  # Markdown
    description_html = models.TextField(blank=True, editable=False)
    thread_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "slug"], name="tag_once_in_a_community")]

    def __str__(self) -> str:
        return self.name


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, person: Any) -> Self:
        return self.filter(community__in=Community.objects.visible_to(person).values("pk"))

    def latest(self) -> Self:  # type: ignore[override]
        return self.order_by("-last_post_at", "-pk")

    def open_questions(self) -> Self:
        return self.filter(kind=Thread.Kind.QUESTION, helped_by=None, closed_at=None)


class Thread(models.Model):
    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        DISCUSSION = "discussion", _("discussion")
        ANNOUNCEMENT = "announcement", _("announcement")
        EXPERIENCE = "experience", _("experience")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(_("title"), max_length=200)
    slug = models.CharField(max_length=80, blank=True, editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="threads")
    tags = models.ManyToManyField(Tag, blank=True, related_name="threads")
    begun_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    helped_by = models.ForeignKey("discussions.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    helped_at = models.DateTimeField(null=True)

    # Kept beside the thread, so that a list is one query.
    post_count = models.PositiveIntegerField(default=0)  # also the number of the last post
    last_post_at = models.DateTimeField(default=timezone.now)
    last_author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_at = models.DateTimeField(null=True)  # its first post is hidden, and so is the title
    external_id = models.CharField(max_length=200, unique=True, null=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["community", "-last_post_at", "-id"], name="thread_latest_in_community"),
            models.Index(fields=["community", "kind", "-last_post_at", "-id"], name="thread_latest_of_kind"),
            models.Index(fields=["-last_post_at", "-id"], name="thread_latest"),
            models.Index(
                fields=["community", "-begun_at", "-id"],
                condition=Q(kind="question", helped_by=None, closed_at=None),
                name="thread_open_questions",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = "" if self.hidden_at else slugify(self.title)[:80]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("discussions:thread", args=[self.pk, self.slug or "-"])

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    def hush(self, person: Any) -> None:
        """For a page: a hidden title is read by its author alone."""
        if self.hidden_at and self.author_id != person.pk:
            self.title = str(HIDDEN_TITLE)
