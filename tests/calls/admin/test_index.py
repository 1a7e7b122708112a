"""The first page of the admin, by role."""

import pytest

CALLS = "/admin/calls/"


def links(page):
    """The models of calls that the page leads to."""
    apps = page.context["available_apps"]
    (models,) = [app["models"] for app in apps if app["app_label"] == "calls"] or [[]]
    return {model["object_name"] for model in models}


def test_a_moderator_finds_everything_about_calls(moderator):
    page = moderator.get("/en/admin/")

    assert links(page) == {
        "PhoneNumber",
        "Draw",
        "Call",
        "Import",
        "Region",
        "Range",
        "Review",
        "Rules",
        "SuppressedNumber",
    }
    assert f"/en{CALLS}phonenumber/" in page.text


def test_a_psychologist_finds_nothing_of_calls_but_trials_and_counts(psychologist):
    assert links(psychologist.get("/en/admin/")) == {"Trial", "Encounter"}


@pytest.mark.parametrize(("language", "other"), [("en", "ru"), ("ru", "en")])
def test_the_index_leads_to_the_other_language(moderator, language, other):
    page = moderator.get(f"/{language}/admin/")

    assert page.status_code == 200
    assert f'href="/{other}/admin/"' in page.text
