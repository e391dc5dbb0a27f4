"""What each line of the schedule does, in words for whoever keeps the installation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JOBS: dict[str, str | Promise] = {
    "upkeep.backup": _("Makes a backup, where a folder for backups is set"),
    "search.keep_fresh": _("Keeps the search index fresh"),
    "sessions.forget": _("Forgets sessions that ended"),
    "activity.forget_firings": _("Forgets what this page showed more than thirty days ago"),
    "office.warn_of_problems": _("Reminds of problems with accessibility before their day"),
    "office.remind_of_review": _("Reminds of the yearly review of the accessibility statement"),
    "communities.tend_guest_times": _("Ends the time of guests, and reminds of it before"),
    "notifications.write_due": _("Writes letters about what has just happened"),
    "notifications.write_digests": _("Writes summaries to those for whom it is the hour"),
    "mail.forget_texts": _("Forgets the words of letters sent long ago"),
    "privacy.purge": _("Deletes what is kept no longer"),
    "privacy.overwrite": _("Overwrites what was deleted in the database file"),
    "privacy.remind_of_requests": _("Reminds of requests about personal data before their day"),
    "audit.link_what_waits": _("Links entries of the security log that were left over"),
    "audit.forget_old_days": _("Removes days of the security log that are too old"),
    "people.settle_ends": _("Takes people out of units that have ended"),
    "people.settle_places": _("Moves people on the day that was set"),
    "people.forget_imports": _("Forgets tables of people that were imported, after a day"),
    "moderation.tell_the_office": _("Tells the office of reports that a community did not settle in time"),
}
