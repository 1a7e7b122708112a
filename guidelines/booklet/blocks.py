"""Markdown as plain data for the booklet: blocks, and the parts that their lines consist of."""

from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from guidelines import markup

# What Typst takes for an address.
LONGEST_ADDRESS = 8000
# Lists and quotes in each other. Typst goes no deeper than some dozens.
DEEPEST = 6


def blocks(words, language, anchors=()):
    """The Markdown `words`, written in `language`, as a list of blocks.

    A block has a `kind`: "paragraph" (`parts`), "heading" (`level` from 2, `parts`), "list"
    (`start` or None for one without numbers, `items` of blocks), "words" (`blocks`), "say"
    (`language`, `has_dash`, `parts`, `gloss` of parts or None), "rule". A part has `text`, or it
    is a "break", or it has `parts` and is "strong", "emphasis", a "link" (`address`, and `is_named`
    where its words are not the address itself) or a "reference" (`anchor`, one of `anchors`).
    """
    tokens = markup.parse(words, language)
    _close_gaps(tokens)
    return Reader(language, anchors).all(SyntaxTreeNode(tokens).children)


def paragraph(parts):
    return {"kind": "paragraph", "parts": parts}


def say(parts, gloss, language="ru", has_dash=True):
    """A line to say: in Russian, whatever the booklet's language, unless told otherwise."""
    spoken = {"kind": "say", "language": language, "has_dash": has_dash}
    return spoken | {"parts": parts, "gloss": gloss}


def text(words):
    return {"kind": "text", "text": words}


def link(address, parts):
    """The parts, leading to `address` where that is one for paper: the site's own pages are not."""
    if not parts or _scheme(address) not in markup.SCHEMES or len(address) > LONGEST_ADDRESS:
        return parts
    is_named = parts != [text(address.removeprefix("mailto:"))]
    return [{"kind": "link", "address": address, "is_named": is_named, "parts": parts}]


def _scheme(address):
    try:
        return urlsplit(address).scheme
    except ValueError:
        return None


def _close_gaps(tokens):
    """No heading stands more than one level below the last: readers of a tagged PDF count them."""
    level = 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) - markup.FIRST_LEVEL + 2, level + 1)
            token.meta["level"] = level


class Reader:
    """Reads nodes of Markdown in `language`; references lead to `anchors` alone."""

    def __init__(self, language, anchors):
        self.language, self.anchors = language, anchors

    def all(self, nodes, depth=0):
        return [block for node in nodes for block in self.blocks(node, depth)]

    def blocks(self, node, depth):
        """What one node comes to; of a kind that we don't know, its words."""
        if node.type == "paragraph":
            return [self.line(node)]
        if node.type == "heading":
            parts = self.parts(node.children)
            return [{"kind": "heading", "level": node.meta["level"], "parts": parts}][: len(parts)]
        if depth < DEEPEST and node.type in ("bullet_list", "ordered_list"):
            start = node.attrs.get("start", 1) if node.type == "ordered_list" else None
            items = [self.all(item.children, depth + 1) for item in node.children]
            return [{"kind": "list", "start": start, "items": items}]
        if depth < DEEPEST and node.type == "blockquote":
            return [{"kind": "words", "blocks": _with_glosses(self.all(node.children, depth + 1))}]
        if node.type == "hr":
            return [{"kind": "rule"}]
        if node.children:
            return _with_glosses(self.all(node.children, depth))
        return [paragraph([text(node.content)])] if node.content.strip() else []

    def line(self, node):
        """A paragraph: of the text, or, inside a quote, a line to say or the gloss of one."""
        classes, parts = str(node.attrs.get("class", "")).split(), self.parts(node.children)
        if "gloss" in classes:
            return {"kind": "gloss", "parts": parts}
        if "say" not in classes:
            return paragraph(parts)
        spoken_in = node.attrs.get("lang", self.language)
        return say(parts, None, language=spoken_in, has_dash="dl" in classes)

    def parts(self, nodes):
        return [part for node in nodes for part in self.part(node)]

    def part(self, node):
        # Our own mark of direct speech, which the booklet sets itself; other HTML is no node.
        if node.type == "html_inline":
            return []
        if node.type == "softbreak":
            return [text(" ")]
        if node.type == "hardbreak":
            return [{"kind": "break"}]
        if not node.children:
            return [text(node.content)] if node.content else []
        parts = self.parts(node.children)
        if node.type == "link":
            return self.link(str(node.attrs["href"]), parts)
        if node.type in ("strong", "em") and parts:
            kind = "strong" if node.type == "strong" else "emphasis"
            return [{"kind": kind, "parts": parts}]
        return parts

    def link(self, address, parts):
        anchor = address.removeprefix("#")
        if anchor != address and anchor in self.anchors and parts:
            return [{"kind": "reference", "anchor": anchor, "parts": parts}]
        return link(address, parts)


def _with_glosses(lines):
    """Each gloss put to the line above it; one that stands alone is a paragraph."""
    found = []
    for line in lines:
        if line["kind"] != "gloss":
            found.append(line)
        elif found and found[-1]["kind"] == "say" and found[-1]["gloss"] is None:
            found[-1]["gloss"] = line["parts"]
        else:
            found.append(paragraph(line["parts"]))
    return found
