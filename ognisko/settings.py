"""Every knob is an environment variable with a default that works; docs/operating.md explains each to people."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from ognisko import knobs

PACKAGE = Path(__file__).resolve().parent
VAR = Path(knobs.text("OGNISKO_VAR", "var")).resolve()

# --- What kind of installation this is ----------------------------------------------------------------
MODE = knobs.choice("OGNISKO_MODE", "local", {"local", "production"})
PRODUCTION = MODE == "production"
DEBUG = knobs.flag("OGNISKO_DEBUG", False)
DEMO = knobs.flag("DEMO", not PRODUCTION)
STRICT_TEMPLATES = knobs.flag("OGNISKO_STRICT_TEMPLATES", False)  # tests: a name nobody gave is an error
TLS = knobs.flag("OGNISKO_TLS", False)  # the operator's statement that people reach us over TLS only
HOST = knobs.text("HOST", "127.0.0.1")
PORT = knobs.integer("PORT", 8000, least=1, most=65535)
THREADS = knobs.integer("OGNISKO_THREADS", 3, least=1)  # of the web process
SITE_URL = knobs.url("OGNISKO_URL", f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = knobs.words("OGNISKO_HOSTS", "127.0.0.1,localhost,[::1]")
SECRET_KEY_IS_GIVEN = bool(knobs.text("OGNISKO_SECRET_KEY"))
SECRET_KEY = knobs.kept_secret(VAR, "OGNISKO_SECRET_KEY")
TRUSTED_PROXIES = knobs.integer("OGNISKO_PROXIES", 0)  # how many proxies of ours stand in front

# --- Language and time --------------------------------------------------------------------------------
LANGUAGE_CODE = knobs.choice("OGNISKO_LANGUAGE", "pl", {"pl", "en"})
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "ognisko_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = knobs.time_zone("OGNISKO_TIME_ZONE", "Europe/Warsaw")

# --- Database -----------------------------------------------------------------------------------------
DATABASES = {"default": knobs.database(knobs.text("DATABASE_URL"), VAR, durable=PRODUCTION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- The house ----------------------------------------------------------------------------------------
APPS = [
    "home",
    "exchange",
    "upkeep",
    "discussions",
    "moderation",
    "communities",
    "notifications",
    "privacy",
    "people",
    "office",
    "activity",
    "audit",
    "mail",
    "search",
    "ui",
]
INSTALLED_APPS = [
    *(f"ognisko.{app}" for app in APPS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ognisko.ui.compression.CompressionMiddleware",
    "ognisko.audit.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ognisko.people.middleware.PersonLocaleMiddleware",
    "ognisko.ui.middleware.SessionEndMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ognisko.office.middleware.FirstRunMiddleware",
    "ognisko.office.read_only.ReadOnlyMiddleware",
    "ognisko.people.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "ognisko.urls"
WSGI_APPLICATION = "ognisko.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / app / "templates" for app in APPS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "ognisko.ui.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "ognisko.ui.context.page",
                "ognisko.office.context.face",
            ],
        },
    },
    {  # only for the messages and mail subjects of libraries that we do not override
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]

# --- Files that browsers fetch ------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "ui" / "static" / "built"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # only what `ognisko assets` built
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ognisko.ui.static_files.Storage"},
}
MEDIA_ROOT = VAR / "files"

# --- People and sign-in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["ognisko.people.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "function")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ognisko.people.passwords.PredictablePasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my_week"
# Who may make an account: nobody by themself, who was invited, people of some domains, anybody (office/registration.py)
REGISTRATION = knobs.choice(
    "OGNISKO_REGISTRATION", "open" if DEMO else "closed", {"closed", "invitation", "domains", "open"}
)
REGISTRATION_DOMAINS = knobs.words("OGNISKO_DOMAINS")  # "urzad.gov.pl" is that domain, "*.gov.pl" those below it
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "ognisko.people.forms.SignInForm",
    "signup": "ognisko.people.forms.RegistrationForm",
    "add_email": "ognisko.people.forms.AddressForm",
    "change_password": "ognisko.people.forms.ChangePasswordForm",
    "set_password": "ognisko.people.forms.SetPasswordForm",
    "reset_password": "ognisko.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "ognisko.people.forms.NewPasswordForm",
    "reauthenticate": "ognisko.people.forms.ConfirmPasswordForm",
}
ACCOUNT_ADAPTER = "ognisko.people.sign_in.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True  # one address a person: a new one replaces the old when its letter is answered
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to an address that anybody may type
ACCOUNT_LOGIN_BY_CODE_ENABLED = False  # our one-time link (people/sign_in.py) is one click and survives another device
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = False  # office/throttle.py counts in the database, for all processes together
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "ognisko.people.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "ognisko.people.forms.CodeForm",
    "reauthenticate": "ognisko.people.forms.ConfirmCodeForm",
    "activate_totp": "ognisko.people.forms.AppForm",
    "add_webauthn": "ognisko.people.forms.PasskeyForm",
    "edit_webauthn": "ognisko.people.forms.PasskeyNameForm",
    "authenticate_webauthn": "ognisko.people.forms.UsePasskeyForm",
    "reauthenticate_webauthn": "ognisko.people.forms.ConfirmPasskeyForm",
    "login_webauthn": "ognisko.people.forms.SignInPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Ognisko"
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off is right enough; each code is taken once (people/actions)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in with one; a new address that waits must not block a second factor
MFA_RATE_LIMITS = False  # counted in the database, as above

# --- Safety -------------------------------------------------------------------------------------------
_SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "font-src": [_SELF],
        "connect-src": [_SELF],
        "manifest-src": [_SELF],
        "worker-src": [_SELF],
        "form-action": [_SELF],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_NAME = "ognisko_session"
SESSION_COOKIE_AGE = 60 * knobs.integer("OGNISKO_SESSION_MINUTES", 60 * 24 * 14, least=5)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "ognisko_csrf"
CSRF_FAILURE_VIEW = "ognisko.ui.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS redirects; the health check stays on plain HTTP
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # it asks for that redirect
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Letters out --------------------------------------------------------------------------------------
MAIL_PROVIDERS = {
    "brevo",
    "mailersend",
    "mailgun",
    "mailjet",
    "mailtrap",
    "mandrill",
    "postal",
    "postmark",
    "resend",
    "scaleway",
    "sendgrid",
    "sparkpost",
    "unisender_go",
}
MAIL_BACKEND = knobs.choice("OGNISKO_MAIL_BACKEND", "smtp", {"smtp", *MAIL_PROVIDERS})
MAIL_PROVIDER = knobs.pairs("OGNISKO_MAIL_SECRETS")  # for django-anymail: "api_key=…,sender_domain=…"
SMTP_HOST = knobs.text("SMTP_HOST")
SMTP_PORT = knobs.integer("SMTP_PORT", 25, least=1, most=65535)
SMTP_USER = knobs.text("SMTP_USER")
SMTP_PASSWORD = knobs.text("SMTP_PASSWORD")
SMTP_SECURITY = knobs.choice("SMTP_SECURITY", "none", {"none", "starttls", "tls"})
MAIL_FROM = knobs.mailbox("OGNISKO_MAIL_FROM", "Ognisko <ognisko@localhost>")
MAIL_DOMAIN = knobs.text("OGNISKO_MAIL_DOMAIN", MAIL_FROM.rpartition("@")[2].rstrip("> "))
MAIL_REPLY_DOMAIN = knobs.text("OGNISKO_REPLY_DOMAIN")  # whose letters reach Ognisko; none: nobody answers by mail
MAIL_RATE = knobs.integer("OGNISKO_MAIL_RATE", 0)  # letters a minute, by all workers together; 0 is no limit
EMAIL_BACKEND = "ognisko.mail.backend.LetterBackend"  # what a library sends becomes a letter like ours
DEFAULT_FROM_EMAIL = MAIL_FROM

# --- Backups ------------------------------------------------------------------------------------------
BACKUP_DIR = knobs.folder("OGNISKO_BACKUP_DIR")  # None: none are made by themselves
BACKUP_TO = knobs.words("OGNISKO_BACKUP_TO")  # public keys of age; without one the files are not locked
BACKUP_KEEP_DAILY = knobs.integer("OGNISKO_BACKUP_KEEP_DAILY", 7, least=1, most=35)
BACKUP_KEEP_WEEKLY = knobs.integer("OGNISKO_BACKUP_KEEP_WEEKLY", 4, most=4)  # no backup is older than 35 days

# --- Log, and the security log ------------------------------------------------------------------------
AUDIT_DAYS = knobs.kept_days("OGNISKO_AUDIT_DAYS", 730, unless="OGNISKO_AUDIT_SHORTER")
AUDIT_ADDRESSES = knobs.flag("OGNISKO_AUDIT_ADDRESSES", True)  # of senders' machines, in the security log
AUDIT_LINES = knobs.flag("OGNISKO_AUDIT_LINES", not DEMO)  # the security log also as JSON lines on stdout
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "bare": {"format": "%(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "bare"},
    },
    "loggers": {
        "ognisko.audit.lines": {
            "handlers": ["stdout"] if AUDIT_LINES else [],
            "level": "INFO",
            "propagate": False,
        },
    },
    "root": {
        "handlers": ["console"],
        "level": knobs.choice("OGNISKO_LOG", "WARNING", {"DEBUG", "INFO", "WARNING", "ERROR"}),
    },
}

KNOBS = knobs.all_read()  # for the page that explains them, and docs/operating.md
