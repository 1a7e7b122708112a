"""Where what must be told waits for the next page: a cookie, under a name that no site can set."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage as DjangosCookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class CookieStorage(DjangosCookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class Storage(FallbackStorage):
    """Django's own, but for the name: it offers no setting for that."""

    storage_classes = (CookieStorage, SessionStorage)
