"""The public pages, for those who search: each in both languages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PublicPages(Sitemap):
    i18n = alternates = True

    def items(self):
        return (
            "campaign:landing",
            "calls:do_not_call",
            "campaign:about",
            "campaign:privacy",
            "campaign:privacy_law",
            "campaign:other_ways",
            "campaign:help",
            "guidelines:read",
            "calls:rehearsal",
            "volunteers:join",
        )

    def location(self, name):
        return reverse(name)
