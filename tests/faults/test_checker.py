"""The checker notices each way in which the promise can be broken, and nothing else."""

from dataclasses import replace

import pytest

from tests.faults.checker import check
from tests.faults.history import STEP, Accepted, History, Row, Trouble, Withdrawal

NOON = 1_700_000_000.0
HOURS = 3600.0
ANNA = "anna@example.org"
SENT = Row(address=ANNA, state="SENT", due_at=NOON, useful_until=NOON + 3 * HOURS)
MAIL = Accepted(at=NOON + 10, address=ANNA, message_id="<1@example.org>")
AGAIN = replace(MAIL, at=NOON + 70)
KILL = Trouble(what="worker -9", began=NOON + 12, ended=NOON + 20, workers=1)
WELL = History(owed=1, rows=[SENT], accepted=[MAIL], whole_at=NOON + 20)


def broken(**differently: object) -> tuple[str, ...]:
    """Return what the checker says of a seed in which all went well, but for this."""
    return check(replace(WELL, **differently)).broken  # type: ignore[arg-type] # any of them


def settled(state: str, **differently: object) -> Row:
    return replace(SENT, state=state, **differently)  # type: ignore[arg-type] # any of them


def test_what_came_once_and_is_settled_keeps_the_promise() -> None:
    verdict = check(WELL)

    assert verdict.broken == ()
    assert verdict.states == {"SENT": 1}
    assert (verdict.doubled, verdict.repeated, verdict.worst_delay) == (0, 0, 0)


def test_a_row_that_says_sent_of_a_mail_that_never_came_is_lost() -> None:
    assert broken(accepted=[]) == (f"{ANNA!r}: sent, and never came (tried 0 times; '')",)


def test_a_row_that_is_still_due_is_lost() -> None:
    still = settled("DUE", attempts=2)

    assert broken(rows=[still], accepted=[]) == (
        f"{ANNA!r}: still owed in the end (tried 2 times; '')",
    )


def test_a_row_that_is_still_due_is_lost_even_if_it_came() -> None:
    assert len(broken(rows=[settled("DUE")])) == 1


def test_a_row_that_is_gone_is_lost() -> None:
    assert broken(owed=2) == ("of 2 rows, 1 are left",)


@pytest.mark.parametrize(("seconds", "faults"), [(-1, 1), (0, 0)])
def test_what_was_marked_missed_while_it_was_of_use_is_lost(
    seconds: int, faults: int
) -> None:
    missed = settled("MISSED", first_missed=SENT.useful_until + seconds)

    assert len(broken(rows=[missed], accepted=[])) == faults


def test_what_was_parked_for_nothing_is_lost() -> None:
    assert len(broken(rows=[settled("PARKED", attempts=4)], accepted=[])) == 1


@pytest.mark.parametrize(
    "why",
    [
        {"rows": [settled("PARKED", attempts=5)]},
        {"rows": [settled("PARKED", broken=True)]},
        {"rows": [settled("PARKED")], "refused": [ANNA]},
        {"rows": [settled("PARKED")], "broken_off": [ANNA, ANNA]},
        {
            "rows": [settled("PARKED")],
            "accepted": [replace(MAIL, answered=False)],
            "broken_off": [ANNA],
        },
        {"rows": [settled("PARKED")], "broken_off": [ANNA], "troubles": [KILL]},
    ],
)
def test_what_was_parked_for_a_cause_is_not_lost(why: dict[str, object]) -> None:
    assert broken(**{"accepted": []} | why) == ()


@pytest.mark.parametrize(
    "doubt",
    [
        {"broken_off": [ANNA]},
        {"accepted": [replace(MAIL, answered=False)]},
        {"troubles": [KILL]},
        {"broken_off": [ANNA], "troubles": [replace(KILL, workers=0)]},
        {"broken_off": [ANNA], "troubles": [replace(KILL, ended=NOON - 1)]},
    ],
)
def test_what_was_parked_for_one_doubt_is_lost(doubt: dict[str, object]) -> None:
    assert len(broken(**{"rows": [settled("PARKED")], "accepted": []} | doubt)) == 1


@pytest.mark.parametrize(("parked", "faults"), [(STEP, 0), (STEP + 1, 1)])
def test_one_killed_worker_may_have_had_ten_in_hand(parked: int, faults: int) -> None:
    people = [f"runner{number}@example.org" for number in range(parked)]
    rows = [replace(settled("PARKED"), address=person) for person in people]

    said = broken(owed=parked, rows=rows, accepted=[], broken_off=people, troubles=[KILL])

    assert said == (
        ("11 parked that only a dead worker may have sent, more than 10",) * faults
    )


def test_what_was_withdrawn_though_it_was_wanted_is_lost() -> None:
    assert len(broken(rows=[settled("WITHDRAWN")], accepted=[])) == 1


def test_what_was_withdrawn_because_nobody_wanted_it_is_not_lost() -> None:
    stop = Withdrawal(address=ANNA, at=NOON, grace=0)

    assert broken(rows=[settled("WITHDRAWN")], accepted=[], withdrawals=[stop]) == ()


def test_a_mail_may_double_when_its_worker_is_killed() -> None:
    history = replace(WELL, accepted=[MAIL, AGAIN], troubles=[KILL])

    assert check(history).broken == ()
    assert check(history).doubled == 1


def test_a_mail_may_double_while_its_worker_is_frozen() -> None:
    frozen = replace(KILL, began=MAIL.at - 9, ended=MAIL.at + 9, stalls=True)

    assert broken(accepted=[MAIL, AGAIN], troubles=[frozen]) == ()


def test_a_mail_may_double_when_nobody_heard_that_it_was_taken() -> None:
    history = replace(WELL, accepted=[replace(MAIL, answered=False), AGAIN])

    assert check(history).broken == ()
    assert (check(history).doubled, check(history).repeated) == (0, 1)


def test_a_mail_may_not_double_for_nothing() -> None:
    assert broken(accepted=[MAIL, AGAIN]) == (f"{ANNA}: came again for nothing",)


@pytest.mark.parametrize(
    "trouble",
    [
        replace(KILL, workers=0),
        replace(KILL, began=MAIL.at + WELL.lease + 1, ended=NOON + 100),
        replace(KILL, began=MAIL.at - 9, ended=MAIL.at + 9),
        replace(KILL, began=MAIL.at - 9, ended=MAIL.at - 1, stalls=True),
    ],
)
def test_what_had_nobody_in_its_grip_then_is_no_cause(trouble: Trouble) -> None:
    assert len(broken(accepted=[MAIL, AGAIN], troubles=[trouble])) == 1


def test_a_mail_may_not_come_again_under_another_message_id() -> None:
    other = replace(AGAIN, message_id="<2@example.org>")

    assert broken(accepted=[MAIL, other], troubles=[KILL]) == (
        f"{ANNA}: came again as <2@example.org>",
    )


@pytest.mark.parametrize(("doubled", "faults"), [(STEP, 0), (STEP + 1, 1)])
def test_one_killed_worker_may_double_ten_mails(doubled: int, faults: int) -> None:
    people = [f"runner{number}@example.org" for number in range(doubled)]
    mails = [replace(mail, address=person) for person in people for mail in (MAIL, AGAIN)]
    rows = [replace(SENT, address=person) for person in people]

    said = broken(owed=doubled, rows=rows, accepted=mails, troubles=[KILL])

    assert said == ("worker -9 doubled 11, more than 10",) * faults


@pytest.mark.parametrize(("seconds", "faults"), [(-1, 0), (4, 0), (6, 1)])
def test_a_mail_may_come_within_the_grace_of_a_stop(seconds: int, faults: int) -> None:
    stop = Withdrawal(address=ANNA, at=MAIL.at - seconds, grace=5)

    assert len(broken(withdrawals=[stop])) == faults


def test_a_mail_on_its_way_may_be_held_up_by_a_frozen_worker() -> None:
    stop = Withdrawal(address=ANNA, at=NOON, grace=0)
    frozen = Trouble(what="frozen", began=NOON - 5, ended=NOON + 9.5, workers=1)
    slow = replace(frozen, stalls=True)

    assert len(broken(withdrawals=[stop], troubles=[frozen])) == 1
    assert len(broken(withdrawals=[stop], troubles=[slow])) == 1
    assert broken(withdrawals=[stop], troubles=[replace(slow, ended=MAIL.at)]) == ()


@pytest.mark.parametrize(("seconds", "faults"), [(120, 0), (121, 1)])
def test_all_is_out_within_two_minutes_of_the_last_recovery(
    seconds: int, faults: int
) -> None:
    late = replace(MAIL, at=WELL.whole_at + seconds)

    assert len(broken(accepted=[late])) == faults


def test_what_fell_due_later_has_its_two_minutes_from_then() -> None:
    row = replace(SENT, due_at=WELL.whole_at + 60)
    mail = replace(MAIL, at=row.due_at + 119)

    assert check(replace(WELL, rows=[row], accepted=[mail])).worst_delay == 119


def test_what_was_tried_and_put_off_may_come_later() -> None:
    row = replace(SENT, was_put_off=True)

    verdict = check(replace(WELL, rows=[row], accepted=[replace(MAIL, at=NOON + HOURS)]))

    assert (verdict.broken, verdict.put_off) == ((), 1)


def test_a_mail_may_not_come_before_it_is_due() -> None:
    early = replace(MAIL, at=SENT.due_at - 5)

    assert broken(accepted=[early]) == (f"{ANNA}: came 5 s early",)
