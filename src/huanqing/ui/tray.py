"""The icon in the system's tray: what is due, and a way back to a window that was put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from huanqing.ui.labels import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN_MS = 10_000
_MOST_LINES = 3


def is_tray_there() -> bool:
    """Return whether the system has a tray, so that an icon there can be seen."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """An icon with a menu and notifications; it shows no amounts."""

    open_requested = Signal()
    alerts_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject, icon_type: type[QSystemTrayIcon] = QSystemTrayIcon) -> None:
        super().__init__(parent)
        self.icon = icon_type(QApplication.windowIcon(), self)
        self.menu = QMenu()
        self.open = self.menu.addAction(self.tr("Open Huanqing"))
        self.due = self.menu.addAction(self.tr("What is due"))
        self.menu.addSeparator()
        self.quit = self.menu.addAction(self.tr("Quit"))
        self.open.triggered.connect(self.open_requested)
        self.due.triggered.connect(self.alerts_requested)
        self.quit.triggered.connect(self.quit_requested)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_icon_activated)
        self.icon.messageClicked.connect(self.alerts_requested)
        self.show_count(0)
        self.icon.show()

    def show_count(self, count: int) -> None:
        """Say how many alerts wait."""
        waits = self.tr("nothing needs you")
        if count:
            waits = counted(count, self.tr("{0} alert"), self.tr("{0} alerts"))
        self.icon.setToolTip(self.tr("Huanqing: {0}").format(waits))

    def tell(self, lines: Sequence[str]) -> None:
        """Show one notification for all of the lines."""
        shown = list(lines[:_MOST_LINES])
        rest = len(lines) - len(shown)
        if rest:
            shown.append(self.tr("and {0} more").format(rest))
        icon = self.icon.MessageIcon.NoIcon
        self.icon.showMessage(self.tr("Huanqing"), "\n".join(shown), icon, _SHOWN_MS)

    def close(self) -> None:
        """Take the icon away."""
        self.icon.hide()
        self.icon.setContextMenu(None)  # type: ignore[arg-type]  # Qt takes none
        self.menu.deleteLater()
        self.deleteLater()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {self.icon.ActivationReason.Trigger, self.icon.ActivationReason.DoubleClick}:
            self.open_requested.emit()
