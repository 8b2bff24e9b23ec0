"""The planning problem: what is due, which channels move how much, and which cash is there.

Amounts are fen; days are civil and both ends of the horizon count. A limit of ``None`` is
known to be absent; a limit that nobody knows is asked for and never passed as ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_AMOUNT_FEN = 10**12
MAX_DAYS = 3_660
MAX_RATE_PPM = 1_000_000
MAX_COUNT = 10_000


class Timing(StrEnum):
    """What breaks the last tie: keep the cash (``LATE``) or free the limit (``EARLY``)."""

    LATE = "late"
    EARLY = "early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """An amount owed until ``due``; nothing of it can be paid before ``earliest``."""

    id: str
    due: date
    amount_fen: int
    late_rate_ppm_per_day: int
    earliest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Cash that comes (positive) to an account on a day, or leaves it (negative)."""

    day: date
    amount_fen: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """An account that pays: its cash today, what must stay in it, and what it expects."""

    id: str
    balance_fen: int
    reserve_fen: int = 0
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A card or purse: what it can move in one payment, on one day and in one month.

    What was already moved outside the plan counts against today and this month.
    """

    id: str
    funding: str
    per_transaction_fen: int | None
    per_day_fen: int | None
    per_month_fen: int | None
    payments_per_day: int | None
    fee_per_payment_fen: int = 0
    used_today_fen: int = 0
    used_this_month_fen: int = 0
    unavailable: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What the platform allows on one day over all channels, and its smallest payment."""

    daily_cap_fen: int | None
    min_payment_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How many days before the due date to be done, and what breaks the last tie."""

    buffer_days: int = 2
    timing: Timing = Timing.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One planning problem; see the module for units. Refuses what no rule allows."""

    today: date
    horizon_end: date
    platform: Platform
    obligations: tuple[Obligation, ...]
    funding: tuple[Funding, ...]
    channels: tuple[Channel, ...]
    preferences: Preferences = Preferences()

    def __post_init__(self) -> None:
        """Raise InvalidFieldError, naming the field and its value, for a malformed problem."""
        if self.horizon_end < self.today:
            field = "horizon_end"
            raise InvalidFieldError(field, self.horizon_end.isoformat(), "is before today")
        if self.days > MAX_DAYS:
            field = "horizon_end"
            reason = f"is more than {MAX_DAYS} days ahead"
            raise InvalidFieldError(field, self.horizon_end.isoformat(), reason)
        if self.platform.daily_cap_fen is not None:
            _between("platform.daily_cap", self.platform.daily_cap_fen, 0)
        _between("platform.min_payment", self.platform.min_payment_fen, 0)
        _between("preferences.buffer_days", self.preferences.buffer_days, 0, MAX_DAYS)
        _check_obligations(self.obligations)
        _check_funding(self.funding)
        _check_channels(self.channels, {each.id for each in self.funding})

    @property
    def days(self) -> int:
        """How many days the horizon has, both ends included."""
        return (self.horizon_end - self.today).days + 1

    @property
    def owed_fen(self) -> int:
        """All that is owed when the plan begins."""
        return sum(each.amount_fen for each in self.obligations)

    def day(self, index: int) -> date:
        """Return the day ``index`` days after today."""
        return self.today + timedelta(days=index)

    def index(self, day: date) -> int:
        """Return how many days after today the day is; negative before today."""
        return (day - self.today).days


def _between(field: str, value: int, lowest: int, highest: int = MAX_AMOUNT_FEN) -> None:
    if not lowest <= value <= highest:
        raise InvalidFieldError(field, value, f"must be {lowest} to {highest}")


def _check_ids(list_name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for place, each in enumerate(ids):
        field = f"{list_name}[{place}].id"
        if not each:
            raise InvalidFieldError(field, each, "must not be empty")
        if each in seen:
            raise InvalidFieldError(field, each, "is not the only one of this id")
        seen.add(each)


def _check_obligations(obligations: tuple[Obligation, ...]) -> None:
    _check_ids("obligations", (each.id for each in obligations))
    for place, each in enumerate(obligations):
        field = f"obligations[{place}]"
        _between(f"{field}.amount", each.amount_fen, 0)
        _between(f"{field}.late_rate_ppm_per_day", each.late_rate_ppm_per_day, 0, MAX_RATE_PPM)


def _check_funding(funding: tuple[Funding, ...]) -> None:
    _check_ids("funding", (each.id for each in funding))
    for place, each in enumerate(funding):
        field = f"funding[{place}]"
        _between(f"{field}.balance", each.balance_fen, -MAX_AMOUNT_FEN)
        _between(f"{field}.reserve", each.reserve_fen, 0)
        for number, flow in enumerate(each.flows):
            _between(f"{field}.flows[{number}].amount", flow.amount_fen, -MAX_AMOUNT_FEN)


def _check_channels(channels: tuple[Channel, ...], funding: set[str]) -> None:
    _check_ids("channels", (each.id for each in channels))
    for place, each in enumerate(channels):
        field = f"channels[{place}]"
        if each.funding not in funding:
            name = f"{field}.funding"
            raise InvalidFieldError(name, each.funding, "is no id under funding")
        limits = {
            "per_transaction": each.per_transaction_fen,
            "per_day": each.per_day_fen,
            "per_month": each.per_month_fen,
            "fee_per_payment": each.fee_per_payment_fen,
            "used_today": each.used_today_fen,
            "used_this_month": each.used_this_month_fen,
        }
        for name, value in limits.items():
            if value is not None:
                _between(f"{field}.{name}", value, 0)
        if each.payments_per_day is not None:
            _between(f"{field}.payments_per_day", each.payments_per_day, 0, MAX_COUNT)
