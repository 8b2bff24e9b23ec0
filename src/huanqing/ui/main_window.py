"""The window: puts navigation, pages and menus together and connects them, nothing else."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QWidget
from typing_extensions import override

from huanqing import __version__
from huanqing.ui.bug_dialog import BugReporter
from huanqing.ui.edit_history import EditHistory
from huanqing.ui.importing.view import ImportPage
from huanqing.ui.menus import Menus
from huanqing.ui.pages import PAGES
from huanqing.ui.preferences import GEOMETRY, HIDE_AMOUNTS, LANGUAGE, Language
from huanqing.ui.widgets.navigation import Navigation
from huanqing.ui.widgets.task_indicator import TaskIndicator

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from huanqing.application.services import Progress
    from huanqing.ui.context import UiContext
    from huanqing.ui.widgets.page import Page


class MainWindow(QMainWindow):
    """The window of one open ledger."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        titles = [(spec.key, spec.title) for spec in PAGES]
        self._show_title(is_demo=False)
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.navigation = Navigation(titles, context.appearance)
        self.pages: dict[str, Page] = {spec.key: spec.build(context) for spec in PAGES}
        self.menus = Menus(self.menuBar(), titles)
        self.edit_history = EditHistory(context.service, context.runner, context.formatter, self)
        self.indicator = TaskIndicator(context.runner)
        self.bug_reporter = BugReporter(self)
        self._about: QMessageBox | None = None
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.statusBar().addPermanentWidget(self.indicator)
        self.statusBar().setSizeGripEnabled(False)
        self.menus.show_choices(context.appearance.look, context.preferences.get(LANGUAGE))
        self.menus.hide_amounts.setChecked(context.formatter.hides_amounts)
        self._connect_menus()
        self._connect_pages()
        self._restore_geometry()
        self.show_page(PAGES[0].key)
        self.edit_history.refresh()
        self._load_title()

    @property
    def context(self) -> UiContext:
        """What the pages were built with."""
        return self._context

    @property
    def import_page(self) -> ImportPage:
        """The page that takes dropped files."""
        page = self.pages["import"]
        assert isinstance(page, ImportPage)  # noqa: S101 - the literal tuple says so
        return page

    def show_page(self, key: str) -> None:
        """Go to a page."""
        self.navigation.choose(key)

    def _show_title(self, *, is_demo: bool) -> None:
        name = PurePath(self._context.service.path).name
        mark = self.tr(" (demo)") if is_demo else ""
        self.setWindowTitle(f"{name}{mark} — 还清 Huanqing")

    def _load_title(self) -> None:
        service = self._context.service

        def work(_progress: Progress) -> bool:
            return service.is_demo

        def show(is_demo: bool) -> None:  # noqa: FBT001 - the work's result
            self._show_title(is_demo=is_demo)

        self._context.runner.submit(self, work, show, self._on_title_failed)

    def _on_title_failed(self, _error: Exception) -> None:
        """Keep the plain title; the pages say what is wrong with the ledger."""

    def _connect_menus(self) -> None:
        menus, context = self.menus, self._context
        menus.import_files.triggered.connect(self._on_import_requested)
        menus.quit.triggered.connect(self.close)
        menus.undo.triggered.connect(self.edit_history.undo)
        menus.redo.triggered.connect(self.edit_history.redo)
        menus.hide_amounts.toggled.connect(self._on_hide_amounts_toggled)
        menus.about.triggered.connect(self._on_about_requested)
        menus.page_requested.connect(self.show_page)
        menus.look_requested.connect(context.appearance.choose)
        menus.language_requested.connect(self._on_language_requested)

    def _connect_pages(self) -> None:
        runner = self._context.runner
        self.navigation.page_chosen.connect(self._on_page_chosen)
        for page in self.pages.values():
            page.page_requested.connect(self.show_page)
            runner.ledger_changed.connect(page.mark_stale)
        runner.bug_found.connect(self.bug_reporter.show_bug)
        self.edit_history.ends_changed.connect(self._on_ends_changed)
        self.edit_history.action_refused.connect(self.statusBar().showMessage)
        self._on_ends_changed()

    def _restore_geometry(self) -> None:
        geometry = self._context.preferences.get(GEOMETRY)
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            self.resize(1280, 800)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.show_page("import")
        self.import_page.preview_files(_local_files(event))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._context.preferences.put(GEOMETRY, bytes(self.saveGeometry().data()))
        self._context.runner.stop()
        super().closeEvent(event)

    @Slot(str)
    def _on_page_chosen(self, key: str) -> None:
        self._stack.setCurrentWidget(self.pages[key])

    @Slot()
    def _on_import_requested(self) -> None:
        self.show_page("import")
        self.import_page.choose_files()

    @Slot(bool)
    def _on_hide_amounts_toggled(self, hide: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._context.preferences.put(HIDE_AMOUNTS, hide)
        self._context.formatter.set_hide_amounts(hide=hide)

    @Slot(object)
    def _on_language_requested(self, language: Language) -> None:
        self._context.preferences.put(LANGUAGE, language)
        self.statusBar().showMessage(self.tr("The language changes at the next start."))

    @Slot()
    def _on_ends_changed(self) -> None:
        history = self.edit_history
        self.menus.undo.setText(history.undo_text)
        self.menus.undo.setEnabled(history.can_undo)
        self.menus.redo.setText(history.redo_text)
        self.menus.redo.setEnabled(history.can_redo)

    @Slot()
    def _on_about_requested(self) -> None:
        self._about = QMessageBox(self)
        self._about.setWindowTitle(self.tr("About Huanqing"))
        self._about.setText(f"还清 Huanqing {__version__}")
        self._about.setInformativeText(
            self.tr(
                "A local ledger for JD Baitiao. It works offline and needs no account. "
                "It is not a program of JD and not affiliated with JD."
            )
        )
        self._about.open()


def _local_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
