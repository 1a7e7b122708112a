from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from guidelines import library
from guidelines.models import Confirmation, Edition, HardSentence, Opener, Section
from tests.factories import make_volunteer
from tests.guidelines.texts import make_hard, make_opener, make_section, publish

pytestmark = pytest.mark.django_db


def refusal(**fields):
    with pytest.raises(library.Unpublishable) as caught:
        publish(**fields)
    return [(str(problem), problem.about) for problem in caught.value.problems]


def test_publishing_freezes_every_text_in_both_languages_under_the_next_number():
    section = make_section("kindness", title_ru="Доброта", title_en="Kindness")
    editor, before = make_volunteer(), library.live().number

    edition = publish(by=editor, must_reread=False)

    Section.objects.filter(pk=section.pk).update(title_en="Changed later")
    edition.refresh_from_db()
    assert edition.number == before + 1
    assert edition.published_by == editor
    assert not edition.must_reread
    assert [edition.content[code]["sections"][-1] for code in ("ru", "en")] == [
        {"slug": "kindness", "title": "Доброта", "body": "Текст"},
        {"slug": "kindness", "title": "Kindness", "body": "Text"},
    ]
    assert library.live() == edition


def test_publishing_refuses_and_names_each_missing_translation():
    live = library.live()
    Opener.objects.update(is_paused=True)
    section = make_section("half", title_en="Half", body_ru=None)
    opener = make_opener(order=7, text_en=" ")
    hard = make_hard(order=8, you_can_say_ru="")

    assert refusal(notes_ru="") == [
        ("Section “Half”: “text” is missing in Russian.", section),
        ("Opener “7”: “words to begin with” is missing in English.", opener),
        ("Hard sentence “Who are you?”: “you can say” is missing in Russian.", hard),
        ("Say in Russian, too, what changed.", None),
    ]
    assert library.live() == live


def test_publishing_refuses_a_link_that_leads_nowhere_in_its_own_language():
    good = "[a](#protect-them) [b](/en/guidelines/sections/protect-them/) [c](https://example.org/)"
    good += " [d](/en/guidelines/#openers) [e](/en/guidelines/)"
    nowhere = ("#nowhere", "/ru/guidelines/", "guidelines", "/en/guidelines/sections/nowhere/")
    nowhere += ("/en/guidelines/#nowhere",)
    bad = "[a]({}) [b]({}) [c](javascript:alert) [d]({}) [e]({}) [f]({})".format(*nowhere)
    section = make_section("links", title_en="Links", body_en=f"{good} {bad}")

    assert refusal() == [
        (f"Section “Links”: in English, the link {link} leads nowhere.", section)
        for link in nowhere
    ]


def test_publishing_refuses_without_a_section_and_with_every_opener_paused():
    Section.objects.all().delete()
    HardSentence.objects.all().delete()
    Opener.objects.update(is_paused=True)

    assert refusal() == [
        ("There is no section.", Section),
        ("There is no opener that is not set aside.", Opener),
    ]


def test_publishing_twice_upon_the_same_edition_makes_one():
    before = library.live().number
    made = publish(after=before)

    assert refusal(after=before) == [
        (
            f"Edition {made.number} was published meanwhile. Please look at the changes again.",
            None,
        )
    ]
    assert library.live() == made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_compared", "published"), [(False, 4), (True, 1)])
def test_publishing_at_once_never_makes_a_broken_edition(is_compared, published):
    make_section("only")
    # Openers may be there or not: an earlier test of threads empties the tables.
    Opener.objects.exists() or make_opener()
    live = library.live()  # None, where an earlier test of threads emptied the tables.
    last = live.number if live else 0

    def one(_):
        try:
            return publish(after=last if is_compared else None).number
        except library.Unpublishable:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for number in pool.map(one, range(4)) if number]

    expected = list(range(last + 1, last + 1 + published))
    assert sorted(numbers) == expected
    assert sorted(Edition.objects.filter(pk__gt=last).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE guidelines_edition SET content = '{}'",
        "UPDATE guidelines_edition SET number = number + 1",
        "UPDATE guidelines_edition SET notes_ru = ''",
        "UPDATE guidelines_edition SET must_reread = NOT must_reread, published_by_id = NULL",
        "DELETE FROM guidelines_edition",
    ],
)
def test_not_even_sql_changes_or_deletes_an_edition(change):
    before = list(Edition.objects.values())

    with (
        pytest.raises(IntegrityError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert list(Edition.objects.values()) == before


def test_an_edition_stays_when_its_publisher_leaves():
    editor = make_volunteer()
    edition = publish(by=editor)

    editor.delete()

    edition.refresh_from_db()
    assert edition.published_by is None


def test_the_newest_demanding_edition_must_be_read_until_it_or_a_later_one_is_confirmed():
    volunteer = make_volunteer()
    first, stranger = library.live(), make_volunteer()
    assert first.must_reread
    library.confirm(volunteer, first)
    quiet = publish(must_reread=False)
    after_quiet = library.must_read(volunteer)
    loud = publish()
    later = publish(must_reread=False)
    after_loud = library.must_read(volunteer)

    library.confirm(volunteer, later)

    assert (after_quiet, after_loud) == (None, loud)
    assert library.must_read(volunteer) is None
    assert library.must_read(stranger) == loud
    assert quiet.number == first.number + 1


def test_confirming_an_older_edition_does_not_confirm_a_newer_one():
    volunteer = make_volunteer()
    first = library.live()
    second = publish()

    library.confirm(volunteer, first)

    assert library.must_read(volunteer) == second
    assert library.confirmation(volunteer).edition == first


def test_the_newest_confirmation_is_the_one_that_counts():
    volunteer = make_volunteer()
    editions = [library.live(), publish(), publish()]
    for edition in editions:
        library.confirm(volunteer, edition)

    assert library.confirmation(volunteer).edition == editions[-1]


def test_confirming_twice_keeps_one_confirmation():
    volunteer = make_volunteer()

    library.confirm(volunteer, library.live())
    library.confirm(volunteer, library.live())

    assert Confirmation.objects.filter(volunteer=volunteer).count() == 1


def test_what_is_asked_often_is_one_query_each(django_assert_num_queries):
    volunteer = make_volunteer()
    for _ in range(3):
        edition = publish()
        library.confirm(volunteer, edition)
    number = library.live().pk

    for ask in (
        lambda: library.must_read(volunteer),
        lambda: library.live().content,
        lambda: library.newest(must_reread=True),
        lambda: library.openers_of(number),
    ):
        with django_assert_num_queries(1):
            ask()


def test_an_edition_is_read_once(django_assert_num_queries):
    number = publish().pk

    with django_assert_num_queries(1):
        texts = library.edition(number).content
        again = library.edition(number).content

    assert texts is again
    assert texts["ru"]["openers"]


def test_openers_are_those_of_the_edition_that_are_not_paused():
    Opener.objects.update(is_paused=True)
    one, two = make_opener(), make_opener()
    edition = publish()
    make_opener(text_en="Too late for this edition")

    drawn = library.openers_of(edition.pk)
    Opener.objects.filter(pk=one.pk).update(is_paused=True)
    then = library.openers_of(edition.pk)

    assert drawn == [one.pk, two.pk]
    assert then == [two.pk]


def test_a_call_has_russian_words_with_a_gloss_for_readers_of_english():
    HardSentence.objects.all().delete()
    Opener.objects.all().delete()
    hard, opener = make_hard(), make_opener()
    edition = publish()

    openers = [library.opener(edition, opener.pk, language) for language in ("en", "ru")]
    hards = [library.side_by_side(edition.content, "hard", language) for language in ("en", "ru")]

    says = {"id": hard.pk, "they_say": "Кто вы?", "you_can_say": "Доброволец."}
    gloss = {"id": hard.pk, "they_say": "Who are you?", "you_can_say": "A volunteer."}
    assert openers == [
        {"ru": "Здравствуйте.", "gloss": "Hello."},
        {"ru": "Здравствуйте.", "gloss": None},
    ]
    assert hards == [[{"ru": says, "gloss": gloss}], [{"ru": says, "gloss": None}]]


def test_a_call_without_an_opener_has_none():
    assert library.opener(library.live(), None, "en") is None
