"""Imports of bills, and the rows of theirs that wait. Implements ``ImportService``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from huanqing.application import figures
from huanqing.application.read_models import ImportReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huanqing.application.bill_rows import BillReader
    from huanqing.application.ports import Clock, OpenUnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import (
        ActionRow,
        BatchRow,
        BillSource,
        RowChoice,
        RowKey,
        WaitingRow,
    )


class OpenImports:
    """Imports of bills, and the rows of theirs that wait. Implements ``ImportService``."""

    def __init__(self, open_uow: OpenUnitOfWork, reader: BillReader, clock: Clock) -> None:
        """Bind the use cases."""
        self._open = open_uow
        self._reader = reader
        self._clock = clock

    def run(
        self,
        sources: Sequence[BillSource],
        *,
        dry_run: bool,
        choices: Mapping[RowKey, RowChoice] | None = None,
        progress: Progress | None = None,
        keep_rows: bool = True,
    ) -> ImportReport:
        """Preview or book the files; see ``application.import_bills``.

        Without ``keep_rows`` the report only counts: for large imports.
        """
        from huanqing.application.import_bills import import_bills  # noqa: PLC0415 - not at start

        with self._open() as uow:
            report = import_bills(
                uow,
                self._reader,
                sources,
                self._clock.now_text(),
                choices=choices,
                keep_rows=keep_rows,
                progress=progress,
            )
            if report.batch_id is not None:
                figures.refuse_broken(uow)
            if not dry_run and report.batch_id is not None:
                uow.commit()
                return report
        return ImportReport(None, report.files, report.failures, report.needs_review)

    def waiting(self) -> list[WaitingRow]:
        """Return the imported rows that wait for a decision, oldest first."""
        with self._open() as uow:
            return uow.imports.waiting()

    def decide(self, choices: Mapping[int, RowChoice]) -> None:
        """Book or set aside waiting rows by their ids; one undoable action."""
        from huanqing.application.decide_rows import decide_rows  # noqa: PLC0415 - not at start

        with self._open() as uow:
            decide_rows(uow, choices)
            figures.refuse_broken(uow)
            uow.commit()

    def history(self) -> list[BatchRow]:
        """Return the batches, newest first."""
        with self._open() as uow:
            return uow.imports.history()

    def undo(self, batch_id: int) -> ActionRow:
        """Undo one import: the action itself where it is the last, else as a new action."""
        from huanqing.application.import_refunds import (  # noqa: PLC0415 - not at start
            date_refunds,
        )

        with self._open() as uow:
            last = uow.journal.next_undo()
            if last is not None and last.action_id == uow.journal.action_of_batch(batch_id):
                uow.journal.undo()
                uow.commit()
                return last
            uow.journal.begin("remove_batch", {"batch": str(batch_id)})
            date_refunds(uow.refunds, uow.imports.remove_batch(batch_id))
            figures.refuse_broken(uow)
            done = uow.journal.next_undo()
            uow.commit()
        return cast("ActionRow", done)  # The action that was begun here.
