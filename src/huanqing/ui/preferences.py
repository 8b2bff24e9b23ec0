"""What the window remembers of itself: look, language, hidden amounts, geometry.

Nothing about money or rules is kept here; those live in the ledger. Values are stored as text,
because an INI file gives back ``'false'`` for False.
"""

from __future__ import annotations

import base64
import binascii
import json
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


class OnClose(StrEnum):
    """What closing the window does."""

    QUIT = "quit"
    STAY = "stay"


LEAST_ZOOM, MOST_ZOOM = 100, 200


class Spec(Generic[T]):
    """A setting: its key, its default, and how it is read from and written as text."""

    __slots__ = ("default", "key", "read", "write")

    def __init__(
        self, key: str, default: T, read: Callable[[str], T], write: Callable[[T], str]
    ) -> None:
        self.key = key
        self.default = default
        self.read = read
        self.write = write


def _read_switch(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _read_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _read_zoom(text: str) -> int:
    return min(max(int(text), LEAST_ZOOM), MOST_ZOOM)


def _read_texts(text: str) -> tuple[str, ...]:
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError(text)  # noqa: TRY004 - counts as not set, like every text that is none
    return tuple(str(each) for each in found)


def _write_texts(texts: tuple[str, ...]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def _read_mapping(text: str) -> dict[str, object]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError(text)  # noqa: TRY004 - counts as not set, like every text that is none
    return {str(key): value for key, value in found.items()}


LOOK: Spec[Look] = Spec("window/look", Look.SYSTEM, Look, str)
LANGUAGE: Spec[Language] = Spec("window/language", Language.SYSTEM, Language, str)
HIDE_AMOUNTS: Spec[bool] = Spec(
    "window/hide_amounts", default=False, read=_read_switch, write=lambda on: str(on).lower()
)
GEOMETRY: Spec[bytes] = Spec(
    "window/geometry", b"", _read_bytes, lambda raw: base64.b64encode(raw).decode("ascii")
)
ZOOM: Spec[int] = Spec("window/zoom", 100, _read_zoom, str)
"""How large everything is, in percent: 100 to 200."""
TRAY: Spec[bool] = Spec(
    "window/tray", default=False, read=_read_switch, write=lambda on: str(on).lower()
)
"""Whether there is an icon in the system's tray, with notifications."""
ON_CLOSE: Spec[OnClose] = Spec("window/on_close", OnClose.QUIT, OnClose, str)
TOLD: Spec[dict[str, object]] = Spec("alerts/told", {}, _read_mapping, json.dumps)
"""Fingerprints of the alerts that a notification told of, with the day of it."""
PAGE: Spec[str] = Spec("window/page", "", str, str)
RECENT: Spec[tuple[str, ...]] = Spec("ledger/recent", (), _read_texts, _write_texts)
"""Paths of the ledgers that were open, the last one first."""
WIZARD_SKIPPED: Spec[tuple[str, ...]] = Spec("ledger/wizard_skipped", (), _read_texts, _write_texts)
"""Paths of the ledgers whose wizard the user has done or skipped."""


def state_spec(kind: str, name: str) -> Spec[bytes]:
    """Return where the state of a splitter or another widget is kept, by its name."""
    return Spec(f"{kind}/{name}", b"", _read_bytes, GEOMETRY.write)


def table_spec(name: str) -> Spec[dict[str, object]]:
    """Return where the columns of a table are kept: widths, order, hidden ones, sorting."""
    return Spec(f"table/{name}", {}, _read_mapping, json.dumps)


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
