"""Owns the one open ledger and its window: opens, swaps, moves, copies, and builds anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.errors import LedgerLockedError
from huanqing.lean_tuple import LeanTuple
from huanqing.ui.application import application, build_context, translate
from huanqing.ui.main_window import MainWindow
from huanqing.ui.preferences import LANGUAGE, RECENT, WIZARD_SKIPPED, ZOOM
from huanqing.ui.single_instance import Doorbell
from huanqing.ui.task_runner import TaskRunner
from huanqing.ui.widgets.message_bar import Message
from huanqing.ui.zoom import apply_zoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerDoor, LedgerService
    from huanqing.ui.context import UiContext
    from huanqing.ui.file_dialogs import FileDialogs
    from huanqing.ui.preferences import Language, Preferences
    from huanqing.ui.wizard.dialog import Wizard

_MOST_RECENT = 8


class Opened(LeanTuple):
    """A ledger that was just opened, with what the desk must know to show it."""

    service: LedgerService
    is_demo: bool
    wants_wizard: bool
    place_warning: str


class Early(LeanTuple):
    """What is shown of a ledger whose file is not open yet; ``begin`` queues its opening."""

    first: FirstFigures
    begin: Callable[[TaskRunner], object]


def look_at(door: LedgerDoor, service: LedgerService, skipped: tuple[str, ...]) -> Opened:
    """Return what the desk must know of an open ledger; on the ledger's own thread."""
    is_demo = service.is_demo
    wants_wizard = (
        not is_demo
        and service.path not in skipped
        and not service.account.view().is_told
        and not service.imports.history()
    )
    return Opened(service, is_demo, wants_wizard, door.place_warning(Path(service.path)))


class Desk(QObject):
    """Fulfils the wishes of windows and of the wizard; a failure keeps what is open.

    Implements ``WizardHost``. One window at a time; every call comes from the GUI thread.
    ``window_shown`` tells of a new window, before the one in whose place it comes goes.
    """

    window_shown = Signal()

    def __init__(self, door: LedgerDoor, preferences: Preferences, log_file: Path) -> None:
        super().__init__()
        self._door = door
        self._preferences = preferences
        self._log_file = log_file
        self._context: UiContext | None = None
        self._window: MainWindow | None = None
        self._opened: Opened | None = None
        self._stale: Path | None = None
        self._wizard: Wizard | None = None
        self._doorbell = Doorbell(self)
        self._doorbell.rung.connect(self._on_doorbell_rung)

    @property
    def context(self) -> UiContext:
        """The open ledger and the services of the window, as they are now."""
        assert self._context is not None  # noqa: S101 - the desk begins with a ledger
        return self._context

    @property
    def window(self) -> MainWindow:
        """The window, as it is now."""
        assert self._window is not None  # noqa: S101 - the desk begins with a ledger
        return self._window

    @property
    def wizard(self) -> Wizard | None:
        """The wizard, while it is open."""
        return self._wizard

    def show(self, opened: Opened, early: Early | None = None) -> None:
        """Show a ledger in the place of the one before, which is closed.

        With ``early`` its file is opened later; then this is called again with the same ledger.
        """
        before, window = self._context, self._window
        if before is not None and before.service is opened.service:
            self._complete(before, opened)
            return
        if before is None:
            first = None if early is None else early.first
            self._context = build_context(opened.service, self._preferences, first)
        else:
            self._context = before._replace(
                service=opened.service, runner=TaskRunner(), first_figures=None
            )
        self._opened = opened
        if early is not None:
            early.begin(self._context.runner)
        self._remember(opened)
        self._show_window(window)
        if before is not None:
            before.runner.stop()
            before.service.close()
        if early is None:
            self._attend(opened)

    def open_path(self, path: Path, *, break_lock: bool = False) -> None:
        """Open another ledger that is there."""
        if self._is_open(path):
            self.rise()
        else:
            self._swap(lambda: self._door.open(path, break_lock=break_lock), path)

    def new_ledger(self, path: Path) -> None:
        """Make a new ledger and open it, with the wizard."""
        self._swap(lambda: self._door.create(path), path)

    def move_to(self, path: Path) -> None:
        """Move the open ledger."""
        self.place_ledger(path, self._say_unless_done)

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the open ledger."""
        service = self.context.service
        words = self.tr("The copy is {0}.").format(path)

        def work(_progress: Progress) -> None:
            self._door.copy(service, path)

        def say(_nothing: None) -> None:
            self._say(Message(words, "good"))

        self.context.runner.submit(self, work, say, self._fail)

    @Slot()
    def open_demo(self) -> None:
        """Open the demo ledger in the place of the user's own."""
        if self._is_open(self._door.demo_path):
            self.rise()
        else:
            self._swap(self._door.open_demo, self._door.demo_path)

    @Slot()
    def open_own(self) -> None:
        """Open the ledger that the user had last, or a new one where there is none yet."""
        path = own_ledger(self._door, self._preferences)
        if path.exists():
            self.open_path(path)
        else:
            self.new_ledger(path)

    @Slot(object)
    def change_language(self, language: Language) -> None:
        """Load the words of a language and remember it; they hold once this returns."""
        self._preferences.put(LANGUAGE, language)
        translate(application(), language)
        self._rebuild()

    @Slot(int)
    def change_zoom(self, percent: int) -> None:
        """Show everything in another size."""
        self._preferences.put(ZOOM, percent)
        apply_zoom(application(), percent)
        self.context.appearance.dress_anew()
        self._rebuild()

    def place_ledger(self, path: Path, on_done: Callable[[Exception | None], None]) -> None:
        """Move the open ledger to ``path``, or open the one that lies there."""
        service = self.context.service
        if self._is_open(path):
            on_done(None)
        elif path.exists():
            self._swap(lambda: self._door.open(path), path, on_done)
        else:
            self._swap(lambda: self._door.move(service, path), path, on_done)

    def place_warning(self, path: Path) -> str:
        """Return a code where a folder is unwise (``cloud``, ``network``), "" where it is not."""
        return self._door.place_warning(path)

    def import_files(self, paths: list[Path]) -> None:
        """Go to the import page with these files in the preview."""
        self.window.preview_bills(paths)

    def close(self) -> None:
        """End the work and close the ledger."""
        self._doorbell.close()
        if self._context is not None:
            self._context.runner.stop()
            self._door.put_away(self._context.service)

    def _complete(self, context: UiContext, opened: Opened) -> None:
        """Go on with the ledger that is shown: its file is open now."""
        self._context = context._replace(first_figures=None)
        self._opened = opened
        self._show_place(self.window)
        self._attend(opened)

    def _attend(self, opened: Opened) -> None:
        """Listen for later starts, and begin the wizard where it is wanted."""
        self._doorbell.listen(Path(opened.service.path))
        if opened.wants_wizard and self._wizard is None:
            self._open_wizard()

    def _swap(
        self,
        open_other: Callable[[], LedgerService],
        path: Path,
        on_done: Callable[[Exception | None], None] | None = None,
    ) -> None:
        """Open a ledger on the ledger thread; the present one stays until the other is open."""
        skipped = self._preferences.get(WIZARD_SKIPPED)

        def work(_progress: Progress) -> Opened:
            return look_at(self._door, open_other(), skipped)

        def show(opened: Opened) -> None:
            self.show(opened)
            if on_done is not None:
                on_done(None)

        def fail(error: Exception) -> None:
            self._stale = path if isinstance(error, LedgerLockedError) and error.is_stale else None
            (self._fail if on_done is None else on_done)(error)

        self.context.runner.submit(self, work, show, fail)

    def _is_open(self, path: Path) -> bool:
        return Path(self.context.service.path).resolve() == path.expanduser().resolve()

    def _remember(self, opened: Opened) -> None:
        """Put the ledger first in the list of recent ones; the demo is not the user's."""
        if not opened.is_demo:
            path = str(Path(opened.service.path).absolute())
            others = [
                each
                for each in self._preferences.get(RECENT)
                if each != path and Path(each).exists()
            ]
            recent = (path, *others)[:_MOST_RECENT]
            if recent != self._preferences.get(RECENT):
                self._preferences.put(RECENT, recent)

    def _show_window(self, old: MainWindow | None) -> None:
        window = MainWindow(self.context)
        self._window = window
        self._connect(window)
        sys.excepthook = window.bug_reporter.handle_uncaught
        self._show_place(window)
        window.show()
        self.window_shown.emit()
        if old is not None:
            old.retire()
        if self._wizard is not None:
            self._wizard.raise_()
            self._wizard.activateWindow()

    def _show_place(self, window: MainWindow) -> None:
        if self._opened is not None:
            path = str(Path(self._opened.service.path).absolute())
            recent = [each for each in self._preferences.get(RECENT) if each != path]
            window.show_place(self._opened.place_warning, recent)

    def _rebuild(self) -> None:
        """Build the window anew on the same ledger, on the same page."""
        if self._window is not None:
            self._window.save_state()
            begun = self._window.stack.begun()
            self._show_window(self._window)
            self._window.stack.go_on_with(begun)

    def _connect(self, window: MainWindow) -> None:
        wishes = window.wishes
        wishes.new_ledger_requested.connect(lambda: self._dialogs().ask_new(self.new_ledger))
        wishes.open_ledger_requested.connect(lambda: self._dialogs().ask_open(self.open_path))
        wishes.move_requested.connect(
            lambda: self._dialogs().ask_move(Path(self.context.service.path), self.move_to)
        )
        wishes.copy_requested.connect(
            lambda: self._dialogs().ask_copy(Path(self.context.service.path), self.copy_to)
        )
        wishes.recent_requested.connect(lambda path: self.open_path(Path(path)))
        wishes.demo_requested.connect(self.open_demo)
        wishes.own_ledger_requested.connect(self.open_own)
        wishes.takeover_requested.connect(self._on_takeover_requested)
        wishes.language_requested.connect(self.change_language)
        wishes.zoom_requested.connect(self.change_zoom)
        wishes.log_folder_requested.connect(self._on_log_folder_requested)

    def _dialogs(self) -> FileDialogs:
        from huanqing.ui.file_dialogs import FileDialogs  # noqa: PLC0415 - when one is shown

        return FileDialogs(self.window, self._door)

    def _open_wizard(self) -> None:
        from huanqing.ui.wizard.dialog import Wizard  # noqa: PLC0415 - for a new ledger only

        self._wizard = Wizard(self)
        self._wizard.finished.connect(self._on_wizard_finished)
        # Not open(): without a parent that would leave the window behind free.
        self._wizard.show()

    def rise(self) -> None:
        """Bring the window before the user."""
        window = self.window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        application().alert(window)

    def _say(self, message: Message) -> None:
        self.window.notice.show_message(message)

    def _say_unless_done(self, error: Exception | None) -> None:
        if error is not None:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        from huanqing.ui.error_labels import error_text  # noqa: PLC0415 - not at start

        text = error_text(error, self.context.formatter.money)
        action = self.tr("Open it anyway") if self._stale is not None else ""
        self._say(Message(text, "bad", action))

    @Slot()
    def _on_takeover_requested(self) -> None:
        path, self._stale = self._stale, None
        self.window.notice.show_message(None)
        if path is not None:
            self.open_path(path, break_lock=True)

    @Slot()
    def _on_log_folder_requested(self) -> None:
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - not at start
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - not at start

        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))

    @Slot(object)
    def _on_doorbell_rung(self, bills: tuple[Path, ...]) -> None:
        self.rise()
        if bills:
            self.window.preview_bills(bills)

    @Slot(int)
    def _on_wizard_finished(self, _result: int) -> None:
        """However it ended, it does not come again for this ledger."""
        wizard, self._wizard = self._wizard, None
        if wizard is not None:
            wizard.deleteLater()
        path = self.context.service.path
        skipped = self._preferences.get(WIZARD_SKIPPED)
        if path not in skipped:
            self._preferences.put(WIZARD_SKIPPED, (*skipped, path))


def own_ledger(door: LedgerDoor, preferences: Preferences) -> Path:
    """Return the ledger that the user had open last, else the usual one."""
    for path in preferences.get(RECENT):
        if Path(path).exists():
            return Path(path)
    return door.default_path
