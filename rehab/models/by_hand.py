"""What the database refuses of changes that physios make in plans by hand."""

import pgtrigger

from rehab.models.red_flags import refuse_past_a_red_flag
from rehab.models.running import OVERRIDE_LASTS

# The highest stage with which the rules open running, by the time off: our default.
FIRST_STAGE_AT_MOST = 6

_REFUSE_ANOTHER_OVERRIDE = """
    PERFORM 1 FROM rehab_override AS aside
      JOIN rehab_plan AS plan ON plan.id = aside.plan_id
      JOIN accounts_user AS runner ON runner.id = plan.person_id
      WHERE aside.id = NEW.override_id AND aside.plan_id = NEW.plan_id
        AND aside."limit" = CASE NEW.what WHEN 'RUNG' THEN 'DOSE' ELSE NEW.what END
        AND aside.at = NEW.at AND aside.by_id = NEW.by_id
        AND (NEW.at AT TIME ZONE runner.time_zone)::date
          BETWEEN aside.begins_on AND aside.ends_on;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a change refers to an override of its own limit, given with it'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


def _met_twice(gate: str) -> str:
    """Return SQL for whether the list of a gate was met twice, two days apart."""
    return f"""(
        SELECT coalesce(max(met."on") - min(met."on") >= 2, false)
          FROM rehab_gateanswer AS met
          WHERE met.plan_id = NEW.plan_id AND met.gate = {gate} AND met.open_items = '{{}}'
    )"""  # noqa: S608 - of names in this file, for a trigger


# A physio writes a change down before the plan moves: what was before stands in the plan.
_REFUSE_TOO_HARD = f"""
    SELECT plan.person_id,
      CASE NEW.what
        WHEN 'PHASE' THEN plan.phase
        WHEN 'STAGE' THEN coalesce(plan.stage, -1)
        WHEN 'RUNG' THEN coalesce(held.rung, 1)
        ELSE 0
      END
      INTO runner, was
      FROM rehab_plan AS plan LEFT JOIN rehab_planexercise AS held
        ON held.plan_id = plan.id AND held.exercise = NEW.subject
      WHERE plan.id = NEW.plan_id;
    IF NEW.by_id = runner OR NEW.after = 'OUT' OR NEW.after = 'AUTO' THEN
      RETURN NEW;
    END IF;
    IF NEW.what <> 'EXERCISE' THEN
      IF coalesce(nullif(NEW.before, '')::integer, -1) <> was THEN
        RAISE EXCEPTION 'a change by hand tells what was before it'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      becomes := coalesce(nullif(NEW.after, '')::integer, -1);
      IF becomes <= was THEN
        RETURN NEW;
      END IF;
    END IF;
    {
    refuse_past_a_red_flag(
        person="runner", message="nothing gets harder past an uncleared red flag"
    )
}
    IF NEW.what = 'EXERCISE' OR NEW.override_id IS NOT NULL THEN
      RETURN NEW;
    END IF;
    IF NEW.what = 'PHASE' THEN
      earned := becomes = was + 1 AND {_met_twice("'phase-' || was")};
    ELSIF NEW.what = 'STAGE' AND was = -1 THEN
      earned := becomes <= {FIRST_STAGE_AT_MOST} AND {_met_twice("'run'")};
    ELSE
      earned := becomes = was + 1 AND NOT EXISTS (
        SELECT 1 FROM rehab_planchange AS rose
          LEFT JOIN rehab_planchange AS undone ON undone.undoes_id = rose.id
          WHERE rose.plan_id = NEW.plan_id AND rose.what = NEW.what
            AND rose.subject = NEW.subject AND undone.id IS NULL
            AND rose.at > NEW.at - interval '2 days'
            AND nullif(rose.after, '')::integer
              > coalesce(nullif(rose.before, '')::integer, -1)
      );
    END IF;
    IF NOT earned THEN
      RAISE EXCEPTION 'nothing gets harder by hand past a limit but by its own override'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - of names in this file, for a trigger


def _step(told: str) -> str:
    """Return SQL for a phase, stage or rung as a number; of anything else, and none, -1."""
    return f"(CASE WHEN {told} ~ '^[0-9]+$' THEN {told}::integer ELSE -1 END)"


# To take back what spared the knee makes the plan harder, whoever had done it. A phase, a
# stage or a dose comes back only while it might still be given: see ``OVERRIDE_LASTS``.
_REFUSE_UNDOING = f"""
    SELECT plan.person_id, (NEW.at AT TIME ZONE person.time_zone)::date, taken.at,
      taken.what IN ('PHASE', 'STAGE', 'RUNG'),
      CASE
        WHEN taken.what IN ('PHASE', 'STAGE', 'RUNG') THEN
          {_step("taken.before")} > {_step("taken.after")}
        WHEN taken.what = 'EXERCISE' THEN taken.before = 'IN'
        ELSE true
      END
      INTO runner, today, taken_at, by_steps, harder
      FROM rehab_planchange AS taken JOIN rehab_plan AS plan ON plan.id = NEW.plan_id
        JOIN accounts_user AS person ON person.id = plan.person_id
      WHERE taken.id = NEW.undoes_id;
    IF NOT harder THEN
      RETURN NEW;
    END IF;
    {
    refuse_past_a_red_flag(
        person="runner", message="nothing gets harder past an uncleared red flag"
    )
}
    IF NOT by_steps THEN
      RETURN NEW;
    END IF;
    SELECT aside.ends_on INTO allowed_until
      FROM rehab_planchange AS taken
        JOIN rehab_planchange AS rose ON rose.plan_id = taken.plan_id
          AND rose.what = taken.what AND rose.subject = taken.subject AND rose.id < taken.id
        LEFT JOIN rehab_planchange AS undone ON undone.undoes_id = rose.id
        LEFT JOIN rehab_override AS aside ON aside.id = rose.override_id
      WHERE taken.id = NEW.undoes_id AND undone.id IS NULL
        AND {_step("rose.before")} < {_step("taken.before")}
        AND {_step("rose.after")} >= {_step("taken.before")}
      ORDER BY rose.id DESC LIMIT 1;
    IF NEW.at > taken_at + interval '{
    OVERRIDE_LASTS.days
} days' OR today > allowed_until THEN
      RAISE EXCEPTION 'an undo brings nothing harder back past its override or 14 days'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - of names in this file, for a trigger


def by_hand_within_limits() -> list[pgtrigger.Trigger]:
    """Return the triggers that hold what physios change in a plan to its limits.

    By itself passes one step: to the next phase once its list was met twice, to the next
    stage, or to the next dose of an exercise that did not get harder in the two days
    before; running opens once its list was met twice. All else names an override of its own
    limit, which the same physio gave with it and which lets nothing else pass. Past an
    uncleared red flag nothing gets harder, also by an undo, and no exercise is put in. No
    undo brings a harder phase, stage or dose back after 14 days, or once the override has
    ended by which the plan had come so far.
    """
    return [
        pgtrigger.Trigger(
            name="names_the_override_of_its_own_limit",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__override__isnull=False),
            func=_REFUSE_ANOTHER_OVERRIDE,
        ),
        pgtrigger.Trigger(
            name="is_made_harder_by_hand_within_the_limits",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(
                new__by__isnull=False,
                new__what__in=["PHASE", "STAGE", "RUNG", "EXERCISE"],
            ),
            declare=[
                ("runner", "bigint"),
                ("was", "integer"),
                ("becomes", "integer"),
                ("earned", "boolean"),
            ],
            func=_REFUSE_TOO_HARD,
        ),
        _undone_within_limits(),
    ]


def _undone_within_limits() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="is_undone_within_limits",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__what="UNDONE"),
        declare=[
            ("runner", "bigint"),
            ("today", "date"),
            ("taken_at", "timestamptz"),
            ("allowed_until", "date"),
            ("by_steps", "boolean"),
            ("harder", "boolean"),
        ],
        func=_REFUSE_UNDOING,
    )
