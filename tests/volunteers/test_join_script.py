"""What the sign-up page adds where script runs."""

import pytest


@pytest.fixture
def page_in(browser, live_server):
    """The sign-up page as a device in `time_zone` sees it."""
    contexts = []

    def visit(time_zone):
        contexts.append(browser.new_context(timezone_id=time_zone))
        page = contexts[-1].new_page()
        page.goto(f"{live_server.url}/en/account/join/")
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("device", "chosen"),
    [("Europe/Vilnius", "Europe/Vilnius"), ("Asia/Calcutta", "Asia/Kolkata"), ("UTC", "")],
)
def test_the_time_zone_of_the_device_is_chosen_under_any_of_its_names(page_in, device, chosen):
    assert page_in(device).locator("#id_time_zone").input_value() == chosen
