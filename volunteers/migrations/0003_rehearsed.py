from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('volunteers', '0002_moderators'),
    ]

    operations = [
        migrations.AddField(
            model_name='volunteer',
            name='rehearsed',
            field=models.CharField(blank=True, choices=[('', 'not'), ('tried', 'tried'), ('whole', 'to the end')], db_default='', default='', max_length=5, verbose_name='rehearsed'),
        ),
    ]
