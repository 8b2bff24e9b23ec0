"""The readers of bills, tried by content; the port ``BillReader`` of the application."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application.bill_rows import (
    BillFile,
    BillFileError,
    OversizedFileError,
    UndecodableFileError,
    UnknownLayoutError,
)
from huanqing.infrastructure.importers import archive, encoding
from huanqing.infrastructure.importers.jd import layout as jd_layout
from huanqing.infrastructure.importers.jd import reader as jd_reader

if TYPE_CHECKING:
    from collections.abc import Callable


class TextProvider(NamedTuple):
    """How bills of one provider are recognised by their header row, and opened."""

    first_columns: frozenset[str]
    is_header: Callable[[tuple[str, ...]], bool]
    open_bill: Callable[[str, bytes, encoding.LocatedText], BillFile]


PROVIDERS: tuple[TextProvider, ...] = (
    TextProvider(jd_layout.FIRST_COLUMNS, jd_layout.is_header, jd_reader.open_bill),
)
"""Every text provider known; their header rows exclude each other."""

_BILL_SUFFIXES = frozenset({".csv", ".xls", ".xlsx"})


class BillReaders:
    """Reads bills of every known provider; holds no state, so any thread may use it."""

    def read(self, name: str, content: bytes, password: str | None = None) -> list[BillFile]:
        """Return the bills in ``content``, recognised by content, never by ``name``.

        A zip gives one bill for each bill inside, named by its path there. A file inside that
        is not understood fails the whole zip, except a companion (a note, a picture) beside
        at least one bill: what could be a bill is never left out unseen.

        Raises:
            BillFileError: The file cannot be read; the subclass tells why.
        """
        if len(content) > archive.MAX_ENTRY_BYTES:
            raise OversizedFileError(name, archive.MAX_ENTRY_BYTES)
        if not archive.is_archive(content):
            return [_read_bill(name, name, content)]
        bills: list[BillFile] = []
        failures: list[tuple[str, BillFileError]] = []
        for path, inner in archive.read_archive(name, content, password):
            try:
                bills.append(_read_bill(path, f"{name}/{path}", inner))
            except BillFileError as error:
                failures.append((path, error))
        for path, failure in failures:
            if not bills or PurePosixPath(path).suffix.lower() in _BILL_SUFFIXES:
                raise failure
        return bills


def _read_bill(name: str, full_name: str, content: bytes) -> BillFile:
    """Return the bill in the bytes of one file that is no archive."""
    if content.startswith(b"PK\x03\x04"):
        raise UnknownLayoutError(full_name)
    for provider in PROVIDERS:
        located = encoding.locate(content, provider.first_columns, provider.is_header)
        if located is not None:
            return provider.open_bill(name, content, located)
    if encoding.is_text(content):
        raise UnknownLayoutError(full_name)
    raise UndecodableFileError(full_name)
