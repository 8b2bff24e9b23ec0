"""Loads Qt so that what is imported after it loads as quickly as before."""

from __future__ import annotations

import builtins
from importlib import import_module


def load_qt() -> None:
    """Load Qt, and keep Python's own way of importing.

    PySide6 puts another in its place, which reads the source of every module that is imported
    later, in search of the features that ``from __feature__ import`` would switch on. None is
    used here; a start takes a sixth longer by it, and all those sources stay in memory.
    """
    plain = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain
