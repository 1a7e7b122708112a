"""What the draw's statement looks at itself, whatever the process believes."""

import datetime
import uuid

import pytest
from django.utils import timezone

from callrussia import rows
from calls import outlook, pool
from calls.models import Draw, PhoneNumber, Rules
from calls.pool import drawing
from guidelines import library
from guidelines.models import Confirmation, Edition, Opener
from tests.factories import allow, make_caller, make_number
from tests.guidelines import texts
from volunteers import membership
from volunteers.models import Standing, Volunteer

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def caller():
    texts.publish_rehearsal()
    make_number()
    # Somebody else may always draw.
    make_caller()
    return make_caller()


def make_terms(volunteer):
    """The terms by what is known now."""
    known = outlook.fresh()
    return drawing.terms(volunteer, known, known.choose(), ticket=0)


def lend(terms):
    return rows.first(Draw, drawing.SQL, terms)


def publish(must_reread):
    live = library.live()
    Edition.objects.create(number=live.pk + 1, content=live.content, must_reread=must_reread)


def use_up(volunteer):
    allow(1)
    pool.release(pool.draw(volunteer), "not_now")


def breathe(volunteer):
    allow(30, pause=900)
    pool.release(pool.draw(volunteer), "not_now")


CHANGES = {
    "the campaign is paused": lambda _: Rules.objects.update(is_paused=True),
    "calls begin earlier": lambda _: Rules.objects.update(opens="09:00"),
    "calls begin earlier at weekends": lambda _: Rules.objects.update(weekend_opens="09:00"),
    "calls end later": lambda _: Rules.objects.update(closes="21:00"),
    "an edition to be read": lambda _: publish(must_reread=True),
    "an edition that need not be read": lambda _: publish(must_reread=False),
    "nothing was read": lambda v: Confirmation.objects.filter(volunteer=v).delete(),
    "nothing was rehearsed": lambda _: Volunteer.objects.update(rehearsed=""),
    "the opener is paused": lambda _: Opener.objects.update(is_paused=True),
    "the allowance is used up": use_up,
    "the last draw has only just ended": breathe,
    "suspended": lambda v: membership.suspend(v, Standing.PAUSED, by=make_caller()),
    "finished": lambda _: PhoneNumber.objects.update(fate=2),
    "resting": lambda _: PhoneNumber.objects.update(rest=30_000),
    "held by another": lambda _: pool.draw(make_caller()),
}


def test_as_it_was_known_it_lends(caller):
    lent = lend(make_terms(caller))

    assert (lent, lent.volunteer, lent.version) == (Draw.objects.get(), caller, 0)


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_since_lends_nothing(caller, change):
    terms = make_terms(caller)

    CHANGES[change](caller)

    assert lend(terms) is None


@pytest.mark.parametrize(
    "moved",
    [
        lambda now: {"closes_at": now + 14 * MINUTE},
        lambda now: {"opened_at": now + MINUTE},
    ],
)
def test_the_clock_is_looked_at_once_more(caller, moved):
    assert lend(make_terms(caller) | moved(timezone.now())) is None


def test_the_loan_is_that_of_the_moment(caller):
    terms = make_terms(caller)
    Rules.objects.update(loan=20)

    lent = lend(terms)

    assert lent.expires_at - lent.drawn_at == 20 * MINUTE


def test_a_region_is_looked_through_from_the_ticket_on(caller):
    PhoneNumber.objects.update(ticket=7)
    make_number(ticket=9)
    make_number(rest=1, ticket=0)
    terms = make_terms(caller)
    found = []
    for ticket in (5, 8, 10):
        lent = lend(terms | {"id": uuid.uuid4(), "ticket": ticket})
        found.append((lent.number.rest, lent.number.ticket))
        Draw.objects.all().delete()

    # Rested ones come last.
    assert found == [(0, 7), (0, 9), (1, 0)]


def test_a_held_number_is_stepped_over(caller):
    PhoneNumber.objects.update(ticket=7)
    held = pool.draw(make_caller())
    following = make_number(ticket=8)

    lent = lend(make_terms(caller))

    assert (held.number.ticket, lent.number) == (7, following)


def test_an_older_edition_does_not_do(caller):
    terms = make_terms(caller)

    assert lend(terms | {"to_read": terms["to_read"] + 1}) is None


def test_without_an_edition_to_be_read_or_an_opener_it_lends(caller):
    terms = make_terms(caller) | {"to_read": None, "opener": None}

    assert lend(terms).opener_id is None


@pytest.mark.parametrize("change", CHANGES)
def test_the_verb_goes_by_what_has_changed(caller, change):
    """Whatever was known: it lends what may be lent, or says why not."""
    outlook.fresh().choose()
    for part in ("edition", "to_read", "openers"):
        assert getattr(outlook.lately(), part)

    CHANGES[change](caller)

    if change.startswith(("calls", "an edition that", "the opener")):
        assert pool.draw(caller).volunteer == caller
    else:
        with pytest.raises((pool.NotNow, drawing.PermissionDenied)):
            pool.draw(caller)


BEFORE_A_FIRST = {
    "neither tried nor reported": ({"rehearsed": ""}, None),
    "tried": ({"rehearsed": "tried"}, False),
    "rehearsed": ({"rehearsed": "whole"}, True),
    "reported": ({"rehearsed": "", "reports": 1}, False),
}


@pytest.mark.parametrize("who", BEFORE_A_FIRST)
def test_a_first_number_follows_a_try_and_notes_a_whole_rehearsal(caller, who):
    fields, noted = BEFORE_A_FIRST[who]

    lent = lend(make_terms(make_caller(**fields)))

    assert (lent and lent.has_rehearsed) is noted


def test_without_a_rehearsal_nobody_is_asked_for_one(caller):
    texts.Turn.objects.all().delete()
    texts.publish()
    newcomer = make_caller(rehearsed="")

    lent = lend(make_terms(newcomer))

    assert (lent.volunteer, lent.has_rehearsed) == (newcomer, False)


def test_psycopg_keeps_what_it_made_of_the_statement():
    # From psycopg/_queries.py, MAX_CACHED_STATEMENT_LENGTH.
    assert len(drawing.SQL) <= 4096
