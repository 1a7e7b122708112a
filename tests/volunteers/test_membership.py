"""The verbs of membership: each once, twice, and where two people can meet."""

import threading

import pytest
from django.db import connection

from tests.factories import make_volunteer
from volunteers import membership
from volunteers.addresses import pseudonym
from volunteers.models import Rehearsed, Session, Standing, Volunteer
from volunteers.signals import erased, suspended

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the signals told: (signal, volunteer, whether they were still in the table)."""
    news = []

    def listen(signal, volunteer, **kwargs):
        news.append((signal, volunteer.pk, Volunteer.objects.filter(pk=volunteer.pk).exists()))

    for signal in (suspended, erased):
        signal.connect(listen)
    yield news
    for signal in (suspended, erased):
        signal.disconnect(listen)


def enrol(email="Anna@Example.org"):
    return membership.enrol(email, country="LT", time_zone="Europe/Vilnius", language="ru")


def test_enrolling_makes_an_account_that_no_password_opens():
    volunteer = enrol()

    assert (volunteer.pseudonym, volunteer.address) == (pseudonym("anna@example.org"), "")
    assert volunteer.has_usable_password() is False
    assert volunteer.standing == Standing.ACTIVE
    assert volunteer.joined_on == volunteer.code_accepted_on


def test_enrolling_twice_is_refused_and_changes_nothing():
    first = enrol()

    with pytest.raises(membership.AlreadyEnrolled):
        membership.enrol("ANNA@example.org", country="DE", time_zone="", language="en")

    first.refresh_from_db()
    assert (first.country.code, first.language) == ("LT", "ru")
    assert Volunteer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_enrol_one_address_at_once_make_one_account():
    outcomes = []

    def try_it():
        try:
            outcomes.append(type(enrol()).__name__)
        except membership.AlreadyEnrolled as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["AlreadyEnrolled"] * 3 + ["Volunteer"]


def test_changing_twice_is_changing_once():
    volunteer = make_volunteer()

    for _ in range(2):
        membership.change(volunteer, country="DE", time_zone="Europe/Berlin", language="ru")

    assert (volunteer.country.code, volunteer.time_zone, volunteer.language) == (
        "DE",
        "Europe/Berlin",
        "ru",
    )


def test_a_rehearsal_is_noted_and_never_less_again():
    volunteer, found = make_volunteer(), []

    whole, tried = Rehearsed.WHOLE, Rehearsed.TRIED
    for how_far in (whole, tried, tried, whole, tried):
        membership.rehearse(volunteer, how_far)
        found.append(volunteer.rehearsed)

    assert found == ["", "tried", "tried", "whole", "whole"]


def test_who_has_tried_or_reported_is_practised():
    volunteers = [make_volunteer(), make_volunteer(rehearsed="tried"), make_volunteer(reports=1)]

    assert [volunteer.is_practised for volunteer in volunteers] == [False, True, True]


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.BANNED])
def test_suspending_tells_once(heard, standing):
    volunteer, moderator = make_volunteer(), make_volunteer(is_staff=True)

    answers = [membership.suspend(volunteer, standing, by=moderator) for _ in range(2)]

    assert answers == [True, False]
    assert (volunteer.standing, volunteer.is_active) == (standing, False)
    assert heard == [(suspended, volunteer.pk, True)]


def test_a_pause_can_become_a_ban():
    volunteer, moderator = make_volunteer(), make_volunteer(is_staff=True)

    membership.suspend(volunteer, Standing.PAUSED, by=moderator)

    assert membership.suspend(volunteer, Standing.BANNED, by=moderator) is True
    assert volunteer.standing == Standing.BANNED


def test_staff_are_suspended_by_superusers_alone_and_nobody_suspends_themselves(heard):
    moderator, other = make_volunteer(is_staff=True), make_volunteer(is_staff=True)
    owner = make_volunteer(is_staff=True, is_superuser=True)

    for who, by in [(other, moderator), (owner, moderator), (moderator, moderator), (owner, owner)]:
        with pytest.raises(membership.MayNot):
            membership.suspend(who, Standing.BANNED, by=by)

    assert heard == []
    assert membership.suspend(moderator, Standing.BANNED, by=owner) is True


def test_reinstating_ends_a_suspension_once():
    volunteer = make_volunteer()
    membership.suspend(volunteer, Standing.BANNED, by=make_volunteer(is_staff=True))

    answers = [membership.reinstate(volunteer) for _ in range(2)]

    assert answers == [True, False]
    assert (volunteer.standing, volunteer.is_active) == (Standing.ACTIVE, True)


def test_erasing_tells_first_and_leaves_no_row(heard, client):
    volunteer, other = enrol(), make_volunteer()
    pk = volunteer.pk
    volunteer.emailaddress_set.create(email=volunteer.pseudonym, verified=True, primary=True)

    answers = [membership.erase(volunteer) for _ in range(2)]

    assert answers == [True, False]
    assert heard == [(erased, pk, True)]
    assert list(Volunteer.objects.all()) == [other]
    assert rows_with("anna@example.org") == []


def test_a_listener_that_fails_keeps_the_account(heard):
    volunteer = make_volunteer()

    def fail(**kwargs):
        raise RuntimeError

    erased.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            membership.erase(volunteer)
    finally:
        erased.disconnect(fail)

    assert Volunteer.objects.filter(pk=volunteer.pk).exists() is True


def test_an_address_is_found_in_any_case():
    volunteer = make_volunteer(email="anna@example.org")

    assert membership.find("Anna@Example.org") == volunteer
    assert membership.find("nobody@example.org") is None


def rows_with(text):
    """The tables with a row that contains `text` anywhere, sessions read as Django reads them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT count(*) FROM {name} t WHERE t::text LIKE %s", [f"%{text}%"])
            found += [table] * cursor.fetchone()[0]
    found += ["sessions"] * sum(text in str(one.get_decoded()) for one in Session.objects.all())
    return found
