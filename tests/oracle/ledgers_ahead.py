"""Random ledgers that look ahead: a today in their middle, and everything that is under way."""

from __future__ import annotations

import random
from datetime import date, timedelta

from oracle.days_ahead import FullReplay
from oracle.generator import FEE_RATES, dated, random_ledger, random_rule
from oracle.oracle import Json, day_of, days_between, first_event

AHEAD_DAYS = 400


def ledger_ahead(rng: random.Random, size: int) -> Json:
    """Return a valid random ledger whose today lies before some of its entries.

    Args:
        rng: the source of chance; the same state gives the same ledger.
        size: about how many entries are scattered over the ledger's days.

    Returns:
        A ledger in the exchange format with statement instalments, early settlements, planned
        and processing repayments, pending refunds, and limits, freezes and rules to come.
    """
    ledger: Json = random_ledger(rng, size)
    first = first_event(ledger)
    assert first is not None
    last = day_of(ledger["today"])
    today = rng.choice((last, first + (last - first) * rng.random()))
    ledger["today"] = today.isoformat()
    add_operations(rng, ledger, first, today)
    add_under_way(rng, ledger, today)
    add_terms(rng, ledger, today)
    return ledger


def add_operations(rng: random.Random, ledger: Json, first: date, today: date) -> None:
    """Add statement instalments and early settlements that the ledger bears."""
    ledger["statement_instalments"], ledger["early_settlements"] = [], []
    if ledger["account"]["billing"] == "statement":
        for number in range(rng.choice((0, 0, 1, 3))):
            add_split(rng, ledger, first, today, f"c{number}")
    for number in range(rng.choice((0, 0, 1, 2))):
        entry = rng.choice(ledger["purchases"])
        day = day_of(entry["time"]) + timedelta(days=rng.choice((0, 0, rng.randint(0, 120))))
        rule = rng.choice(("all_due", "waived", "same_day", "current_period"))
        keep_if_valid(ledger, today, "early_settlements", {
            "id": f"s{number}", "date": day.isoformat(),
            "purchase": entry["id"], "fee_rule": rule,
        })  # fmt: skip


def add_split(rng: random.Random, ledger: Json, first: date, today: date, name: str) -> None:
    """Split a part of some statement that is out on a random day."""
    replay = FullReplay(ledger, today)
    aim = first + timedelta(days=rng.randint(5, 200))
    for day in days_between(first, aim + timedelta(days=40)):
        replay.run_day(ledger, day)
        if day < aim:
            continue
        for issued in sorted(replay.statements):
            lines = replay.convertible(issued, day)
            whole = sum(line.left_principal() for line in lines)
            if whole >= 10000:
                keep_if_valid(ledger, today, "statement_instalments", {
                    "id": name, "date": day.isoformat(), "statement_date": issued.isoformat(),
                    "amount": rng.randint(10000, whole), "periods": rng.choice((3, 6, 12)),
                    "fee_rate_ppm_per_period": rng.choice(FEE_RATES),
                    "free_periods": rng.choice((0, 0, 1)),
                })  # fmt: skip
                return


def keep_if_valid(ledger: Json, today: date, kind: str, entry: Json) -> None:
    """Add an entry unless the ledger breaks with it."""
    ledger[kind].append(entry)
    if not is_valid(ledger, today):
        ledger[kind].pop()


def is_valid(ledger: Json, today: date) -> bool:
    """Say whether the ledger is whole as one history, entries ahead included, as it is loaded."""
    replay = FullReplay(ledger, today)
    replay.today = date.max
    first = first_event(ledger)
    assert first is not None
    try:
        for day in days_between(first, last_event(ledger)):
            replay.run_day(ledger, day)
    except ValueError:
        return False
    return True


def last_event(ledger: Json) -> date:
    """Return the last day on which the ledger books something."""
    keys = {"purchases": "time", "refunds": "booked", "adjustments": "date",
            "repayments": "date", "early_settlements": "date",
            "statement_instalments": "date"}  # fmt: skip
    days = [
        day_of(x[key])
        for kind, key in keys.items()
        for x in ledger.get(kind) or []
        if x.get(key) is not None
    ]
    return max(days)


def add_under_way(rng: random.Random, ledger: Json, today: date) -> None:
    """Add repayments that are planned or processing, and refunds that are not booked."""
    for number in range(rng.choice((0, 1, 3))):
        day = today + timedelta(days=rng.choice((-9, -3, -2, -1, 0, 1, 2, rng.randint(1, 200))))
        ledger["repayments"].append({
            "id": rng.choice("qrs") + f"{number}x", "date": day.isoformat(),
            "amount": rng.choice((rng.randint(1, 5000), rng.randint(1, 300000), 90000000)),
            "channel": "ICBC 1234", "state": rng.choice(("planned", "processing", "failed")),
            "allocations": None,
        })  # fmt: skip
    for number in range(rng.choice((0, 0, 1))):
        entry = rng.choice(ledger["purchases"])
        ledger["refunds"].append({
            "id": f"pending{number}", "purchase": entry["id"], "amount": 1,
            "initiated": max(day_of(entry["time"]), today).isoformat(), "booked": None,
        })  # fmt: skip


def add_terms(rng: random.Random, ledger: Json, today: date) -> None:
    """Add limits, freezes and rules of days ahead."""

    def ahead() -> date:
        return today + timedelta(days=rng.randint(-20, AHEAD_DAYS))

    account = ledger["account"]
    starts = {x["from"] for x in account["limits"] if x["kind"] == "fixed"}
    for _ in range(rng.choice((0, 1, 2))):
        day = ahead()
        if day.isoformat() not in starts:
            starts.add(day.isoformat())
            account["limits"].append(dated(day, None, kind="fixed", amount=rng.randint(0, 500000)))
        day = ahead()
        end = day + timedelta(days=rng.choice((0, 1, 30, 90)))
        account["limits"].append(dated(day, end, kind="temporary", amount=rng.randint(0, 300000)))
        day = ahead()
        end = day + timedelta(days=rng.choice((0, 3, 30)))
        account["freezes"].append(dated(day, rng.choice((end, end, None)), reason="review"))
    last = day_of(account["rules"][-1]["from"])
    if rng.random() < 0.5:
        day = max(last, today) + timedelta(days=rng.randint(1, 300))
        account["rules"].append(random_rule(rng, day))
        if not is_valid(ledger, today):
            account["rules"].pop()
