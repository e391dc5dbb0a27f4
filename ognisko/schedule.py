"""Everything that runs by itself, and when. Fired by the worker, once for all nodes."""

from ognisko.activity.timing import Scheduled, daily, every

SCHEDULE = [
    Scheduled("upkeep.backup", daily(2, 10), "ognisko.upkeep.beside.nightly"),
    Scheduled("people.settle_ends", daily(0, 3), "ognisko.people.actions.settle_ends"),
    Scheduled("people.settle_places", daily(0, 5), "ognisko.people.actions.settle_places"),
    Scheduled("people.forget_imports", every(minutes=60), "ognisko.people.take_in.jobs.forget_imports"),
    Scheduled("search.keep_fresh", every(minutes=5), "ognisko.search.reindexing.keep_fresh"),
    Scheduled("sessions.forget", daily(3, 10), "ognisko.activity.cleaning.forget_sessions"),
    Scheduled("activity.forget_firings", daily(3, 20), "ognisko.activity.firing.forget_firings"),
    Scheduled("office.warn_of_problems", every(minutes=60), "ognisko.office.actions.warn_of_problems"),
    Scheduled("office.remind_of_review", daily(8, 0), "ognisko.office.reminders.remind_of_review"),
    Scheduled("communities.tend_guest_times", daily(0, 10), "ognisko.communities.actions.guests.tend_guest_times"),
    Scheduled("moderation.tell_the_office", every(minutes=15), "ognisko.moderation.actions.tell_the_office"),
    Scheduled("mail.forget_texts", daily(3, 30), "ognisko.mail.actions.forget_texts"),
    Scheduled("notifications.write_due", every(minutes=1), "ognisko.notifications.actions.letters.write_due"),
    Scheduled("notifications.write_digests", every(minutes=15), "ognisko.notifications.actions.digest.write_digests"),
    Scheduled("privacy.purge", daily(3, 50), "ognisko.privacy.retention.purge_by_schedule"),
    Scheduled("privacy.overwrite", daily(4, 10), "ognisko.privacy.overwriting.overwrite"),
    Scheduled("privacy.remind_of_requests", daily(7, 30), "ognisko.privacy.actions.remind_of_requests"),
    Scheduled("audit.link_what_waits", every(minutes=5), "ognisko.audit.actions.link_what_waits"),
    Scheduled("audit.forget_old_days", daily(3, 40), "ognisko.audit.actions.forget_old_days"),
]
TICKS = [  # what the worker does on every turn beside events, letters and this
    "ognisko.privacy.working.look_after",
    "ognisko.people.importing.start_waiting",
]
