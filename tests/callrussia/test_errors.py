"""The pages that say that something went wrong."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.views.defaults import server_error


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_that_is_not_there_leads_to_the_first_one(client, language):
    response = client.get(f"/{language}/nowhere/")

    assert response.status_code == 404
    assert f'<a class="link" href="/{language}/">' in response.content.decode()


def test_a_failure_is_told_in_both_languages_without_reading_anything(rf):
    response = server_error(rf.get("/en/"))

    page = response.content.decode()
    assert response.status_code == 500
    assert "Что-то сломалось у нас" in page
    assert "Something broke on our side" in page


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/en/help/", {"message": "Hello"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "Вернитесь назад" in page
    assert "reload the page" in page


def test_what_the_failure_page_links_is_there(rf):
    page = server_error(rf.get("/en/")).content.decode()

    linked = re.findall(r'href="/static/([^"]+)"', page)
    assert len(linked) == 6
    assert [name for name in linked if finders.find(name) is None] == []
