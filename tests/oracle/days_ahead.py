"""A naive projection of the limit, day by day, written from the ledger and recovery pages alone.

It goes on where the naive replay of the past ends and shares no code with the program: every
single day is simulated, entries first, then what falls due is paid in full. What the pages
leave open is read like this: today's end is the ledger's; what is due today counts as paid
when today is over; what is overdue stays unpaid; an entry ahead takes no more than is left.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from oracle.oracle import (
    MILLION,
    ONE_DAY,
    Figures,
    Json,
    Line,
    Replay,
    Statement,
    day_of,
    days_between,
    entries_on,
    first_event,
    half_up,
    purchases_on,
    split_principal,
)

BOOKING_TAKES_DAYS = 3


class FullReplay(Replay):
    """The naive replay with statement instalments, early settlements, and days ahead."""

    def __init__(self, ledger: Json, today: date) -> None:
        """Start with nothing owed."""
        super().__init__(ledger["account"])
        self.ledger = ledger
        self.today = today
        self.bought_on: dict[str, date] = {
            str(x["id"]): day_of(x["time"]) for x in ledger.get("purchases") or []
        }

    def convertible(self, issued: date, day: date) -> list[Line]:
        """Return the lines of a statement that may be split on a day: unsplit and not paid."""
        statement = self.statements.get(issued)
        if statement is None or not issued <= day <= statement.due_date:
            return []
        lines = statement.sorted_lines()
        return [line for line in lines if line.periods == 1 and line.left_principal() > 0]

    def split_statement(self, entry: Json, day: date) -> None:
        """Take principal out of a statement, share by share, and open new lines for it."""
        issued = day_of(entry["statement_date"])
        lines = self.convertible(issued, day)
        whole = sum(line.left_principal() for line in lines)
        wanted = int(entry["amount"])
        amount = min(wanted, whole) if day > self.today else wanted
        if day > self.today and amount < 10000:
            return
        if not 10000 <= amount <= whole:
            raise ValueError(f"{entry['id']}: {amount} of {whole}")
        weights = [line.left_principal() for line in lines]
        shares = [amount * weight // whole for weight in weights]
        rests = [(-(amount * weight % whole), place) for place, weight in enumerate(weights)]
        for _, place in sorted(rests)[: amount - sum(shares)]:
            shares[place] += 1
        for line, share in zip(lines, shares, strict=True):
            line.principal -= share
        self._open_split(entry, amount, max(issued, day), day)

    def _open_split(self, entry: Json, amount: int, after: date, day: date) -> None:
        periods = int(entry["periods"])
        fee = half_up(amount * int(entry.get("fee_rate_ppm_per_period", 0)), MILLION)
        free = int(entry.get("free_periods", 0))
        mode = self.calendar.rule_on(day).remainder
        parts = split_principal(amount, periods, mode)
        dates: list[date] = []
        issued = after + ONE_DAY
        while len(dates) < periods:
            if self.calendar.is_statement_date(issued):
                dates.append(issued)
            issued += ONE_DAY
        for index, when in enumerate(dates):
            own = 0 if index < free else fee
            due = when + timedelta(days=self.calendar.rule_on(when).due_days)
            moment = datetime.combine(day, time())
            line = Line(str(entry["id"]), moment, index + 1, periods, when, due,
                        parts[index], own, own)  # fmt: skip
            self.statements.setdefault(when, Statement(when, due, [])).lines.append(line)

    def settle(self, entry: Json, day: date) -> None:
        """Change the fees of a purchase's periods that are not billed yet."""
        name = str(entry["purchase"])
        own = sorted((x for x in self.all_lines() if x.purchase == name), key=lambda x: x.period)
        unbilled = [line for line in own if line.statement_date > day]
        told = entry.get("fee_rule") or "all_due"
        for index, line in enumerate(unbilled):
            fee = line.fee
            if told == "waived" or (told == "same_day" and self.bought_on[name] == day):
                fee = 0
            if told == "current_period" and index > 0:
                fee = 0
            if fee != line.fee:
                line.original_fee = line.fee = max(line.paid_fee, fee)

    def run_day(self, ledger: Json, day: date) -> None:
        """Apply one whole day, a fact or one ahead."""
        self.charge_penalties(day)
        for entry in purchases_on(ledger, day):
            self.buy(entry)
        for entry in entries_on(ledger, "refunds", "booked", day):
            self.refund(entry, day)
        for entry in entries_on(ledger, "adjustments", "date", day):
            taken = min(-int(entry["amount"]), self.owed()) if day > self.today else 1
            if int(entry["amount"]) > 0 or taken > 0:
                amount = int(entry["amount"])
                lowered = {**entry, "amount": -taken} if day > self.today and amount < 0 else entry
                self.adjust(lowered, day)
        for entry in entries_on(ledger, "early_settlements", "date", day):
            self.settle(entry, day)
        for entry in entries_on(ledger, "statement_instalments", "date", day):
            self.split_statement(entry, day)
        for entry in self.money_of(day):
            amount = int(entry["amount"])
            if day > self.today:
                amount = min(amount, self.owed())
            if amount:
                self.repay({**entry, "amount": amount}, day)

    def money_of(self, day: date) -> list[Json]:
        """Return the repayments that count on a day, by id."""
        found = []
        for entry in self.ledger.get("repayments") or []:
            when, state = day_of(entry["date"]), entry.get("state", "booked")
            if day > self.today and state == "processing" and when <= self.today:
                is_recent = (self.today - when).days < BOOKING_TAKES_DAYS
                when = self.today + ONE_DAY if is_recent else when
            counts = state == "booked" or (day > self.today and state in {"planned", "processing"})
            if counts and when == day:
                found.append(entry)
        return sorted(found, key=lambda x: str(x["id"]))

    def pay_what_is_due(self, day: date) -> None:
        """Pay all that is left of the statements due on the day."""
        for statement in self.by_due_date():
            if statement.due_date == day and statement.left() > 0:
                freed = self._new_freed(day)
                freed.principal_and_penalty += statement.penalty - statement.paid_penalty
                statement.paid_penalty = statement.penalty
                for line in statement.lines:
                    freed.fee += line.left_fee()
                    freed.principal_and_penalty += line.left_principal()
                    line.paid_fee, line.paid_principal = line.fee, line.principal


def projected(ledger: Json, today: date, first: date, until: date) -> dict[date, Figures]:
    """Return the figures of every day from ``first`` to ``until``."""
    replay = FullReplay(ledger, today)
    found: dict[date, Figures] = {}
    days: list[Any] = [first_event(ledger) or first, first]
    for day in days_between(min(days), until):
        replay.run_day(ledger, day)
        if day > today:
            replay.pay_what_is_due(day)
        if day >= first:
            found[day] = replay.figures(day)
        if day == today:
            replay.pay_what_is_due(day)
    return found
