"""What the workshop of the guidelines removes by itself."""

from django.utils.translation import gettext_lazy as _

from callrussia.retention import Job, register
from guidelines import typing

register(
    Job(
        "typed",
        _("Texts typed and not saved"),
        _("Removed once nobody has gone on typing for 30 days."),
        typing.drop_old,
        typing.old,
    )
)
