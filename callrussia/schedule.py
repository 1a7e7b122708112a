"""When things happen by themselves. Every task may run late, twice or never."""

from celery.schedules import crontab

SCHEDULE = {
    "reclaim": {"task": "calls.tasks.reclaim", "schedule": 60, "options": {"expires": 55}},
    "forget": {"task": "calls.tasks.forget", "schedule": 300, "options": {"expires": 290}},
    "settle": {"task": "calls.tasks.settle", "schedule": crontab(hour=1, minute=30)},
    # Once a minute, as notes are: a count must not lie beside the report that it came with.
    "stir counts": {"task": "calls.tasks.stir_counts", "schedule": 60, "options": {"expires": 55}},
    "raise reviews": {"task": "calls.tasks.raise_reviews", "schedule": crontab(hour=2, minute=0)},
    "publish due": {
        "task": "guidelines.tasks.publish_due",
        "schedule": 60,
        "options": {"expires": 55},
    },
    # Once a day, and not when the fifth note comes: nobody learns when that one was written.
    "show notes": {"task": "guidelines.tasks.show_notes", "schedule": crontab(hour=3, minute=17)},
    "stir notes": {
        "task": "guidelines.tasks.stir_notes",
        "schedule": 60,
        "options": {"expires": 55},
    },
} | {
    job: {
        "task": "callrussia.tasks.remove",
        "args": [job],
        "schedule": crontab(hour=2, minute=minute),
    }
    for job, minute in {
        "sessions": 30,
        "typed": 35,
        "sign-ups": 40,
        "warnings": 45,
        "inactive": 50,
        "security events": 55,
    }.items()
}
