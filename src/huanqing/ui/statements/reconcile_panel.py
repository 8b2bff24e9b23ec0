"""The panel in which a statement is compared with what JD shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huanqing.ui.statements.reconcile_texts import charged_fen
from huanqing.ui.statements.tick_model import TickModel
from huanqing.ui.table_models.statements import tick_columns
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_button, make_label, set_tone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLabel

    from huanqing.ui.context import UiContext
    from huanqing.ui.statements.reconcile_texts import ReconcileState
    from huanqing.ui.statements.reconcile_view_model import ReconcileViewModel


class TickTable(DataTable):
    """A table whose current line is ticked with Space, wherever in the line the user stands."""

    def __init__(self, model: TickModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._ticks = model
        self.setSortingEnabled(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._ticks.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)


class ReconcilePanel(QWidget):
    """Shows what ``ReconcileViewModel`` holds; ``postponed`` when the user leaves it for now."""

    postponed = Signal()

    def __init__(
        self, context: UiContext, view_model: ReconcileViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        columns = tick_columns(context.formatter, charged_fen)
        self.model = TickModel(
            columns, context.appearance.colour_of, view_model.is_ticked, parent=self
        )
        self.table = TickTable(self.model, self.tr("Lines to tick"))
        self.fields = StatedFields(context)
        self.figures = Comparison()
        self._title = make_label("heading")
        self._lock = make_label("text")
        self.tick_all = make_button(self.tr("Tick all"), "quiet")
        self.tick_none = make_button(self.tr("Tick none"), "quiet")
        self.post = make_button(
            self.tr("Post the difference"),
            description=self.tr("Bring the statement to JD's total, once every line is ticked"),
        )
        self.unlock = make_button(self.tr("Unlock"))
        self.postpone = make_button(
            self.tr("Postpone"), description=self.tr("Go on later; everything is kept (Esc)")
        )
        self.finish = make_button(self.tr("Finish and lock"), "primary")
        self._build()
        self._connect(context)

    def set_today(self, today: date) -> None:
        """Say which day T means."""
        self.fields.due_date.set_today(today)

    def take_focus(self) -> None:
        """Put the keyboard where the work begins."""
        field = self.fields.total if self.fields.isEnabled() else self.unlock
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.postponed.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.figures.unticked, 1)
        bar.addWidget(self.tick_all)
        bar.addWidget(self.tick_none)
        buttons = QHBoxLayout()
        buttons.setSpacing(METRICS.spacing)
        buttons.addWidget(self.post)
        buttons.addWidget(self.unlock)
        buttons.addStretch(1)
        buttons.addWidget(self.postpone)
        buttons.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        column.addWidget(self._title)
        column.addWidget(self._lock)
        column.addWidget(self.fields)
        column.addWidget(self.figures)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _connect(self, context: UiContext) -> None:
        view_model = self._view_model
        fields = self.fields
        fields.total.amount_changed.connect(self._on_total_amount_changed)
        fields.due_date.day_changed.connect(self._on_due_date_day_changed)
        fields.total.editingFinished.connect(view_model.keep)
        fields.due_date.editingFinished.connect(view_model.keep)
        self.tick_all.clicked.connect(view_model.tick_all)
        self.tick_none.clicked.connect(view_model.tick_none)
        self.post.clicked.connect(view_model.post_difference)
        self.unlock.clicked.connect(view_model.unlock)
        self.finish.clicked.connect(view_model.lock)
        self.postpone.clicked.connect(self.postponed)
        self.model.tick_wished.connect(view_model.toggle)
        view_model.state_changed.connect(self._on_state_changed)
        view_model.rows_changed.connect(self._on_rows_changed)
        context.appearance.look_changed.connect(self.model.redraw)

    @Slot(object)
    def _on_total_amount_changed(self, amount_fen: int | None) -> None:
        if not self.fields.is_filling:
            self._view_model.type_total(amount_fen)

    @Slot(object)
    def _on_due_date_day_changed(self, day: date | None) -> None:
        if not self.fields.is_filling:
            self._view_model.type_due_date(day)

    @Slot()
    def _on_rows_changed(self) -> None:
        place = self.table.currentIndex().row()
        self.model.set_rows(self._view_model.rows)
        if self._view_model.rows:
            self.table.select_row(min(max(place, 0), len(self._view_model.rows) - 1))

    @Slot()
    def _on_state_changed(self) -> None:
        state, value = self._view_model.state, self._view_model.value
        if state is None or value is None:
            return
        self._title.setText(state.title)
        self._lock.setText(state.lock_words)
        self._lock.setVisible(bool(state.lock_words))
        set_tone(self._lock, state.lock_tone)
        self.fields.fill(value.stated_total_fen, value.stated_due_date, state.due_words)
        self.figures.show_state(state)
        self.model.redraw()
        for widget in (self.fields, self.tick_all, self.tick_none):
            widget.setEnabled(not state.is_locked)
        for button in (self.post, self.finish, self.postpone):
            button.setVisible(not state.is_locked or button is self.postpone)
        self.unlock.setVisible(state.is_locked)
        self.post.setEnabled(state.can_post)
        self.finish.setEnabled(state.can_lock)


class StatedFields(QWidget):
    """What the user reads at JD: the total and the due date."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_filling = False
        self.total = MoneyEdit(context.formatter, self.tr("Total at JD"))
        self.due_date = DayEdit(date(2000, 1, 1), self.tr("Due date at JD"))
        self._due_words = make_label("note")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(METRICS.gap)
        grid.setVerticalSpacing(2)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Total at JD"), self.total),
            (self.tr("Due date at JD"), self.due_date),
        )
        for column, (words, field) in enumerate(fields):
            label = make_label("label", words)
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._due_words, 2, 1)
        set_tone(self._due_words, "warning")

    def fill(self, total_fen: int | None, due_date: date | None, due_words: str) -> None:
        """Show what was noted; a field that says the same already is left as it was typed."""
        self.is_filling = True
        if self.total.amount_fen != total_fen:
            self.total.set_amount(total_fen)
        if self.due_date.day != due_date:
            self.due_date.set_day(due_date)
        self._due_words.setText(due_words)
        self._due_words.setVisible(bool(due_words))
        self.is_filling = False


class Comparison(QWidget):
    """The ticked sum, JD's total and the difference, in figures and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unticked = make_label("note")
        self.difference = make_label("heading")
        self._ticked = make_label("heading")
        self._stated = make_label("heading")
        self._words = make_label("note")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(METRICS.gap)
        grid.setVerticalSpacing(2)
        figures: tuple[tuple[str, QLabel], ...] = (
            (self.tr("Ticked"), self._ticked),
            (self.tr("JD's total"), self._stated),
            (self.tr("Difference"), self.difference),
        )
        for column, (words, figure) in enumerate(figures):
            grid.addWidget(make_label("label", words), 0, column)
            grid.addWidget(figure, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._words, 2, 0, 1, len(figures))

    def show_state(self, state: ReconcileState) -> None:
        """Show prepared texts."""
        figures = (
            (self._ticked, self.tr("Ticked"), state.ticked, state.why_ticked),
            (self._stated, self.tr("JD's total"), state.stated, state.why_stated),
            (self.difference, self.tr("Difference"), state.difference, state.why_difference),
        )
        for label, name, figure, why in figures:
            label.setText(figure)
            label.setAccessibleName(f"{name}: {figure}")
            let_ask(label, why)
        self.difference.setAccessibleDescription(state.words)
        self._words.setText(state.words)
        self.unticked.setText(state.unticked)
        let_ask(self.unticked, state.why_unticked)
        set_tone(self.difference, state.tone)
        set_tone(self._words, state.tone)
        set_tone(self.unticked, state.unticked_tone)
