"""What-ifs about the limit: scenarios tried on a copy of the days ahead, never on the ledger.

Base and changed days both begin with today's end, where scenarios of today have happened. A
purchase is one of its discounted price; an early repayment pays in the usual order, and one
above what is owed on its day is refused; an early settlement pays at once what it leaves owed.
A limit that is not temporary is the fixed one from its day on, until a later one of the
account; a temporary one is added.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.limit_models import (
    BillChange,
    LimitScenario,
    PressureDay,
    PurchaseScenario,
    RepaymentScenario,
    WhatIfResult,
)
from huanqing.application.projection import entries_ahead, facts
from huanqing.domain.credit_account import LimitKind, LimitPart
from huanqing.domain.credit_limit import (
    Cause,
    DayFigures,
    EntriesByDay,
    apply_with_causes,
    figures_at,
)
from huanqing.domain.entries import (
    EarlySettlement,
    Entry,
    Purchase,
    Repayment,
    check_entry,
    entry_sort_key,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN
from huanqing.domain.projection import project
from huanqing.domain.trial import BillToPay, TrialForecast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from huanqing.application.limit_models import Scenario, SettlementScenario
    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.projection import Forecast

PRESSURE_DAYS = 7
_LAST_OF_DAY = "23:59:59"


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """Where a what-if begins: today's figures, the debts at its end, what is booked ahead."""

    today: DayFigures
    forecast: Forecast
    entries: tuple[Entry, ...]


class OpenWhatIf:
    """What-ifs on an open ledger; writes nothing but checkpoints."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date]) -> None:
        """Bind the use case; ``today`` tells the ledger's day."""
        self._open = open_uow
        self._today = today

    def what_if(self, scenarios: Sequence[Scenario], until: date) -> WhatIfResult:
        """Return what the scenarios together would change up to ``until``; see ``tried``."""
        today = self._today()
        with self._open() as uow:
            ahead = days_ahead(uow, today, until)
            uow.commit()
        return tried(ahead, scenarios, until)


def days_ahead(uow: UnitOfWork, today: date, until: date) -> DaysAhead:
    """Return where what-ifs of a ledger begin; refuses an ``until`` before today."""
    if until < today:
        field = "until"
        raise InvalidFieldError(field, until.isoformat(), f"must not be before {today}")
    past, forecast = facts(uow, today, until, today)
    return DaysAhead(past[-1], forecast, tuple(entries_ahead(uow, today, until)))


def tried(ahead: DaysAhead, scenarios: Sequence[Scenario], until: date) -> WhatIfResult:
    """Return what the scenarios together would change; ``ahead`` stays as it is.

    Raises InvalidFieldError, naming a field as ``scenarios[0].amount``, for a scenario that
    cannot be, RepaymentExceedsDebtError and NothingOwedError for one that the debts of its day
    do not allow.
    """
    for place, each in enumerate(scenarios):
        _check(f"scenarios[{place}]", each, ahead.today.day, until)
    forecast = ahead.forecast
    booked = [
        _entry_of(place, each)
        for place, each in enumerate(scenarios)
        if not isinstance(each, LimitScenario)
    ]
    trials = sorted(booked, key=entry_sort_key)
    parts = tuple(_part_of(each) for each in scenarios if isinstance(each, LimitScenario))
    account = replace(forecast.account, limits=forecast.account.limits + parts)
    before = TrialForecast(forecast)
    after = TrialForecast(forecast, account, frozenset(each.id for each in trials))
    base = (ahead.today, *project(before, EntriesByDay(ahead.entries), until))
    first = _first_day(forecast.account, after, ahead.today, trials)
    merged = sorted(
        (*ahead.entries, *(each for each in trials if each.day > first.day)), key=entry_sort_key
    )
    changed = (first, *project(after, EntriesByDay(merged), until))
    bills, other_bills = before.bills(), after.bills()
    return WhatIfResult(
        base=base,
        changed=changed,
        bills=_bill_changes(bills, other_bills),
        pressure_before=pressure(bills.values(), first.day, until),
        pressure_after=pressure(other_bills.values(), first.day, until),
        fees_before_fen=before.fees_fen,
        fees_after_fen=after.fees_fen,
        payments=tuple(after.trial_payments),
    )


def scenario_id(place: int) -> str:
    """Return the id that the scenario at that place has in causes and errors.

    A settlement may name a purchase of the same list by it.
    """
    return f"what-if-{place + 1}"


def differences(result: WhatIfResult) -> tuple[int, ...]:
    """Return for each day what the scenarios change of the available limit; negative takes it.

    While the limit is unknown: of what is not used.
    """
    return tuple(
        before.used_fen - after.used_fen
        if before.available_fen is None or after.available_fen is None
        else after.available_fen - before.available_fen
        for before, after in zip(result.base, result.changed, strict=True)
    )


def pressure(bills: Iterable[BillToPay], first: date, until: date) -> PressureDay | None:
    """Return the week between the days, both included, in which most falls due.

    The earliest of equal ones, beginning with a due date; None where nothing falls due.
    Overdue bills do not count: they are due already.
    """
    due: dict[date, int] = {}
    for each in bills:
        if first <= each.due_date <= until:
            due[each.due_date] = due.get(each.due_date, 0) + each.amount_fen
    week = timedelta(days=PRESSURE_DAYS)
    weeks = [
        PressureDay(day, sum(amount for other, amount in due.items() if day <= other < day + week))
        for day in sorted(due)
    ]
    return max(weeks, key=lambda each: each.amount_fen, default=None)


def _first_day(
    before: CreditAccount, after: TrialForecast, today: DayFigures, trials: Sequence[Entry]
) -> DayFigures:
    """Return today's figures with what the scenarios of today change, as causes of today."""
    causes = [*today.causes, *_limit_causes(before, after.account, today.day)]
    causes += apply_with_causes(after, [each for each in trials if each.day <= today.day])
    return figures_at(after, tuple(causes))


def _limit_causes(before: CreditAccount, after: CreditAccount, day: date) -> list[Cause]:
    """Return what the limits of another account change of the day's total."""
    old, new = before.fixed_limit_on(day), after.fixed_limit_on(day)
    old_total, new_total = before.total_limit_on(day), after.total_limit_on(day)
    if new is None or new_total is None:
        return []
    if old is None or old_total is None:
        return [Cause("limit_known", new_total, day.isoformat())]
    fixed = new.amount_fen - old.amount_fen
    changes = {"temporary_limit": new_total - old_total - fixed, "fixed_limit": fixed}
    return [Cause(kind, amount, day.isoformat()) for kind, amount in changes.items() if amount]


def _bill_changes(
    before: Mapping[date, BillToPay], after: Mapping[date, BillToPay]
) -> tuple[BillChange, ...]:
    changes = []
    for issued in sorted(before.keys() | after.keys()):
        due = (after.get(issued) or before[issued]).due_date
        old, new = (each[issued].amount_fen if issued in each else 0 for each in (before, after))
        changes.append(BillChange(issued, due, old, new))
    return tuple(changes)


def _entry_of(
    place: int, scenario: PurchaseScenario | RepaymentScenario | SettlementScenario
) -> Entry:
    """Return the entry that a scenario books."""
    name = scenario_id(place)
    if isinstance(scenario, PurchaseScenario):
        return Purchase(
            id=name,
            day=scenario.day,
            amount_fen=scenario.amount_fen - scenario.discount_fen,
            time=_LAST_OF_DAY,
            periods=scenario.periods,
            fee_rate_ppm=scenario.fee_rate_ppm,
            free_periods=scenario.free_periods,
        )
    if isinstance(scenario, RepaymentScenario):
        return Repayment(id=name, day=scenario.day, amount_fen=scenario.amount_fen)
    return EarlySettlement(
        id=name,
        day=scenario.day,
        purchase_id=scenario.purchase_id,
        fee_rule=scenario.fee_rule,
    )


def _part_of(scenario: LimitScenario) -> LimitPart:
    kind = LimitKind.FIXED if scenario.until is None else LimitKind.TEMPORARY
    return LimitPart(
        from_date=scenario.day, until=scenario.until, kind=kind, amount_fen=scenario.amount_fen
    )


def _check(path: str, scenario: Scenario, today: date, until: date) -> None:
    """Refuse a scenario whose fields break a rule, naming the field."""
    if not today <= scenario.day <= until:
        field = f"{path}.day"
        raise InvalidFieldError(field, scenario.day.isoformat(), f"must be {today} to {until}")
    if isinstance(scenario, LimitScenario):
        _check_limit(path, scenario)
        return
    if isinstance(scenario, PurchaseScenario):
        _between(f"{path}.amount", scenario.amount_fen, 1, MAX_FEN)
        _between(f"{path}.discount", scenario.discount_fen, 0, scenario.amount_fen - 1)
    _check_booked(path, scenario)


def _check_booked(
    path: str, scenario: PurchaseScenario | RepaymentScenario | SettlementScenario
) -> None:
    """Let the rules of entries look at what the scenario books."""
    entry = _entry_of(0, scenario)
    try:
        check_entry(entry)
    except InvalidFieldError as error:
        field = error.field.replace(entry.id, path, 1)
        raise InvalidFieldError(field, error.value, error.reason) from None


def _check_limit(path: str, scenario: LimitScenario) -> None:
    _between(f"{path}.amount", scenario.amount_fen, 0, MAX_FEN)
    if scenario.until is not None and scenario.until < scenario.day:
        field = f"{path}.until"
        reason = f"must not be before {scenario.day}"
        raise InvalidFieldError(field, scenario.until.isoformat(), reason)


def _between(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise InvalidFieldError(field, value, f"must be {least} to {most}")
