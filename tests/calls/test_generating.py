import pytest

from calls import intake
from calls.files import Refused
from calls.intake.generating import Walk
from calls.models import PhoneNumber, Range, Region, SuppressedNumber
from calls.pool.suppression import suppress
from tests.calls.lists import (
    CALLABLE,
    CARS,
    MAGADAN,
    MOSCOW,
    TOMSK,
    import_pool,
    load_registry,
    write,
)

pytestmark = pytest.mark.django_db


def pool():
    return set(PhoneNumber.objects.values_list("pk", flat=True))


def in_ranges():
    """How many numbers of the pool lie in each range that may be called, and its capacity."""
    return [
        (PhoneNumber.objects.filter(pk__range=(r.first, r.last)).count(), r.last - r.first + 1)
        for r in Range.objects.filter(exclusion="")
    ]


@pytest.mark.parametrize("total", [1, 2, 3, 10, 997, 31_010])
def test_every_number_is_visited_once(total):
    ranges = [
        Range(first=MOSCOW, last=MOSCOW + total // 2),
        Range(first=TOMSK, last=TOMSK + total - total // 2 - 2),
    ]
    walk = Walk(ranges if total > 1 else ranges[:1], seed=5)

    visited = walk.take(total + 1).tolist()

    assert (len(visited), len(set(visited)), walk.is_over) == (total, total, True)
    assert all(any(r.first <= number <= r.last for r in ranges) for number in visited)


def test_numbers_are_spread_over_the_ranges_in_proportion():
    load_registry()

    intake.generate(3101, seed=1)

    assert len(pool()) == 3101
    assert [round(capacity / 10 - found, 9) for found, capacity in in_ranges()] == pytest.approx(
        [0] * 6, abs=3
    )


def test_numbers_lie_in_the_region_of_their_range():
    load_registry()

    intake.generate(CALLABLE, seed=2)

    regions = dict(PhoneNumber.objects.values_list("pk", "region__code"))
    assert len(regions) == CALLABLE
    assert (regions[MOSCOW], regions[MOSCOW + 9999]) == ("RU-MOW+RU-MOS",) * 2
    assert (regions[MAGADAN], regions[MAGADAN + 9]) == ("RU-MAG",) * 2


def test_a_seed_makes_the_same_numbers_all_at_once_and_in_batches():
    load_registry()
    intake.generate(500, seed=3)
    first = pool()
    PhoneNumber.objects.all().delete()
    # It is no number that may be called, and yet the pool is not empty.
    PhoneNumber.objects.create(number=CARS, region_id=1, ticket=0)

    intake.generate(500, seed=3, batch=7)

    assert (len(first), first) == (500, pool() - {CARS})


def test_another_seed_makes_other_numbers():
    load_registry()
    ranges = list(Range.objects.filter(exclusion=""))

    one, other = (set(Walk(ranges, seed).take(500).tolist()) for seed in (3, 4))

    assert len(one & other) < 100


def test_numbers_that_are_there_are_skipped():
    load_registry()
    intake.generate(300, seed=3)

    found = intake.generate(200, seed=3, batch=150)

    assert (found.added, len(pool())) == (200, 500)


def test_it_ends_when_all_numbers_are_there():
    load_registry()

    found = intake.generate(CALLABLE + 1, seed=3)

    assert (found.added, len(pool())) == (CALLABLE, CALLABLE)
    assert all(found == capacity for found, capacity in in_ranges())


def test_suppressed_numbers_are_never_made():
    load_registry()
    suppress(MAGADAN + 3, SuppressedNumber.Source.PAGE, "b")

    found = intake.generate(CALLABLE, seed=3)

    assert (found.added, found.suppressed) == (CALLABLE - 1, 1)
    assert MAGADAN + 3 not in pool()


@pytest.mark.parametrize("others", [[], [CARS]], ids=["empty", "beside others"])
def test_suppressed_numbers_are_made_up_for(others):
    load_registry()
    PhoneNumber.objects.bulk_create(PhoneNumber(number=n, region_id=1, ticket=0) for n in others)
    first = Walk(list(Range.objects.filter(exclusion="")), 3).take(102).tolist()
    for number in first[:2]:
        suppress(number, SuppressedNumber.Source.PAGE, "b")

    found = intake.generate(100, seed=3)

    assert pool() == {*first[2:], *others}
    assert (found.read, found.added, found.suppressed) == (102, 100, 2)


def test_without_a_registry_nothing_is_made():
    with pytest.raises(Refused, match="There is no numbering registry yet"):
        intake.generate(1, seed=1)


def test_a_registry_of_excluded_ranges_alone_is_refused():
    load_registry()
    Range.objects.filter(exclusion="").delete()

    with pytest.raises(Refused, match="no range that may be called"):
        intake.generate(1, seed=1)


def test_a_demo_covers_every_region_in_proportion(settings):
    settings.DEMO = True

    intake.fill_demo(40_000)

    sizes = dict(Region.objects.filter(pk__lte=86).values_list("code", "size"))
    assert sum(sizes.values()) == PhoneNumber.objects.count() == 40_000
    assert min(sizes.values()) >= 1
    assert 0.22 < sizes["RU-MOW+RU-MOS"] / 40_000 < 0.25


def test_a_demo_uses_the_whole_of_its_four_codes_and_no_other(settings):
    settings.DEMO = True

    intake.fill_demo(1)

    spans = list(Range.objects.order_by("first").values_list("first", "last"))
    assert (spans[0][0], spans[-1][1]) == (7_945_000_0000, 7_948_999_9999)
    assert sum(last - first + 1 for first, last in spans) == 40_000_000
    assert not Range.objects.exclude(exclusion="").exists()


def test_a_demo_is_brought_to_a_size_not_filled_again(settings):
    settings.DEMO = True
    intake.fill_demo(300)

    again, more, less = (intake.fill_demo(size).added for size in (300, 500, 100))

    assert (again, more, less, len(pool())) == (0, 200, 0, 500)


def test_elsewhere_there_is_no_demo(settings):
    settings.DEMO = False

    with pytest.raises(Refused, match="This is no demo"):
        intake.fill_demo(10)

    assert not Range.objects.exists()


def test_a_database_with_other_numbers_never_becomes_a_demo(settings):
    PhoneNumber.objects.create(number=7_949_000_0000, region_id=1, ticket=0)
    settings.DEMO = True

    with pytest.raises(Refused, match="has numbers of other codes"):
        intake.fill_demo(10)

    assert (Range.objects.count(), len(pool())) == (0, 1)


@pytest.mark.parametrize("size", [0, -1, 40_000_001])
def test_a_demo_has_a_size_within_reason(settings, size):
    settings.DEMO = True

    with pytest.raises(Refused, match="1 to 40,000,000 numbers"):
        intake.fill_demo(size)


def test_a_demo_imports_its_own_codes_alone(settings, tmp_path):
    settings.DEMO = True
    intake.fill_demo(1)

    found = import_pool(write(tmp_path, f"{MOSCOW}\n{7_949_000_0000}\n"))

    assert (found.read, found.no_range) == (2, 1)
