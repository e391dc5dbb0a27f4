"""What each knob of the environment means, for the page of settings and for docs/operating.md: written once.

A test holds this beside what `settings.py` reads. Words between backticks are what one types.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Explained:
    name: str
    words: str | Promise
    default: str | Promise = ""  # in words, where the plain value would not tell
    is_secret: bool = False  # its value is never shown


PLACE = [
    Explained("OGNISKO_VAR", _("the data folder: SQLite, secret key, files. Local disk, never NFS"), "`./var`"),
    Explained(
        "OGNISKO_MODE",
        _("`production` asks for everything that safety needs, and makes SQLite survive a power cut; else `local`"),
    ),
    Explained(
        "DEMO",
        _("the demo: invented people, sign-in by one click, this machine only"),
        _("`1`, in production `0`"),
    ),
    Explained("HOST", _("the address to listen at")),
    Explained("PORT", _("the port to listen at")),
    Explained("OGNISKO_THREADS", _("threads of the web process")),
    Explained(
        "OGNISKO_URL", _("the address that people type; links in letters begin with it"), "`http://127.0.0.1:PORT`"
    ),
    Explained("OGNISKO_HOSTS", _("the names of the host, divided by commas"), _("this machine’s names")),
    Explained(
        "DATABASE_URL",
        _(
            "`postgres://user:password@host:port/name`; `?host=/folder` for a socket, `?sslmode=require` and the like "
            "are passed on"
        ),
        _("SQLite in the data folder"),
        is_secret=True,
    ),
    Explained("OGNISKO_LANGUAGE", _("`pl` or `en`: the language of whoever chose none, and of addresses of pages")),
    Explained("OGNISKO_TIME_ZONE", _("the clock of pages and of the schedule")),
]
SAFETY = [
    Explained(
        "OGNISKO_TLS",
        _("your statement that people reach Ognisko over TLS only: cookies become secure, browsers are told to insist"),
    ),
    Explained(
        "OGNISKO_PROXIES",
        _("how many proxies of yours stand in front, so that the sender’s address is believed from exactly as many"),
    ),
    Explained(
        "OGNISKO_SECRET_KEY",
        _("signs sessions and links; in production give your own, 32 random characters or more"),
        _("made once, kept in the data folder"),
        is_secret=True,
    ),
    Explained("OGNISKO_SESSION_MINUTES", _("how long a session lasts without a visit")),
]
PEOPLE = [
    Explained(
        "OGNISKO_REGISTRATION",
        _(
            "who may make an account, until an administrator chooses in the product: nobody by themself (`closed`), "
            "whom a community invited (`invitation`), also people of some domains by themselves (`domains`), "
            "anybody (`open`)"
        ),
        _("`closed`, in the demo `open`"),
    ),
    Explained(
        "OGNISKO_DOMAINS",
        _("those domains, divided by commas: `urzad.gov.pl`, or `*.gov.pl` for all below it"),
        _("none"),
    ),
]
LETTERS = [
    Explained(
        "OGNISKO_MAIL_BACKEND",
        _(
            "how letters leave: `smtp` through a mail server, or through the interface of a provider: `brevo`, "
            "`mailersend`, `mailgun`, `mailjet`, `mailtrap`, `mandrill`, `postal`, `postmark`, `resend`, `scaleway`, "
            "`sendgrid`, `sparkpost`, `unisender_go`"
        ),
    ),
    Explained(
        "OGNISKO_MAIL_SECRETS",
        _("what django-anymail asks for that provider, divided by commas: `api_key=…,sender_domain=…,api_url=…`"),
        _("none"),
        is_secret=True,
    ),
    Explained("SMTP_HOST", _("the mail server; without it letters wait in the outbox"), _("none")),
    Explained("SMTP_PORT", _("its port")),
    Explained("SMTP_SECURITY", _("`starttls` (mostly port 587), `tls` (465), or `none` inside a network you trust")),
    Explained("SMTP_USER", _("the name to sign in with, if the mail server asks"), _("none")),
    Explained("SMTP_PASSWORD", _("the password, if the mail server asks"), _("none"), is_secret=True),
    Explained("OGNISKO_MAIL_FROM", _("the sender of letters")),
    Explained(
        "OGNISKO_MAIL_DOMAIN",
        _("how we greet the mail server, and the end of every Message-ID"),
        _("the sender’s domain"),
    ),
    Explained(
        "OGNISKO_REPLY_DOMAIN",
        _("the domain of signed addresses for replies by mail, once its letters reach Ognisko; else none is given"),
        _("none"),
    ),
    Explained(
        "OGNISKO_MAIL_RATE", _("how many letters a minute may be sent, by all workers together; 0 is without limit")
    ),
]
UPKEEP = [
    Explained(
        "OGNISKO_BACKUP_DIR", _("the folder where a backup is made every night; without it none is made"), _("none")
    ),
    Explained(
        "OGNISKO_BACKUP_TO",
        _("public keys that lock backups, divided by commas: `age1…` or `ssh-ed25519 …`; without them none is locked"),
        _("none"),
    ),
    Explained("OGNISKO_BACKUP_KEEP_DAILY", _("how many daily backups stay, 35 at most")),
    Explained("OGNISKO_BACKUP_KEEP_WEEKLY", _("how many weekly backups stay beside them, 4 at most")),
]
LOGS = [
    Explained("OGNISKO_LOG", _("`DEBUG`, `INFO`, `WARNING` or `ERROR`, on standard error")),
    Explained("OGNISKO_AUDIT_DAYS", _("how many days the security log is kept; fewer than 730 only with the next one")),
    Explained("OGNISKO_AUDIT_SHORTER", _("`I_KNOW` lets the security log be kept for fewer than 730 days"), _("none")),
    Explained("OGNISKO_AUDIT_ADDRESSES", _("whether the security log keeps the addresses of senders’ machines")),
    Explained(
        "OGNISKO_AUDIT_LINES",
        _("the security log also as JSON lines on standard output, for a program that gathers logs"),
        _("`1`, in the demo `0`"),
    ),
]
WORKSHOP = [
    Explained("OGNISKO_DEBUG", _("Django’s debugging pages; never where others can reach")),
    Explained("OGNISKO_STRICT_TEMPLATES", _("for tests: a name that a template was not given is an error")),
]
GROUPS: list[tuple[str | Promise, list[Explained]]] = [
    (_("The place and its address"), PLACE),
    (_("Safety"), SAFETY),
    (_("Who may come in"), PEOPLE),
    (_("Letters"), LETTERS),
    (_("Backups"), UPKEEP),
    (_("Logs"), LOGS),
    (_("For those who write Ognisko"), WORKSHOP),
]
EXPLAINED = {one.name: one for _words, group in GROUPS for one in group}
