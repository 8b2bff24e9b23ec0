"""The plan as a calendar: rows of cards, cash and bills, a column for each day; figures only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.application.plan_auto_debit import debit_label, debits_in
from huanqing.application.plan_models import PlanStep, StepState

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import date

    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Channel, Flow, Funding, Obligation, Problem
    from huanqing.ui.plan.shown import ShownPlan

_PERMILLE = 1000


class _Everything:
    """Contains every channel."""

    def __contains__(self, _channel: object) -> bool:
        return True


_ALL = _Everything()


class RowKind(StrEnum):
    """What a row of the calendar is about."""

    CHANNEL = "channel"
    PLATFORM = "platform"
    CASH = "cash"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A row on a day; amounts in fen, None where nothing is shown.

    ``debits`` are what JD takes by itself. ``fill_permille`` is how full the limit per day is.
    ``month_fen`` is what a card moved in the month up to this day, before the plan too.
    """

    amount_fen: int | None = None
    fill_permille: int | None = None
    steps: tuple[PlanStep, ...] = ()
    debits: tuple[Payment, ...] = ()
    used_before_fen: int = 0
    month_fen: int = 0
    is_unavailable: bool = False
    flows: tuple[Flow, ...] = ()
    bills: tuple[tuple[str, int], ...] = ()
    is_overdue: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A row with a cell for each day; ``channel`` holds the limits of a card's row."""

    kind: RowKind
    subject: str
    cells: tuple[Cell, ...]
    channel: Channel | None = None
    per_day_fen: int | None = None
    reserve_fen: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days with their rows; ``incomes`` and ``dues`` are the days to mark.

    The rows are made of the problem and the steps.
    """

    problem: Problem
    steps: tuple[PlanStep, ...]
    debits: tuple[Payment, ...]
    days: tuple[date, ...]
    today: date
    rows: tuple[CalendarRow, ...]
    incomes: frozenset[date]
    dues: frozenset[date]

    @property
    def today_place(self) -> int:
        """The column of today, the nearest where it is not among the days."""
        return min(max((self.today - self.days[0]).days, 0), len(self.days) - 1)

    @property
    def first_place(self) -> int | None:
        """The column of the first payment still to make, None without one."""
        ahead = [
            each.payment.day
            for each in self.steps
            if each.state in {StepState.OPEN, StepState.PARTLY}
        ]
        return min(((day - self.days[0]).days for day in ahead), default=None)


def calendar_of(shown: ShownPlan) -> Calendar:
    """Return the calendar of a plan, from the day on which it was made to its horizon."""
    problem = shown.problem
    days = tuple(problem.day(index) for index in range(problem.days))
    debits = debits_in(problem)
    rows = [
        _channel_row(problem, each, days, _by_day(shown.steps, debits, {each.id}))
        for each in problem.channels
    ]
    cap_fen = problem.platform.daily_cap_fen
    if cap_fen is not None:
        rows.append(_platform_row(cap_fen, days, _by_day(shown.steps, debits, _ALL)))
    rows += [_cash_row(problem, funding, shown) for funding in problem.funding]
    rows.append(_due_row(problem, days))
    incomes = {flow.day for each in problem.funding for flow in each.flows if flow.amount_fen > 0}
    dues = {each.due for each in problem.obligations if each.amount_fen > 0}
    return Calendar(
        problem,
        shown.steps,
        debits,
        days,
        shown.today,
        tuple(rows),
        frozenset(incomes),
        frozenset(dues),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """What moves on one day: the plan's steps, and what JD takes by itself."""

    steps: tuple[PlanStep, ...] = ()
    debits: tuple[Payment, ...] = ()

    @property
    def amount_fen(self) -> int | None:
        """What is planned, None for nothing."""
        if not self.steps and not self.debits:
            return None
        return sum(step.payment.amount_fen for step in self.steps) + self.taken_fen

    @property
    def moved_fen(self) -> int:
        """What cash and limits lose by it."""
        return sum(moved_fen(step) for step in self.steps) + self.taken_fen

    @property
    def taken_fen(self) -> int:
        """What JD takes."""
        return sum(each.amount_fen for each in self.debits)


_QUIET = _Day()


def _by_day(
    steps: Iterable[PlanStep], debits: Iterable[Payment], channels: Container[str]
) -> dict[date, _Day]:
    """Return what moves through some channels, by the days on which anything does."""
    made: dict[date, list[PlanStep]] = defaultdict(list)
    taken: dict[date, list[Payment]] = defaultdict(list)
    for step in steps:
        if step.payment.channel in channels:
            made[step.payment.day].append(step)
    for debit in debits:
        if debit.channel in channels:
            taken[debit.day].append(debit)
    days = made.keys() | taken.keys()
    return {day: _Day(tuple(made.get(day, ())), tuple(taken.get(day, ()))) for day in days}


def moved_fen(step: PlanStep) -> int:
    """Return what a step takes from cash and limits: one that failed takes what was paid."""
    if step.state in (StepState.FAILED, StepState.SKIPPED):
        return step.paid_fen
    return max(step.payment.amount_fen, step.paid_fen)


def _fill(used_fen: int, limit_fen: int | None) -> int | None:
    """Return the share in thousandths, at most 1000; None without a limit."""
    if limit_fen is None:
        return None
    if limit_fen <= 0:
        return _PERMILLE
    return min(used_fen * _PERMILLE // limit_fen, _PERMILLE)


def _channel_row(
    problem: Problem, channel: Channel, days: tuple[date, ...], on_day: Mapping[date, _Day]
) -> CalendarRow:
    cells, month_fen = [], channel.used_this_month_fen
    for place, day in enumerate(days):
        if place and day.day == 1:
            month_fen = 0
        here = on_day.get(day, _QUIET)
        month_fen += here.moved_fen
        before = channel.used_today_fen if day == problem.today else 0
        is_used = here is not _QUIET or before > 0
        fill = _fill(here.moved_fen + before, channel.per_day_fen) if is_used else None
        cells.append(
            Cell(
                amount_fen=here.amount_fen,
                fill_permille=fill,
                steps=here.steps,
                debits=here.debits,
                used_before_fen=before,
                month_fen=month_fen,
                is_unavailable=day in channel.unavailable,
            )
        )
    return CalendarRow(RowKind.CHANNEL, channel.id, tuple(cells), channel, channel.per_day_fen)


def _platform_row(cap_fen: int, days: tuple[date, ...], on_day: Mapping[date, _Day]) -> CalendarRow:
    cells = []
    for day in days:
        here = on_day.get(day, _QUIET)
        fill = None if here is _QUIET else _fill(here.moved_fen, cap_fen)
        cells.append(
            Cell(
                amount_fen=here.amount_fen,
                fill_permille=fill,
                steps=here.steps,
                debits=here.debits,
            )
        )
    return CalendarRow(RowKind.PLATFORM, "", tuple(cells), None, cap_fen)


def _cash_row(problem: Problem, funding: Funding, shown: ShownPlan) -> CalendarRow:
    """Return what stays in an account each day if the plan is followed."""
    fees = {
        each.id: each.fee_per_payment_fen for each in problem.channels if each.funding == funding.id
    }
    # The debits are flows of the account, which hold what a payment of them costs, too.
    spent_on = _by_day(shown.steps, (), fees)
    taken_on = _by_day((), debits_in(replace(problem, funding=(funding,))), _ALL)
    flows_on: dict[date, list[Flow]] = defaultdict(list)
    for flow in funding.flows:
        flows_on[max(flow.day, problem.today)].append(flow)
    cells, cash = [], funding.balance_fen
    for index in range(problem.days):
        day = problem.day(index)
        flows, here = flows_on.get(day, []), spent_on.get(day, _QUIET)
        cash += sum(flow.amount_fen for flow in flows) - here.moved_fen
        cash -= sum(fees[step.payment.channel] for step in here.steps if moved_fen(step))
        is_told = bool(not index or flows or here.steps)
        debits = taken_on.get(day, _QUIET).debits
        labels = {debit_label(each.channel, each.allocations[0].obligation) for each in debits}
        cells.append(
            Cell(
                amount_fen=cash if is_told else None,
                steps=here.steps,
                debits=debits,
                flows=tuple(flow for flow in flows if flow.label not in labels),
            )
        )
    return CalendarRow(RowKind.CASH, funding.id, tuple(cells), reserve_fen=funding.reserve_fen)


def _due_row(problem: Problem, days: tuple[date, ...]) -> CalendarRow:
    """Return what is due on each day; what was due before stands on the first."""
    bills: dict[date, list[Obligation]] = defaultdict(list)
    for each in problem.obligations:
        if each.amount_fen > 0:
            bills[max(each.due, problem.today)].append(each)
    cells = []
    for day in days:
        here = bills.get(day, [])
        if not here:
            cells.append(EMPTY)
            continue
        cells.append(
            Cell(
                amount_fen=sum(each.amount_fen for each in here),
                bills=tuple((each.id, each.amount_fen) for each in here),
                is_overdue=any(each.due < problem.today for each in here),
            )
        )
    return CalendarRow(RowKind.DUE, "", tuple(cells))


def worst_state(steps: tuple[PlanStep, ...]) -> StepState | None:
    """Return the state that a cell shows: what went wrong first, paid only where all are."""
    order = (
        StepState.FAILED,
        StepState.MISSED,
        StepState.PARTLY,
        StepState.OPEN,
        StepState.SKIPPED,
        StepState.PAID,
    )
    states = {step.state for step in steps}
    return next((state for state in order if state in states), None)
