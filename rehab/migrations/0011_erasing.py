from django.db import migrations

# See accounts 0006: this one deletes what rehab holds of somebody. Every part of one
# statement sees the rows as they were before it.
ERASE = """
CREATE FUNCTION rehab_erase(person bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text;
  counted jsonb;
BEGIN
  PERFORM accounts_may_erase(person);
  before := accounts_pass_triggers(
    'rehab_attention', 'rehab_carenote', 'rehab_checkin', 'rehab_clearance',
    'rehab_diaryentry', 'rehab_exercisechoice', 'rehab_exercisereport',
    'rehab_exercisesession', 'rehab_gateanswer', 'rehab_message', 'rehab_override',
    'rehab_plan', 'rehab_planchange', 'rehab_planexercise', 'rehab_reminder',
    'rehab_reminderact', 'rehab_run', 'rehab_runweek', 'rehab_seenanswer',
    'rehab_seenfollowup', 'rehab_sessionreport', 'rehab_sharedsheet', 'rehab_sheetrecord'
  );
  WITH plans AS (
    SELECT id FROM rehab_plan WHERE person_id = person
  ), entries AS (
    SELECT id FROM rehab_diaryentry WHERE plan_id IN (TABLE plans)
  ), mails AS (
    SELECT id FROM rehab_reminder WHERE person_id = person
  ), sheets AS (
    SELECT id FROM rehab_sharedsheet WHERE person_id = person
  ), g01 AS (
    DELETE FROM rehab_sheetrecord WHERE sheet_id IN (TABLE sheets)
    RETURNING 'rehab_sheetrecord' AS t
  ), g02 AS (
    DELETE FROM rehab_sharedsheet WHERE person_id = person RETURNING 'rehab_sharedsheet'
  ), g03 AS (
    DELETE FROM rehab_carenote WHERE person_id = person RETURNING 'rehab_carenote'
  ), g04 AS (
    DELETE FROM rehab_attention WHERE person_id = person RETURNING 'rehab_attention'
  ), g05 AS (
    DELETE FROM rehab_seenanswer WHERE reminder_id IN (TABLE mails)
    RETURNING 'rehab_seenanswer'
  ), g06 AS (
    DELETE FROM rehab_reminderact WHERE reminder_id IN (TABLE mails)
    RETURNING 'rehab_reminderact'
  ), g07 AS (
    DELETE FROM rehab_sessionreport WHERE entry_id IN (TABLE entries)
    RETURNING 'rehab_sessionreport'
  ), g08 AS (
    DELETE FROM rehab_exercisereport WHERE entry_id IN (TABLE entries)
    RETURNING 'rehab_exercisereport'
  ), g09 AS (
    DELETE FROM rehab_run WHERE entry_id IN (TABLE entries) RETURNING 'rehab_run'
  ), g10 AS (
    DELETE FROM rehab_checkin WHERE entry_id IN (TABLE entries) RETURNING 'rehab_checkin'
  ), g11 AS (
    DELETE FROM rehab_diaryentry WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_diaryentry'
  ), g12 AS (
    DELETE FROM rehab_gateanswer WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_gateanswer'
  ), g13 AS (
    DELETE FROM rehab_planexercise WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_planexercise'
  ), g14 AS (
    DELETE FROM rehab_exercisechoice WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_exercisechoice'
  ), g15 AS (
    DELETE FROM rehab_runweek WHERE plan_id IN (TABLE plans) RETURNING 'rehab_runweek'
  ), g16 AS (
    DELETE FROM rehab_planchange WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_planchange'
  ), g17 AS (
    DELETE FROM rehab_override WHERE plan_id IN (TABLE plans) RETURNING 'rehab_override'
  ), g18 AS (
    DELETE FROM rehab_reminder WHERE person_id = person RETURNING 'rehab_reminder'
  ), g19 AS (
    DELETE FROM rehab_exercisesession WHERE plan_id IN (TABLE plans)
    RETURNING 'rehab_exercisesession'
  ), g20 AS (
    DELETE FROM rehab_message WHERE person_id = person RETURNING 'rehab_message'
  ), g21 AS (
    DELETE FROM rehab_clearance WHERE person_id = person RETURNING 'rehab_clearance'
  ), g22 AS (
    DELETE FROM rehab_seenfollowup WHERE person_id = person RETURNING 'rehab_seenfollowup'
  ), g23 AS (
    DELETE FROM rehab_plan WHERE person_id = person RETURNING 'rehab_plan'
  )
  SELECT coalesce(jsonb_object_agg(t, n), '{}') INTO counted FROM (
    SELECT t, count(*) AS n FROM (
      TABLE g01 UNION ALL TABLE g02 UNION ALL TABLE g03 UNION ALL TABLE g04
      UNION ALL TABLE g05 UNION ALL TABLE g06 UNION ALL TABLE g07 UNION ALL TABLE g08
      UNION ALL TABLE g09 UNION ALL TABLE g10 UNION ALL TABLE g11 UNION ALL TABLE g12
      UNION ALL TABLE g13 UNION ALL TABLE g14 UNION ALL TABLE g15 UNION ALL TABLE g16
      UNION ALL TABLE g17 UNION ALL TABLE g18 UNION ALL TABLE g19 UNION ALL TABLE g20
      UNION ALL TABLE g21 UNION ALL TABLE g22 UNION ALL TABLE g23
    ) AS gone GROUP BY t
  ) AS by_table;
  PERFORM set_config('pgtrigger.ignore', before, true);
  RETURN counted;
END $$;
"""

# What was answered or pressed keeps its mail.
FORGET_MAILS = """
CREATE FUNCTION rehab_forget_mails(older_than timestamptz, at_most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text;
  counted bigint;
BEGIN
  IF older_than IS NULL OR older_than > now() - interval '1 year' THEN
    RAISE EXCEPTION 'mails are kept for a year at least'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  before := accounts_pass_triggers('rehab_reminder');
  DELETE FROM rehab_reminder AS mail WHERE mail.id IN (
    SELECT old.id FROM rehab_reminder AS old WHERE old.settled_at < older_than
      AND NOT EXISTS (SELECT FROM rehab_diaryentry WHERE reminder_id = old.id)
      AND NOT EXISTS (SELECT FROM rehab_seenanswer WHERE reminder_id = old.id)
      AND NOT EXISTS (SELECT FROM rehab_reminderact WHERE reminder_id = old.id)
      AND NOT EXISTS (SELECT FROM rehab_reminder WHERE snoozed_from_id = old.id)
    ORDER BY old.settled_at LIMIT at_most
  );
  GET DIAGNOSTICS counted = ROW_COUNT;
  PERFORM set_config('pgtrigger.ignore', before, true);
  RETURN counted;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_erasing"),
        ("triage", "0005_erasing"),
        ("rehab", "0010_by_hand_within_limits"),
    ]

    operations = [
        migrations.RunSQL(
            [
                ERASE,
                FORGET_MAILS,
                "REVOKE ALL ON FUNCTION rehab_erase(bigint) FROM PUBLIC",
                "REVOKE ALL ON FUNCTION rehab_forget_mails(timestamptz, integer) FROM PUBLIC",
            ],
            [
                "DROP FUNCTION rehab_erase(bigint)",
                "DROP FUNCTION rehab_forget_mails(timestamptz, integer)",
            ],
        ),
    ]
