"""Rows of earlier imports that are booked nowhere, and the user's decisions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.application.bill_rows import RowKind
from huanqing.application.booked_rows import INSTALMENTS_HINT
from huanqing.application.read_models import RowChoice, WaitingRow
from huanqing.application.row_choices import choosable_kinds
from huanqing.ui.labels import counted
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.table_models.row_choices import SKIP
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class WaitingViewModel(LedgerViewModel):
    """Holds the rows that wait; ``message_changed`` carries a Message."""

    rows_loaded = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self.rows: list[WaitingRow] = []

    def refresh(self) -> None:
        """Load the rows that wait."""

        def work(_progress: Progress) -> list[WaitingRow]:
            return self._service.imports.waiting()

        self._runner.submit(self, work, self._show, self._fail)

    def set_aside(self, rows: Sequence[WaitingRow]) -> None:
        """Book the rows nowhere and do not ask about them again."""
        one, many = self.tr("1 row was set aside."), self.tr("{0} rows were set aside.")
        self._decide(rows, SKIP, counted(len(rows), one, many))

    def book_as(
        self, rows: Sequence[WaitingRow], kind: RowKind, terms: RowChoice | None = None
    ) -> None:
        """Book the rows as a kind; purchases in the periods of ``terms`` if given."""
        given = terms or RowChoice()
        choice = RowChoice(
            kind=kind,
            periods=given.periods,
            fee_rate_ppm=given.fee_rate_ppm,
            free_periods=given.free_periods,
        )
        one, many = self.tr("1 row was decided."), self.tr("{0} rows were decided.")
        self._decide(rows, choice, counted(len(rows), one, many))

    def _decide(self, rows: Sequence[WaitingRow], choice: RowChoice, words: str) -> None:
        choices = {each.row_id: choice for each in rows}
        if not choices:
            return

        def work(_progress: Progress) -> None:
            self._service.imports.decide(choices)

        def show(_nothing: None) -> None:
            self.message_changed.emit(Message(words, "good"))

        self._runner.submit(self, work, show, self._fail, changes_ledger=True)

    def _show(self, rows: list[WaitingRow]) -> None:
        self.rows = rows
        self.rows_loaded.emit()


def kinds_for(rows: Sequence[WaitingRow]) -> tuple[RowKind, ...]:
    """Return the kinds that every one of the rows may get, except what it waits as."""
    if not rows:
        return ()
    shared = set(choosable_kinds(rows[0].row))
    for each in rows:
        shared &= set(choosable_kinds(each.row)) - {each.row.kind}
    return tuple(kind for kind in choosable_kinds(rows[0].row) if kind in shared)


def asks_for_periods(rows: Sequence[WaitingRow], kind: RowKind) -> bool:
    """Return whether booking the rows as this kind needs the number of periods."""
    is_purchase = kind is RowKind.PURCHASE
    return is_purchase and any(
        INSTALMENTS_HINT in each.row.hints and not each.row.periods for each in rows
    )
