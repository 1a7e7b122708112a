"""Days off of those who call, and weekly counts of children and people in distress."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0023_rules_work'),
        ('volunteers', '0006_pseudonyms_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL)),
                ('until', models.DateTimeField(db_index=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'day off',
                'verbose_name_plural': 'days off',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Encounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='week of')),
                ('kind', models.CharField(choices=[('child', 'a child'), ('distress', 'somebody in distress')], max_length=8, verbose_name='who')),
                ('amount', models.PositiveIntegerField(default=0, verbose_name='how often')),
            ],
            options={
                'verbose_name': 'child or person in distress',
                'verbose_name_plural': 'children and people in distress',
                'ordering': ('-week', 'kind'),
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('week', 'kind'), name='encounter_one_a_week'), models.CheckConstraint(condition=models.Q(('week__iso_week_day', 1)), name='encounter_week_is_monday')],
            },
        ),
    ]
