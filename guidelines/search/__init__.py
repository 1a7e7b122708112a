"""The search in the live edition: filled when one is published, forgiving to whoever types."""

from guidelines.search.finding import Found, Search, find
from guidelines.search.indexing import fill, index

__all__ = ["Found", "Search", "fill", "find", "index"]
