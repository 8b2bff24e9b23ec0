"""What a window wants of the program around it; the desk fulfils it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance


class Wishes(QObject):
    """Wishes about ledgers and the window as a whole, from menus and pages alike.

    ``tray_changed``: other choices about the tray hold now.
    ``recent_requested`` carries a path, ``language_requested`` a Language, ``zoom_requested`` a
    percentage.
    """

    new_ledger_requested = Signal()
    open_ledger_requested = Signal()
    recent_requested = Signal(str)
    move_requested = Signal()
    copy_requested = Signal()
    demo_requested = Signal()
    own_ledger_requested = Signal()
    takeover_requested = Signal()
    language_requested = Signal(object)
    zoom_requested = Signal(int)
    log_folder_requested = Signal()
    tray_changed = Signal()

    def take_from(self, page: QObject) -> None:
        """Pass on the wishes that a page has under the same names."""
        for name in _OF_PAGES:
            wish = getattr(page, name, None)
            if isinstance(wish, SignalInstance):
                wish.connect(getattr(self, name))


_OF_PAGES = (
    "new_ledger_requested",
    "open_ledger_requested",
    "recent_requested",
    "move_requested",
    "copy_requested",
    "demo_requested",
    "language_requested",
    "zoom_requested",
    "tray_changed",
)
