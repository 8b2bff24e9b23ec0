"""What the window remembers of itself: look, language, hidden amounts, geometry.

Nothing about money or rules is kept here; those live in the ledger. Values are stored as text,
because an INI file gives back ``'false'`` for False.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QSettings, QStandardPaths

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Look(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """In which language the window speaks."""

    SYSTEM = "system"
    CHINESE = "zh_CN"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Spec(Generic[T]):
    """A setting: its key, its default, and how it is read from and written as text."""

    key: str
    default: T
    read: Callable[[str], T]
    write: Callable[[T], str]


def _read_switch(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _read_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


LOOK: Spec[Look] = Spec("window/look", Look.SYSTEM, Look, str)
LANGUAGE: Spec[Language] = Spec("window/language", Language.SYSTEM, Language, str)
HIDE_AMOUNTS: Spec[bool] = Spec(
    "window/hide_amounts", default=False, read=_read_switch, write=lambda on: str(on).lower()
)
GEOMETRY: Spec[bytes] = Spec(
    "window/geometry", b"", _read_bytes, lambda raw: base64.b64encode(raw).decode("ascii")
)


class TextStore(Protocol):
    """Keeps texts by key."""

    def get(self, key: str) -> str | None:
        """Return the text, None where there is none."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep the text."""
        ...


class MemoryStore:
    """Keeps texts for one run, for pictures and trials."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return the text, None where there is none."""
        return self._texts.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep the text."""
        self._texts[key] = text


class IniStore:
    """Keeps texts in an INI file."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """Return the text, None where there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def put(self, key: str, text: str) -> None:
        """Keep the text; written to the file at once."""
        self._settings.setValue(key, text)
        self._settings.sync()


class Preferences:
    """Reads and writes settings by their specs; what cannot be read counts as not set."""

    def __init__(self, store: TextStore) -> None:
        self._store = store

    @classmethod
    def at(cls, path: Path) -> Preferences:
        """Return the preferences kept in an INI file."""
        return cls(IniStore(path))

    @classmethod
    def standard(cls) -> Preferences:
        """Return the user's own; needs a QApplication with its names set."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
        return cls.at(Path(folder, "window.ini"))

    @classmethod
    def in_memory(cls) -> Preferences:
        """Return preferences that end with the program."""
        return cls(MemoryStore())

    def get(self, spec: Spec[T]) -> T:
        """Return the setting, or its default."""
        text = self._store.get(spec.key)
        if text is None:
            return spec.default
        try:
            return spec.read(text)
        except (ValueError, KeyError, binascii.Error):
            return spec.default

    def put(self, spec: Spec[T], value: T) -> None:
        """Keep the setting."""
        self._store.put(spec.key, spec.write(value))
