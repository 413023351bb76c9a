from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('triage', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='by',
            field=models.TextField(default='Not recorded.'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='publication',
            name='note',
            field=models.TextField(default='Not recorded.'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by', ''), _negated=True), models.Q(('note', ''), _negated=True)), name='triage_published_by_somebody_with_a_note'),
        ),
    ]
