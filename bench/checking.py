"""`manage.py check_pool` on the whole pool, beside merely reading every row of it once."""

import os
import subprocess
import sys

from django.db import connection

from bench import crowd, sweep_rows
from bench.harness import Bar, Report, interleave, median, ratios, seconds_of
from calls.models import PhoneNumber, SuppressedNumber
from calls.models.pool import FIRST_NUMBER, LAST_NUMBER
from calls.pool.suppression import remember
from volunteers.models import Volunteer

# One in so many has asked not to be called, and one in so many was called in the last day.
ASKED, DRAWN, PEOPLE = 400, 400, 30_000
# More parameters than these no statement takes.
MOST = 10_000
READ = (
    "SELECT sum(number), sum(region_id), sum(rest), sum(ticket), sum(fate) FROM calls_phonenumber"
)
SUPPRESS = "UPDATE calls_phonenumber SET fate = 4 WHERE number = ANY(%s)"
CHECK = [sys.executable, "manage.py", "check_pool"]
# A bit for each number that there can be: of those the four silent codes touch a twenty-fifth.
BITS = (LAST_NUMBER - FIRST_NUMBER) / 8 / 2**20


def run(stage) -> Report:
    prepare(stage)
    peaks = []
    found = interleave(stage.rounds, limit=limit, check=lambda: check(peaks))
    bars = [
        Bar.over("check_pool", found["check"], 60, "s"),
        Bar("memory of check_pool, over all codes", max(peaks) + BITS, 300, "MiB"),
    ]
    reach = median(ratios(found["check"], found["limit"]))
    return Report(bars, {"seconds": found, "against reading the pool": reach, "peak MiB": peaks})


def prepare(stage):
    """A sound pool in the midst of a campaign: all that is checked is there in great numbers."""
    people = crowd.gather(PEOPLE if not stage.is_small else 100)
    Volunteer.objects.filter(pk__in=people).update(reports=stage.size)
    suppress(stage.size // ASKED)
    sweep_rows.fill(sweep_rows.REPORTED, stage.size, stage.size // DRAWN, people)
    sweep_rows.fill(sweep_rows.EXPIRED, stage.size, len(people) // 2, people)


def suppress(count: int):
    numbers = list(PhoneNumber.objects.values_list("pk", flat=True)[:count])
    with connection.cursor() as cursor:
        cursor.execute(SUPPRESS, [numbers])
    for start in range(0, count, MOST):
        remember(numbers[start : start + MOST], SuppressedNumber.Source.PAGE, "bench")


def limit() -> float:
    with connection.cursor() as cursor:
        return seconds_of(lambda: cursor.execute(READ))


def check(peaks: list[float]) -> float:
    """Its seconds; it must find nothing broken. What memory it took is added to `peaks`."""

    def run_it():
        running = subprocess.Popen(CHECK, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            raise RuntimeError("check_pool found the pool to be broken.")
        peaks.append(used.ru_maxrss / 1024)

    return seconds_of(run_it)
