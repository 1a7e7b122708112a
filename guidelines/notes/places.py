"""What a street, a house or a flat looks like in a note, in Russian and in English."""

import re

# A number beside a street may count something else: "on Lenin Street 5 years".
COUNTED = (
    r"(?!\s?(?i:лет|год|мес|недел|дн|ден|час|мин|сек|раз|чел|люд|дет|этаж|комнат|метр|м\b|кв\.?\s?м|"
    r"руб|тыс|млн|%|процент|из\b|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентяб|октяб|нояб|"
    r"декаб|year|month|week|day|hour|min|second|time|people|person|child|kid|room|floor|r[ou]{1,2}ble|"
    r"percent|of\b|am\b|pm\b|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|:\d))"
)
HOUSE = rf"\d{{1,4}}+(?:[/-]\d{{1,4}}+)?[^\W\d_]?\b{COUNTED}"

# A name of up to three words: "Ленина", "8 Марта", "имени М. Горького".
NAME = (
    r"(?i:имени\s|им\.\s?)?[«“\"]?(?:\d{1,3}(?:-\w{1,5})?\s)?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][\w-]+"
    r"(?:\s[А-ЯЁ][\w-]+){0,2}[»”\"]?"
)
STREET = (
    r"(?i:улиц\w{1,3}|ул\b\.?|проспект\w{0,2}|пр-к?т\w?\.?|просп\.|переул\w+\.?|бульвар\w{0,2}|б-р\w?|"
    r"набережн\w+|наб\.|шоссе|проезд\w?|тупик\w?|микрорайон\w?|мкр\b\.?|площад\w+)"
)
PART = (
    r"(?i:дом\w{0,2}|д|кв|квартир\w{1,2}|корп|корпус\w?|к|стр|строени\w|подъезд\w?|под|офис\w?|оф|"
    r"apt|apartment|flat|unit|suite|room|house|no|kv|d)\b\.?"
)
BESIDE = rf"(?:,?\s*(?:{PART}\s*)?[№#]?\s?{HOUSE})"
# "Каждая улица", "Пустая улица" are no names, though a sentence may begin with them.
NAMED_FIRST = (
    r"(?!(?:Как|Так|Цел|Пуст|Кажд|Друг|Люб|Сам|Кругл|Главн|Соседн)[а-яё]{2,3}\s)"
    r"[А-ЯЁ][\w-]*(?:ая|яя|ой|ей|ую|юю|ий|ый|ого|его|ому|ему|ом|ем|ым|им|ое|ее)"
)

STREETS = (
    "street|avenue|road|lane|boulevard|prospekt|prospect|pereulok|ulitsa|shosse|embankment|highway"
)
SHORT_STREETS = "st|ave|rd|ln|drive|dr|blvd|court|ct|square|sq|terrace|way|place|hwy"
WORD = (
    r"(?!(?:The|This|That|These|Those|On|In|At|From|My|Our|Your|His|Her|Their|An?|Every|Each)\b)"
    r"[A-Z][\w'’.-]*"
)

PLACES = tuple(
    map(
        re.compile,
        (
            rf"\b{STREET}\s*{NAME}{BESIDE}{{0,4}}",
            # In small letters it is a name only where a house follows.
            rf"\b{STREET}\s*(?:[а-яё][\w.-]*\s){{0,2}}[а-яё][\w.-]*{BESIDE}{{1,4}}",
            # What these are short for may be something else, unless a house follows.
            rf"\b(?i:пр|пер|пл|ш)\.\s*{NAME}{BESIDE}{{1,4}}",
            rf"\b{NAMED_FIRST}\s+(?i:пр|пер|пл|ш)\b\.?{BESIDE}{{1,4}}",
            rf"\b{NAMED_FIRST}(?:\s{NAMED_FIRST})?\s+{STREET}{BESIDE}{{0,4}}",
            rf"\b(?<!т\.)(?<!т\.\s)(?i:дом(?:е|у|ом)?\b|д\.|кв\b\.?|квартир\w{{1,2}}\b|корп(?:ус\w?)?\b\.?|подъезд\w?\b|офис\w?\b)"
            rf"\s*(?i:№|номер)?\s*{HOUSE}{BESIDE}{{0,3}}",
            rf"\b\d{{1,5}}[a-zA-Z]?,?\s+(?:{WORD}\s+){{1,3}}(?i:{STREETS}|{SHORT_STREETS})\b\.?{BESIDE}{{0,3}}",
            rf"\b(?:{WORD}\s+){{1,3}}(?i:{STREETS})\b{BESIDE}{{0,3}}",
            rf"\b(?i:flat|apartment|apt|house|building)\b\.?\s*(?i:no\.?|number|№|#)?\s*{HOUSE}{BESIDE}{{0,3}}",
            rf"\b(?i:ul\.|ulits\w|prospekt|pr-t|pereulok|per\.)\s*[A-Z]\w+{BESIDE}{{0,4}}",
        ),
    )
)
