import django.contrib.postgres.fields
import volunteers.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0009_hashes'),
    ]

    operations = [
        migrations.AddField(
            model_name='call',
            name='has_rehearsed',
            field=models.BooleanField(db_default=False, default=False, verbose_name='rehearsed'),
        ),
        migrations.AddField(
            model_name='draw',
            name='has_rehearsed',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('three_minutes', 'talks of three minutes or more, among answered calls'), ('talked', 'talks of any length, among answered calls'), ('gentle', 'talks that felt warm or calm, among answered calls')], default='three_minutes', max_length=13, verbose_name='measure')),
                ('least', models.PositiveSmallIntegerField(default=5, verbose_name='smallest difference that matters, in percentage points')),
                ('openers', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveBigIntegerField(), editable=False, size=None)),
                ('declared_on', models.DateField(db_default=volunteers.models.Today(), editable=False, verbose_name='declared')),
                ('begins', models.DateField(verbose_name='begins')),
                ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='ended')),
            ],
            options={
                'verbose_name': 'trial of openers',
                'verbose_name_plural': 'trials of openers',
                'ordering': ('-begins', '-pk'),
                'permissions': (('hold_trial', 'May declare and end trials of openers'),),
                'default_permissions': ('view',),
                'constraints': [models.CheckConstraint(condition=models.Q(('begins__gt', models.F('declared_on'))), name='trial_declared_before'), models.CheckConstraint(condition=models.Q(('begins__iso_week_day', 1)), name='trial_begins_on_monday'), models.CheckConstraint(condition=models.Q(('least__gte', 1), ('least__lte', 50)), name='trial_least_in_points'), models.CheckConstraint(condition=models.Q(('openers__len__gte', 2), ('openers__len__lte', 3)), name='trial_two_or_three'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('ended_on',), name='trial_one_at_a_time', nulls_distinct=False)],
            },
        ),
    ]
