"""The look of the program while it runs: follows the system, or what the user chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from huanqing.ui.preferences import LOOK, Look, Preferences
from huanqing.ui.style_sheet import build_palette, build_style_sheet
from huanqing.ui.tokens import DARK, LIGHT, Colours, as_mapping

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_SCHEMES = {
    Look.SYSTEM: Qt.ColorScheme.Unknown,
    Look.LIGHT: Qt.ColorScheme.Light,
    Look.DARK: Qt.ColorScheme.Dark,
}


class Appearance(QObject):
    """Dresses the application; ``look_changed`` after every change of colours."""

    look_changed = Signal()

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self._look = preferences.get(LOOK)
        self._dressed: Colours | None = None
        self._apply_scheme()
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._dress()

    @property
    def look(self) -> Look:
        """What the user chose."""
        return self._look

    @property
    def colours(self) -> Colours:
        """The colours in use now."""
        if self._look is Look.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._look is Look.DARK else LIGHT

    def colour_of(self, tone: str) -> str:
        """Return the colour of a token's name, such as ``good``."""
        return as_mapping(self.colours)[tone]

    def choose(self, look: Look) -> None:
        """Wear a look from now on, and remember it."""
        self._look = look
        self._preferences.put(LOOK, look)
        self._apply_scheme()
        self._dress()

    def dress_anew(self) -> None:
        """Write the style sheet again, because the sizes in it have changed."""
        self._dressed = None
        self._dress()

    def _apply_scheme(self) -> None:
        self._app.styleHints().setColorScheme(_SCHEMES[self._look])

    def _dress(self) -> None:
        colours = self.colours
        if colours is self._dressed and self._app.styleSheet():
            return
        self._dressed = colours
        self._app.setPalette(build_palette(colours))
        self._app.setStyleSheet(build_style_sheet(colours))
        self.look_changed.emit()

    @Slot()
    def _on_scheme_changed(self) -> None:
        self._dress()
