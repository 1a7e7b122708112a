"""What operators read: manage.py load_registry, import_pool, generate_pool, demo_pool."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from calls.management.progress import Progress
from calls.models import Import, Origin, PhoneNumber, Range
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

    lines = said("import_pool", path, "--origin", "ranges")

    assert lines[0].startswith("read 6 in ")
    assert lines[1:] == [
        "added 2",
        "already there 0",
        "repeated in the list 1",
        "suppressed 0",
        "excluded: car emergency modules 1",
        "in no range 1",
        "invalid 1",
        "line 4: not a Russian mobile number",
        "line 5: excluded: car emergency modules",
        "line 6: in no range of the registry",
    ]


def test_import_pool_says_how_to_see_all_bad_lines(tmp_path):
    load_registry()
    path, rejected = write(tmp_path, f"{MOSCOW}\n" + "x\n" * 15), tmp_path / "rejected"

    first = said("import_pool", path, "--origin", "ranges")
    again = said("import_pool", path, "--origin", "ranges", "--rejected", rejected)

    assert first[-2:] == [
        "line 11: not a Russian mobile number",
        "and 5 lines more: --rejected FILE names them all",
    ]
    assert (again[-1], len(rejected.read_text().splitlines())) == ("invalid 15", 15)


def test_import_pool_reads_a_column(tmp_path):
    load_registry()

    said("import_pool", write(tmp_path, f"a;b\n1;{MOSCOW}\n"), column="B", origin="directory")

    assert PhoneNumber.objects.get().pk == MOSCOW
    assert Import.objects.get().origin == Origin.DIRECTORY


def test_import_pool_must_be_told_where_the_numbers_are_from(tmp_path):
    load_registry()

    with pytest.raises(CommandError, match="required: --origin"):
        said("import_pool", write(tmp_path, f"{MOSCOW}\n"))

    assert not PhoneNumber.objects.exists()


def test_import_pool_prints_no_line_of_the_file(tmp_path):
    load_registry()
    secret, rejected = "ivan.ivanov@example.org", tmp_path / "rejected"
    path = write(tmp_path, f"{secret}\n{CARS}\n{NOWHERE}\n{MOSCOW}\n")

    lines = said("import_pool", path, "--origin", "directory")
    said("import_pool", path, "--origin", "directory", "--rejected", rejected)

    text = " ".join(lines) + rejected.read_text()
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
        (("import_pool", "/nowhere", "--origin", "ranges"), "There is no numbering registry yet"),
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


@pytest.fixture
def progress():
    """Has not shown anything for ten seconds, of which five went by in the step "writing"."""
    progress = Progress(OutputWrapper(io.StringIO()))
    progress("writing")
    progress.shown -= 10
    progress.step_began -= 5
    return progress


def shown(progress):
    return [" ".join(line.split()) for line in progress.out.getvalue().splitlines()]


def test_progress_shows_how_much_how_fast_and_how_long_yet(progress):
    progress("writing", 1_000_000, 4_000_000)
    progress("writing", 1_000_001, 4_000_000)

    (line,) = shown(progress)
    assert re.fullmatch(
        r"writing: 1,000,000 of 4,000,000, 25%, (1\d\d|200),\d{3} a second, 0:1[56] left", line
    )


def test_progress_shows_the_share_where_nobody_knows_of_how_many(progress):
    progress("writing", 500, share=0.5)

    assert re.fullmatch(r"writing: 500, 50%, (100|\d\d) a second, 0:0[56] left", *shown(progress))


def test_progress_begins_anew_with_each_step(progress):
    progress("building index 1 of 2", share=0)

    assert shown(progress) == ["building index 1 of 2: 0%"]


def test_progress_of_a_pipe_says_only_how_much_and_how_fast(progress):
    progress("writing", 500)

    assert re.fullmatch(r"writing: 500, (100|\d\d) a second", *shown(progress))
