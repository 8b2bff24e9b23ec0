"""Opens the dialogs of the entries page, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.ui.entries.booking import Booking
from huanqing.ui.entries.editor import EntryEditor
from huanqing.ui.entries.editor_starts import EditorStarts
from huanqing.ui.entries.line_dialog import LineDialog
from huanqing.ui.entries.split_dialog import SplitDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.entry_models import EntryDetail, ScheduleRow
    from huanqing.ui.context import UiContext
    from huanqing.ui.entries.booking_dialog import BookingDialog
    from huanqing.ui.entries.drafts import EditorStart


class EntryDialogs(QObject):
    """``entry_booked`` carries the row of a new or changed entry."""

    entry_booked = Signal(int)
    message_changed = Signal(object)

    def __init__(self, context: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._starts = EditorStarts(context.service, context.runner, context.formatter, self)
        self.opened: BookingDialog | None = None
        self._starts.start_loaded.connect(self._on_start_loaded)
        self._starts.purchase_loaded.connect(self._on_purchase_loaded)
        self._starts.message_changed.connect(self.message_changed)

    def begin(self, kind: str, purchase_rowid: int | None = None) -> None:
        """Open the editor for a new entry."""
        self._starts.begin(kind, purchase_rowid)

    def edit(self, rowid: int) -> None:
        """Open the editor for an entry."""
        self._starts.edit(rowid)

    def duplicate(self, rowid: int) -> None:
        """Open the editor for another entry like one."""
        self._starts.duplicate(rowid)

    def split(self, rowid: int) -> None:
        """Open the dialog that splits a purchase."""
        self._starts.split(rowid)

    def edit_line(self, detail: EntryDetail, line: ScheduleRow) -> None:
        """Open the dialog of one line of a schedule."""
        self._open(LineDialog(detail, line, self._context, self._booking(), self._page))

    def _booking(self) -> Booking:
        return Booking(self._context.service, self._context.runner)

    def _open(self, dialog: BookingDialog) -> None:
        self.opened = dialog
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    @Slot(object)
    def _on_start_loaded(self, start: EditorStart) -> None:
        if self.opened is not None:
            return
        editor = EntryEditor(start, self._context, self._booking(), self._page)
        editor.entry_booked.connect(self._on_entry_booked)
        self._open(editor)

    @Slot(object)
    def _on_purchase_loaded(self, detail: EntryDetail) -> None:
        if self.opened is None and detail.row.kind == "purchase":
            self._open(SplitDialog(detail, self._context, self._booking(), self._page))

    @Slot(int, bool)
    def _on_entry_booked(self, rowid: int, _another_follows: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.entry_booked.emit(rowid)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.opened = None
