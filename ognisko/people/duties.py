"""The duties in this installation in words for people: what one does, what one sees, and what one does not."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.people.models import InstallationRole

Kind = InstallationRole.Kind


@dataclass(frozen=True)
class Duty:
    kind: str
    name: str | Promise
    does: str | Promise
    sees: str | Promise
    sees_not: str | Promise


DUTIES = [
    Duty(
        Kind.ADMINISTRATOR,
        _("Administrator"),
        _("Keeps accounts, organisations and units, duties, settings, letters and backups."),
        _(
            "Accounts with their addresses and places, the security log, how the machine is doing."
            " Each look at a person’s data is written down."
        ),
        _(
            "Conversations of communities they have not joined."
            " They belong to communities only by joining, as everybody does."
        ),
    ),
    Duty(
        Kind.PROGRAMME_KEEPER,
        _("Programme keeper"),
        _("Helps communities to begin and to go on, and answers for the programme as a whole."),
        _("What everybody signed in sees, and the state of communities in numbers of at least five people."),
        _("Hidden communities, unless invited; the data of single people; addresses."),
    ),
    Duty(
        Kind.DATA_PROTECTION_OFFICER,
        _("Data protection officer"),
        _(
            "Handles requests about personal data, watches how long things are kept,"
            " and reads who looked at whose data."
        ),
        _("The register of requests, the security log, the duties and who holds them."),
        _("Conversations of communities they have not joined. They change no account and no duty."),
    ),
    Duty(
        Kind.UNIT_HEAD,
        _("Head of a unit"),
        _("Sees what communities give to the unit they head."),
        _("Numbers of the unit as a whole, from five people on."),
        _("Anything about single persons: not who belongs where, not who wrote, read or thanked."),
    ),
]
