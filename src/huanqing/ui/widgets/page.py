"""What every page of the window is: it loads when it is first shown, and after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QShowEvent


class Page(QWidget):
    """A page; a subclass overrides ``refresh``.

    ``page_requested`` carries another page's key, with a section of it after a slash where one
    is meant, ``search_requested`` a search line for the entries page, ``entry_requested`` the
    kind and id of an entry to open there,
    ``new_entry_requested`` the wish to book a purchase, and ``why_requested`` the Question or
    the Derivation of an amount that the user asked about.
    """

    page_requested = Signal(str)
    search_requested = Signal(str)
    entry_requested = Signal(str, str)
    new_entry_requested = Signal()
    why_requested = Signal(object)

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

    @property
    def loads_ahead(self) -> bool:
        """Whether it loads in the quiet what its next first look would have to wait for."""
        return False

    def load_ahead(self) -> bool:
        """Load now, where the page loads ahead and is not shown; return whether it had to."""
        if not self._is_stale or self.isVisible() or not self.loads_ahead:
            return False
        self._reload()
        return True

    def menu_title(self) -> str:
        """Return the title of the page's own menu in the menu bar, "" without one."""
        return ""

    def menu_actions(self) -> list[QAction | None]:
        """Return the actions of that menu, None for a separator."""
        return []

    def splitters(self) -> list[QSplitter]:
        """Return the splitters, whose places are remembered."""
        return self.findChildren(QSplitter)

    def begun(self) -> object:
        """Return what the user began here, for the same page of a new window; None for nothing."""
        return None

    def go_on_with(self, begun: object) -> None:
        """Go on with what this page of the window before had begun."""

    @Slot()
    def mark_stale(self) -> None:
        """Load anew: at once if the page is shown, else when it is."""
        self._is_stale = True
        for bar in self.findChildren(MessageBar):
            bar.follow_change()
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
