"""The import page: drop or choose, look at the preview, apply, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.importing.failures import FailureList
from huanqing.ui.importing.history import DropZone, HistoryCard
from huanqing.ui.importing.preview import PreviewPanel
from huanqing.ui.importing.view_model import ImportViewModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import PageHeader, make_button

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext


class ImportPage(Page):
    """Shows what ``ImportViewModel`` holds."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view_model = ImportViewModel(context.service, context.runner, context.formatter, self)
        self.view_model = view_model
        self.message = MessageBar()
        self.failures = FailureList(context.formatter)
        self.drop_zone = DropZone()
        self.history = HistoryCard(context)
        self.preview = PreviewPanel(context, view_model)
        self.choose_button = make_button(self.tr("Choose other files…"))
        self.discard_button = make_button(
            self.tr("Discard"), description=self.tr("Drop the preview; nothing was written")
        )
        self.apply_button = make_button(
            self.tr("Apply"), "primary", self.tr("Book these rows as one import")
        )
        self._build()
        self.choose_button.clicked.connect(self.choose_files)
        self.drop_zone.choice_requested.connect(self.choose_files)
        self.discard_button.clicked.connect(view_model.discard)
        self.apply_button.clicked.connect(view_model.apply)
        self.failures.password_given.connect(view_model.retry_with_password)
        self.history.undo_requested.connect(view_model.undo_batch)
        self.message.action_requested.connect(view_model.undo_last_import)
        view_model.preview_changed.connect(self._on_preview_changed)
        view_model.busy_changed.connect(self._on_busy_changed)
        view_model.history_loaded.connect(self._on_history_loaded)
        view_model.message_changed.connect(self.message.show_message)
        self._on_preview_changed()

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    def preview_files(self, paths: list[Path]) -> None:
        """Preview files that were dropped or named."""
        self.view_model.preview_files(paths)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files with the system's dialog, then preview them."""
        kinds = self.tr("Bills ({0})").format("*.csv *.zip")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose bills"), "", kinds)
        if names:
            self.preview_files([Path(name) for name in names])

    def _build(self) -> None:
        header = PageHeader(self.tr("Import"))
        for button in (self.choose_button, self.discard_button, self.apply_button):
            header.add_button(button)
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addWidget(self.drop_zone)
        column.addWidget(self.history, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(start)
        self._stack.addWidget(self.preview)
        self.column.addWidget(header)
        self.column.addWidget(self.message)
        self.column.addWidget(self.failures)
        self.column.addWidget(self._stack, 1)

    @Slot()
    def _on_preview_changed(self) -> None:
        preview = self.view_model.preview
        for button in (self.choose_button, self.discard_button, self.apply_button):
            button.setVisible(preview is not None)
        self.failures.show_failures(() if preview is None else preview.failures)
        self._stack.setCurrentIndex(1 if preview is not None and preview.files else 0)
        self._on_busy_changed()

    @Slot()
    def _on_busy_changed(self) -> None:
        is_idle = not self.view_model.is_busy
        for widget in (self.choose_button, self.discard_button, self.drop_zone):
            widget.setEnabled(is_idle)
        self.apply_button.setEnabled(self.view_model.can_apply)

    @Slot()
    def _on_history_loaded(self) -> None:
        self.history.show_history(self.view_model.history)
