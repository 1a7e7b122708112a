"""Accounts that nobody uses: warned once, erased later, never without two weeks' notice."""

import datetime
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calls import pool
from calls.models import Draw, Ending
from tests.factories import make_caller, make_number, make_volunteer
from volunteers import inactivity, membership
from volunteers.models import Inactivity, Volunteer

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()


def months_ago(count):
    """The first day of the month that was so many months ago."""
    months = TODAY.year * 12 + TODAY.month - 1 - count
    return datetime.date(months // 12, months % 12 + 1, 1)


def make_unused(months, warned_days_ago=None, make=make_volunteer, **fields):
    """Somebody of whom nothing was seen for so many whole months."""
    warned_on = warned_days_ago and TODAY - datetime.timedelta(days=warned_days_ago)
    return make(active_month=months_ago(months + 1), warned_on=warned_on, **fields)


def is_there(volunteer):
    return Volunteer.objects.filter(pk=volunteer.pk).exists()


def test_a_new_account_begins_with_this_month():
    volunteer = make_volunteer()

    volunteer.refresh_from_db()
    assert (volunteer.active_month, volunteer.warned_on) == (TODAY.replace(day=1), None)


@pytest.mark.parametrize(("months", "warned"), [(0, 0), (4, 0), (5, 1), (30, 1)])
def test_a_warning_comes_once_after_five_whole_months(months, warned):
    make_unused(months)

    answers = [inactivity.warn() for _ in range(3)]

    assert answers == [warned, 0, 0]
    assert len(mail.outbox) == warned


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Call Russia: your account is about to be deleted", "for 5 months. After 6 months"),
        (
            "ru",
            "Звонок в\xa0Россию: вашу учётную запись скоро удалят",
            "5 месяцев. Через 6 месяцев",
        ),
    ],
)
def test_the_mail_speaks_the_language_of_the_account_and_holds_no_link(language, subject, words):
    volunteer = make_unused(5, language=language)

    inactivity.warn()

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([volunteer.email], subject)
    assert words in sent.body
    assert "http" not in sent.body


def test_nobody_is_written_to_who_keeps_no_address_and_they_are_warned_all_the_same():
    volunteer = make_unused(5)
    membership.forget_address(volunteer)

    assert inactivity.warn() == 1
    volunteer.refresh_from_db()
    assert (mail.outbox, volunteer.warned_on) == ([], TODAY)


def test_a_mail_that_can_not_be_sent_is_sent_another_night(settings):
    volunteer = make_unused(5)
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    with pytest.raises(OSError, match="refused"):
        inactivity.warn()

    volunteer.refresh_from_db()
    assert volunteer.warned_on is None
    settings.EMAIL_BACKEND = kept
    assert inactivity.warn() == 1


class Full(EmailBackend):
    """A server that knows no mailbox."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({})


def test_a_mailbox_that_is_no_more_keeps_nobody_from_being_warned(settings):
    settings.EMAIL_BACKEND = f"{__name__}.{Full.__name__}"
    make_unused(5)
    make_unused(5)

    assert inactivity.warn() == 2


@pytest.mark.parametrize(
    ("months", "warned_days_ago", "erased"),
    [(6, 14, 1), (6, 13, 0), (5, 31, 0), (40, None, 0), (40, 13, 0), (40, 200, 1)],
)
def test_who_was_warned_two_weeks_ago_is_erased_after_six_months(months, warned_days_ago, erased):
    other, volunteer = make_volunteer(), make_unused(months, warned_days_ago)

    assert [inactivity.erase(), inactivity.erase()] == [erased, 0]
    assert (is_there(volunteer), is_there(other)) == (not erased, True)


def test_more_than_one_batch_goes(monkeypatch):
    monkeypatch.setattr(inactivity, "BATCH", 2)
    for _ in range(5):
        make_unused(6, 14)

    assert inactivity.erase() == 5


def test_erasing_goes_through_the_verb():
    make_number()
    volunteer = make_caller()
    pool.draw(volunteer)
    Volunteer.objects.update(
        active_month=months_ago(9), warned_on=TODAY - datetime.timedelta(days=20)
    )

    assert inactivity.erase() == 1
    assert Draw.objects.get().ending == Ending.TAKEN


def test_who_came_back_while_others_were_erased_stays():
    volunteer = make_unused(6, 14)
    due = inactivity.to_erase()
    membership.note_active(Volunteer.objects.get(pk=volunteer.pk))

    assert membership.erase_all([volunteer], due) == 0
    assert is_there(volunteer)


def test_staff_are_warned_and_never_erased_and_the_superusers_are_told():
    owner = make_volunteer(is_staff=True, is_superuser=True)
    psychologist = make_unused(9, is_staff=True)

    warned = inactivity.warn()
    Volunteer.objects.filter(pk=psychologist.pk).update(
        warned_on=TODAY - datetime.timedelta(days=99)
    )

    assert (warned, inactivity.erase(), is_there(psychologist)) == (1, 0, True)
    assert [sent.to for sent in mail.outbox] == [[psychologist.email], [owner.email]]
    assert f"volunteer {psychologist.pk}." in mail.outbox[1].body
    assert psychologist.email not in mail.outbox[1].body


def test_a_moderator_changes_the_months(client):
    Inactivity.objects.update(warn_months=1, erase_months=2)
    make_unused(1)
    make_unused(2, 14)

    assert (inactivity.warn(), inactivity.erase()) == (1, 1)


def test_a_draw_keeps_the_month_and_takes_a_warning_back():
    make_number()
    volunteer = make_unused(5, 3, make=make_caller)

    pool.draw(volunteer)

    volunteer.refresh_from_db()
    assert (volunteer.active_month, volunteer.warned_on) == (TODAY.replace(day=1), None)


def test_the_month_is_written_once_a_month():
    for _ in range(2):
        make_number()
    volunteer = make_caller()
    with CaptureQueriesContext(connection) as asked:
        for _ in range(2):
            pool.release(pool.draw(volunteer), "not_now")
            volunteer.refresh_from_db()

    updates = [q["sql"] for q in asked if q["sql"].startswith('UPDATE "volunteers_volunteer"')]
    assert updates == []


def test_a_clock_that_is_wrong_writes_nothing_wrong():
    volunteer = make_volunteer()
    volunteer.active_month = months_ago(1)

    membership.note_active(volunteer)

    volunteer.refresh_from_db()
    assert volunteer.active_month == TODAY.replace(day=1)


@pytest.mark.parametrize(
    ("days", "verified", "dropped"), [(2, False, 1), (1, False, 0), (9, True, 0), (9, None, 0)]
)
def test_a_sign_up_that_nobody_confirmed_is_dropped(days, verified, dropped):
    volunteer = make_volunteer()
    Volunteer.objects.update(joined_on=F("joined_on") - datetime.timedelta(days=days))
    theirs = EmailAddress.objects.filter(user=volunteer)
    if verified is None:
        theirs.delete()
    theirs.update(verified=bool(verified))

    assert inactivity.drop_unconfirmed() == dropped
    assert is_there(volunteer) is not bool(dropped)
