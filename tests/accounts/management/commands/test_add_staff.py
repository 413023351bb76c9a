import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import a_clinic

pytestmark = pytest.mark.django_db


def test_somebody_comes_to_work_at_a_clinic(capsys: pytest.CaptureFixture[str]) -> None:
    clinic = a_clinic()

    call_command("add_staff", "Bo@example.org", clinic.code.lower(), "PHYSIO")

    assert capsys.readouterr().out == f"bo@example.org at {clinic.name}\n"
    assert User.objects.get().treats_people


def test_they_may_say_where_they_work() -> None:
    code = a_clinic().code

    call_command("add_staff", "bo@example.org", code, "PHYSIO", "--time-zone", "Asia/Tokyo")

    assert User.objects.get().time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("email", "place", "said"),
    [
        ("bo", "UTC", r"Enter a valid email address\."),
        ("bo@example.org", "Mars/Phobos", r"Choose a time zone from the list\."),
    ],
)
def test_what_does_not_fit_is_said(email: str, place: str, said: str) -> None:
    code = a_clinic().code

    with pytest.raises(CommandError, match=said):
        call_command("add_staff", email, code, "PHYSIO", "--time-zone", place)


def test_a_code_of_no_clinic_is_said() -> None:
    with pytest.raises(CommandError, match=r"No clinic has the code NONE\."):
        call_command("add_staff", "bo@example.org", "NONE", "PHYSIO")
