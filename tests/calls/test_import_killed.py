"""An import that is killed at any moment and started again ends as if it had never been killed."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from calls import registry
from calls.models import Import, PhoneNumber, Range, Region, SuppressedNumber
from calls.pool.suppression import remember
from tests.calls.lists import CARS, MOSCOW, import_pool, write

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
# Twenty in all.
SEED, KILLS = 945, 10
REGIONS, NUMBERS = 12, 10_000
EMPTY = "TRUNCATE calls_phonenumber, calls_draw, calls_import"
CHECKSUM = """
SELECT region_id, count(*), count(DISTINCT number), sum(number), bit_xor(number)
FROM calls_phonenumber GROUP BY region_id ORDER BY region_id
"""


@pytest.fixture
def numbers(tmp_path):
    """A list of numbers in twelve regions, some of them suppressed, some of them twice."""
    regions = Region.objects.order_by("pk")[:REGIONS]
    firsts = range(MOSCOW, MOSCOW + REGIONS * NUMBERS, NUMBERS)
    registry.replace(
        [
            Range(first=first, last=first + NUMBERS - 1, region=region)
            for first, region in zip(firsts, regions, strict=True)
        ]
    )
    remember(range(MOSCOW, firsts[-1], 500), SuppressedNumber.Source.PAGE, "b")
    every = range(MOSCOW, firsts[-1] + NUMBERS)
    listed = random.Random(SEED).choices(every, k=len(every))
    return write(tmp_path, "\n".join(map(str, listed)), "list.gz")


def manage(*words):
    """Start manage.py on the database of the tests."""
    name = connection.settings_dict["NAME"]
    own = {"DATABASE_URL": re.sub(r"/[^/]*$", f"/{name}", os.environ["DATABASE_URL"])}
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=subprocess.DEVNULL)


def seconds_of(process):
    begun = time.monotonic()
    assert process.wait(120) == 0
    return time.monotonic() - begun


def prepare(others):
    """Leave nothing in the pool but `others`, which are no numbers of the list."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    PhoneNumber.objects.bulk_create(PhoneNumber(number=n, region_id=1, ticket=0) for n in others)
    Region.objects.update(size=0)
    Region.objects.filter(pk=1).update(size=len(others))


def state():
    """All that an import leaves, but what it left to chance."""
    with connection.cursor() as cursor:
        cursor.execute(CHECKSUM)
        return cursor.fetchall(), dict(Region.objects.values_list("pk", "size"))


@pytest.mark.parametrize("others", [[], [CARS]], ids=["empty", "beside others"])
def test_killed_and_started_again_it_ends_as_if_it_had_not_been(numbers, others):
    words = "import_pool", numbers, "--origin", "ranges"
    prepare(others)
    shortest, whole = seconds_of(manage(*words, "--help")), seconds_of(manage(*words))
    expected, count, killed = state(), PhoneNumber.objects.count(), 0
    rng = random.Random(SEED)

    for n in range(KILLS):
        prepare(others)
        process = manage(*words)
        time.sleep(shortest + (n + rng.random()) / KILLS * (whole - shortest))
        killed += process.poll() is None
        process.kill()
        process.wait()
        left = PhoneNumber.objects.count()
        again = import_pool(numbers)

        assert state() == expected
        assert others or left in (0, count)
        assert again.added + again.known + len(others) == count
        assert Import.objects.latest("pk").finished_at
    assert killed
