"""Everything that runs by itself, and when. Fired by the worker, once for all nodes."""

from ognisko.activity.timing import Scheduled, daily, every

SCHEDULE = [
    Scheduled("upkeep.backup", daily(2, 10), "ognisko.upkeep.beside.nightly"),
    Scheduled("search.keep_fresh", every(minutes=5), "ognisko.search.reindexing.keep_fresh"),
    Scheduled("sessions.forget", daily(3, 10), "ognisko.activity.cleaning.forget_sessions"),
    Scheduled("activity.forget_firings", daily(3, 20), "ognisko.activity.firing.forget_firings"),
    Scheduled("mail.forget_texts", daily(3, 30), "ognisko.mail.actions.forget_texts"),
    Scheduled("audit.link_what_waits", every(minutes=5), "ognisko.audit.actions.link_what_waits"),
    Scheduled("audit.forget_old_days", daily(3, 40), "ognisko.audit.actions.forget_old_days"),
]
