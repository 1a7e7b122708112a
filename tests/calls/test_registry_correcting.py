"""What a registry that is loaded again does to the numbers of the pool and to their draws."""

import pytest

from calls import pool, registry
from calls.files import Refused
from calls.models import (
    Correction,
    Draw,
    Ending,
    Fate,
    Outcome,
    PhoneNumber,
    Range,
    Reason,
    Region,
    Registry,
    SuppressedNumber,
)
from tests.calls.lists import CARS, MOSCOW, REGISTRY, TOMSK, edited, load_registry, write
from tests.factories import make_caller, make_number, make_region, move

pytestmark = pytest.mark.django_db

# Lines of the test registry.
MOSCOWS, TOMSKS = 2, 6
EXCLUDED = "946;0000000;0004999;5000;АО «ГЛОНАСС»;-;Томская область;7703383783"
OMSK = "946;0000000;0004999;5000;ООО;-;Омская область;7700000000"
FATES = [Fate.LIVE, Fate.TRIED, Fate.DONE, Fate.DEAD, Fate.SUPPRESSED]


@pytest.fixture
def reload(tmp_path):
    """Loads the test registry with the line of Tomsk put otherwise, or left out."""

    def loaded(line=None, **options):
        path = write(tmp_path, edited({TOMSKS: line}), "registry.csv")
        return registry.load(path, anyway=True, **options)

    load_registry()
    return loaded


def make_all(first=TOMSK, **fields):
    """A number of each fate in a row, the second of them resting."""
    return [
        make_number(number=first + n, fate=fate, rest=900 if n == 1 else 0, **fields)
        for n, fate in enumerate(FATES)
    ]


def fates(first=TOMSK):
    rows = PhoneNumber.objects.filter(pk__range=(first, first + 99)).order_by("pk")
    return list(rows.values_list("fate", "rest"))


def region(code):
    return Region.objects.get(code=code)


def draw_tomsk(**fields):
    """A number of Tomsk, and the draw that lends it."""
    number = make_number(make_region(), number=TOMSK, **fields)
    return number, pool.draw(make_caller(is_proven=True))


def test_what_is_newly_excluded_is_done_unless_it_is_stricter(reload):
    make_all()
    make_all(MOSCOW)

    done = reload(EXCLUDED).done

    assert fates() == [(2, 0), (2, 0), (2, 0), (3, 0), (4, 0)]
    assert fates(MOSCOW) == [(0, 0), (1, 900), (2, 0), (3, 0), (4, 0)]
    assert (done["finished"], done["closed"], Correction.objects.count()) == (2, 0, 0)


def test_whoever_holds_a_number_newly_excluded_loses_it(reload):
    _number, drawn = draw_tomsk()

    assert reload(EXCLUDED).done["closed"] == 1

    drawn.refresh_from_db()
    assert (drawn.ending, drawn.closed_at is not None) == (Ending.TAKEN, True)
    with pytest.raises(pool.NotNow):
        pool.draw(drawn.volunteer)


def test_the_page_of_a_draw_taken_back_is_kind_and_takes_a_late_report(reload, client):
    number, drawn = draw_tomsk()
    client.force_login(drawn.volunteer)
    address = f"/en/call/draws/{drawn.pk}/"
    reload(EXCLUDED)

    page = client.get(address)
    client.post(f"{address}report/", {"choice": "talked"})

    told = page.content.decode()
    number.refresh_from_db()
    drawn.refresh_from_db()
    assert (page.status_code, "tel:" in told) == (200, False)
    assert "This number has been taken back" in told
    assert (drawn.outcome, number.fate) == (Outcome.TALKED, Fate.DONE)


@pytest.mark.parametrize("line", [EXCLUDED, None])
@pytest.mark.parametrize("outcome", [Outcome.ENDED, Outcome.NOBODY])
def test_no_amendment_sets_it_free_again(reload, line, outcome):
    number, drawn = draw_tomsk()
    pool.report(drawn, outcome)
    reload(line)

    pool.amend(drawn, 1, Outcome.NOBODY)

    number.refresh_from_db()
    assert number.fate == Fate.DONE


def test_no_release_is_undone_once_its_number_is_excluded(reload):
    _number, drawn = draw_tomsk()
    pool.release(drawn, Reason.NOT_NOW)
    reload(EXCLUDED)

    assert not pool.unrelease(drawn)


def test_what_may_be_called_again_stays_done(reload):
    make_all()
    reload(EXCLUDED)

    loaded = registry.load(REGISTRY)

    assert [fate for fate, _rest in fates()] == [2, 2, 2, 3, 4]
    assert loaded.changes["car", region("RU-TOM").pk] == 5000


def test_a_corrected_region_reaches_every_number_whatever_its_fate(reload):
    make_all(region=region("RU-TOM"))
    make_number(region("RU-TOM"), number=MOSCOW)
    Region.objects.filter(code="RU-TOM").update(size=6)
    Region.objects.filter(code="RU-OMS").update(size=1, dry_until="2100-01-01T00:00Z")

    done = reload(OMSK).done

    moved = PhoneNumber.objects.filter(region__code="RU-OMS")
    assert set(moved.values_list("pk", flat=True)) == set(range(TOMSK, TOMSK + 5))
    assert fates() == [(0, 0), (1, 900), (2, 0), (3, 0), (4, 0)]
    assert (region("RU-TOM").size, region("RU-OMS").size) == (1, 6)
    assert (region("RU-OMS").dry_until, done["moved"]) == (None, 5)


def test_what_is_in_no_range_goes_unless_it_was_finished(reload):
    make_all(region=region("RU-TOM"))
    Region.objects.filter(code="RU-TOM").update(size=5)

    done = reload().done

    assert [fate for fate, _rest in fates()] == [2, 3, 4]
    assert (region("RU-TOM").size, done["dropped"], done["kept"]) == (3, 2, 0)


def test_what_a_draw_names_is_done_now_and_deleted_by_a_later_load(reload):
    number, drawn = draw_tomsk()

    done = reload().done

    drawn.refresh_from_db()
    number.refresh_from_db()
    assert (done["kept"], done["closed"], done["dropped"]) == (1, 1, 0)
    assert (drawn.ending, drawn.number, number.fate) == (Ending.TAKEN, number, Fate.DONE)
    reload()
    assert PhoneNumber.objects.filter(pk=TOMSK).exists()

    move(drawn, days=4)
    pool.forget()
    assert reload().done["dropped"] == 1

    assert (PhoneNumber.objects.count(), Correction.objects.count()) == (0, 0)


@pytest.mark.parametrize(("outcome", "fate"), [(Outcome.NO_SUCH, 3), (Outcome.ASKED, 4)])
def test_of_those_kept_for_a_draw_the_dead_and_suppressed_stay(reload, outcome, fate):
    number, drawn = draw_tomsk()
    reload()
    pool.report(drawn, outcome)
    Draw.objects.update(number=None, **dict.fromkeys(FORGOTTEN))

    reload()

    number.refresh_from_db()
    assert (number.fate, Correction.objects.count()) == (fate, 0)


FORGOTTEN = (
    "expires_at",
    "reported_at",
    "found_fate",
    "found_rest",
    "wrote_fate",
    "wrote_rest",
)


def test_one_kept_for_a_draw_whose_range_came_back_is_not_deleted(reload):
    number, _drawn = draw_tomsk()
    reload()
    load_registry()
    Draw.objects.all().delete()

    reload(OMSK)

    number.refresh_from_db()
    assert (number.fate, number.region, Correction.objects.count()) == (2, region("RU-OMS"), 0)


def test_the_hash_of_a_suppressed_number_outlives_its_range(reload):
    make_number(number=TOMSK)
    pool.suppress(TOMSK, SuppressedNumber.Source.PAGE, "b")
    hashes = SuppressedNumber.objects.values_list("hash", flat=True)
    before = set(map(bytes, hashes))

    reload()

    assert set(map(bytes, hashes.all())) == before


def test_another_reason_of_exclusion_concerns_no_number(reload, tmp_path):
    make_number(number=CARS)
    reload(EXCLUDED)
    line = "946;0100000;0109999;10000;МИНЦИФРЫ РОССИИ;-;Томская область;7710474375"

    loaded = registry.load(write(tmp_path, edited({TOMSKS: EXCLUDED, 7: line})), anyway=True)

    assert loaded.changes["car", "ministry"] == 10_000
    assert (loaded.done.total(), fates(CARS)) == (0, [(0, 0)])


def test_a_first_load_has_nothing_to_correct():
    load_registry()

    assert (Correction.objects.count(), Registry.objects.get().version) == (0, 1)


def test_a_registry_that_would_lose_a_tenth_is_loaded_only_anyway(tmp_path):
    load_registry()
    make_number(number=MOSCOW)
    path = write(tmp_path, edited({MOSCOWS: None}))

    with pytest.raises(Refused, match=r"Of 31,010 numbers .* 10,000 would be excluded or gone"):
        registry.load(path)

    assert (Range.objects.count(), Correction.objects.count(), fates(MOSCOW)) == (14, 0, [(0, 0)])
    assert registry.version() == 1
    registry.load(path, anyway=True)
    assert not PhoneNumber.objects.exists()
