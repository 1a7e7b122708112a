"""The row that is kept of each intake."""

import pytest
from django.db.models import F

from calls import intake
from calls.models import Import, Origin, SuppressedNumber
from calls.pool.suppression import suppress
from tests.calls.lists import CARS, MOSCOW, NOWHERE, TOMSK, load_registry, write

pytestmark = pytest.mark.django_db

COUNTS = ("read", "added", "known", "twice", "suppressed", "excluded", "no_range", "invalid")


def counts():
    return list(Import.objects.order_by("pk").values_list("origin", *COUNTS))


def test_an_import_is_kept_with_its_origin_and_all_its_counts(tmp_path):
    load_registry()
    suppress(TOMSK, SuppressedNumber.Source.PAGE, "b")
    numbers = [MOSCOW, MOSCOW, MOSCOW + 1, TOMSK, CARS, CARS, NOWHERE, "x"]
    path = write(tmp_path, "\n".join(map(str, numbers)))

    intake.import_pool(path, Origin.DIRECTORY)
    intake.import_pool(path, Origin.DIRECTORY)

    assert counts() == [
        ("directory", 8, 2, 0, 1, 1, 2, 1, 1),
        ("directory", 8, 0, 2, 1, 1, 2, 1, 1),
    ]


def test_an_import_beside_other_numbers_is_kept_once(tmp_path):
    load_registry()
    both = [write(tmp_path, f"{first}\n{first + 1}\n", f"{first}") for first in (MOSCOW, TOMSK)]

    for path in both:
        intake.import_pool(path, Origin.DIRECTORY, batch=1)

    assert counts() == [("directory", 2, 2, 0, 0, 0, 0, 0, 0)] * 2


def test_the_times_of_an_import_are_the_databases(tmp_path):
    load_registry()

    intake.import_pool(write(tmp_path, f"{MOSCOW}"), Origin.RANGES)

    assert not Import.objects.filter(finished_at=None).exists()


def test_what_was_generated_comes_from_ranges():
    load_registry()
    suppress(MOSCOW, SuppressedNumber.Source.PAGE, "b")

    intake.generate(20_000, seed=1)
    intake.generate(20_000, seed=1)

    rows = Import.objects.filter(origin=Origin.RANGES, finished_at__isnull=False)
    assert rows.filter(read=F("added") + F("known") + F("suppressed")).count() == 2


def test_a_demo_comes_from_ranges(settings):
    settings.DEMO = True

    intake.fill_demo(30)
    intake.fill_demo(30)

    assert list(Import.objects.values_list("origin", "added")) == [("ranges", 30)]
