"""What happens to a request for help: kept first, mailed second."""

from django.db import transaction

from campaign import tasks
from campaign.models import HelpRequest


@transaction.atomic
def ask(topic, message, reply_to, language):
    """Keep the request and have the moderators told.

    It stands in their list even where neither the queue nor the mail works.
    """
    asked = HelpRequest.objects.create(
        topic=topic, message=message, reply_to=reply_to, language=language
    )
    # Robust: a queue that is away must not turn a request that is kept into an error page.
    transaction.on_commit(lambda: tasks.tell_moderators.delay(asked.pk), robust=True)
    return asked


def finish(requests):
    """Mark `requests` as done and delete what was written. How many changed.

    That a request came, and when, stays: nothing of who wrote it.
    """
    return requests.filter(is_done=False).update(is_done=True, message="", reply_to="")
