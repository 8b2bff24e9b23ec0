"""The replay: entries in, debts out, one day after the other (ledger.md, "Arithmetic").

A replay can be dumped at the end of a day and restored later, so a question about today
starts from the last checkpoint and not from the first entry. It keeps only what may still
change: a statement whose date has passed and of which nothing is owed is closed, handed out
through ``take_closed`` and forgotten; so is a purchase all of whose statements are closed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_account import CreditAccount, SettlementFee
from huanqing.domain.debt_book import DebtBook
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    EarlySettlement,
    Entry,
    Purchase,
    Refund,
    Repayment,
    StatementInstalment,
)
from huanqing.domain.errors import (
    RefundExceedsPurchaseError,
    RepaymentExceedsDebtError,
    StatementInstalmentError,
)
from huanqing.domain.money import PPM, rate_of, share_of, split_in_proportion
from huanqing.domain.schedule import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.domain.debt import Line, OpenPurchase, OpenStatement


class Replay(DebtBook):
    """The debts of an account at the end of ``day``; ``apply`` moves on, never back."""

    def __init__(self, account: CreditAccount, scheduler: Scheduler | None = None) -> None:
        """Start before the first entry. ``scheduler`` may be shared by replays of one account."""
        super().__init__()
        self.account = account
        self.scheduler = scheduler or Scheduler(account)

    def used_fen(self) -> int:
        """Return what the debts take of the limit at the end of ``day``."""
        occupies = self.account.rule_on(self.day).fees_occupy_limit
        used = self.unpaid_principal_fen + self.unpaid_penalty_fen
        if occupies:
            used += self.unpaid_fee_fen
        for _, principal, fee, _ in self._lagging:
            used += principal + fee if occupies else principal
        return used

    def penalties_on(self, day: date) -> dict[date, int]:
        """Return what was charged so far on each open statement that is overdue on ``day``."""
        found: dict[date, int] = {}
        for due, statement_date in self._queue:
            if due >= day:
                break
            found[statement_date] = self._statements[statement_date].penalty_fen
        return found

    def released_on(self, day: date) -> list[tuple[str, int]]:
        """Return what the recovery lag gives back by the end of ``day``: an id and fen each.

        The id is that of the entry whose limit was held back, "" where it is not known.
        """
        occupies = self.account.rule_on(day).fees_occupy_limit
        return [
            (ref, principal + fee if occupies else principal)
            for back, principal, fee, ref in self._lagging
            if back <= day
        ]

    def convertible_fen(self, statement_date: date) -> int:
        """Return how much of a statement may be split into new periods at the end of ``day``.

        0 before the statement date and after its due date.
        """
        statement = self._statements.get(statement_date)
        if statement is None or not statement_date <= self.day <= statement.due_date:
            return 0
        whole = sum(line.unpaid_principal_fen for line in _convertible(statement))
        return whole * self.account.rule_on(self.day).conversion_share_ppm // PPM

    def default_allocations(self, amount_fen: int) -> list[Allocation]:
        """Return how a repayment of ``amount_fen`` would be allocated now; changes nothing."""
        copy = Replay.restore(self.account, self.dump(), self.scheduler)
        found: list[Allocation] = []
        copy.on_allocation = lambda _entry, allocation: found.append(allocation)
        copy.apply(Repayment(id="", day=self.day, amount_fen=amount_fen))
        return found

    # What happens.

    def advance(self, day: date) -> None:
        """Charge the penalties of every day after ``self.day`` up to and including ``day``."""
        if day <= self.day:
            return
        if self._queue and self.day != date.min:
            begin = self.day + ONE_DAY
            for end in [*self._last_days_of_rules(begin, day), day]:
                self._charge_penalties(begin, end)
                begin = end + ONE_DAY
        self.day = day
        if self._lagging:
            self._lagging = [held for held in self._lagging if held[0] > day]

    def apply(self, entry: Entry) -> None:
        """Take one entry, which must not lie before the entries applied so far."""
        self.advance(entry.day)
        if isinstance(entry, Purchase):
            self._purchase(entry)
        elif isinstance(entry, Repayment):
            self._repay(entry)
        elif isinstance(entry, Refund):
            self._refund(entry)
        elif isinstance(entry, Adjustment):
            self._adjust(entry)
        elif isinstance(entry, EarlySettlement):
            self._settle_early(entry)
        else:
            self._convert(entry)

    def apply_all(self, entries: Iterable[Entry], until: date) -> None:
        """Apply the entries, in order, and go on to the end of ``until``."""
        for entry in entries:
            self.apply(entry)
        self.advance(until)

    # Entries, one by one.

    def _purchase(self, purchase: Purchase) -> None:
        order = f"{purchase.day.isoformat()}T{purchase.time}|{purchase.id}"
        self._open(purchase.id, order, purchase.day, self.scheduler.lines_of(purchase))

    def _refund(self, refund: Refund) -> None:
        purchase = self._purchases.get(refund.purchase_id)
        before = self.unpaid_principal_fen + self.unpaid_penalty_fen, self.unpaid_fee_fen
        left = refund.amount_fen
        if purchase is not None:
            refundable = purchase.amount_fen - purchase.refunded_fen
            if left > refundable:
                raise RefundExceedsPurchaseError(refund.id, refund.purchase_id, left, refundable)
            purchase.refunded_fen += left
            for line in reversed(purchase.lines):
                taken = min(line.unpaid_principal_fen, left)
                self._lower_principal(line, taken)
                left -= taken
            self._lower_fees(purchase)
        self._pay_in_order(refund, left)
        self._hold_back(refund.day, before, refund.id)

    def _lower_fees(self, purchase: OpenPurchase) -> None:
        """Scale the fees that are still unpaid to what was not refunded (ledger.md)."""
        kept = purchase.amount_fen - purchase.refunded_fen
        for line in purchase.lines:
            if line.unpaid_fee_fen > 0:
                fee = share_of(line.agreed_fee_fen, kept, purchase.amount_fen)
                self._set_fee(line, max(line.paid_fee_fen, fee))

    def _adjust(self, adjustment: Adjustment) -> None:
        amount = adjustment.amount_fen
        if amount > 0:
            order = f"{adjustment.day}T00:00:00|{adjustment.id}"
            line = self.scheduler.line_of_adjustment(adjustment.day, amount, adjustment.id)
            self._open(adjustment.id, order, adjustment.day, [line])
            return
        if -amount > self.owed_fen:
            raise RepaymentExceedsDebtError(adjustment.id, adjustment.day, -amount, self.owed_fen)
        self._pay_in_order(adjustment, -amount)

    def _repay(self, repayment: Repayment) -> None:
        if repayment.amount_fen > self.owed_fen and not repayment.may_exceed_ledger:
            raise RepaymentExceedsDebtError(
                repayment.id, repayment.day, repayment.amount_fen, self.owed_fen
            )
        before = self.unpaid_principal_fen + self.unpaid_penalty_fen, self.unpaid_fee_fen
        if repayment.allocations is None:
            left = self._pay_in_order(repayment, repayment.amount_fen)
        else:
            left = self._pay_as_told(repayment, repayment.allocations)
        if left:
            self._tell(repayment, Allocation(target=AllocationTarget.UNKNOWN_DEBT, amount_fen=left))
        self._hold_back(repayment.day, before, repayment.id)

    def _settle_early(self, settlement: EarlySettlement) -> None:
        purchase = self._purchases.get(settlement.purchase_id)
        if purchase is None:
            return
        unbilled = [line for line in purchase.lines if line.statement_date > settlement.day]
        fees = _fees_after_settlement(self.account, settlement, purchase.day, unbilled)
        for line, fee in zip(unbilled, fees, strict=True):
            if fee != line.fee_fen:  # A fee that stays must still scale with later refunds.
                line.agreed_fee_fen = max(line.paid_fee_fen, fee)
                self._set_fee(line, line.agreed_fee_fen)

    def _convert(self, operation: StatementInstalment) -> None:
        statement = self._statements.get(operation.statement_date)
        rule = self.account.rule_on(operation.day)
        if statement is None or not (
            operation.statement_date <= operation.day <= statement.due_date
        ):
            raise StatementInstalmentError(
                operation.id, "only from the statement date to its due date", 0
            )
        allowed = self.convertible_fen(operation.statement_date)
        if not rule.conversion_min_fen <= operation.amount_fen <= allowed:
            raise StatementInstalmentError(operation.id, "amount out of range", allowed)
        eligible = _convertible(statement)
        weights = [line.unpaid_principal_fen for line in eligible]
        for line, share in zip(
            eligible, split_in_proportion(operation.amount_fen, weights), strict=True
        ):
            self._lower_principal(line, share)
        order = f"{operation.day}T00:00:00|{operation.id}"
        lines = self.scheduler.lines_of_conversion(operation)
        self._open(operation.id, order, operation.day, lines)

    def _hold_back(self, day: date, before: tuple[int, int], ref: str) -> None:
        """Keep what was freed out of the limit for the line's recovery lag; ``ref`` freed it."""
        lag = self.account.rule_on(day).recovery_lag_days
        if lag:
            principal = before[0] - self.unpaid_principal_fen - self.unpaid_penalty_fen
            fee = before[1] - self.unpaid_fee_fen
            if principal or fee:
                self._lagging.append((day + timedelta(days=lag), principal, fee, ref))

    # Days.

    def _last_days_of_rules(self, begin: date, end: date) -> list[date]:
        """Return the last day of each rule that ends within ``[begin, end)``."""
        starts = [rule.from_date for rule in self.account.rules]
        return [start - ONE_DAY for start in starts if begin < start <= end]

    def _charge_penalties(self, begin: date, until: date) -> None:
        """Charge each day of ``begin`` to ``until``, both included; one rule holds for all."""
        rate = self.account.rule_on(begin).late_rate_ppm_per_day
        if not rate:
            return
        for due, day in self._queue:
            if due >= until:
                break
            statement = self._statements[day]
            if statement.unpaid_fen > 0:
                days = (until - max(begin, due + ONE_DAY)).days + 1
                charged = days * max(1, rate_of(statement.unpaid_fen, rate))
                statement.penalty_fen += charged
                self.unpaid_penalty_fen += charged

    @classmethod
    def restore(
        cls, account: CreditAccount, dumped: dict[str, object], scheduler: Scheduler | None = None
    ) -> Self:
        """Return the replay that ``dump`` wrote, for the same account and rules."""
        replay = cls(account, scheduler)
        replay._read(dumped)
        return replay


def _convertible(statement: OpenStatement) -> list[Line]:
    """Return the lines that a statement instalment may take from: unsplit and not paid."""
    return [line for line in statement.lines if line.periods == 1 and line.unpaid_principal_fen > 0]


def _fees_after_settlement(
    account: CreditAccount,
    settlement: EarlySettlement,
    purchase_day: date,
    unbilled: list[Line],
) -> list[int]:
    """Return the fee of each unbilled line once the purchase is settled early."""
    fees = [line.fee_fen for line in unbilled]
    if settlement.fee_fen is not None:
        return [settlement.fee_fen if index == 0 else 0 for index in range(len(unbilled))]
    rule = settlement.fee_rule or account.rule_on(settlement.day).settlement_fee
    if rule is SettlementFee.WAIVED:
        return [0] * len(unbilled)
    if rule is SettlementFee.SAME_DAY and settlement.day == purchase_day:
        return [0] * len(unbilled)
    if rule is SettlementFee.CURRENT_PERIOD:
        return [fee if index == 0 else 0 for index, fee in enumerate(fees)]
    return fees
