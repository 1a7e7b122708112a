"""Requests for help: kept first, mailed second."""

import pytest
from django.core import mail

from campaign import support, tasks
from campaign.models import HelpRequest

pytestmark = pytest.mark.django_db


def ask(message="I was threatened.", language="en", topic="question"):
    told = {"topic": topic, "message": message, "reply_to": "anna@example.org"}
    return support.ask(**told, language=language)


def test_the_mail_on_a_threat_says_so():
    tasks.tell_moderators(ask(topic="threat").pk)

    assert [sent.subject for sent in mail.outbox] == ["Somebody is threatened"]


def test_the_mail_says_that_a_request_waits_and_not_what_it_says(settings):
    tasks.tell_moderators(ask().pk)

    (sent,) = mail.outbox
    assert sent.to == [settings.MODERATORS_EMAIL]
    assert sent.subject == "A request for help is waiting"
    assert "threatened" not in sent.body
    assert "anna" not in sent.body


def test_the_mail_is_ordered_by_number_alone_once_the_request_is_kept(
    django_capture_on_commit_callbacks,
):
    with tasks.tell_moderators.app.connection() as broker:
        queue = broker.SimpleQueue("celery")
        queue.clear()
        with django_capture_on_commit_callbacks() as ordered:
            asked = ask()
        ordered[0]()
        message = queue.get(timeout=2)
        message.ack()

    assert len(ordered) == 1
    assert message.headers["task"] == "campaign.tasks.tell_moderators"
    assert message.payload[:2] == [[asked.pk], {}]


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_away_loses_nothing_and_fails_nobody(settings):
    app = tasks.tell_moderators.app
    there, app.conf.broker_url = app.conf.broker_url, "redis://127.0.0.1:1/0"
    app.pool.force_close_all()
    try:
        asked = ask()
    finally:
        app.conf.broker_url = there
        app.pool.force_close_all()

    assert HelpRequest.objects.get() == asked
    assert mail.outbox == []


def test_a_request_that_is_gone_or_done_is_not_mailed():
    done = ask()
    support.finish(HelpRequest.objects.filter(pk=done.pk))

    tasks.tell_moderators(done.pk)
    tasks.tell_moderators(done.pk + 1)

    assert mail.outbox == []


def test_finishing_counts_only_what_was_open():
    ask()
    ask()

    assert support.finish(HelpRequest.objects.all()) == 2
    assert support.finish(HelpRequest.objects.all()) == 0
    assert HelpRequest.objects.filter(is_done=True).count() == 2
