"""A psychologist at a desk, who writes, reviews and publishes in the admin."""

from tests.journeys.person import Person

DESK = {"width": 1280, "height": 900}


class Psychologist(Person):
    def follow(self, name):
        """The first link below the masthead in whose words `name` stands, in capitals or not."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name).first.click()

    def list_of(self, kind):
        """All texts of a kind, as the admin's first page leads to them."""
        self.go("/admin/")
        self.follow(self.words(kind))

    def open(self, kind, name):
        """The form of a text: `kind` as the code calls many of them, `name` as the list has it."""
        self.list_of(kind)
        self.follow(name)

    def listed(self, text=None):
        """The rows of a list, or those of them where `text` stands."""
        return self.page.locator("#result_list tbody tr").filter(has_text=text)

    def field(self, name, language):
        return self.page.get_by_label(f"{self.words(name)} [{language}]")

    def write(self, name, **words):
        """Put `words`, by language, in place of what the field says in each."""
        for language, text in words.items():
            self.field(name, language).fill(text)

    def previewed(self, text):
        """`text` as it stands in the frame beside the form."""
        return self.page.frame_locator("[name=preview]").get_by_text(text)

    def comment(self, text):
        self.page.get_by_label(self.words("Your comment")).fill(text)
        self.tap("Comment")

    def publish(self, ru, en, must_reread):
        """Compare and publish at once; `ru` and `en` say what changed."""
        self.list_of("editions")
        self.tap("Compare and publish")
        seen = self.reads()
        self.page.get_by_label(self.words("What changed, in Russian")).fill(ru)
        self.page.get_by_label(self.words("What changed, in English")).fill(en)
        demand = self.words("Volunteers must read it before their next number")
        self.page.get_by_label(demand).set_checked(must_reread)
        self.tap("Publish the next edition")
        return seen
