"""Loads statements and the lines of the chosen one, and says what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from typing_extensions import override

from huanqing.domain.statement import StatementState
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.statements.texts import (
    StatementDetail,
    detail_of,
    item_of,
    sum_of_left,
    sums_text,
)

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import StatementLineRow, StatementRow
    from huanqing.application.services import LedgerService
    from huanqing.application.statement_models import Reconciliation
    from huanqing.domain.derivation import Derivation
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.table_models.statements import StatementItem
    from huanqing.ui.task_runner import TaskRunner


class StatementFilter(StrEnum):
    """Which statements the list shows."""

    ALL = "all"
    OPEN = "open"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What one look at the ledger brought."""

    today: date
    statements: list[StatementRow]
    reconciliations: dict[date, Reconciliation]


class StatementsViewModel(LedgerViewModel):
    """Holds the statements, newest first, which are shown, and which one is chosen."""

    statements_loaded = Signal()
    lines_loaded = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._chosen: date | None = None
        self._wanted = StatementFilter.ALL
        self._loaded: _Loaded | None = None
        self._has_failed = False
        self.statements: list[StatementRow] = []
        self.lines: list[StatementLineRow] = []
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def today(self) -> date | None:
        """The day of the ledger's answer, None before the first."""
        return None if self._loaded is None else self._loaded.today

    @property
    def chosen(self) -> date | None:
        """The statement date of the chosen statement."""
        return self._chosen

    @property
    def chosen_row(self) -> StatementRow | None:
        """The chosen statement."""
        chosen = self._chosen
        return next((row for row in self.statements if _date_of(row) == chosen), None)

    @property
    def shown(self) -> list[StatementRow]:
        """The statements that the filter lets through, newest first."""
        if self._wanted is StatementFilter.ALL:
            return self.statements
        wants_open = self._wanted is StatementFilter.OPEN
        return [row for row in self.statements if (row.figures.left_fen > 0) is wants_open]

    @property
    def items(self) -> list[StatementItem]:
        """The shown statements in words."""
        loaded = self._loaded
        if loaded is None:
            return []
        return [
            item_of(row, self.reconciliation_of(_date_of(row)), loaded.today, self._formatter)
            for row in self.shown
        ]

    @property
    def sums(self) -> str:
        """What the shown statements come to together."""
        return sums_text(self.shown, self._formatter)

    @property
    def why_left(self) -> Derivation:
        """What is left of the shown statements, as their sum."""
        return sum_of_left(self.shown)

    @property
    def detail(self) -> StatementDetail | None:
        """The header of the chosen statement."""
        row, loaded = self.chosen_row, self._loaded
        if row is None or loaded is None:
            return None
        value = self.reconciliation_of(_date_of(row))
        return detail_of(row, value, loaded.today, self._formatter)

    def reconciliation_of(self, statement_date: date) -> Reconciliation | None:
        """Return what was noted of a statement, None where nothing was."""
        return None if self._loaded is None else self._loaded.reconciliations.get(statement_date)

    def refresh(self) -> None:
        """Load the statements; keeps the choice where it is still there."""

        def work(progress: Progress) -> _Loaded:
            statements = self._service.statements(progress)
            noted = self._service.statement_actions.reconciliations()
            return _Loaded(self._service.today(), statements, noted)

        self._runner.submit(self, work, self._show, self._fail)

    def choose(self, statement_date: date) -> None:
        """Show the lines of another statement."""
        if statement_date != self._chosen:
            self._chosen = statement_date
            self._load_lines(statement_date)

    def filter_by(self, wanted: StatementFilter) -> None:
        """Show other statements; the choice moves where it is no longer among them."""
        if wanted is not self._wanted:
            self._wanted = wanted
            self._show_shown()

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self.statements = loaded.statements[::-1]
        if self._has_failed:
            self._has_failed = False
            self.message_changed.emit(None)
        self._chosen = self._chosen if self.chosen_row else None
        self._show_shown(reload=True)

    def _show_shown(self, *, reload: bool = False) -> None:
        """Keep the choice within what is shown, and load its lines where it is another."""
        before = self._chosen
        if self._chosen not in {_date_of(row) for row in self.shown}:
            self._chosen = _most_relevant(self.shown[::-1])
        self.statements_loaded.emit()
        if self._chosen is None:
            self.lines = []
            self.lines_loaded.emit()
        elif reload or before != self._chosen:
            self._load_lines(self._chosen)

    def _load_lines(self, statement_date: date) -> None:
        def work(_progress: Progress) -> list[StatementLineRow]:
            return self._service.statement_lines(statement_date)

        def show(lines: list[StatementLineRow]) -> None:
            if statement_date == self._chosen:
                self.lines = lines
                self.lines_loaded.emit()

        self._runner.submit(self, work, show, self._fail)

    @override
    def _fail(self, error: Exception) -> None:
        self._has_failed = True
        super()._fail(error)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.statements_loaded.emit()
        self.lines_loaded.emit()


def _date_of(row: StatementRow) -> date:
    return row.figures.statement_date


def _most_relevant(statements: list[StatementRow]) -> date | None:
    """Return the first statement that is not paid, else the newest; None without any."""
    for row in statements:
        if row.state is not StatementState.PAID:
            return _date_of(row)
    return _date_of(statements[-1]) if statements else None
