"""What must hold of the counts: tallies, calls, and what volunteers are said to have reported."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Sum
from django.db.models.functions import Now

from calls.checking import mending
from calls.checking.findings import Finding
from calls.models import Call, CallerKey, CountryTally, Draw, HourTally, Region, RegionTally
from calls.pool.drawing import ASIDE
from volunteers.models import Volunteer

TALLIES = {"region": RegionTally, "country": CountryTally, "hour": HourTally}
BY_HAND = "No verb does this, and calls can't be counted again: compare with a backup."
SETTLE = "The task `settle` did not run."
# A night more than was promised.
NAMED, WAITING, KEYS = timedelta(days=3), timedelta(weeks=4, days=2), timedelta(days=7 + 30 + 2)


def check() -> list[Finding]:
    return [*_tallies(), _keyed(), _reports(), *_late(), _aside()]


def _tallies():
    sums = {name: t.objects.aggregate(n=Sum("calls"))["n"] or 0 for name, t in TALLIES.items()}
    equal = Finding("The tallies count the same calls.", BY_HAND)
    equal.count = max(sums.values()) - min(sums.values())
    equal.examples = [f"by {name} {calls:,}" for name, calls in sums.items()]
    counted = Finding("Every call is in the tallies.", BY_HAND)
    kept = Call.objects.count() + Draw.objects.forgotten().filter(posed_as=None).count()
    counted.count = max(0, kept - min(sums.values()))
    return equal, counted


def _keyed():
    wrong = [rows.objects.exclude(week__iso_week_day=1) for rows in (RegionTally, Call, CallerKey)]
    wrong.append(HourTally.objects.filter(hour__gt=23))
    finding = Finding("Weeks begin on Mondays, days have 24 hours.", BY_HAND)
    finding.count = sum(rows.count() for rows in wrong)
    return finding


def _reports():
    """Each report that is still known was counted by its volunteer; settled ones by their key."""
    finding = Finding(
        "A volunteer's reports are counted.",
        "Nobody can tell how much it was; it only bands their experience.",
    )
    reported = Draw.objects.filter(version__gt=0, volunteer__isnull=False)
    known = Counter(dict(_counted(reported, "volunteer")))
    holders = dict(CallerKey.objects.values_list("key", "volunteer"))
    for key, calls in _counted(Call.objects.all(), "caller_key"):
        if key in holders:
            known[holders[key]] += calls
    told = dict(Volunteer.objects.filter(pk__in=known).values_list("pk", "reports"))
    less = [pk for pk, reports in told.items() if reports < known[pk]]
    finding.add(less, "volunteer {}".format)
    return finding


def _counted(rows, field):
    return rows.order_by().values_list(field).annotate(n=Count("pk"))


def _late():
    forgotten = Draw.objects.forgotten()
    named = forgotten.filter(volunteer__isnull=False, drawn_at__lte=Now() - NAMED)
    waiting = forgotten.filter(drawn_at__lte=Now() - WAITING)
    keys = CallerKey.objects.filter(week__lte=Now() - KEYS)
    for promise, rows in (
        ("A report has no volunteer after three days.", named),
        ("A report waits for its crowd for four weeks at most.", waiting),
        ("A caller's key is forgotten 30 days after its week.", keys),
    ):
        finding = Finding(promise, SETTLE, mending.settle, is_late=True)
        finding.count = rows.count()
        yield finding


def _aside():
    finding = Finding(
        "No region is set aside for more than ten minutes.",
        "--mend lets it be drawn again.",
        mending.let_in,
    )
    aside = Region.objects.filter(dry_until__gt=Now() + ASIDE)
    finding.add(list(aside.values_list("pk", flat=True)), "region {}".format)
    return finding
