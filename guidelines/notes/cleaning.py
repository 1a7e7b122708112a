"""What is taken out of a note before anybody reads it: numbers and addresses of people."""

import re

from guidelines.notes.places import PLACES

MARK = "[…]"

TOP = r"(?:ru|su|by|ua|kz|com|org|net|info|biz|online|site)"
NETWORK = (
    r"(?:телег\w*|тг|ник\w*|инст[аы]\w*|в[ао]тсап\w*|скайп\w*|вк|telegram|tg|insta\w*|whatsapp|"
    r"skype|nick\w*|vk)"
)
ONLINE = re.compile(
    r"(?:[a-z]+://|www\.)\S+"
    # Mail, with its sign or spelled out.
    r"|[\w.%+-]+(?:@[\w-]+(?:\.[\w-]+)*|\s@\s[\w-]+(?:\.[\w-]+)+)"
    r"|[\w.%+-]+\s*(?:[(\[](?:at|собака)[)\]]|\bсобака\b)\s*[\w.-]+\s*"
    r"(?:\.|[(\[]?\b(?:точка|dot)\b[)\]]?)\s*"
    rf"(?:{TOP}|ру|ком)\b"
    r"|[\w.]+\s+at\s+\w+\s+dot\s+\w{2,4}\b"
    # The web: an address with its path, or under a name that is no end of a sentence.
    r"|\b[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}/\S+"
    rf"|\b(?:[a-z\d-]+\.)+{TOP}\b/?|\b(?:[\w-]+\.)+рф\b/?"
    # A name in a network.
    r"|@\s?\w(?:[\w.]*\w)?"
    rf"|\b{NETWORK}\s*(?::\s*|[—–-]?\s*(?=\w*[\d_]))[a-z][\w.]{{2,}}",
    re.IGNORECASE,
)

# What may stand between the digits of one phone number: signs, or a word on the way.
JOINED = r"(?:и|ещё|еще|потом|дальше|далее|затем|тире|дефис|доб\.?|and|then|dash|hyphen|ext\.?)"
GAP = rf"(?:[\s().\-–—−‑_*+/:;|~]{{1,4}}|(?:\s+{JOINED}){{1,2}}\s+)"
NUMBER = re.compile(rf"\+?\(?\d(?:{GAP}?\d)*")
YEAR = re.compile(r"1[89]\d\d|20\d\d")
DATE = re.compile(
    r"(?<!\d)(?<!\d[.-])(?:(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:(?:19|20)?\d\d)"
    r"|(?:19|20)\d\d-\d\d-\d\d)(?![.-]?\d)"
)
# 130 412, 1 000 000, 143 000 000; not 777 123 456, which rings somebody in Prague.
AMOUNT = re.compile(
    r"[1-9]\d{0,2}(?:0{3,6}|\s\d{3}|(?:\s\d{3}){0,2}\s000)|[1-9]\s\d{3}\s\d{3}|\d{1,5}"
)
BETWEEN = re.compile(r"\s?[-–—]\s?")
# A phone number within a town.
LOCAL = re.compile(r"\d\d?-\d\d-\d\d|\d{3}-\d{4}")
# Digits that may ring; digits in a row that may belong to a document or to a letter's address.
RINGS, RUN = 7, 6

DIGIT = (
    r"(?:н[оу]ль|один|одна|дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|\w{2,7}надцать|"
    r"двадцать|тридцать|сорок|(?:пять|шесть|семь|восемь)десят|девяносто|сто|двести|триста|четыреста|"
    r"(?:пять|шесть|семь|восемь|девять)сот|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|double)"
)
# So many words in a row are no year and no amount.
SPELLED = re.compile(rf"\b{DIGIT}(?:[\s,.\-–—]+(?:{DIGIT}|\d{{1,4}})\b){{5,}}", re.IGNORECASE)
MARKS = re.compile(r"\[…\](?:[\s,;]*\[…\])+")


def clean(text: str) -> str:
    """`text` with `[…]` in the place of what could lead to a person; cleaning twice is once.

    That is: phone numbers in any spelling, e-mail and web addresses, names in networks, streets
    with house and flat, long runs of digits. Years, dates, hours, shares and amounts stay. Rather
    too much is taken out than too little: the writer sees it before anything is sent.

    It can't know names of people, towns, schools or firms, somebody's age, birthday or trade, a
    street that is not called one, or a number told as a riddle. Only the writer can leave those
    out, and the form asks them to.
    """
    text = text.replace("\r\n", "\n")
    for pattern in (ONLINE, *PLACES, SPELLED):
        text = pattern.sub(MARK, text)
    text = NUMBER.sub(lambda found: MARK if _may_ring(found[0]) else found[0], text)
    return MARKS.sub(MARK, text)


def language_of(text: str) -> str:
    """Either "ru" or "en", by its letters: readers of English hear Russian all the same."""
    cyrillic = len(re.findall("[а-яёіїєґў]", text, re.IGNORECASE))
    latin = len(re.findall("[a-z]", text, re.IGNORECASE))
    return "ru" if cyrillic >= latin else "en"


def _may_ring(found):
    """Whether a run of digits and what stands between them is a phone number or a long one."""
    return any(_is_long(piece) for piece in DATE.split(found))


def _is_long(piece):
    groups = re.findall(r"\d+", piece)
    amounts = BETWEEN.split(piece)
    if LOCAL.fullmatch(piece):
        return True
    if len(amounts) <= 2 and all(AMOUNT.fullmatch(amount) for amount in amounts):
        return False
    digits = sum(map(len, groups))
    others = sum(len(group) for group in groups if not YEAR.fullmatch(group))
    has_words = re.search(r"[^\W\d_]", piece)
    # "123 1945": what looks like a year may be the end of a number.
    ends_like_a_year = digits >= RINGS + 3 and others >= 3 and not has_words
    return others >= RINGS or ends_like_a_year or max(map(len, groups), default=0) >= RUN
