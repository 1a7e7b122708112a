"""A demo's invented people and calls hang together as real ones do."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, Sum

from calls import demo, figures, pool
from calls.intake import fill_demo
from calls.models import (
    Call,
    CallerKey,
    CountryTally,
    Draw,
    Fate,
    HourTally,
    Outcome,
    PhoneNumber,
    RegionTally,
    SuppressedNumber,
)
from calls.pool.batches import CROWD
from guidelines import library
from volunteers import membership
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
PEOPLE = 100


@pytest.fixture
def demo_pool(settings, db):
    settings.DEMO = True
    fill_demo(5000)


def filled():
    """Every table that the demo fills, as comparable rows."""
    tallies = (RegionTally, CountryTally, HourTally)
    return {
        "tallies": [sorted(tally.objects.values_list()) for tally in tallies],
        "calls": sorted(Call.objects.values_list("pk", "outcome")),
        "people": sorted(Volunteer.objects.values_list("pk", "pseudonym", "reports")),
        "numbers": sorted(PhoneNumber.objects.values_list("pk", "fate", "rest")),
        "draws": sorted(Draw.objects.values_list("pk", "outcome")),
    }


def shape():
    """What does not depend on chance: the counts, without keys and numbers."""
    return {
        "countries": sorted(CountryTally.objects.values_list("country", "day", "calls")),
        "regions": sorted(RegionTally.objects.values_list("region", "week", "calls")),
        "hours": sorted(HourTally.objects.values_list("hour", "outcome", "calls")),
        "calls": sorted(Call.objects.values_list("week", "outcome").annotate(n=Count("pk"))),
        "fates": sorted(PhoneNumber.objects.values_list("fate").annotate(n=Count("pk"))),
    }


def fill_and_undo():
    """What a filling would come to, though other calls may be going on by now."""
    with transaction.atomic():
        demo.fill(PEOPLE)
        came_to = shape()
        transaction.set_rollback(True)
    return came_to


def total(tally):
    return tally.objects.aggregate(calls=Sum("calls"))["calls"]


@pytest.mark.usefixtures("demo_pool")
def test_all_three_tallies_count_the_same_calls():
    demo.fill(PEOPLE)

    reports = Volunteer.objects.aggregate(n=Sum("reports"))["n"]
    waiting = Draw.objects.filter(number__isnull=False, version__gte=1).count()
    assert total(RegionTally) == total(CountryTally) == total(HourTally) == reports - waiting
    assert figures.public()["calls"] == reports


@pytest.mark.usefixtures("demo_pool")
def test_each_call_left_its_mark_on_one_number():
    demo.fill(PEOPLE)

    counted, fates = total(HourTally), dict(shape()["fates"])
    asked = HourTally.objects.filter(outcome=Outcome.ASKED).aggregate(n=Sum("calls"))["n"] or 0
    # Whoever calls now may come to a number that was marked by a call of weeks ago.
    lately = Draw.objects.filter(number__isnull=False, version__gte=1, found_rest=0).count()
    marked = PhoneNumber.objects.exclude(fate=Fate.LIVE, rest=0).count()
    hashes = SuppressedNumber.objects.filter(source=SuppressedNumber.Source.VOLUNTEER).count()
    assert marked == counted + lately
    assert fates.get(Fate.SUPPRESSED, 0) == asked == hashes


@pytest.mark.usefixtures("demo_pool")
def test_calls_were_settled_in_crowds_under_the_keys_of_their_callers():
    demo.fill(PEOPLE)

    settled = Call.objects.count()
    assert settled + Draw.objects.forgotten().count() == total(HourTally)
    # How many more depends on the weekday: a crowd is of one week.
    assert settled >= CROWD
    keys = set(CallerKey.objects.values_list("pk", flat=True))
    assert set(Call.objects.values_list("caller_key", flat=True)) == keys


@pytest.mark.usefixtures("demo_pool")
def test_calls_were_made_in_the_last_four_weeks_from_many_countries():
    demo.fill(PEOPLE)

    shown = figures.public()
    assert sum(calls for _day, calls in shown["days"]) == shown["calls"]
    assert shown["countries"] >= 20
    assert 2.5 <= shown["calls"] / PEOPLE <= 4.5


@pytest.mark.usefixtures("demo_pool")
def test_no_call_is_forgotten_with_its_number():
    demo.fill(PEOPLE)

    hour_ago = datetime.timedelta(hours=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM calls_draw WHERE number_id IS NOT NULL AND drawn_at < now() - %s",
            [hour_ago],
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("demo_pool")
def test_a_second_run_changes_nothing():
    demo.fill(PEOPLE)
    before = filled()

    assert demo.fill(PEOPLE) is False
    assert filled() == before


@pytest.mark.usefixtures("demo_pool")
def test_the_same_calls_are_invented_each_time():
    assert fill_and_undo() == fill_and_undo()


@pytest.mark.usefixtures("demo_pool")
def test_each_role_can_be_signed_in_as(capsys):
    call_command("demo_data", "--volunteers", "30")

    roles = {
        "volunteer@example.org": (False, False, []),
        "new@example.org": (False, False, []),
        "moderator@example.org": (True, False, ["moderators"]),
        "psychologist@example.org": (True, False, ["psychologists"]),
        "colleague@example.org": (True, False, ["psychologists"]),
        "admin@example.org": (True, True, []),
    }
    said = capsys.readouterr().out
    for email, expected in roles.items():
        person = membership.find(email)
        groups = list(person.groups.values_list("name", flat=True))
        assert (person.is_staff, person.is_superuser, groups) == expected
        assert EmailAddress.objects.filter(user=person, verified=True, primary=True).count() == 1
        assert email in said
        assert person.is_practised == (email != "new@example.org")
    new = membership.find("new@example.org")
    assert library.must_read(new) == library.live()
    assert library.must_read(membership.find("volunteer@example.org")) is None


@pytest.mark.usefixtures("demo_pool")
def test_the_volunteer_to_sign_in_as_holds_nothing_yet():
    demo.fill(PEOPLE)

    assert pool.held_by(membership.find("volunteer@example.org")) is None


def test_outside_a_demo_nothing_is_invented(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="This is no demo"):
        call_command("demo_data")
    assert Volunteer.objects.count() == 0


def test_without_the_mark_of_a_demo_database_nothing_is_invented(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="This is no demo"):
        call_command("demo_data")
    assert Volunteer.objects.count() == 0
