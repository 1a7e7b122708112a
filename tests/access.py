"""Who may enter what: the table that tests/test_access.py holds the whole site against.

A page or an act that is not named here is refused to everybody.
"""

import contextlib
import re
from fnmatch import fnmatch

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from callrussia.models import SecurityEvent
from tests.test_pages import path_of, routes
from volunteers.models import Session

PUBLIC = (
    *("health", "campaign:landing", "campaign:about", "campaign:help", "campaign:other_ways"),
    *("guidelines:read", "guidelines:at_hand", "guidelines:search", "guidelines:booklet"),
    *("calls:do_not_call", "calls:rehearsal", "calls:rehearsal_*", "calls:turn", "calls:say"),
    *("volunteers:join", "volunteers:join_codename", "volunteers:sign_in*", "account_login"),
    *("account_signup", "account_inactive", "volunteers:codename*", "volunteers:check_codename"),
    *("guidelines:catch_up", "account_email", "account_logout", "admin:logout"),
    *("campaign:privacy", "campaign:privacy_law", "leave", "mfa_list_webauthn"),
    "volunteers:farewell",
)
ACCOUNT = (
    *("calls:home", "calls:draw", "calls:rehearse", "campaign:my_data*", "guidelines:note"),
    *("guidelines:confirm", "volunteers:settings", "volunteers:keep_address"),
    *("volunteers:forget_address", "volunteers:leave", "volunteers:erase"),
    *("account_confirm_login_code", "account_email_verification_sent"),
    # To look leads to the page of the draw, which is not there for others.
    *("calls:care", "calls:evening", "calls:go_on", "calls:met", "calls:stop"),
    *("volunteers:devices", "volunteers:sign_out_device"),
    *("mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes"),
    # Whoever is signed in is led home.
    *("mfa_authenticate", "mfa_login_webauthn"),
    *("calls:amend", "calls:extend", "calls:release", "calls:report", "calls:unrelease"),
)
THE_DRAW = ("drawn", "extend", "report", "amend", "release", "unrelease")
OWN_DRAW = ("calls:drawn",)
ADMIN = ("admin:index", "admin:jsi18n", "admin:logout", "admin:login", "admin:app_list")
MODERATION = (
    *("admin:calls_call_*", "admin:calls_draw_*", "admin:calls_import_*"),
    *("admin:calls_range_*", "admin:calls_region_*", "admin:calls_suppressednumber_*"),
    *("admin:calls_phonenumber_changelist", "admin:calls_phonenumber_suppress"),
    "admin:calls_rules_*",
    *("admin:campaign_helprequest_*", "admin:volunteers_volunteer_*"),
    *("admin:callrussia_*", "admin:volunteers_inactivity_*", "admin:calls_review_*"),
)
# The list of rules, of which there is one, leads on to it; there they are refused.
WRITING = (
    *("admin:guidelines_*", "admin:calls_trial_*", "admin:calls_rules_changelist"),
    *("admin:calls_encounter_changelist", "admin:volunteers_inactivity_changelist"),
)
# Made, changed or deleted by verbs alone, or about a row that is not there.
NOBODY = (
    *("admin:calls_rules_add", "admin:calls_rules_delete", "admin:campaign_helprequest_add"),
    *("admin:volunteers_volunteer_add", "admin:volunteers_volunteer_delete"),
    *("admin:volunteers_inactivity_add", "admin:volunteers_inactivity_delete"),
    *("admin:guidelines_edition_add", "admin:guidelines_edition_delete"),
    *("admin:guidelines_note_add", "admin:guidelines_*_settle", "admin:view_on_site"),
    *("admin:guidelines_question_comment", "admin:guidelines_question_review"),
    *("admin:guidelines_turn_comment", "admin:guidelines_turn_review"),
    *("admin:autocomplete", "admin:password_change*"),
)
READERS = ("psychologist", "owner")
MAY = {
    "guest": PUBLIC,
    "rested": PUBLIC + ACCOUNT,
    "holder": PUBLIC + ACCOUNT + OWN_DRAW,
    "moderator": PUBLIC + ACCOUNT + ADMIN + MODERATION,
    "psychologist": PUBLIC + ACCOUNT + ADMIN + WRITING,
    "owner": PUBLIC + ACCOUNT + ADMIN + ("admin:*",),
}


def may(who, name):
    # Whoever reads the notes writes none.
    if is_among(name, NOBODY) or (who in READERS and name == "guidelines:note"):
        return False
    return is_among(name, MAY[who])


def is_among(name, patterns):
    return any(fnmatch(name, pattern) for pattern in patterns)


def addresses(world):
    """Every route of the site that has a name, as (name, path)."""
    with translation.override(world.language):
        found = {(route[0], path_of(world, *route)) for route in routes(get_resolver())}
    return sorted(found)


class Devices:
    """The people of a world, each asked as if nothing had been asked before."""

    def __init__(self, world):
        self.held = {who: dict(world.people[who].cookies) for who in MAY}
        # One for all of them: each would read the middleware anew.
        self.device = Client(raise_request_exception=False)

    def ask(self, who, path, **data):
        """The answer to a form; what it has written is undone."""
        device = self.become(who)
        with contextlib.suppress(_Undone), transaction.atomic():
            answer = device.post(path, data)
            raise _Undone
        cache.clear()
        return answer

    def become(self, who):
        """The device with what it held before anything was asked."""
        self.device.cookies.clear()
        for name, cookie in self.held[who].items():
            self.device.cookies[name] = cookie.value
        return self.device


class _Undone(Exception):
    pass


def snapshot(without=()):
    """A fingerprint of each table but those `without`."""
    names = [name for name in connection.introspection.table_names() if name not in without]
    rows = "coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '')"
    asked = " UNION ALL ".join(f"SELECT '{name}', {rows} FROM {name} t" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


# A block of data for a script is none.
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)(?![^>]*application/json)|<[^>]*\s(?:style|on[a-z]+)=\"",
    re.IGNORECASE,
)
LEADS = re.compile(r"\b(?:href|src|action)=\"([/?#][^\"]*)\"")


def faults(answer, who):
    """What a page shows or leaves that it must not."""
    found = []
    if who != "guest" and "no-store" not in answer.headers.get("Cache-Control", ""):
        found.append("may be stored")
    if answer.headers["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        found += INLINE.findall(page)
        found += [
            link for link in LEADS.findall(page) if re.search(r"(?<![\w-])\d{7,}(?![\w-])|@", link)
        ]
    return found


# A session may begin or be renewed by a page, and what is refused is counted.
KEPT_ASIDE = {Session._meta.db_table, SecurityEvent._meta.db_table}
