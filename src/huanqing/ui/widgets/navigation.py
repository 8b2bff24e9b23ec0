"""The list of pages at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from huanqing.ui.icons import tinted_icon
from huanqing.ui.labels import counted
from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.ui.appearance import Appearance

_KEY_ROLE = Qt.ItemDataRole.UserRole


class Navigation(QListWidget):
    """Shows the pages; ``page_chosen`` carries the key of the page that was chosen."""

    page_chosen = Signal(str)

    def __init__(
        self,
        pages: Sequence[tuple[str, str]],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(METRICS.navigation_width)
        self.setIconSize(QSize(METRICS.icon, METRICS.icon))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, title in pages:
            item = QListWidgetItem(title, self)
            item.setData(_KEY_ROLE, key)
            # The style sheet's height does not reach the layout of a list's items.
            item.setSizeHint(QSize(0, METRICS.navigation_item + 4))
        self._tint()
        self.currentItemChanged.connect(self._on_item_changed)
        appearance.look_changed.connect(self._tint)

    def choose(self, key: str) -> None:
        """Choose a page by its key."""
        for place in range(self.count()):
            if self.item(place).data(_KEY_ROLE) == key:
                self.setCurrentRow(place)

    def show_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page, nothing for 0; a screen reader hears it too."""
        from huanqing.ui.widgets.badge import (  # noqa: PLC0415 - not at start
            COUNT_ROLE,
            BadgeDelegate,
        )

        for place in range(self.count()):
            item = self.item(place)
            if item.data(_KEY_ROLE) != key or (item.data(COUNT_ROLE) or 0) == count:
                continue
            if not isinstance(self.itemDelegate(), BadgeDelegate):
                self.setItemDelegate(BadgeDelegate(self._appearance, self))
            one, many = self.tr("{0}, {1} waits"), self.tr("{0}, {1} wait")
            words = counted(count, one, many, item.text()) if count else None
            item.setData(COUNT_ROLE, count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    @Slot()
    def _tint(self) -> None:
        for place in range(self.count()):
            item = self.item(place)
            item.setIcon(tinted_icon(str(item.data(_KEY_ROLE)), self._appearance.colours))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_item_changed(self, item: QListWidgetItem | None, _previous: object) -> None:
        if item is not None:
            self.page_chosen.emit(str(item.data(_KEY_ROLE)))
