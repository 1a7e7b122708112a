"""Publishing at an hour, and publishing an older edition anew."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from guidelines import library
from guidelines.models import Edition, Fact, Opener, Plan, Section
from tests.factories import make_volunteer
from tests.guidelines.texts import NOTES, make_fact, make_opener, make_section, publish

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def plan(by=None, due_at=None, **fields):
    return library.plan(by, due_at or timezone.now() + HOUR, **NOTES | fields)


def let_pass(planned):
    Plan.objects.filter(pk=planned.pk).update(due_at=timezone.now() - HOUR)


def problems(act, *args, **fields):
    with pytest.raises(library.Unpublishable) as caught:
        act(*args, **fields)
    return [str(problem) for problem in caught.value.problems]


def test_a_plan_becomes_an_edition_at_its_hour_and_not_before():
    editor = make_volunteer()
    live = library.live().number
    section = make_section("planned", title_en="Planned")
    planned = plan(by=editor, must_reread=False)
    Section.objects.filter(pk=section.pk).update(title_en="Changed since", status="draft")

    early = library.publish_due()
    let_pass(planned)
    edition, again = library.publish_due(), library.publish_due()

    planned.refresh_from_db()
    assert (early, again) == (None, None)
    assert (edition.number, edition.published_by, edition.must_reread) == (live + 1, editor, False)
    assert edition.content["en"]["sections"][-1]["title"] == "Planned"
    assert edition.notes_ru == NOTES["notes_ru"]
    assert planned.state == Plan.State.PUBLISHED


def test_a_plan_is_refused_where_another_edition_came_first():
    planner = make_volunteer(language="en")
    planned = plan(by=planner)
    number = publish().number
    let_pass(planned)

    assert library.publish_due() is None

    planned.refresh_from_db()
    assert planned.state == Plan.State.REFUSED
    assert planned.refusal == (
        f"Edition {number} was published meanwhile. Please look at the changes again."
    )
    assert library.live().number == number


def test_there_is_one_plan_at_a_time_and_it_can_be_taken_back():
    planned = plan()
    second = problems(plan)

    acts = [library.withdraw(planned), library.withdraw(planned)]
    let_pass(planned)

    assert second == ["Another edition is planned already. Take it back first."]
    assert acts == [True, False]
    assert library.publish_due() is None
    assert plan().state == Plan.State.WAITING
    with pytest.raises(IntegrityError, match="plan_one_waiting"):
        Plan.objects.create(due_at=timezone.now(), after=1, content={})


def test_a_plan_needs_all_that_publishing_needs_and_facts_that_last_until_then():
    make_fact(statement_en="Soon over.")
    make_section("half", title_en="Half", body_ru="")

    found = problems(plan, due_at=timezone.now() + datetime.timedelta(weeks=5), notes_en=" ")

    assert found == [
        "Section “Half”: “text” is missing in Russian.",
        "Say in English, too, what changed.",
        "Fact “Soon over.” will be out of date by then: renew it or set it aside.",
    ]


def test_the_last_day_of_a_fact_ends_by_the_databases_clock():
    make_fact(statement_en="Soon over.", valid_until=datetime.date.today() + datetime.timedelta(9))
    west = datetime.timezone(datetime.timedelta(hours=-5))
    last = datetime.datetime.combine(Fact.objects.last().valid_until, datetime.time(23), west)

    found = problems(plan, due_at=last)

    assert found == ["Fact “Soon over.” will be out of date by then: renew it or set it aside."]


def test_an_older_edition_is_published_anew_and_the_drafts_stay():
    old = library.live()
    section = make_section("new")
    newer = publish()
    editor = make_volunteer()

    made = library.republish(old.number, editor, after=newer.number, must_reread=False, **NOTES)

    assert (made.number, made.published_by, made.must_reread) == (
        newer.number + 1,
        editor,
        False,
    )
    assert made.content == old.content
    assert Section.objects.filter(pk=section.pk).exists()
    assert library.live() == made


def test_an_older_edition_is_not_published_anew_unseen_or_unexplained():
    live = library.live().number
    publish()

    found = problems(library.republish, live, None, after=live, notes_ru="", notes_en="Back")

    assert found == [
        "Say in Russian, too, what changed.",
        f"Edition {live + 1} was published meanwhile. Please look at the changes again.",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_publish_a_plan_once():
    make_section("only")
    Opener.objects.exists() or make_opener()
    before = Edition.objects.count()
    let_pass(plan())

    def work(_):
        try:
            return library.publish_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        made = [edition for edition in workers.map(work, range(4)) if edition]

    assert len(made) == 1
    assert Edition.objects.count() == before + 1
