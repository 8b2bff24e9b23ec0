"""The limit's days ahead: the replay goes on, and what falls due counts as paid.

What ledger.md and recovery.md leave open is decided here:

- A statement that is not overdue is taken as paid on its due date, whatever is left of it by
  then, after every entry of that day. Its own debts are paid, not those due earlier: overdue
  statements stay unpaid, with their penalties, until a repayment or a plan clears them.
- Today's end is the ledger's. A statement due today is not overdue yet: it counts as paid
  today, which shows from tomorrow on (without a penalty, and later by the recovery lag).
- Entries dated ahead apply on their days. What was assumed to be paid may leave them less to
  pay: a repayment, a negative adjustment or a statement instalment ahead takes what is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_limit import (
    EntriesByDay,
    apply_with_causes,
    begin_day,
    figures_at,
)
from huanqing.domain.day_figures import Cause, DayFigures
from huanqing.domain.entries import Adjustment, Repayment, StatementInstalment
from huanqing.domain.errors import LedgerError
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from huanqing.domain.debt import OpenStatement

DUE, PLANNED = "due_payment", "plan_payment"
"""Kinds of causes: a statement paid when due, a payment of a plan."""


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """A payment of a plan that is still to be made; ``ref`` names it in causes."""

    day: date
    amount_fen: int
    ref: str


class Forecast(Replay):
    """A replay that after ``today`` takes of an entry what the assumptions before it left.

    ``today`` is the last day of facts; up to it an entry that breaks a rule is refused.
    """

    today = date.max

    def copy(self) -> Forecast:
        """Return a forecast of its own in the same state; cheap."""
        twin = Forecast(self.account, self.scheduler)
        twin.today = self.today
        twin._take_over(self)
        return twin

    def pay_due(self) -> list[Cause]:
        """Pay what is left of the statements due on the replay's day."""
        causes = []
        for due, issued in self._queue:
            if due > self.day:
                break
            statement = self._statements[issued]
            left = statement.left_fen
            if due == self.day and left:
                before = self._freed_from()
                used = self.used_fen()
                payer = Repayment(id=issued.isoformat(), day=due, amount_fen=left)
                self._pay_statement(payer, statement, left)
                self._hold_back(due, before, payer.id)
                causes.append(Cause(DUE, used - self.used_fen(), payer.id))
        self._sweep()
        return [cause for cause in causes if cause.amount_fen]

    def pay_planned(self, payments: Iterable[PlannedPayment]) -> list[Cause]:
        """Make the payments of a plan on the replay's day, as repayments in the usual order."""
        causes = []
        for each in payments:
            used = self.used_fen()
            amount = min(each.amount_fen, self.owed_fen)
            if amount:
                self._repay(Repayment(id=each.ref, day=self.day, amount_fen=amount))
            causes.append(Cause(PLANNED, used - self.used_fen(), each.ref))
        return [cause for cause in causes if cause.amount_fen]

    def _note_closed(self, statement: OpenStatement) -> None:
        if self.day <= self.today:  # Nobody asks for what was only assumed to be paid.
            super()._note_closed(statement)

    def _freed_from(self) -> tuple[int, int]:
        return self.unpaid_principal_fen + self.unpaid_penalty_fen, self.unpaid_fee_fen

    def _repay(self, repayment: Repayment) -> None:
        if repayment.day > self.today:
            amount = min(repayment.amount_fen, self.owed_fen)
            if not amount:
                return
            if not self._can_repay_as_told(repayment):
                repayment = replace(repayment, amount_fen=amount, allocations=None)
        super()._repay(repayment)

    def _can_repay_as_told(self, repayment: Repayment) -> bool:
        if repayment.allocations is None:
            return repayment.amount_fen <= self.owed_fen
        trial = self.copy()
        trial.today = date.max
        try:
            trial.apply(repayment)
        except LedgerError:
            return False
        return True

    def _adjust(self, adjustment: Adjustment) -> None:
        if adjustment.day > self.today and -adjustment.amount_fen > self.owed_fen:
            if not self.owed_fen:
                return
            adjustment = replace(adjustment, amount_fen=-self.owed_fen)
        super()._adjust(adjustment)

    def _convert(self, operation: StatementInstalment) -> None:
        if operation.day > self.today:
            possible = self.convertible_fen(operation.statement_date)
            amount = min(operation.amount_fen, possible)
            if amount < self.account.rule_on(operation.day).conversion_min_fen:
                return
            operation = replace(operation, amount_fen=amount)
        super()._convert(operation)


def project(
    forecast: Forecast,
    pending: EntriesByDay,
    until: date,
    plan: Sequence[PlannedPayment] = (),
) -> Iterator[DayFigures]:
    """Yield every day after the forecast's, up to ``until``, with the causes of each step.

    ``forecast`` stands at the end of the last day of facts, ``pending`` go on from there.
    ``plan`` are payments on that day and later ones; what they leave of a statement is paid
    when it is due. The causes of a day sum to the change of the available limit since the day
    before, those of the first day since the end of the forecast's.
    """
    by_day = _by_day(plan)
    settled = forecast.pay_planned(by_day.get(forecast.day, ())) + forecast.pay_due()
    while forecast.day < until:
        day = forecast.day + ONE_DAY
        causes = settled + begin_day(forecast, day)
        causes += apply_with_causes(forecast, pending.of(day))
        causes += forecast.pay_planned(by_day.get(day, ()))
        causes += forecast.pay_due()
        settled = []
        yield figures_at(forecast, tuple(causes))


def _by_day(plan: Sequence[PlannedPayment]) -> Mapping[date, list[PlannedPayment]]:
    found: dict[date, list[PlannedPayment]] = {}
    for each in plan:
        found.setdefault(each.day, []).append(each)
    return found
