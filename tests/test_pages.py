"""Every page of the site, in both languages, on a phone of 360 px: nothing may be wrong with it."""

from collections import defaultdict

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from tests.inspector import PHONE, Inspector
from tests.walks import FORM, WALKS
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


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


def routes(resolver, spaces=(), outer=()):
    """The name and the parameters of each route that has a name."""
    for pattern in resolver.url_patterns:
        names = [*outer, *pattern.pattern.converters, *pattern.pattern.regex.groupindex]
        if not isinstance(pattern, URLPattern):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern, inner, names)
        elif pattern.name:
            yield ":".join((*spaces, pattern.name)), dict.fromkeys(names)


def path_of(world, name, parameters):
    pk = world.keys["open"] if name.startswith("calls:") else 1
    filled = {"pk": pk, "app_label": "calls"}
    if {"object_id", "number"} & parameters.keys() and "content_type_id" not in parameters:
        filled |= dict.fromkeys(("object_id", "number"), world.row_of(name))
    return reverse(name, kwargs={key: filled.get(key, 1) for key in parameters})


def is_page(response):
    # What is taken away as a file is none.
    is_html = response.headers["Content-Type"].startswith("text/html")
    return response.status_code == 200 and is_html and "Content-Disposition" not in response.headers
