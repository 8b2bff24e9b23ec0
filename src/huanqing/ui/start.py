"""Starts the window on a ledger file; what ``bootstrap`` calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from huanqing.application.errors import LedgerFileError, LedgerLockedError
from huanqing.domain.money import format_yuan
from huanqing.ui.application import create_application, open_window, translate
from huanqing.ui.error_labels import error_text
from huanqing.ui.preferences import LANGUAGE, Preferences
from huanqing.ui.screenshots import render_screenshots
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from huanqing.application.services import LedgerService

_FAILED = 2


class OpenOrCreate(Protocol):
    """Opens the ledger at a path, or makes a new one there."""

    def __call__(self, path: Path, /, *, break_lock: bool) -> LedgerService:
        """Return the open ledger; raises a ``LedgerFileError`` where it cannot."""
        ...


def run_window(
    path: Path, open_or_create: OpenOrCreate, settings_file: Path, *, break_lock: bool = False
) -> int:
    """Show the window of a ledger until it is closed; return the exit status."""
    app = create_application(["huanqing"])
    preferences = Preferences.at(settings_file)
    translate(app, preferences.get(LANGUAGE))
    service = open_ledger(path, open_or_create, _ask_to_break, break_lock=break_lock)
    if service is None:
        return _FAILED
    window = open_window(service, preferences)
    try:
        return app.exec()
    finally:
        window.context.runner.stop()
        service.close()


def screenshots(service: LedgerService, folder: Path, bill: Path) -> list[Path]:
    """Return pictures of every page and of ``bill``'s preview, in both looks and languages."""
    create_application(["huanqing"])
    return render_screenshots(service, folder, bills=[bill])


def open_ledger(
    path: Path,
    open_or_create: OpenOrCreate,
    ask: Callable[[LedgerFileError], bool],
    *,
    break_lock: bool,
) -> LedgerService | None:
    """Return the open ledger; ``ask`` says why it cannot be opened and whether to take it over."""
    try:
        return open_or_create(path, break_lock=break_lock)
    except LedgerFileError as error:
        if not ask(error):
            return None
    return open_ledger(path, open_or_create, ask, break_lock=True)


class StartFailureDialog(QDialog):
    """Says why a ledger cannot be opened; accepted where a stale lock may be broken."""

    def __init__(self, error: LedgerFileError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("还清 Huanqing")
        self.setMinimumWidth(460)
        heading = QCoreApplication.translate("Start", "The ledger cannot be opened")
        buttons = QDialogButtonBox()
        self.take_over = make_button(QCoreApplication.translate("Start", "Open it anyway"))
        close = make_button(QCoreApplication.translate("Start", "Close"), "primary")
        buttons.addButton(self.take_over, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        self.take_over.setVisible(isinstance(error, LedgerLockedError) and error.is_stale)
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.addWidget(make_label("heading", heading))
        column.addWidget(make_label("text", error_text(error, format_yuan)))
        column.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)


def _ask_to_break(error: LedgerFileError) -> bool:
    return StartFailureDialog(error).exec() == QDialog.DialogCode.Accepted
