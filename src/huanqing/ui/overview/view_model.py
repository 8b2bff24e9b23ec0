"""Prepares every text and figure of the overview, so that the view only shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.progress import Cancelled
from huanqing.domain.statement import StatementState
from huanqing.lean_tuple import LeanTuple
from huanqing.ui.formatting import DASH, Formatter
from huanqing.ui.labels import counted
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.overriding import override
from huanqing.ui.overview.next_steps import NextStep, freeze_text, next_steps
from huanqing.ui.widgets.limit_ring import RingFigures

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import EntryRow, Overview, StatementRow
    from huanqing.application.services import LedgerService
    from huanqing.ui.task_runner import TaskRunner


class FigureText(LeanTuple):
    """A card's name, its figure, its note and the note's tone."""

    name: str
    figure: str
    note: str
    tone: str = ""


class LimitText(LeanTuple):
    """The ring, and the words beside it; ``temporary`` is empty without such a limit."""

    ring: RingFigures
    total: str
    used: str
    temporary: str
    note: str
    tone: str


class OverviewState(LeanTuple):
    """What the overview shows; without ``steps`` there is nothing to do."""

    is_empty: bool
    limit: LimitText
    due: FigureText
    owed: FigureText
    steps: tuple[NextStep, ...]
    recent: tuple[EntryRow, ...]


class OverviewViewModel(LedgerViewModel):
    """Loads the overview; ``state_changed`` when there is something new to show."""

    state_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
        first: Overview | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._overview = first
        self._task = 0
        self._is_loading = False
        self._has_given_up = False
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def overview(self) -> Overview | None:
        """The figures that are shown."""
        return self._overview

    @property
    def state(self) -> OverviewState | None:
        """What to show, None before the first load of a ledger that came without figures."""
        return None if self._overview is None else self._state_of(self._overview)

    def refresh(self) -> None:
        """Load the figures."""
        self._is_loading = True
        self._task = self._runner.submit(self, self._load, self._show, self._fail)

    def give_up(self) -> bool:
        """Stop loading, because other work waits for it; return whether there was any."""
        self._runner.drop(self._task)
        self._has_given_up = self._is_loading
        return self._is_loading

    def _load(self, progress: Progress) -> Overview:
        return self._service.overview(progress)

    def _show(self, overview: Overview) -> None:
        self._is_loading = self._has_given_up = False
        self._overview = overview
        self.message_changed.emit(None)
        self.state_changed.emit()

    @override
    def _fail(self, error: Exception) -> None:
        self._is_loading = False
        if self._has_given_up and isinstance(error, Cancelled):
            return
        super()._fail(error)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.state_changed.emit()

    def _state_of(self, overview: Overview) -> OverviewState:
        return OverviewState(
            is_empty=overview.is_empty,
            limit=self._limit(overview),
            due=self._overdue(overview) if overview.overdue_count else self._due(overview),
            owed=self._owed(overview),
            steps=next_steps(overview, self._formatter, self._countdown),
            recent=overview.recent,
        )

    def _limit(self, overview: Overview) -> LimitText:
        money, total = self._formatter.money, overview.limit.total_fen
        note, tone = self._limit_note(overview)
        return LimitText(
            ring=self._ring(overview),
            total=self.tr("Unknown") if total is None else money(total),
            used=money(overview.limit.used_fen),
            temporary=self._temporary(overview),
            note=note,
            tone=tone,
        )

    def _ring(self, overview: Overview) -> RingFigures:
        limit = overview.limit
        caption = self.tr("Available limit")
        if limit.available_fen is None or limit.total_fen is None:
            return RingFigures(None, self.tr("Unknown"), caption, "muted")
        tone = "bad" if limit.available_fen < 0 else "text"
        figure = self._formatter.money(limit.available_fen)
        if self._formatter.hides_amounts:
            return RingFigures(None, figure, caption, "text", is_frozen=limit.is_frozen)
        used, temporary = 1000, 0
        if limit.total_fen > 0:
            used = _permille(limit.used_fen, limit.total_fen)
            if overview.temporary_limit_ends is not None:
                temporary = _permille(overview.temporary_limit_fen, limit.total_fen)
        return RingFigures(used, figure, caption, tone, temporary, is_frozen=limit.is_frozen)

    def _temporary(self, overview: Overview) -> str:
        """Return the temporary limit that ends first, with its last day."""
        ends = overview.temporary_limit_ends
        if ends is None:
            return ""
        return self.tr("{0} of it until {1}").format(
            self._formatter.money(overview.temporary_limit_fen), self._formatter.day_of_year(ends)
        )

    def _limit_note(self, overview: Overview) -> tuple[str, str]:
        limit = overview.limit
        if limit.is_frozen:
            return freeze_text(overview.freeze_until, self._formatter), "bad"
        if limit.available_fen is None:
            return self.tr("Unknown: enter your limit"), "warning"
        if limit.available_fen < 0 and not self._formatter.hides_amounts:
            return self.tr("More is used than the limit"), "bad"
        return "", ""

    def _due(self, overview: Overview) -> FigureText:
        name, statement = self.tr("Next due"), overview.next_due
        if statement is None:
            return FigureText(name, DASH, self.tr("Nothing is due"), "good")
        note = self._due_note(statement, overview.today)
        return FigureText(name, self._formatter.money(statement.figures.left_fen), note)

    def _due_note(self, statement: StatementRow, today: date) -> str:
        due_date = statement.figures.due_date
        note = self.tr("due {0}, {1}").format(
            self._formatter.day_of_year(due_date), self._countdown((due_date - today).days)
        )
        if statement.state is StatementState.UNBILLED:
            return self.tr("{0}, not billed yet").format(note)
        return note

    def _countdown(self, days: int) -> str:
        if days == 0:
            return self.tr("today")
        if days == 1:
            return self.tr("tomorrow")
        if days < 0:
            return counted(-days, self.tr("1 day ago"), self.tr("{0} days ago"))
        return self.tr("in {0} days").format(days)

    def _owed(self, overview: Overview) -> FigureText:
        note = self.tr("Over all statements")
        if overview.pending_refunds:
            note = counted(
                overview.pending_refunds,
                self.tr("1 refund is not booked yet"),
                self.tr("{0} refunds are not booked yet"),
            )
        return FigureText(
            self.tr("Everything owed"), self._formatter.money(overview.owed_fen), note
        )

    def _overdue(self, overview: Overview) -> FigureText:
        note = counted(
            overview.overdue_count,
            self.tr("1 statement is overdue: pay today"),
            self.tr("{0} statements are overdue: pay today"),
        )
        if overview.next_due is not None:
            then = self._due(overview)
            note = self.tr("{0}. Then {1} {2}").format(note, then.figure, then.note)
        figure = self._formatter.money(overview.overdue_fen)
        return FigureText(self.tr("Overdue"), figure, note, "bad")


def _permille(part_fen: int, whole_fen: int) -> int:
    """Return the share in thousandths, within 0 and 1000; the whole is above zero."""
    return min(max(part_fen * 1000 // whole_fen, 0), 1000)
