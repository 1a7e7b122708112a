"""The reading page as a browser prints it: a booklet, with every answer open."""

import pytest
from django.test import Client

from guidelines import library
from tests.factories import make_volunteer
from tests.guidelines.paper import opened, squeezed

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@pytest.fixture
def printed(browser, live_server):
    """Prints the reading page in a language, without script, as `client` sees it."""
    contexts = []

    def pages(language, client=None):
        context = browser.new_context(java_script_enabled=False, color_scheme="dark")
        contexts.append(context)
        for name, cookie in (client.cookies if client else {}).items():
            context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/{language}/guidelines/")
        return [sheet.extract_text() for sheet in opened(page.pdf(prefer_css_page_size=True)).pages]

    yield pages
    for context in contexts:
        context.close()


@LANGUAGES
def test_every_answer_is_on_paper_though_it_was_folded_away(printed, language):
    words = squeezed("".join(printed(language)))

    hard = library.live().content["ru"]["hard"]
    lost = [text["you_can_say"] for text in hard if squeezed(text["you_can_say"]) not in words]
    assert lost == []


def test_navigation_forms_and_buttons_stay_on_the_screen(printed):
    client = Client()
    client.force_login(make_volunteer())

    words = squeezed("".join(printed("en", client)))

    inside = ("How to talk", "Prepare yourself", "You can say:")
    assert [text for text in inside if squeezed(text) not in words] == []
    screen = ("Skip to content", "Sign out", "Account", "All sections", "Do not call me")
    screen += ("Confirm and go on to call", "As a PDF", "Touch a sentence", "Section by section")
    screen += ("Search the guidelines",)
    assert [text for text in screen if squeezed(text) in words] == []


@LANGUAGES
def test_no_hard_sentence_is_torn_and_pages_are_numbered(printed, language):
    pages = [squeezed(page) for page in printed(language)]

    torn = [
        text["they_say"]
        for text in library.live().content["ru"]["hard"]
        if not any(
            squeezed(text["they_say"]) in page and squeezed(text["you_can_say"]) in page
            for page in pages
        )
    ]
    assert torn == []
    assert [page.startswith(str(n)) for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert 20 <= len(pages) <= 36
