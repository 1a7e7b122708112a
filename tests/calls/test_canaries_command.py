"""Naming numbers that ring nobody, and looking at them again with each registry."""

import pytest
from django.core.management import CommandError, call_command

from calls import outlook, pool, registry
from calls.models import CHECKS, Canary, Draw, Ending, Fate, PhoneNumber, Range, Rules
from calls.registry.rechecking import withdraw
from tests.factories import make_caller, make_number, make_region

pytestmark = pytest.mark.django_db

GAP, INSIDE = 79470000000, 79450000001


@pytest.fixture
def region():
    region = make_region()
    Range.objects.create(first=79450000000, last=79459999999, region=region, territory="")
    return region


def name(tmp_path, *lines, **options):
    file = tmp_path / "list.txt"
    file.write_text("\n".join(lines))
    call_command("canaries", str(file), **options)


def in_pool():
    return sorted(PhoneNumber.objects.filter(region=CHECKS).values_list("pk", flat=True))


def test_gaps_are_taken_in_any_spelling_and_once(region, tmp_path, capsys):
    for _ in range(2):
        name(tmp_path, "8 947 000-00-00", "", "+79470000001")

    assert in_pool() == [GAP, GAP + 1]
    assert Canary.objects.filter(is_own_line=False).count() == 2
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["2", "0"]


def test_a_number_that_may_be_somebodys_is_refused_unless_it_is_ours(region, tmp_path):
    with pytest.raises(CommandError) as refused:
        name(tmp_path, str(GAP), str(INSIDE))
    refused_all = in_pool()
    name(tmp_path, str(INSIDE), own_line=True)

    expected = "Number 2 of the list may be somebody's. Is it --own-line? Nothing was written."
    assert (str(refused.value), refused_all, in_pool()) == (expected, [], [INSIDE])


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda region: make_number(region, number=GAP), "is in the pool: volunteers call it."),
        (lambda region: pool.suppress(GAP, "page", "x"), "is on the do-not-call list."),
    ],
)
def test_whoever_is_called_or_asked_not_to_be_is_refused(region, tmp_path, prepare, words):
    prepare(region)

    with pytest.raises(CommandError) as refused:
        name(tmp_path, str(GAP))
    assert str(refused.value) == f"Number 1 of the list {words} Nothing was written."
    assert Canary.objects.count() == 0


def test_a_line_that_is_no_number_is_named_by_its_place_alone(region, tmp_path):
    with pytest.raises(CommandError) as refused:
        name(tmp_path, str(GAP), "a secret")
    assert str(refused.value) == "Line 2 is no Russian mobile number. Nothing was written."
    with pytest.raises(CommandError) as unread:
        call_command("canaries", str(tmp_path / "none"))
    assert str(unread.value) == "The file can't be read as text. Nothing was written."


def test_a_gap_that_the_registry_fills_is_withdrawn_and_an_own_line_is_not(region, tmp_path):
    name(tmp_path, str(GAP), str(GAP + 1))
    name(tmp_path, str(INSIDE), own_line=True)
    PhoneNumber.objects.filter(pk__in=[INSIDE, GAP + 1]).update(rest=30_000)
    Rules.objects.update(checks_new=100)
    make_number(region)
    outlook.forget()
    drawn = pool.draw(make_caller(reports=1))
    unchanged = withdraw()
    ranges = list(Range.objects.all())
    filled = Range(first=GAP, last=GAP, region=region, territory="")
    registry.replace([*ranges, filled])

    assert (drawn.number_id, unchanged, withdraw(), withdraw()) == (GAP, 0, 1, 0)
    fates = dict(PhoneNumber.objects.filter(region=CHECKS).values_list("pk", "fate"))
    assert fates == {GAP: Fate.DONE, GAP + 1: Fate.LIVE, INSIDE: Fate.LIVE}
    assert Draw.objects.get().ending == Ending.TAKEN
    assert Canary.objects.count() == 2


def test_a_registry_that_moves_ranges_leaves_them_where_they_are(region, tmp_path):
    name(tmp_path, str(INSIDE), own_line=True)
    other = make_region()
    moved = Range(first=79450000000, last=79459999999, region=other, territory="")
    registry.replace([moved])
    registry.loading.correct()

    assert in_pool() == [INSIDE]
