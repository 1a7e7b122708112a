"""The 83 subjects of ISO 3166-2:RU and the three pairs that the numbering registry has as one."""

import csv
from pathlib import Path

from django.db import migrations

REGIONS = Path(__file__).parent.parent / "regions.csv"


def load(apps, schema_editor):
    Region = apps.get_model("calls", "Region")
    with REGIONS.open(encoding="utf-8", newline="") as file:
        Region.objects.bulk_create(
            Region(
                id=row["id"],
                code=row["code"],
                name=row["name_en"],
                name_ru=row["name_ru"],
                name_en=row["name_en"],
                zones=row["zones"].split(),
                offsets=[int(minutes) for minutes in row["offsets"].split()],
            )
            for row in csv.DictReader(file)
        )


def unload(apps, schema_editor):
    apps.get_model("calls", "Region").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
