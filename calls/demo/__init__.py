"""What a demo shows besides its numbers: people, their calls, and a sign-in for each role."""

from random import Random

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Now

from calls.demo import evenings, people, trials
from calls.files import Refused
from calls.models import Region, Rules

SEED = 3500
# As many are on the phone while somebody looks at the demo, if it is day anywhere in Russia.
CALLING = 6
# As many numbers a volunteer, or else there are fewer volunteers: few calls must stay few.
NUMBERS = 20


@transaction.atomic
def fill(volunteers: int = 300) -> bool:
    """Invent people and four weeks of calls; the same ones each time, whatever the day.

    Where that was done already nothing is changed: False. Raises Refused outside a demo and
    without numbers.
    """
    rules = Rules.objects.select_for_update().annotate(now=Now()).get()
    if not (settings.DEMO and rules.is_demo):
        raise Refused("This is no demo: set DEMO=1 and run demo_pool first.")
    if people.are_there():
        return False
    numbers = Region.objects.aggregate(n=Sum("size"))["n"]
    if not numbers:
        raise Refused("The pool is empty: run demo_pool first.")

    rng = Random(SEED)
    people.make_roles()
    callers = people.make_callers(min(volunteers, 1 + numbers // NUMBERS), rng, rules.now)
    evenings.settle(evenings.report_calls(callers, rng, rules))
    trials.hold(rules.now)
    evenings.call_now(callers[:CALLING])
    return True
