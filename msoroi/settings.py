"""Every setting of the site, from the environment, safe by default (docs/operations.md)."""

from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF

from msoroi import broker, caches, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / (env.text("DATA_DIR") or "var")

# Embedded: nothing was configured, so one machine serves itself on SQLite and a folder as broker.
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
EMBEDDED = not (ALLOWED_HOSTS or env.text("DATABASE_URL") or env.text("REDIS_URL"))
if EMBEDDED:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

PORT = env.number("PORT", 8000)
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.secret("SECRET_KEY", kept_in=DATA_DIR / "secret-key" if EMBEDDED else None)

INSTALLED_APPS = [
    "calculator.accounts",
    "calculator.evidence",
    "calculator.scenarios",
    "calculator.review",
    "calculator.decisions",
    "calculator.portfolios",
    "calculator.reports",
    "calculator.bundles",
    "calculator.webhooks",
    "calculator.api",
    "msoroi",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "msoroi.headers.keep_to_ourselves",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "msoroi.languages.speak_the_readers_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "calculator.accounts.second_factor.StaffNeedASecondFactor",
    "msoroi.limits.LimitCallers",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "msoroi.urls"
WSGI_APPLICATION = "msoroi.wsgi.application"
ASGI_APPLICATION = "msoroi.asgi.application"

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
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", sqlite=DATA_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", "redis", "rediss").geturl()
CACHES = caches.of(REDIS_URL)

# Accounts (docs/accounts.md): an e-mail address and a password, a second factor for staff
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "scenarios:list-calculations", "scenarios:home"
ACCOUNT_ADAPTER = "calculator.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if env.flag("VERIFY_EMAIL", False) else "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail from here who has no account
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Second-opinion calculator"
MFA_TOTP_TOLERANCE = 1  # half a minute between the clocks
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff must be able to enroll where no mail is sent
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY", False) else 0
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "calculator.accounts.lockout.who"
AXES_CLIENT_IP_CALLABLE = "calculator.accounts.lockout.where_from"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1

# Mail: without EMAIL_URL it is kept in a folder, a file each
MAIL = env.address("EMAIL_URL", "smtp", "smtps")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.scheme else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = (
    MAIL.hostname or "localhost",
    MAIL.port or (465 if MAIL.scheme == "smtps" else 587),
)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL = MAIL.scheme == "smtps"
EMAIL_USE_TLS = MAIL.scheme == "smtp" and MAIL.query != "tls=0"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM") or "msoroi@localhost"

# Security
HTTPS = env.flag("HTTPS", not EMBEDDED)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz/$"]  # load balancers ask without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
X_FRAME_OPTIONS = "DENY"
WEBHOOKS_TO_PRIVATE = env.flag("WEBHOOKS_TO_PRIVATE", EMBEDDED)
PAGE_LIMITS = {"reads": 1_200, "calculations": 120, "files": 30}  # a minute (msoroi/limits.py)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Language and time
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
LANGUAGES = [("en-us", "English"), ("es", "Español")]
LANGUAGE_COOKIE_AGE, LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = 31_536_000, HTTPS, True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["msoroi.formats"]

# Static files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "msoroi.fonts.FontFinder",
]
# Files of portfolios: a folder of the data directory, or a storage that all hosts share.
FILE_UPLOAD_HANDLERS = [
    "calculator.portfolios.uploads.LimitedUpload",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MEDIA_ROOT, MEDIA_URL = DATA_DIR / "files", ""
STORAGES = {
    "default": env.storage("FILE_STORAGE"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Celery: a message is a job's id; claims, leases and retries live in the job row.
CELERY_BROKER_URL = REDIS_URL or broker.URL
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 3600} if REDIS_URL else broker.options(DATA_DIR / "broker")
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Kilobytes: a process that ever held more makes way for a fresh one once its task is done.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 550_000
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Name: seconds between two runs, and the task. A run that no worker takes meanwhile expires,
# so that without a worker they do not pile up.
CLOCK = {
    "reap-reports": (5.0, "reports.tasks.reap_reports"),
    "reap-fiduciary-files": (5.0, "reports.tasks.reap_fiduciary_files"),
    "reap-previews": (5.0, "review.tasks.reap_previews"),
    "reap-portfolios": (5.0, "portfolios.tasks.reap_portfolios"),
    "reap-bundles": (5.0, "bundles.tasks.reap_bundles"),
    "publish-evidence": (60.0, "evidence.tasks.publish_due"),
    "deliver-webhooks": (5.0, "webhooks.tasks.deliver_due"),
    "prune-webhooks": (3600.0, "webhooks.tasks.prune_deliveries"),
    "announce-release": (60.0, "review.tasks.announce_release"),
    "reap-notices": (30.0, "review.tasks.reap_notices"),
    "prune-replies": (3600.0, "api.tasks.prune_replies"),
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": f"calculator.{task}", "schedule": seconds, "options": {"expires": seconds}}
    for name, (seconds, task) in CLOCK.items()
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# The API: JSON only, anonymous or by token, limited by token or address (docs/api.md)
REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["calculator.api.tokens.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["calculator.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["calculator.api.throttles.ScopedThrottle"],
    "DEFAULT_THROTTLE_RATES": {"calculations": "120/min", "reports": "30/min", "reads": "1200/min"},
    "NUM_PROXIES": 1 if env.flag("BEHIND_PROXY", False) else 0,
    "DEFAULT_SCHEMA_CLASS": "calculator.api.schema.operations.Operation",
    "EXCEPTION_HANDLER": "calculator.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "STRICT_JSON": True,
    "DEFAULT_METADATA_CLASS": None,
}
SPECTACULAR_SETTINGS: dict[str, object] = {
    "TITLE": "Medical second opinion calculator",
    "DESCRIPTION": "What a second-opinion program would save, what it costs, and how sure one can "
    "be. Every number is unrounded and pinned to a model version and an evidence release.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["calculator.api.schema.hooks.only_the_api"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "calculator.api.schema.hooks.complete",
    ],
}

LOGGING = logs.of(env.choice("LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")))
