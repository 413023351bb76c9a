"""What the database itself holds of every reminder, named as sentences."""

from functools import reduce
from operator import or_

import pgtrigger
from django.db import models
from django.db.models import F, Q

SLOTS_A_DAY = 4
SAFETY_SLOT = 4  # kept free for mails that cannot wait; nothing else may take it

CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(
        fields=["person", "local_on", "slot"],
        condition=~Q(state="WITHDRAWN"),
        name="rehab_one_reminder_a_slot",
    ),
    models.UniqueConstraint(
        fields=["plan"],
        condition=Q(kind="WELCOME") & ~Q(state="WITHDRAWN"),
        name="rehab_one_welcome_a_plan",
    ),
    models.UniqueConstraint(
        fields=["plan"],
        condition=Q(kind="GOODBYE") & ~Q(state="WITHDRAWN"),
        name="rehab_one_goodbye_a_plan",
    ),
    models.CheckConstraint(
        condition=Q(slot__gte=1, slot__lte=SLOTS_A_DAY),
        name="rehab_four_slots_a_day",
    ),
    models.CheckConstraint(
        condition=Q(kind="SEEN", plan=None, follow_up__isnull=False, message=None)
        | Q(kind="MESSAGE", plan=None, follow_up=None, message__isnull=False)
        | (
            ~Q(kind__in=["SEEN", "MESSAGE"])
            & Q(plan__isnull=False, follow_up=None, message=None)
        ),
        name="rehab_owed_by_a_plan_a_follow_up_or_a_message",
    ),
    models.CheckConstraint(
        condition=Q(kind="SESSION", session__isnull=False)
        | (~Q(kind="SESSION") & Q(session=None)),
        name="rehab_a_session_mail_is_of_a_session",
    ),
    models.CheckConstraint(
        condition=~Q(kind__in=["CHECK_IN", "VISIT"]) | ~Q(about=""),
        name="rehab_a_check_in_or_visit_has_a_name",
    ),
    models.CheckConstraint(
        condition=Q(put_off=False) | Q(state="DUE", lease_until__isnull=False),
        name="rehab_put_off_until_some_time",
    ),
    models.CheckConstraint(
        condition=~Q(kind="SEEN") | Q(slot=SAFETY_SLOT),
        name="rehab_questions_take_the_slot_for_safety",
    ),
    models.CheckConstraint(
        condition=Q(slot__lt=SAFETY_SLOT) | Q(kind__in=["VISIT", "SEEN"]),
        name="rehab_nothing_else_takes_the_slot_for_safety",
    ),
    models.CheckConstraint(
        condition=Q(useful_until__gt=F("due_at")),
        name="rehab_of_use_for_a_while",
    ),
    models.CheckConstraint(
        condition=Q(state="DUE", settled_at=None)
        | Q(
            state__in=["SENT", "MISSED", "PARKED", "WITHDRAWN"],
            settled_at__isnull=False,
            lease_until=None,
        ),
        name="rehab_settled_means_timed_and_let_go",
    ),
    models.CheckConstraint(
        condition=Q(state__in=["DUE", "SENT"], reason="")
        | (Q(state__in=["MISSED", "PARKED", "WITHDRAWN"]) & ~Q(reason="")),
        name="rehab_unsent_says_why",
    ),
]

_SENT = pgtrigger.Q(old__state="SENT")
# What went, to whom, what about and when. For which hour it was owed tells nothing.
_OF_THE_MAIL = (
    "person",
    "plan",
    "follow_up",
    "message",
    "session",
    "kind",
    "about",
    "also",
    "facts",
    "state",
    "settled_at",
)
_CHANGED = reduce(
    or_,
    (pgtrigger.Q(**{f"old__{f}__df": pgtrigger.F(f"new__{f}")}) for f in _OF_THE_MAIL),
)
TRIGGERS = [
    pgtrigger.Protect(
        name="what_was_sent_stands",
        operation=pgtrigger.Update,
        condition=_SENT & _CHANGED,
    ),
    pgtrigger.Protect(
        name="what_was_sent_is_kept", operation=pgtrigger.Delete, condition=_SENT
    ),
]
