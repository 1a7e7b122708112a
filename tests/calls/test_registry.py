import pytest

from calls import registry
from calls.files import Refused
from calls.models import Exclusion, Range, Region, Rules
from calls.registry.placing import place, regions, spellings
from tests.calls.lists import (
    CALLABLE,
    CARS,
    MAGADAN,
    MOSCOW,
    NOWHERE,
    REGISTRY,
    TOMSK,
    UNKNOWN,
    YAKUTIA,
    ZAPORIZHZHIA,
    lines_of_registry,
    load_registry,
    without_columns,
    write,
)

pytestmark = pytest.mark.django_db

SUMS = {
    "": CALLABLE,
    Exclusion.CAR: 10_000,
    Exclusion.MINISTRY: 1_000,
    Exclusion.OPERATOR: 1_000,
    Exclusion.OCCUPIED: 12_000,
    Exclusion.NO_REGION: 1_000,
    Exclusion.UNKNOWN: 1_100,
}


def code_at(number):
    return Region.objects.get(pk=registry.Lookup(registry.stored()).of(number)).code


def test_sums_tell_what_may_be_called_and_why_the_rest_may_not():
    sums = load_registry()

    assert sums.numbers == SUMS
    assert sums.ranges.total() == Range.objects.count() == 14


def test_a_territory_that_is_no_region_is_named_and_excluded():
    sums = load_registry()

    assert sums.unplaced == {
        "Российская Федерация": 1,
        "Тридевятая область": 1,
        "Тульская область, Калужская область": 1,
    }


def test_ranges_keep_where_they_were_issued():
    load_registry()

    found = [code_at(n) for n in (MOSCOW, MOSCOW + 14_999, YAKUTIA, TOMSK, MAGADAN + 9)]
    assert found == ["RU-MOW+RU-MOS", "RU-MOW+RU-MOS", "RU-SA", "RU-TOM", "RU-MAG"]


def test_of_districts_the_last_part_counts():
    load_registry()

    assert code_at(MOSCOW + 30_000) == "RU-KYA"


def test_lookup_knows_excluded_ranges_and_the_gaps_between():
    load_registry()
    lookup = registry.Lookup(registry.stored())

    found = [lookup.of(number) for number in (CARS, ZAPORIZHZHIA, UNKNOWN)]
    gaps = [lookup.of(n) for n in (MOSCOW - 1, MOSCOW + 15_000, NOWHERE, MAGADAN + 10)]

    assert found == [Exclusion.CAR, Exclusion.OCCUPIED, Exclusion.UNKNOWN]
    assert gaps == [None] * 4


@pytest.mark.parametrize("code", ["941", "942"])
def test_codes_of_cars_are_excluded_whoever_has_them(code):
    assert place(code, "ООО", "", "Томская область")[1] == Exclusion.CAR


@pytest.mark.parametrize("code", ["954", "955", "970", "971", "997"])
def test_satellite_codes_are_excluded(code):
    assert place(code, "ООО", "", "Томская область")[1] == Exclusion.SPECIAL


@pytest.mark.parametrize("code", ["949", "959", "978", "979", "990"])
def test_codes_of_occupied_territory_are_excluded_whatever_region_they_claim(code):
    assert place(code, "ООО", "", "Краснодарский край")[1] == Exclusion.OCCUPIED


@pytest.mark.parametrize(
    "territory",
    [
        "Республика Крым",
        "Город Севастополь",
        "Республика Крым * г. Севастополь",
        "Донецкая Народная Республика",
        "Республика Донецкая Народная",
        "Луганская Народная Республика",
        "Запорожская обл.",
        "Херсонская область",
        "Краснодарский край, Республика Крым",
    ],
)
def test_occupied_territory_is_no_region(territory):
    assert place("945", "ООО", "", territory) == (None, Exclusion.OCCUPIED)


@pytest.mark.parametrize("missing", [("Территория ГАР", "ИНН"), ("Территория ГАР",), ("ИНН",)])
def test_older_layouts_mean_the_same(tmp_path, missing):
    load_registry()
    # The region column of older years names no region for the pair around Moscow.
    known = [
        r for r in Range.objects.values("first", "region", "exclusion") if r["first"] > YAKUTIA
    ]

    registry.load(write(tmp_path, without_columns(*missing)), anyway=True)

    again = Range.objects.filter(first__gt=YAKUTIA).values("first", "region", "exclusion")
    assert list(again) == known


def test_older_layouts_without_a_territory_use_the_region(tmp_path):
    sums = registry.load(write(tmp_path, without_columns("Территория ГАР", "ИНН"))).sums

    assert sums.numbers == SUMS | {"": CALLABLE - 15_000, Exclusion.NO_REGION: 16_000}


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(lines_of_registry()),
        "\ufeff" + "\n".join(lines_of_registry()) + "\n\n",
        "\n".join(lines_of_registry()).replace("АВС/ DEF", "ABC/DEF"),
    ],
    ids=["crlf", "bom and empty lines", "latin header"],
)
def test_the_way_of_writing_changes_nothing(tmp_path, text):
    assert registry.load(write(tmp_path, text)).sums.numbers == SUMS


def test_a_compressed_registry_is_read_as_well(tmp_path):
    loaded = registry.load(write(tmp_path, REGISTRY.read_bytes(), "registry.gz"))

    assert loaded.sums.numbers == SUMS


def test_loading_again_replaces_what_was_there(tmp_path):
    load_registry()

    registry.load(write(tmp_path, "\n".join(lines_of_registry()[:3])), anyway=True)

    assert Range.objects.count() == 2


def line(text, number=3):
    lines = lines_of_registry()
    lines[number - 1] = text
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("phone\n1\n", "its first line has other columns"),
        ("\n".join(lines_of_registry()[:1]), "has a header and no ranges"),
        (line("945;0010000;0014999"), "Line 3 has 3 columns where the first has 8."),
        (line("495;1;2;2;О;-;Омская область;1"), "Line 3 has no mobile code"),
        (line("945;0014999;0010000;1;О;-;Омская область;1"), "Line 3 has no range"),
        (line("945;0010000;10010000;1;О;-;Омская область;1"), "Line 3 has no range"),
        (line("945;-1;0010000;1;О;-;Омская область;1"), "Line 3 has no range"),
        (line("945;0009999;0010000;2;О;-;Омская область;1"), "Lines 2 and 3 overlap"),
        ("\n".join(lines_of_registry()).encode("cp1251"), "is not text in UTF-8"),
        ("\n".join(lines_of_registry()).encode() + b"\n" * 70_000 + b"\xff", "is not text in"),
        (b"\x00\x01", "is a binary file"),
        (b"", "is empty"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_writes_nothing(tmp_path, text, sentence):
    load_registry()

    with pytest.raises(Refused, match=sentence):
        registry.load(write(tmp_path, text))

    assert Range.objects.count() == 14


def test_a_demo_takes_no_other_codes(tmp_path, settings):
    other = write(tmp_path, line("944;0000000;0000009;10;О;-;Омская область;1"))

    registry.load(other, anyway=True)
    settings.DEMO = True

    for act in (lambda: registry.load(other), registry.stored):
        with pytest.raises(Refused, match="takes no other codes than 945 to 948"):
            act()


def test_the_mark_of_a_demo_database_holds_wherever_it_is_served(tmp_path):
    Rules.objects.update_or_create(pk=1, defaults={"is_demo": True})
    other = write(tmp_path, line("944;0000000;0000009;10;О;-;Омская область;1"))

    with pytest.raises(Refused, match="takes no other codes"):
        registry.load(other)


def test_without_a_registry_one_sentence_says_how_to_get_it():
    with pytest.raises(Refused, match=r"opendata\.digital\.gov\.ru .* load_registry"):
        registry.stored()


def test_no_spelling_means_two_regions():
    written = [s for row in regions() for s in row["spellings"].split("; ")]

    assert len(spellings()) == len({s.casefold() for s in written}) == len(written)
