import re
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from dotenv import dotenv_values
from environs import EnvError
from pytest_django import Settings

from config.celery import app
from config.embedded.data_dir import BASE_DIR
from config.mailing import LONGEST_HEADER
from rehab.models import Reminder
from rehab.reminders.links import STOP

PRODUCTION = {
    "SECRET_KEY": "a-key-for-this-test",
    "PUBLIC_URL": "https://stridewell.example",
    "DATABASE_URL": "postgres://stridewell_app:secret@db.example/stridewell",
    "REDIS_URL": "redis://redis.example/0",
    "CACHE_URL": "redis://redis.example/1",
    "EMAIL_URL": "submission://user:secret@mail.example:587",
    "MAIL_FROM": "Stridewell <hello@stridewell.example>",
}
SETTINGS = BASE_DIR / "config" / "settings.py"
READ_THERE_TOO = (
    BASE_DIR / "config" / "mailing.py",
    BASE_DIR / "config" / "retention.py",
)


def the_settings(monkeypatch: pytest.MonkeyPatch, **given: str | None) -> dict[str, Any]:
    for name in names_in_the_settings():
        monkeypatch.delenv(name, raising=False)
    for name, value in (PRODUCTION | given).items():
        if value is not None:
            monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def names_in_the_settings() -> set[str]:
    text = "".join(file.read_text() for file in (SETTINGS, *READ_THERE_TOO))
    return set(re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)", text))


def names_in(file: str, pattern: str) -> list[str]:
    return re.findall(pattern, (BASE_DIR / file).read_text(), flags=re.MULTILINE)


def test_the_example_names_what_the_settings_and_compose_read_and_nothing_else() -> None:
    explained = names_in(".env.example", r"^#?([A-Z_]+)=")
    composed = names_in("docker-compose.yml", r"\$\{([A-Z_]+)")

    assert sorted(explained) == sorted(names_in_the_settings() | set(composed))


def test_each_variable_in_the_example_has_a_comment_of_its_own() -> None:
    paragraphs = (BASE_DIR / ".env.example").read_text().split("\n\n")

    variables = [
        lines for lines in paragraphs if re.search(r"^#?[A-Z_]+=", lines, re.MULTILINE)
    ]

    assert [
        len(re.findall(r"^#?[A-Z_]+=", lines, re.MULTILINE)) for lines in variables
    ] == ([1] * len(variables))
    assert all(lines.startswith("# ") for lines in variables)


def test_production_needs_no_more_than_these(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = the_settings(monkeypatch)

    assert settings["DEBUG"] is False
    assert settings["DEMO_MODE"] is False
    assert settings["ALLOWED_HOSTS"] == ["stridewell.example"]


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_a_missing_variable_stops_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with pytest.raises(EnvError, match=f'Environment variable "{name}" not set'):
        the_settings(monkeypatch, **{name: None})


@pytest.mark.parametrize(
    ("name", "given", "least"),
    [
        ("MAILS_A_SECOND", "0", "0.1"),
        ("RETENTION_ACCESS_LOG", "365", "366"),
        ("RETENTION_INACTIVE", "365", "366"),
        ("RETENTION_INVITATIONS", "0", "1"),
        ("RETENTION_MAILS", "365", "366"),
        ("RETENTION_UNCLAIMED", "0", "1"),
        ("RETENTION_UNUSED_ACCOUNT", "0", "1"),
    ],
)
def test_a_number_that_is_too_small_stops_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, least: str
) -> None:
    with pytest.raises(EnvError, match=f'"{name}" invalid: .*or equal to {least}'):
        the_settings(monkeypatch, **{name: given})


def test_answers_nobody_claimed_are_kept_no_longer_than_people_agree_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(EnvError, match=r'"RETENTION_UNCLAIMED" invalid: .*equal to 30'):
        the_settings(monkeypatch, RETENTION_UNCLAIMED="31")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"PUBLIC_URL": "http://stridewell.example"}, "must start with https"),
        ({"PUBLIC_URL": "stridewell.example"}, "must start with https"),
        ({"PUBLIC_URL": "https://"}, "must start with https"),
        ({"DATABASE_URL": "sqlite:///file"}, "must name a PostgreSQL database"),
        ({"EMAIL_URL": "smtp+tls://mail.example:587"}, "must start with submission://"),
        ({"EMAIL_URL": "smtp://user:secret@mail.example"}, "must ask for TLS"),
        ({"MAIL_FROM": "Stridewell"}, "must hold an address"),
        ({"METRICS_TOKEN": "x" * 31}, "METRICS_TOKEN needs 32 characters"),
        ({"PUBLIC_URL": f"https://{'x' * 29}"}, "PUBLIC_URL must have 36 characters or"),
        ({"REMINDER_LEASE": "41"}, "REMINDER_LEASE must be 42 or more"),
        ({"DEMO_MODE": "True"}, "works on http://localhost only"),
        (
            {"DEMO_MODE": "True", "PUBLIC_URL": "https://localhost"},
            "works on http://localhost only",
        ),
    ],
)
def test_what_is_not_safe_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], reason: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=reason):
        the_settings(monkeypatch, **given)


def test_the_longest_address_just_leaves_room_for_the_link_that_stops_mails(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    longest, last = f"https://{'x' * 28}", Reminder(pk=62**6 - 1)

    settings.PUBLIC_URL = the_settings(monkeypatch, PUBLIC_URL=f"{longest}/")["PUBLIC_URL"]

    assert longest == settings.PUBLIC_URL
    assert len(f"<{STOP.url(last)}>") == LONGEST_HEADER == 70


def test_half_a_lease_lasts_for_one_mail_and_for_noting_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shortest = the_settings(monkeypatch, REMINDER_LEASE="42")
    as_it_comes = the_settings(monkeypatch)

    for given in (shortest, as_it_comes):
        assert given["REMINDER_LEASE"] / 2 >= given["MAIL_TIMEOUT"] + 1
        assert given["MAIL_TIMEOUT"] == 4 * given["EMAIL_TIMEOUT"]


def test_so_it_does_in_the_fast_seeds_of_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULTS_FAST", "1")
    monkeypatch.setenv("FAULTS_SABOTAGE", "")

    fast = runpy.run_path(str(BASE_DIR / "tests" / "faults" / "settings.py"))

    assert fast["REMINDER_LEASE"] / 2 >= fast["MAIL_TIMEOUT"] + 1
    assert fast["MAIL_TIMEOUT"] >= fast["EMAIL_TIMEOUT"]


def test_https_brings_what_only_https_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = the_settings(monkeypatch)

    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60


def test_a_forwarded_scheme_is_believed_only_behind_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = the_settings(monkeypatch)
    behind = the_settings(monkeypatch, BEHIND_PROXY="True")

    assert alone["SECURE_PROXY_SSL_HEADER"] is None
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_the_check_of_preloading_is_silent_until_the_operator_chose_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unchosen = the_settings(monkeypatch)
    chosen = the_settings(monkeypatch, HSTS_PRELOAD="True")

    assert unchosen["SILENCED_SYSTEM_CHECKS"] == ["security.W021"]
    assert chosen["SILENCED_SYSTEM_CHECKS"] == []


def test_options_in_the_address_of_the_database_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = PRODUCTION["DATABASE_URL"] + "?sslmode=verify-full"

    settings = the_settings(monkeypatch, DATABASE_URL=url, STATEMENT_TIMEOUT_MS="0")

    options = settings["DATABASES"]["default"]["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert "statement_timeout=0 " in options["options"]


def test_messages_are_json_and_leave_no_results() -> None:
    assert list(app.conf.accept_content) == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.result_backend is None


def test_a_task_ends_before_its_message_is_handed_out_again() -> None:
    limits = app.conf.task_soft_time_limit, app.conf.task_time_limit

    assert sorted([*limits, app.conf.broker_transport_options["visibility_timeout"]]) == [
        540,
        600,
        900,
    ]


def test_a_worker_waits_for_a_broker_that_is_away() -> None:
    assert app.conf.broker_connection_retry_on_startup is True
    assert app.conf.broker_connection_max_retries is None


def test_the_example_needs_a_key_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    example = dotenv_values(BASE_DIR / ".env.example")

    settings = the_settings(monkeypatch, **example | {"SECRET_KEY": "a-key-for-this-test"})

    assert settings["PUBLIC_URL"] == "https://stridewell.example"
    assert settings["EMAIL_USE_TLS"] is True
