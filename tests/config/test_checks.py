import pytest

from config.checks import check_role


@pytest.mark.django_db
def test_the_owner_of_the_tables_is_warned_about() -> None:
    assert [fault.id for fault in check_role(databases=["default"])] == ["stridewell.W001"]


@pytest.mark.usefixtures("as_application")
def test_the_role_of_the_application_is_not() -> None:
    assert check_role(databases=["default"]) == []


def test_without_a_database_to_ask_nobody_is_asked() -> None:
    assert check_role() == []
