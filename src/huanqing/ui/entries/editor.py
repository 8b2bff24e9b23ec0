"""The editor of a purchase, a repayment, a refund or an adjustment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit
from typing_extensions import override

from huanqing.ui.entries.booking_dialog import BookingDialog, period_box, read_count
from huanqing.ui.entries.drafts import SUGGESTED, FormValues, new_record, read_values
from huanqing.ui.entries.entry_texts import booking_label, field_label
from huanqing.ui.entries.purchase_picker import PurchasePicker
from huanqing.ui.rates import percent_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.entry_models import EntryListRow, FieldProblem
    from huanqing.application.entry_record import EntryRecord
    from huanqing.ui.context import UiContext
    from huanqing.ui.entries.booking import Booking
    from huanqing.ui.entries.drafts import EditorStart

_TEXTS = {
    "purchase": ("description", "counterparty", "category", "method", "order_no"),
    "repayment": ("method", "note"),
    "refund": ("description", "note"),
    "adjustment": ("description", "note"),
}
_STATES = {
    "repayment": ("booked", "processing", "planned", "failed"),
    "refund": ("booked", "pending"),
}


class EntryEditor(BookingDialog):
    """Edits one entry; ``entry_booked`` carries its row, and whether another one follows."""

    entry_booked = Signal(int, bool)

    def __init__(
        self,
        start: EditorStart,
        context: UiContext,
        booking: Booking,
        parent: QWidget | None = None,
    ) -> None:
        is_new = start.rowid is None
        super().__init__(
            _title(start.record.kind, is_new=is_new),
            _accept_text(is_new=is_new),
            context,
            booking,
            parent,
            next_text=QCoreApplication.translate("EntryEditor", "Book and next") if is_new else "",
        )
        self._start = start
        self._base = start.record
        self._wants_next = False
        self._texts: dict[str, QLineEdit] = {}
        self._time: QLineEdit | None = None
        self._state: QComboBox | None = None
        self._periods: QComboBox | None = None
        self._fee = QLineEdit()
        self._free = QLineEdit()
        self._may_exceed: QCheckBox | None = None
        self.picker: PurchasePicker | None = None
        self.day = DayEdit(start.today, field_label("day"))
        self.amount = MoneyEdit(context.formatter, field_label("amount"))
        self._build_fields()
        self._show_record(start.record)
        self._watch_fields()
        booking.suggestions_found.connect(self._on_suggestions_found)
        booking.find_suggestions([key for key in SUGGESTED if key in self._texts])
        self.submitted_and_next.connect(self._on_next_submitted)
        self._focus_first()
        self.recheck()

    @property
    @override
    def rowid(self) -> int | None:
        return self._start.rowid

    def text_field(self, key: str) -> QLineEdit:
        """Return the field of a text, such as ``description``."""
        return self._texts[key]

    @override
    def read(self) -> tuple[EntryRecord, list[FieldProblem]]:
        purchase = None if self.picker is None else self.picker.purchase
        values = FormValues(
            day=self.day.day,
            has_day_problem=self.day.has_problem,
            amount_fen=self.amount.amount_fen,
            has_amount_problem=self.amount.has_problem,
            texts={key: field.text() for key, field in self._texts.items()},
            time="" if self._time is None else self._time.text(),
            state=self._base.state if self._state is None else str(self._state.currentData()),
            purchase_id=self._base.purchase_id if purchase is None else purchase.id,
            may_exceed_ledger=self._may_exceed is not None and self._may_exceed.isChecked(),
            fee_percent=self._fee.text(),
        )
        draft, problems = read_values(self._base, values)
        if self._periods is None:
            return draft, problems
        periods = read_count(self._periods.currentText(), "periods", 1, problems)
        free = read_count(self._free.text(), "free_periods", 0, problems)
        asked = draft.needs_periods and periods == self._base.periods
        return replace(draft, periods=periods, free_periods=free, needs_periods=asked), problems

    @override
    def book(self, draft: EntryRecord, *, allow_locked: bool) -> None:
        if self.rowid is None:
            self._booking.add(draft, allow_locked=allow_locked)
        else:
            self._booking.change(self.rowid, draft, allow_locked=allow_locked)

    def _build_fields(self) -> None:
        kind = self._base.kind
        if kind == "refund":
            self.picker = PurchasePicker(self._formatter)
            self.add_field("purchase_id", field_label("purchase_id"), self.picker)
        if kind == "purchase":
            self._time = QLineEdit()
            self._time.setPlaceholderText("HH:MM")
            self._time.setAccessibleName(field_label("time"))
            fields = [("day", "", self.day), ("time", field_label("time"), self._time)]
            self.add_row("day", field_label("day"), fields)
        else:
            self.add_field("day", field_label("day"), self.day)
        self.add_field("amount", field_label("amount"), self.amount)
        for key in _TEXTS[kind]:
            self._add_text(key)
        if kind == "purchase":
            self._build_periods()
            self._add_text("note")
        if kind in _STATES:
            self._build_state(_STATES[kind])
        if kind == "repayment":
            words = self.tr("What exceeds everything owed paid debts from before this ledger")
            self._may_exceed = QCheckBox(words)
            self._may_exceed.setAccessibleName(words)
            self.add_field("may_exceed_ledger", "", self._may_exceed)

    def _add_text(self, key: str) -> None:
        field = QLineEdit()
        field.setAccessibleName(field_label(key))
        self._texts[key] = field
        self.add_field(key, field_label(key), field)

    def _build_periods(self) -> None:
        self._periods = period_box(field_label("periods"), self._base.periods)
        self._fee.setPlaceholderText("0")
        self._fee.setAccessibleName(self.tr("Fee per period in percent"))
        self._free.setPlaceholderText("0")
        self._free.setAccessibleName(field_label("free_periods"))
        for field in (self._fee, self._free):
            field.setMinimumWidth(METRICS.scaled(64))
        self._row_of["edited_lines"] = "periods"
        self._left.add("edited_lines")
        self.add_row(
            "periods",
            field_label("periods"),
            [
                ("periods", "", self._periods),
                ("fee_rate_ppm", self.tr("Fee %"), self._fee),
                ("free_periods", self.tr("Free of fees"), self._free),
            ],
        )

    def _build_state(self, states: tuple[str, ...]) -> None:
        self._state = QComboBox()
        self._state.setAccessibleName(field_label("state"))
        for state in states:
            self._state.addItem(booking_label(state), state)
        self.add_field("state", field_label("state"), self._state)

    def _show_record(self, record: EntryRecord) -> None:
        self.day.setText(record.day)
        self.amount.set_amount(record.amount_fen or None)
        for key, field in self._texts.items():
            field.setText(str(getattr(record, key)))
        if self._time is not None:
            self._time.setText(record.time.removesuffix(":00") if record.time else "")
        if self._state is not None:
            self._state.setCurrentIndex(max(0, self._state.findData(record.state or "booked")))
        if self._periods is not None:
            self._periods.setCurrentText(str(record.periods))
            self._fee.setText(percent_text(record.fee_rate_ppm) if record.fee_rate_ppm else "")
            self._free.setText(str(record.free_periods) if record.free_periods else "")
        if self._may_exceed is not None:
            self._may_exceed.setChecked(record.may_exceed_ledger)
        if self.picker is not None:
            self.picker.choose(self._start.purchase)

    def _watch_fields(self) -> None:
        self.watch("day", self.day)
        self.watch("amount", self.amount)
        for key, field in self._texts.items():
            self.watch(key, field)
        if self._time is not None:
            self.watch("time", self._time)
        if self._periods is not None:
            self.watch("periods", self._periods)
            self.watch("fee_rate_ppm", self._fee)
            self.watch("free_periods", self._free)
        if self._state is not None:
            self.watch("state", self._state)
        if self._may_exceed is not None:
            self._may_exceed.toggled.connect(self._on_edited)
        if self.picker is not None:
            self.picker.search_changed.connect(self._booking.find_purchases)
            self.picker.purchase_changed.connect(self._on_purchase_changed)
            self._booking.purchases_found.connect(self._on_purchases_found)
            self._booking.find_purchases("")

    @Slot()
    def _on_next_submitted(self) -> None:
        self._wants_next = True
        self._submit()
        self._wants_next = self._is_booking

    @Slot(int)
    @override
    def _on_booked(self, rowid: int) -> None:
        self._is_booking = False
        follows, self._wants_next = self._wants_next, False
        self.entry_booked.emit(rowid, follows)
        if follows:
            self._begin_next()
        else:
            self.accept()

    @Slot(object)
    @override
    def _on_refused(self, error: Exception) -> None:
        self._wants_next = False
        super()._on_refused(error)

    def _begin_next(self) -> None:
        """Empty the form for the next entry of the same day and state."""
        blank = new_record(self._base.kind, self.day.day or self._start.today)
        self._base = replace(blank, state=self.read()[0].state)
        self._ask_normally()
        self._show_record(self._base)
        self._left.clear()
        self._wants_all = False
        self.recheck()
        self._focus_first()

    def _focus_first(self) -> None:
        field: QWidget = self.amount if self.picker is None else self.picker
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_purchases_found(self, rows: list[EntryListRow]) -> None:
        if self.picker is not None:
            self.picker.show_purchases(rows)

    @Slot(str, object)
    def _on_suggestions_found(self, key: str, values: list[str]) -> None:
        field = self._texts[key]
        completer = QCompleter(values, field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)

    @Slot(str)
    def _on_purchase_changed(self, _purchase_id: str) -> None:
        self._on_edited()


def _accept_text(*, is_new: bool) -> str:
    translate = QCoreApplication.translate
    return translate("EntryEditor", "Book") if is_new else translate("EntryEditor", "Save")


def _title(kind: str, *, is_new: bool) -> str:
    translate = QCoreApplication.translate
    new = {
        "purchase": translate("EntryEditor", "New purchase"),
        "repayment": translate("EntryEditor", "New repayment"),
        "refund": translate("EntryEditor", "New refund"),
        "adjustment": translate("EntryEditor", "New adjustment"),
    }
    changed = {
        "purchase": translate("EntryEditor", "Edit purchase"),
        "repayment": translate("EntryEditor", "Edit repayment"),
        "refund": translate("EntryEditor", "Edit refund"),
        "adjustment": translate("EntryEditor", "Edit adjustment"),
    }
    return (new if is_new else changed)[kind]
