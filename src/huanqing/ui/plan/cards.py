"""The cards of the page around the calendar: headline, questions, what binds, comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from huanqing.application.plan_models import RivalKind
from huanqing.ui.formatting import DASH
from huanqing.ui.plan.difference import DifferenceRow, difference_columns
from huanqing.ui.plan.remedies import (
    bottleneck_text,
    can_be_tried,
    limit_text,
    remedies_text,
    remedy_action,
)
from huanqing.ui.plan.words import question_text, rival_word, stale_balance_text
from huanqing.ui.table_models.columns import count_column, money_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from huanqing.application.plan_models import PlanQuestion, Rival
    from huanqing.domain.planning.explanation import Explanation, Remedy
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.plan.words import Headline

_FRAME = 4
_FIGURES = 6


class HeadlineCard(Card):
    """Until when one may wait, whether all is in time, and what being late costs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.state = make_label("heading")
        self.figure = make_label("figure")
        self.figure.setWordWrap(True)
        self.note = make_label("text")
        self.cost = make_label("text")
        self.proof = make_label("note")
        self.body.setSpacing(METRICS.spacing // 2)
        for label in (self.state, self.figure, self.note, self.cost, self.proof):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(label)

    def show_headline(self, headline: Headline) -> None:
        """Show prepared words."""
        texts = (
            (self.state, headline.state),
            (self.figure, headline.figure),
            (self.note, headline.note),
            (self.cost, headline.cost),
            (self.proof, headline.proof),
        )
        for label, words in texts:
            label.setText(words)
            label.setAccessibleName(words)
            label.setVisible(bool(words))
        set_tone(self.state, headline.tone)
        set_tone(self.cost, headline.tone)
        let_ask(self.cost, headline.why_cost)
        self.setAccessibleName(headline.figure)
        others = (headline.state, headline.note, headline.cost, headline.proof)
        self.setAccessibleDescription(" ".join(each for each in others if each))


class QuestionCard(Card):
    """What must be known; ``page_requested`` carries where an answer is given."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = make_label("heading")
        self._note = make_label("note")
        self._rows = QWidget()
        self.buttons: list[QPushButton] = []
        self.body.addWidget(self._heading)
        self.body.addWidget(self._note)
        self.body.addWidget(self._rows)

    def show_questions(
        self, questions: Sequence[PlanQuestion], stale_balances: Sequence[str] = ()
    ) -> None:
        """Show the questions, the ones that block the plan first; hide without any.

        ``stale_balances`` are accounts whose balance is old, which is worth a look too.
        """
        ordered = sorted(questions, key=lambda each: not each.is_blocking)
        is_blocked = any(each.is_blocking for each in ordered)
        texts = [question_text(each) for each in ordered]
        texts += [stale_balance_text(account) for account in stale_balances]
        self._heading.setText(
            self.tr("Please answer first") if is_blocked else self.tr("To plan with everything")
        )
        self._note.setText(self.tr("A limit or a balance that is not known is never guessed."))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(METRICS.spacing)
        grid.setColumnStretch(0, 1)
        self.buttons = []
        for place, words in enumerate(texts):
            role = "primary" if is_blocked and not place else "secondary"
            button = make_button(words.action, role, words.text)
            button.clicked.connect(
                lambda _checked=False, page=words.page: self.page_requested.emit(page)
            )
            grid.addWidget(make_label("text", words.text), place, 0)
            grid.addWidget(button, place, 1, Qt.AlignmentFlag.AlignRight)
            self.buttons.append(button)
        self._rows = _replaced(self.body, self._rows, rows)
        self.setVisible(bool(texts))


class WhyCard(Card):
    """What binds and what would mend it; ``remedy_chosen`` carries the Remedy to try."""

    remedy_chosen = Signal(object)

    def __init__(self, formatter: Formatter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What binds"), parent)
        self._formatter = formatter
        self.words = make_label("text")
        self.limits = make_label("note")
        self.mends = make_label("text")
        self._try = make_label("label", self.tr("Try it, without a change to the ledger:"))
        self._rows = QWidget()
        self.buttons: list[QPushButton] = []
        for widget in (self.words, self.limits, self.mends, self._try, self._rows):
            self.body.addWidget(widget)

    def show_explanation(self, explanation: Explanation | None) -> None:
        """Show what binds; hide where nothing does."""
        bottleneck = None if explanation is None else explanation.bottleneck
        remedies = () if explanation is None else explanation.remedies
        self.setVisible(bottleneck is not None or bool(remedies))
        if explanation is None:
            return
        formatter = self._formatter
        if bottleneck is not None:
            self.words.setText(bottleneck_text(bottleneck, formatter))
            lines = [limit_text(each, formatter) for each in bottleneck.limits]
            self.limits.setText("\n".join(lines))
        self.words.setVisible(bottleneck is not None)
        self.limits.setVisible(bottleneck is not None and bool(bottleneck.limits))
        self.mends.setText(
            remedies_text(explanation, formatter)
            or self.tr("No single change would make everything on time.")
        )
        self._show_remedies(can_be_tried(remedies))

    def _show_remedies(self, remedies: Sequence[Remedy]) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        self.buttons = []
        for remedy in remedies:
            words = remedy_action(remedy, self._formatter)
            button = make_button(words, description=self.tr("Open the what-if with this change"))
            button.clicked.connect(
                lambda _checked=False, remedy=remedy: self.remedy_chosen.emit(remedy)
            )
            column.addWidget(button)
            self.buttons.append(button)
        self._try.setVisible(bool(remedies))
        self._rows = _replaced(self.body, self._rows, rows)


def _replaced(body: QLayout, before: QWidget, after: QWidget) -> QWidget:
    """Put a widget in the place of another, which is gone at once."""
    body.replaceWidget(before, after)
    before.hide()
    before.deleteLater()
    after.show()
    return after


class StaleBanner(QFrame):
    """Says that the accepted plan is out of date, or what the new one changes against it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        set_tone(self, "warning")
        self.text = make_label("text")
        self.again = make_button(
            self.tr("Plan again"), description=self.tr("Show the best plan for today's ledger")
        )
        self.keep = make_button(
            self.tr("Keep the old plan"), description=self.tr("Go on with the accepted plan")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.spacing, METRICS.spacing)
        row.addWidget(self.text, 1)
        row.addWidget(self.again)
        row.addWidget(self.keep)
        self.hide()

    def show_text(self, text: str, *, is_proposing: bool) -> None:
        """Show why, or hide for no words."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.again.setVisible(not is_proposing)
        self.keep.setVisible(is_proposing)
        self.setVisible(bool(text))


class DifferenceTable(DataTable):
    """Two plans beside each other."""

    def __init__(self, context: UiContext, name: str, before: str, after: str) -> None:
        rows = RowTableModel(difference_columns(before, after), context.appearance.colour_of)
        super().__init__(rows, name)
        rows.setParent(self)
        self.rows = rows
        self.verticalHeader().setDefaultSectionSize(METRICS.row_height - METRICS.spacing)
        context.appearance.look_changed.connect(self.rows.redraw)

    def show_rows(self, rows: Sequence[DifferenceRow]) -> None:
        """Show other figures, as high as they are; six lines before there are any."""
        self.rows.set_rows(rows)
        count = len(rows) or _FIGURES
        height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(METRICS.header_height + count * height + _FRAME)


class DifferenceCard(Card):
    """The new plan beside the accepted one."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The new plan beside the accepted one"), parent)
        self.table = DifferenceTable(
            context, self.tr("New plan and accepted plan"), self.tr("Accepted"), self.tr("New")
        )
        self.body.addWidget(self.table)


class RivalCard(Card):
    """The plan beside other ways of paying."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Compared with other ways of paying"), parent)
        self.model = RowTableModel(
            rival_columns(context.formatter), context.appearance.colour_of, self
        )
        self.table = DataTable(self.model, self.tr("Ways of paying"))
        self.body.addWidget(self.table)
        context.formatter.amounts_visibility_changed.connect(self.model.redraw)
        context.appearance.look_changed.connect(self.model.redraw)

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show ways of paying; hide without any."""
        self.model.set_rows(rivals)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        rows = len(rivals) * METRICS.row_height
        self.table.setFixedHeight(METRICS.header_height + rows + bar + _FRAME)
        self.setVisible(bool(rivals))


def rival_columns(formatter: Formatter) -> tuple[Column[Rival], ...]:
    """Return what a way of paying costs, how often it pays, and which limits it breaks."""
    translate, money = QCoreApplication.translate, formatter.money
    return (
        Column(
            header=translate("PlanColumns", "Way of paying"),
            text=lambda row: rival_word(row.kind),
            sort_key=lambda row: list(RivalKind).index(row.kind),
            width=190,
            stretches=True,
        ),
        Column(
            header=translate("PlanColumns", "Late cost"),
            text=lambda row: money(row.late_cost_fen),
            sort_key=lambda row: row.late_cost_fen,
            is_number=True,
            width=104,
            tone=lambda row: "bad" if row.late_cost_fen else "text",
            why=lambda row: row.why_late,
        ),
        Column(
            header=translate("PlanColumns", "Limits broken"),
            text=lambda row: _violations(row, formatter),
            sort_key=lambda row: row.violating_fen,
            is_number=True,
            width=170,
            tone=lambda row: "bad" if row.violations else "text",
            why=lambda row: row.why_violating,
        ),
        count_column(translate("PlanColumns", "Payments"), lambda row: row.payments, 96),
        money_column(
            translate("PlanColumns", "Fees"),
            formatter,
            lambda row: row.fees_fen,
            width=84,
            why=lambda row: row.why_fees,
        ),
        Column(
            header=translate("PlanColumns", "Days"),
            text=lambda row: _days(row, formatter),
            sort_key=lambda row: 0 if row.first_day is None else row.first_day.toordinal(),
            width=160,
        ),
    )


def _violations(rival: Rival, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    if not rival.violations:
        return translate("PlanColumns", "none")
    words = translate("PlanColumns", "{0}, over by {1}")
    return words.format(rival.violations, formatter.money(rival.violating_fen))


def _days(rival: Rival, formatter: Formatter) -> str:
    if rival.first_day is None or rival.last_day is None:
        return DASH
    first, last = formatter.day_of_year(rival.first_day), formatter.day_of_year(rival.last_day)
    return first if first == last else f"{first} {DASH} {last}"
