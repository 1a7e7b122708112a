"""Somebody who uses a running site by its pages: reads, fills in forms, follows where they lead."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Visitor:
    def __init__(self, port):
        self.site = f"http://127.0.0.1:{port}"
        self.cookies = http.cookiejar.CookieJar()
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(jar)
        self.address = self.page = ""

    def go(self, path):
        return self._open(urllib.request.Request(self.site + path))

    def send(self, path, page=None, **answers):
        """Send `answers` to `path` with the token that `page` (or `path` itself) has."""
        self.go(page or path)
        answers["csrfmiddlewaretoken"] = TOKEN.search(self.page)[1]
        data = urllib.parse.urlencode(answers).encode()
        sender = {"Referer": self.site + path}
        return self._open(urllib.request.Request(self.site + path, data, sender))

    def code(self):
        """The six digits of the newest mail of a demo."""
        mails = Visitor(self.site.rpartition(":")[2]).go("/demo/mail/")
        return re.search(r"^\s*(?:<p>)?(\d{6})\b", mails, re.MULTILINE)[1]

    def cookie(self, name):
        return next(cookie.value for cookie in self.cookies if cookie.name == name)

    def _open(self, request):
        try:
            with self.opener.open(request, timeout=30) as answer:
                return self._read(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{request.full_url}: {refused.code}") from refused

    def _read(self, answer):
        self.address = urllib.parse.urlsplit(answer.url).path
        self.page = answer.read().decode()
        return self.page
