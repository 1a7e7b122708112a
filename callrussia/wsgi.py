"""What gunicorn serves."""

import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callrussia.settings")

application = get_wsgi_application()
# Also those checks that look into the database: a changed suppression key stops the start.
BaseCommand().check(databases=["default"])
