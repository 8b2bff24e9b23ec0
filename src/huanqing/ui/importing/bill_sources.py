"""Reads the files that a user chose; runs on the ledger thread, never on the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application.read_models import BillSource, FileFailure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """The files that could be read, and those that could not."""

    sources: tuple[BillSource, ...]
    failures: tuple[FileFailure, ...]


def read_files(paths: Sequence[Path]) -> ReadFiles:
    """Return the contents; each file gets a name of its own, with its folder where needed."""
    names = [path.name for path in paths]
    sources: list[BillSource] = []
    failures: list[FileFailure] = []
    for path in dict.fromkeys(paths):
        name = path.name if names.count(path.name) == 1 else str(path)
        try:
            sources.append(BillSource(name, path.read_bytes()))
        except OSError as error:
            failures.append(FileFailure(name, error))
    return ReadFiles(tuple(sources), tuple(failures))
