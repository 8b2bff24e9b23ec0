"""Checkpoints of the replay: derived data, dropped when an entry before them changes."""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from huanqing.domain.statement import InstalmentFigures, StatementFigures
from huanqing.infrastructure.persistence.entry_store import forget_figures
from huanqing.infrastructure.persistence.tables import checkpoint, closed_statement

if TYPE_CHECKING:
    from collections.abc import Collection


class SqlReplayStore:
    """Checkpoints within the open transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work within the open transaction."""
        self._connection = connection

    def latest(self, until: date) -> dict[str, object] | None:
        """Return the newest checkpoint on or before ``until``."""
        packed = self._connection.execute(
            select(checkpoint.c.state)
            .where(checkpoint.c.day <= until.isoformat())
            .order_by(checkpoint.c.day.desc())
            .limit(1)
        ).scalar()
        if packed is None:
            return None
        state: dict[str, object] = json.loads(zlib.decompress(packed))
        return state

    def save(self, day: date, dump: dict[str, object], closed: list[StatementFigures]) -> None:
        """Keep a checkpoint and the statements closed since the one before."""
        if self._connection.execute(
            select(checkpoint.c.id).where(checkpoint.c.day == day.isoformat())
        ).first():
            return
        packed = zlib.compress(json.dumps(dump).encode(), 1)
        self._connection.execute(insert(checkpoint).values(day=day.isoformat(), state=packed))
        rows = [
            {
                "statement_date": each.statement_date.isoformat(),
                "closed_on": day.isoformat(),
                "due_date": each.due_date.isoformat(),
                "principal": each.principal_fen,
                "fee": each.fee_fen,
                "penalty": each.penalty_fen,
                "paid": each.paid_fen,
                "lines": _pack(each.instalments),
            }
            for each in closed
        ]
        if rows:
            # A checkpoint of a later day may know the statement already: it was closed by now.
            new = insert(closed_statement)
            earlier = func.min(closed_statement.c.closed_on, new.excluded.closed_on)
            upsert = new.on_conflict_do_update(
                index_elements=["statement_date"], set_={"closed_on": earlier}
            )
            self._connection.execute(upsert, rows)

    def closed(
        self, until: date, *, with_lines: bool, only: Collection[date] | None = None
    ) -> list[StatementFigures]:
        """Return the statements that the newest checkpoint up to ``until`` knows as closed."""
        newest = self._connection.execute(
            select(func.max(checkpoint.c.day)).where(checkpoint.c.day <= until.isoformat())
        ).scalar()
        table = closed_statement
        columns = [column for column in table.columns if with_lines or column is not table.c.lines]
        chosen = select(*columns).where(table.c.closed_on <= (newest or ""))
        if only is not None:
            chosen = chosen.where(table.c.statement_date.in_([day.isoformat() for day in only]))
        rows = self._connection.execute(chosen.order_by(table.c.statement_date))
        return [
            StatementFigures(
                date.fromisoformat(row.statement_date),
                date.fromisoformat(row.due_date),
                row.principal,
                row.fee,
                row.penalty,
                row.paid,
                _unpack(row.lines) if with_lines else (),
            )
            for row in rows
        ]

    def clear(self) -> None:
        """Drop every checkpoint."""
        forget_figures(self._connection, None)


def _pack(lines: tuple[InstalmentFigures, ...]) -> bytes:
    plain = [
        [
            line.purchase_id,
            line.period,
            line.periods,
            line.principal_fen,
            line.fee_fen,
            line.left_fen,
        ]
        for line in lines
    ]
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), 1)


def _unpack(packed: bytes) -> tuple[InstalmentFigures, ...]:
    return tuple(InstalmentFigures(*line) for line in json.loads(zlib.decompress(packed)))
