"""What moderators see of the pool, its draws and its calls, and the few things they may do."""

from calls.admin import (  # noqa: F401
    calls,
    canaries,
    care,
    draws,
    imports,
    look_up,
    pool,
    reviews,
    rules,
    trials,
    unmasking,
)
