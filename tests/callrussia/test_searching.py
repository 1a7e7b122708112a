"""How those who search find the public pages, and no others."""

import pytest

from callrussia.sitemap import PublicPages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("short", ["/ne-zvonite/", "/do-not-call/"])
@pytest.mark.parametrize("language", ["en", "de", "ru"])
def test_the_short_addresses_open_in_russian_whatever_the_browser_speaks(client, short, language):
    response = client.get(short, headers={"accept-language": language}, follow=True)

    assert response.redirect_chain == [("/ru/call/do-not-call/", 302)]
    assert '<html lang="ru">' in response.text
    assert '<a class="lang" lang="en" hreflang="en" href="/en/call/do-not-call/">' in response.text


def test_the_sitemap_names_each_public_page_in_both_languages(client, settings):
    response = client.get("/sitemap.xml")

    assert response["Content-Type"] == "application/xml"
    assert response.text.count("<loc>") == 2 * len(PublicPages().items())
    for language in "ru", "en":
        address = f"http://testserver/{language}/call/do-not-call/"
        assert f"<loc>{address}</loc>" in response.text
        assert f'hreflang="{language}" href="{address}"' in response.text


def test_all_that_it_names_can_be_read_by_anybody(client):
    named = [part.partition("</loc>")[0] for part in client.get("/sitemap.xml").text.split("<loc>")]

    assert [client.get(address).status_code for address in named[1:]] == [200] * len(named[1:])


def test_robots_are_kept_from_calls_and_accounts_and_told_of_the_sitemap(client):
    response = client.get("/robots.txt")

    lines = response.text.splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert {"Disallow: /*/call/", "Disallow: /*/account/", "Disallow: /*/admin/"} <= set(lines)
    assert "Allow: /*/call/do-not-call/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_a_page_says_which_of_its_addresses_counts(client):
    page = client.get("/ru/help/?from=somewhere").text

    assert page.count('rel="canonical"') == 1
    assert 'href="http://testserver/ru/help/">' in page
