"""Lets any amount be asked "why?": a label by a click or Enter, a table's cell by its model.

What is asked is a Question about the ledger, or a Derivation that is known already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from huanqing.ui.overriding import override
from huanqing.ui.widgets.page import Page

if TYPE_CHECKING:
    from huanqing.domain.derivation import Derivation, Question

PROPERTY = "why"
"""The property of a widget whose amount can be asked about."""


def ask_why(widget: QWidget, asked: object) -> None:
    """Ask the page that a widget stands on."""
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, Page):
            at.why_requested.emit(asked)
            return
        at = at.parentWidget()


def let_ask(widget: QWidget, asked: Question | Derivation | None) -> None:
    """Let a label or a painted figure be asked "why?", by mouse and keyboard; None: not now."""
    is_new = widget.property(PROPERTY) is None
    widget.setProperty(PROPERTY, asked)
    if asked is None:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.unsetCursor()
        widget.setToolTip("")
        return
    if (
        is_new
        and widget.findChild(_Asker, options=Qt.FindChildOption.FindDirectChildrenOnly) is None
    ):
        _Asker(widget)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setCursor(Qt.CursorShape.PointingHandCursor)
    words = QCoreApplication.translate("Asking", "Where does this come from? (Enter)")
    widget.setToolTip(words)


class _Asker(QObject):
    """Watches one widget for the wish to know why."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        if isinstance(widget, QLabel):
            # Selecting by the mouse would take the click; Ctrl+C copies the amount as a whole.
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only these two come while the widget is alive for certain.
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonRelease):
            return False
        asked = self._widget.property(PROPERTY)
        if asked is None:
            return False
        if isinstance(event, QKeyEvent):
            return self._on_key(event, asked)
        if isinstance(event, QMouseEvent):
            is_left = event.button() is Qt.MouseButton.LeftButton
            if is_left and self._widget.rect().contains(event.position().toPoint()):
                ask_why(self._widget, asked)
                return True
        return False

    def _on_key(self, event: QKeyEvent, asked: object) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            ask_why(self._widget, asked)
            return True
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(self._widget, QLabel):
            QApplication.clipboard().setText(self._widget.text())
            return True
        return False
