"""What operators read when they load a registry again."""

import io

import pytest
from django.core.management import CommandError, call_command

from calls.models import Region
from tests.calls.lists import MOSCOW, REGISTRY, TOMSK, YAKUTIA, edited, load_registry, write
from tests.factories import make_number

pytestmark = pytest.mark.django_db

CHANGES = {
    2: "945;0000000;0007999;8000;ООО;-;Омская область;7700000000",
    3: "945;0010000;0014999;5000;ООО;-;Томская область;7700000000",
    4: None,
    6: "946;0000000;0004999;5000;ООО;-;Запорожская область;7700000000",
    7: "946;0100000;0109999;10000;МИНЦИФРЫ РОССИИ;-;Омская область;7710474375",
    8: "946;0200000;0200999;1000;ООО;-;Омская область;7700000000",
    16: "948;9000010;9000019;10;ООО;-;Омская область;7700000000",
    17: "948;9000020;9000039;20;АО «ГЛОНАСС»;-;Омская область;7703383783",
}
# The numbers that changed, whatever the rows they came in.
CHANGED = [
    "since the last load:",
    "gone 12,000 numbers",
    "excluded for another reason 10,000 numbers",
    "moved: Moscow and Moscow Oblast → Omsk Oblast 8,000 numbers",
    "moved: Moscow and Moscow Oblast → Tomsk Oblast 5,000 numbers",
    "excluded now: occupied territory of Ukraine 5,000 numbers",
    "excluded no longer (what was finished stays so) 1,000 numbers",
    "new, excluded: car emergency modules 20 numbers",
    "new 10 numbers",
]
IN_POOL = [
    "finished: excluded now 1 numbers",
    "deleted: in no range 2 numbers",
    "moved to another region 1 numbers",
]
WARNING = (
    "Of 31,010 numbers that may be called, 17,000 would be excluded or gone. Is the file whole? "
    "See what --dry-run says; if it is right, load it --anyway."
)


def said(*command):
    """What the command prints after the sums, its runs of spaces made one."""
    out = io.StringIO()
    call_command("load_registry", *map(str, command), stdout=out, stderr=out)
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    return [line for line in lines if " ranges " not in line and "ranges:" not in line]


@pytest.fixture
def changed(tmp_path):
    """The path of another registry; four numbers of the pool are concerned."""
    load_registry()
    moscow = Region.objects.get(code="RU-MOW+RU-MOS")
    for number in (MOSCOW, MOSCOW + 8000, YAKUTIA, TOMSK):
        make_number(moscow, number=number)
    return write(tmp_path, edited(CHANGES))


def test_a_dry_run_shows_what_changes_and_warns(changed):
    assert said(changed, "--dry-run") == [
        *CHANGED,
        "in the pool, if it were loaded:",
        *IN_POOL,
        WARNING,
    ]


def test_a_load_shows_what_changed_and_what_that_did(changed):
    assert said(changed, "--anyway") == [*CHANGED, "in the pool:", *IN_POOL]


def test_too_much_that_would_go_is_one_sentence(changed):
    with pytest.raises(CommandError) as refused:
        said(changed)

    assert str(refused.value) == WARNING


def test_a_registry_loaded_twice_changes_nothing():
    said(REGISTRY)

    assert said(REGISTRY) == ["since the last load:", "nothing", "in the pool:", "nothing"]


def test_a_first_dry_run_shows_the_sums_alone():
    assert said(REGISTRY, "--dry-run") == []
