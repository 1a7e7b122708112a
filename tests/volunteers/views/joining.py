"""What the tests of joining without an address share."""

from volunteers import codenames

ANSWERS = {
    "country": "LT",
    "time_zone": "",
    "language": "en",
    "where_now": "elsewhere",
    "speaks_russian": "yes",
    "accepts_code": "on",
    "is_adult": "on",
}
JOIN = "/en/account/join/codename/"
SHOW = "/en/account/codename/"
CHECK = "/en/account/codename/check/"


def begin(client):
    """Answer the questions; what was made then."""
    client.post(JOIN, ANSWERS)
    return codenames.pending(client)


def words(made):
    """What the check wants to be typed."""
    return {f"word{n}": made["phrase"].split()[n - 1] for n in made["asked"]}
