"""Imports in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import (
    BillRow,
    BillTotals,
    PasswordNeededError,
    RowKind,
    TotalLine,
    UnknownLayoutError,
    WrongPasswordError,
)
from huanqing.application.progress import Cancelled, Progress
from huanqing.application.read_models import (
    ActionRow,
    BatchRow,
    BillSource,
    FileFailure,
    FileReport,
    ImportReport,
    PreviewRow,
    RowChoice,
    RowKey,
    WaitingRow,
)
from huanqing.application.row_choices import CHOSEN, SKIPPED, decided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from threading import Event

LOCK_CODE = "246810"


def make_bill_row(line: int, kind: RowKind = RowKind.PURCHASE) -> BillRow:
    return BillRow(
        line=line,
        time="2026-07-01T10:00:00",
        kind=kind,
        amount_fen=765432 + line,
        refunded_fen=1234,
        method="京东白条",
        counterparty="京东平台商户",
        description=f"猫粮 {line}",
        category="其他网购",
        status="交易成功",
        direction="支出",
        order_no=str(line),
        merchant_order_no="",
        note="",
        periods=1,
        reason="paid_with_baitiao",
        hints=(),
        raw="",
    )


def make_file_report(name: str, outcome: str) -> FileReport:
    rows = (
        PreviewRow(make_bill_row(23), outcome, "paid_with_baitiao"),
        PreviewRow(make_bill_row(24), outcome, "paid_with_baitiao"),
        PreviewRow(make_bill_row(25, RowKind.REVIEW), "review", "unknown_row"),
    )
    stated = BillTotals(3, None, TotalLine(2, 1530911), TotalLine(1, 765457))
    return FileReport(
        name=name,
        sha256="00",
        provider="jd",
        layout="v1",
        rows=rows,
        stated=stated,
        computed=stated,
        agree=True,
        counts={outcome: 2, "review": 1, "undecided": 1},
    )


def decided_report(report: FileReport, choices: Mapping[RowKey, RowChoice]) -> FileReport:
    """Return the report as the choices change it; reviewed rows become new with a kind."""
    rows = []
    for each in report.rows:
        choice = choices.get((report.name, each.row.line))
        if choice is not None and each.outcome != "unchanged":
            row = decided(each.row, choice)
            outcomes = {SKIPPED: "skipped", CHOSEN: "new"}
            rows.append(PreviewRow(row, outcomes.get(row.reason, each.outcome), row.reason))
        else:
            rows.append(each)
    counts = Counter(each.outcome for each in rows)
    return replace(report, rows=tuple(rows), counts=dict(counts))


class FakeImports:
    """Imports every source but those that their names forbid.

    ``locked.zip`` needs ``LOCK_CODE``, ``unknown.csv`` is no bill. ``gate``, where set, keeps an
    import waiting until it is opened or the progress asks to stop.
    """

    def __init__(self) -> None:
        self.batches: list[BatchRow] = []
        self.done: list[ActionRow] = []
        self.undone: list[ActionRow] = []
        self.gate: Event | None = None
        self.writes = 0
        self.given: list[dict[RowKey, RowChoice]] = []
        self.waiting_rows: list[WaitingRow] = []
        self.decided: list[dict[int, RowChoice]] = []

    def run(
        self,
        sources: Sequence[BillSource],
        *,
        dry_run: bool,
        choices: Mapping[RowKey, RowChoice] | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        self.given.append(dict(choices or {}))
        self._wait(progress)
        failures = tuple(
            FileFailure(source.name, error)
            for source in sources
            if (error := self._refusal(source)) is not None
        )
        failed = {failure.name for failure in failures}
        outcome = "unchanged" if any(not batch.is_undone for batch in self.batches) else "new"
        reports = tuple(
            decided_report(make_file_report(source.name, outcome), choices or {})
            for source in sources
            if source.name not in failed
        )
        undecided = sum(report.counts.get("review", 0) for report in reports)
        if dry_run or not reports:
            return ImportReport(None, reports, failures, undecided)
        return ImportReport(self._book(reports), reports, failures, undecided)

    def waiting(self) -> list[WaitingRow]:
        return list(self.waiting_rows)

    def decide(self, choices: Mapping[int, RowChoice]) -> None:
        self.decided.append(dict(choices))
        for each in self.waiting_rows:
            if each.row_id in choices:
                decided(each.row, choices[each.row_id])
        self.waiting_rows = [each for each in self.waiting_rows if each.row_id not in choices]

    def history(self) -> list[BatchRow]:
        return self.batches[::-1]

    def undo(self, batch_id: int) -> ActionRow:
        self._mark(batch_id, is_undone=True)
        action = self.done.pop()
        self.undone.append(action)
        return action

    def undo_last(self) -> ActionRow | None:
        if not self.done:
            return None
        action = self.done.pop()
        self._mark(int(action.arguments["batch"]), is_undone=True)
        self.undone.append(replace(action, is_undone=True))
        return action

    def redo_last(self) -> ActionRow | None:
        if not self.undone:
            return None
        action = self.undone.pop()
        self._mark(int(action.arguments["batch"]), is_undone=False)
        self.done.append(replace(action, is_undone=False))
        return action

    def _wait(self, progress: Progress | None) -> None:
        assert progress is not None
        while progress(1, 3) and self.gate is not None and not self.gate.wait(0.005):
            pass
        if not progress(3, 3):
            raise Cancelled

    def _refusal(self, source: BillSource) -> Exception | None:
        if source.name == "unknown.csv":
            return UnknownLayoutError(source.name)
        if source.name == "locked.zip" and source.password is None:
            return PasswordNeededError(source.name)
        if source.name == "locked.zip" and source.password != LOCK_CODE:
            return WrongPasswordError(source.name)
        return None

    def _book(self, reports: tuple[FileReport, ...]) -> int:
        self.writes += 1
        batch_id = len(self.batches) + 1
        names = tuple(report.name for report in reports)
        self.batches.append(
            BatchRow(
                batch_id, "2026-07-07T09:30:00+08:00", names, 3 * len(names), 2, is_undone=False
            )
        )
        arguments = {"files": str(len(names)), "batch": str(batch_id)}
        self.done.append(ActionRow(batch_id, "import", arguments, "2026-07-07", is_undone=False))
        self.undone.clear()
        return batch_id

    def _mark(self, batch_id: int, *, is_undone: bool) -> None:
        self.batches = [
            replace(batch, is_undone=is_undone) if batch.batch_id == batch_id else batch
            for batch in self.batches
        ]
