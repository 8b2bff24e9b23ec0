"""The tray: an icon with notifications, and what closing the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from huanqing.ui import tray
from huanqing.ui.preferences import ON_CLOSE, TRAY, OnClose
from huanqing.ui.widgets.parts import Card, make_field_label, make_label

if TYPE_CHECKING:
    from huanqing.ui.preferences import Preferences

_CHOICES = (OnClose.QUIT, OnClose.STAY)


class TrayCard(Card):
    """Two choices that hold at once; ``tray_changed`` then. Disabled without a tray."""

    tray_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Tray"), parent)
        self._preferences = preferences
        self.icon = QCheckBox(self.tr("Show an icon and tell of urgent alerts"))
        self.icon.setAccessibleName(self.icon.text())
        self.on_close = QComboBox()
        self.on_close.setAccessibleName(self.tr("Closing the window"))
        self.on_close.addItems([self.tr("ends the program"), self.tr("leaves it in the tray")])
        self.note = make_label("note")
        form = QFormLayout()
        form.addRow("", self.icon)
        form.addRow(make_field_label(self.on_close.accessibleName(), self.on_close), self.on_close)
        form.addRow("", self.note)
        self.body.addLayout(form)
        self.icon.toggled.connect(self._on_icon_toggled)
        self.on_close.activated.connect(self._on_close_activated)
        self.show_choices()

    def show_choices(self) -> None:
        """Show what is chosen now, and whether the system lets it be."""
        is_there = tray.is_tray_there()
        is_on = is_there and self._preferences.get(TRAY)
        with QSignalBlocker(self.icon):
            self.icon.setChecked(is_on)
        stays = is_on and self._preferences.get(ON_CLOSE) is OnClose.STAY
        self.on_close.setCurrentIndex(_CHOICES.index(OnClose.STAY if stays else OnClose.QUIT))
        self.icon.setEnabled(is_there)
        self.on_close.setEnabled(is_on)
        if is_there:
            words = self.tr("Each urgent alert is told of once a day, without its amount.")
        else:
            words = self.tr("This system has no tray, so there is nothing to choose.")
        self.note.setText(words)
        self.icon.setAccessibleDescription(words)

    @Slot(bool)
    def _on_icon_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._preferences.put(TRAY, is_on)
        if not is_on:
            self._preferences.put(ON_CLOSE, OnClose.QUIT)
        self.show_choices()
        self.tray_changed.emit()

    @Slot(int)
    def _on_close_activated(self, place: int) -> None:
        self._preferences.put(ON_CLOSE, _CHOICES[place])
        self.tray_changed.emit()
