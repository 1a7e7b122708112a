"""Moderators see the counts of security events."""

from django.db import migrations

from callrussia.rights import granted


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("callrussia", "0001_security_events"),
    ]
    operations = [granted("callrussia", "moderators", "view_securityevent")]
