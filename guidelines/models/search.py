"""What the search looks through: the live edition's texts, and each word that stands in them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Passage(models.Model):
    """One text of the live edition in one language; `anchor` is its place on the reading page."""

    edition = models.ForeignKey("guidelines.Edition", models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=10)
    anchor = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    title = models.TextField()
    body = models.TextField()
    # Of a fact: afterwards it is not found.
    valid_until = models.DateField(null=True)
    vector = SearchVectorField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("place",)
        indexes = (GinIndex(fields=("vector",), name="passage_by_word"),)

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word of the live edition, in small letters and with е for ё."""

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=60)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint("language", "word", name="word_once"),)
        indexes = (
            GinIndex(fields=("word",), name="word_by_likeness", opclasses=("gin_trgm_ops",)),
        )

    def __str__(self):
        return self.word
