"""Django's own admin: its sign-in, its user list, its forms. Unmodified, on a SQLite database of its own."""

from __future__ import annotations

from pathlib import Path

from starlette.types import ASGIApp

USERNAME, PASSWORD = "ada", "correct horse battery"


def create_django_admin(folder: Path) -> ASGIApp:
    """Once per process: Django's settings are global."""
    import django
    from django.conf import settings

    apps = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
    middleware = ("sessions.middleware.Session", "auth.middleware.Authentication", "messages.middleware.Message")
    settings.configure(
        DEBUG=True,  # lets Django serve the admin's own files
        SECRET_KEY="of these tests alone, and of no use elsewhere",
        ALLOWED_HOSTS=["localhost", "127.0.0.1"],
        ROOT_URLCONF="tests.flows.hosts.django_urls",
        INSTALLED_APPS=[f"django.contrib.{app}" for app in apps],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            *(f"django.contrib.{name}Middleware" for name in middleware),
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "admin.db")}},
        STATIC_URL="/static/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        # A test signs in often; how slowly a password is hashed is not what it looks at.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGGING_CONFIG=None,
    )
    django.setup()
    from django.contrib.auth.models import User
    from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
    from django.core.asgi import get_asgi_application
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.create_superuser(USERNAME, "ada@example.com", PASSWORD, first_name="Ada")
    for name in ("bela", "chika", "dmitri"):
        User.objects.create_user(name, f"{name}@example.com", PASSWORD)
    app: ASGIApp = ASGIStaticFilesHandler(get_asgi_application())
    return app
