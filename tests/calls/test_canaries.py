"""Numbers that ring nobody: lent like any other, and never counted."""

import pytest

from calls import canaries, checking, effects, figures, outlook, pool, stage
from calls.models import (
    CHECKS,
    Call,
    Canary,
    CountryTally,
    Draw,
    Fate,
    HourTally,
    Outcome,
    PhoneNumber,
    Range,
    Region,
    RegionTally,
    Rules,
    SuppressedNumber,
)
from calls.pool import drawing
from calls.pool.canaries import HONEST
from tests.factories import make_caller, make_number, make_region, make_volunteer, move

pytestmark = pytest.mark.django_db

FIRST = 79470000000


@pytest.fixture
def gaps():
    """Three numbers that ring nobody beside a region that may be called, all draws checking."""
    region = make_region()
    Range.objects.create(first=79450000000, last=79459999999, region=region, territory="")
    canaries.add([FIRST, FIRST + 1, FIRST + 2])
    make_number(region)
    # More than the rules allow: only a test can be sure of each draw.
    Rules.objects.update(checks_new=100, checks_known=100, checks_proven=100)
    outlook.forget()


def is_check(drawn):
    return drawn.posed_as_id is not None


def test_a_check_is_never_a_volunteers_first(gaps):
    first, second = pool.draw(make_caller()), pool.draw(make_caller(reports=1))

    assert [is_check(drawn) for drawn in (first, second)] == [False, True]
    assert second.number.region_id == CHECKS


def test_without_such_numbers_and_at_a_rate_of_none_nobody_is_checked(gaps):
    Rules.objects.update(checks_new=0, checks_known=0, checks_proven=0)
    outlook.forget()

    assert is_check(pool.draw(make_caller(reports=1))) is False


def test_where_all_of_them_are_lent_or_rest_a_number_is_drawn_as_ever(gaps):
    PhoneNumber.objects.filter(region=CHECKS).update(rest=30_000)

    assert is_check(pool.draw(make_caller(reports=1))) is False


def test_no_ordinary_draw_comes_to_one():
    canaries_only = make_region()
    Range.objects.create(first=79450000000, last=79450000001, region=canaries_only, territory="")
    canaries.add([FIRST])

    with pytest.raises(pool.NotNow) as refused:
        pool.draw(make_caller(reports=1, is_doubted=True))
    assert refused.value.reason == pool.Refusal.DRY
    assert list(Region.objects.filter(pk=CHECKS)) == []


@pytest.mark.parametrize("reason", ["enough", "pause", "paused"])
def test_who_may_not_draw_is_not_checked_either(gaps, reason):
    volunteer = make_caller(reports=1)
    pool.release(pool.draw(volunteer), "not_now")
    changes = {
        "enough": {"allowance_small": 1, "allowance_new": 1},
        "pause": {"pause_new": 900},
        "paused": {"is_paused": True},
    }
    Rules.objects.update(**changes[reason])
    outlook.forget()

    with pytest.raises(pool.NotNow) as refused:
        pool.draw(volunteer)
    assert refused.value.reason == reason
    assert Draw.objects.count() == 1


def test_the_page_of_one_is_that_of_another_number(gaps, client):
    pages = []
    for reports in (0, 1):
        volunteer = make_caller(reports=reports, language="en")
        drawn = pool.draw(volunteer)
        assert is_check(drawn) is bool(reports)
        found = stage.find(drawn.pk, volunteer)
        client.force_login(volunteer)
        page = client.get(f"/en/call/draws/{drawn.pk}/").text
        pages.append((found.number.region, found.number.region.name in page, len(page) // 1000))
        assert "ring nobody" not in page

    assert pages[0] == pages[1]


def test_both_are_drawn_by_the_same_statement_with_the_same_terms(gaps):
    known = outlook.fresh()
    given = [drawing.terms(make_caller(), known, known.choose(), 0, c) for c in (False, True)]
    differing = {name for name in given[0] if given[0][name] != given[1][name]}

    assert differing - {"opener"} == {"id", "volunteer", "region", "posed_as"}


@pytest.mark.parametrize("outcome", Outcome.values)
def test_whatever_is_said_of_one_only_rests_it_for_days(gaps, outcome):
    volunteer = make_caller(reports=1)
    drawn = pool.draw(volunteer)
    pool.report(drawn, outcome)

    number, told = PhoneNumber.objects.get(pk=drawn.number_id), Draw.objects.get(pk=drawn.pk)
    days = number.rest - effects.day_of(told.reported_at)
    assert (number.fate, days in (1, 2, 3)) == (Fate.LIVE, True)
    # The volunteer is told what they would be of any other.
    assert told.effect == effects.effect_of(outcome, False, Fate.LIVE)


def test_the_reason_that_one_knows_whose_it_is_rests_it_for_days_only(gaps):
    drawn = pool.draw(make_caller(reports=1))
    pool.release(drawn, "known")

    number, closed = PhoneNumber.objects.get(pk=drawn.number_id), Draw.objects.get(pk=drawn.pk)
    assert number.rest - effects.day_of(closed.closed_at) in (1, 2, 3)


def forget(outcome):
    """Report a check and let it be forgotten: the draw and its volunteer."""
    volunteer = make_caller(reports=1)
    drawn = pool.draw(volunteer)
    pool.report(drawn, outcome)
    move(drawn, hours=24)
    pool.forget()
    volunteer.refresh_from_db()
    return Draw.objects.get(pk=drawn.pk), volunteer


@pytest.mark.parametrize("outcome", Outcome.values)
def test_only_what_can_be_true_of_one_passes(gaps, outcome):
    _drawn, volunteer = forget(outcome)
    pool.forget()
    volunteer.refresh_from_db()

    assert volunteer.checks_passed == (outcome in HONEST)
    assert sorted(HONEST) == ["no_calls_from_abroad", "no_such_number", "nobody"]


def test_none_is_a_call_or_is_counted(gaps):
    before = figures.public()
    drawn = pool.draw(make_caller(reports=1))
    pool.report(drawn, Outcome.ASKED)
    during = figures.public()
    move(drawn, hours=24)
    pool.forget()
    after = figures.public()
    Draw.objects.update(drawn_at=Draw.objects.get().drawn_at.replace(year=2025))
    pool.settle()

    assert before["calls"] == during["calls"] == after["calls"] == 0
    counted = [t.objects.count() for t in (RegionTally, CountryTally, HourTally, Call, Draw)]
    assert counted == [0, 0, 0, 0, 0]
    assert SuppressedNumber.objects.exclude(source="key").count() == 0


def test_forgotten_like_any_other_it_still_counts_for_the_day(gaps):
    drawn, volunteer = forget(Outcome.NOBODY)

    assert (drawn.number_id, drawn.volunteer, drawn.expires_at) == (None, volunteer, None)
    assert drawn.drawn_at.minute == 0


def test_who_is_proven_has_passed_a_check_where_there_are_some(gaps):
    met, unmet = make_caller(is_proven=True), make_caller(is_proven=True, checks_passed=0)

    assert [pool.draw(person).is_proven for person in (met, unmet)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_the_pool_is_whole_with_them(gaps):
    Region.objects.filter(size=1000).update(size=1)
    drawn = pool.draw(make_caller(reports=1))
    pool.report(drawn, Outcome.ASKED)

    assert [f.promise for f in checking.check() if f.count] == []


def test_a_moderator_sees_where_it_posed(gaps, client):
    drawn = pool.draw(make_caller(reports=1))
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))

    page = client.get("/en/admin/calls/draw/").text
    assert (drawn.posed_as.name in page, "ring nobody</td>" in page) == (True, False)


def test_a_hash_tells_of_no_suppressed_number(gaps):
    pool.suppress(FIRST, SuppressedNumber.Source.PAGE, "2026")

    hashes = {bytes(h) for h in Canary.objects.values_list("pk", flat=True)}
    suppressed = {bytes(h) for h in SuppressedNumber.objects.values_list("pk", flat=True)}
    assert (len(hashes), hashes & suppressed) == (3, set())
