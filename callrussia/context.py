"""What every page knows without its view."""

from django.conf import settings
from django.utils.translation import get_language


def site(request):
    return {
        "brand": settings.BRAND.get(get_language(), settings.BRAND["en"]),
        "other_addresses": (*settings.ONION_ADDRESS, *settings.MIRRORS),
        "is_demo": settings.DEMO,
        "exit_url": settings.EXIT_URL,
    }
