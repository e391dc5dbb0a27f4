from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ognisko.people.guests import seen_by_guest
from ognisko.text.polish import fold, sort_key


class PersonQuerySet(models.QuerySet["Person"]):
    def listed(self) -> Self:
        """People who stand in the directory; authors brought in by an import do not."""
        return self.filter(is_listed=True, is_active=True)

    def able_to_sign_in(self) -> Self:
        return self.filter(is_active=True).exclude(email=None)

    def visible_to(self, person: Any) -> Self:
        """Colleagues see everybody, guests only those of the communities they joined; nobody else sees a person."""
        if not person.is_authenticated:
            return self.none()
        active = self.filter(is_active=True)
        return active.filter(seen_by_guest(person)) if person.is_guest else active


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    class FormOfAddress(models.TextChoices):
        FEMININE = "feminine", _("feminine")
        MASCULINE = "masculine", _("masculine")
        NEUTRAL = "neutral", _("neutral")

    class Appearance(models.TextChoices):
        SYSTEM = "system", _("as in the system")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")
        CONTRAST = "contrast", _("high contrast")

    email = models.EmailField(_("work e-mail"), unique=True, null=True)  # lower case; none for imported authors
    handle = models.CharField(max_length=60, unique=True)  # for @mentions: lower-case ASCII letters, digits, . and -
    name = models.CharField(_("first name and surname"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    folded_name = models.CharField(max_length=200, editable=False)

    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.SET_NULL, related_name="people")
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.SET_NULL, related_name="people")
    function = models.CharField(_("function"), max_length=120, blank=True)
    leads_people = models.BooleanField(_("I lead people"), default=False)  # used only in aggregate
    form_of_address = models.CharField(max_length=10, choices=FormOfAddress, default=FormOfAddress.NEUTRAL)

    does = models.TextField(_("what I do"), blank=True)
    can_help = models.TextField(_("what I can help with"), blank=True)
    wants_to_learn = models.TextField(_("what I would like to learn"), blank=True)
    has_met_questions = models.BooleanField(
        default=False
    )  # answered or skipped the three questions of the first sign-in

    language = models.CharField(_("language"), max_length=2, blank=True)  # empty: the browser's
    appearance = models.CharField(max_length=10, choices=Appearance, default=Appearance.SYSTEM)

    is_active = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False)  # of no organisation here, came by an invitation
    keeps_place = models.BooleanField(default=False)  # holds some installation role: nobody else is asked for theirs
    unread_notices = models.PositiveIntegerField(default=0)  # lines, kept by `notifications`: no page asks for it
    joined_at = models.DateTimeField(default=timezone.now)
    external_id = models.CharField(max_length=200, unique=True, null=True)  # where an import brought the person from

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=None) | models.Q(email=Lower("email")), name="email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:show", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is derived from the name beside it, on every way a row is written."""
        self.sort_key, self.folded_name = sort_key(surname_first(self.name))[:400], fold(self.name)[:200]
        super().save(*args, **kwargs)

    def has_duty(self, *kinds: str) -> bool:
        """Whether the person holds one of these installation roles. Asked once a request: the answer stays here."""
        if not (self.keeps_place and self.is_active):
            return False
        if "_duties" not in self.__dict__:
            held = self.installation_roles.values_list("kind", flat=True)
            self.__dict__["_duties"] = frozenset(held)
        return not self.__dict__["_duties"].isdisjoint(kinds)

    @property
    def is_author_only(self) -> bool:
        return self.email is None


def surname_first(name: str) -> str:
    *first, surname = name.split() or [""]
    return " ".join([surname, *first])
