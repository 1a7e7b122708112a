"""Every page of the admin that somebody is led to: found by its links, filters, sorts and acts."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

START = "/en/admin/"
# What no link leads to.
BESIDES = ("jsi18n/", "autocomplete/?app_label=calls&model_name=draw&field_name=number&term=7")
NUMBERS = f"{START}calls/phonenumber/"
# A row stands for all of its kind, and some values of a filter for all of them.
ROW = re.compile(r"/(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/)")
VALUES = 15
LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)')
ACTION = re.compile(r'<select name="action"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]+)"')
SELECTED = re.compile(r'name="_selected_action" value="([^"]+)"')
TICKET = re.compile(r'name="ticket" value="(\d+)"')


@dataclass(frozen=True)
class Visit:
    """One page, or, with `data`, what is sent to it."""

    path: str
    data: dict | None = field(default=None, hash=False)

    def by(self, client):
        return client.get(self.path) if self.data is None else client.post(self.path, self.data)

    def __str__(self):
        """Never what was sent: it may be a number."""
        kind = ROW.sub("/…", self.path.removeprefix(START)) or "index"
        if self.data is None:
            return kind
        return f"{kind} {self.data.get('action') or ', '.join(self.data)} sent"


def walk(see, most=10_000) -> list[Visit]:
    """What whoever is signed in can see, and send by a list's acts on its first row; each once.

    `see(visit)` makes a visit and answers its response; `most` pages are seen.
    """
    seen, acts, values = {}, [], Counter()
    due = [START, *(START + path for path in BESIDES)]
    while due and len(seen) < most:
        visit = Visit(due.pop(0))
        kind = (ROW.sub("/…", urlsplit(visit.path).path), urlsplit(visit.path).query)
        if kind in seen or not _is_wanted(visit.path, values):
            continue
        seen[kind] = visit
        response = see(visit)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            page = response.content.decode()
            due += _links(visit.path, page)
            acts += _acts(visit.path, page)
    for act in acts:
        see(act)
    return [*seen.values(), *acts]


def look_up(see, number: int) -> list[Visit]:
    """Look `number` up, see the whole of it, suppress it: what was sent; nothing if one may not."""
    visits = [Visit(NUMBERS, {"number": str(number)})]
    response = see(visits[0])
    if response.status_code != 200:
        return []
    (ticket,) = set(TICKET.findall(response.content.decode()))
    visits += [Visit(f"{NUMBERS}{act}/", {"ticket": ticket}) for act in ("unmask", "suppress")]
    for visit in visits[1:]:
        see(visit)
    return visits


def _links(path, page):
    """Where the page leads; a list that is narrowed or sorted leads to more of the same only."""
    if urlsplit(path).query:
        return []
    found = [urljoin(path, html.unescape(link)) for link in LINK.findall(page)]
    # Sorted once, a list offers to be turned round; searched, it may find nothing.
    found += [link.replace("?o=", "?o=-") for link in found if re.search(r"\?o=\d+$", link)]
    found += [f"{path}?q=1%40example.org"] if 'name="q"' in page else []
    return [link for link in found if link.startswith(START) and "logout" not in link]


def _is_wanted(path, values):
    keys = [key for key, _value in parse_qsl(urlsplit(path).query, keep_blank_values=True)]
    kind = (urlsplit(path).path, *keys)
    values[kind] += 1
    return not keys or values[kind] <= VALUES


def _acts(path, page):
    """Each act that the list offers, on its first row."""
    offered = OPTION.findall(found[1]) if (found := ACTION.search(page)) else []
    row = SELECTED.search(page)
    if urlsplit(path).query or not row:
        return []
    return [Visit(path, {"action": act, "_selected_action": row[1]}) for act in offered]
