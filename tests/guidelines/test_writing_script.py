"""static/js/writing.js in a real browser: what was typed and never saved is put back."""

import pytest
from playwright.sync_api import expect

from guidelines import drafts, review, typing
from guidelines.models import Turn
from tests.guidelines.conftest import make_psychologist
from tests.guidelines.texts import make_turn
from tests.guidelines.writing import address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def turn():
    for kind in drafts.KINDS.values():
        kind.model.objects.all().delete()
    return make_turn("heard", None)


@pytest.fixture
def desk(client, context, live_server):
    """The form of a text in a psychologist's browser."""
    writer = make_psychologist(email="writer@example.org")
    client.force_login(writer)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(8000)

    def opened(text):
        page.goto(f"{live_server.url}{address(text)}")
        return page

    opened.writer = writer
    return opened


def test_what_was_typed_before_another_saved_is_compared_with_theirs(desk, turn):
    page = desk(turn)
    with page.expect_response("**/typed/") as kept:
        page.locator("[name=they_en]").fill("Mine")
    assert kept.value.status == 204
    Turn.objects.update(they_en="Theirs")
    review.change(turn, make_psychologist())

    page = desk(turn)
    page.get_by_role("button", name="Put it back into the fields").click()
    page.locator("[name=_save]").click()

    expect(page.get_by_text("Somebody else has changed this text meanwhile.")).to_be_visible()
    assert page.locator(".conflict del").first.inner_text() == "Theirs"
    assert Turn.objects.get().they_en == "Theirs"


def test_choices_that_were_added_come_back_too(desk, turn):
    typed = {f"choices-{n}-say_en": f"Answer {n}" for n in range(4)}
    typed |= {"choices-TOTAL_FORMS": "4", "choices-INITIAL_FORMS": "1"}
    typing.keep(Turn, turn.pk, desk.writer, typed, turn.version)

    page = desk(turn)
    page.get_by_role("button", name="Put it back into the fields").click()

    found = [page.locator(f"[name='{name}']").input_value() for name in list(typed)[:4]]
    assert found == ["Answer 0", "Answer 1", "Answer 2", "Answer 3"]
