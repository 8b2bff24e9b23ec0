"""When will an amount be free: a field, and the answer in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import Card, make_field_label, make_label

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext
    from huanqing.ui.limit.view_model import LimitViewModel

_FIELD = 150


class FreeCard(Card):
    """Asks for an amount; answers for the certain line, the plan's and habit's."""

    def __init__(
        self, context: UiContext, view_model: LimitViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._view_model = view_model
        question = self.tr("When will this much be free?")
        self.amount = MoneyEdit(context.formatter, question)
        self.amount.setFixedWidth(METRICS.scaled(_FIELD))
        self.amount.setPlaceholderText(self.tr("Amount"))
        self.certain = make_label("text")
        self.plan = make_label("text")
        self.habit = make_label("text")
        self.hint = make_label("note", self.tr("Type an amount; the chart then draws it too."))
        self._names = {
            self.certain: make_label("label", self.tr("Certain")),
            self.plan: make_label("label", self.tr("With the plan")),
            self.habit: make_label("label", self.tr("In 9 of 10 paths of habit")),
        }
        row = QHBoxLayout()
        row.addWidget(make_field_label(question, self.amount))
        row.addWidget(self.amount)
        row.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(METRICS.gap)
        grid.setColumnStretch(1, 1)
        for place, (answer, name) in enumerate(self._names.items()):
            grid.addWidget(name, place, 0)
            grid.addWidget(answer, place, 1)
        self.body.addLayout(row)
        self.body.addLayout(grid)
        self.body.addWidget(self.hint)
        self.amount.amount_changed.connect(self._on_amount_changed)
        view_model.course_changed.connect(self.show_answers)
        self.show_answers()

    @Slot()
    def show_answers(self) -> None:
        """Say what the view model knows."""
        answers = self._view_model.answers
        for label, words in (
            (self.certain, answers.certain),
            (self.plan, answers.plan),
            (self.habit, answers.habit),
        ):
            self._show(label, words)
        self.hint.setVisible(not answers.certain)

    def _show(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        self._names[label].setVisible(bool(words))

    @Slot(object)
    def _on_amount_changed(self, amount_fen: int | None) -> None:
        is_amount = amount_fen is not None and amount_fen > 0
        self._view_model.ask_free(amount_fen if is_amount else None)
