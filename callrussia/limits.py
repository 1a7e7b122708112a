"""How often one client may do something, counted in the cache without keeping who they are."""

import hashlib
import ipaddress
import logging
import math
import time

from django.conf import settings
from django.core.cache import cache
from redis import RedisError

logger = logging.getLogger(__name__)


def client_key(request) -> str:
    """A keyed hash of the client's network, another one every day. The address is not kept."""
    return _hashed("client", _network(request))


def volunteer_key(request) -> str:
    """A keyed hash of whoever is signed in, another one every day."""
    return _hashed("volunteer", str(request.user.pk))


def allow(request, act: str, amount: int, seconds: int, key=client_key) -> bool:
    """Whether this client may do `act` once more: `amount` times in `seconds`.

    `key` tells by what clients are told apart. Without the cache everybody may: a limit must not
    close the site.
    """
    window, passed = divmod(time.time(), seconds)
    name = f"limit:{act}:{int(window)}:{key(request)}"
    try:
        # All counts of a window end together: none tells when somebody first did it.
        cache.add(name, 0, timeout=math.ceil(seconds - passed))
        return cache.incr(name) <= amount
    except (RedisError, ValueError):
        logger.warning("The limit on %s was not counted: the cache is away.", act)
        return True


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
