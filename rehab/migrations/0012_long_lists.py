import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rehab', '0011_erasing'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='clearance',
            index=models.Index(fields=['-at', '-id'], name='rehab_newest_clearances'),
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['plan', '-at'], include=('level', 'id'), name='rehab_diary_of_a_plan'),
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['-level', '-at', '-id'], name='rehab_most_urgent_days'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['-opened_at', '-id'], name='rehab_newest_plans'),
        ),
        migrations.AddIndex(
            model_name='seenfollowup',
            index=models.Index(fields=['-begun_at', '-id'], name='rehab_newest_follow_ups'),
        ),
        migrations.AlterField(
            model_name='diaryentry',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='diary', to='rehab.plan'),
        ),
    ]
