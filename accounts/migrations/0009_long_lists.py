from django.db import migrations, models

# Without this the planner does not know how few have any one word, or how it begins.
COUNT_WORDS = "ALTER TABLE accounts_personword ALTER word SET STATISTICS 1000"
COUNT_WORDS_AS_USUAL = "ALTER TABLE accounts_personword ALTER word SET STATISTICS DEFAULT"
# Nor that the runners of one clinic may all have named a physio, and those of another none.
COUNT_RUNNERS = """
CREATE STATISTICS accounts_runners_of_physios (mcv) ON clinic_id, physio_id FROM accounts_carelink;
ALTER STATISTICS accounts_runners_of_physios SET STATISTICS 500;
"""
COUNT_RUNNERS_NO_MORE = "DROP STATISTICS accounts_runners_of_physios"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_found_by_words'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='carelink',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['clinic', 'physio', 'patient'], name='accounts_runners_of_a_clinic'),
        ),
        migrations.AddIndex(
            model_name='carelink',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['-begun_at', '-id'], name='accounts_newest_links'),
        ),
        migrations.RunSQL(COUNT_WORDS, COUNT_WORDS_AS_USUAL),
        migrations.RunSQL(COUNT_RUNNERS, COUNT_RUNNERS_NO_MORE),
    ]
