"""What an instalment offer really costs: its flows, and the yearly rate that they amount to.

The flows are those of the ledger's own schedule (principal split, fee rounded, free periods).
Who does not split pays the price less the discount, so that is what splitting lends; the
periods pay it back. The rate is the one at which both are worth the same.

All payments are above zero or nothing, so at most one rate fits. There is none where nothing
is lent, and none is given where less is paid back than was lent (that is a gift). An offer
can be neither: it refuses a discount as large as the price, and its periods sum to at least
the price. Without fees and discount the rate is 0; a discount counts as a fee does, also
where every period is free or where it is above all the fees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING

from huanqing.domain.credit_account import CreditAccount
from huanqing.domain.entries import MAX_PERIODS, EditedLine, Purchase
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN, PPM, Remainder, split_principal
from huanqing.domain.schedule import ScheduledLine, Scheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Flow = tuple[int, int]
"""A payment: when, in units of time after the money was lent, and how many fen."""

OFFER_ID = "offer"
ANY_DAY = date(2026, 1, 1)
"""A day for offers whose dates nobody asks for."""

_MONTHS = 12
_DAYS = 365
_HUNDREDTHS = 10_000
_DIGITS = 60
_SAME = Decimal(10) ** -40


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered: a price in so many periods, at a fee; amounts in fen.

    ``fee_rate_ppm`` is of the whole price, each period; ``total_fee_fen`` replaces it where
    the user knows only the sum, which then spreads over the periods that are not free.
    ``discount_fen`` comes off the price for who does not split. ``remainder`` None takes the
    account's rule. Refuses values out of range with InvalidFieldError.
    """

    amount_fen: int
    periods: int
    fee_rate_ppm: int = 0
    total_fee_fen: int | None = None
    free_periods: int = 0
    discount_fen: int = 0
    remainder: Remainder | None = None

    def __post_init__(self) -> None:
        """Refuse values outside their range, naming the field."""
        _check("amount", self.amount_fen, 1, MAX_FEN, "fen")
        _check("periods", self.periods, 1, MAX_PERIODS)
        _check("fee_rate", self.fee_rate_ppm, 0, PPM, "parts per million")
        _check("free_periods", self.free_periods, 0, self.periods)
        _check("discount", self.discount_fen, 0, self.amount_fen - 1, "fen")
        if self.total_fee_fen is not None:
            most = MAX_FEN if self.charged_periods else 0
            _check("total_fee", self.total_fee_fen, 0, most, "fen")

    @property
    def charged_periods(self) -> int:
        """How many periods bear a fee."""
        return self.periods - self.free_periods

    @property
    def lent_fen(self) -> int:
        """What splitting lends: the price of who does not split, above zero."""
        return self.amount_fen - self.discount_fen

    @property
    def rate_ppm(self) -> int:
        """The fee of a charged period as a share of the price, half up; the quoted one."""
        if self.total_fee_fen is None:
            return self.fee_rate_ppm
        charged = self.amount_fen * self.charged_periods
        return (2 * self.total_fee_fen * PPM + charged) // (2 * charged) if charged else 0

    @property
    def quoted_hundredths(self) -> int:
        """The quoted fee of a period in hundredths of a percent of the price, half up."""
        return (self.rate_ppm + 50) // 100


@dataclass(frozen=True, slots=True)
class YearlyRates:
    """Yearly rates in hundredths of a percent, half up: 1303 is 13.03 %.

    ``nominal`` is twelve times the rate of a period, ``effective`` that of a year with
    interest on interest. Neither is below zero.
    """

    nominal_hundredths: int
    effective_hundredths: int


def lines_of_offer(
    offer: Offer, account: CreditAccount | None = None, day: date = ANY_DAY
) -> list[ScheduledLine]:
    """Return the offer's periods as the ledger would book them, bought on ``day``.

    Without an account the default rules hold.
    """
    return Scheduler(account or CreditAccount()).lines_of(purchase_of(offer, day))


def purchase_of(offer: Offer, day: date = ANY_DAY) -> Purchase:
    """Return the purchase that taking the offer on ``day`` would book; its id is a stand-in."""
    edits: tuple[EditedLine, ...] = ()
    if offer.total_fee_fen:
        mode = offer.remainder or Remainder.LAST
        fees = split_principal(offer.total_fee_fen, offer.charged_periods, mode)
        first = offer.free_periods + 1
        edits = tuple(
            EditedLine(period=period, fee_fen=fee) for period, fee in enumerate(fees, start=first)
        )
    return Purchase(
        id=OFFER_ID,
        day=day,
        amount_fen=offer.amount_fen,
        periods=offer.periods,
        fee_rate_ppm=0 if offer.total_fee_fen is not None else offer.fee_rate_ppm,
        free_periods=offer.free_periods,
        remainder=offer.remainder,
        edited_lines=edits,
    )


def rates_of(lent_fen: int, payments: Sequence[int]) -> YearlyRates | None:
    """Return the yearly rates of a loan paid back by one payment a month, the first in a month.

    None where no rate exists (nothing lent) or less is paid than lent.
    """
    flows = list(enumerate(payments, start=1))
    if not _is_loan(lent_fen, flows):
        return None
    return YearlyRates(
        nominal_hundredths=_largest(lambda rate: _is_worth_exactly(lent_fen, payments, rate)),
        effective_hundredths=_largest(lambda rate: _is_worth(lent_fen, flows, rate, _MONTHS)),
    )


def dated_rate_of(lent_fen: int, flows: Sequence[Flow]) -> int | None:
    """Return the effective rate, in hundredths of a percent, of payments so many days later.

    A year has 365 days. None where no rate exists, also where all is paid on the first day.
    """
    later = [flow for flow in flows if flow[0] > 0]
    rest = lent_fen - sum(amount for days, amount in flows if days <= 0)
    if not _is_loan(rest, later):
        return None
    return _largest(lambda rate: _is_worth(rest, later, rate, _DAYS))


def percent_of(hundredths: int) -> str:
    """Return hundredths of a percent as ``13.03``; not below zero."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _check(field: str, value: int, least: int, most: int, unit: str = "") -> None:
    if not least <= value <= most:
        reason = f"must be {least} to {most}" + (f" {unit}" if unit else "")
        raise InvalidFieldError(field, value, reason)


def _is_loan(lent_fen: int, flows: Sequence[Flow]) -> bool:
    return 0 < lent_fen <= sum(amount for _, amount in flows)


def _largest(holds: Callable[[int], bool]) -> int:
    """Return the largest number from 0 on that ``holds``; it holds at 0 and not for ever."""
    step = 1
    while holds(step):
        step *= 2
    low, high = step // 2, step
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            low = middle
        else:
            high = middle
    return low


def _is_worth_exactly(lent_fen: int, payments: Sequence[int], hundredths: int) -> bool:
    """Return whether the nominal rate, rounded, is ``hundredths`` or more.

    It is where the payments are still worth what was lent at half a hundredth less; told in
    whole numbers, so that a half is exactly one.
    """
    unit = 2 * _HUNDREDTHS * _MONTHS
    grown = unit + 2 * hundredths - 1
    worth, lent, unit_power = 0, lent_fen, 1
    for payment in payments:
        unit_power *= unit
        worth = worth * grown + payment * unit_power
        lent *= grown
    return worth >= lent


def _is_worth(lent_fen: int, flows: Sequence[Flow], hundredths: int, per_year: int) -> bool:
    """Return whether the effective rate, rounded, is ``hundredths`` or more.

    Roots are no whole numbers: a difference beyond forty digits is taken for a half.
    """
    with localcontext(Context(prec=_DIGITS)):
        grown = 1 + Decimal(2 * hundredths - 1) / (2 * _HUNDREDTHS)
        factor = grown ** (Decimal(-1) / per_year)
        worth = Decimal(0)
        for time, amount in flows:
            worth += amount * factor**time
        return worth >= lent_fen * (1 - _SAME)
