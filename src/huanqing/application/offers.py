"""What an instalment offer costs, beside other ways to pay and beside settling it early."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.domain.credit_account import CreditAccount, SettlementFee
from huanqing.domain.entries import EarlySettlement
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.offer import (
    ANY_DAY,
    OFFER_ID,
    Offer,
    YearlyRates,
    dated_rate_of,
    lines_of_offer,
    purchase_of,
    rates_of,
)
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.domain.schedule import ScheduledLine

USUAL_PERIODS = (3, 6, 12, 24)
"""What JD offers beside not splitting (domain-facts.md section 1)."""


@dataclass(frozen=True, slots=True)
class OfferCost:
    """An offer with its flows and what they cost; amounts in fen.

    ``rates`` take a period for a month. ``dated_hundredths`` is the effective yearly rate by
    the account's own due dates, in hundredths of a percent; a first due date that is far away
    makes the loan longer, hence cheaper. None where no rate exists.
    """

    offer: Offer
    lines: tuple[ScheduledLine, ...]
    rates: YearlyRates | None
    dated_hundredths: int | None

    @property
    def total_fee_fen(self) -> int:
        """The fees of all periods."""
        return sum(line.fee_fen for line in self.lines)

    @property
    def total_fen(self) -> int:
        """Everything that is paid."""
        return sum(self.payments)

    @property
    def extra_fen(self) -> int:
        """What it costs more than paying at once: fees and the discount that is given up."""
        return self.total_fen - self.offer.lent_fen

    @property
    def payments(self) -> tuple[int, ...]:
        """What each period takes, principal and fee."""
        return tuple(line.principal_fen + line.fee_fen for line in self.lines)


class WayKind(StrEnum):
    """Ways to pay for the same thing."""

    AT_ONCE = "at_once"
    UNSPLIT = "unsplit"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class WayToPay:
    """A way to pay; ``periods`` is 0 at once, 1 on the next bill; amounts in fen.

    ``extra_fen`` is what it costs more than paying at once. ``rates`` is None at once, where
    nothing is lent.
    """

    kind: WayKind
    periods: int
    first_payment_fen: int
    total_fee_fen: int
    total_fen: int
    extra_fen: int
    rates: YearlyRates | None


@dataclass(frozen=True, slots=True)
class OfferSettlement:
    """An offer settled early under one rule for the fees to come; amounts in fen.

    ``to_pay_fen`` is what the settling takes beside the period that is due, ``saved_fen`` the
    fees that it spares. ``rates`` are of the flows that were; None where all is paid back on
    the first day.
    """

    rule: SettlementFee
    after_period: int
    to_pay_fen: int
    total_fee_fen: int
    total_fen: int
    saved_fen: int
    rates: YearlyRates | None


def cost_of(
    offer: Offer, account: CreditAccount | None = None, day: date | None = None
) -> OfferCost:
    """Return the offer's flows and rates, taken on ``day`` under the account's rules.

    Without an account the default rules hold; without a day there is no dated rate.
    """
    cost = _by_months(offer, account, day)
    if day is None:
        return cost
    flows = [((line.due_date - day).days, line.principal_fen + line.fee_fen) for line in cost.lines]
    return replace(cost, dated_hundredths=dated_rate_of(offer.lent_fen, flows))


def _by_months(offer: Offer, account: CreditAccount | None, day: date | None) -> OfferCost:
    lines = tuple(lines_of_offer(offer, account, day or ANY_DAY))
    payments = [line.principal_fen + line.fee_fen for line in lines]
    return OfferCost(offer, lines, rates_of(offer.lent_fen, payments), None)


def ways_to_pay(
    offer: Offer, account: CreditAccount | None = None, day: date | None = None
) -> tuple[WayToPay, ...]:
    """Return paying at once, on the next bill, and in 3, 6, 12, 24 and the offer's own periods.

    Who does not split gets the discount and pays no fee, whatever is offered. Other numbers
    of periods bear the offer's fee rate (that of its total fee, where only that is known) and
    as many free ones.
    """
    price = offer.lent_fen
    ways = [WayToPay(WayKind.AT_ONCE, 0, price, 0, price, 0, None)]
    if offer.periods > 1 or not offer.rate_ppm:
        unpaid = rates_of(price, [price])
        ways.append(WayToPay(WayKind.UNSPLIT, 1, price, 0, price, 0, unpaid))
    for periods in sorted({*USUAL_PERIODS, offer.periods} - {way.periods for way in ways}):
        cost = _by_months(in_periods(offer, periods), account, day)
        ways.append(
            WayToPay(
                kind=WayKind.SPLIT,
                periods=periods,
                first_payment_fen=cost.payments[0],
                total_fee_fen=cost.total_fee_fen,
                total_fen=cost.total_fen,
                extra_fen=cost.extra_fen,
                rates=cost.rates,
            )
        )
    return tuple(ways)


def in_periods(offer: Offer, periods: int) -> Offer:
    """Return the offer in another number of periods, at the same fee rate."""
    if periods == offer.periods:
        return offer
    return replace(
        offer,
        periods=periods,
        fee_rate_ppm=offer.rate_ppm,
        total_fee_fen=None,
        free_periods=min(offer.free_periods, periods),
    )


def settlements(
    offer: Offer, after_period: int, account: CreditAccount | None = None, day: date | None = None
) -> tuple[OfferSettlement, ...]:
    """Return what settling comes to under each rule, once ``after_period`` periods are paid.

    0 settles on the day of the purchase; later ones on the day of that period's statement,
    when it is billed and the next ones are not. Raises InvalidFieldError for a period that is
    none, or the last: nothing is left to settle then.
    """
    if not 0 <= after_period < offer.periods:
        field = "after_period"
        raise InvalidFieldError(field, after_period, f"must be 0 to {offer.periods - 1}")
    return tuple(
        _settled(offer, after_period, rule, account or CreditAccount(), day or ANY_DAY)
        for rule in SettlementFee
    )


def _settled(
    offer: Offer, after_period: int, rule: SettlementFee, account: CreditAccount, day: date
) -> OfferSettlement:
    """Let the ledger's own replay settle the purchase, and read what is left to pay."""
    before = lines_of_offer(offer, account, day)
    on = before[after_period - 1].statement_date if after_period else day
    replay = Replay(account)
    replay.apply(purchase_of(offer, day))
    replay.apply(EarlySettlement(id="", day=on, purchase_id=OFFER_ID, fee_rule=rule))
    fees = {
        line.period: line.fee_fen
        for statement in replay.open_statements()
        for line in statement.instalments
    }
    paid = [line.principal_fen + fees[line.period] for line in before]
    to_pay = sum(paid[after_period:])
    flows = _with_end(paid[:after_period], to_pay)
    rates = rates_of(offer.lent_fen, flows) if after_period else None
    return OfferSettlement(
        rule=rule,
        after_period=after_period,
        to_pay_fen=to_pay,
        total_fee_fen=sum(fees.values()),
        total_fen=sum(paid),
        saved_fen=sum(line.fee_fen for line in before) - sum(fees.values()),
        rates=rates,
    )


def _with_end(payments: Sequence[int], to_pay_fen: int) -> list[int]:
    """Return the payments with the settling added to the last of them."""
    return [*payments[:-1], payments[-1] + to_pay_fen] if payments else [to_pay_fen]
