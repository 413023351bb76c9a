import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import a_clinic, a_physio

pytestmark = pytest.mark.django_db


def test_somebody_leaves_the_staff(capsys: pytest.CaptureFixture[str]) -> None:
    a_physio(clinic=a_clinic(), email="bo@example.org")

    call_command("remove_staff", "bo@example.org")

    assert capsys.readouterr().out == "bo@example.org is no longer on the staff\n"
    assert not User.objects.get().is_staff


def test_an_address_of_nobody_on_the_staff_is_said() -> None:
    with pytest.raises(
        CommandError, match=r"Nobody on the staff has the address x@y\.org\."
    ):
        call_command("remove_staff", "x@y.org")
