"""The form that every dialog of this page is: checked while it is typed, with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from huanqing.application.entry_models import FieldProblem
from huanqing.application.errors import LockedStatementError
from huanqing.ui.entries.booking import DraftProblemsError
from huanqing.ui.entries.entry_texts import locked_text, problem_text
from huanqing.ui.entries.preview_panel import PreviewPanel
from huanqing.ui.error_labels import error_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.form_dialog import FormDialog
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.entry_record import EntryRecord
    from huanqing.ui.context import UiContext
    from huanqing.ui.entries.booking import Booking, Check

PERIOD_CHOICES = ("1", "3", "6", "12", "24")


class BookingDialog(FormDialog):
    """A form over a draft; a subclass reads its fields in ``read`` and books in ``book``.

    A problem is said once its field was left, or when the user wants to keep what stands there.
    """

    def __init__(
        self,
        title: str,
        accept_text: str,
        context: UiContext,
        booking: Booking,
        parent: QWidget | None = None,
        *,
        next_text: str = "",
    ) -> None:
        super().__init__(title, accept_text, parent, next_text=next_text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(METRICS.scaled(600))
        self._formatter = context.formatter
        self._booking = booking
        booking.setParent(self)
        self._accept_text = accept_text
        self._row_of: dict[str, str] = {}
        self._left: set[str] = set()
        self._wants_all = False
        self._is_booking = False
        self._allows_locked = False
        self.preview = PreviewPanel(context.formatter, context.appearance)
        self.column.addWidget(self.preview)
        context.formatter.amounts_visibility_changed.connect(self._on_visibility_changed)
        booking.checked.connect(self._on_checked)
        booking.booked.connect(self._on_booked)
        booking.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def read(self) -> tuple[EntryRecord, list[FieldProblem]]:
        """Return the draft that stands in the fields, and what in them is no value."""
        raise NotImplementedError

    def book(self, draft: EntryRecord, *, allow_locked: bool) -> None:
        """Book the draft through the booking."""
        raise NotImplementedError

    @property
    def rowid(self) -> int | None:
        """The row that is changed, None for a new entry."""
        return None

    def watch(self, key: str, field: QLineEdit | QComboBox) -> None:
        """Check the form anew when a field changes; ``key`` names its problem."""
        if isinstance(field, QComboBox):
            field.currentTextChanged.connect(self._on_edited)
            line = field.lineEdit()
        else:
            field.textChanged.connect(self._on_edited)
            line = field
        if line is not None:
            line.editingFinished.connect(lambda: self._leave(key, line))

    def add_row(self, key: str, label: str, fields: Sequence[tuple[str, str, QWidget]]) -> None:
        """Add fields side by side: the key, label and widget of each; the first has the row's."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(METRICS.spacing)
        for name, words, field in fields:
            self._row_of[name] = key
            if words:
                row.addWidget(make_label("label", words))
            row.addWidget(field, 1)
        box.setFocusProxy(fields[0][2])
        self.add_field(key, label, box)

    @Slot()
    def recheck(self) -> None:
        """Read the fields, and ask the ledger about them where they hold a draft."""
        draft, problems = self.read()
        self._show_problems(problems)
        if problems:
            self._booking.drop_check()
            self.preview.show_check(None)
        else:
            self._booking.check(self.rowid, draft)

    def _leave(self, key: str, line: QLineEdit) -> None:
        # A field that is deleted with the dialog loses the focus, too.
        if isValid(self) and isValid(line) and (line.isModified() or line.text()):
            self._left.add(key)
            self.recheck()

    def _show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Say the problems of the fields that the user is done with, and clear the others."""
        said: dict[str, str] = {}
        rest: list[str] = []
        for problem in problems:
            key = problem.field.removesuffix("_fen")
            row = self._row_of.get(key, key)
            words = problem_text(problem, self._formatter)
            if row not in self._problems:
                rest.append(words)
            elif self._wants_all or key in self._left:
                said.setdefault(row, words)
        for row in self._problems:
            self.show_problem(row, said.get(row, ""))
        if rest and self._wants_all:
            self.show_error(" ".join(rest))

    def _submit(self) -> None:
        if self._is_booking:
            return
        self._wants_all = True
        self.show_error("")
        draft, problems = self.read()
        self._show_problems(problems)
        if problems:
            return
        self._booking.drop_check()
        self._is_booking = True
        self.book(draft, allow_locked=self._allows_locked)

    def _ask_normally(self) -> None:
        """Take back the offer to change locked statements, because the draft is another."""
        if self._allows_locked:
            self._allows_locked = False
            self.accept_button.setText(self._accept_text)
            self.show_error("")

    @Slot()
    def _on_edited(self) -> None:
        self._ask_normally()
        self.recheck()

    @Slot()
    def _on_submitted(self) -> None:
        self._submit()

    @Slot(object)
    def _on_checked(self, check: Check) -> None:
        self._show_problems(check.problems)
        self.preview.show_check(check)

    @Slot()
    def _on_visibility_changed(self) -> None:
        """Say the problems anew, because their words may hold amounts."""
        if not self._allows_locked:
            self.show_error("")
        self.recheck()

    @Slot(int)
    def _on_booked(self, _rowid: int) -> None:
        self._is_booking = False
        self.accept()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._is_booking = False
        if isinstance(error, DraftProblemsError):
            self._show_problems(error.problems)
        elif isinstance(error, LockedStatementError):
            self._allows_locked = True
            self.accept_button.setText(self.tr("Change anyway"))
            self.show_error(locked_text(error.statement_dates, self._formatter))
        else:
            self.show_error(error_text(error, self._formatter.money))


def period_box(name: str, periods: int) -> QComboBox:
    """Return a field for a number of periods: choices, or typed."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(PERIOD_CHOICES)
    box.setCurrentText(str(periods))
    box.setAccessibleName(name)
    line = box.lineEdit()
    if line is not None:
        line.setAccessibleName(name)
    return box


def read_count(text: str, field: str, least: int, problems: list[FieldProblem]) -> int:
    """Return a whole number from ``least`` on; otherwise add a problem and return ``least``."""
    plain = text.strip()
    if not plain:
        plain = "0" if least == 0 else ""
    if not (plain.isascii() and plain.isdecimal()):
        problems.append(FieldProblem(field, "not_a_number"))
        return least
    count = int(plain[:9])
    if count < least:
        problems.append(FieldProblem(field, "below_range", least))
    return count
