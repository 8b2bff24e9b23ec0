"""The credit account: dated rules, limits and freezes, and what holds on a given day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder


class Billing(StrEnum):
    """How purchases become due: one bill a month (账单制) or each order alone (订单制)."""

    STATEMENT = "statement"
    ORDER = "order"


class OnStatementDay(StrEnum):
    """Where a purchase made on the statement day itself falls."""

    NEXT = "next"
    THIS = "this"


class DayChange(StrEnum):
    """What a new statement day does to a month that already had its statement.

    ``KEEP``: the month gets a second statement. ``SLIP``: that one merges into the next, as JD
    does, so the next bill may hold two instalments of one order (domain-facts.md section 1).
    """

    KEEP = "keep"
    SLIP = "slip"


class SettlementFee(StrEnum):
    """What early settlement does with the fees of periods not yet billed; sources conflict."""

    ALL_DUE = "all_due"
    WAIVED = "waived"
    SAME_DAY = "same_day"
    CURRENT_PERIOD = "current_period"


def _check(name: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        raise InvalidFieldError(name, value, f"must be {lowest} to {highest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRule:
    """The billing rules that hold from ``from_date`` on, until a later one.

    ``due_day`` fixes a day of the month on or after the statement date instead of
    ``due_days`` after it. Rates are parts per million; ``late_rate_ppm_per_day`` of 0 charges
    nothing. Defaults: domain-facts.md section 7.2.
    """

    from_date: date
    statement_day: int = 3
    due_days: int = 9
    due_day: int | None = None
    on_statement_day: OnStatementDay = OnStatementDay.NEXT
    day_change: DayChange = DayChange.KEEP
    remainder: Remainder = Remainder.LAST
    fees_occupy_limit: bool = True
    late_rate_ppm_per_day: int = 500
    min_payment_fen: int = 1000
    recovery_lag_days: int = 0
    order_free_days: int = 30
    settlement_fee: SettlementFee = SettlementFee.ALL_DUE
    minimum_ratio_ppm: int = 100_000
    carry_threshold_fen: int = 30_000
    conversion_share_ppm: int = 1_000_000
    conversion_min_fen: int = 10_000

    def __post_init__(self) -> None:
        """Refuse values outside their range, naming the field."""
        _check("statement_day", self.statement_day, 1, 31)
        _check("due_days", self.due_days, 0, 366)
        if self.due_day is not None:
            _check("due_day", self.due_day, 1, 31)
        _check("late_rate_ppm_per_day", self.late_rate_ppm_per_day, 0, 1_000_000)
        _check("min_payment", self.min_payment_fen, 0, 10**12)
        _check("recovery_lag_days", self.recovery_lag_days, 0, 366)
        _check("order_free_days", self.order_free_days, 1, 366)
        _check("minimum_ratio_ppm", self.minimum_ratio_ppm, 0, 1_000_000)
        _check("carry_threshold", self.carry_threshold_fen, 0, 10**12)
        _check("conversion_share_ppm", self.conversion_share_ppm, 0, 1_000_000)
        _check("conversion_min", self.conversion_min_fen, 0, 10**12)


class LimitKind(StrEnum):
    """A fixed limit replaces the one before; a temporary one is added while it lasts."""

    FIXED = "fixed"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPart:
    """A part of the total limit in fen; ``until`` is included and binds temporary ones only."""

    from_date: date
    until: date | None
    kind: LimitKind
    amount_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLimit(LimitPart):
    """A fixed limit that an approved application is expected to bring."""

    application_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A span of days, both ends included, on which the limit cannot be used."""

    from_date: date
    until: date | None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CreditAccount:
    """What is borrowed on. ``rules`` are in order of their dates; the first holds before it too."""

    name: str = "京东白条"
    billing: Billing = Billing.STATEMENT
    rules: tuple[AccountRule, ...] = (AccountRule(from_date=date(2014, 1, 1)),)
    limits: tuple[LimitPart, ...] = ()
    freezes: tuple[Freeze, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse an account without rules, or with two rules of one day."""
        starts = [rule.from_date for rule in self.rules]
        if not starts:
            field = "account.rules"
            raise InvalidFieldError(field, [], "at least one rule is needed")
        if starts != sorted(set(starts)):
            field = "account.rules"
            raise InvalidFieldError(field, [str(start) for start in starts], "dates must rise")

    @cached_property
    def _rule_starts(self) -> list[date]:
        return [rule.from_date for rule in self.rules]

    @cached_property
    def _fixed(self) -> list[LimitPart]:
        fixed = [part for part in self.limits if part.kind is LimitKind.FIXED]
        return sorted(fixed, key=lambda part: part.from_date)

    @cached_property
    def _turns(self) -> frozenset[date]:
        spans: list[LimitPart | Freeze] = [*self.limits, *self.freezes]
        begun = {each.from_date for each in spans}.union(self._rule_starts)
        ends = [each.until for each in spans if each.until is not None]
        return frozenset(begun | {end + ONE_DAY for end in ends if end < date.max})

    def turns_on(self, day: date) -> bool:
        """Return whether a rule, limit part or freeze begins on ``day``, or has just ended."""
        return day in self._turns

    def rule_on(self, day: date) -> AccountRule:
        """Return the rule that holds on ``day``."""
        rules = self.rules
        if len(rules) == 1:
            return rules[0]
        return rules[max(0, bisect_right(self._rule_starts, day) - 1)]

    def fixed_limit_on(self, day: date) -> LimitPart | None:
        """Return the fixed limit that holds on ``day``, None while none is known."""
        found: LimitPart | None = None
        for part in self._fixed:
            if part.from_date <= day:
                found = part
        return found

    def total_limit_on(self, day: date) -> int | None:
        """Return fixed plus valid temporary limits in fen, None while no fixed one is known."""
        fixed = self.fixed_limit_on(day)
        if fixed is None:
            return None
        return fixed.amount_fen + sum(
            part.amount_fen
            for part in self.limits
            if part.kind is LimitKind.TEMPORARY and holds_on(part, day)
        )

    def is_frozen_on(self, day: date) -> bool:
        """Return whether a freeze covers ``day``."""
        return any(holds_on(freeze, day) for freeze in self.freezes)


def holds_on(span: LimitPart | Freeze, day: date) -> bool:
    """Return whether ``day`` lies in the span, both ends included."""
    return span.from_date <= day and (span.until is None or day <= span.until)
