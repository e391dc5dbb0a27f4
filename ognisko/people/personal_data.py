"""What is kept about a person's account, and what export, erasure and time do with it."""

import secrets
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.utils.translation import gettext, gettext_lazy

from ognisko.people.imports.table import decode
from ognisko.people.models import Assignment, ImportJob, InstallationRole, Merger, Person, SignInLink
from ognisko.people.models.sign_in_link import LIFETIME
from ognisko.personal import Concern, Fate, Held, Retention, StandIns, Traces
from ognisko.search.index import forget

_ = gettext_lazy
DERIVED = ("sort_key", "folded_name")
EMPTY = {"function": "", "does": "", "can_help": "", "wants_to_learn": "", "language": "", "email": None}
EMPTY |= {"external_id": None, "organisation": None, "unit": None, "last_login": None}  # type: ignore[dict-item]
SWITCHED = {"is_active": False, "is_listed": False, "is_guest": False, "leads_people": False, "keeps_place": False}

HELD = [
    Held(
        Person,
        _("your account and profile"),
        "account",
        addresses={},
        mine=("pk",),
        secret=("password", *DERIVED),
        untouched=("password", "email", "handle", "name", *DERIVED),  # of others; one's own row is emptied below
    ),
    Held(Assignment, _("places where you worked"), "place", people={"person": Fate.DELETE}),
    Held(
        InstallationRole,
        _("duties in this installation"),
        "duties",
        people={"person": Fate.DELETE, "given_by": Fate.CLEAR},
    ),
    Held(
        Merger,
        _("accounts of yours that were joined into one"),
        "account",
        people={"double": Fate.KEEP, "into": Fate.KEEP, "by": Fate.CLEAR},
    ),
    Held(
        ImportJob,
        _("tables that you uploaded"),
        "duties",
        people={"made_by": Fate.CLEAR},
        mine=("made_by",),
        secret=("table", "packed_report", "fingerprint"),
        untouched=("fingerprint", "columns", "counts"),
    ),
    Held(
        SignInLink,
        _("one-time links to sign in"),
        "sign_in",
        people={"person": Fate.DELETE},
        secret=("digest",),
        untouched=("digest",),
    ),
    Held(
        EmailAddress,
        _("addresses of your account"),
        "account",
        people={"user": Fate.DELETE},
        addresses={"email": Fate.DELETE},
        mine=("user",),
    ),
    Held(
        Authenticator,
        _("second factors and passkeys"),
        "sign_in",
        people={"user": Fate.DELETE},
        secret=("data",),
        untouched=("data",),
    ),
    Held(
        UserSession,
        _("browsers where you are signed in"),
        "sign_in",
        people={"user": Fate.DELETE},
        secret=("session_key", "data"),
        untouched=("session_key", "user_agent", "ip"),
    ),
]
RETENTION = [
    Retention(
        "people.sign_in_links",
        _("One-time links to sign in"),
        _("A link works for a quarter of an hour; afterwards only its trace is left."),
        1,
        due=lambda before: SignInLink.objects.filter(made_at__lt=before),
    ),
    Retention(
        "people.imports",
        _("Uploaded tables of people"),
        _("A file of people is not kept longer than its import takes."),
        1,
        due=lambda before: ImportJob.objects.filter(made_at__lt=before),
        most=7,
    ),
]
assert LIFETIME.days < 1, "a link that still works would be purged"


def before_erasure(person: Person) -> list[Concern]:
    """The last administrator stays, until somebody else holds the duty too."""
    administrators = InstallationRole.objects.filter(kind=InstallationRole.Kind.ADMINISTRATOR)
    able = administrators.filter(person__is_active=True).exclude(person__email=None)
    if not able.filter(person=person).exists() or able.exclude(person=person).exists():
        return []
    words = gettext("You are the only administrator of this place. First give this duty to somebody else as well.")
    return [Concern(words, is_hard=True)]


def at_erasure(person: Person, stand_in: StandIns) -> None:
    """The row stays for what hangs on it, and says nothing any more."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
    forget(person)
    for name, value in {**EMPTY, **SWITCHED}.items():
        setattr(person, name, value)
    person.name, person.handle = gettext("deleted account"), f"x-{secrets.token_hex(8)}"
    person.password, person.joined_at = make_password(None), datetime(2000, 1, 1, tzinfo=UTC)
    person.form_of_address, person.appearance = Person.FormOfAddress.NEUTRAL, Person.Appearance.SYSTEM
    person.has_met_questions = True
    person.save()


def wipe(traces: Traces) -> None:
    """Sessions of others may name the person in a message; uploaded tables are bytes; other uploads go unread."""
    for session in Session.objects.iterator():
        if traces.found_in(str(session.get_decoded())):
            session.delete()
    for job in ImportJob.objects.exclude(stage__in=ImportJob.WORK).defer("packed_report"):
        if not job.is_table or traces.found_in(decode(bytes(job.table))):
            job.delete()
