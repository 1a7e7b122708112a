"""Every page of the site, in both languages, on a phone of 360 px: nothing may be wrong with it."""

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from tests.inspector import PHONE, Inspector
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@dataclass(frozen=True)
class Page:
    """A page as one person sees it; with a `form`, the answer to that, sent with `answers`."""

    who: str
    name: str
    key: str = ""
    query: str = ""
    status: int = 200
    form: str = ""
    to: str = ""
    answers: dict = field(default_factory=dict)
    # What happens to the world before.
    when: str = ""
    # Shows names that are kept in the database, once and in English.
    is_stored: bool = False

    def __str__(self):
        sent = ("sent", self.to, str(self.answers)) if self.form else ()
        return " ".join(filter(None, [self.who, self.name, self.key, self.query, *sent, self.when]))


FORM, LIST, LOOK = "main form", "#changelist-form", "#content form"
LOOK_UP = "admin:calls_phonenumber_changelist"
SELECTED = {"action": "pause", "_selected_action": True}
PUBLIC = [
    Page("guest", "campaign:landing"),
    Page("guest", "campaign:about"),
    Page("guest", "campaign:other_ways"),
    Page("guest", "campaign:help"),
    Page("guest", "campaign:help", status=422, form=FORM),
    Page("guest", "calls:do_not_call"),
    Page("guest", "calls:do_not_call", status=422, form=FORM),
    Page("guest", "calls:do_not_call", form=FORM, answers={"number": "+79451234567"}),
    Page("guest", "guidelines:read"),
    Page("guest", "volunteers:join"),
    Page("guest", "volunteers:join", status=422, form=FORM),
    Page("guest", "volunteers:join", form=FORM, answers={"speaks_russian": "no"}),
    Page("guest", "account_login"),
    Page("guest", "account_login", status=422, form=FORM),
    Page("guest", "account_inactive"),
    Page("joining", "account_email_verification_sent"),
    Page("joining", "account_email_verification_sent", form=FORM),
    Page("returning", "account_confirm_login_code"),
    Page("returning", "account_confirm_login_code", form=FORM),
    Page("guest", "volunteers:join", status=429, form=FORM, when="wear_out_patience"),
]
VOLUNTEERS = [
    Page("newcomer", "guidelines:read"),
    Page("newcomer", "guidelines:read", status=422, form=FORM),
    Page("newcomer", "guidelines:read", status=409, form=FORM, to="calls:draw"),
    Page("rested", "campaign:landing"),
    Page("rested", "calls:home"),
    Page("rested", "guidelines:read"),
    Page("rested", "volunteers:settings"),
    Page("rested", "volunteers:settings", status=422, form=FORM, answers={"country": ""}),
    Page("rested", "volunteers:leave"),
    Page("rested", "account_logout"),
    Page("holder", "calls:drawn", "open"),
    Page("holder", "calls:drawn", "open", "?ended"),
    Page("holder", "calls:drawn", "open", "?ended", status=422, form=FORM),
    Page("talker", "calls:drawn", "talking"),
    Page("holder", "calls:drawn", "released"),
    Page("holder", "calls:drawn", "late"),
    Page("holder", "calls:drawn", "taken"),
    Page("holder", "calls:drawn", "reported"),
    Page("holder", "calls:drawn", "reported", "?amend"),
    Page("holder", "calls:drawn", "forgotten"),
    Page("holder", "calls:drawn", "nobody's", status=404),
    Page("holder", "calls:unknown", "elsewhere", status=404),
    Page("tired", "calls:home"),
    Page("rested", "calls:home", status=409, form=FORM, when="run_dry"),
    Page("rested", "calls:home", when="fall_asleep"),
    Page("rested", "calls:home", when="pause"),
]
MODERATORS = [
    Page("moderator", "admin:index"),
    Page("moderator", "admin:app_list calls"),
    Page("moderator", "admin:app_list campaign"),
    Page("moderator", "admin:app_list volunteers"),
    Page("moderator", "admin:calls_call_changelist"),
    Page("moderator", "admin:calls_draw_changelist"),
    Page("moderator", "admin:calls_import_changelist"),
    Page("moderator", "admin:calls_range_changelist"),
    Page("moderator", "admin:calls_region_changelist"),
    Page("moderator", "admin:calls_suppressednumber_changelist"),
    Page("moderator", "admin:calls_phonenumber_changelist"),
    Page("moderator", LOOK_UP, form=LOOK),
    Page("moderator", LOOK_UP, form=LOOK, answers={"number": "+79461234567"}),
    Page("moderator", "admin:calls_rules_change"),
    Page("moderator", "admin:calls_rules_change", form="#rules_form", answers={"loan": "1"}),
    Page("moderator", "admin:calls_rules_history"),
    Page("moderator", "admin:campaign_helprequest_changelist"),
    Page("moderator", "admin:campaign_helprequest_change"),
    Page("moderator", "admin:campaign_helprequest_delete"),
    Page("moderator", "admin:campaign_helprequest_history"),
    Page("moderator", "admin:volunteers_volunteer_changelist"),
    Page("moderator", "admin:volunteers_volunteer_changelist", form=LIST, answers=SELECTED),
    Page("moderator", "admin:volunteers_volunteer_change"),
    Page("moderator", "admin:volunteers_volunteer_history"),
    Page("moderator", "admin:guidelines_section_changelist", status=403),
    Page("owner", "admin:index"),
    Page("owner", "admin:app_list auth"),
    *(
        Page("owner", f"admin:auth_group_{act}", is_stored=True)
        for act in ("changelist", "add", "change", "delete", "history")
    ),
    Page("owner", "admin:volunteers_volunteer_change", is_stored=True),
    Page("moderator", "admin:index", when="pause"),
]
PSYCHOLOGISTS = [
    Page("psychologist", "admin:index"),
    Page("psychologist", "admin:app_list guidelines"),
    *(
        Page("psychologist", f"admin:guidelines_{text}_{act}")
        for text in ("section", "opener", "hardsentence")
        for act in ("changelist", "add", "change", "delete", "history")
    ),
    Page("psychologist", "admin:guidelines_section_add", form="#section_form"),
    Page("psychologist", "admin:guidelines_edition_changelist"),
    Page("psychologist", "admin:guidelines_edition_change"),
    Page("psychologist", "admin:guidelines_edition_history"),
    Page("psychologist", "admin:guidelines_edition_texts"),
    Page("psychologist", "admin:guidelines_preview"),
    Page("psychologist", "admin:guidelines_publish"),
    Page("psychologist", "admin:guidelines_publish", status=422, form="#content form"),
]
WALKS = {
    "public": PUBLIC,
    "volunteers": VOLUNTEERS,
    "moderators": MODERATORS,
    "psychologists": PSYCHOLOGISTS,
}


@pytest.fixture
def open_browser(browser, live_server):
    """Makes an Inspector. Each language is seen in one of the two looks."""
    cache.clear()
    contexts = []

    def opened(language):
        look = {"ru": "light", "en": "dark"}[language]
        contexts.append(browser.new_context(viewport=PHONE, color_scheme=look, locale=language))
        return Inspector(contexts[-1], live_server.url, language)

    yield opened
    for context in contexts:
        context.close()


def visit(inspector, world, page):
    """The faults of `page`."""
    inspector.become(world.people[page.who])
    if page.when:
        getattr(world, page.when)()
    path = world.address(page.name, page.key) + page.query
    if page.form:
        inspector.go(path)
        to = page.to and world.address(page.to)
        faults = inspector.send(page.form, to, page.answers, page.status)
    else:
        faults = inspector.look(path, page.status)
        faults += inspector.switch(path) if page.status == 200 else []
    return [fault for fault in faults if not (page.is_stored and fault.startswith("not in"))]


@LANGUAGES
@pytest.mark.parametrize("pages", WALKS.values(), ids=WALKS)
def test_nothing_is_wrong_with_the_pages(open_browser, language, pages):
    inspector, world = open_browser(language), World(language)
    faults, titles = {}, defaultdict(set)

    for page in pages:
        faults[str(page)] = visit(inspector, world, page)
        if page.status == 200 and not page.form:
            titles[inspector.page.title()].add(page.name)

    assert {page: found for page, found in faults.items() if found} == {}
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


def test_nothing_is_wrong_with_the_pages_that_speak_both_languages(open_browser, settings):
    settings.ROOT_URLCONF = "tests.failing"
    inspector = open_browser("en")

    failed = inspector.look("/fails/", status=500)
    inspector.go("/en/help/")
    inspector.page.context.clear_cookies()
    refused = inspector.send(FORM, "", {}, status=403)

    assert (failed, refused) == ([], [])


@LANGUAGES
def test_nothing_is_wrong_with_the_mails_of_a_demo(open_browser, settings, language):
    settings.ROOT_URLCONF = "tests.failing"

    assert open_browser(language).look("/demo/mail/") == []


def test_every_page_is_in_the_table():
    world = World("en")
    in_table = {world.address(page.name, page.key) for pages in WALKS.values() for page in pages}

    with translation.override("en"):
        paths = {path_of(world, *route) for route in routes(get_resolver())}
    forgotten = [
        path
        for path in paths - in_table
        for who in ("guest", "owner")
        if is_page(world.people[who].get(path))
    ]

    assert forgotten == []


def routes(resolver, spaces=()):
    """The name and the parameters of each route that has a name."""
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern, inner)
        elif pattern.name:
            names = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
            yield ":".join((*spaces, pattern.name)), dict.fromkeys(names)


def path_of(world, name, parameters):
    filled = {"pk": world.keys["open"], "app_label": "calls"}
    if {"object_id", "number"} & parameters.keys() and "content_type_id" not in parameters:
        filled |= dict.fromkeys(("object_id", "number"), world.row_of(name))
    return reverse(name, kwargs={key: filled.get(key, 1) for key in parameters})


def is_page(response):
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
