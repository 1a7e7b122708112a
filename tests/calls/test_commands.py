"""What operators read: manage.py load_registry, import_pool, generate_pool, demo_pool."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from calls.intake import Intake
from calls.management.progress import Progress
from calls.models import PhoneNumber, Range
from tests.calls.lists import CALLABLE, CARS, MOSCOW, NOWHERE, REGISTRY, TOMSK, load_registry, write

pytestmark = pytest.mark.django_db


def said(*command, **options):
    """What the command prints, its runs of spaces made one."""
    out = io.StringIO()
    call_command(*map(str, command), stdout=out, stderr=out, **options)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_load_registry_prints_the_sums():
    assert said("load_registry", REGISTRY) == [
        "in all 14 ranges 57,110 numbers",
        "may be called 6 ranges 31,010 numbers",
        "excluded: car emergency modules 1 ranges 10,000 numbers",
        "excluded: the ministry's own 1 ranges 1,000 numbers",
        "excluded: an operator without private customers 1 ranges 1,000 numbers",
        "excluded: occupied territory of Ukraine 2 ranges 12,000 numbers",
        "excluded: no region given 1 ranges 1,000 numbers",
        "excluded: unknown region 2 ranges 1,100 numbers",
        "no known region: «Российская Федерация», ranges: 1",
        "no known region: «Тридевятая область», ranges: 1",
        "no known region: «Тульская область, Калужская область», ranges: 1",
    ]


def test_import_pool_ends_with_counts_and_the_first_bad_lines(tmp_path):
    load_registry()
    path = write(tmp_path, f"{MOSCOW}\n{MOSCOW}\n8{str(TOMSK)[1:]}\nx\n{CARS}\n{NOWHERE}\n")

    lines = said("import_pool", path)

    assert lines[0].startswith("read 6 in ")
    assert lines[1:] == [
        "added 2",
        "already there 1",
        "suppressed 0",
        "excluded: car emergency modules 1",
        "in no range 1",
        "invalid 1",
        "line 4: not a Russian mobile number",
        "line 5: excluded: car emergency modules",
        "line 6: in no range of the registry",
    ]


def test_import_pool_reads_a_column(tmp_path):
    load_registry()

    said("import_pool", write(tmp_path, f"a;b\n1;{MOSCOW}\n"), column="B")

    assert PhoneNumber.objects.get().pk == MOSCOW


def test_import_pool_prints_no_line_of_the_file(tmp_path):
    load_registry()
    secret = "ivan.ivanov@example.org"

    lines = said("import_pool", write(tmp_path, f"{secret}\n{CARS}\n{NOWHERE}\n{MOSCOW}\n"))

    text = " ".join(lines)
    assert not [part for part in (secret, CARS, NOWHERE, MOSCOW) if str(part)[1:] in text]


def test_generate_pool_says_the_seed_that_repeats_it():
    load_registry()

    (line,) = said("generate_pool", 10, seed=7)

    assert line.startswith("10 added in ")
    assert line.endswith("s (seed 7), 0 suppressed left out.")


def test_generate_pool_chooses_a_seed_of_its_own():
    load_registry()

    lines = [said("generate_pool", 10)[0].partition("(seed ")[2] for _ in range(2)]

    assert lines[0] != lines[1]
    assert PhoneNumber.objects.count() == 20


def test_generate_pool_says_when_there_are_no_more():
    load_registry()

    lines = said("generate_pool", CALLABLE + 1, seed=7)

    assert lines[1:] == ["All numbers that may be called are in the pool now."]


def test_demo_pool_fills_a_demo(settings):
    settings.DEMO = True

    (line,) = said("demo_pool", size=50)

    assert line.startswith("50 demo numbers added in ")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("load_registry", "/nowhere.csv"), "There is no file /nowhere.csv."),
        (("import_pool", "/nowhere.csv"), "There is no numbering registry yet"),
        (("generate_pool", "5"), "There is no numbering registry yet"),
        (("generate_pool", "0"), "The count must be at least 1."),
        (("demo_pool",), "This is no demo"),
    ],
)
def test_what_is_refused_is_one_sentence(command, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command(*command)

    assert refused.value.__cause__ is None
    assert (Range.objects.count(), PhoneNumber.objects.count()) == (0, 0)


def test_progress_shows_how_much_and_how_fast():
    out = io.StringIO()
    progress = Progress(OutputWrapper(out))
    progress.began -= 10
    progress.shown -= 10

    progress(Intake(read=1_000_000, added=900_000))
    progress(Intake(read=1_000_001, added=900_001))

    assert out.getvalue().startswith("1,000,000 read, 900,000 added, ")
    assert out.getvalue().count("a second") == 1


def test_progress_shows_how_much_of_how_much_where_that_is_known():
    out = io.StringIO()
    progress = Progress(OutputWrapper(out))
    progress.shown -= 10

    progress(Intake(read=70, added=50, wanted=100))

    assert out.getvalue().startswith("50 of 100 added, ")
