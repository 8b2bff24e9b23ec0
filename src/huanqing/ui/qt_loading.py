"""Loads Qt so that a start pays only for what it uses of it."""

from __future__ import annotations

import builtins
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any

_SUPPORT = "shibokensupport.signature"
LATER = {
    _SUPPORT: ("errorhandler", "layout", "parser"),
    f"{_SUPPORT}.lib": ("enum_sig", "pyi_generator"),
}
"""What PySide6 compiles from its source at every start: how it words a wrong argument, how it
tells a signature, and how its makers write stub files. All but ``mapping``, which it also asks
for below Python, where nothing could be loaded later.
"""


def load_qt() -> None:
    """Load Qt, the parts in ``LATER`` when they are used, and keep Python's way of importing.

    PySide6 puts another in its place, which reads the source of every module that is imported
    later, in search of the features that ``from __feature__ import`` would switch on. None is
    used here; a start takes a sixth longer by it, and all those sources stay in memory.
    """
    plain = builtins.__import__

    def import_less(name: str, *rest: Any, **named: Any) -> ModuleType:  # noqa: ANN401 - as it is
        for each in LATER.get(name, ()):
            sys.modules.setdefault(f"{name}.{each}", _Later(f"{name}.{each}"))
        return plain(name, *rest, **named)

    builtins.__import__ = import_less
    try:
        import_module("PySide6.QtCore")
    finally:
        builtins.__import__ = plain


class _Later(ModuleType):
    """Stands for a module until something of it is asked for, and loads it then."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)

    def __getattr__(self, name: str) -> object:
        # What Python itself asks every module for is no wish for its content.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def _loaded(self) -> ModuleType:
        own = self.__name__
        if sys.modules.get(own) is self:
            # PySide6 takes its finder back after the start, but keeps it as the loader.
            loader = sys.modules[_SUPPORT].__loader__
            spec = loader.find_spec(own, None)  # type: ignore[union-attr]  # it is the finder, too
            sys.modules[own] = module_from_spec(spec)
            spec.loader.exec_module(sys.modules[own])
        return sys.modules[own]
