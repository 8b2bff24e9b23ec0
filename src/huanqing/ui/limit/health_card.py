"""Health as cards: each factor with its figure, formula, amounts, mark and what improves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.derivation import Figure, Question
from huanqing.ui.formatting import DASH
from huanqing.ui.limit import health_words as words
from huanqing.ui.limit.words import typed
from huanqing.ui.table_models.columns import count_column, day_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLabel

    from huanqing.application.limit_models import HealthFactor, LimitChange
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.view_model import HealthView, LimitViewModel

_FRAME = 4


class HealthPanel(QWidget):
    """Shows the factors that the view model holds."""

    def __init__(
        self, context: UiContext, view_model: LimitViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view_model = view_model
        self._cards: list[FactorCard] = []
        self.changes = ChangesTable(context, self)
        self.changes.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(METRICS.gap)
        note = self.tr(
            "What you can know and change. JD decides by rules that it does not publish; this is "
            "not its score."
        )
        self._column.addWidget(make_label("note", note))
        self._column.addStretch(1)
        view_model.health_changed.connect(self.show_health)

    @property
    def cards(self) -> list[FactorCard]:
        """The cards, one for each factor."""
        return self._cards

    @Slot()
    def show_health(self) -> None:
        """Show the factors; cards that are there already change their words alone."""
        view = self._view_model.health
        if view is None:
            return
        while len(self._cards) < len(view.factors):
            card = FactorCard(self._context.formatter)
            self._column.insertWidget(self._column.count() - 1, card)
            self._cards.append(card)
        for card, factor in zip(self._cards, view.factors, strict=False):
            card.show_factor(factor, view)
            if factor.changes:
                card.body.addWidget(self.changes)
                self.changes.show_changes(factor.changes)
        self.changes.setVisible(any(each.changes for each in view.factors))
        for card in self._cards[len(view.factors) :]:
            card.hide()


class FactorCard(Card):
    """One factor."""

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._formatter = formatter
        self.title = make_label("heading")
        self.figure = make_label("figure")
        self.mark = make_label("heading")
        self.formula = make_label("note")
        self.since = make_label("note")
        self.advice = make_label("text")
        self.gap = make_label("heading")
        self._parts = QHBoxLayout()
        self._parts.setSpacing(METRICS.gap)
        self.part_labels: list[tuple[QLabel, QLabel]] = []
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.mark)
        self.body.addLayout(head)
        self.body.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.formula)
        self.body.addLayout(self._parts)
        self.body.addWidget(self.since)
        self.body.addWidget(self.advice)
        self.body.addWidget(self.gap, 0, Qt.AlignmentFlag.AlignLeft)

    def show_factor(self, factor: HealthFactor, view: HealthView) -> None:
        """Show a factor in words."""
        texts = (
            (self.title, words.title(factor)),
            (self.figure, words.figure(factor)),
            (self.mark, words.mark(factor)),
            (self.formula, words.formula(factor)),
            (self.since, words.since_words(factor, self._formatter)),
            (self.advice, words.advice(factor)),
        )
        for label, text in texts:
            label.setText(text)
            label.setVisible(bool(text))
        set_tone(self.mark, words.MARK_TONES[factor.mark])
        self._show_parts(words.parts(factor, view))
        gap = words.gap(factor)
        self.gap.setVisible(gap is not None)
        if gap is not None:
            self._show_amount(self.gap, gap)

    def _show_parts(self, parts: Sequence[words.Part]) -> None:
        while len(self.part_labels) < len(parts):
            pair = make_label("label"), make_label("heading")
            place = 2 * len(self.part_labels)
            for at, label in enumerate(pair):
                self._parts.insertWidget(place + at, label)
            if not self.part_labels:
                self._parts.addStretch(1)
            self.part_labels.append(pair)
        for at, (name, amount) in enumerate(self.part_labels):
            is_there = at < len(parts)
            name.setVisible(is_there)
            amount.setVisible(is_there)
            if is_there:
                name.setText(parts[at].name)
                self._show_amount(amount, parts[at])

    def _show_amount(self, label: QLabel, part: words.Part) -> None:
        label.setText(self._formatter.money(part.amount_fen))
        label.setAccessibleName(f"{part.name} {label.text()}".strip())
        let_ask(label, part.why)


class ChangesTable(DataTable):
    """The changes of the limit seen so far, beside the ninety days before each."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        self.rows: RowTableModel[LimitChange] = RowTableModel(
            change_columns(context.formatter), context.appearance.colour_of
        )
        name = QCoreApplication.translate("LimitHealth", "Changes of the limit")
        super().__init__(self.rows, name, parent)
        self.rows.setParent(self)
        self.setSortingEnabled(False)
        context.formatter.amounts_visibility_changed.connect(self.rows.redraw)

    def show_changes(self, changes: Sequence[LimitChange]) -> None:
        """Show the changes, newest first."""
        self.rows.set_rows(changes)
        bar = self.horizontalScrollBar().sizeHint().height()
        height = METRICS.header_height + len(changes) * METRICS.row_height
        self.setFixedHeight(height + bar + _FRAME)


def change_columns(formatter: Formatter) -> tuple[Column[LimitChange], ...]:
    """Return day and kind of a change, the limit around it, and what went before."""
    translate = QCoreApplication.translate
    return (
        day_column(translate("LimitHealth", "Day"), formatter, lambda each: each.day, 116),
        _money(
            translate("LimitHealth", "Before"),
            formatter,
            lambda each: each.before_fen,
            lambda each: Question(figure=Figure.TOTAL, day=each.day - ONE_DAY),
        ),
        _after_column(formatter),
        *_past_columns(formatter),
        count_column(translate("LimitHealth", "Days overdue"), lambda each: each.days_overdue, 120),
    )


def _after_column(formatter: Formatter) -> Column[LimitChange]:
    temporary = QCoreApplication.translate("LimitHealth", "Temporary limit")

    def text(each: LimitChange) -> str:
        return ("+" if each.is_temporary else "") + formatter.money(each.after_fen)

    def why(each: LimitChange) -> object:
        if each.is_temporary:
            return typed(each.after_fen)
        return Question(figure=Figure.TOTAL, day=each.day)

    return Column(
        header=QCoreApplication.translate("LimitHealth", "After"),
        text=text,
        sort_key=lambda each: each.after_fen,
        is_number=True,
        width=112,
        tooltip=lambda each: temporary if each.is_temporary else text(each),
        why=why,
    )


def _past_columns(formatter: Formatter) -> tuple[Column[LimitChange], ...]:
    """Return what was used at the end of the ninety days before, and what moved in them."""
    translate = QCoreApplication.translate
    before = translate("LimitHealth", "of the 90 days before")
    purchases = translate("LimitHealth", "Purchases {0}").format(before)
    repayments = translate("LimitHealth", "Repayments {0}").format(before)
    return (
        _money(
            translate("LimitHealth", "Used then"),
            formatter,
            lambda each: each.used_fen,
            lambda each: Question(figure=Figure.USED, day=each.day - ONE_DAY),
        ),
        _money(
            translate("LimitHealth", "Bought"),
            formatter,
            lambda each: each.spent_fen,
            lambda each: typed(each.spent_fen, purchases),
        ),
        _money(
            translate("LimitHealth", "Repaid"),
            formatter,
            lambda each: each.repaid_fen,
            lambda each: typed(each.repaid_fen, repayments),
        ),
    )


def _money(
    header: str,
    formatter: Formatter,
    fen_of: Callable[[LimitChange], int | None],
    why: Callable[[LimitChange], object],
) -> Column[LimitChange]:
    def text(each: LimitChange) -> str:
        fen = fen_of(each)
        return DASH if fen is None else formatter.money(fen)

    return Column(
        header=header,
        text=text,
        sort_key=lambda each: fen_of(each) or 0,
        is_number=True,
        width=112,
        why=why,
    )
