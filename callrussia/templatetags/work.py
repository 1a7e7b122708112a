"""The proof of work in a form, where one is asked for."""

import json

from django import template

from callrussia import work

register = template.Library()


@register.inclusion_tag("_work.html", takes_context=True)
def work_asked(context):
    if not work.is_asked():
        return {}
    challenge, ticket = json.dumps(work.challenge()), work.ticket(context["request"])
    return {"challenge": challenge, "ticket": ticket, "seconds": work.WAIT}
