"""The information clause of article 13 GDPR: what it is made of, and a draft to begin with."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.office.models import InformationClause
from ognisko.office.public_face import PublicFace, public_face
from ognisko.office.wording import Wording, in_both, missing

WORDINGS = (
    Wording("controller", _("Who answers for your data"), _("The controller: name, address, e-mail, phone.")),
    Wording("officer", _("Data protection officer"), _("How to reach them.")),
    Wording("purposes", _("What for, and on what basis"), _("Each purpose with its legal basis."), rows=8),
    Wording("recipients", _("Who receives them")),
    Wording("transfer", _("Whether they leave the European Economic Area"), rows=2),
    Wording("retention", _("How long they are kept"), _("Each kind of data with its time."), rows=8),
    Wording("rights", _("Your rights"), rows=6),
    Wording("complaint", _("Where you may complain"), rows=3),
    Wording("voluntary", _("Whether you must give them")),
    Wording("automated", _("Decisions made by a machine"), rows=2),
)


def draft() -> InformationClause:
    """What is written on: the draft, a copy of what is published, or our own beginning."""
    objects = InformationClause.objects
    if kept := objects.draft() or objects.newest():
        return InformationClause(pk=None if kept.version else kept.pk, texts=kept.texts)
    return beginning()


def beginning() -> InformationClause:
    face = public_face()
    return InformationClause(texts=in_both(lambda: _texts(face)))


def faults(clause: InformationClause) -> dict[str, str | Promise]:
    return missing(clause, WORDINGS)


def _texts(face: PublicFace) -> dict[str, str]:
    phone = face.contact_phone.replace(" ", "\u00a0")  # a number stays on one line
    ways = [part for part in (face.contact_address, face.contact_email, phone) if part]
    return {
        "controller": gettext("The controller of your data is: %(who)s.") % {"who": ", ".join([face.name, *ways])},
        "officer": "",
        "purposes": gettext(
            "- **Your account and taking part in communities**: so that people of offices learn from each other. "
            "Basis: a task in the public interest, article 6(1)(e) GDPR.\n"
            "- **Letters about what happens in your communities**: so that you need not look in every day. "
            "You choose how often they come. Basis: article 6(1)(e) GDPR.\n"
            "- **The security log**: so that we know who changed what, and can find an attack. "
            "Basis: a duty laid down by law, article 6(1)(c) GDPR.\n"
            "- **Reports of problems with accessibility**: so that we answer in time. "
            "Basis: a duty laid down by law, article 6(1)(c) GDPR."
        ),
        "recipients": gettext(
            "- People signed in here see your name, unit, function and what you write about yourself.\n"
            "- Members of a community see what you write in it. A public community can be read by everybody.\n"
            "- Those who keep this site on our behalf may see data when they repair it."
        ),
        "transfer": gettext("No. Your data stay in the European Economic Area."),
        "retention": gettext(
            "- **Account and profile**: as long as you have the account. "
            "After 24 months without use we ask, and then remove them.\n"
            "- **Posts**: they stay when the account is closed, under a name that does not lead to you.\n"
            "- **Drafts**: 12 months.\n"
            "- **Texts of letters**: 30 days after they were sent.\n"
            "- **Where you stopped reading**: 90 days after your last visit. Only you see it.\n"
            "- **The security log**: 24 months.\n"
            "- **Files with your data that you ask for**: 7 days.\n"
            "- **Backups**: up to 35 days."
        ),
        "rights": gettext(
            "- You may see your data and get a copy of them.\n"
            "- You may have them put right.\n"
            "- You may have them removed, or their use limited, where the law provides for it.\n"
            "- You may object to their use, for reasons of your situation.\n\n"
            "To do so, write to the data protection officer. We answer within a month."
        ),
        "complaint": gettext(
            "You may complain to the President of the Personal Data Protection Office (UODO), "
            "ul. Stanisława Moniuszki 1A, 00-014 Warsaw, [uodo.gov.pl](https://uodo.gov.pl)."
        ),
        "voluntary": gettext(
            "Name and work e-mail are needed for an account. Everything else in your profile is up to you. "
            "Joining a community is always your own choice."
        ),
        "automated": gettext("There are none. We do not profile you and do not measure your work."),
    }
