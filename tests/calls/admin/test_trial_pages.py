"""The page of a trial: what came of the calls, with each of its openers and in large groups."""

import datetime

import pytest

from guidelines import library
from guidelines.models import Edition, Opener
from tests.calls.evidence.held import make_calls, make_seen, make_talks, page_of, week

pytestmark = pytest.mark.django_db


def test_the_plain_sentence_comes_first_and_then_the_figures(psychologist):
    page = psychologist.get(page_of(make_seen()))

    main = page.text.partition('id="content-main"')[2]
    assert main.partition('<p class="told">')[2].startswith(
        "No difference between A and B could be told."
    )
    assert main.index('class="told"') < main.index('class="plot"') < main.index("<table")
    assert [row["cells"] for row in page.context["given"]] == 2 * [
        [(240, ""), (140, "58.3%"), (60, "42.9%"), (60, "42.9%"),
         (0, "0.0%"), (60, "100.0%"), (0, "0.0%"), (0, "0.0%")]
    ]  # fmt: skip
    assert [row["used"] for row in page.context["given"]] == ["100.0%"] * 2
    (pair,) = page.context["pairs"]
    assert [(look["week"], look["answered"]) for look in pair["looks"]] == [
        (week(1), 280),
        (week(0), 140),
    ]
    assert pair["last"]["shares"] == ["42.9%", "42.9%"]
    assert pair["last"]["value"] == "0.0"


def test_small_groups_are_a_dash(psychologist):
    trial = make_seen()
    make_calls(19, trial.openers[0], experience="21-")

    page = psychologist.get(page_of(trial))

    (bands,) = (t["groups"] for t in page.context["tables"] if "experience" in str(t["caption"]))
    shown = {str(label): [row["cells"] is not None for row in rows] for label, rows in bands}
    assert shown == {
        "first call": [True, True],
        "2 to 5 calls": [False, True],
        "more than 20 calls": [False, False],
    }
    assert "not shown" in page.text


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        ("en", "with A the share is larger than with B", "success winner better best convinc"),
        ("ru", "Разница видна", "успех успеш побед лучш переубед убеди выигр"),
    ],
)
def test_the_page_never_says_who_won(psychologist, language, told, words):
    trial = make_seen()
    make_talks(300, trial.openers[0])

    page = psychologist.get(page_of(trial).replace("/en/", f"/{language}/"))

    main = page.text.partition('id="content-main"')[2]
    assert told in main
    assert [word for word in words.split() if word in main.lower()] == []


def test_editions_that_were_published_meanwhile_are_marked(psychologist):
    trial = make_seen()
    number, day = library.newest() + 1, datetime.date(2026, 3, 10)
    content = library.live().content
    Edition.objects.create(number=number, published_on=day, content=content)

    page = psychologist.get(page_of(trial))

    plot = page.context["pairs"][0]["plot"]
    assert plot["dates"] == [(number, day)]
    assert f"{number} (March 10, 2026)" in page.text
    assert [words for words, _at in plot["marks"]] == [str(number)]


def test_an_edition_behind_the_last_look_is_not_named_beside_the_plot(psychologist):
    trial = make_seen(ended_on=week(2))
    number, day = library.newest() + 1, datetime.date(2026, 3, 17)
    Edition.objects.create(number=number, published_on=day, content=library.live().content)

    page = psychologist.get(page_of(trial))

    assert page.context["pairs"][0]["plot"]["dates"] == []
    assert "Numbers above mark new editions" not in page.text


def test_an_opener_can_be_set_aside_from_the_page_and_is_then_said_to_be(psychologist):
    trial = make_seen()
    first = trial.openers[0]

    before = psychologist.get(page_of(trial)).text
    Opener.objects.filter(pk=first).update(is_paused=True)
    after = psychologist.get(page_of(trial)).text

    assert f'href="/en/admin/guidelines/opener/{first}/change/"' in before
    assert [page.count("Set aside: it is given to nobody now.") for page in (before, after)] == [
        0,
        1,
    ]
