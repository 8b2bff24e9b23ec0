"""What stands below the first figures and comes after them: alerts, the plan, the limit ahead.

Also lets every figure of the overview be asked where it comes from. Loaded after the start.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from huanqing.domain.derivation import Figure, Question
from huanqing.ui.limit.sparkline import LimitSparkline
from huanqing.ui.overview.alert_block import AlertBlock
from huanqing.ui.overview.plan_block import PlanBlock
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.parts import Card, make_button, make_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.limit_models import LimitProjection
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import Overview
    from huanqing.ui.context import UiContext
    from huanqing.ui.overview.cards import AmountCard, LimitCard
    from huanqing.ui.overview.step_list import StepList

_DAYS = 90


class OverviewAhead(QObject):
    """``page_requested`` carries a page's key, ``message_changed`` a Message or None."""

    page_requested = Signal(str)
    message_changed = Signal(object)

    def __init__(
        self, context: UiContext, grid: QGridLayout, first_row: int, page: QWidget
    ) -> None:
        super().__init__(page)
        self.alert_block = AlertBlock(context)
        self.plan_block = PlanBlock(context)
        self.limit_block = LimitBlock(context)
        blocks = (self.alert_block, self.plan_block, self.limit_block)
        for row, block in enumerate(blocks, start=first_row):
            grid.addWidget(block, row, 0, 1, 2)
        self.alert_block.page_requested.connect(self.page_requested)
        self.plan_block.plan_requested.connect(self._on_plan_requested)
        self.limit_block.limit_requested.connect(self._on_limit_requested)
        self.plan_block.view_model.message_changed.connect(self.message_changed)
        self.alert_block.view_model.message_changed.connect(self.message_changed)

    def refresh(self) -> None:
        """Load what is shown here."""
        self.alert_block.refresh()
        self.plan_block.view_model.refresh()
        self.limit_block.refresh()

    @Slot()
    def _on_plan_requested(self) -> None:
        self.page_requested.emit("plan")

    @Slot()
    def _on_limit_requested(self) -> None:
        self.page_requested.emit("limit")


class LimitBlock(Card):
    """The limit of the next ninety days; hidden while the limit is unknown."""

    limit_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.sparkline = LimitSparkline(context)
        self.open_button = make_button(
            self.tr("Open the limit"), description=self.tr("Show the limit page")
        )
        head = QHBoxLayout()
        head.addWidget(make_label("heading", self.tr("Available limit, the next 90 days")))
        head.addSpacing(METRICS.gap)
        head.addStretch(1)
        head.addWidget(self.open_button)
        self.body.addLayout(head)
        self.body.addWidget(self.sparkline)
        self.open_button.clicked.connect(self.limit_requested)
        self.hide()

    def refresh(self) -> None:
        """Load the days."""
        service = self._context.service

        def work(progress: Progress) -> LimitProjection:
            until = service.today() + timedelta(days=_DAYS)
            return service.limits.projection(until, None, progress)

        self._context.runner.submit(self, work, self._show, self._on_failed)

    def _show(self, projection: LimitProjection) -> None:
        is_known = projection.days[-1].available_fen is not None
        if is_known:
            self.sparkline.show_projection(projection)
        self.setVisible(is_known)

    def _on_failed(self, _error: Exception) -> None:
        """Leave it out: the page of the limit says what is wrong."""
        self.hide()


def let_figures_ask(
    overview: Overview, limit: LimitCard, due: AmountCard, owed: AmountCard, steps: StepList
) -> None:
    """Let the figures of the cards, and of what to pay next, be asked where they come from."""
    available = Question(figure=Figure.AVAILABLE)
    let_ask(limit.ring, available if overview.limit.available_fen is not None else None)
    total = Question(figure=Figure.TOTAL) if overview.limit.total_fen is not None else None
    let_ask(limit.total, total)
    # Without a temporary limit there is nothing to ask about, and no words to name it by.
    let_ask(limit.temporary, total if limit.temporary.text() else None)
    let_ask(limit.used, Question(figure=Figure.USED))
    let_ask(owed.figure, Question(figure=Figure.OWED))
    next_due = overview.next_due
    left = None
    if next_due is not None:
        left = Question(figure=Figure.STATEMENT_LEFT, day=next_due.figures.statement_date)
    overdue = Question(figure=Figure.OVERDUE) if overview.overdue_count else None
    let_ask(due.figure, overdue or left)
    # Where something is overdue, the note tells what is due after it.
    let_ask(due.note, left if overdue is not None else None)
    asked = {"bad": overdue, "warning": left}
    for step, label in steps.shown:
        let_ask(label, asked.get(step.tone) if step.page == "statements" else None)
