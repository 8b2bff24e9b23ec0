"""The import page: drop or choose, look at the preview, apply, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.importing.failures import FailureList
from huanqing.ui.importing.history import DropZone, HistoryCard
from huanqing.ui.importing.preview import PreviewPanel
from huanqing.ui.importing.progress import ImportProgress
from huanqing.ui.importing.result import ResultBar
from huanqing.ui.importing.view_model import BegunImport, ImportViewModel
from huanqing.ui.importing.waiting import WaitingCard
from huanqing.ui.importing.waiting_view_model import WaitingViewModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import PageHeader, make_button

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext


class ImportPage(Page):
    """Shows what ``ImportViewModel`` and ``WaitingViewModel`` hold."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        services = (context.service, context.runner, context.formatter, self)
        self.view_model = ImportViewModel(*services)
        self.waiting_view_model = WaitingViewModel(*services)
        self.message = MessageBar()
        self.progress = ImportProgress(context.runner)
        self.result = ResultBar()
        self.failures = FailureList(context.formatter)
        self.drop_zone = DropZone()
        self.waiting = WaitingCard(context, self.waiting_view_model)
        self.history = HistoryCard(context)
        self.preview = PreviewPanel(context, self.view_model)
        self.choose_button = make_button(self.tr("Choose other files…"))
        self.discard_button = make_button(
            self.tr("Discard"), description=self.tr("Drop the preview; nothing was written")
        )
        self.apply_button = make_button(
            self.tr("Apply"), "primary", self.tr("Book these rows as one import (Ctrl+Enter)")
        )
        self._has_keyboard = False
        self._build()
        self._add_apply_keys()
        self._connect()
        self._on_preview_changed()

    @override
    def refresh(self) -> None:
        self.view_model.refresh()
        self.waiting_view_model.refresh()

    @property
    @override
    def loads_ahead(self) -> bool:
        """The history; a preview is made anew with it, which takes too long for nobody to see."""
        return self.view_model.preview is None

    @override
    def begun(self) -> object:
        return self.view_model.begun()

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, BegunImport):
            self.view_model.go_on_with(begun)

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

    @Slot()
    def export_rejected(self) -> None:
        """Ask where the rows that are not booked shall be written, and write them there."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export rejected rows"),
            self.tr("rejected rows.csv"),
            self.tr("CSV ({0})").format("*.csv"),
        )
        if name:
            self.view_model.write_rejected(Path(name))

    def _connect(self) -> None:
        view_model = self.view_model
        self.choose_button.clicked.connect(self.choose_files)
        self.drop_zone.choice_requested.connect(self.choose_files)
        self.discard_button.clicked.connect(view_model.discard)
        self.apply_button.clicked.connect(view_model.apply)
        self.failures.password_given.connect(view_model.retry_with_password)
        self.history.undo_requested.connect(view_model.undo_batch)
        self.history.entries_requested.connect(self.search_requested)
        self.progress.cancel_requested.connect(view_model.cancel)
        self.preview.export_requested.connect(self.export_rejected)
        self.result.undo_requested.connect(view_model.undo_last_import)
        self.result.export_requested.connect(self.export_rejected)
        self.result.entries_requested.connect(self.search_requested)
        self.result.closed.connect(view_model.close_result)
        view_model.preview_changed.connect(self._on_preview_changed)
        view_model.preview_updated.connect(self._on_busy_changed)
        view_model.result_changed.connect(self._on_result_changed)
        view_model.busy_changed.connect(self._on_busy_changed)
        view_model.history_loaded.connect(self._on_history_loaded)
        view_model.message_changed.connect(self.message.show_message)
        self.waiting_view_model.message_changed.connect(self.message.show_message)

    def _add_apply_keys(self) -> None:
        action = QAction(self.tr("Apply"), self)
        action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.view_model.apply)
        self.addAction(action)

    def _build(self) -> None:
        header = PageHeader(self.tr("Import"))
        for button in (self.choose_button, self.discard_button, self.apply_button):
            header.add_button(button)
        # The outer parts first: what moves with its parts is dressed with them.
        self.column.addWidget(header)
        for widget in (self.message, self.progress, self.result, self.failures):
            self.column.addWidget(widget)
        start = QWidget()
        self._stack = QStackedWidget()
        self.column.addWidget(self._stack, 1)
        self._stack.addWidget(start)
        self._stack.addWidget(self.preview)
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addWidget(self.drop_zone)
        column.addWidget(self.waiting, 3)
        column.addWidget(self.history, 2)

    @Slot()
    def _on_preview_changed(self) -> None:
        preview = self.view_model.preview
        self._note_keyboard()
        for button in (self.choose_button, self.discard_button, self.apply_button):
            button.setVisible(preview is not None)
        self._stack.setCurrentIndex(1 if preview is not None and preview.files else 0)
        self.failures.show_failures(() if preview is None else preview.failures)
        self._on_busy_changed()

    @Slot()
    def _on_busy_changed(self) -> None:
        view_model = self.view_model
        is_idle = not view_model.is_busy
        self._note_keyboard()
        for widget in (self.choose_button, self.discard_button, self.drop_zone, self.preview):
            widget.setEnabled(is_idle)
        self.apply_button.setEnabled(view_model.can_apply)
        self.progress.show_work(is_running=not is_idle, writes=view_model.is_applying)
        if is_idle:
            self._give_keyboard_back()

    def _note_keyboard(self) -> None:
        """Remember that the keyboard is on this page, before a control with it goes."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._has_keyboard = True

    def _give_keyboard_back(self) -> None:
        """Let the keyboard stay on the page, whose controls went while work ran."""
        focused = QApplication.focusWidget()
        is_elsewhere = focused is None or not self.isAncestorOf(focused)
        if self._has_keyboard and is_elsewhere and self.isVisible():
            is_preview = self._stack.currentWidget() is self.preview
            target = self.preview.panel.table if is_preview else self.drop_zone
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._has_keyboard = False

    @Slot()
    def _on_result_changed(self) -> None:
        self.result.show_report(self.view_model.result, self.view_model.result_search)

    @Slot()
    def _on_history_loaded(self) -> None:
        self.history.show_history(self.view_model.history)
