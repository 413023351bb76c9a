import pytest
from django.core.management import CommandError, call_command

from accounts.models import Clinic

pytestmark = pytest.mark.django_db


def test_a_clinic_is_added_with_its_code_in_capitals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("add_clinic", "By the river", " river ")

    assert capsys.readouterr().out == "By the river\n"
    assert Clinic.objects.get().code == "RIVER"


def test_a_name_or_code_that_is_taken_is_said() -> None:
    call_command("add_clinic", "By the river", "RIVER")

    with pytest.raises(CommandError, match=r"already exists.* already exists"):
        call_command("add_clinic", "By the river", "RIVER")
