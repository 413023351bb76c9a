import pgtrigger
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from accounts.models import AccessLog
from accounts.services import log_view
from config.history import hold_history, tables_that_only_grow
from tests.factories import NOON, a_runner, a_user

pytestmark = pytest.mark.django_db

GROWING = [
    "accounts_accesslog",
    "accounts_brokenglass",
    "rehab_carenote",
    "rehab_checkin",
    "rehab_clearance",
    "rehab_diaryentry",
    "rehab_exercisechoice",
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
    "rehab_sheetrecord",
    "triage_blindrating",
    "triage_leveloverrule",
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
    """Let the rest of the transaction be without all that pgtrigger keeps."""
    names = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(names)}}}"]
        )


def test_these_tables_only_grow() -> None:
    assert sorted(tables_that_only_grow(apps.get_models())) == GROWING


@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.usefixtures("as_application")
def test_with_the_triggers_off_history_still_only_grows(table: str, statement: str) -> None:
    switch_triggers_off()

    with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"):
        connection.cursor().execute(statement.format(table))


def test_with_the_triggers_off_only_the_owner_changes_history() -> None:
    log_view(viewer=a_user(), person=a_runner(), what="plan 1", at=NOON)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        AccessLog.objects.update(what="plan 2")

    switch_triggers_off()

    assert AccessLog.objects.update(what="plan 2") == 1


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


CALLABLE = [
    "accounts_erase(bigint)",
    "accounts_forget_looks(timestamp with time zone,integer)",
    "rehab_erase(bigint)",
    "rehab_forget_mails(timestamp with time zone,integer)",
    "triage_erase(bigint)",
]


def what_runs_as_owner(may_call: str) -> list[str]:
    """Return the functions that run as the owner of the tables, if ``may_call`` may."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef"
            " AND pronamespace = 'public'::regnamespace"
            " AND has_function_privilege(%s, oid, 'EXECUTE') ORDER BY 1",
            [may_call],
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_application_calls_these_functions_of_the_owner_and_nobody_else_does() -> None:
    assert what_runs_as_owner("stridewell_app") == CALLABLE
    assert what_runs_as_owner("public") == []


def test_what_runs_as_owner_looks_for_tables_where_nobody_else_can_put_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_proc WHERE prosecdef"
            " AND pronamespace = 'public'::regnamespace AND proconfig IS DISTINCT FROM"
            " ARRAY['search_path=pg_catalog, public, pg_temp']"
        )

        assert cursor.fetchone() == (0,)


def test_each_migrate_takes_the_functions_from_everybody_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT EXECUTE ON FUNCTION rehab_erase(bigint) TO PUBLIC")

    call_command("migrate", verbosity=0)

    assert what_runs_as_owner("public") == []


def test_a_function_that_is_not_there_yet_is_left_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION rehab_forget_mails")

    hold_history(apps.get_app_config("rehab"))

    assert "rehab_forget_mails" not in str(what_runs_as_owner("stridewell_app"))
