"""Edits one line of a purchase's schedule by hand; what is left empty follows the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from typing_extensions import override

from huanqing.application.entry_models import FieldProblem
from huanqing.ui.entries.booking_dialog import BookingDialog
from huanqing.ui.entries.drafts import line_of, with_line
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.entry_models import EntryDetail, ScheduleRow
    from huanqing.application.entry_record import EntryRecord
    from huanqing.ui.context import UiContext
    from huanqing.ui.entries.booking import Booking


class LineDialog(BookingDialog):
    """Edits principal, fee and statement of one period."""

    def __init__(
        self,
        detail: EntryDetail,
        line: ScheduleRow,
        context: UiContext,
        booking: Booking,
        parent: QWidget | None = None,
    ) -> None:
        title = QCoreApplication.translate("LineDialog", "Edit period {0} of {1}")
        super().__init__(
            title.format(line.period, line.periods),
            QCoreApplication.translate("LineDialog", "Save"),
            context,
            booking,
            parent,
        )
        self._detail = detail
        self._line = line
        words = self.tr("What is left empty follows the rules of the account.")
        self.column.insertWidget(1, make_label("note", words))
        formatter = context.formatter
        self.principal = MoneyEdit(formatter, self.tr("Principal"))
        self.fee = MoneyEdit(formatter, self.tr("Fee"))
        self.statement = DayEdit(line.statement_date, self.tr("Statement"))
        self.add_field("principal", self.tr("Principal"), self.principal)
        self.add_field("fee", self.tr("Fee"), self.fee)
        self.add_field("statement_date", self.tr("Statement"), self.statement)
        self._row_of["edited_lines"] = "principal"
        self._left.add("edited_lines")
        stored = line_of(detail.record, line.period)
        for field, key in ((self.principal, "principal"), (self.fee, "fee")):
            value = stored.get(key)
            field.set_amount(value if isinstance(value, int) else None)
        self.statement.setText(str(stored.get("statement_date") or ""))
        self.principal.setPlaceholderText(formatter.money(line.principal_fen))
        self.fee.setPlaceholderText(formatter.money(line.fee_fen))
        self.statement.setPlaceholderText(line.statement_date.isoformat())
        self.watch("principal", self.principal)
        self.watch("fee", self.fee)
        self.watch("statement_date", self.statement)
        self.recheck()

    @property
    @override
    def rowid(self) -> int | None:
        return self._detail.row.rowid

    @override
    def read(self) -> tuple[EntryRecord, list[FieldProblem]]:
        problems = [
            FieldProblem(key, "not_money")
            for key, field in (("principal", self.principal), ("fee", self.fee))
            if field.has_problem
        ]
        if self.statement.has_problem:
            problems.append(FieldProblem("statement_date", "bad_day"))
        draft = with_line(
            self._detail.record,
            self._line.period,
            principal_fen=self.principal.amount_fen,
            fee_fen=self.fee.amount_fen,
            statement_date=self.statement.day,
        )
        return draft, problems

    @override
    def book(self, draft: EntryRecord, *, allow_locked: bool) -> None:
        self._booking.change(self._detail.row.rowid, draft, allow_locked=allow_locked)

    @Slot()
    @override
    def _on_visibility_changed(self) -> None:
        super()._on_visibility_changed()
        self.principal.setPlaceholderText(self._formatter.money(self._line.principal_fen))
        self.fee.setPlaceholderText(self._formatter.money(self._line.fee_fen))
