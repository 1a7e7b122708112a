"""Sessions that know whose they are: to list them, to end them, to delete them with the account."""

import datetime

from callrussia import sessions
from callrussia.sealed import fingerprint
from volunteers.models import Session, Today


class SessionStore(sessions.SessionStore):
    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        made = super().create_model_instance(data)
        made.volunteer_id = data.get("_auth_user_id")
        # The next midnight: when a session ends tells when it was begun.
        ends = made.expire_date + datetime.timedelta(days=1, microseconds=-1)
        made.expire_date = ends.replace(hour=0, minute=0, second=0, microsecond=0)
        return made


def of(volunteer) -> list[Session]:
    """The sessions in which `volunteer` is signed in, newest first."""
    return list(volunteer.sessions.filter(expire_date__gt=Today()).order_by("-since"))


def handle(key: str) -> str:
    """What stands for a session on a page: with its key, anybody could take it over."""
    return fingerprint("session", key)


def end(found: Session):
    """End one session, in the cache too."""
    SessionStore(found.session_key).delete()
