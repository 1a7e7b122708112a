"""The site's own settings, and one address more."""

from callrussia.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
