"""The list and the selected entry: side by side, or one above the other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtWidgets import QSplitter
from typing_extensions import override

from huanqing.ui.preferences import state_spec
from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from huanqing.ui.preferences import Preferences

_STATE = state_spec("splitter", "entries")
_NARROW = 700
_LIST_PERCENT = 62


class ListSplitter(QSplitter):
    """Keeps where the user put the line between list and entry."""

    def __init__(self, preferences: Preferences, entries: QWidget, detail: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences = preferences
        self.setHandleWidth(METRICS.gap)
        self.setChildrenCollapsible(False)
        self.addWidget(entries)
        self.addWidget(detail)
        self.setStretchFactor(0, 1)
        self._is_placed = False
        self.splitterMoved.connect(self._on_moved)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < METRICS.scaled(_NARROW)
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self.orientation() is not wanted or not self._is_placed:
            self._is_placed = True
            self.setOrientation(wanted)
            self._place()

    def _place(self) -> None:
        kept = self._preferences.get(_STATE)
        is_wide = self.orientation() is Qt.Orientation.Horizontal
        if is_wide and kept and self.restoreState(QByteArray(kept)):
            self.setOrientation(Qt.Orientation.Horizontal)
            return
        room = self.width() if is_wide else self.height()
        first = room * _LIST_PERCENT // 100
        self.setSizes([first, room - first])

    @Slot()
    def _on_moved(self) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self._preferences.put(_STATE, bytes(self.saveState().data()))
