import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection

from accounts.models import AccessLog
from accounts.services import log_view
from config.history import hold_history, tables_that_only_grow
from tests.factories import NOON, a_runner, a_user

pytestmark = pytest.mark.django_db

GROWING = [
    "accounts_accesslog",
    "rehab_checkin",
    "rehab_clearance",
    "rehab_diaryentry",
    "rehab_exercisereport",
    "rehab_exercisesession",
    "rehab_gateanswer",
    "rehab_message",
    "rehab_override",
    "rehab_planchange",
    "rehab_reminderact",
    "rehab_run",
    "rehab_runweek",
    "rehab_seenanswer",
    "rehab_seenfollowup",
    "rehab_sessionreport",
    "triage_protocolrelease",
    "triage_publication",
]


def rights_on(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'stridewell_app' AND table_name = %s ORDER BY 1",
            [table],
        )
        return [right for (right,) in cursor.fetchall()]


def switch_triggers_off() -> None:
    switched = "{" + ",".join(f"{table}:only_added_to" for table in GROWING) + "}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [switched])


def test_these_tables_only_grow() -> None:
    assert sorted(tables_that_only_grow(apps.get_models())) == GROWING


@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.usefixtures("as_application")
def test_with_the_triggers_off_history_still_only_grows(table: str, statement: str) -> None:
    switch_triggers_off()

    with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"):
        connection.cursor().execute(statement.format(table))


@pytest.mark.usefixtures("as_application")
def test_the_application_adds_to_history() -> None:
    log_view(viewer=a_user(), person=a_runner(), what="plan 1", at=NOON)

    assert AccessLog.objects.count() == 1


@pytest.mark.usefixtures("as_application")
def test_the_application_puts_no_table_of_its_own_before_a_real_one() -> None:
    with pytest.raises(ProgrammingError, match="permission denied to create temporary"):
        connection.cursor().execute("CREATE TEMPORARY TABLE accounts_user ()")


def test_each_migrate_takes_the_rights_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON accounts_accesslog TO stridewell_app")

    call_command("migrate", verbosity=0)

    assert rights_on("accounts_accesslog") == ["INSERT", "SELECT"]
    assert rights_on("accounts_user") == ["DELETE", "INSERT", "SELECT", "UPDATE"]


def test_where_the_role_is_not_there_is_nothing_to_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("config.history.APP_ROLE", "nobody")

    hold_history(apps.get_app_config("accounts"))

    assert rights_on("accounts_accesslog") == ["INSERT", "SELECT"]
