"""What is removed of accounts by itself, and by which rule."""

from django.utils.translation import gettext_lazy as _

from callrussia.retention import Job, register
from volunteers import inactivity

register(
    Job(
        "sign-ups",
        _("Sign-ups whose code was never entered"),
        _("Two days after the day of the sign-up."),
        inactivity.drop_unconfirmed,
        inactivity.unconfirmed,
    ),
    Job(
        "warnings",
        _("Warnings of unused accounts"),
        _(
            "Sent once, after the months of the rule for unused accounts. Members of staff are "
            "warned, too, and the superusers are told."
        ),
        inactivity.warn,
        inactivity.to_warn,
    ),
    Job(
        "inactive",
        _("Unused accounts"),
        _(
            "Erased after the months of the rule, 14 days after the warning at the earliest. "
            "Accounts of staff never go by themselves."
        ),
        inactivity.erase,
        inactivity.to_erase,
    ),
)
