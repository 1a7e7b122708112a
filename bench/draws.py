"""The draw's statement beside its limit, and as the pool empties, rests and runs dry."""

import itertools
import time

from bench import crowd, statements, states
from bench.harness import Bar, Report, interleave, median, p95, ratios
from bench.pgbench import pgbench
from calls import outlook, pool
from calls.models import Draw, Region
from volunteers.models import Volunteer

CLIENTS = 16
# A small pool, or one that is almost done, must not be emptied by its own measurement.
SHORT = 2.0


def run(stage) -> Report:
    people = crowd.gather(100_000 if stage.is_small else 400_000)
    crowd.open_hours()
    own = stage.database
    report = Report()
    # A small pool is soon empty, and has few of all numbers that may be.
    least = 0 if stage.is_small else 0.99
    script, limit = statements.draw(people), statements.limit(people)
    with states.databases(stage, own) as made:
        contenders = {
            "limit": lambda: fresh_rate(stage, limit, least),
            "draw": lambda: fresh_rate(stage, script, least),
            "draw, 2 s": lambda: rate(own, script, SHORT, least),
        }
        for name, database in made.items():
            contenders[name] = lambda database=database: rate(database, script, SHORT, least)
        found = interleave(stage.rounds, **contenders)
    reach = ratios(found["draw"], found["limit"])
    report.bars.append(Bar.over("draw, 16 clients, against its limit", reach, 0.85, least=True))
    for name in made:
        kept = ratios(found[name], found["draw, 2 s"])
        bar = Bar.over(f"draw, {name}, against the fresh pool", kept, 0.85, least=True)
        report.bars.append(bar)
    report.raw = {"draws a second": found}
    dry(stage, people, report)
    return report


def fresh_rate(stage, script, least) -> float:
    """Draws a second in a pool as the import left it.

    A page whose rows have been moved once has room, and takes the limit's next UPDATE for less.
    """
    with stage.copied("bench_fresh", stage.database) as database:
        return rate(database, script, stage.seconds, least)


def rate(database, script, seconds, least) -> float:
    """Draws a second; each round begins with no draw and nothing left to write.

    Raises RuntimeError where less than that share of the statements drew a number.
    """
    states.sweep(database)
    load = pgbench(database, script, CLIENTS, seconds, n=0)
    made = states.count_draws(database)
    if made < load.count * least:
        raise RuntimeError(f"Only {made:,} of {load.count:,} statements drew a number.")
    return load.rate * made / load.count


def dry(stage, people, report):
    """One region 99.9 % and wholly resting: the verb over all regions, and in that one alone."""
    region = Region.objects.filter(size__gt=0).order_by("size").last()
    callers = itertools.cycle(people)
    figures = {"fresh": verbs(stage, callers)}
    for share, name in (0.999, "99.9 %"), (1.0, "100 %"):
        states.rest(region.pk, share)
        figures[name] = verbs(stage, callers)
        reach = median(figures[name]["rates"]) / median(figures["fresh"]["rates"])
        report.bars.append(
            Bar(f"draws over all regions, one {name} resting", reach, 0.85, least=True)
        )
        others = dict(Region.objects.exclude(pk=region.pk).values_list("pk", "size"))
        Region.objects.exclude(pk=region.pk).update(size=0)
        figures[f"{name}, alone"] = alone = verbs(stage, callers)
        for pk, size in others.items():
            Region.objects.filter(pk=pk).update(size=size)
        slow = p95(alone["latencies"])
        report.bars.append(Bar(f"draw in a region {name} resting, p95", slow, 20, "ms"))
    report.raw["verb"] = {
        name: {"rates": found["rates"], "p95 ms": p95(found["latencies"])}
        for name, found in figures.items()
    }


def verbs(stage, callers) -> dict:
    """The verb itself, one caller after the other: draws a second by round, and ms of each."""
    rates, latencies = [], []
    for _ in range(stage.rounds):
        Draw.objects.all().delete()
        Region.objects.update(dry_until=None)
        outlook.forget()
        begun, tries = time.perf_counter(), 0
        while (seconds := time.perf_counter() - begun) < min(SHORT, stage.seconds):
            volunteer = Volunteer.objects.get(pk=next(callers))
            asked = time.perf_counter()
            try:
                pool.draw(volunteer)
            except pool.NotNow as refusal:
                if refusal.reason != pool.Refusal.DRY:
                    raise
            latencies.append((time.perf_counter() - asked) * 1000)
            tries += 1
        rates.append(tries / seconds)
    return {"rates": rates, "latencies": latencies}
