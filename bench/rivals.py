"""Other ways to draw, side by side with the project's on the same numbers: a table and a plot."""

import itertools
import random

import psycopg
import pygal

from bench import crowd, statements
from bench.harness import Report, interleave, median, seconds_of
from bench.results import HERE
from bench.stage import conninfo
from calls.models import Region
from calls.pool import drawing

PLOT = HERE / "rivals.svg"
DRAW = "the project's draw"
# The same promises for all: live, rested, not held, locked, one open draw a number and a person.
INSERT = """
WITH pick AS (
    SELECT number, fate, rest FROM calls_phonenumber {sample}
    WHERE fate < 2
      AND rest <= (statement_timestamp() AT TIME ZONE 'UTC')::date - date '2026-01-01'
      AND NOT EXISTS (
          SELECT FROM calls_draw
          WHERE number_id = number AND closed_at IS NULL AND expires_at > statement_timestamp()
      )
      AND {which}
    FOR UPDATE SKIP LOCKED
)
INSERT INTO calls_draw (
    id, number_id, volunteer_id, expires_at, found_fate, found_rest, edition_id, country, experience
)
SELECT gen_random_uuid(), number, %(volunteer)s, statement_timestamp() + interval '30 minutes',
    fate, rest, %(edition)s, 'LT', '1'
FROM pick
ON CONFLICT DO NOTHING
RETURNING *
"""
RIVALS = {
    "ORDER BY ticket over five regions": INSERT.format(
        sample="",
        which="region_id = ANY(%(regions)s) AND ticket >= %(ticket)s ORDER BY ticket LIMIT 1",
    ),
    "ORDER BY random() in one region": INSERT.format(
        sample="", which="region_id = %(region)s ORDER BY random() LIMIT 1"
    ),
    "OFFSET in one region": INSERT.format(
        sample="",
        which="region_id = %(region)s ORDER BY region_id, rest, ticket OFFSET %(offset)s LIMIT 1",
    ),
    "TABLESAMPLE, any region": INSERT.format(
        sample="TABLESAMPLE SYSTEM (0.01)", which="true LIMIT 1"
    ),
}


def run(stage) -> Report:
    people = itertools.cycle(crowd.gather(50_000))
    crowd.open_hours()
    texts = {DRAW: drawing.SQL} | RIVALS
    with psycopg.connect(**conninfo(stage.database), autocommit=True) as own:
        runs = {
            name: lambda text=text: mean(own, text, people, min(1.0, stage.seconds))
            for name, text in texts.items()
        }
        found = interleave(stage.rounds, **runs)
    if not stage.is_small:
        plot(found)
    return Report(raw={"ms a draw": found})


def mean(own, text, people, seconds) -> float:
    """Milliseconds a draw, one after the other by one client, for a while but at least once."""
    own.execute("TRUNCATE calls_draw")
    regions = list(Region.objects.filter(size__gt=0))
    sizes = [region.size for region in regions]
    taken = []
    while sum(taken) < seconds:
        (region,) = random.choices(regions, sizes)
        terms = statements.terms(next(people), region.pk) | {
            "regions": [r.pk for r in random.sample(regions, min(5, len(regions)))],
            "offset": random.randrange(max(1, region.size // 2)),
        }
        taken.append(seconds_of(lambda terms=terms: own.execute(text, terms, prepare=True)))
    return sum(taken) * 1000 / len(taken)


def plot(found):
    """A bar for each way, on a logarithmic scale, in a file that asks nobody for anything."""
    chart = pygal.HorizontalBar(
        logarithmic=True,
        js=[],
        disable_xml_declaration=True,
        title="Milliseconds a draw, one client, 40 million numbers (logarithmic)",
        print_values=True,
        value_formatter=lambda value: f"{value:,.2f} ms",
        width=900,
        height=360,
    )
    for name, values in sorted(found.items(), key=lambda pair: median(pair[1])):
        chart.add(name, round(median(values), 3))
    chart.render_to_file(str(PLOT))
