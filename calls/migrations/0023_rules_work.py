"""Whether strangers are asked for a proof of work: not, unless a moderator says so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0019_void_rights'),
    ]

    operations = [
        migrations.AddField(
            model_name='rules',
            name='proof_of_work',
            field=models.CharField(choices=[('never', 'never'), ('loaded', 'while many join at once'), ('always', 'always')], default='never', help_text='Whoever joins, asks for help or wants no calls waits about a second for their device to reckon, or twenty seconds without JavaScript. It slows a flood down.', max_length=6, verbose_name='ask for a proof of work'),
        ),
    ]
