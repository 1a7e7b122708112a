"""Rights that migrations give to a group."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def granted(app: str, group: str, *codenames: str) -> migrations.RunPython:
    """Give `group`, made where there is none yet, these rights of `app`; backwards, take them."""

    def give(apps, schema_editor):
        found, _ = apps.get_model("auth", "Group").objects.get_or_create(name=group)
        found.permissions.add(*_rights(apps, app, codenames))

    def take(apps, schema_editor):
        found = apps.get_model("auth", "Group").objects.get(name=group)
        found.permissions.remove(*_rights(apps, app, codenames))

    return migrations.RunPython(give, take)


def _rights(apps, app, codenames):
    """Their rows, made now: Django itself makes them only after the last migration."""
    config = apps.get_app_config(app)
    config.models_module = True
    create_permissions(config, verbosity=0, apps=apps)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label=app, codename__in=codenames
    )
