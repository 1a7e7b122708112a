"""Moderators look at reviews, close them, and may void reports."""

from django.db import migrations

from callrussia.rights import granted


class Migration(migrations.Migration):
    dependencies = [("calls", "0018_caller_counts")]
    operations = [granted("calls", "moderators", "view_review", "void")]
