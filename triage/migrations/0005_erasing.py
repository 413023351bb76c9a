from django.db import migrations

# See accounts 0006: this one deletes what triage holds of somebody.
ERASE = """
CREATE FUNCTION triage_erase(person bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text;
  counted jsonb;
BEGIN
  PERFORM accounts_may_erase(person);
  before := accounts_pass_triggers(
    'triage_assessment', 'triage_movementcheck', 'triage_leveloverrule', 'triage_blindrating'
  );
  WITH theirs AS (
    SELECT id FROM triage_assessment WHERE patient_id = person
  ), ratings AS (
    DELETE FROM triage_blindrating WHERE assessment_id IN (TABLE theirs)
    RETURNING 'triage_blindrating' AS t
  ), overrules AS (
    DELETE FROM triage_leveloverrule WHERE assessment_id IN (TABLE theirs)
    RETURNING 'triage_leveloverrule'
  ), looks AS (
    DELETE FROM triage_movementcheck WHERE assessment_id IN (TABLE theirs)
    RETURNING 'triage_movementcheck'
  ), assessments AS (
    DELETE FROM triage_assessment WHERE patient_id = person RETURNING 'triage_assessment'
  )
  SELECT coalesce(jsonb_object_agg(t, n), '{}') INTO counted FROM (
    SELECT t, count(*) AS n FROM (
      TABLE ratings UNION ALL TABLE overrules UNION ALL TABLE looks
      UNION ALL TABLE assessments
    ) AS gone GROUP BY t
  ) AS by_table;
  PERFORM set_config('pgtrigger.ignore', before, true);
  RETURN counted;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_erasing"),
        ("triage", "0004_physios_at_work"),
    ]

    operations = [
        migrations.RunSQL(
            [ERASE, "REVOKE ALL ON FUNCTION triage_erase(bigint) FROM PUBLIC"],
            "DROP FUNCTION triage_erase(bigint)",
        ),
    ]
