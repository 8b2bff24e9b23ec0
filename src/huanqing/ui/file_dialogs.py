"""Asks with the system's dialogs where a ledger is, or where it should be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from huanqing.application.services import LedgerDoor

LEDGER_SUFFIX = ".huanqing"


def ask_export_place(
    parent: QWidget, title: str, wanted: Path, kinds: str, *, is_updated: bool = False
) -> Path | None:
    """Ask where an export should lie, None where the user gives up.

    The name keeps the suffix of ``wanted``. A file that ``is_updated`` in its place is not
    overwritten, so nobody is asked about that.
    """
    options = QFileDialog.Option.DontConfirmOverwrite if is_updated else QFileDialog.Option(0)
    name, _ = QFileDialog.getSaveFileName(parent, title, str(wanted), kinds, "", options)
    if not name:
        return None
    path = Path(name)
    is_named = path.suffix.casefold() == wanted.suffix
    return path.with_suffix(wanted.suffix) if is_named else Path(name + wanted.suffix)


class FileDialogs(QObject):
    """Each question calls back with the path that was chosen, or not at all."""

    def __init__(self, window: QWidget, door: LedgerDoor) -> None:
        super().__init__(window)
        self._window = window
        self._door = door

    def ask_open(self, on_chosen: Callable[[Path], None]) -> None:
        """Ask for a ledger that is there."""
        folder = str(self._door.default_path.parent)
        title = self.tr("Open a ledger")
        name, _ = QFileDialog.getOpenFileName(self._window, title, folder, self._kinds())
        if name:
            on_chosen(Path(name))

    def ask_new(self, on_chosen: Callable[[Path], None]) -> None:
        """Ask where a new ledger should lie."""
        wanted = self._door.default_path.with_name(self.tr("My ledger") + LEDGER_SUFFIX)
        self._ask_place(self.tr("New ledger"), wanted, on_chosen)

    def ask_copy(self, path: Path, on_chosen: Callable[[Path], None]) -> None:
        """Ask where a copy of the ledger should lie."""
        wanted = path.with_name(self.tr("{0} (copy)").format(path.stem) + LEDGER_SUFFIX)
        self._ask_place(self.tr("Save a copy"), wanted, on_chosen, is_lived_in=False)

    def ask_move(self, path: Path, on_chosen: Callable[[Path], None]) -> None:
        """Ask where the ledger should be moved."""
        self._ask_place(self.tr("Move the ledger"), path, on_chosen)

    def _ask_place(
        self,
        title: str,
        wanted: Path,
        on_chosen: Callable[[Path], None],
        *,
        is_lived_in: bool = True,
    ) -> None:
        """Ask for a place; a ledger that is worked in gets a warning where that is unwise."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            title,
            str(wanted),
            self._kinds(),
            "",
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.casefold() != LEDGER_SUFFIX:
            path = path.with_name(path.name + LEDGER_SUFFIX)
        warning = self._door.place_warning(path) if is_lived_in else ""
        if not warning or self._accepts(warning):
            on_chosen(path)

    def _accepts(self, warning: str) -> bool:
        """Ask whether to go on in a place where the file may come to harm."""
        words = self.tr(
            "This folder is synchronised with a cloud. A ledger that two programs write at once "
            "can be damaged; put it elsewhere and save copies here."
        )
        if warning == "network":
            words = self.tr(
                "This folder lies on the network, where the file can be damaged when the "
                "connection breaks. Put the ledger on this computer and save copies there."
            )
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Unwise place"), words)
        go_on = box.addButton(self.tr("Use it anyway"), QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is go_on

    def _kinds(self) -> str:
        return self.tr("Ledgers ({0})").format(f"*{LEDGER_SUFFIX}")


def ask_save(parent: QWidget, title: str, wanted: Path, kinds: str) -> Path | None:
    """Ask where to write a file; the suffix of ``wanted`` is added where none was typed."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(wanted), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(wanted.suffix)
