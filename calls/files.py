"""Files that an operator hands over: a wrong one costs one clear sentence and writes nothing."""

import codecs
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zstandard

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
# Enough to tell a list from anything else.
BEGINNING = 1 << 16
# Of these a list is read; it is also the longest line that one may have.
BLOCK = 1 << 20
# The most that unpacking zst may take; its levels up to 20 need less.
MEMORY = 1 << 25
# As a path: what another program hands over.
STDIN = "-"


class Refused(Exception):
    """A sentence for the operator: what is wrong and, where it is not plain, what to do."""


class Source:
    """A file whose lines are read once, from its beginning to its end: plain, gzip or zst."""

    def __init__(self, path, packed):
        self.path, self.packed, self.file = path, packed, unpack(packed)

    def blocks(self) -> Iterator[bytes]:
        """Its lines, about a megabyte at a time, each ended by "\\n", without BOM.

        Lines end as Python's text files have it: "\\n", "\\r" or both. Raises Refused or DAMAGE.
        """
        rest, read = b"", self.file.read(BLOCK)
        check(read[:BEGINNING], self.path)
        read = read.removeprefix(codecs.BOM_UTF8)
        while read:
            whole, newline, begun = read.rpartition(b"\n")
            if newline:
                yield with_newlines(rest + whole + newline)
            rest = begun if newline else rest + begun
            if len(rest) > BLOCK:
                raise Refused(f"{self.path} has a line of more than {BLOCK:,} bytes.")
            read = self.file.read(BLOCK)
        if rest:
            yield with_newlines(rest + b"\n")

    def part(self) -> tuple[int, int | None]:
        """How many bytes of the file have been read so far, and of how many (None: unknown)."""
        if not self.packed.seekable():
            return 0, None
        return self.packed.tell(), os.fstat(self.packed.fileno()).st_size


class Zst(io.RawIOBase):
    """What a zst file holds, from its beginning."""

    # A piece of so many bytes may hold half a million times as much.
    PIECE = 1 << 8

    def __init__(self, packed):
        self.packed, self.frame, self.rest, self.ready = packed, None, b"", memoryview(b"")

    def readable(self):
        return True

    def seek(self, offset, whence=os.SEEK_SET):
        if offset or whence:
            raise io.UnsupportedOperation("Only the beginning is found again.")
        self.packed.seek(0)
        self.frame, self.rest, self.ready = None, b"", memoryview(b"")
        return 0

    def readinto(self, buffer):
        while not self.ready:
            piece = self.rest or self.packed.read(self.PIECE)
            if not piece and self.frame:
                raise EOFError("The last frame has no end.")
            if not piece:
                return 0
            self.take(piece)
        count = min(len(buffer), len(self.ready))
        buffer[:count], self.ready = self.ready[:count], self.ready[count:]
        return count

    def take(self, piece):
        """Unpack `piece`; behind the end of a frame another may begin."""
        frame = self.frame or zstandard.ZstdDecompressor(max_window_size=MEMORY).decompressobj()
        try:
            self.ready = memoryview(frame.decompress(piece))
        except zstandard.ZstdError as error:
            if "memory" in str(error):
                raise Refused("Zst: pack it again without --long and --ultra.") from None
            raise
        self.frame, self.rest = (None, frame.unused_data) if frame.eof else (frame, b"")


@contextmanager
def open_source(path):
    """Open the list `path`, or for "-" what comes from stdin; raises Refused."""
    if str(path) == STDIN:
        yield Source("The input", sys.stdin.buffer)
        return
    with open_bytes(Path(path)) as packed:
        yield Source(path, packed)


@contextmanager
def open_text(path):
    """Open the text file `path`, plain, gzip or zst, UTF-8 with or without BOM; raises Refused."""
    with open_bytes(Path(path)) as packed:
        file = unpack(packed)
        try:
            check(file.read(BEGINNING), path)
            file.seek(0)
            yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        except DAMAGE:
            raise Refused(damaged(path)) from None


def open_bytes(path):
    if path.is_dir():
        raise Refused(f"{path} is a folder, not a file.")
    if not path.exists():
        raise Refused(f"There is no file {path}.")
    if not path.is_file():
        raise Refused(f"{path} is not an ordinary file.")
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(f"{path} can't be opened: {error.strerror}.") from None


def unpack(packed):
    """A file of what `packed` holds, whatever its name."""
    beginning = packed.peek(4)
    if beginning.startswith(GZIP):
        return gzip.GzipFile(fileobj=packed)
    if beginning.startswith(ZSTD):
        return io.BufferedReader(Zst(packed), BEGINNING)
    return packed


def damaged(path):
    return f"{path} is damaged: it can't be unpacked to its end."


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


def with_newlines(lines):
    return lines.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in lines else lines
