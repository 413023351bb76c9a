import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from rehab.models import Reminder, ReminderAct
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_reminder, a_runner

pytestmark = pytest.mark.django_db

What = ReminderAct.What


def an_act(reminder: Reminder, what: str = What.SKIPPED, choice: str = "") -> ReminderAct:
    return ReminderAct.objects.create(reminder=reminder, what=what, choice=choice, at=NOON)


def test_a_press_names_itself_and_no_person() -> None:
    reminder = a_reminder()

    assert str(an_act(reminder)) == f"SKIPPED for mail {reminder.pk}"


def test_one_press_of_a_kind_is_kept_a_mail() -> None:
    reminder = a_reminder()
    an_act(reminder)

    with pytest.raises(IntegrityError, match="rehab_one_press_of_a_kind_a_mail"):
        an_act(reminder)


@pytest.mark.parametrize(
    ("what", "choice"), [(What.SKIPPED, "hour"), (What.SNOOZED, ""), (What.BARRIER, "")]
)
def test_a_press_says_which_where_there_is_a_choice(what: str, choice: str) -> None:
    with pytest.raises(IntegrityError, match="rehab_a_press_says_which"):
        an_act(a_reminder(), what, choice)


def test_a_press_is_never_changed_or_deleted() -> None:
    act = an_act(a_reminder())

    with (
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
    ):
        ReminderAct.objects.filter(pk=act.pk).update(choice="hour")
    with (
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
    ):
        act.delete()


def test_a_physio_sees_what_their_own_runners_pressed() -> None:
    clinic = a_clinic()
    mine = an_act(a_reminder(plan=a_plan(person=a_runner(clinic=clinic))))
    an_act(a_reminder())

    assert [*ReminderAct.objects.visible_to(a_physio(clinic=clinic))] == [mine]
