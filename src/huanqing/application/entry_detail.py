"""One entry in full: its schedule as it stands, where its money went, what happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from huanqing.application import figures
from huanqing.application.entry_models import AllocationRow, EntryDetail, RawRow, ScheduleRow
from huanqing.application.entry_ports import DebtFacts
from huanqing.application.entry_records import entry_of
from huanqing.application.locked_statements import locked_dates
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    Purchase,
    Refund,
    Repayment,
    StatementInstalment,
)
from huanqing.domain.replay import Replay
from huanqing.domain.schedule import ScheduledLine, Scheduler
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.domain.entries import Entry
    from huanqing.domain.statement import InstalmentFigures, StatementFigures

PAYERS = {"repayment": Repayment, "refund": Refund, "adjustment": Adjustment}

CAPTIONS = {
    "jd v1": "交易时间 交易分类 商户名称 交易说明 收/支 金额 收/付款方式 交易状态"
    " 交易订单号 商家订单号 备注",
    "jd v2": "交易时间 商户名称 交易说明 金额 收/付款方式 交易状态 收/支 交易分类"
    " 交易订单号 商家订单号 备注",
}
"""The columns of the layouts as they are known; a bill with others shows its cells alone."""


def debt_facts(uow: UnitOfWork, day: date, progress: Progress | None = None) -> DebtFacts:
    """Return what the replay knows of the entries that opened debts, at the end of ``day``."""
    standing = figures.standing_on(uow, day, progress)
    left: dict[str, int] = {}
    overdue: set[str] = set()
    for statement in standing.replay.open_statements():
        is_overdue = statement.state_on(day) is StatementState.OVERDUE
        for line in statement.instalments:
            if line.left_fen:
                left[line.purchase_id] = left.get(line.purchase_id, 0) + line.left_fen
                if is_overdue:
                    overdue.add(line.purchase_id)
    locked = _locked(uow, standing)
    rows = uow.search.debt_rows({*left, *locked})
    return DebtFacts(
        day=day,
        left={rows[name]: fen for name, fen in left.items() if name in rows},
        overdue=frozenset(rows[name] for name in overdue if name in rows),
        locked=frozenset(rows[name] for name in locked if name in rows),
    )


def _locked(uow: UnitOfWork, standing: figures.Standing) -> set[str]:
    dates = locked_dates(uow)
    if not dates:
        return set()
    found = _statements_of(uow, standing, dates)
    return {line.purchase_id for each in found.values() for line in each.instalments}


def _statements_of(
    uow: UnitOfWork, standing: figures.Standing, dates: Iterable[date]
) -> dict[date, StatementFigures]:
    """Return the statements of a few dates with their lines, as they stand."""
    wanted = frozenset(dates)
    stored = uow.replays.closed(standing.replay.day - ONE_DAY, with_lines=True, only=wanted)
    every = (*stored, *standing.closed, *standing.replay.open_statements())
    return {each.statement_date: each for each in every if each.statement_date in wanted}


def detail_of(uow: UnitOfWork, rowid: int, facts: DebtFacts) -> EntryDetail:
    """Return one entry in full; raises KeyError where it is gone."""
    record = uow.entries.record_at(rowid)
    if record is None:
        raise KeyError(rowid)
    (row,) = uow.search.rows([rowid], facts)
    refunds = uow.search.refunds_of(rowid) if record.kind == "purchase" else []
    return EntryDetail(
        row=row,
        record=record,
        schedule=schedule_of(uow, record, facts.day),
        refunds=tuple(uow.search.rows(refunds, facts)),
        allocations=allocations_of(uow, record),
        history=uow.search.history(rowid),
        raw=_captioned(uow.search.raw(rowid)),
    )


def schedule_of(uow: UnitOfWork, record: EntryRecord, day: date) -> tuple[ScheduleRow, ...]:
    """Return the lines of what opened a debt as they stand at the end of ``day``."""
    if record.kind not in {"purchase", "adjustment", "statement_instalment"}:
        return ()
    entry = entry_of(record)
    lines = _scheduled(Scheduler(uow.account.get()), entry)
    if not lines:
        return ()
    standing = figures.standing_on(uow, day)
    statements = _statements_of(uow, standing, (line.statement_date for line in lines))
    edits = entry.edited_lines if isinstance(entry, Purchase) else ()
    edited = {each.period for each in edits}
    rows = []
    for line in lines:
        statement = statements.get(line.statement_date)
        found = None if statement is None else _line_of(statement, record.id, line.period)
        due = statement.due_date if statement else line.due_date
        rows.append(
            ScheduleRow(
                period=line.period,
                periods=len(lines),
                statement_date=line.statement_date,
                due_date=due,
                principal_fen=found.principal_fen if found else line.principal_fen,
                fee_fen=found.fee_fen if found else line.fee_fen,
                left_fen=found.left_fen if found else line.principal_fen + line.fee_fen,
                state=_state(line.statement_date, due, found, day),
                is_edited=line.period in edited,
            )
        )
    return tuple(rows)


def _scheduled(scheduler: Scheduler, entry: Entry) -> list[ScheduledLine]:
    if isinstance(entry, Purchase):
        return scheduler.lines_of(entry)
    if isinstance(entry, StatementInstalment):
        return scheduler.lines_of_conversion(entry)
    if isinstance(entry, Adjustment) and entry.amount_fen > 0:
        return [scheduler.line_of_adjustment(entry.day, entry.amount_fen, entry.id)]
    return []


def _line_of(statement: StatementFigures, name: str, period: int) -> InstalmentFigures | None:
    lines = statement.instalments
    return next((x for x in lines if x.purchase_id == name and x.period == period), None)


def _state(
    statement_date: date, due: date, found: InstalmentFigures | None, day: date
) -> StatementState:
    """Return where a line stands; unlike a statement it is paid as soon as nothing is left."""
    if found is not None and found.left_fen == 0:
        return StatementState.PAID
    if statement_date > day:
        return StatementState.UNBILLED
    return StatementState.OVERDUE if day > due else StatementState.BILLED


def allocations_of(uow: UnitOfWork, record: EntryRecord) -> tuple[AllocationRow, ...]:
    """Return where the money of a repayment, a refund or a lowering adjustment went."""
    payer = PAYERS.get(record.kind)
    if payer is None or record.state not in {"", "booked"}:
        return ()
    day = date.fromisoformat(record.day)
    account = uow.account.get()
    dump = uow.replays.latest(day - ONE_DAY)
    replay = Replay(account) if dump is None else Replay.restore(account, dump)
    entries = uow.entries.replayable(replay.day, day)
    for entry in takewhile(lambda x: not isinstance(x, payer) or x.id != record.id, entries):
        replay.apply(entry)
    return _described(uow, _allocated(replay, entry_of(record)))


def _allocated(replay: Replay, payer: Entry) -> list[Allocation]:
    """Return the allocations of one entry, which is applied."""
    found: list[Allocation] = []
    replay.take_closed()
    before = _principals(replay.open_statements(), payer)
    replay.on_allocation = lambda _payer, allocation: found.append(allocation)
    replay.apply(payer)
    after = _principals([*replay.open_statements(), *replay.take_closed()], payer)
    # A refund first takes its purchase's principal away, which is no payment of it.
    taken = [
        Allocation(
            target=AllocationTarget.PRINCIPAL,
            amount_fen=principal - after.get(key, 0),
            statement_date=key[0],
            purchase_id=payer.purchase_id if isinstance(payer, Refund) else None,
            period=key[1],
        )
        for key, principal in before.items()
        if principal > after.get(key, 0)
    ]
    return [*sorted(taken, key=lambda each: -(each.period or 0)), *found]


def _principals(
    statements: Iterable[StatementFigures], payer: Entry
) -> dict[tuple[date, int], int]:
    if not isinstance(payer, Refund):
        return {}
    return {
        (each.statement_date, line.period): line.principal_fen
        for each in statements
        for line in each.instalments
        if line.purchase_id == payer.purchase_id
    }


def _described(uow: UnitOfWork, found: list[Allocation]) -> tuple[AllocationRow, ...]:
    names = sorted({each.purchase_id for each in found if each.purchase_id})
    bought = uow.entries.rows(names)
    rows = []
    for each in found:
        entry = bought.get(each.purchase_id or "")
        rows.append(
            AllocationRow(
                target=each.target,
                amount_fen=each.amount_fen,
                statement_date=each.statement_date,
                purchase_id=each.purchase_id or "",
                period=each.period,
                description=(entry.description or entry.counterparty) if entry else "",
            )
        )
    return tuple(rows)


def _captioned(found: tuple[RawRow, str] | None) -> RawRow | None:
    """Return the row with the captions of its layout where its cells fit them."""
    if found is None:
        return None
    row, layout = found
    captions = CAPTIONS.get(layout, "").split()
    texts = [text for _, text in row.cells]
    if len(texts) < len(captions) or any(texts[len(captions) :]):
        return row
    cells = zip(captions, texts, strict=False)
    return replace(row, cells=tuple(cells)) if captions else row
