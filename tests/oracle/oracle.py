"""A naive day-by-day replay of the exchange format, written from the ledger page alone.

It shares no code with the program and uses no cleverness: every single day from the first event
is simulated, penalties first, then purchases, refunds, adjustments and repayments. All money is
whole fen. It is the other opinion that the program's answers are compared with.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

Json = dict[str, Any]
Figures = tuple[int | None, int, int | None, bool]

ONE_DAY = timedelta(days=1)
MILLION = 1_000_000
UNSPLIT_ORDER_DAYS = 30
# A negative adjustment "pays like a repayment": whether the recovery lag holds it back as well.
ADJUSTMENTS_LAG = False


@dataclass(frozen=True)
class Rule:
    """One dated set of billing rules; absent fields take the defaults."""

    start: date
    statement_day: int = 3
    due_days: int = 9
    on_statement_day: str = "next"
    remainder: str = "last"
    fees_occupy_limit: bool = True
    late_rate: int = 500
    lag: int = 0


@dataclass
class Line:
    """One instalment: what is charged after refunds, and what of it is paid."""

    purchase: str
    time: datetime
    period: int
    periods: int
    statement_date: date
    due_date: date
    principal: int
    fee: int
    original_fee: int
    paid_principal: int = 0
    paid_fee: int = 0

    def left_principal(self) -> int:
        """Return the unpaid principal."""
        return self.principal - self.paid_principal

    def left_fee(self) -> int:
        """Return the unpaid fee."""
        return self.fee - self.paid_fee

    def left(self) -> int:
        """Return the unpaid principal and fee."""
        return self.left_principal() + self.left_fee()


@dataclass
class Statement:
    """All lines of one statement date, and the penalty charged on them."""

    statement_date: date
    due_date: date
    lines: list[Line]
    penalty: int = 0
    paid_penalty: int = 0

    def sorted_lines(self) -> list[Line]:
        """Return the lines by their purchases' times, then ids."""
        return sorted(self.lines, key=lambda line: (line.time, line.purchase, line.period))

    def unpaid_lines(self) -> int:
        """Return the unpaid principal and fees: what a penalty is computed from."""
        return sum(line.left() for line in self.lines)

    def left(self) -> int:
        """Return all that is unpaid, the penalty included."""
        return self.unpaid_lines() + self.penalty - self.paid_penalty


@dataclass
class Freed:
    """What one booking freed: it occupies the limit from `start` to the day before `back`."""

    start: date
    back: date
    principal_and_penalty: int = 0
    fee: int = 0


def half_up(numerator: int, denominator: int) -> int:
    """Divide two non-negative whole numbers, rounding a half up."""
    quotient, rest = divmod(numerator, denominator)
    return quotient + 1 if 2 * rest >= denominator else quotient


def clamped(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day when there is no such day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, clamped; the anchor is the day given."""
    index = day.year * 12 + day.month - 1 + months
    return clamped(index // 12, index % 12 + 1, day.day)


def split_principal(principal: int, periods: int, mode: str) -> list[int]:
    """Split a principal over the periods; the mode says who bears the remainder."""
    parts = [principal // periods] * periods
    remainder = principal % periods
    if mode == "last":
        parts[-1] += remainder
    elif mode == "first":
        parts[0] += remainder
    elif mode == "spread":
        for index in range(remainder):
            parts[index] += 1
    else:
        raise ValueError(f"unknown remainder mode {mode!r}")
    return parts


def day_of(text: object) -> date:
    """Read an ISO date (of a date-time, its date)."""
    return date.fromisoformat(str(text)[:10])


def read_rule(entry: Json) -> Rule:
    """Read one rule of the account."""
    return Rule(
        start=day_of(entry["from"]),
        statement_day=int(entry.get("statement_day", 3)),
        due_days=int(entry.get("due_days", 9)),
        on_statement_day=str(entry.get("on_statement_day", "next")),
        remainder=str(entry.get("remainder", "last")),
        fees_occupy_limit=bool(entry.get("fees_occupy_limit", True)),
        late_rate=int(entry.get("late_rate_ppm_per_day", 500)),
        lag=int(entry.get("recovery_lag_days", 0)),
    )


class Calendar:
    """The dated rules of an account: which rule holds, and when statements are issued."""

    def __init__(self, account: Json) -> None:
        """Read the rules of an account."""
        rules = [read_rule(entry) for entry in account.get("rules") or []]
        self.rules = sorted(rules, key=lambda rule: rule.start) or [Rule(date.min)]
        self.order_based = account.get("billing", "statement") == "order"

    def rule_on(self, day: date) -> Rule:
        """Return the rule with the latest start on or before the day, else the first rule."""
        found = self.rules[0]
        for rule in self.rules:
            if rule.start <= day:
                found = rule
        return found

    def is_statement_date(self, day: date) -> bool:
        """Say whether a statement is issued on the day, by the rule in force on it."""
        return clamped(day.year, day.month, self.rule_on(day).statement_day) == day

    def statement_dates_of(self, bought: date, periods: int) -> list[date]:
        """Walk day by day to the statement dates in which the periods fall."""
        takes_same_day = self.rule_on(bought).on_statement_day == "this"
        day = bought if takes_same_day else bought + ONE_DAY
        found: list[date] = []
        while len(found) < periods:
            if self.is_statement_date(day):
                found.append(day)
            day += ONE_DAY
        return found

    def dates_of(self, bought: date, periods: int) -> list[tuple[date, date]]:
        """Return (statement date, due date) of each period of a purchase."""
        if self.order_based:
            if periods == 1:
                dues = [bought + timedelta(days=UNSPLIT_ORDER_DAYS)]
            else:
                dues = [months_later(bought, k) for k in range(1, periods + 1)]
            return [(due, due) for due in dues]
        return [
            (issued, issued + timedelta(days=self.rule_on(issued).due_days))
            for issued in self.statement_dates_of(bought, periods)
        ]


class Replay:
    """The running state of one account; the caller feeds it the days and entries in order."""

    def __init__(self, account: Json) -> None:
        """Start with nothing owed."""
        self.calendar = Calendar(account)
        self.limits: list[Json] = list(account.get("limits") or [])
        self.freezes: list[Json] = list(account.get("freezes") or [])
        self.statements: dict[date, Statement] = {}
        self.bought: dict[str, int] = {}
        self.refunded: dict[str, int] = {}
        self.freed: list[Freed] = []
        self.paid_out = 0

    # --- what is owed -------------------------------------------------------------------

    def all_lines(self) -> list[Line]:
        """Return every line of every statement."""
        return [line for statement in self.statements.values() for line in statement.lines]

    def owed(self) -> int:
        """Return everything owed: billed or not, and the penalties."""
        return sum(statement.left() for statement in self.statements.values())

    def by_due_date(self) -> list[Statement]:
        """Return the statements in the order in which money pays them."""
        return sorted(self.statements.values(), key=lambda s: (s.due_date, s.statement_date))

    # --- the events of a day, in their order --------------------------------------------

    def charge_penalties(self, day: date) -> None:
        """Charge the day's penalty on every statement whose due date has passed."""
        rate = self.calendar.rule_on(day).late_rate
        for statement in self.statements.values():
            unpaid = statement.unpaid_lines()
            if day > statement.due_date and unpaid > 0 and rate > 0:
                statement.penalty += max(1, half_up(unpaid * rate, MILLION))

    def buy(self, entry: Json) -> None:
        """Add the lines of a purchase."""
        when = datetime.fromisoformat(str(entry["time"]))
        amount, periods = int(entry["amount"]), int(entry.get("periods", 1))
        default = self.calendar.rule_on(when.date()).remainder
        parts = split_principal(amount, periods, str(entry.get("remainder") or default))
        fee = half_up(amount * int(entry.get("fee_rate_ppm_per_period", 0)), MILLION)
        free = int(entry.get("free_periods", 0))
        fees = [0 if k <= free else fee for k in range(1, periods + 1)]
        self._add_lines(str(entry["id"]), when, parts, fees)
        self.bought[str(entry["id"])] = amount
        self.refunded[str(entry["id"])] = 0

    def _add_lines(self, name: str, when: datetime, parts: list[int], fees: list[int]) -> None:
        """Put one line per period into the statement in which it falls."""
        dates = self.calendar.dates_of(when.date(), len(parts))
        for index, (issued, due) in enumerate(dates):
            line = Line(name, when, index + 1, len(parts), issued, due,
                        parts[index], fees[index], fees[index])  # fmt: skip
            if issued not in self.statements:
                self.statements[issued] = Statement(issued, due, [])
            self.statements[issued].lines.append(line)

    def refund(self, entry: Json, day: date) -> None:
        """Book a refund: own principal backwards, own fees anew, then like a repayment."""
        name, amount = str(entry["purchase"]), int(entry["amount"])
        if name not in self.bought:
            raise ValueError(f"refund {entry['id']}: no purchase {name} by {day}")
        if self.refunded[name] + amount > self.bought[name]:
            raise ValueError(f"refund {entry['id']}: more than purchase {name} is refunded")
        self.refunded[name] += amount
        freed = self._new_freed(day)
        own = sorted((x for x in self.all_lines() if x.purchase == name), key=lambda x: x.period)
        rest = amount
        for line in reversed(own):
            taken = min(rest, line.left_principal())
            line.principal -= taken
            freed.principal_and_penalty += taken
            rest -= taken
        kept = self.bought[name] - self.refunded[name]
        for line in own:
            anew = max(line.paid_fee, half_up(line.original_fee * kept, self.bought[name]))
            freed.fee += line.fee - anew
            line.fee = anew
        self.paid_out += self._pay(rest, freed)

    def adjust(self, entry: Json, day: date) -> None:
        """Apply an adjustment: a positive one is a new line, a negative one pays."""
        amount = int(entry["amount"])
        if amount > 0:
            self._add_lines(str(entry["id"]), datetime.combine(day, time()), [amount], [0])
        elif amount < 0:
            self._refuse_above_owed(entry, -amount)
            freed = self._new_freed(day)
            if not ADJUSTMENTS_LAG:
                freed.back = day
            self._pay(-amount, freed)

    def repay(self, entry: Json, day: date) -> None:
        """Book a repayment; one above everything owed is refused with the figure."""
        amount = int(entry["amount"])
        self._refuse_above_owed(entry, amount)
        self._pay(amount, self._new_freed(day))

    def _refuse_above_owed(self, entry: Json, amount: int) -> None:
        """Raise when the amount is above everything owed."""
        owed = self.owed()
        if amount > owed:
            raise ValueError(f"{entry['id']}: {amount} exceeds everything owed, {owed}")

    def _new_freed(self, day: date) -> Freed:
        """Open the record of what a booking of this day frees, held by the day's lag."""
        freed = Freed(day, day + timedelta(days=self.calendar.rule_on(day).lag))
        self.freed.append(freed)
        return freed

    def _pay(self, amount: int, freed: Freed) -> int:
        """Pay earliest due first: penalty, then line by line fee and principal."""
        rest = amount
        for statement in self.by_due_date():
            part = min(rest, statement.penalty - statement.paid_penalty)
            statement.paid_penalty += part
            freed.principal_and_penalty += part
            rest -= part
            for line in statement.sorted_lines():
                part = min(rest, line.left_fee())
                line.paid_fee += part
                freed.fee += part
                rest -= part
                part = min(rest, line.left_principal())
                line.paid_principal += part
                freed.principal_and_penalty += part
                rest -= part
        return rest

    def run_day(self, ledger: Json, day: date) -> None:
        """Apply one whole day of a ledger."""
        self.charge_penalties(day)
        for entry in purchases_on(ledger, day):
            self.buy(entry)
        for entry in entries_on(ledger, "refunds", "booked", day):
            self.refund(entry, day)
        for entry in entries_on(ledger, "adjustments", "date", day):
            self.adjust(entry, day)
        for entry in entries_on(ledger, "repayments", "date", day):
            if entry.get("state", "booked") == "booked":
                self.repay(entry, day)

    # --- answers ------------------------------------------------------------------------

    def total_limit(self, day: date) -> int | None:
        """Return the day's total limit; unknown before the first fixed limit."""
        fixed: int | None = None
        dated = [limit for limit in self.limits if limit["kind"] == "fixed"]
        for limit in sorted(dated, key=lambda limit: day_of(limit["from"])):
            if day_of(limit["from"]) <= day:
                fixed = int(limit["amount"])
        if fixed is None:
            return None
        temporary = [limit for limit in self.limits if limit["kind"] == "temporary"]
        return fixed + sum(int(x["amount"]) for x in temporary if covers(x, day))

    def figures(self, day: date) -> Figures:
        """Return (total, used, available, frozen) at the end of the day just run."""
        fees_count = self.calendar.rule_on(day).fees_occupy_limit
        used = 0
        for statement in self.statements.values():
            used += statement.penalty - statement.paid_penalty
            for line in statement.lines:
                used += line.left_principal()
                used += line.left_fee() if fees_count else 0
        for freed in self.freed:
            if freed.start <= day < freed.back:
                used += freed.principal_and_penalty
                used += freed.fee if fees_count else 0
        total = self.total_limit(day)
        available = None if total is None else total - used
        return total, used, available, any(covers(x, day) for x in self.freezes)

    def listed(self, today: date) -> list[Json]:
        """Return the statements as `huanqing statements --json` lists them."""
        dates = sorted(self.statements)
        return [describe(self.statements[issued], today) for issued in dates]


def covers(entry: Json, day: date) -> bool:
    """Say whether a dated entry holds on the day, both ends included."""
    if day < day_of(entry["from"]):
        return False
    return entry.get("to") is None or day <= day_of(entry["to"])


def state_of(statement: Statement, today: date) -> str:
    """Return the state of a statement on a day."""
    if statement.statement_date > today:
        return "unbilled"
    if statement.left() == 0:
        return "paid"
    return "overdue" if today > statement.due_date else "billed"


def describe(statement: Statement, today: date) -> Json:
    """Return one statement in the shape of the command line's JSON."""
    principal = sum(line.principal for line in statement.lines)
    fee = sum(line.fee for line in statement.lines)
    total = principal + fee + statement.penalty
    left = statement.left()
    return {
        "statement_date": statement.statement_date.isoformat(),
        "due_date": statement.due_date.isoformat(),
        "principal": principal,
        "fee": fee,
        "penalty": statement.penalty,
        "total": total,
        "paid": total - left,
        "left": left,
        "state": state_of(statement, today),
        "instalments": [
            {
                "purchase": line.purchase,
                "period": line.period,
                "periods": line.periods,
                "principal": line.principal,
                "fee": line.fee,
                "left": line.left(),
            }
            for line in statement.sorted_lines()
        ],
    }


def entries_on(ledger: Json, kind: str, key: str, day: date) -> list[Json]:
    """Return the entries of one kind on one day, by id; an unset date is no day."""
    entries: list[Json] = ledger.get(kind) or []
    found = [x for x in entries if x.get(key) is not None and day_of(x[key]) == day]
    return sorted(found, key=lambda x: str(x["id"]))


def purchases_on(ledger: Json, day: date) -> list[Json]:
    """Return the purchases of one day, by time and then id."""
    found = entries_on(ledger, "purchases", "time", day)
    return sorted(found, key=lambda x: (datetime.fromisoformat(str(x["time"])), str(x["id"])))


def first_event(ledger: Json) -> date | None:
    """Return the day of the first entry that changes what is owed."""
    days: list[date] = []
    keys = {"purchases": "time", "refunds": "booked", "adjustments": "date", "repayments": "date"}
    for kind, key in keys.items():
        days += [day_of(x[key]) for x in ledger.get(kind) or [] if x.get(key) is not None]
    return min(days, default=None)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def replayed(ledger: dict[str, Any], today: date) -> Replay:
    """Replay every day from the first event to the end of today."""
    replay = Replay(ledger["account"])
    start = first_event(ledger)
    if start is not None:
        for day in days_between(start, today):
            replay.run_day(ledger, day)
    return replay


def statements(ledger: dict[str, object], today: date) -> list[Json]:
    """Return the statements as they stand at the end of today, oldest first.

    Args:
        ledger: a ledger in the exchange format.
        today: the day asked about; entries dated later do not exist yet.

    Returns:
        The list under "statements" of `huanqing statements --json`.

    Raises:
        ValueError: when a repayment exceeds everything owed.
    """
    return replayed(ledger, today).listed(today)


def day_figures(ledger: dict[str, object], first: date, last: date) -> dict[date, Figures]:
    """Return the limit's figures at the end of each day, up to the ledger's today.

    Args:
        ledger: a ledger in the exchange format.
        first: the first day asked for.
        last: the last day asked for; days after the ledger's "today" are left out.

    Returns:
        For each day (total or None, used, available or None, frozen).

    Raises:
        ValueError: when a repayment exceeds everything owed.
    """
    account: Any = ledger["account"]
    replay = Replay(account)
    start = min(first_event(ledger) or first, first)
    found: dict[date, Figures] = {}
    for day in days_between(start, min(last, day_of(ledger["today"]))):
        replay.run_day(ledger, day)
        if day >= first:
            found[day] = replay.figures(day)
    return found
