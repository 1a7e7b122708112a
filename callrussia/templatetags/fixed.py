"""Parts of a page that are the same for everybody: rendered once by each process."""

from django import template
from django.utils.translation import get_language

register = template.Library()

# Each part has a few languages and values; addresses may put in others.
MOST = 100


class Fixed(template.Node):
    def __init__(self, nodelist, values):
        self.nodelist, self.values, self.kept = nodelist, values, {}

    def render(self, context):
        seen = {name: value.resolve(context) for name, value in self.values.items()}
        key = get_language(), *seen.values()
        if key not in self.kept:
            if len(self.kept) >= MOST:
                self.kept.clear()
            alone = template.Context(seen)
            alone.template = context.template
            self.kept[key] = self.nodelist.render(alone)
        return self.kept[key]


@register.tag
def fixed(parser, token):
    """Keep what stands between {% fixed name … %} and {% endfixed %}.

    Once for each language and each value of the names. It sees no other variable, no request and
    no visitor: nothing of one of them can be kept for the next.
    """
    names = token.split_contents()[1:]
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist, {name: parser.compile_filter(name) for name in names})
