"""static/js/at_hand.js in a real browser, and the page without any script."""

import pytest
from playwright.sync_api import expect

from guidelines import drafts
from tests.guidelines.texts import make_fact, make_hard, make_opener, make_section, publish

# Without the rows that migrations made there is no edition; the flush after each test takes them.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _few_texts():
    for kind in drafts.KINDS.values():
        kind.model.objects.all().delete()
    make_section("rest", body_en="Marmalade")
    make_opener(text_ru="Здравствуйте, алло.", text_en="Hello there.")
    make_hard(they_say_ru="Я боюсь.", they_say_en="I am afraid.", you_can_say_ru="Всё хорошо.")
    make_hard(they_say_ru="Кто платит?", they_say_en="Who pays?", you_can_say_en="Nobody pays me.")
    make_fact(statement_en="Bread is dear.")
    publish()


@pytest.fixture
def enter(live_server):
    def entered(context):
        page = context.new_page()
        page.set_default_timeout(5000)
        page.goto(f"{live_server.url}/en/guidelines/at-hand/")
        return page

    return entered


def items(page):
    return page.locator("[data-find]:visible").count()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("afraid", 1),
        ("AFRAID am", 1),
        ("me pays", 1),
        ("все хорошо", 1),
        ("ВСЁ", 1),
        ("pays afraid", 0),
        ("marmalade", 0),
        ("  ", 4),
        ("?", 4),
    ],
)
def test_what_is_typed_leaves_only_what_has_every_word(context, enter, typed, left):
    page = enter(context)
    before = items(page)

    page.get_by_role("searchbox").press_sequentially(typed)

    assert (before, items(page)) == (4, left)


def test_how_many_are_left_is_told_once_the_typing_has_stopped(context, enter):
    page = enter(context)
    told = page.get_by_role("status")

    page.get_by_role("searchbox").fill("e")
    expect(told).to_have_text("4 left")
    page.get_by_role("searchbox").fill("who pays")
    expect(told).to_have_text("1 left")
    page.get_by_role("searchbox").fill("")
    expect(told).to_have_text("")


def test_a_heading_goes_with_the_last_of_its_texts_and_comes_back(context, enter):
    page = enter(context)

    page.get_by_role("searchbox").fill("pays")
    few = page.locator("main h2:visible").all_inner_texts()
    page.get_by_role("searchbox").fill("")

    assert few == ["They say, you can say"]
    assert page.locator("main h2:visible").count() == 3


def test_return_sends_nothing_and_where_nothing_is_left_the_search_goes_on(context, enter):
    page = enter(context)
    field = page.get_by_role("searchbox")
    field.fill("marmalade")

    field.press("Enter")
    stays = page.url
    page.get_by_role("link", name="Search all of the guidelines").click()

    assert stays.endswith("/en/guidelines/at-hand/")
    assert page.url.endswith("/en/guidelines/search/?q=marmalade")
    assert page.locator("mark").all_inner_texts() == ["Marmalade"]


def test_without_a_script_the_field_leads_to_the_search(browser, enter):
    context = browser.new_context(java_script_enabled=False)
    page = enter(context)
    page.get_by_role("searchbox").fill("afraid")

    page.get_by_role("button", name="Search").click()

    assert page.url.endswith("/en/guidelines/search/?q=afraid")
    assert page.locator("mark").all_inner_texts() == ["afraid"]
    context.close()
