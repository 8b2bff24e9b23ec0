"""Random but valid ledgers in the exchange format, with the corner cases made frequent."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from typing import Any

from oracle.oracle import Json, Replay, days_between

CHANNEL = "ICBC 1234"
STARTS = (
    date(2023, 10, 29), date(2024, 1, 31), date(2024, 2, 27), date(2024, 12, 30),
    date(2025, 1, 1), date(2025, 6, 15), date(2026, 1, 29), date(2027, 11, 30),
)  # fmt: skip
STATEMENT_DAYS = (1, 2, 3, 3, 4, 9, 15, 21, 25, 28, 29, 30, 31, 31)
FEE_RATES = (0, 0, 333, 5000, 6000, 6600, 7777, 8000, 12000)
PERIODS = (1, 1, 1, 3, 3, 6, 12, 24)
LATE_RATES = (0, 300, 500, 500, 700)
TIMES = ("00:00:00", "00:00:01", "10:00:00", "10:00:00", "12:30:59", "23:59:59", "23:59:59")
SHOPS = ("京东平台商户", "京东自营", "京东到家")
CATEGORIES = ("数码电器", "日用百货", "服饰装扮")
RULE_DEFAULTS: Json = {
    "due_days": 9,
    "on_statement_day": "next",
    "remainder": "last",
    "fees_occupy_limit": True,
    "late_rate_ppm_per_day": 500,
    "recovery_lag_days": 0,
}


def some_day(rng: random.Random, first: date, last: date) -> date:
    """Return a day between two, both included."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def drop_defaults(rng: random.Random, entry: Json, defaults: Json) -> Json:
    """Leave out, now and then, the optional fields that hold their default."""
    leave = rng.random() < 0.3
    return {k: v for k, v in entry.items() if not (leave and k in defaults and defaults[k] == v)}


def random_rule(rng: random.Random, start: date) -> Json:
    """Return one rule that holds from a day."""
    rule: Json = {
        "from": start.isoformat(),
        "statement_day": rng.choice((rng.choice(STATEMENT_DAYS), rng.randint(1, 31))),
        "due_days": rng.choice((9, 9, rng.randint(5, 25))),
        "on_statement_day": rng.choice(("next", "next", "this")),
        "remainder": rng.choice(("last", "first", "spread")),
        "fees_occupy_limit": rng.random() < 0.7,
        "late_rate_ppm_per_day": rng.choice(LATE_RATES),
        "min_payment": 1000,
        "recovery_lag_days": rng.choice((0, 0, rng.randint(0, 5))),
    }
    return drop_defaults(rng, rule, RULE_DEFAULTS)


def random_rules(rng: random.Random, first: date, last: date) -> list[Json]:
    """Return the first rule (at times later than the first purchase) and some changes of it."""
    opening = first - timedelta(days=rng.randint(0, 60))
    if rng.random() < 0.15:
        opening = some_day(rng, first, first + timedelta(days=40))
    rules = [random_rule(rng, opening)]
    days = {some_day(rng, opening + timedelta(days=1), last) for _ in range(rng.choice((0, 1, 3)))}
    for day in sorted(days - {opening}):
        if rng.random() < 0.5:
            rules.append(random_rule(rng, day))
            continue
        changed = random_rule(rng, day)
        key = rng.choice([name for name in changed if name != "from"])
        rules.append({**rules[-1], "from": day.isoformat(), key: changed[key]})
    return rules


def random_limits(rng: random.Random, first: date, last: date) -> list[Json]:
    """Return fixed limits (one may start late, or none be known) and temporary ones."""
    limits: list[Json] = []
    if rng.random() < 0.93:
        opening = first - timedelta(days=rng.randint(0, 90))
        if rng.random() < 0.2:
            opening = some_day(rng, first, last)
        days = {opening} | {some_day(rng, opening, last) for _ in range(rng.choice((0, 0, 1, 2)))}
        for day in sorted(days):
            end = day + timedelta(days=rng.randint(1, 90)) if rng.random() < 0.1 else None
            limits.append(dated(day, end, kind="fixed", amount=rng.randint(0, 400) * 5000))
    for _ in range(rng.choice((0, 0, 1, 2))):
        day = some_day(rng, first - timedelta(days=10), last)
        end = day + timedelta(days=rng.choice((0, 1, 9, 29, 60)))
        limits.append(dated(day, end, kind="temporary", amount=rng.randint(1, 100) * 5000))
    if rng.random() < 0.3:
        rng.shuffle(limits)
    return limits


def random_freezes(rng: random.Random, first: date, last: date) -> list[Json]:
    """Return a few freezes; a rare one has no end."""
    freezes: list[Json] = []
    for _ in range(rng.choice((0, 0, 1, 2))):
        day = some_day(rng, first, last)
        end = None if rng.random() < 0.1 else day + timedelta(days=rng.choice((0, 1, 2, 20)))
        freezes.append(dated(day, end, reason="overdue"))
    return freezes


def dated(day: date, end: date | None, **fields: Any) -> Json:
    """Return an entry with a from and a to."""
    return {"from": day.isoformat(), "to": end.isoformat() if end else None, **fields}


class Builder:
    """Invents the entries day by day beside a running replay, so that every amount is valid."""

    def __init__(self, rng: random.Random, ledger: Json) -> None:
        """Start on an empty ledger whose account is settled."""
        self.rng = rng
        self.ledger = ledger
        self.replay = Replay(ledger["account"])
        self.numbers: dict[str, int] = {}
        self.punctuality = rng.choice((0.15, 0.6, 0.95))
        self.purchase_days: dict[str, date] = {}

    def name(self, prefix: str) -> str:
        """Return an unused id; the numbers grow, so "p10" sorts before "p9"."""
        self.numbers[prefix] = self.numbers.get(prefix, 0) + self.rng.choice((1, 1, 1, 4))
        return f"{prefix}{self.numbers[prefix]}"

    def amount(self) -> int:
        """Return a purchase's amount: ordinary, tiny, or one that meets exact halves."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.08:
            return rng.randint(1, 40)
        if kind < 0.25:
            return 250 * rng.randint(1, 999)
        if kind < 0.4:
            return rng.choice((59999, 100000, 239211, 1000001))
        return rng.randint(100, 400000)

    def purchase(self, day: date) -> Json:
        """Invent a purchase of the day."""
        rng = self.rng
        name, periods = self.name("p"), rng.choice(PERIODS)
        entry: Json = {
            "id": name,
            "time": f"{day.isoformat()}T{rng.choice(TIMES)}",
            "amount": self.amount(),
            "merchant": rng.choice(SHOPS),
            "description": f"订单 {name}",
            "category": rng.choice(CATEGORIES),
            "order_no": f"3{int(name[1:]):011d}",
            "merchant_order_no": f"9{int(name[1:]):015d}",
            "periods": periods,
            "fee_rate_ppm_per_period": rng.choice(FEE_RATES) if periods > 1 else 0,
            "free_periods": rng.choice((0, 0, 0, 1, periods // 2, periods)),
        }
        if rng.random() < 0.15:
            entry["remainder"] = rng.choice(("last", "first", "spread"))
        self.purchase_days[name] = day
        defaults = {"periods": 1, "fee_rate_ppm_per_period": 0, "free_periods": 0}
        return drop_defaults(rng, entry, defaults)

    def refunds(self, day: date, count: int) -> list[Json]:
        """Invent refunds of the day, never above what is left of their purchases."""
        rng, found = self.rng, []
        open_amounts = {
            name: amount - self.replay.refunded[name]
            for name, amount in self.replay.bought.items()
            if amount > self.replay.refunded[name]
        }
        for _ in range(count):
            names = sorted(name for name, rest in open_amounts.items() if rest > 0)
            if not names:
                break
            name = rng.choice(names)
            rest = open_amounts[name]
            amount = rng.choice((rest, max(1, rest // 3), rng.randint(1, rest), 1))
            open_amounts[name] -= amount
            initiated = some_day(rng, self.purchase_days[name], day)
            found.append({"id": self.name("f"), "purchase": name,
                          "initiated": initiated.isoformat(), "booked": day.isoformat(),
                          "amount": amount})  # fmt: skip
        return sorted(found, key=lambda entry: str(entry["id"]))

    def adjustment(self, day: date) -> Json:
        """Invent an adjustment; a negative one stays within what is owed."""
        amount = self.rng.randint(1, 30000)
        owed = self.replay.owed()
        if owed > 0 and self.rng.random() < 0.5:
            amount = -min(amount, owed)
        name = self.name("a")
        return {"id": name, "date": day.isoformat(), "amount": amount, "note": "对账"}

    def repayment(self, day: date, amount: int, state: str = "booked") -> Json:
        """Write a repayment of the day."""
        return {"id": self.name("r"), "date": day.isoformat(), "amount": amount,
                "channel": CHANNEL, "state": state, "allocations": None}  # fmt: skip

    def due_by(self, day: date) -> int:
        """Return what is due on or before a day, the penalties included."""
        return sum(s.left() for s in self.replay.statements.values() if s.due_date <= day)

    def some_repayment(self, day: date) -> int:
        """Return an amount to repay: late, prepaid, partial, all, or one fen; 0 when clear."""
        owed, due = self.replay.owed(), self.due_by(day)
        if owed == 0:
            return 0
        rng = self.rng
        return min(owed, max(1, rng.choice((due, due // 2, rng.randint(1, owed), owed, 1))))

    def pay_on(self, day: date, count: int) -> None:
        """Repay what falls due (by the user's punctuality), then a number of other amounts."""
        statements = self.replay.statements.values()
        falls_due = any(s.due_date == day and s.left() > 0 for s in statements)
        amounts: list[int] = []
        if falls_due and self.rng.random() < self.punctuality:
            amounts.append(self.due_by(day))
        for index in range(len(amounts) + count):
            amount = amounts[index] if index < len(amounts) else self.some_repayment(day)
            if amount > 0:
                entry = self.repayment(day, amount)
                self.replay.repay(entry, day)
                self.ledger["repayments"].append(entry)
        if self.rng.random() < 0.02:
            state = self.rng.choice(("planned", "processing", "failed"))
            entry = self.repayment(day, self.rng.randint(1, 900000), state)
            self.ledger["repayments"].append(entry)

    def run_day(self, day: date, kinds: list[str]) -> None:
        """Invent the day's entries, applying each to the running replay."""
        self.replay.charge_penalties(day)
        buying = [self.purchase(day) for _ in range(kinds.count("purchase"))]
        for entry in sorted(buying, key=lambda x: (str(x["time"]), str(x["id"]))):
            self.replay.buy(entry)
        self.ledger["purchases"] += buying
        for entry in self.refunds(day, kinds.count("refund")):
            self.replay.refund(entry, day)
            self.ledger["refunds"].append(entry)
        if "adjustment" in kinds:
            entry = self.adjustment(day)
            self.replay.adjust(entry, day)
            self.ledger["adjustments"].append(entry)
        self.pay_on(day, kinds.count("repayment"))

    def extra_kinds(self, day: date) -> list[str]:
        """Return extra purchases on statement days, month ends and leap days."""
        month_end = calendar.monthrange(day.year, day.month)[1]
        special = self.replay.calendar.is_statement_date(day) or day.day in (29, month_end)
        return ["purchase"] if special and self.rng.random() < 0.12 else []


def empty_ledger(rng: random.Random, first: date, last: date) -> Json:
    """Return a ledger with an account and no entries."""
    start = date(2023, 1, 1).isoformat()
    unlimited = {"from": start, "per_transaction": None, "per_day": None,
                 "per_month": None, "payments_per_day": None}  # fmt: skip
    return {
        "format": "huanqing-ledger/1",
        "today": last.isoformat(),
        "account": {
            "name": "京东白条",
            "billing": "order" if rng.random() < 0.15 else "statement",
            "rules": random_rules(rng, first, last),
            "limits": random_limits(rng, first, last),
            "freezes": random_freezes(rng, first, last),
        },
        "purchases": [],
        "repayments": [],
        "refunds": [],
        "adjustments": [],
        "funding": [{"id": "salary account", "balance": 900000, "as_of": last.isoformat(),
                     "reserve": 50000, "flows": []}],
        "channels": [{"id": CHANNEL, "funding": "salary account", "limits": [unlimited],
                      "fee_per_payment": 0, "unavailable": []}],
    }  # fmt: skip


def random_ledger(rng: random.Random, size: int) -> dict[str, object]:
    """Return a valid random ledger.

    Args:
        rng: the source of chance; the same state gives the same ledger.
        size: about how many entries are scattered over the ledger's days (on-time repayments
            and purchases on special days come on top).

    Returns:
        A ledger in the exchange format, its "today" on or after every entry.
    """
    first = rng.choice(STARTS) + timedelta(days=rng.choice((0, 0, rng.randint(0, 60))))
    last = first + timedelta(days=min(900, rng.randint(20, 60 + size * 12)))
    today = last + timedelta(days=rng.choice((0, 0, 1, rng.randint(2, 40), rng.randint(40, 300))))
    ledger = empty_ledger(rng, first, today)
    kinds = ("purchase",) * 5 + ("refund",) * 2 + ("repayment",) * 3 + ("adjustment",)
    wanted: dict[date, list[str]] = {first: ["purchase"]}
    for _ in range(size):
        wanted.setdefault(some_day(rng, first, last), []).append(rng.choice(kinds))
    for day in list(wanted):
        if rng.random() < 0.15:
            wanted[day] += [rng.choice(kinds), rng.choice(kinds)]
    builder = Builder(rng, ledger)
    for day in days_between(first, last):
        builder.run_day(day, wanted.get(day, []) + builder.extra_kinds(day))
    if rng.random() < 0.5:
        for kind in ("purchases", "repayments", "refunds", "adjustments"):
            rng.shuffle(ledger[kind])
    return ledger
