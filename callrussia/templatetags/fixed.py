"""Parts of a page that are the same for everybody: rendered once by each process."""

from django import template
from django.utils.translation import get_language

register = template.Library()

# Each part has a few languages and values; addresses may put in others.
MOST = 100


class Fixed(template.Node):
    def __init__(self, nodelist, values, known_by=None):
        self.nodelist, self.values, self.known_by, self.kept = nodelist, values, known_by, {}

    def render(self, context):
        seen = {name: value.resolve(context) for name, value in self.values.items()}
        known_by = self.known_by.resolve(context) if self.known_by else tuple(seen.values())
        if known_by is None:
            return self.alone(seen, context)
        key = get_language(), known_by
        if key not in self.kept:
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[key] = self.alone(seen, context)
        return self.kept[key]

    def alone(self, seen, context):
        own = template.Context(seen)
        own.template = context.template
        return self.nodelist.render(own)


@register.tag
def fixed(parser, token):
    """Keep what stands between {% fixed name … %} and {% endfixed %}.

    Once for each language and each value of the names; or, with {% fixed form by form.blank %},
    for each value of what follows "by", and not at all where that is None. It sees no other
    variable, no request and no visitor: nothing of one of them can be kept for the next.
    """
    names, known_by = token.split_contents()[1:], None
    if "by" in names:
        *names, _by, known_by = names
        known_by = parser.compile_filter(known_by)
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist, {name: parser.compile_filter(name) for name in names}, known_by)
