"""What every page of the window is: it loads when it is first shown, and after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class Page(QWidget):
    """A page; a subclass overrides ``refresh``. ``page_requested`` carries another page's key."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setObjectName(type(self).__name__)
        self._is_stale = True
        self.column = QVBoxLayout(self)
        margin = METRICS.page_margin
        self.column.setContentsMargins(margin, margin - 4, margin, margin)
        self.column.setSpacing(METRICS.gap)

    def refresh(self) -> None:
        """Load what the page shows."""
        raise NotImplementedError

    @Slot()
    def mark_stale(self) -> None:
        """Load anew: at once if the page is shown, else when it is."""
        self._is_stale = True
        if self.isVisible():
            self._reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._reload()

    def _reload(self) -> None:
        self._is_stale = False
        self.refresh()
