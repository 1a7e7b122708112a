"""Each promise is seen broken, then mended or left; and what the operator reads of it."""

import io
import re
import threading

import numpy as np
import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from calls import checking
from calls.checking import findings, reading
from calls.checking.numbers import Whole
from calls.checking.reading import Rows
from calls.management import progress
from calls.models import HourTally, PhoneNumber, Range, Region, SuppressedNumber
from calls.pool.suppression import remember
from tests.calls.breakages import KEY, LATE, LEFT, MENDED, SIZE, UNFOLLOWED
from tests.calls.breaking import FIRST, LIVE, make_campaign
from tests.factories import make_number, make_region, move


@pytest.fixture
def _one_snapshot(django_db_setup, django_db_blocker):
    """Make the test's own transaction one snapshot: it can't be made one later."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield
        connection.connection.isolation_level = None


@pytest.fixture
def made(_one_snapshot, db):
    return make_campaign()


def broken(found):
    return {finding.promise for finding in found if finding.count}


def cases(table):
    return pytest.mark.parametrize(
        ("promises", "breaking"), table, ids=[" ".join(sorted(promises)) for promises, _ in table]
    )


def test_a_sound_pool_keeps_every_promise(made):
    assert broken(checking.check()) == set()


@pytest.mark.usefixtures("_one_snapshot", "db")
def test_an_empty_pool_is_sound():
    assert broken(checking.check()) == set()


@cases(LEFT)
def test_what_others_must_decide_is_named_and_left(made, promises, breaking):
    breaking(made)

    found = checking.check()

    assert broken(found) == promises
    assert [f.promise for f in found if f.count and not f.is_broken] == []


@cases(MENDED)
def test_what_has_one_right_answer_is_mended_when_told(made, promises, breaking):
    breaking(made)
    found = checking.check()
    assert broken(found) == promises

    checking.mend(found)

    assert [f.promise for f in found if f.is_broken] == []
    assert broken(checking.check()) == set()


@cases(LATE)
def test_what_is_late_is_done_when_told(made, promises, breaking):
    breaking(made)
    found = checking.check()
    assert broken(found) == promises
    assert [f.promise for f in found if f.is_broken] == []

    checking.mend(found)

    assert broken(checking.check()) == set()


@cases(UNFOLLOWED)
def test_what_the_next_load_of_the_registry_will_do_is_late(made, promises, breaking):
    breaking(made)

    found = checking.check()

    assert broken(found) == promises
    assert [f.promise for f in found if f.is_broken] == []


def test_a_number_is_known_again_in_another_block(made):
    whole, row = Whole(), Rows(*(np.array([value]) for value in (LIVE, 1, 0, 0, 0)))

    for _ in range(3):
        whole.take(row)

    assert whole.once.count == 2


def test_no_more_rows_are_remembered_than_one_run_mends(made, monkeypatch):
    monkeypatch.setattr(findings, "KEPT", 2)
    PhoneNumber.objects.filter(fate__gte=2).update(rest=1)

    rested = next(f for f in checking.check() if f.count)

    assert (rested.count, len(rested.rows)) == (3, 2)


def test_under_another_key_nothing_is_told_of_the_list_and_nothing_mended(made, settings):
    settings.SUPPRESSION_KEY = "another key of fifty characters, as invented as that"
    Region.objects.filter(size=10).update(size=11)

    found = checking.check()

    assert broken(found) == {KEY, SIZE}
    with pytest.raises(checking.Refused):
        checking.mend(found)
    assert Region.objects.filter(size=11).exists()


def test_whatever_was_loaded_meanwhile_is_not_undone(made):
    Region.objects.filter(size=10).update(size=11)
    found = checking.check()
    Region.objects.update(size=1010)

    checking.mend(found)

    assert Region.objects.get(pk=made["open"].number.region_id).size == 1010


def said(*options):
    """What the command prints, and whether it ends well."""
    out = io.StringIO()
    try:
        call_command("check_pool", *options, stdout=out, stderr=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)], error.returncode
    return out.getvalue().splitlines(), 0


def test_the_command_says_that_all_is_well(made):
    lines, code = said()

    assert {line[:8] for line in lines[:-1]} == {"ok      "}
    assert (lines[-1].partition(" promises")[0], code) == (str(len(lines) - 1), 0)


def test_the_command_says_what_is_broken_and_what_to_do(made):
    PhoneNumber.objects.filter(pk=LIVE).update(rest=32767)
    Region.objects.filter(size=10).update(size=11)

    lines, code = said()

    at = next(n for n, line in enumerate(lines) if not line.startswith("ok"))
    assert lines[at : at + 3] == [
        "broken  No number rests for more than 186 days. Not so: 1.",
        "        +7 945 •••-••-09",
        "        A moderator must say whether they were set aside on purpose; nothing draws them.",
    ]
    assert (lines[-1], code) == ("2 of them are broken.", 1)


def test_the_command_mends_and_still_ends_badly_while_anything_is_broken(made):
    PhoneNumber.objects.filter(pk=LIVE).update(rest=32767)
    Region.objects.filter(size=10).update(size=11)

    lines, code = said("--mend")

    assert f"mended  {SIZE} Not so: 1." in lines
    assert (lines[-1], code) == ("1 of them are broken.", 1)


def test_the_command_ends_well_once_all_is_mended(made):
    Region.objects.filter(size=10).update(size=11)

    assert said("--mend")[1] == 0


def test_what_is_late_does_not_end_badly(made):
    move(made["nobody"], hours=26)

    lines, code = said()

    assert "late    A report is forgotten within a day. Not so: 1." in lines
    assert code == 0


def test_the_command_prints_no_number(made):
    PhoneNumber.objects.update(rest=32767, region=1)
    remember([FIRST + n for n in range(10)], SuppressedNumber.Source.PAGE, "test")

    lines, _code = said("--mend")

    assert [line for line in lines if re.search(r"9\d{9}", re.sub(r"[\s()+-]", "", line))] == []


def test_the_command_shows_how_far_it_is(made, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0)

    lines, _code = said()

    assert lines[0].startswith("checking: 10, 100%, ")


def test_sums_are_told_where_tallies_differ(made):
    HourTally.objects.update(calls=3)

    lines, _code = said()

    assert "        by region 1, by country 1, by hour 3" in lines


@pytest.mark.django_db(transaction=True)
def test_what_others_do_meanwhile_is_not_seen(monkeypatch):
    """Several blocks of rows, and after the first one somebody writes into all others."""
    monkeypatch.setattr(reading, "PAGES", 1)
    region = make_region(size=2000)
    numbers = [PhoneNumber(number=FIRST + n, region=region, ticket=0) for n in range(2000)]
    PhoneNumber.objects.bulk_create(numbers)
    Range.objects.create(first=FIRST, last=FIRST + 9999, region=region)
    shares = []

    def disturb(rows, share):
        if not shares:
            thread = threading.Thread(target=load_more, args=[region])
            thread.start()
            thread.join()
        shares.append((rows, share))

    found = checking.check(disturb)

    assert broken(found) == set()
    assert len(shares) > 5
    assert shares[-1] == (2000, 1)
    assert PhoneNumber.objects.filter(fate=2).count() == 2001


def load_more(region):
    make_number(region, number=FIRST + 5000)
    PhoneNumber.objects.update(fate=2, rest=1)
    connection.close()
