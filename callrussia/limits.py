"""How often somebody may do something, told apart by keyed hashes and never by who they are."""

import hashlib
import ipaddress
import logging
import time
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings
from redis import RedisError

from callrussia import buckets, events
from callrussia.buckets import Bucket

logger = logging.getLogger(__name__)
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
# Seconds after which somebody may come back to what is closed while Valkey is away.
AWAY = 60


class Without(StrEnum):
    """What holds while Valkey is away."""

    OPEN = "no limit"
    HERE = "each process counts for itself"
    CLOSED = "closed"


class Limit(NamedTuple):
    without: Without
    buckets: tuple[Bucket, ...]


# docs/limits.md gives the reasons; a test compares the two.
LIMITS = {
    "join": Limit(Without.CLOSED, (Bucket("network", 20, 5 * MINUTE),)),
    "code": Limit(
        Without.HERE,
        (
            Bucket("network", 20, MINUTE),
            Bucket("address here", 3, 18 * MINUTE),
            Bucket("address", 10, 4 * HOUR),
        ),
    ),
    "code, known device": Limit(
        Without.HERE, (Bucket("network", 20, MINUTE), Bucket("address known", 5, HOUR))
    ),
    "enter": Limit(
        Without.HERE, (Bucket("network", 60, 5 * MINUTE), Bucket("session", 10, 15 * MINUTE))
    ),
    "sign-in": Limit(Without.HERE, (Bucket("network", 20, 15 * MINUTE),)),
    "no proof of work": Limit(Without.HERE, (Bucket("network", 3, 90 * MINUTE),)),
    "draw": Limit(Without.OPEN, (Bucket("network", 600, MINUTE), Bucket("volunteer", 30, HOUR))),
    "do-not-call": Limit(Without.HERE, (Bucket("network", 30, HOUR),)),
    "help": Limit(Without.HERE, (Bucket("network", 5, HOUR),)),
    # Fewer than the crowd that a note waits for (guidelines/notes): nobody makes one up alone. By
    # whole days: nobody learns when somebody wrote one from when that is forgotten.
    "note": Limit(Without.HERE, (Bucket("volunteer", 4, DAY, grain=DAY),)),
    # By whole days as well: the count must not lie beside a report.
    "met": Limit(Without.HERE, (Bucket("volunteer", 10, DAY, grain=DAY),)),
}


class Away(Exception):
    """Valkey can't be asked, and the act is closed without it."""


def take(request, act: str, who: str = "") -> int:
    """Count `act` once: 0 where it may be done, else the seconds to wait (at least 1).

    What is refused takes nothing, so that nobody's patience is used up by trying. `who` is whose
    address it is, for buckets of an address. Raises Away.
    """
    limit = LIMITS[act]
    wanted = {f"{act}:{_key(request, bucket.of, who)}": bucket for bucket in limit.buckets}
    try:
        wait = buckets.take(wanted)
    except RedisError:
        logger.warning("The limit on %s: the cache is away, so %s.", act, limit.without)
        wait = _without(limit, wanted)
    if wait:
        events.note(events.Kind.LIMIT)
    return wait


def later(response, wait: int, status: int = 429):
    """`response`, which says that it was too often, or closed, for machines as well."""
    response.status_code = status
    response["Retry-After"] = str(wait)
    return response


def client_key(request) -> str:
    """A keyed hash of the client's network, another one every day. The address is not kept."""
    return _hashed("client", _network(request))


def volunteer_key(request) -> str:
    """A keyed hash of whoever is signed in, another one every day."""
    return _hashed("volunteer", str(request.user.pk))


def _without(limit, wanted):
    if limit.without == Without.CLOSED:
        raise Away
    return buckets.take_here(wanted) if limit.without == Without.HERE else 0


def _key(request, of, who):
    if of == "network":
        return client_key(request)
    if of == "volunteer":
        return volunteer_key(request)
    if of == "session":
        return _hashed("session", request.session.session_key or "")
    here = _network(request) if of == "address here" else ""
    return _hashed(of, f"{who} {here}")


def _hashed(kind: str, who: str) -> str:
    day = time.strftime("%Y-%m-%d", time.gmtime())
    secret = hashlib.blake2b(settings.SECRET_KEY.encode()).digest()
    key = hashlib.blake2b(f"{kind} {day}".encode(), key=secret).digest()
    return hashlib.blake2b(who.encode(), key=key, digest_size=16).hexdigest()


def _network(request) -> str:
    """The client's IPv4 address, or its IPv6 /64, since one household owns all of that."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 6:
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def _address(request) -> str:
    """What the outermost of our own proxies saw; anything before that may be forged."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")
