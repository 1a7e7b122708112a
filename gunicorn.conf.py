"""What gunicorn reads by itself: its log must not hold the address of a client."""

from gunicorn.glogging import Logger


class Silent(Logger):
    """Gunicorn's log without its one line that names a client, about a broken request."""

    def warning(self, message, *args, **kwargs):
        if "from ip=" not in message:
            super().warning(message, *args, **kwargs)


logger_class = Silent
