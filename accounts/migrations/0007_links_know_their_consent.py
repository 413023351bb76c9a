from django.db import migrations

# A link and the consent it rests on were written at one moment.
FIND = """
UPDATE accounts_carelink AS link SET consent_id = consent.id
FROM accounts_consent AS consent
WHERE link.consent_id IS NULL
  AND consent.person_id = link.patient_id
  AND consent.kind = 'CLINIC'
  AND consent.given_at = link.begun_at
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_erasing'),
    ]

    operations = [
        migrations.RunSQL(FIND, migrations.RunSQL.noop),
    ]
