"""What pgbench runs: the project's own draw, its limit, and other ways to draw."""

import random
import re

from django.db import connection
from psycopg import sql

from calls import outlook
from calls.models import Region
from calls.pool import drawing
from guidelines import library
from volunteers.models import Volunteer

# One statement that does the least a draw could do: write the pool once, by primary key, and
# insert the draw, under the same constraints and foreign keys.
LIMIT = """
WITH touched AS (
    UPDATE calls_phonenumber SET rest = rest WHERE number = :number RETURNING number, fate, rest
)
INSERT INTO calls_draw (
    id, number_id, volunteer_id, expires_at, found_fate, found_rest, edition_id, country, experience
)
SELECT gen_random_uuid(), number, :volunteer, statement_timestamp() + interval '30 minutes',
    fate, rest, {edition}, 'LT', '1'
FROM touched
ON CONFLICT DO NOTHING
RETURNING *;
"""


def choices(people: range) -> str:
    """A new volunteer for each draw, a region by its size, a random opener, ticket and number."""
    regions = list(Region.objects.filter(size__gt=0).values_list("pk", "size"))
    total, reached, cases = sum(size for _, size in regions), 0, []
    for pk, size in regions:
        reached += size
        cases.append(f"when :place <= {reached} then {pk}")
    each = len(people) // 16
    openers = outlook.lately().openers
    opener = " ".join(f"when :opener = {n} then {pk}" for n, pk in enumerate(openers, 1))
    return f"""
\\set n :n + 1
\\set volunteer {people.start} + :client_id * {each} + :n
\\set place random(1, {total})
\\set region case {" ".join(cases)} end
\\set opener random(1, {len(openers)})
\\set opener case {opener} end
\\set ticket random(0, 32767)
\\set number random(79450000000, 79489999999)
"""


def terms(volunteer: int, place: int | None = None) -> dict:
    """The parameters of the project's draw, as the verb would give them; in the region `place`."""
    known = outlook.lately()
    chosen = next((a for a in known.wet if a.region.pk == place), None) or known.choose()
    ticket = random.randrange(drawing.TICKETS)
    person = Volunteer(pk=volunteer, country="LT", joined_on=known.rules.now.date())
    return drawing.terms(person, known, chosen, ticket)


def limit(people: range) -> str:
    return choices(people) + LIMIT.format(edition=library.live().pk)


def draw(people: range) -> str:
    """The project's own statement, with pgbench's variables in the place of psycopg's."""
    own = {"id": "gen_random_uuid()"}
    own |= {name: f":{name}::int" for name in ("volunteer", "region", "ticket", "opener")}
    for name, value in terms(people.start).items():
        own.setdefault(name, literal(value))
    return (
        choices(people) + re.sub(r"%\((\w+)\)s", lambda found: own[found[1]], drawing.SQL) + ";\n"
    )


def literal(value) -> str:
    """`value` as SQL, with its type."""
    with connection.cursor() as cursor:
        return sql.Literal(value).as_string(cursor.connection)
