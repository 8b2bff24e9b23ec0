"""The what-if of the limit: marked as no part of the ledger, with a chart and tables of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huanqing.application.limit_models import PurchaseScenario, SettlementScenario
from huanqing.ui.formatting import DASH
from huanqing.ui.limit.chart import LimitChart
from huanqing.ui.limit.scenario_dialog import ScenarioDialog
from huanqing.ui.limit.what_if import PlanState
from huanqing.ui.limit.what_if_rows import ChangeRow, change_columns, change_rows
from huanqing.ui.limit.words import scenario_kind, scenario_words, typed
from huanqing.ui.settings.record_card import RecordCard
from huanqing.ui.table_models.columns import day_column, text_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.limit_models import Scenario
    from huanqing.ui.context import UiContext
    from huanqing.ui.limit.what_if import LimitWhatIfViewModel
    from huanqing.ui.settings.editor import Attempt

_FRAME = 4


def scenario_columns(
    context: UiContext, view_model: LimitWhatIfViewModel
) -> tuple[Column[Scenario], ...]:
    """Return what is tried, when, for how much, and how."""
    translate, formatter = QCoreApplication.translate, context.formatter

    def amount(each: Scenario) -> int | None:
        return None if isinstance(each, SettlementScenario) else each.amount_fen

    def text(each: Scenario) -> str:
        fen = amount(each)
        return DASH if fen is None else formatter.money(fen)

    def why(each: Scenario) -> object:
        fen = amount(each)
        return None if fen is None else typed(fen)

    def words(each: Scenario) -> str:
        names = {key: found.name for key, found in view_model.purchases.items()}
        return scenario_words(each, names, formatter)

    return (
        text_column(translate("LimitWhatIf", "What if"), scenario_kind, 140),
        day_column(translate("LimitWhatIf", "Day"), formatter, lambda each: each.day, 120),
        Column(
            header=translate("LimitWhatIf", "Amount"),
            text=text,
            sort_key=lambda each: amount(each) or 0,
            is_number=True,
            width=116,
            why=why,
        ),
        text_column(translate("LimitWhatIf", "How"), words),
    )


class LimitWhatIfPanel(QWidget):
    """Shows what the view model holds.

    ``offer_requested`` carries the price of the purchase that is tried, or None: the wish to
    know what an offer costs.
    """

    offer_requested = Signal(object)

    def __init__(
        self,
        context: UiContext,
        view_model: LimitWhatIfViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.view_model = view_model
        self._wants_scenario = False
        self.mark = make_label(
            "note", self.tr("Not in the ledger: nothing here is written, and no bill changes.")
        )
        set_tone(self.mark, "warning")
        self.scenarios = RecordCard(
            context,
            self.tr("What if…"),
            scenario_columns(context, view_model),
            self.tr("Add a what-if…"),
        )
        self.clear_button = make_button(
            self.tr("Clear"), description=self.tr("Take every what-if back")
        )
        self.offer_button = make_button(
            self.tr("What does an offer really cost?…"),
            description=self.tr("Yearly rates and other ways to pay"),
        )
        self.chart = LimitChart(context, self.tr("Available limit, now and with the what-ifs"))
        self.legend = make_label(
            "note", self.tr("Blue dashes: now; the other line: with the what-ifs.")
        )
        self.model: RowTableModel[ChangeRow] = RowTableModel(
            change_columns(context.formatter), context.appearance.colour_of, self
        )
        self.table = DataTable(self.model, self.tr("What it changes"))
        self.table.setSortingEnabled(False)
        self.plan_note = make_label("note")
        self.result = Card(self.tr("What it changes"))
        self._build()
        self._connect()
        self._on_scenarios_changed()
        self._on_result_changed()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        buttons = QHBoxLayout()
        buttons.addWidget(self.offer_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        self.scenarios.body.addLayout(buttons)
        for widget in (self.chart, self.legend, self.table, self.plan_note):
            self.result.body.addWidget(widget)
        for card in (self.mark, self.scenarios, self.result):
            column.addWidget(card)
        column.addStretch(1)

    def _connect(self) -> None:
        model, card = self.view_model, self.scenarios
        card.add_requested.connect(self.add_scenario)
        card.edit_requested.connect(self._edit)
        card.remove_requested.connect(model.remove)
        self.clear_button.clicked.connect(model.clear)
        self.offer_button.clicked.connect(self._on_offer_button_clicked)
        model.scenarios_changed.connect(self._on_scenarios_changed)
        model.result_changed.connect(self._on_result_changed)
        self._context.formatter.amounts_visibility_changed.connect(self._on_result_changed)
        self._context.appearance.look_changed.connect(self.model.redraw)
        self.chart.shown_day_changed.connect(self._on_chart_shown_day_changed)

    @Slot()
    def add_scenario(self) -> None:
        """Ask for one more scenario, as soon as it is known what it may be about."""
        self._wants_scenario = self.view_model.today is None
        self._edit(None)

    @Slot(object)
    def _edit(self, scenario: Scenario | None) -> None:
        model = self.view_model
        if model.today is None:
            return
        formatter = self._context.formatter
        dialog = ScenarioDialog(formatter, model.today, model.purchases, scenario, self)
        dialog.book_with(partial(self._put, scenario))
        dialog.open()

    def _put(self, old: Scenario | None, new: Scenario, attempt: Attempt) -> None:
        self.view_model.put(old, new, attempt)

    @Slot()
    def _on_scenarios_changed(self) -> None:
        scenarios = self.view_model.scenarios
        none = self.tr("Nothing is tried. A purchase, a repayment or another limit shows here.")
        self.scenarios.show_records(scenarios, none)
        self.clear_button.setVisible(bool(scenarios))
        self.result.setVisible(bool(scenarios))
        if self._wants_scenario and self.view_model.today is not None:
            self.add_scenario()

    @Slot()
    def _on_result_changed(self) -> None:
        model = self.view_model
        if model.result is None or model.chart is None:
            self.model.set_rows(())
            return
        self.chart.show_data(model.chart)
        rows = change_rows(model.result, model.plan_state, self._context.formatter)
        self.model.set_rows(rows)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        height = METRICS.header_height + len(rows) * METRICS.row_height
        self.table.setFixedHeight(height + bar + _FRAME)
        words = ""
        if model.plan_state is PlanState.BLOCKED:
            words = self.tr("A plan needs cards and limits; see the Plan page.")
        elif model.plan_state is PlanState.FAILED:
            words = self.tr("The planning was stopped or found nothing in time.")
        self.plan_note.setText(words)
        self.plan_note.setVisible(bool(words))

    @Slot(object)
    def _on_chart_shown_day_changed(self, day: date) -> None:
        """Say both figures of the day to a screen reader."""
        result, formatter = self.view_model.result, self._context.formatter
        if result is None:
            return
        place = (day - result.base[0].day).days
        if not 0 <= place < len(result.base):
            return
        pair = (result.base[place].available_fen, result.changed[place].available_fen)
        now, then = (DASH if fen is None else formatter.money(fen) for fen in pair)
        words = self.tr("{0}: {1} now, {2} with the what-ifs")
        self.chart.setAccessibleDescription(words.format(formatter.day(day), now, then))

    @Slot()
    def _on_offer_button_clicked(self) -> None:
        bought = [each for each in self.view_model.scenarios if isinstance(each, PurchaseScenario)]
        self.offer_requested.emit(bought[-1].amount_fen if bought else None)
