"""A wrong setting stops the start and names itself."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "SECRET_KEY": "s" * 40,
    "SUPPRESSION_KEY": "k" * 40,
    "ADDRESS_KEY": "a" * 40,
    "ALLOWED_HOSTS": "call.example.org",
    "DATABASE_URL": "postgres://db/callrussia",
    "REDIS_URL": "redis://redis/0",
    "EMAIL_HOST": "mail.example.org",
    "MAIL_FROM": "call@example.org",
    "CONTROLLER_NAME": "An association",
    "CONTROLLER_ADDRESS": "A street 1, a town",
    "CONTROLLER_EMAIL": "law@example.org",
    "OBJECT_EMAIL": "object@example.org",
    "SUPERVISORY_AUTHORITY": "An authority",
    "PATH": os.environ["PATH"],
}

UP = "import callrussia.settings as s; print('up', s.PRODUCTION)"
ONION = f"http://{'a' * 56}.onion"


def start(show=UP, **changes):
    """The last line that loading the settings prints, with `changes` to a good production."""
    environment = {name: value for name, value in (GOOD | changes).items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-c", show],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def test_a_good_production_starts():
    assert start() == "up True"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 32 characters"),
        ({"SUPPRESSION_KEY": None}, "SUPPRESSION_KEY must be set"),
        ({"SUPPRESSION_KEY": "s" * 40}, "SUPPRESSION_KEY must be another secret"),
        ({"ADDRESS_KEY": None}, "ADDRESS_KEY must be set"),
        ({"ADDRESS_KEY": "k" * 40}, "ADDRESS_KEY must be another secret"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"DATABASE_URL": None}, "DATABASE_URL must be set"),
        ({"REDIS_URL": None}, "REDIS_URL must be set"),
        ({"EMAIL_HOST": None}, "EMAIL_HOST must be set"),
        ({"MAIL_FROM": None}, "MAIL_FROM must be set"),
        ({"CONTROLLER_NAME": None}, "CONTROLLER_NAME must be set"),
        ({"CONTROLLER_ADDRESS": None}, "CONTROLLER_ADDRESS must be set"),
        ({"CONTROLLER_EMAIL": None}, "CONTROLLER_EMAIL must be set"),
        ({"CONTROLLER_EMAIL": "nobody"}, "CONTROLLER_EMAIL must be an e-mail address"),
        ({"OBJECT_EMAIL": None}, "OBJECT_EMAIL must be set"),
        ({"OBJECT_EMAIL": "a@b@c"}, "OBJECT_EMAIL must be an e-mail address"),
        ({"SUPERVISORY_AUTHORITY": None}, "SUPERVISORY_AUTHORITY must be set"),
        ({"DATABASE_URL": "foo"}, "DATABASE_URL must begin with postgres or postgresql, then ://"),
        ({"REDIS_URL": "foo"}, "REDIS_URL must begin with redis"),
        ({"CACHE_URL": "http://x"}, "CACHE_URL must begin with redis"),
        ({"BROKER_URL": "unix:///v.sock"}, "BROKER_URL must begin with redis or rediss or redis+"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO"),
        ({"PROXIES": "many"}, "PROXIES must be a whole number from 0, not 'many'"),
        ({"DATABASE_POOL": "0"}, "DATABASE_POOL must be a whole number from 1, not '0'"),
        ({"ONION_ADDRESS": "https://x.onion"}, "ONION_ADDRESS must look like http://….onion"),
        ({"ONION_ADDRESS": "http://x.org"}, "ONION_ADDRESS must look like http://….onion"),
        ({"ONION_ADDRESS": f"{ONION}/a"}, "ONION_ADDRESS must look like http://….onion"),
        ({"ONION_ADDRESS": f"{ONION},{ONION}"}, "ONION_ADDRESS must be one address"),
        ({"MIRRORS": "http://x.org"}, "MIRRORS must look like https://mirror.example.org"),
        ({"REFUSE_RESIDENTS": "perhaps"}, "REFUSE_RESIDENTS must be 1 or 0, not 'perhaps'"),
    ],
)
def test_a_wrong_value_names_its_variable(changes, said):
    assert said in start(**changes)


@pytest.mark.parametrize("mode", ["DEBUG", "DEMO"])
def test_a_site_for_others_is_no_demo_and_has_no_debug(mode):
    assert "DEBUG and DEMO must be off" in start(**{mode: "1"})
    assert start(**{mode: "1"}, ALLOWED_HOSTS="localhost,127.0.0.1") == "up False"


def test_hosts_and_origins_follow_from_other_addresses():
    show = "import callrussia.settings as s; print(s.ALLOWED_HOSTS[1:], s.CSRF_TRUSTED_ORIGINS)"

    shown = start(show, ONION_ADDRESS=ONION, MIRRORS="https://a.org, https://b.org")

    hosts, origins = (
        ["a" * 56 + ".onion", "a.org", "b.org"],
        [ONION, "https://a.org", "https://b.org"],
    )
    assert shown == f"{hosts} {origins}"
