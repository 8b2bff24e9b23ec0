"""A section of the settings: a scrolled column of cards, with its editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.account_models import AccountView
    from huanqing.ui.settings.editor import Attempt, EditorDialog
    from huanqing.ui.settings.view_model import SettingsViewModel


class Section(QScrollArea):
    """A section; a subclass fills ``column`` and shows what the view model holds."""

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view_model = view_model
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", "page")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(0, 0, METRICS.spacing, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(METRICS.gap)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.setWidget(ground)

    @property
    def stored(self) -> AccountView:
        """What is stored; only once it was loaded."""
        view = self.view_model.view
        if view is None:
            message = "nothing is loaded yet"
            raise RuntimeError(message)
        return view

    def show_stored(self) -> None:
        """Show what is stored."""
        raise NotImplementedError

    def open_editor(self, dialog: EditorDialog, book: Callable[[Any, Attempt], None]) -> None:
        """Show an editor; what it makes is booked at once."""
        dialog.book_with(book)
        dialog.open()
