"""What moderators see of the pool, its draws and its calls, and the few things they may do."""

from calls.admin import calls, canaries, draws, imports, look_up, pool, rules, trials, unmasking  # noqa: F401
