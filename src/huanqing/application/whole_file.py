"""Writes a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and put it there; on an OSError the old one stays."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        written = Path(draft.name)
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        except BaseException:
            with suppress(OSError):
                written.unlink()
            raise
    try:
        _allow_as_usual(written, path)
        written.replace(path)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _allow_as_usual(written: Path, path: Path) -> None:
    """Give a draft, which only its owner may read, the rights of the file that it replaces."""
    if path.exists():
        written.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    written.chmod(0o666 & ~mask)
