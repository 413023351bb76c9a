from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rehab', '0007_mails_with_manners'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='check_in_time',
            field=models.TimeField(blank=True, null=True, verbose_name='of mails that are but a check-in'),
        ),
    ]
