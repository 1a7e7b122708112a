"""Keep of each import where its numbers are from, and what became of its lines."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0006_registry'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('directory', "a directory of people's numbers"), ('ranges', 'ranges of the numbering registry')], max_length=10, verbose_name='origin')),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('read', models.PositiveIntegerField(verbose_name='read')),
                ('added', models.PositiveIntegerField(verbose_name='added')),
                ('known', models.PositiveIntegerField(verbose_name='in the pool already')),
                ('twice', models.PositiveIntegerField(verbose_name='repeated in the list')),
                ('suppressed', models.PositiveIntegerField(verbose_name='never to be called')),
                ('excluded', models.PositiveIntegerField(verbose_name='excluded')),
                ('no_range', models.PositiveIntegerField(verbose_name='in no range')),
                ('invalid', models.PositiveIntegerField(verbose_name='no mobile numbers')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-begun_at',),
                'default_permissions': ('view',),
            },
        ),
    ]
