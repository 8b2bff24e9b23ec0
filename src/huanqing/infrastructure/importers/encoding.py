"""Finds the encoding of a text bill, by whether a known header row then appears.

Nothing is guessed from byte statistics: short Chinese texts fool every detector. Each encoding
is tried strictly, and the one that shows a header row wins.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD_BYTES = 256 * 1024
"""A header row is looked for in this many first bytes; real preambles are under 3 KiB."""

_CHUNK_BYTES = 1024 * 1024
_DELIMITERS = (",", "\t", ";")
_PADDING = "\ufeff\"' \t"


class Encoding(NamedTuple):
    """A codec, the length of the byte order mark to skip, and the name shown to the user."""

    codec: str
    skip: int
    label: str


class Header(NamedTuple):
    """The header row: its 1-based physical line, the delimiter, and its stripped cells."""

    line: int
    delimiter: str
    cells: tuple[str, ...]


class LocatedText(NamedTuple):
    """A decodable bill: how to decode it, the lines above the header, and the header."""

    encoding: Encoding
    preamble: tuple[str, ...]
    header: Header


_MARKED = (
    (codecs.BOM_UTF8, Encoding("utf-8", 3, "utf-8-sig")),
    (codecs.BOM_UTF16_LE, Encoding("utf-16-le", 2, "utf-16")),
    (codecs.BOM_UTF16_BE, Encoding("utf-16-be", 2, "utf-16")),
)
_UNMARKED = (
    Encoding("utf-8", 0, "utf-8"),
    Encoding("gb18030", 0, "gb18030"),
    Encoding("utf-16-le", 0, "utf-16-le"),
    Encoding("utf-16-be", 0, "utf-16-be"),
)


def locate(
    content: bytes, first_columns: frozenset[str], is_header: Callable[[tuple[str, ...]], bool]
) -> LocatedText | None:
    """Return how to read ``content``, or None where no encoding shows a known header row.

    ``first_columns`` are the names a header row may begin with. The whole content is known
    to decode strictly when a result comes back.
    """
    for encoding in _candidates(content):
        head = _decode_head(content, encoding)
        if head is None:
            continue
        located = _find_header(head, encoding, first_columns, is_header)
        if located is not None and _decodes(content, encoding):
            return located
    return None


def is_text(content: bytes) -> bool:
    """Return whether the bytes are text at all, in an encoding that a bill could have."""
    for encoding in _candidates(content):
        if encoding.skip == 0 and encoding.codec.startswith("utf-16"):
            continue  # nearly every even number of bytes is "valid" UTF-16
        if b"\x00" in content and encoding.skip == 0:
            continue
        if _decodes(content, encoding):
            return True
    return False


def open_text(content: bytes, encoding: Encoding) -> io.TextIOWrapper:
    """Return the text as a stream of lines with their ends; ``content`` is not copied."""
    stream = io.BytesIO(content)
    stream.seek(encoding.skip)
    return io.TextIOWrapper(stream, encoding=encoding.codec, newline="")


def _candidates(content: bytes) -> Iterator[Encoding]:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            yield encoding
    yield from _UNMARKED


def _decode_head(content: bytes, encoding: Encoding) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    head = content[encoding.skip : encoding.skip + HEAD_BYTES]
    try:
        return decoder.decode(head, final=False)
    except UnicodeError:
        return None


def _decodes(content: bytes, encoding: Encoding) -> bool:
    """Return whether all bytes decode strictly, looking at one chunk at a time."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    view = memoryview(content)[encoding.skip :]
    try:
        for start in range(0, len(view), _CHUNK_BYTES):
            decoder.decode(bytes(view[start : start + _CHUNK_BYTES]), final=False)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _find_header(
    head: str,
    encoding: Encoding,
    first_columns: frozenset[str],
    is_header: Callable[[tuple[str, ...]], bool],
) -> LocatedText | None:
    """Return the first row that begins with a known column and satisfies ``is_header``."""
    starts = tuple(first_columns)
    preamble: list[str] = []
    for number, line in enumerate(io.StringIO(head, newline=""), start=1):
        if line.lstrip(_PADDING).startswith(starts):
            for delimiter in _DELIMITERS:
                cells = _header_cells(line, delimiter)
                if cells and cells[0] in first_columns and is_header(cells):
                    header = Header(number, delimiter, cells)
                    return LocatedText(encoding, tuple(preamble), header)
        preamble.append(line)
    return None


def _header_cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)
