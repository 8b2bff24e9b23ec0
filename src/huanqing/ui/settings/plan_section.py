"""How plans are made: safety days, timing, horizon, JD's own limits; every choice holds at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from huanqing.application.plan_models import PlanPreferences
from huanqing.domain.planning.problem import Timing
from huanqing.ui.error_labels import error_text
from huanqing.ui.labels import counted
from huanqing.ui.overriding import override
from huanqing.ui.settings.fields import ChoiceField
from huanqing.ui.settings.section import Section
from huanqing.ui.widgets.message_bar import Message
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import Card, make_field_label, make_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.application.progress import Progress
    from huanqing.ui.settings.view_model import SettingsViewModel

_BUFFERS = range(15)
_HORIZONS = (14, 30, 45, 60, 92, 184, 400)


class PlanSection(Section):
    """Shows what the ledger keeps about plans; ``message_changed`` says what was refused."""

    message_changed = Signal(object)

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        self._kept = PlanPreferences(timing=Timing.LATE)
        formatter = view_model.context.formatter
        names = (
            self.tr("Safety days"),
            self.tr("Timing"),
            self.tr("Look ahead"),
            self.tr("JD's limit per day"),
            self.tr("Auto-debit card"),
        )
        self.buffer: ChoiceField[int] = ChoiceField(names[0], _days(_BUFFERS), 2)
        self.timing: ChoiceField[Timing] = ChoiceField(names[1], self._timings(), Timing.LATE)
        self.horizon: ChoiceField[int] = ChoiceField(names[2], _days(_HORIZONS), 45)
        self.cap = MoneyEdit(formatter, names[3])
        self.cap.setPlaceholderText(self.tr("no limit"))
        self.debit: ChoiceField[str] = ChoiceField(names[4], [("", self.tr("None"))], "")
        hints = (
            self.tr("A bill is to be paid so many days before it is due."),
            self.tr("What decides between plans that are equally good otherwise."),
            self.tr("How many days a plan covers, today included."),
            self.tr("What JD takes on one day over all cards together. Empty: no such limit."),
            self.tr("The card from which JD takes by itself, the day before a bill is due."),
        )
        fields = (self.buffer.edit, self.timing.edit, self.horizon.edit, self.cap, self.debit.edit)
        card = Card(self.tr("How plans are made"))
        form = QFormLayout()
        for name, field, hint in zip(names, fields, hints, strict=True):
            field.setAccessibleDescription(hint)
            form.addRow(make_field_label(name, field), field)
            form.addRow("", make_label("note", hint))
        card.body.addLayout(form)
        self.column.addWidget(card)
        for choice in (self.buffer, self.timing, self.horizon, self.debit):
            choice.edit.activated.connect(self._on_field_changed)
        self.cap.editingFinished.connect(self._on_field_changed)

    @override
    def show_stored(self) -> None:
        context = self.view_model.context

        def work(_progress: Progress) -> PlanPreferences:
            return context.service.plans.preferences()

        context.runner.submit(self, work, self._show, self._fail)

    def _show(self, kept: PlanPreferences) -> None:
        self._kept = kept
        self.buffer.offer(_days(sorted({*_BUFFERS, kept.buffer_days})), kept.buffer_days)
        self.timing.choose(kept.timing)
        self.horizon.offer(_days(sorted({*_HORIZONS, kept.horizon_days})), kept.horizon_days)
        if self.cap.amount_fen != kept.daily_cap_fen or self.cap.has_problem:
            self.cap.set_amount(kept.daily_cap_fen)
        cards = [each.id for each in self.stored.channels]
        names = [("", self.tr("None")), *((card, card) for card in cards)]
        debit = kept.auto_debit_channel
        if debit and debit not in cards:
            names.append((debit, debit))
        self.debit.offer(names, debit)

    def _timings(self) -> list[tuple[Timing, str]]:
        return [
            (Timing.LATE, self.tr("Late: keep the cash")),
            (Timing.EARLY, self.tr("Early: free the limit")),
        ]

    @Slot()
    def _on_field_changed(self) -> None:
        if self.cap.has_problem:
            return
        wanted = replace(
            self._kept,
            buffer_days=self.buffer.value,
            timing=self.timing.value,
            horizon_days=self.horizon.value,
            daily_cap_fen=self.cap.amount_fen,
            auto_debit_channel=self.debit.value,
        )
        if wanted == self._kept:
            return
        context, self._kept = self.view_model.context, wanted

        def work(_progress: Progress) -> None:
            context.service.plans.save_preferences(wanted)

        def done(_nothing: None) -> None:
            self.message_changed.emit(None)

        context.runner.submit(self, work, done, self._refuse, changes_ledger=True)

    def _refuse(self, error: Exception) -> None:
        self._fail(error)
        self.show_stored()

    def _fail(self, error: Exception) -> None:
        words = error_text(error, self.view_model.context.formatter.money)
        self.message_changed.emit(Message(words, "bad"))


def _days(counts: Iterable[int]) -> list[tuple[int, str]]:
    one = QCoreApplication.translate("PlanSection", "1 day")
    many = QCoreApplication.translate("PlanSection", "{0} days")
    return [(count, counted(count, one, many)) for count in counts]
