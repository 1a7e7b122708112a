"""Looks at a page on a phone of 360 px, as people and machines would, and names its faults."""

import json
import re

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

PHONE = {"width": 360, "height": 740}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Without loading style sheets anew, which the security policy would forbid.
AXE = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
# The same in both: addresses, ids, codes, time zones as the admin lists them, languages by their
# own names; and what Django says of its pictures.
ALIKE = re.compile(
    r"https?://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+|[\da-f]{8}-[\da-f-]{27}|\[(?:ru|en)\]|\b[A-Z][a-z]+/[\w-]+"
    r"|Markdown|\bEsc\b|^(?:Русский|English|True|False|Search)$"
)
# Abbreviations are all capitals in both.
FOREIGN = {
    "ru": re.compile(r"[A-Za-z]*[a-z][A-Za-z]*(?:[ -][A-Za-z]+)*"),
    "en": re.compile(r"[А-ЯЁа-яё][а-яё]*(?:[ -][А-ЯЁа-яё]+)*"),
}

# Everything that is read or spoken in the language of the page, but for what people wrote.
TEXTS = """() => {
  const written = "textarea, .parts, .field-notes_ru, .field-notes_en, .field-territory";
  const own = (element) => element.closest("[lang]").lang === document.documentElement.lang;
  const texts = [];
  const all = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const element = all.currentNode.parentElement;
    if (element.closest(`script, style, noscript, code, ${written}`)) continue;
    if (own(element)) texts.push(all.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
    for (const name of ["aria-label", "title", "alt", "placeholder"])
      if (own(element)) texts.push(element.getAttribute(name) ?? "");
  const buttons = "input:is([type=submit], [type=button], [type=reset])";
  for (const button of document.querySelectorAll(buttons))
    if (own(button)) texts.push(button.value ?? "");
  return texts;
}"""
# What lies beyond the edge: the page may well not scroll there, since it cuts off what is too wide.
BEYOND = """() => {
  const edge = document.documentElement.clientWidth;
  const page = "html, body, main";
  const mayHide = (element) => {
    for (; element && !element.matches(page); element = element.parentElement)
      if (getComputedStyle(element).overflowX !== "visible") return true;
    return false;
  };
  const found = [];
  const range = document.createRange();
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [...document.querySelectorAll("input, select, textarea, button, img, svg")];
  while (all.nextNode()) if (all.currentNode.data.trim()) seen.push(all.currentNode);
  for (const node of seen) {
    range.selectNode(node);
    const box = (node.tagName ? node : range).getBoundingClientRect();
    const element = node.parentElement;
    if (box.width && (box.right > edge + 1 || box.left < -1) && !mayHide(element))
      found.push(`${element.tagName} ${Math.round(box.left)}–${Math.round(box.right)}`);
  }
  return found;
}"""
SEND = """([selector, action, answers]) => {
  const form = document.querySelector(selector);
  for (const [name, value] of Object.entries(answers)) {
    const [field] = form.querySelectorAll(`[name="${name}"]`);
    if (field.type === "checkbox") field.checked = value;
    else if (field.type === "radio") form.querySelector(`[value="${value}"]`).checked = true;
    else field.value = value;
  }
  if (action) form.action = action;
  // Not form.submit, which a button of that name would hide.
  HTMLFormElement.prototype.submit.call(form);
}"""


class Inspector:
    """One browser tab; `look` and `send` give the faults of the page that they lead to."""

    def __init__(self, context, site, language):
        self.site, self.language = site, language
        self.page = context.new_page()
        self.noise = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.noise.append(f"script fails: {error}"))
        self.page.on("request", self._watch)

    def become(self, client):
        """Go on with the session of `client`."""
        self.page.context.clear_cookies()
        for name, cookie in client.cookies.items():
            if name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
                held = {"name": name, "value": cookie.value, "url": self.site}
                self.page.context.add_cookies([held])

    def go(self, path):
        return self.page.goto(self.site + path)

    def look(self, path, status=200):
        self.noise.clear()
        return self._faults(self.go(path), status)

    def send(self, selector, path, answers, status):
        """The form at `selector` of the page in view, sent to `path` with `answers` alone."""
        self.noise.clear()
        with self.page.expect_navigation() as navigation:
            self.page.evaluate(SEND, [selector, path, answers])
        return self._faults(navigation.value, status)

    def _faults(self, response, status):
        page = self.page
        # What is folded away is read too.
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        width = page.evaluate("document.documentElement.scrollWidth")
        found = {
            "status": (response.status, status),
            "width": (max(width, PHONE["width"]), PHONE["width"]),
            "language": (page.locator("html").get_attribute("lang"), self.language),
            "h1": (page.locator("h1").count(), 1),
            "title": (bool(page.title().strip(" ·|")), True),
        }
        wrong = [f"{what}: {has}, not {want}" for what, (has, want) in found.items() if has != want]
        wrong += [f"beyond the edge: {place}" for place in page.evaluate(BEYOND)]
        return [*wrong, *self._foreign(), *self._inaccessible(), *self.noise]

    def _foreign(self):
        """Words of the other language that are not marked as such."""
        for text in self.page.evaluate(TEXTS):
            plain = ALIKE.sub(" ", text.strip())
            for word in FOREIGN[self.language].findall(plain):
                yield f"not in {self.language}: {word}"

    def _inaccessible(self):
        for violation in Axe().run(self.page, options=AXE).response["violations"]:
            where = [" ".join(node["target"]) for node in violation["nodes"]]
            yield f"axe {violation['id']}: {json.dumps(where[:3])}"

    def switch(self, path):
        """Whether the link to the other language opens the same page."""
        other = {"ru": "en", "en": "ru"}[self.language]
        link = self.page.locator(f"a[hreflang={other}]").first.get_attribute("href")
        same = path.replace(f"/{self.language}/", f"/{other}/", 1)
        # It may add to the address what the page shows of itself.
        is_same = link == same or link.partition("?")[0] == same
        return [] if is_same else [f"the other language is {link}"]

    def _hear(self, message):
        # The browser notes a page's own status as an error, too.
        of_page = message.location["url"] == self.page.url and "Failed to load" in message.text
        if message.type in ("error", "warning") and not of_page:
            self.noise.append(f"console: {message.text}")

    def _watch(self, request):
        if not request.url.startswith((self.site, "data:")):
            self.noise.append(f"asks another host: {request.url}")
