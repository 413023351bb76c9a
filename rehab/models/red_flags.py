"""What the database refuses as long as nobody has cleared a red flag."""

from triage.rules.parts import Level

_REFUSE = """
        PERFORM 1 FROM triage_assessment AS told
          LEFT JOIN rehab_clearance AS cleared
            ON cleared.person_id = told.patient_id AND cleared.may_exercise
            AND cleared.at > coalesce(told.answered_at, told.started_at)
          WHERE told.patient_id = {person} AND cleared.id IS NULL
            AND told.worst_level >= {urgent};
        IF NOT FOUND THEN
          PERFORM 1 FROM rehab_diaryentry AS told
            JOIN rehab_plan AS earlier ON earlier.id = told.plan_id
            LEFT JOIN rehab_clearance AS cleared
              ON cleared.person_id = earlier.person_id AND cleared.may_exercise
              AND cleared.at > told.at
            WHERE earlier.person_id = {person} AND cleared.id IS NULL
              AND told.level >= {urgent};
        END IF;
        IF NOT FOUND THEN
          PERFORM 1 FROM rehab_planchange AS told
            JOIN rehab_plan AS earlier ON earlier.id = told.plan_id
            LEFT JOIN rehab_clearance AS cleared
              ON cleared.person_id = earlier.person_id AND cleared.may_exercise
              AND cleared.at > told.at
            WHERE earlier.person_id = {person} AND cleared.id IS NULL
              AND told.level >= {urgent};
        END IF;
        IF NOT FOUND THEN
          PERFORM 1 FROM triage_leveloverrule AS told
            JOIN triage_assessment AS judged ON judged.id = told.assessment_id
            LEFT JOIN LATERAL (
              SELECT level FROM triage_leveloverrule AS earlier
                WHERE earlier.assessment_id = told.assessment_id AND earlier.id < told.id
                ORDER BY earlier.id DESC LIMIT 1
            ) AS counted ON true
            LEFT JOIN rehab_clearance AS cleared
              ON cleared.person_id = judged.patient_id AND cleared.may_exercise
              AND cleared.at > told.at
            WHERE judged.patient_id = {person} AND cleared.id IS NULL
              AND told.level >= {urgent} AND (told.level > judged.worst_level
                OR told.level > coalesce(counted.level, judged.level));
        END IF;
        IF FOUND THEN
          RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    """


def refuse_past_a_red_flag(*, person: str, message: str) -> str:
    """Return the body of a trigger that raises if a red flag of ``person`` is uncleared.

    ``person`` is SQL for the key of somebody, ``message`` what the refusal says. A red flag
    is told in a check or the diary, called for in a plan, or said by a physio of a check
    in which less was told, or which counted for less by then: as ``raised`` reads it. A
    clearance that allows exercises covers what was told before it.
    """
    return _REFUSE.format(person=person, message=message, urgent=Level.SAME_DAY.value)
