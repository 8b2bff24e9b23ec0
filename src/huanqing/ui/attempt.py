"""What a start tries to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from pathlib import Path


class Attempt(LeanTuple):
    """A ledger to open, or to make where there is none, and whether a stale lock may go."""

    path: Path
    break_lock: bool = False
