"""A forecast that is tried out: what is paid when due, in fees, and by the trials themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.domain.entries import Allocation, AllocationTarget, Repayment
from huanqing.domain.errors import NothingOwedError, RepaymentExceedsDebtError
from huanqing.domain.projection import Forecast

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.credit_limit import Cause
    from huanqing.domain.entries import Adjustment, EarlySettlement, Refund


@dataclass(frozen=True, slots=True)
class BillToPay:
    """What a statement asks for when it is due, in fen.

    Of an overdue one: what is left of it, without the penalties still to come.
    """

    statement_date: date
    due_date: date
    amount_fen: int


class TrialForecast(Forecast):
    """A forecast in the state of another one, under an account that may have other limits.

    Entries whose ids are ``trials`` are the user's what-ifs: a repayment of theirs above what
    is owed is refused also on a later day, and an early settlement pays what it leaves owed.
    """

    def __init__(
        self,
        forecast: Forecast,
        account: CreditAccount | None = None,
        trials: frozenset[str] = frozenset(),
    ) -> None:
        """Copy the forecast; ``account`` may differ in its limits only."""
        # Schedules follow the rules, which are the same: the calendar is worth keeping.
        super().__init__(account or forecast.account, forecast.scheduler)
        self.today = forecast.today
        self._take_over(forecast)
        self._trials = trials
        self._begun_on = forecast.day
        self._asked: dict[date, BillToPay] = {}
        self._penalties = {day: each.penalty_fen for day, each in self._statements.items()}
        self._paid_fees_fen = 0
        self.trial_payments: list[tuple[date, int]] = []
        self.on_allocation = self._note

    @property
    def fees_fen(self) -> int:
        """Fees paid since the copy was made, and those still owed."""
        return self._paid_fees_fen + self.unpaid_fee_fen

    def bills(self) -> dict[date, BillToPay]:
        """Return what each statement asked for, or will, by statement date; nothing: absent."""
        found = dict(self._asked)
        for due, issued in self._queue:
            statement = self._statements[issued]
            grown = statement.penalty_fen - self._penalties.get(issued, 0)
            left = statement.left_fen - grown
            if left > 0:
                found[issued] = BillToPay(issued, due, left)
        return found

    def pay_due(self) -> list[Cause]:
        """Pay what is left of the statements due on the replay's day, and note it."""
        for due, issued in self._queue:
            if due > self.day:
                break
            left = self._statements[issued].left_fen
            if due == self.day and left:
                self._asked[issued] = BillToPay(issued, due, left)
        return super().pay_due()

    def _note(self, _payer: Repayment | Refund | Adjustment, allocation: Allocation) -> None:
        if allocation.target is AllocationTarget.FEE:
            self._paid_fees_fen += allocation.amount_fen

    def _repay(self, repayment: Repayment) -> None:
        if repayment.id in self._trials:
            amount, owed = repayment.amount_fen, self.owed_fen
            if amount > owed:
                raise RepaymentExceedsDebtError(repayment.id, repayment.day, amount, owed)
            self.trial_payments.append((repayment.day, amount))
        super()._repay(repayment)

    def _settle_early(self, settlement: EarlySettlement) -> None:
        super()._settle_early(settlement)
        if settlement.id not in self._trials:
            return
        allocations = self.allocations_of_purchase(settlement.purchase_id)
        cost = sum(each.amount_fen for each in allocations)
        if not cost:
            raise NothingOwedError(settlement.purchase_id, settlement.day)
        self._repay(
            Repayment(
                id=settlement.id, day=settlement.day, amount_fen=cost, allocations=allocations
            )
        )
