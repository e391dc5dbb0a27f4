"""The accessibility statement: what it is made of, a draft to begin with, and what keeps it from being published.

Its parts and their order follow „Warunki techniczne publikacji oraz struktura dokumentu elektronicznego deklaracji
dostępności”, version 2.0; the marks of its first versions are kept beside those of the second.
"""

from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.models import AccessibilityStatement, Office
from ognisko.office.public_face import PublicFace, public_face
from ognisko.office.wording import LANGUAGES, Wording, field_name, in_both, missing

WORDINGS = (
    Wording("entity", _("Name of the body"), _("The public body that keeps this site."), rows=1),
    Wording("site_name", _("Name of the site"), rows=1),
    Wording(
        "not_compliant",
        _("What does not comply with the annex to the act"),
        _("One item a line: what cannot be reached, why, and how one can get it in another way."),
        is_required=False,
    ),
    Wording(
        "costs",
        _("What would cost too much"),
        _("As above. The law then asks for an assessment of these costs: give its address above."),
        is_required=False,
    ),
    Wording("exempt", _("What the law does not cover"), _("As above."), is_required=False),
    Wording("amenities", _("Conveniences and limits"), is_required=False),
    Wording("keyboard", _("Keyboard shortcuts")),
    Wording(
        "complaints",
        _("Where a complaint goes"),
        _("The post that answers for it, its address and e-mail. It stands in the description of the procedure."),
    ),
    Wording(
        "applications", _("Mobile applications"), _("Links to them and to their statements; or that there are none.")
    ),
    Wording(
        "architecture",
        _("Access to the building"),
        _("Entrances, lifts, toilets, parking places, assistance dogs, interpreters."),
        rows=8,
    ),
    Wording(
        "communication",
        _("Access to communication and information"),
        _("Sign language, induction loops, text messages, easy texts."),
    ),
)
LISTS = ("not_compliant", "costs", "exempt")
DAYS = ("site_published_on", "site_updated_on", "drawn_up_on", "reviewed_on")
CHOICES = ("status", "method")
CONTACT = ("contact_person", "contact_email", "contact_phone")
PLAIN = (*DAYS, *CHOICES, "auditor", "report_url", "costs_url", *CONTACT)  # what is the same in both languages


def draft() -> AccessibilityStatement:
    """What the administrator goes on writing: the draft, a copy of what is published, or our own beginning."""
    objects = AccessibilityStatement.objects
    return objects.draft() or _copy(objects.newest()) or beginning()


def beginning() -> AccessibilityStatement:
    face, today = public_face(), timezone.localdate()
    office = Office.objects.filter(pk=1).first()
    opened = timezone.localdate(office.created_at) if office else today
    return AccessibilityStatement(
        site_published_on=opened,
        site_updated_on=opened,
        drawn_up_on=today,
        reviewed_on=today,
        method=AccessibilityStatement.Method.SELF,
        contact_person=face.contact_unit,
        contact_email=face.contact_email,
        contact_phone=face.contact_phone,
        texts=in_both(lambda: _texts(face)),
    )


def faults(statement: AccessibilityStatement) -> dict[str, str | Promise]:
    """What keeps a statement from being published: the name of the box and what to do about it."""
    found: dict[str, str | Promise] = {
        name: _("Fill this in.") for name in (*DAYS, *CONTACT) if not getattr(statement, name)
    }
    found |= {name: _("Choose one.") for name in CHOICES if not getattr(statement, name)}
    found |= _faults_of_days(statement)
    if statement.method == AccessibilityStatement.Method.EXTERNAL:
        wanted = {
            "auditor": _("Name the body that made the assessment."),
            "report_url": _("Give the address of its report."),
        }
        found |= {name: words for name, words in wanted.items() if not getattr(statement, name)}
    for language in LANGUAGES:
        found |= _faults_of_lists(statement, language)
    return found | missing(statement, WORDINGS)


def review_deadline(today: date) -> date:
    """The last 31 March that has passed, this day included."""
    this_year = date(today.year, 3, 31)
    return this_year if today > this_year else date(today.year - 1, 3, 31)


def needs_review(statement: AccessibilityStatement, today: date) -> bool:
    """Whether the last deadline passed without a review in its year."""
    return statement.reviewed_on is None or statement.reviewed_on < date(review_deadline(today).year, 1, 1)


def _faults_of_days(statement: AccessibilityStatement) -> dict[str, str | Promise]:
    today = timezone.localdate()
    found: dict[str, str | Promise] = {}
    for name in DAYS:
        day = getattr(statement, name)
        if day and day > today:
            found[name] = _("This day has not come yet. Give the day on which it happened.")
    for earlier, later in (("site_published_on", "site_updated_on"), ("drawn_up_on", "reviewed_on")):
        first, second = getattr(statement, earlier), getattr(statement, later)
        if first and second and second < first:
            found[later] = _("This day is earlier than the one above. Put one of them right.")
    return found


def _faults_of_lists(statement: AccessibilityStatement, language: str) -> dict[str, str | Promise]:
    written = [key for key in LISTS if statement.text(language, key).strip()]
    first = f"{language}_{LISTS[0]}"
    if statement.status == AccessibilityStatement.Status.FULL and written:
        return {
            "status": _("You name what cannot be reached. Then choose “partially compliant”, or empty those boxes.")
        }
    if statement.status in (AccessibilityStatement.Status.PARTIAL, AccessibilityStatement.Status.NONE) and not written:
        return {first: _("Say what cannot be reached, why, and how one can get it in another way.")}
    if "costs" in written and not statement.costs_url:
        return {"costs_url": _("Give the address of the assessment of the costs.")}
    return {}


def _copy(statement: AccessibilityStatement | None) -> AccessibilityStatement | None:
    if statement is None:
        return None
    same = {name: getattr(statement, name) for name in PLAIN}
    return AccessibilityStatement(**same, texts={language: dict(texts) for language, texts in statement.texts.items()})


def _texts(face: PublicFace) -> dict[str, str]:
    where = ", ".join(part for part in (face.contact_address, face.contact_email) if part)
    complaints = gettext("The head of the office: %(name)s") % {"name": face.name}
    return {
        "entity": face.name,
        "site_name": "Ognisko",
        "not_compliant": gettext(
            "- Some posts may have links that do not say where they lead, or tables without headings. "
            "The reason: people write them who do not deal with accessibility every day. "
            "In another way: write to us, and we will describe the content to you or put it right."
        ),
        "costs": "",
        "exempt": "",
        "amenities": gettext(
            "- You can choose a light, a dark or a high-contrast look at the foot of every page.\n"
            "- Text can be made twice as large, and pages work on a narrow screen.\n"
            "- All can be done with the keyboard; the first key leads to the link “Skip to content”.\n"
            "- Nothing moves by itself, and two minutes before your session ends we ask whether you need more time."
        ),
        "keyboard": gettext(
            "The usual shortcuts of the browser work. Besides, after signing in:\n\n"
            "- `/` leads to the search,\n"
            "- `j` and `k` lead to the next and the previous post,\n"
            "- `r` leads to the reply,\n"
            "- `?` shows the list of shortcuts.\n\n"
            "You can switch single keys off: choose “Keyboard shortcuts” at the foot of the page."
        ),
        "complaints": f"{complaints}, {where}" if where else complaints,
        "applications": gettext("This site has no mobile application. It works in the browser of a phone."),
        "architecture": "",
        "communication": "",
    }


__all__ = ["PLAIN", "WORDINGS", "beginning", "draft", "faults", "field_name", "needs_review", "review_deadline"]
