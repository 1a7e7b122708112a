"""Who a session belongs to: asked at the beginning of each request."""

from allauth.account.auth_backends import AuthenticationBackend

from callrussia import rows
from volunteers.models import Volunteer

ACCOUNT = f"SELECT {rows.columns(Volunteer)} FROM volunteers_volunteer WHERE id = %s"  # noqa: S608


class Backend(AuthenticationBackend):
    """allauth's, in a third of the time."""

    def get_user(self, user_id):
        found = rows.first(Volunteer, ACCOUNT, [user_id])
        return found if self.user_can_authenticate(found) else None
