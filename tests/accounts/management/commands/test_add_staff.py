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


def test_a_code_of_no_clinic_is_said() -> None:
    with pytest.raises(CommandError, match=r"No clinic has the code NONE\."):
        call_command("add_staff", "bo@example.org", "NONE", "PHYSIO")
