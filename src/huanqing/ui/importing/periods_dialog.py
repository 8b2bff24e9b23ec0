"""Asks in how many periods a purchase of a bill is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSpinBox

from huanqing.application.read_models import RowChoice
from huanqing.domain.entries import MAX_PERIODS
from huanqing.ui.settings.fields import PercentField
from huanqing.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PeriodsDialog(FormDialog):
    """Periods, the fee per period as a share of the amount, and how many periods are free."""

    def __init__(self, about: str, choice: RowChoice, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("In how many periods?"), self.tr("Set periods"), parent)
        self.periods = QSpinBox()
        self.periods.setRange(1, MAX_PERIODS)
        self.periods.setValue(choice.periods or 3)
        self.periods.setAccessibleName(self.tr("Periods"))
        self.fee = PercentField(self.tr("Fee per period (%)"), choice.fee_rate_ppm)
        self.free = QSpinBox()
        self.free.setRange(0, MAX_PERIODS)
        self.free.setValue(choice.free_periods)
        self.free.setAccessibleName(self.tr("Periods without fee"))
        self.add_field("periods", self.tr("Periods"), self.periods)
        self.add_field("fee", self.tr("Fee per period (%)"), self.fee.widget)
        self.add_field("free", self.tr("Periods without fee"), self.free)
        self.setAccessibleDescription(about)
        self.periods.valueChanged.connect(self._check)
        self.free.valueChanged.connect(self._check)
        self.fee.edit.textChanged.connect(self._check)
        self.submitted.connect(self._on_submitted)
        self.periods.selectAll()
        self._check()

    @property
    def terms(self) -> RowChoice:
        """What was typed, as a choice with nothing else."""
        return RowChoice(
            periods=self.periods.value(),
            fee_rate_ppm=self.fee.value or 0,
            free_periods=self.free.value(),
        )

    @Slot()
    def _check(self) -> None:
        self.show_problem("fee", "" if self.fee.is_blank else self.fee.problem())
        is_too_many = self.free.value() > self.periods.value()
        words = self.tr("At most as many as there are periods.")
        self.show_problem("free", words if is_too_many else "")
        self.accept_button.setEnabled(not self.has_problems)

    @Slot()
    def _on_submitted(self) -> None:
        if not self.has_problems:
            self.accept()
