"""Says in how many periods a purchase is paid, and at what fee; shows the bills before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from huanqing.application.entry_models import FieldProblem
from huanqing.ui.entries.booking_dialog import BookingDialog, period_box, read_count
from huanqing.ui.entries.entry_texts import SEPARATOR, field_label
from huanqing.ui.rates import percent_text, ppm_of_percent
from huanqing.ui.widgets.parts import make_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.entry_models import EntryDetail
    from huanqing.application.entry_record import EntryRecord
    from huanqing.ui.context import UiContext
    from huanqing.ui.entries.booking import Booking


class SplitDialog(BookingDialog):
    """Splits one purchase into periods."""

    def __init__(
        self,
        detail: EntryDetail,
        context: UiContext,
        booking: Booking,
        parent: QWidget | None = None,
    ) -> None:
        title = QCoreApplication.translate("SplitDialog", "Split into periods")
        super().__init__(
            title, QCoreApplication.translate("SplitDialog", "Split"), context, booking, parent
        )
        self._detail = detail
        record = detail.record
        self._purchase = make_label("text")
        self.column.insertWidget(1, self._purchase)
        self.periods = period_box(field_label("periods"), max(record.periods, 1))
        self.fee = QLineEdit()
        self.fee.setText(percent_text(record.fee_rate_ppm) if record.fee_rate_ppm else "")
        self.fee.setPlaceholderText("0")
        self.free = QLineEdit()
        self.free.setText(str(record.free_periods) if record.free_periods else "")
        self.free.setPlaceholderText("0")
        self.add_field("periods", field_label("periods"), self.periods)
        self.add_field("fee_rate_ppm", self.tr("Fee per period in percent"), self.fee)
        self.add_field("free_periods", field_label("free_periods"), self.free)
        self._row_of["edited_lines"] = "periods"
        self._left.add("edited_lines")
        self.watch("periods", self.periods)
        self.watch("fee_rate_ppm", self.fee)
        self.watch("free_periods", self.free)
        self._show_purchase()
        context.formatter.amounts_visibility_changed.connect(self._show_purchase)
        self.periods.setFocus()
        self.recheck()

    @property
    @override
    def rowid(self) -> int | None:
        return self._detail.row.rowid

    @override
    def read(self) -> tuple[EntryRecord, list[FieldProblem]]:
        problems: list[FieldProblem] = []
        rate = ppm_of_percent(self.fee.text())
        if rate is None:
            problems.append(FieldProblem("fee_rate_ppm", "not_a_rate"))
        draft = replace(
            self._detail.record,
            periods=read_count(self.periods.currentText(), "periods", 1, problems),
            fee_rate_ppm=rate or 0,
            free_periods=read_count(self.free.text(), "free_periods", 0, problems),
            needs_periods=False,
        )
        return draft, problems

    @override
    def book(self, draft: EntryRecord, *, allow_locked: bool) -> None:
        self._booking.split(self._detail.row.rowid, draft, allow_locked=allow_locked)

    @Slot()
    def _show_purchase(self) -> None:
        row = self._detail.row
        parts = (
            self._formatter.day(row.day),
            self._formatter.money(row.amount_fen),
            row.description or row.counterparty,
        )
        self._purchase.setText(SEPARATOR.join(parts))
