"""The book of debts: what is open, what money pays, and the book written down and read back.

It decides only the order in which money pays (ledger.md, "Arithmetic"); which entries come
when, and what a day costs, is the replay's.
"""

from __future__ import annotations

from bisect import insort
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from huanqing.domain.debt import Line, OpenPurchase, OpenStatement
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    Refund,
    Repayment,
)
from huanqing.domain.errors import AllocationError, UnknownPurchaseError
from huanqing.domain.statement import LineFigures, StatementFigures, figures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from huanqing.domain.schedule import ScheduledLine

    AllocationListener = Callable[[Repayment | Refund | Adjustment, Allocation], None]


class DebtBook:
    """The debts of an account at the end of ``day``; amounts are fen and never negative."""

    def __init__(self) -> None:
        """Start before the first day, with no debts."""
        self.day = date.min
        self.unpaid_principal_fen = 0
        self.unpaid_fee_fen = 0
        self.unpaid_penalty_fen = 0
        self.on_allocation: AllocationListener | None = None
        self._purchases: dict[str, OpenPurchase] = {}
        self._statements: dict[date, OpenStatement] = {}
        self._queue: list[tuple[date, date]] = []
        self._lagging: list[tuple[date, int, int, str]] = []
        self._closed: list[StatementFigures] = []

    @property
    def owed_fen(self) -> int:
        """Everything owed: principal, fees and penalties, billed or not."""
        return self.unpaid_principal_fen + self.unpaid_fee_fen + self.unpaid_penalty_fen

    def open_statements(self) -> list[StatementFigures]:
        """Return the statements that are not closed, earliest due first, future ones included."""
        return [figures_of(self._statements[day]) for _, day in self._queue]

    def left_by_due(self, until: date) -> Iterator[tuple[date, date, int]]:
        """Yield due date, statement date and what is left of the open statements due by a day.

        Earliest due first, also those of which nothing is left.
        """
        for due, issued in self._queue:
            if due > until:
                return
            yield due, issued, self._statements[issued].left_fen

    def statement_of(self, statement_date: date) -> StatementFigures | None:
        """Return an open statement as it stands, None where there is none or it is closed."""
        statement = self._statements.get(statement_date)
        return None if statement is None else figures_of(statement)

    def line_of(self, purchase_id: str, period: int) -> LineFigures | None:
        """Return what a line charges and what of it is paid; None once its purchase is closed."""
        purchase = self._purchases.get(purchase_id)
        for line in purchase.lines if purchase else ():
            if line.period == period:
                return LineFigures(
                    line.principal_fen, line.fee_fen, line.paid_principal_fen, line.paid_fee_fen
                )
        return None

    @property
    def recovering(self) -> list[tuple[date, int, int]]:
        """What was freed and is not given back yet: the day it is, principal, fee, in fen."""
        return [held[:3] for held in self._lagging]

    def take_closed(self) -> list[StatementFigures]:
        """Return the statements closed since the last call, and forget them."""
        self._sweep()
        closed, self._closed = self._closed, []
        return closed

    def unpaid_of_purchase(self, purchase_id: str) -> int:
        """Return what is owed for one purchase, without penalties; 0 when nothing is."""
        purchase = self._purchases.get(purchase_id)
        return sum(line.left_fen for line in purchase.lines) if purchase else 0

    def allocations_of_purchase(self, purchase_id: str) -> tuple[Allocation, ...]:
        """Return what pays all that is owed for one purchase, fee before principal."""
        purchase = self._purchases.get(purchase_id)
        return tuple(
            Allocation(
                target=target,
                amount_fen=amount,
                statement_date=line.statement_date,
                purchase_id=purchase_id,
                period=line.period,
            )
            for line in (purchase.lines if purchase else [])
            for target, amount in (
                (AllocationTarget.FEE, line.unpaid_fee_fen),
                (AllocationTarget.PRINCIPAL, line.unpaid_principal_fen),
            )
            if amount
        )

    def _open(
        self, purchase_id: str, order: str, day: date, scheduled: list[ScheduledLine]
    ) -> None:
        periods = len(scheduled)
        opened = self._purchases[purchase_id] = OpenPurchase(day, 0)
        for period, statement_date, due, principal, fee in scheduled:
            statement = self._statements.get(statement_date)
            if statement is None:
                statement = self._statements[statement_date] = OpenStatement(statement_date, due)
                insort(self._queue, (due, statement_date))
            line = Line(purchase_id, period, periods, statement_date, order, principal, fee)
            opened.amount_fen += principal
            opened.lines.append(line)
            lines = statement.lines
            is_last = not lines or lines[-1].order <= order
            lines.append(line)
            if not is_last:
                lines.sort(key=lambda each: each.order)
            statement.unpaid_fen += principal + fee
            self.unpaid_principal_fen += principal
            self.unpaid_fee_fen += fee
        opened.live_lines = periods

    def _pay_in_order(self, payer: Repayment | Refund | Adjustment, amount_fen: int) -> int:
        """Pay earliest due first and return what is left over once nothing is owed."""
        left = amount_fen
        if left:
            for _, day in self._queue:
                statement = self._statements[day]
                if statement.left_fen:
                    left = self._pay_statement(payer, statement, left)
                    if not left:
                        break
            self._sweep()
        return left

    def _pay_statement(
        self, payer: Repayment | Refund | Adjustment, statement: OpenStatement, left: int
    ) -> int:
        left -= self._pay_penalty(payer, statement, left)
        for line in statement.lines:
            if not left:
                break
            if line.fee_fen != line.paid_fee_fen:
                left -= self._pay_line(payer, line, AllocationTarget.FEE, left)
            if line.principal_fen != line.paid_principal_fen:
                left -= self._pay_line(payer, line, AllocationTarget.PRINCIPAL, left)
        return left

    def _pay_penalty(
        self, payer: Repayment | Refund | Adjustment, statement: OpenStatement, limit: int
    ) -> int:
        paid = min(statement.unpaid_penalty_fen, limit)
        if paid:
            statement.paid_penalty_fen += paid
            self.unpaid_penalty_fen -= paid
            if self.on_allocation is not None:
                self._tell(
                    payer,
                    Allocation(
                        target=AllocationTarget.PENALTY,
                        amount_fen=paid,
                        statement_date=statement.statement_date,
                    ),
                )
        return paid

    def _pay_line(
        self,
        payer: Repayment | Refund | Adjustment,
        line: Line,
        target: AllocationTarget,
        limit: int,
    ) -> int:
        if target is AllocationTarget.FEE:
            paid = min(line.fee_fen - line.paid_fee_fen, limit)
            line.paid_fee_fen += paid
            self.unpaid_fee_fen -= paid
        else:
            paid = min(line.principal_fen - line.paid_principal_fen, limit)
            line.paid_principal_fen += paid
            self.unpaid_principal_fen -= paid
        if not paid:
            return 0  # The line's statement may be closed already.
        self._statements[line.statement_date].unpaid_fen -= paid
        if self.on_allocation is not None:
            self._tell(
                payer,
                Allocation(
                    target=target,
                    amount_fen=paid,
                    statement_date=line.statement_date,
                    purchase_id=line.purchase_id,
                    period=line.period,
                ),
            )
        return paid

    def _pay_as_told(self, repayment: Repayment, told: tuple[Allocation, ...]) -> int:
        if sum(each.amount_fen for each in told) != repayment.amount_fen:
            raise AllocationError(repayment.id, "the allocations must sum to the amount")
        if any(each.amount_fen < 0 for each in told):
            raise AllocationError(repayment.id, "an allocation is below zero")
        unknown_debt = 0
        for each in told:
            if each.target is AllocationTarget.UNKNOWN_DEBT:
                unknown_debt += each.amount_fen
            elif self._pay_one(repayment, each) != each.amount_fen:
                raise AllocationError(repayment.id, "an allocation is above what is owed")
        self._sweep()
        return unknown_debt

    def _pay_one(self, repayment: Repayment, told: Allocation) -> int:
        if told.target is AllocationTarget.PENALTY:
            statement = self._statements.get(told.statement_date or date.min)
            if statement is None:
                return 0
            return self._pay_penalty(repayment, statement, told.amount_fen)
        purchase = self._purchases.get(told.purchase_id or "")
        if purchase is None:
            raise UnknownPurchaseError(repayment.id, told.purchase_id or "")
        for line in purchase.lines:
            if line.period == told.period:
                return self._pay_line(repayment, line, told.target, told.amount_fen)
        return 0

    def _lower_principal(self, line: Line, amount_fen: int) -> None:
        if not amount_fen:
            return  # The line's statement may be closed already.
        line.principal_fen -= amount_fen
        self._statements[line.statement_date].unpaid_fen -= amount_fen
        self.unpaid_principal_fen -= amount_fen

    def _set_fee(self, line: Line, fee_fen: int) -> None:
        change = fee_fen - line.fee_fen
        if change:
            line.fee_fen = fee_fen
            self._statements[line.statement_date].unpaid_fen += change
            self.unpaid_fee_fen += change

    def _tell(self, payer: Repayment | Refund | Adjustment, allocation: Allocation) -> None:
        if self.on_allocation is not None:
            self.on_allocation(payer, allocation)

    def _sweep(self) -> None:
        """Close the leading statements whose date has passed and of which nothing is owed."""
        while self._queue:
            statement_date = self._queue[0][1]
            statement = self._statements[statement_date]
            if statement_date >= self.day or statement.left_fen:
                return
            self._queue.pop(0)
            del self._statements[statement_date]
            self._note_closed(statement)
            for line in statement.lines:
                purchase = self._purchases[line.purchase_id]
                purchase.live_lines -= 1
                if not purchase.live_lines:
                    del self._purchases[line.purchase_id]

    def _note_closed(self, statement: OpenStatement) -> None:
        self._closed.append(figures_of(statement))

    def dump(self) -> dict[str, object]:
        """Return the whole state as JSON values; closed statements must have been taken."""
        return {
            "day": self.day.isoformat(),
            "purchases": [
                [key, each.day.isoformat(), each.amount_fen, each.refunded_fen, each.live_lines]
                for key, each in self._purchases.items()
            ],
            "lines": [line.dump() for each in self._purchases.values() for line in each.lines],
            "statements": [
                [
                    each.statement_date.isoformat(),
                    each.due_date.isoformat(),
                    each.penalty_fen,
                    each.paid_penalty_fen,
                ]
                for each in self._statements.values()
            ],
            "lagging": [[day.isoformat(), *held] for day, *held in self._lagging],
        }

    def _read(self, dumped: dict[str, object]) -> None:
        """Take over the state that ``dump`` wrote; the book must be new."""
        self.day = date.fromisoformat(cast("str", dumped["day"]))
        self._restore_statements(cast("list[tuple[str, str, int, int]]", dumped["statements"]))
        for key, day, amount, refunded, live in cast(
            "list[tuple[str, str, int, int, int]]", dumped["purchases"]
        ):
            purchase = self._purchases[key] = OpenPurchase(date.fromisoformat(day), amount)
            purchase.refunded_fen = refunded
            purchase.live_lines = live
        for each in cast("list[list[object]]", dumped["lines"]):
            self._restore_line(Line.restore(each))
        for statement in self._statements.values():
            statement.lines.sort(key=lambda line: line.order)
        for released, held, fee, *ref in cast("list[list[Any]]", dumped["lagging"]):
            # Checkpoints of earlier versions do not tell what was held back.
            self._lagging.append((date.fromisoformat(released), held, fee, *(ref or [""])))

    def _take_over(self, other: DebtBook) -> None:
        """Take over a copy of the state of another book; this one must be new."""
        self.day = other.day
        self.unpaid_principal_fen = other.unpaid_principal_fen
        self.unpaid_fee_fen = other.unpaid_fee_fen
        self.unpaid_penalty_fen = other.unpaid_penalty_fen
        self._queue = list(other._queue)
        self._lagging = list(other._lagging)
        twins: dict[int, Line] = {}
        for key, purchase in other._purchases.items():
            taken = self._purchases[key] = OpenPurchase(purchase.day, purchase.amount_fen)
            taken.refunded_fen = purchase.refunded_fen
            taken.live_lines = purchase.live_lines
            for line in purchase.lines:
                twin = twins[id(line)] = line.twin()
                taken.lines.append(twin)
        for day, statement in other._statements.items():
            copied = self._statements[day] = OpenStatement(day, statement.due_date)
            copied.penalty_fen = statement.penalty_fen
            copied.paid_penalty_fen = statement.paid_penalty_fen
            copied.unpaid_fen = statement.unpaid_fen
            copied.lines = [twins[id(line)] for line in statement.lines]

    def _restore_statements(self, dumped: list[tuple[str, str, int, int]]) -> None:
        for day, due, penalty, paid in dumped:
            statement = OpenStatement(date.fromisoformat(day), date.fromisoformat(due))
            statement.penalty_fen = penalty
            statement.paid_penalty_fen = paid
            self.unpaid_penalty_fen += penalty - paid
            self._statements[statement.statement_date] = statement
            insort(self._queue, (statement.due_date, statement.statement_date))

    def _restore_line(self, line: Line) -> None:
        self._purchases[line.purchase_id].lines.append(line)
        statement = self._statements.get(line.statement_date)
        if statement is not None:
            statement.lines.append(line)
            statement.unpaid_fen += line.left_fen
        self.unpaid_principal_fen += line.unpaid_principal_fen
        self.unpaid_fee_fen += line.unpaid_fee_fen
