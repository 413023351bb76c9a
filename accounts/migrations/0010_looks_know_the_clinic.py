import django.contrib.postgres.fields
from django.db import migrations, models

# Where the viewers of earlier looks worked then nobody noted: where they work now is the
# best that is known.
NOTE_CLINICS = """
ALTER TABLE accounts_accesslog DISABLE TRIGGER USER;
UPDATE accounts_accesslog AS look SET worked_at = staff.clinics
  FROM (
    SELECT user_id, array_agg(clinic_id ORDER BY clinic_id) AS clinics
      FROM accounts_membership GROUP BY user_id
  ) AS staff
  WHERE staff.user_id = look.viewer_id AND look.worked_at = '{}';
ALTER TABLE accounts_accesslog ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_long_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='accesslog',
            name='worked_at',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='clinics where the viewer worked then'),
        ),
        migrations.RunSQL(NOTE_CLINICS, migrations.RunSQL.noop),
    ]
