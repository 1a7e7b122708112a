import pytest

from calls import outlook, pool
from calls.models import Draw, Reason, Rules
from calls.pool import Refusal
from guidelines import library
from tests.factories import allow, make_caller, make_number, make_region, make_volunteer
from tests.guidelines.texts import publish_rehearsal
from volunteers import membership

pytestmark = pytest.mark.django_db


def reason(volunteer):
    refusal = pool.refusal(volunteer)
    return refusal and refusal.reason


def test_nothing_is_refused_where_a_draw_would_lend():
    make_number()

    assert reason(make_caller()) is None
    assert Draw.objects.count() == 0


def test_a_draw_is_refused_for_the_same_reasons_before_it_is_tried():
    make_number()
    reader, newcomer, tired = make_caller(), make_volunteer(), make_caller()
    allow(1)
    pool.release(pool.draw(tired), Reason.NOT_NOW)

    found = [reason(reader), reason(newcomer), reason(tired)]
    Rules.objects.update(is_paused=True)
    outlook.forget()

    assert found == [None, Refusal.UNREAD, Refusal.ENOUGH]
    assert reason(reader) == Refusal.PAUSED


def test_a_newcomer_reads_first_and_then_rehearses():
    make_number()
    publish_rehearsal()
    newcomer = make_volunteer()
    found = [reason(newcomer)]

    library.confirm(newcomer, library.live())
    found.append(reason(newcomer))
    with pytest.raises(pool.NotNow) as raised:
        pool.draw(newcomer)
    membership.rehearse(newcomer, "tried")

    assert found == [Refusal.UNREAD, Refusal.UNREHEARSED]
    assert raised.value.reason == Refusal.UNREHEARSED
    assert pool.draw(newcomer).has_rehearsed is False


def test_whoever_has_reported_need_not_rehearse():
    make_number()
    publish_rehearsal()

    assert reason(make_caller(rehearsed="", reports=1)) is None


def test_what_no_longer_holds_refuses_nobody():
    make_number()
    volunteer = make_caller()
    Rules.objects.update(is_paused=True)
    paused = reason(volunteer)
    Rules.objects.update(is_paused=False)

    assert (paused, reason(volunteer)) == (Refusal.PAUSED, None)


def test_at_night_the_refusal_says_until_when():
    make_number(make_region(hour=3))
    volunteer = make_caller()

    refusal = pool.refusal(volunteer)

    with pytest.raises(pool.NotNow) as raised:
        pool.draw(volunteer)
    assert (refusal.reason, refusal.until.minute) == (Refusal.CLOSED, raised.value.until.minute)
