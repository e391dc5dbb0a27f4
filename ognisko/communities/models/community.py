from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import Organisation, Person
from ognisko.text.polish import fold, sort_key


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Any) -> Self:
        """Public ones to all; open ones to all signed in; chosen organisations' to their people; all to members.

        A guest sees the public ones and those they joined.
        """
        if not person.is_authenticated:
            return self.filter(visibility=Community.Visibility.PUBLIC)
        mine = person.memberships.current().values("community_id")
        if person.is_guest:
            return self.filter(Q(visibility=Community.Visibility.PUBLIC) | Q(pk__in=mine))
        chosen = Q(visibility=Community.Visibility.ORGANISATIONS, organisations=person.organisation_id)
        visible = Q(visibility__in=Community.SEEN_BY_ALL_SIGNED_IN) | Q(pk__in=mine)
        if person.organisation_id:
            visible |= Q(pk__in=Community.objects.filter(chosen).values("pk"))
        return self.filter(visible)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Community(models.Model):
    """A community of practice with its charter in the first form, and counts kept beside it for lists."""

    class Visibility(models.TextChoices):
        EVERYONE = "everyone", _("everyone signed in")
        ORGANISATIONS = "organisations", _("people of chosen organisations")
        MEMBERS = "members", _("members only, hidden from others")
        PUBLIC = "public", _("public, also without signing in")

    class Entry(models.TextChoices):
        OPEN = "open", _("open: whoever wants joins")
        ON_REQUEST = "on_request", _("on request: a coordinator agrees first")
        BY_INVITATION = "by_invitation", _("by invitation")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("every week")
        FORTNIGHTLY = "fortnightly", _("every two weeks")
        MONTHLY = "monthly", _("every month")
        BIMONTHLY = "bimonthly", _("every two months")
        QUARTERLY = "quarterly", _("every three months")

    class Area(models.TextChoices):
        ORGANISATION = "organisation", _("organisation of work")
        PEOPLE = "people", _("people and work")
        LAW = "law", _("law and procurement")
        PROGRAMMES = "programmes", _("programmes and finance")
        CLIENTS = "clients", _("serving the public")
        OTHER = "other", _("other")

    SEEN_BY_ALL_SIGNED_IN = (Visibility.EVERYONE, Visibility.PUBLIC)

    slug = models.SlugField(max_length=80, unique=True)  # random for a hidden one, so that it reserves no name
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)
    folded_name = models.CharField(max_length=160, editable=False, db_index=True)
    topic = models.CharField(_("topic in one sentence"), max_length=300)
    folded_text = models.CharField(max_length=600, editable=False, default="")  # name and topic, for the filter
    for_whom = models.TextField(_("for whom"), blank=True)
    questions = models.JSONField(_("questions"), default=list)  # list of strings; so are the next two
    covers = models.JSONField(_("what it covers"), default=list)
    does_not_cover = models.JSONField(_("what it does not cover"), default=list)
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm, default=Rhythm.MONTHLY)
    rhythm_note = models.CharField(_("rhythm in words"), max_length=160, blank=True)
    rules = models.TextField(_("rules"), blank=True)  # Markdown
    rules_html = models.TextField(blank=True, editable=False)
    area = models.CharField(_("area"), max_length=20, choices=Area, default=Area.OTHER)
    language = models.CharField(_("language of content"), max_length=2, default="pl")

    visibility = models.CharField(max_length=14, choices=Visibility, default=Visibility.EVERYONE)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    entry = models.CharField(max_length=14, choices=Entry, default=Entry.OPEN)

    founder = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    founded_at = models.DateTimeField(default=timezone.now)
    member_count = models.PositiveIntegerField(default=0)
    thread_count = models.PositiveIntegerField(default=0)
    last_activity_at = models.DateTimeField(default=timezone.now)
    external_id = models.CharField(max_length=200, unique=True, null=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="community_in_order"),
            models.Index(fields=["-last_activity_at", "-id"], name="community_lately_active"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key, self.folded_name = sort_key(self.name)[:400], fold(self.name)[:160]
        self.folded_text = fold(f"{self.name} {self.topic}")[:600]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("communities:show", args=[self.slug])

    @property
    def is_hidden(self) -> bool:
        return self.visibility == self.Visibility.MEMBERS

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC
