"""What is known of the registry as it was last loaded, and what the pool has still to follow."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0005_autovacuum'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registry',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(db_default=0, default=0)),
                ('loaded_on', models.DateField(null=True)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='registry_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SmallIntegerField(choices=[(0, 'Finish'), (1, 'Drop'), (2, 'Place'), (3, 'Kept')])),
                ('first', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
                ('region', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='calls.region')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='correction_first_to_last'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 2), ('region__isnull', False)), models.Q(models.Q(('kind', 2), _negated=True), ('region', None)), _connector='OR'), name='correction_region_to_place')],
            },
        ),
    ]
