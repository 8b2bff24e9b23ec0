"""The window: puts navigation, pages and menus together and connects them, nothing else."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from huanqing.ui.bug_reporter import BugReporter
from huanqing.ui.edit_history import EditHistory
from huanqing.ui.menus import Menus
from huanqing.ui.overriding import override
from huanqing.ui.page_stack import PageStack
from huanqing.ui.pages import PAGES, EntryFinder
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, PAGE
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.navigation import Navigation
from huanqing.ui.widgets.parts import QuietBanner
from huanqing.ui.widgets.task_indicator import TaskIndicator
from huanqing.ui.window_geometry import restore_geometry, save_geometry
from huanqing.ui.wishes import Wishes
from huanqing.ui.zoom import next_zoom

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QDialog

    from huanqing.application.progress import Progress
    from huanqing.domain.derivation import Derivation, Question
    from huanqing.ui.context import UiContext
    from huanqing.ui.importing.view import ImportPage
    from huanqing.ui.widgets.page import Page


_STATUS_HEIGHT = 30


class MainWindow(QMainWindow):
    """The window of one open ledger; ``wishes`` says what it wants of the program around it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        titles = [(spec.key, spec.title) for spec in PAGES]
        self._show_title(is_demo=False)
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.wishes = Wishes(self)
        self.navigation = Navigation(titles, context.appearance)
        self.stack = PageStack(context, PAGES)
        self.menus = Menus(self.menuBar(), titles)
        self.edit_history = EditHistory(context.service, context.runner, context.formatter, self)
        self.indicator = TaskIndicator(context.runner)
        self.bug_reporter = BugReporter(self)
        self.notice = MessageBar()
        self.demo_banner = QuietBanner(
            self.tr("This is the demo ledger: an invented story, apart from your own."),
            self.tr("Back to my ledger"),
        )
        self._is_retired = False
        self._is_quitting = False
        self._place: tuple[str, tuple[str, ...]] = ("", ())
        self._dialog: QDialog | None = None
        self._build()
        self.menus.show_choices(context.appearance.look, context.preferences.get(LANGUAGE))
        self.menus.hide_amounts.setChecked(context.formatter.hides_amounts)
        self._connect_menus()
        self._connect_wishes()
        self._connect_pages()
        restore_geometry(self, context.preferences)
        with QSignalBlocker(self.menus.full_screen):
            self.menus.full_screen.setChecked(self.isFullScreen())
        page = context.preferences.get(PAGE)
        self.show_page(page if page in self.stack.keys else PAGES[0].key)
        self.edit_history.refresh()
        if context.first_figures is not None:
            self._show_mark(is_demo=context.first_figures.is_demo)
        self._load_title()

    @property
    def context(self) -> UiContext:
        """What the pages were built with."""
        return self._context

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages by their keys; asking for one builds it."""
        return self.stack.pages

    @property
    def import_page(self) -> ImportPage:
        """The page that takes dropped files."""
        from huanqing.ui.importing.view import ImportPage  # noqa: PLC0415 - when it is shown

        page = self.stack.page("import")
        assert isinstance(page, ImportPage)  # noqa: S101 - the literal tuple says so
        return page

    @property
    def entry_finder(self) -> EntryFinder:
        """The page that finds entries."""
        page = self.stack.page("entries")
        assert isinstance(page, EntryFinder)  # noqa: S101 - the literal tuple says so
        return page

    def show_page(self, key: str) -> None:
        """Go to a page, or to a section of it (``settings/cards``); ``demo`` asks for the demo."""
        if key == "demo":
            self.wishes.demo_requested.emit()
            return
        page, _, section = key.partition("/")
        self.navigation.choose(page)
        if section:
            open_section = getattr(self.stack.page(page), "open_section", None)
            if open_section is not None:
                open_section(section)

    def preview_bills(self, paths: Sequence[Path]) -> None:
        """Go to the import page with these files in the preview."""
        self.show_page("import")
        self.import_page.preview_files(list(paths))

    def show_place(self, warning: str, recent: Sequence[str]) -> None:
        """Say whether the ledger's folder is unwise, and which ledgers were open before."""
        self._place = (warning, tuple(recent))
        self.menus.show_recent(recent)
        self._tell_settings()

    def save_state(self) -> None:
        """Remember where the window stands, its page, and its splitters."""
        save_geometry(self, self._context.preferences)
        self._context.preferences.put(PAGE, self.stack.current_key)
        self.stack.save_splitters()

    def retire(self) -> None:
        """Close without ending the work of the ledger, which another window goes on with."""
        self._is_retired = True
        self.close()
        self.deleteLater()

    @property
    def is_quitting(self) -> bool:
        """Whether closing ends the program, whatever the user chose for closing the window."""
        return self._is_quitting

    def mark_quitting(self) -> None:
        """Let the next closing end the program."""
        self._is_quitting = True

    @Slot()
    def quit(self) -> None:
        """Close for good."""
        self.mark_quitting()
        self.close()

    def _build(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for bar in (self.demo_banner, self.notice):
            body.addWidget(bar)
        body.addWidget(self.stack, 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(body, 1)
        self.setCentralWidget(centre)
        self.statusBar().addPermanentWidget(self.indicator)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setFixedHeight(METRICS.scaled(_STATUS_HEIGHT))
        self.demo_banner.hide()

    def _show_title(self, *, is_demo: bool) -> None:
        name = PurePath(self._context.service.path).name
        mark = self.tr(" (demo)") if is_demo else ""
        self.setWindowTitle(f"{name}{mark} — 还清 Huanqing")

    def _show_mark(self, *, is_demo: bool) -> None:
        self._show_title(is_demo=is_demo)
        self.demo_banner.setVisible(is_demo)
        self.menus.demo.setEnabled(not is_demo)

    def _load_title(self) -> None:
        service = self._context.service

        def work(_progress: Progress) -> bool:
            return service.is_demo

        def show(is_demo: bool) -> None:  # noqa: FBT001 - the work's result
            self._show_mark(is_demo=is_demo)

        self._context.runner.submit(self, work, show, self._on_title_failed)

    def _on_title_failed(self, _error: Exception) -> None:
        """Keep the plain title; the pages say what is wrong with the ledger."""

    def _connect_menus(self) -> None:
        menus, context = self.menus, self._context
        menus.import_files.triggered.connect(self._on_import_requested)
        menus.quit.triggered.connect(self.quit)
        menus.undo.triggered.connect(self.edit_history.undo)
        menus.redo.triggered.connect(self.edit_history.redo)
        menus.new_entry.triggered.connect(self._on_new_entry_requested)
        menus.find.triggered.connect(self._on_find_requested)
        menus.settings.triggered.connect(lambda: self.show_page("settings"))
        menus.hide_amounts.toggled.connect(self._on_hide_amounts_toggled)
        menus.refresh.triggered.connect(self._on_refresh_requested)
        menus.full_screen.toggled.connect(self._on_full_screen_toggled)
        menus.zoom_in.triggered.connect(lambda: self._wish_zoom(1))
        menus.zoom_out.triggered.connect(lambda: self._wish_zoom(-1))
        menus.zoom_reset.triggered.connect(lambda: self._wish_zoom(0))
        menus.shortcuts.triggered.connect(self._on_shortcuts_requested)
        menus.about.triggered.connect(self._on_about_requested)
        menus.page_requested.connect(self.show_page)
        self._offer_sizes()
        menus.look_requested.connect(context.appearance.choose)
        context.appearance.look_changed.connect(self._on_look_changed)
        context.formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    def _connect_wishes(self) -> None:
        menus, wishes = self.menus, self.wishes
        menus.new_ledger.triggered.connect(wishes.new_ledger_requested)
        menus.open_ledger.triggered.connect(wishes.open_ledger_requested)
        menus.copy_ledger.triggered.connect(wishes.copy_requested)
        menus.move_ledger.triggered.connect(wishes.move_requested)
        menus.demo.triggered.connect(wishes.demo_requested)
        menus.log_folder.triggered.connect(wishes.log_folder_requested)
        menus.recent_requested.connect(wishes.recent_requested)
        menus.language_requested.connect(wishes.language_requested)
        self.demo_banner.button.clicked.connect(wishes.own_ledger_requested)
        self.notice.action_requested.connect(wishes.takeover_requested)

    def _connect_pages(self) -> None:
        self.navigation.page_chosen.connect(self._on_page_chosen)
        self.stack.page_built.connect(self._on_page_built)
        self._context.runner.bug_found.connect(self.bug_reporter.show_bug)
        self.edit_history.ends_changed.connect(self._on_ends_changed)
        self.edit_history.action_refused.connect(self.statusBar().showMessage)
        self._context.runner.ledger_changed.connect(self.statusBar().clearMessage)
        self._on_ends_changed()

    def _tell_settings(self) -> None:
        page = self.stack.built.get("settings")
        tell = getattr(page, "show_place", None)
        if tell is not None:
            tell(*self._place)

    def _offer_sizes(self) -> None:
        menus = self.menus
        for action, steps in ((menus.zoom_in, 1), (menus.zoom_out, -1), (menus.zoom_reset, 0)):
            action.setEnabled(next_zoom(METRICS.zoom, steps) != METRICS.zoom)

    def _wish_zoom(self, steps: int) -> None:
        percent = next_zoom(METRICS.zoom, steps)
        if percent != METRICS.zoom:
            self.wishes.zoom_requested.emit(percent)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.preview_bills(_local_files(event))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_state()
        if not self._is_retired:
            self._context.runner.stop()
        super().closeEvent(event)

    @Slot(str)
    def _on_page_chosen(self, key: str) -> None:
        self.stack.show_page(key)
        self.menus.show_page_menu(key)
        if self.focusWidget() is self.stack.currentWidget():
            # A page that is still loading has nothing that takes the keyboard.
            self.navigation.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_page_built(self, key: str) -> None:
        page = self.stack.built[key]
        page.page_requested.connect(self.show_page)
        page.search_requested.connect(self._on_search_requested)
        page.entry_requested.connect(self._on_entry_requested)
        page.new_entry_requested.connect(self._on_new_entry_requested)
        page.why_requested.connect(self._on_why_requested)
        self._context.runner.ledger_changed.connect(page.mark_stale)
        self.wishes.take_from(page)
        self._tell_settings()
        actions = page.menu_actions()
        if actions:
            self.menus.add_page_menu(key, page.menu_title(), actions)

    @Slot(str)
    def _on_search_requested(self, text: str) -> None:
        self.show_page("entries")
        self.entry_finder.open_search(text)

    @Slot(str, str)
    def _on_entry_requested(self, kind: str, entry_id: str) -> None:
        self.show_page("entries")
        self.entry_finder.open_entry(kind, entry_id)

    @Slot(object)
    def _on_why_requested(self, asked: Question | Derivation) -> None:
        from huanqing.ui.why.dialog import WhyDialog  # noqa: PLC0415 - when somebody asks

        dialog = WhyDialog(self.context, self)
        dialog.entry_requested.connect(self._on_entry_requested)
        dialog.ask(asked)
        dialog.open()

    @Slot()
    def _on_new_entry_requested(self) -> None:
        self.show_page("entries")
        self.entry_finder.new_entry("purchase")

    @Slot()
    def _on_find_requested(self) -> None:
        self.show_page("entries")
        self.entry_finder.focus_search()

    @Slot()
    def _on_refresh_requested(self) -> None:
        self.stack.page(self.stack.current_key).refresh()
        self.edit_history.refresh()

    @Slot()
    def _on_import_requested(self) -> None:
        self.show_page("import")
        self.import_page.choose_files()

    @Slot(bool)
    def _on_hide_amounts_toggled(self, hide: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._context.preferences.put(HIDE_AMOUNTS, hide)
        self._context.formatter.set_hide_amounts(hide=hide)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.menus.hide_amounts.setChecked(self._context.formatter.hides_amounts)

    @Slot()
    def _on_look_changed(self) -> None:
        language = self._context.preferences.get(LANGUAGE)
        self.menus.show_choices(self._context.appearance.look, language)

    @Slot(bool)
    def _on_full_screen_toggled(self, is_full: bool) -> None:  # noqa: FBT001 - the signal's argument
        if is_full:
            self.showFullScreen()
        else:
            self.showNormal()

    @Slot()
    def _on_ends_changed(self) -> None:
        history = self.edit_history
        self.menus.undo.setText(history.undo_text.replace("&", "&&"))
        self.menus.undo.setEnabled(history.can_undo)
        self.menus.redo.setText(history.redo_text.replace("&", "&&"))
        self.menus.redo.setEnabled(history.can_redo)

    @Slot()
    def _on_shortcuts_requested(self) -> None:
        from huanqing.ui.shortcut_sheet import ShortcutSheet  # noqa: PLC0415 - when it is shown

        self._dialog = ShortcutSheet(self.menus.titled_actions, self)
        self._dialog.open()

    @Slot()
    def _on_about_requested(self) -> None:
        from huanqing.ui.about import AboutDialog  # noqa: PLC0415 - when it is shown

        self._dialog = AboutDialog(self)
        self._dialog.open()


def _local_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
