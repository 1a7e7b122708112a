import django.contrib.postgres.fields
import django.db.models.deletion
import volunteers.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0016_checks_region'),
        ('volunteers', '0006_pseudonyms_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Void',
            fields=[
                ('volunteer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('voided_on', models.DateField(db_default=volunteers.models.Today())),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VoidedKey',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('week', models.DateField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='draw',
            name='delay',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='CallerCount',
            fields=[
                ('pk', models.CompositePrimaryKey('caller_key', 'kind', 'value', 'country', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('delay', 'time until the report'), ('hour', 'hour of the day'), ('outcome', 'outcome'), ('canary', 'test numbers that ring nobody, reported as answered')], max_length=7)),
                ('value', models.CharField(max_length=20)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('calls', models.PositiveIntegerField()),
                ('caller_key', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='calls.callerkey')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='VoidedTally',
            fields=[
                ('pk', models.CompositePrimaryKey('week', 'outcome', 'country', blank=True, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('outcome', models.CharField(choices=[('nobody', 'Nobody answered'), ('no_such_number', 'The number does not exist'), ('no_calls_from_abroad', 'The network refuses calls from abroad'), ('ended', 'They ended it'), ('talked', 'We talked'), ('asked_not_to', 'Asked not to be called'), ('unsuited', 'Not a person to be called')], max_length=20)),
                ('country', models.CharField(max_length=2)),
                ('calls', models.IntegerField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('calls__lte', 0)), name='voided_tally_takes_away')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_on', models.DateField(db_default=volunteers.models.Today(), editable=False, verbose_name='raised')),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('quick', 'reports that came within 10 seconds'), ('talks', 'talks among all reports'), ('outcomes', 'how unusual the outcomes are'), ('delays', 'how unusual the times until the report are'), ('hours', 'how evenly the calls lie round the clock'), ('canaries', 'test numbers that ring nobody, reported as answered')], max_length=8), editable=False, size=None, verbose_name='why')),
                ('state', models.CharField(choices=[('open', 'open'), ('fine', 'nothing wrong'), ('voided', 'reports voided')], db_default='open', default='open', max_length=6, verbose_name='state')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='closed')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='volunteer')),
            ],
            options={
                'verbose_name': 'review of reports',
                'verbose_name_plural': 'reviews of reports',
                'permissions': (('void', 'May close reviews, and void reports'),),
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('volunteer',), name='review_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='review_closed_on_a_day'), models.CheckConstraint(condition=models.Q(('reasons__len__gte', 1)), name='review_has_reasons')],
            },
        ),
    ]
