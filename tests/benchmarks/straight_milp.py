"""A second engine: the plain MILP of a plan, every tier by HiGHS alone, then replayed exactly.

Written from the rules without the solver's flows, pools or faces: one amount for each
channel, day and obligation, one count for each channel and day.
"""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import timedelta

import highspy

from huanqing.domain.planning.problem import Problem, Timing

UNIT = 1000
NEARLY_WHOLE = 0.05
Terms = dict[int, float]


class Straight:
    """The model under construction; amounts in units of so many fen."""

    def __init__(self, problem: Problem, deadline: float) -> None:
        self.problem = problem
        self.deadline = deadline
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self.highs.silent()
        for name, value in {
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1e-7,
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
            "threads": 1,
        }.items():
            self.highs.setOptionValue(name, value)
        self.columns = 0
        self.amounts: dict[tuple[int, int, int], int] = {}
        self.counts: dict[tuple[int, int], int] = {}
        self.last: dict[tuple[int, int], int] = {}

    def column(self, high: float, *, whole: bool = False) -> int:
        self.highs.addVar(0.0, high)
        if whole:
            self.highs.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, low: float, high: float, terms: Terms) -> None:
        self.highs.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def minimise(self, terms: Terms) -> float | None:
        """Minimise, hold what was reached, and return it; None without a proof in time."""
        for column in range(self.columns):
            self.highs.changeColCost(column, terms.get(column, 0.0))
        left = self.deadline - time.monotonic()
        self.highs.setOptionValue("time_limit", max(left, 0.01))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = self.highs.getInfo().objective_function_value
        self.row(-highspy.kHighsInf, found + 1e-9 * max(1.0, abs(found)), terms)
        return float(found)


def straight_worth(
    problem: Problem, seconds: float, *, with_last: bool = False
) -> tuple[int, ...] | None:
    """Return the five tiers, or None where time ran out or a row is kept only nearly.

    ``with_last`` lets the very last payment of all debt be below the smallest payment.
    """
    model = Straight(problem, time.monotonic() + seconds)
    _add_payments(model, with_last=with_last)
    if with_last:
        _add_last(model)
    _add_limits(model)
    _add_cash(model)
    late, inside = _costs(model)
    counts: Terms = dict.fromkeys(model.counts.values(), 1.0)
    fees = {
        n: float(problem.channels[place].fee_per_payment_fen)
        for (place, _), n in model.counts.items()
    }
    sign = -1 if problem.preferences.timing is Timing.LATE else 1
    timing = {x: float(sign * day) for (_, day, _), x in model.amounts.items()}
    for terms in (late[0], inside[0], fees, counts, timing):
        if any(terms.values()) and model.minimise(terms) is None:
            return None
    values = model.highs.getSolution().col_value
    return _worth(model, values, late, inside)


def _add_last(model: Straight) -> None:
    """Allow the last payment only where everything is paid, and nothing on a later day."""
    owed = model.problem.owed_fen / UNIT
    everything = dict.fromkeys(model.amounts.values(), 1.0)
    model.row(0.0, highspy.kHighsInf, {**everything, **dict.fromkeys(model.last.values(), -owed)})
    model.row(0.0, 1.0, dict.fromkeys(model.last.values(), 1.0))
    for (_, day), n in model.counts.items():
        before = {w: 1e3 for (_, when), w in model.last.items() if when < day}
        model.row(-highspy.kHighsInf, 1e3, {n: 1.0, **before})


def _add_payments(model: Straight, *, with_last: bool) -> None:
    problem = model.problem
    owed = problem.owed_fen
    for place, channel in enumerate(problem.channels):
        largest = min(owed, channel.per_transaction_fen or owed)
        for day in range(problem.days):
            cap = _day_cap(problem, place, day)
            if cap <= 0 or (largest < problem.platform.min_payment_fen and not with_last):
                continue
            most = -(-cap // largest)
            if channel.payments_per_day is not None:
                most = min(most, channel.payments_per_day)
            n = model.counts[place, day] = model.column(most, whole=True)
            row: Terms = {}
            for number, each in enumerate(problem.obligations):
                if each.amount_fen and (
                    each.earliest is None or problem.index(each.earliest) <= day
                ):
                    x = model.amounts[place, day, number] = model.column(each.amount_fen / UNIT)
                    row[x] = 1.0
            model.row(0.0, cap / UNIT, row)
            model.row(-highspy.kHighsInf, 0.0, {**row, n: -largest / UNIT})
            smallest = max(1, problem.platform.min_payment_fen)
            least = {**row, n: -smallest / UNIT}
            if with_last:
                last = model.last[place, day] = model.column(1.0, whole=True)
                least[last] = (smallest - 1) / UNIT
                if largest < smallest:
                    model.row(-highspy.kHighsInf, 0.0, {n: 1.0, last: -1.0})
            model.row(0.0, highspy.kHighsInf, least)


def _day_cap(problem: Problem, place: int, day: int) -> int:
    channel = problem.channels[place]
    if problem.day(day) in channel.unavailable:
        return 0
    if channel.per_day_fen is None:
        return problem.owed_fen
    used = channel.used_today_fen if day == 0 else 0
    return min(problem.owed_fen, channel.per_day_fen - used)


def _add_limits(model: Straight) -> None:
    problem = model.problem
    by_obligation: dict[int, Terms] = defaultdict(dict)
    by_day: dict[int, Terms] = defaultdict(dict)
    by_month: dict[tuple[int, int, int], Terms] = defaultdict(dict)
    for (place, day, number), x in model.amounts.items():
        when = problem.day(day)
        by_obligation[number][x] = 1.0
        by_day[day][x] = 1.0
        by_month[place, when.year, when.month][x] = 1.0
    for number, row in by_obligation.items():
        model.row(0.0, problem.obligations[number].amount_fen / UNIT, row)
    if problem.platform.daily_cap_fen is not None:
        for row in by_day.values():
            model.row(0.0, problem.platform.daily_cap_fen / UNIT, row)
    this_month = (problem.today.year, problem.today.month)
    for (place, *month), row in by_month.items():
        channel = problem.channels[place]
        if channel.per_month_fen is not None:
            used = channel.used_this_month_fen if tuple(month) == this_month else 0
            model.row(0.0, max(0, channel.per_month_fen - used) / UNIT, row)


def _add_cash(model: Straight) -> None:
    problem = model.problem
    for funding in problem.funding:
        row: Terms = {}
        for day in range(problem.days):
            for (place, when, _), x in model.amounts.items():
                if when == day and problem.channels[place].funding == funding.id:
                    row[x] = 1.0
            for (place, when), n in model.counts.items():
                channel = problem.channels[place]
                if when == day and channel.funding == funding.id and channel.fee_per_payment_fen:
                    row[n] = channel.fee_per_payment_fen / UNIT
            cash = funding.balance_fen - funding.reserve_fen
            cash += sum(each.amount_fen for each in funding.flows if each.day <= problem.day(day))
            if row:
                model.row(-highspy.kHighsInf, max(0, cash) / UNIT, row)


def _costs(model: Straight) -> tuple[tuple[Terms, int], tuple[Terms, int]]:
    """Return both tiers as savings by column, with what they come to if nothing is paid."""
    problem = model.problem
    late: Terms = {}
    inside: Terms = {}
    all_late = all_inside = 0
    buffer = timedelta(days=problem.preferences.buffer_days)
    for number, each in enumerate(problem.obligations):
        days = [problem.day(day) for day in range(problem.days)]
        late_days = [day for day in days if day >= each.due]
        inside_days = [day for day in days if each.due - buffer <= day < each.due]
        all_late += each.amount_fen * each.late_rate_ppm_per_day * len(late_days)
        all_inside += each.amount_fen * len(inside_days)
        for (_, day, of), x in model.amounts.items():
            if of == number:
                when = problem.day(day)
                saved = sum(1 for other in late_days if other >= when)
                late[x] = -float(saved * each.late_rate_ppm_per_day)
                inside[x] = -float(sum(1 for other in inside_days if other >= when))
    return (late, all_late), (inside, all_inside)


def _worth(
    model: Straight, values: list[float], late: tuple[Terms, int], inside: tuple[Terms, int]
) -> tuple[int, ...] | None:
    amounts = {key: values[x] * UNIT for key, x in model.amounts.items()}
    counts = {key: round(values[n]) for key, n in model.counts.items()}
    if any(abs(each - round(each)) > NEARLY_WHOLE for each in amounts.values()):
        return None
    fen = {model.amounts[key]: round(each) for key, each in amounts.items()}
    return (
        late[1] + sum(int(late[0][x]) * each for x, each in fen.items()),
        inside[1] + sum(int(inside[0][x]) * each for x, each in fen.items()),
        sum(
            model.problem.channels[place].fee_per_payment_fen * each
            for (place, _), each in counts.items()
        ),
        sum(counts.values()),
        sum(round(each) * day for (_, day, _), each in amounts.items()),
    )
