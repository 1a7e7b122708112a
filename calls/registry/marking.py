"""A demo and its codes: there no other is loaded, since only these ring nobody."""

from django.conf import settings

from calls.files import Refused
from calls.models import Range, Rules

DEMO_CODES = range(945, 949)
DEMO_SPAN = 7_945_000_0000, 7_948_999_9999

GET_ONE = (
    "There is no numbering registry yet: get DEF-9xx.csv from https://opendata.digital.gov.ru "
    "and run `manage.py load_registry DEF-9xx.csv`."
)
DEMO_ONLY = "This is a demo: it takes no other codes than 945 to 948."


def is_demo():
    """True in a demo, and in a database that demo_pool has marked, wherever it is served."""
    return settings.DEMO or Rules.objects.filter(is_demo=True).exists()


def stored() -> list[Range]:
    """The ranges now kept, in order; raises Refused where there are none to work with."""
    ranges = list(Range.objects.order_by("first"))
    if not ranges:
        raise Refused(GET_ONE)
    refuse_other_codes(ranges)
    return ranges


def refuse_other_codes(ranges):
    """Raise Refused in a demo that would come to know numbers that ring."""
    first, last = DEMO_SPAN
    if any(r.first < first or r.last > last for r in ranges) and is_demo():
        raise Refused(DEMO_ONLY)
