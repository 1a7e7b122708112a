"""The region of numbers that ring nobody: an id that no subject of the country has, and no size.

Back again, its numbers go with it.
"""

from django.db import migrations

CHECKS = 999


def make(apps, schema_editor):
    apps.get_model("calls", "Region").objects.create(
        id=CHECKS,
        code="CHECKS",
        name="Numbers that ring nobody",
        name_en="Numbers that ring nobody",
        name_ru="Номера, по которым никто не ответит",
        zones=["UTC"],
        offsets=[0],
    )


def remove(apps, schema_editor):
    numbers = apps.get_model("calls", "PhoneNumber").objects.filter(region_id=CHECKS)
    apps.get_model("calls", "Draw").objects.filter(number__in=numbers).delete()
    numbers.delete()
    apps.get_model("calls", "Region").objects.filter(id=CHECKS).delete()


class Migration(migrations.Migration):
    dependencies = [("calls", "0015_canaries")]
    operations = [migrations.RunPython(make, remove)]
