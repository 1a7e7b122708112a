"""The guidelines on paper: an edition as an A4 booklet, a PDF."""

from guidelines.booklet.setting import file_name, pdf

__all__ = ["file_name", "pdf"]
