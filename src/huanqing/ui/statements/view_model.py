"""Loads statements and the lines of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.domain.statement import StatementState
from huanqing.ui.error_labels import error_text
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.read_models import StatementLineRow, StatementRow
    from huanqing.application.services import LedgerService, Progress
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class StatementsViewModel(QObject):
    """Holds the statements, newest first, and which one is chosen."""

    statements_loaded = Signal()
    lines_loaded = Signal()
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
        self._chosen: date | None = None
        self.statements: list[StatementRow] = []
        self.lines: list[StatementLineRow] = []
        self.is_loaded = False

    @property
    def chosen(self) -> date | None:
        """The statement date of the chosen statement."""
        return self._chosen

    @property
    def lines_title(self) -> str:
        """The heading over the instalments."""
        if self._chosen is None:
            return self.tr("Instalments")
        return self.tr("Instalments of {0}").format(self._formatter.day(self._chosen))

    def refresh(self) -> None:
        """Load the statements; keeps the choice where it is still there."""

        def work(progress: Progress) -> list[StatementRow]:
            return self._service.statements(progress)

        self._runner.submit(self, work, self._show, self._fail)

    def choose(self, statement_date: date) -> None:
        """Show the lines of another statement."""
        if statement_date != self._chosen:
            self._chosen = statement_date
            self._load_lines(statement_date)

    def _show(self, statements: list[StatementRow]) -> None:
        self.statements = statements[::-1]
        self.is_loaded = True
        dates = {row.figures.statement_date for row in statements}
        if self._chosen not in dates:
            self._chosen = _most_relevant(statements)
        self.message_changed.emit(None)
        self.statements_loaded.emit()
        if self._chosen is not None:
            self._load_lines(self._chosen)

    def _load_lines(self, statement_date: date) -> None:
        def work(_progress: Progress) -> list[StatementLineRow]:
            return self._service.statement_lines(statement_date)

        def show(lines: list[StatementLineRow]) -> None:
            if statement_date == self._chosen:
                self.lines = lines
                self.lines_loaded.emit()

        self._runner.submit(self, work, show, self._fail)

    def _fail(self, error: Exception) -> None:
        self.message_changed.emit(Message(error_text(error, self._formatter.money), "bad"))


def _most_relevant(statements: list[StatementRow]) -> date | None:
    """Return the first statement that is not paid, else the newest; None without any."""
    for row in statements:
        if row.state is not StatementState.PAID:
            return row.figures.statement_date
    return statements[-1].figures.statement_date if statements else None
