"""What gunicorn reads by itself: no client's address in its log, less work for the collector."""

import gc

from gunicorn.glogging import Logger


class Silent(Logger):
    """Gunicorn's log without its one line that names a client, about a broken request."""

    def warning(self, message, *args, **kwargs):
        if "from ip=" not in message:
            super().warning(message, *args, **kwargs)


logger_class = Silent
# Of containers. A page makes thousands, and few of them are garbage that only a search would find.
UNSEARCHED = 10_000


def post_worker_init(worker):
    """What was loaded stays for good: it is not looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(UNSEARCHED)
