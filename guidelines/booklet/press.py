"""Sets one book in type: its data as JSON comes in, a PDF goes out.

Run as a program, since Typst keeps some thirty MiB of each book for good: they go when it ends.
"""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def press(book: str, **how) -> bytes:
    """The PDF of `book`. What it says is data to Typst: none of it is ever run."""
    return typst.compile(
        HERE / "booklet.typ",
        root=HERE,
        font_paths=[HERE.parent / "fonts"],
        # The booklet must look alike on every machine.
        ignore_system_fonts=True,
        sys_inputs={"book": book},
        **how,
    )


def main():
    book = sys.stdin.buffer.read().decode()
    try:
        pdf = press(book, pdf_standards="ua-1")
    except typst.TypstError:
        # The standard for screen readers demands a face for every letter; print what there is.
        pdf = press(book)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
