"""What is removed of draws and calls by itself, and by which rule."""

import datetime

from django.utils.translation import gettext_lazy as _

from callrussia.retention import Job, register
from calls import pool, review

SWEEP = datetime.timedelta(minutes=5)

register(
    Job(
        "forget",
        _("Number and times of reported draws"),
        _(
            "From 16 minutes after the report, in batches of twenty or more; after a day at the "
            "latest."
        ),
        pool.forget,
        pool.final,
        SWEEP,
    ),
    Job(
        "unreported",
        _("Draws without a report"),
        _("Three days after they were closed."),
        pool.drop_unreported,
        pool.unreported,
        SWEEP,
    ),
    Job(
        "settle",
        _("Reports that become calls"),
        _(
            "After 26 hours, where twenty alike from five people wait: then nothing tells whose "
            "they were. Others wait, after four weeks they are dropped and stay counted."
        ),
        pool.settle,
        pool.waiting,
    ),
    Job(
        "caller keys",
        _("Whose the calls of a week were"),
        _("30 days after the week has ended."),
        pool.forget_keys,
        pool.old_keys,
    ),
    Job(
        "reviews",
        _("Reviews of reports"),
        _("37 days after they were closed; open ones once nothing is known of the reports."),
        review.forget_reviews,
        review.old_reviews,
    ),
)
