"""Accepted plans as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from huanqing.application.entry_record import EntryRecord
from huanqing.application.plan_ports import PlanMark, StoredPlan
from huanqing.infrastructure.persistence.entry_store import UID
from huanqing.infrastructure.persistence.tables import plan, plan_mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.infrastructure.persistence.journal import JournaledTables


class SqlPlanStore:
    """The plans of the open transaction. Implements ``PlanStore``."""

    def __init__(self, connection: Connection, tables: JournaledTables) -> None:
        """Work within the open transaction."""
        self._connection = connection
        self._tables = tables

    def current(self) -> StoredPlan | None:
        """Return the plan that is followed, None without one."""
        query = select(plan).where(plan.c.is_ended == 0).order_by(plan.c.id.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else self._stored(row)

    def all(self) -> list[StoredPlan]:
        """Return every plan that was ever accepted, oldest first."""
        rows = self._connection.execute(select(plan).order_by(plan.c.id)).all()
        return [self._stored(row) for row in rows]

    def add(self, kept: StoredPlan) -> int:
        """Keep a plan with its marks and return its id; its own id does not count."""
        plan_id = self._tables.insert_row(plan, _values(kept))
        for each in kept.marks:
            self.put_mark(plan_id, each)
        return plan_id

    def rewrite(self, kept: StoredPlan) -> None:
        """Replace what is kept under the plan's id, except for its marks."""
        self._tables.update_row(plan, kept.plan_id, _values(kept))

    def put_mark(self, plan_id: int, mark: PlanMark) -> None:
        """Note something of a step, in the place of what was noted before."""
        values = {
            "plan_id": plan_id,
            "step": mark.step,
            "state": mark.state,
            "repayment_uid": mark.repayment,
            "done_at": mark.done_at,
        }
        row_id = self._mark_row(plan_id, mark.step)
        if row_id is None:
            self._tables.insert_row(plan_mark, values)
        else:
            self._tables.update_row(plan_mark, row_id, values)

    def remove_mark(self, plan_id: int, step: int) -> None:
        """Forget what was noted of a step."""
        row_id = self._mark_row(plan_id, step)
        if row_id is not None:
            self._tables.delete_rows(plan_mark, [row_id])

    def repayments(self, since: date, under_way: Sequence[str]) -> list[EntryRecord]:
        """Return the repayments from a day on, and earlier ones that are under way."""
        marks = ", ".join(f":state{number}" for number in range(len(under_way)))
        query = f"""SELECT {UID} AS name, e.day, e.amount, e.state, e.method FROM entry e
            WHERE e.kind = 'repayment' AND (e.day >= :since OR e.state IN ({marks}))
            ORDER BY e.day, name"""  # noqa: S608 - constants and names of places only
        values: dict[str, Any] = {f"state{number}": each for number, each in enumerate(under_way)}
        values["since"] = since.isoformat()
        return [
            EntryRecord(
                id=row.name,
                kind="repayment",
                day=row.day,
                amount_fen=row.amount,
                state=row.state,
                method=row.method,
            )
            for row in self._connection.execute(text(query), values)
        ]

    def _mark_row(self, plan_id: int, step: int) -> int | None:
        query = select(plan_mark.c.id).where(
            plan_mark.c.plan_id == plan_id, plan_mark.c.step == step
        )
        found: int | None = self._connection.execute(query).scalar()
        return found

    def _stored(self, row: Any) -> StoredPlan:  # noqa: ANN401 - a row of the driver
        query = select(plan_mark).where(plan_mark.c.plan_id == row.id).order_by(plan_mark.c.step)
        marks = tuple(
            PlanMark(each.step, each.state, each.repayment_uid, each.done_at)
            for each in self._connection.execute(query)
        )
        kept = StoredPlan(
            plan_id=row.id,
            made_on=row.made_on,
            accepted_at=row.accepted_at,
            problem=row.problem,
            answer=row.answer,
            is_ended=bool(row.is_ended),
        )
        return replace(kept, marks=marks)


def _values(kept: StoredPlan) -> dict[str, Any]:
    return {
        "made_on": kept.made_on,
        "accepted_at": kept.accepted_at,
        "problem": kept.problem,
        "answer": kept.answer,
        "is_ended": int(kept.is_ended),
    }
