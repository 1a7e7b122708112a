"""One volunteer's evening on a real site, with marks; after they have left none is anywhere.

Database, its journal and its statistics, cache, logs and mails are searched byte by byte, before
and after: what is not found before proves nothing.
"""

import random
import re
import string

import pytest

from tests.callrussia.places import Places
from tests.callrussia.visitor import Visitor


def made_up():
    """A word that nobody else has said. In letters: a note is rid of what may be a number."""
    return "".join(random.choices(string.ascii_lowercase, k=24))


ADDRESS = f"{made_up()}@example.org"
ZONE = "Antarctica/Troll"
NOTE, MESSAGE = made_up(), made_up()
OPEN = (
    "UPDATE calls_rules SET opens = '00:00', weekend_opens = '00:00', closes = '23:59:59', "
    "pause_new = 0, pause_known = 0, pause_proven = 0"
)
ACCOUNT = "SELECT id, pseudonym FROM volunteers_volunteer WHERE time_zone = %s"
SESSION = "SELECT session_data FROM volunteers_session WHERE session_key = %s"
VACUUM = "VACUUM volunteers_volunteer, account_emailaddress, volunteers_session"
TOUCH = [
    "UPDATE volunteers_volunteer SET reports = reports",
    "UPDATE account_emailaddress SET verified = verified",
    "UPDATE volunteers_session SET expire_date = expire_date",
    "DELETE FROM guidelines_confirmation",
    "UPDATE calls_draw SET country = country",
]


@pytest.fixture
def site(demo, folder):
    """A demo in which it is time to call: its port and the places where it keeps things."""
    _process, _printed, port = demo()
    lines = (folder / "env").read_text().splitlines()
    environment = dict(re.fullmatch("(.*?)='(.*)'", line).groups() for line in lines)
    places = Places(folder, environment)
    places.database.execute(OPEN)
    yield port, places
    places.database.close()


def join(visitor, address, country, zone):
    visitor.send(
        "/en/account/join/",
        email=address,
        country=country,
        time_zone=zone,
        language="en",
        where_now="elsewhere",
        speaks_russian="yes",
        accepts_code="on",
        is_adult="on",
    )
    visitor.send(visitor.address, code=visitor.code())


def call(visitor):
    """Read, rehearse, draw a number and report it; draw another and keep it."""
    visitor.go("/en/guidelines/")
    edition = re.search(r'name="edition" value="(\d+)"', visitor.page)[1]
    confirmed = {"edition": edition, "has_read": "on", "number_seen": "on"}
    visitor.send("/en/guidelines/confirm/", "/en/guidelines/", **confirmed)
    turn = re.search(r"/en/call/rehearsal/turns/[\w-]+/", visitor.go("/en/call/rehearsal/"))[0]
    visitor.send(f"{turn}say/", turn, said=1)
    visitor.send("/en/call/draw/", "/en/call/")
    visitor.send(f"{visitor.address}report/", f"{visitor.address}?ended", choice="talked")
    visitor.send("/en/call/draw/", "/en/call/")
    return visitor.address


def spend_an_evening(port):
    """Join, call, leave a note and a message; somewhere else sign in, and stop before the code."""
    anna, elsewhere = Visitor(port), Visitor(port)
    join(anna, ADDRESS, "AQ", ZONE)
    held = call(anna)
    anna.send("/en/guidelines/note/", about="helped", text=NOTE)
    anna.send("/en/help/", topic="question", message=MESSAGE)
    elsewhere.send("/en/account/login/", login=ADDRESS)
    return anna, elsewhere, held


def marks_of(places, *visitors):
    """All by which they could be known: {name: bytes}."""
    pk, pseudonym = places.database.execute(ACCOUNT, [ZONE]).fetchone()
    marks = {"address": ADDRESS, "zone": ZONE, "country": "\tAQ\t", "pseudonym": pseudonym}
    for n, visitor in enumerate(visitors):
        key = visitor.cookie("sessionid")
        marks[f"session {n}"] = key
        marks[f"contents {n}"] = places.database.execute(SESSION, [key]).fetchone()[0]
    return pk, {name: mark.encode() for name, mark in marks.items()}


def test_nothing_of_somebody_who_left_is_anywhere(site):
    port, places = site
    begun = places.segment()
    anna, elsewhere, held = spend_an_evening(port)
    pk, marks = marks_of(places, anna, elsewhere)
    places.database.execute("ANALYZE")

    before = places.with_marks(marks, begun)
    anna.send("/en/account/erase/", is_sure="on")
    assert anna.address == "/en/account/farewell/"
    # As autovacuum does by itself within a minute.
    places.database.execute(VACUUM)
    begun = places.switch()
    stay_on(port, places)
    after = places.with_marks(marks, begun)

    assert before == {
        # In clear the address stands in the demo's own mailbox alone.
        "dump": set(marks) - {"address"},
        "statistics": set(),
        "Valkey": {"address", "pseudonym", "session 0", "session 1"},
        "logs": set(),
        "WAL": set(marks) - {"country", "address"},
    }
    assert after == {place: {"country"} if place == "dump" else set() for place in before}
    assert what_remains(places, pk, held) == {
        "country": {"calls_draw"},
        "note": {"guidelines_note"},
        "message": {"campaign_helprequest"},
        "rows that name them": set(),
        "what they held": ("taken", None),
    }


def stay_on(port, places):
    """Others live on: every page on which a row of hers lay is written whole into the new WAL."""
    join(Visitor(port), "other@example.org", "LT", "")
    for statement in TOUCH:
        places.database.execute(statement)
    places.database.execute("ANALYZE")


def what_remains(places, pk, held):
    """What is kept without her, and where, as the farewell page says."""
    ask = places.database.execute
    drawn = held.rstrip("/").rpartition("/")[2]
    return {
        "country": places.tables_with(b"\tAQ\t"),
        "note": places.tables_with(NOTE.encode()),
        "message": places.tables_with(MESSAGE.encode()),
        "rows that name them": {
            table
            for table, column in pointing(places)
            if ask(f"SELECT FROM {table} WHERE {column} = %s", [pk]).fetchone()
        },
        "what they held": ask(
            "SELECT ending, volunteer_id FROM calls_draw WHERE id = %s", [drawn]
        ).fetchone(),
    }


def pointing(places):
    """Each (table, column) that points to an account."""
    return places.database.execute(
        "SELECT conrelid::regclass::text, attname FROM pg_constraint "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] "
        "WHERE confrelid = 'volunteers_volunteer'::regclass"
    ).fetchall()
