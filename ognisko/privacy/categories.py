"""What kinds of data are kept about people, why, and on what legal basis: for the person, and for the register."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PUBLIC_TASK = _("art. 6(1)(e) of the GDPR: a task in the public interest")
LEGAL_DUTY = _("art. 6(1)(c) of the GDPR: a legal duty")


@dataclass(frozen=True)
class Category:
    name: str | Promise
    purpose: str | Promise  # one sentence, to the person
    basis: str | Promise
    kept: str | Promise  # for how long, in words; the numbers stand in the table of retention


CATEGORIES: dict[str, Category] = {
    "account": Category(
        _("Account and profile"),
        _("So that you can sign in, and others can find who does what."),
        PUBLIC_TASK,
        _("As long as you have an account."),
    ),
    "sign_in": Category(
        _("Signing in"),
        _("So that nobody else uses your account."),
        PUBLIC_TASK,
        _("Until you sign out, or the link or key is used up."),
    ),
    "place": Category(
        _("Where you work"),
        _("So that it shows what flows between offices and units; only together with others, never about you alone."),
        PUBLIC_TASK,
        _("As long as you have an account."),
    ),
    "duties": Category(
        _("Duties in this installation"),
        _("So that it is known who keeps this place."),
        PUBLIC_TASK,
        _("As long as you hold the duty."),
    ),
    "membership": Category(
        _("Communities"),
        _("So that you take part where you wish, and it is provable that you joined of your own will."),
        PUBLIC_TASK,
        _("As long as you have an account; later without your name."),
    ),
    "contributions": Category(
        _("Your posts and threads"),
        _("So that knowledge stays for those who come after you."),
        PUBLIC_TASK,
        _("As long as the community lasts; when you close your account, under a pseudonym."),
    ),
    "reading": Category(
        _("What you have read"),
        _("Only so that you see what is new. It is your private note: nobody else sees it, nothing is counted by it."),
        PUBLIC_TASK,
        _("Until you have not opened the thread for some time."),
    ),
    "drafts": Category(
        _("Drafts"),
        _("So that what you began to write is not lost. Nobody else sees it."),
        PUBLIC_TASK,
        _("Until you send it, throw it away, or forget it for long."),
    ),
    "letters": Category(
        _("Letters to you"),
        _("So that a letter reaches you once, and it can be found out what became of it."),
        PUBLIC_TASK,
        _("The words for a month, the trace for longer."),
    ),
    "events": Category(
        _("Log of activity"),
        _("So that others learn what is new in their communities, and the rhythm of a community can be seen."),
        PUBLIC_TASK,
        _("As long as the community lasts; later without your name."),
    ),
    "security": Category(
        _("Security log"),
        _("Signing in, changes of rights and deletions are noted, so that misuse can be found and explained."),
        LEGAL_DUTY,
        _("At least two years, as the law requires; it holds numbers, no names."),
    ),
    "moderation": Category(
        _("Order in conversations"),
        _("So that reports and appeals are settled fairly."),
        PUBLIC_TASK,
        _("Until the matter and its appeal are closed."),
    ),
    "office": Category(
        _("Notices of the office"),
        _("So that it is known which information clause you have seen, and problems that you report are solved."),
        LEGAL_DUTY,
        _("As long as the notice or the problem matters."),
    ),
    "requests": Category(
        _("Requests about your data"),
        _("So that your requests are answered in time, and this can be shown."),
        LEGAL_DUTY,
        _("The request until claims expire, the copy of your data for a few days."),
    ),
}
