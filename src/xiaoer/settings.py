"""Django settings. Everything that differs between cities comes from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent


def flag(name: str, default: bool = False) -> bool:
    """Read a yes-or-no environment variable."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def names(name: str, default: str = "") -> list[str]:
    """Read a comma-separated environment variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(url: str) -> dict[str, object]:
    """Turn `DATABASE_URL` into Django's form; a `host=` in the query names a socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "xiaoer",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(query.pop("port", None) or parts.port or ""),
        # One blocking thread a process (granian WSGI), so a kept connection needs no pool.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


# The demo and every server keep their own random key in the data folder; a bare command
# (a schema dump, a test) needs one only for the life of the process.
SECRET_KEY = os.environ.get("XIAOER_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = flag("XIAOER_DEBUG")
ALLOWED_HOSTS = names("XIAOER_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = names("XIAOER_TRUSTED_ORIGINS")
CITY_NAME = os.environ.get("XIAOER_CITY", "岚海市")
DEMO = flag("XIAOER_DEMO")
CASE_PREFIX = os.environ.get("XIAOER_CASE_PREFIX", "LH")  # first part of every case number

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///xiaoer"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "xiaoer.web",
    "xiaoer.people",
    "xiaoer.registry",
    "xiaoer.packs",
    "xiaoer.catalogue",
    "xiaoer.cases",
    "xiaoer.exchange",
    "xiaoer.indicators",
    "xiaoer.campaign",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_vite",
    "ninja",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "xiaoer.people.middleware.ViewerMiddleware",
    "axes.middleware.AxesMiddleware",
]

MESSAGE_TAGS = {10: "info", 20: "info", 25: "good", 30: "warn", 40: "bad"}
ROOT_URLCONF = "xiaoer.urls"
WSGI_APPLICATION = "xiaoer.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "xiaoer.web.templatetags.components",
                "xiaoer.packs.templatetags.packs",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "xiaoer.web.context.shell",
            ],
        },
    }
]

# Who may enter
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "xiaoer.people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts failures in the database
ACCOUNT_FORMS = {
    "login": "xiaoer.people.account_forms.SignIn",
    "change_password": "xiaoer.people.account_forms.PasswordChange",
    "reauthenticate": "xiaoer.people.account_forms.PasswordAgain",
}
MFA_FORMS = {
    "authenticate": "xiaoer.people.account_forms.CodeAtSignIn",
    "activate_totp": "xiaoer.people.account_forms.CodeToActivate",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "xiaoer.people.accounts.locked_out"
AXES_USERNAME_CALLABLE = "xiaoer.people.accounts.signing_in_as"
AXES_ENABLE_ADMIN = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "province",
                "name": os.environ.get("XIAOER_OIDC_NAME", "统一身份认证"),
                "client_id": os.environ["XIAOER_OIDC_CLIENT"],
                "secret": os.environ.get("XIAOER_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ.get("XIAOER_OIDC_SERVER", "")},
            }
        ]
        if os.environ.get("XIAOER_OIDC_CLIENT")
        else []
    }
}

# Languages: simplified Chinese is the source, traditional is derived, English is translated.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("XIAOER_STATIC_ROOT")
MEDIA_ROOT = os.environ.get("XIAOER_MEDIA_ROOT", "")
MART_ROOT = os.environ.get("XIAOER_MART_ROOT", "")
ENGINE = os.environ.get("XIAOER_ENGINE", "duckdb")  # or spark
WHITENOISE_USE_FINDERS = True
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "static_url_prefix": "dist",
        "manifest_path": PACKAGE / "web" / "static" / "dist" / "manifest.json",
    }
}

# A plan is text; anything larger than this is refused before it is read whole.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
PLAN_UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
HTTPS = flag("XIAOER_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_AGE = 20 * 3600  # seconds; a draft must not time out within 20 hours
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("XIAOER_LOG_LEVEL", "WARNING")},
}
