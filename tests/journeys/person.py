"""Somebody with a phone in the hand, who reads what a page says and taps it."""

import re

from django.conf import settings
from django.core import mail
from django.utils import translation

PHONE = {"width": 360, "height": 740}


class Person:
    def __init__(self, context, site, language):
        self.context, self.site, self.language = context, site, language
        self.page = self.open_tab()

    def open_tab(self, path=None):
        page = self.context.new_page()
        page.set_default_timeout(5000)
        if path:
            page.goto(self.site + path)
        return page

    def go(self, path):
        """Open an address of the site, without its language."""
        return self.page.goto(f"{self.site}/{self.language}{path}")

    def words(self, text):
        """`text` as the site says it to this person."""
        with translation.override(self.language):
            return translation.gettext(text)

    def tap(self, text):
        """The first button or link in sight, below the masthead, that says `text`; it leads on."""
        words = self.words(text)
        main = self.page.locator("main")
        button = main.get_by_role("button", name=words, exact=True)
        link = main.get_by_role("link", name=words, exact=True)
        with self.page.expect_navigation():
            button.or_(link).filter(visible=True).first.click()

    def tick(self, text):
        """The choice or the box that begins with `text`."""
        # A browser may take a space that must not break for a plain one.
        begins = re.compile("^" + r"\s".join(map(re.escape, self.words(text).split())))
        choice = self.page.get_by_role("radio", name=begins)
        choice.or_(self.page.get_by_role("checkbox", name=begins)).check()

    def heading(self):
        return self.page.locator("h1").inner_text()

    def reads(self):
        """All that the page tells, in one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    def digits(self):
        """The number in large print, or nothing where the page shows none."""
        shown = self.page.locator(".number")
        return "".join(re.findall(r"\d", shown.inner_text())) if shown.count() else ""

    def code(self):
        """The six digits of the newest e-mail."""
        return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]

    def sign_in(self, client, volunteer):
        """As if by a code, without the pages that lead there."""
        client.force_login(volunteer)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "url": self.site, "value": client.cookies[name].value}
        self.context.add_cookies([cookie])
