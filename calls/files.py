"""Files that an operator hands over: a wrong one costs one clear sentence and writes nothing."""

import codecs
import gzip
import io
import zlib
from pathlib import Path

DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)
# Enough to tell a list from anything else.
BEGINNING = 1 << 16


class Refused(Exception):
    """A sentence for the operator: what is wrong and, where it is not plain, what to do."""


def open_text(path, errors="strict"):
    """Open the text file `path`, plain or gzip, UTF-8 with or without BOM; raises Refused.

    With `errors` "surrogateescape" a byte that is no UTF-8 spoils its own line alone.
    """
    file = open_bytes(Path(path))
    try:
        check(file.read(BEGINNING), path)
        file.seek(0)
    except DAMAGE:
        file.close()
        raise Refused(f"{path} is a damaged gzip file.") from None
    except Refused:
        file.close()
        raise
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors=errors, newline="")


def open_bytes(path):
    if path.is_dir():
        raise Refused(f"{path} is a folder, not a file.")
    if not path.exists():
        raise Refused(f"There is no file {path}.")
    if not path.is_file():
        raise Refused(f"{path} is not an ordinary file.")
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refused(f"{path} can't be opened: {error.strerror}.") from None
    if file.read(2) == b"\x1f\x8b":
        file.close()
        return gzip.open(path)
    file.seek(0)
    return file


def check(beginning: bytes, path):
    """Refuse what is not text in lines; its content is never quoted."""
    if len(beginning) < BEGINNING and not beginning.removeprefix(codecs.BOM_UTF8).strip():
        raise Refused(f"{path} is empty.")
    if b"\0" in beginning:
        raise Refused(f"{path} is a binary file, not text in UTF-8.")
    try:
        # The last letter may be cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        raise Refused(f"{path} is not text in UTF-8.") from None
    if len(beginning) == BEGINNING and b"\n" not in beginning:
        raise Refused(f"{path} has no lines.")
