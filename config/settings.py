"""Settings for every environment. The environment decides; no secret has a default.

``.env.example`` explains each variable. ``PUBLIC_URL`` decides what only https can have:
cookies with the ``__Host-`` prefix, Secure cookies, HSTS and the redirect.
"""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from config.mailing import read_lease, read_public_url
from config.retention import read_days
from config.schedule import BEAT

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

PUBLIC_URL = read_public_url(env)
HTTPS = PUBLIC_URL.startswith("https://")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
ON_THIS_MACHINE = PUBLIC_URL.startswith("http://") and PUBLIC_HOST in {
    "localhost",
    "127.0.0.1",
}
if not PUBLIC_HOST or not (HTTPS or ON_THIS_MACHINE):
    msg = "PUBLIC_URL must start with https://, as answers about health are secret."
    raise ImproperlyConfigured(msg)
ALLOWED_HOSTS = [PUBLIC_HOST, *env.list("MORE_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# The demo hands out sign-ins, so it runs on the machine in front of you and nowhere else.
DEMO_MODE = env.bool("DEMO_MODE", default=False)
if DEMO_MODE and not ON_THIS_MACHINE:
    msg = "DEMO_MODE works on http://localhost only: it lets anybody sign in as anybody."
    raise ImproperlyConfigured(msg)
if DEMO_MODE:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1"]  # people type either
MAIL_DIR = Path(env.str("MAIL_DIR")) if DEMO_MODE else None

# Applications

INSTALLED_APPS = [
    "config",
    *(["config.demo"] if DEMO_MODE else []),
    "rehab",
    "triage",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "accounts.middleware.log_requests",
    "accounts.middleware.keep_private",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.errors.refuse_other_encodings",
    "config.health.ask_as_nobody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.use_time_zone",
    "accounts.middleware.require_second_factor",
    "accounts.middleware.plan_for_these_values",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("stridewell",)
CRISPY_TEMPLATE_PACK = "stridewell"
CRISPY_FAIL_SILENTLY = False

# Data

DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    msg = "DATABASE_URL must name a PostgreSQL database: we need its locks and triggers."
    raise ImproperlyConfigured(msg)
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        **DATABASES["default"].get("OPTIONS", {}),  # sslmode and the like, from the address
        "connect_timeout": 5,
        # Values travel apart from their statement, so a log of statements holds no answer.
        "server_side_binding": True,
        "prepare_threshold": 3,  # planning took half of a drain's time in the database
        "options": (
            f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', 15_000)}"
            " -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
        ),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Losing the cache only resets rate limits, so a Redis that is down or silent is no fault.
CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingCache",
        "LOCATION": env.str("CACHE_URL"),
        "OPTIONS": {
            "CONNECTION_POOL_CLASS": "config.cache.RestingPool",
            "IGNORE_EXCEPTIONS": True,
            "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
            "SOCKET_CONNECT_TIMEOUT": 0.2,
            "SOCKET_TIMEOUT": 0.2,
        },
    }
}

# Data that is not kept for ever: days by kind

RETENTION = read_days(env)

# Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = timedelta(days=30) // timedelta(seconds=1)

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever types the code that was mailed has shown it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = timedelta(minutes=10) // timedelta(seconds=1)
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = (
    False if DEMO_MODE else {"request_login_code": "20/m/ip,3/m/key,15/h/key"}
)
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Stridewell"

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = timedelta(days=365) // timedelta(seconds=1) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# Preloading binds a whole domain for years: the operator's choice, not a default.
SILENCED_SYSTEM_CHECKS = [] if SECURE_HSTS_PRELOAD else ["security.W021"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else anybody could name any address
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
_shortest_token = 32
if METRICS_TOKEN and len(METRICS_TOKEN) < _shortest_token:
    msg = f"METRICS_TOKEN needs {_shortest_token} characters, so that nobody guesses it."
    raise ImproperlyConfigured(msg)
SECURE_REFERRER_POLICY = "same-origin"
WHITENOISE_ALLOW_ALL_ORIGINS = False
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mail

EMAIL_BACKEND = "rehab.reminders.sending.smtp.EmailBackend"  # Django's, more talkative
_mail = env.dj_email_url("EMAIL_URL")
if _mail.get("EMAIL_BACKEND") != "django.core.mail.backends.smtp.EmailBackend":
    msg = "EMAIL_URL must start with submission:// (with STARTTLS) or smtp://"
    raise ImproperlyConfigured(msg)
if _mail["EMAIL_HOST_PASSWORD"] and not (_mail["EMAIL_USE_TLS"] or _mail["EMAIL_USE_SSL"]):
    msg = "EMAIL_URL holds a password, so it must ask for TLS: submission:// or ?ssl=True"
    raise ImproperlyConfigured(msg)
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 5
MAIL_TIMEOUT = 4 * EMAIL_TIMEOUT  # a mail takes four answers, of however many lines
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM")
MAIL_DOMAIN = parseaddr(DEFAULT_FROM_EMAIL)[1].partition("@")[2]
if not MAIL_DOMAIN:
    msg = "MAIL_FROM must hold an address, as in: Stridewell <hello@example.org>"
    raise ImproperlyConfigured(msg)
MAILS_A_SECOND = env.float("MAILS_A_SECOND", None, validate=validate.Range(min=0.1))
# In seconds: with the minute between ticks, a killed worker's mails go within two minutes.
REMINDER_LEASE = read_lease(env, mail_timeout=MAIL_TIMEOUT)

# Celery: Redis carries nudges; what is owed stands in PostgreSQL.

CELERY_BROKER_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis as long as it takes
# Longer than a task may run: what is not acknowledged by then is handed out once more.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    # Without these a publish to a Redis that is half gone would wait for ever.
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_CONCURRENCY = 1  # so one killed worker may double one step; run several
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SYNC_EVERY = 1  # its schedule file is written each minute: a sign of life
CELERY_BEAT_SCHEDULE = BEAT

# Words, places and files

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]  # the only one that the texts are written in
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django logs paths, and a path may hold a token; our middleware logs route names.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
    },
}
