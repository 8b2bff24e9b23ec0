"""Prepares every text and figure of the overview, so that the view only shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.domain.statement import StatementState
from huanqing.ui.error_labels import error_text
from huanqing.ui.formatting import DASH, Formatter
from huanqing.ui.labels import counted
from huanqing.ui.widgets.limit_ring import RingFigures
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.read_models import EntryRow, Overview, StatementRow
    from huanqing.application.services import LedgerService, Progress
    from huanqing.domain.credit_limit import DayFigures
    from huanqing.ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class FigureText:
    """A card's figure, its note and the note's tone."""

    figure: str
    note: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class OverviewState:
    """What the overview shows; ``overdue`` is None while nothing is."""

    is_empty: bool
    ring: RingFigures
    total: str
    used: str
    limit_note: str
    limit_tone: str
    due: FigureText
    owed: FigureText
    overdue: FigureText | None
    recent: tuple[EntryRow, ...]


class OverviewViewModel(QObject):
    """Loads the overview; ``state_changed`` when there is something new to show."""

    state_changed = Signal()
    message_changed = Signal(object)

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._formatter = formatter
        self._overview: Overview | None = None
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def state(self) -> OverviewState | None:
        """What to show, None before the first load."""
        return None if self._overview is None else self._state_of(self._overview)

    def refresh(self) -> None:
        """Load the figures."""
        self._runner.submit(self, self._load, self._show, self._fail)

    def _load(self, progress: Progress) -> Overview:
        return self._service.overview(progress)

    def _show(self, overview: Overview) -> None:
        self._overview = overview
        self.message_changed.emit(None)
        self.state_changed.emit()

    def _fail(self, error: Exception) -> None:
        self.message_changed.emit(Message(error_text(error, self._formatter.money), "bad"))

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.state_changed.emit()

    def _state_of(self, overview: Overview) -> OverviewState:
        money = self._formatter.money
        limit = overview.limit
        note, tone = self._limit_note(limit)
        return OverviewState(
            is_empty=overview.entry_count == 0,
            ring=self._ring(limit),
            total=self.tr("Unknown") if limit.total_fen is None else money(limit.total_fen),
            used=money(limit.used_fen),
            limit_note=note,
            limit_tone=tone,
            due=self._due(overview.next_due, overview.today),
            owed=FigureText(money(overview.owed_fen), self._owed_note(overview)),
            overdue=self._overdue(overview),
            recent=overview.recent,
        )

    def _ring(self, limit: DayFigures) -> RingFigures:
        caption = self.tr("Available limit")
        if limit.available_fen is None or limit.total_fen is None:
            return RingFigures(None, self.tr("Unknown"), caption, "muted")
        tone = "bad" if limit.available_fen < 0 else "text"
        figure = self._formatter.money(limit.available_fen)
        if self._formatter.hides_amounts:
            return RingFigures(None, figure, caption, "text")
        share = limit.used_fen * 1000 // limit.total_fen if limit.total_fen > 0 else 1000
        return RingFigures(min(max(share, 0), 1000), figure, caption, tone)

    def _limit_note(self, limit: DayFigures) -> tuple[str, str]:
        if limit.is_frozen:
            return self.tr("The limit is frozen"), "bad"
        if limit.available_fen is None:
            return self.tr("Unknown: enter your limit"), "warning"
        if limit.available_fen < 0 and not self._formatter.hides_amounts:
            return self.tr("More is used than the limit"), "bad"
        return "", ""

    def _due(self, statement: StatementRow | None, today: date) -> FigureText:
        if statement is None:
            return FigureText(DASH, self.tr("Nothing is due"), "good")
        due_date = statement.figures.due_date
        note = self.tr("due {0}, {1}").format(
            self._formatter.day_of_year(due_date), self._countdown((due_date - today).days)
        )
        if statement.state is StatementState.UNBILLED:
            note = self.tr("{0}, not billed yet").format(note)
        return FigureText(self._formatter.money(statement.figures.left_fen), note)

    def _countdown(self, days: int) -> str:
        if days == 0:
            return self.tr("today")
        if days == 1:
            return self.tr("tomorrow")
        if days < 0:
            return counted(-days, self.tr("1 day ago"), self.tr("{0} days ago"))
        return self.tr("in {0} days").format(days)

    def _owed_note(self, overview: Overview) -> str:
        if overview.open_questions == 0:
            return self.tr("Over all statements")
        return counted(
            overview.open_questions,
            self.tr("1 entry waits for your answer"),
            self.tr("{0} entries wait for your answer"),
        )

    def _overdue(self, overview: Overview) -> FigureText | None:
        if overview.overdue_count == 0:
            return None
        note = counted(
            overview.overdue_count,
            self.tr("1 statement is overdue: pay today"),
            self.tr("{0} statements are overdue: pay today"),
        )
        return FigureText(self._formatter.money(overview.overdue_fen), note, "bad")
