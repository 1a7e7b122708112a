"""Where somebody can be talked to, by country."""

import django_countries.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guidelines', '0011_notes_vacuum'),
    ]

    operations = [
        migrations.CreateModel(
            name='Helpline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='Empty: it answers in many countries.', max_length=2, verbose_name='country')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('phone', models.CharField(blank=True, help_text='As one dials it there.', max_length=40, verbose_name='phone')),
                ('address', models.URLField(blank=True, verbose_name='address')),
                ('languages', models.CharField(max_length=120, verbose_name='languages')),
                ('languages_ru', models.CharField(max_length=120, null=True, verbose_name='languages')),
                ('languages_en', models.CharField(max_length=120, null=True, verbose_name='languages')),
                ('hours', models.CharField(max_length=120, verbose_name='hours')),
                ('hours_ru', models.CharField(max_length=120, null=True, verbose_name='hours')),
                ('hours_en', models.CharField(max_length=120, null=True, verbose_name='hours')),
                ('source', models.URLField(help_text='Where all this stands.', verbose_name='source')),
                ('checked_on', models.DateField(verbose_name='checked on')),
            ],
            options={
                'verbose_name': 'helpline',
                'verbose_name_plural': 'helplines',
                'ordering': ('country', 'name'),
                'constraints': [models.CheckConstraint(condition=models.Q(('address', ''), ('phone', ''), _negated=True), name='helpline_can_be_reached', violation_error_message='Give a phone number or an address.')],
            },
        ),
    ]
