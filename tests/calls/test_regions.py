import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from calls.models import Region
from calls.registry.placing import regions

pytestmark = pytest.mark.django_db


def test_83_subjects_and_three_pairs():
    codes = [region.code for region in Region.objects.filter(pk__lte=86)]
    pairs = [code for code in codes if "+" in code]

    assert (len(codes), sorted(pairs)) == (86, ["RU-ARK+RU-NEN", "RU-MOW+RU-MOS", "RU-SPE+RU-LEN"])


def test_both_halves_of_a_pair_are_subjects_too():
    codes = set(Region.objects.values_list("code", flat=True))

    halves = {half for code in codes for half in code.split("+")}

    assert halves <= codes


def test_no_part_of_ukraine_is_a_region():
    assert not Region.objects.filter(code__in=["RU-CR", "RU-SEV", "UA-43", "UA-40"]).exists()
    assert not Region.objects.filter(name_en__iregex="crimea|sevastopol|donetsk|luhansk").exists()


@pytest.mark.parametrize("month", [1, 7])
def test_offsets_are_those_of_the_zones_in_winter_and_summer(month):
    at = datetime.datetime(2026, month, 15, tzinfo=datetime.UTC)

    wrong = [
        region.code
        for region in Region.objects.filter(pk__lte=86)
        if region.offsets
        != [at.astimezone(ZoneInfo(z)).utcoffset().total_seconds() / 60 for z in region.zones]
    ]

    assert wrong == []


def test_yakutia_spans_three_clocks():
    assert sorted(set(Region.objects.get(code="RU-SA").offsets)) == [540, 600, 660]


def test_names_are_in_both_languages():
    names = {}
    for language in ("ru", "en"):
        with translation.override(language):
            names[language] = str(Region.objects.get(code="RU-MOW+RU-MOS"))

    assert names == {"ru": "Москва и Московская область", "en": "Moscow and Moscow Oblast"}


def test_shares_of_the_demo_come_to_the_whole():
    assert sum(int(row["share"]) for row in regions()) == 10_000


def test_the_greatest_share_is_that_of_moscow():
    shares = {row["code"]: int(row["share"]) for row in regions()}

    assert max(shares, key=shares.get) == "RU-MOW+RU-MOS"
