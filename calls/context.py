"""What every page knows of the calls without its view: the hours in Russia now."""

from django.utils.functional import SimpleLazyObject

from calls import outlook


def country(request):
    """The eleven zones by the database's clock and the rules, both at most some seconds old."""
    return {"country_now": SimpleLazyObject(lambda: outlook.lately().zones)}
