"""A plan's JSON answer held against its problem's, rule by rule, as planning.md states them.

Another author's view: it knows the two documents and nothing of the program. What it finds is
a list of sentences; an empty one says that the answer keeps every rule and that its figures
are those of its payments.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

ANSWER_KEYS = [
    "format",
    "on_time",
    "proven_optimal",
    "objective",
    "bound",
    "payments",
    "late",
    "latest_start",
    "slack_days",
    "bottleneck",
    "remedies",
]
TIERS = ["late", "inside_buffer", "fees", "payments", "timing"]


def faults(problem: Json, answer: Json) -> list[str]:
    """Return what is wrong with the answer; empty where nothing is."""
    found = _shape(answer)
    if found:
        return found
    replay = _Replay(problem)
    for payment in answer["payments"]:
        found += replay.pay(payment)
    found += replay.limits()
    found += replay.cash()
    worth, late = replay.worth()
    if answer["objective"] != worth:
        found.append(f"objective {answer['objective']} is {worth}")
    if answer["late"] != late:
        found.append(f"late {answer['late']} is {late}")
    if answer["on_time"] != (not late):
        found.append(f"on_time {answer['on_time']} with {len(late)} late")
    return found + _start(problem, answer)


def _shape(answer: Json) -> list[str]:
    found = [] if list(answer) == ANSWER_KEYS else [f"keys {list(answer)}"]
    if answer.get("format") != "huanqing-plan/1":
        found.append("format")
    found += [f"{x} keys" for x in ("objective", "bound") if list(answer.get(x, {})) != TIERS]
    found += [
        f"payment keys {list(each)}"
        for each in answer.get("payments", [])
        if list(each) != ["date", "channel", "amount", "allocation"]
    ]
    days = [each["date"] for each in answer.get("payments", [])]
    if days != sorted(days):
        found.append("payments out of order")
    if answer.get("proven_optimal") != (answer.get("objective") == answer.get("bound")):
        found.append("proven_optimal beside other bounds")
    return found


def _start(problem: Json, answer: Json) -> list[str]:
    start, slack = answer["latest_start"], answer["slack_days"]
    if start is None:
        return [] if slack is None else ["slack without a start"]
    away = (date.fromisoformat(start) - date.fromisoformat(problem["today"])).days
    inside = problem["today"] <= start <= problem["horizon_end"]
    return [] if away == slack and inside else [f"start {start}, slack {slack}"]


class _Replay:
    def __init__(self, problem: Json) -> None:
        self._problem = problem
        self._today = date.fromisoformat(problem["today"])
        end = date.fromisoformat(problem["horizon_end"])
        self._days = [self._today + timedelta(days=n) for n in range((end - self._today).days + 1)]
        self._owed = {each["id"]: each for each in problem["obligations"]}
        self._unpaid = {name: each["amount"] for name, each in self._owed.items()}
        self._channels = {each["id"]: each for each in problem["channels"]}
        self._paid: dict[tuple[str, date], int] = defaultdict(int)
        self._sums: dict[tuple[str, date], int] = defaultdict(int)
        self._counts: dict[tuple[str, date], int] = defaultdict(int)
        self._spent: dict[tuple[str, date], int] = defaultdict(int)
        self._fees = self._timing = self._made = 0

    def pay(self, payment: Json) -> list[str]:
        day, amount = date.fromisoformat(payment["date"]), payment["amount"]
        card = self._channels[payment["channel"]]
        place, found = f"{payment['date']} {payment['channel']} {amount}", []
        if day not in self._days or payment["date"] in card.get("unavailable", []):
            found.append(f"{place}: closed")
        least = min(self._problem["platform"]["min_payment"], sum(self._unpaid.values()))
        if amount < max(1, least):
            found.append(f"{place}: below the smallest payment {least}")
        if card["per_transaction"] is not None and amount > card["per_transaction"]:
            found.append(f"{place}: above per_transaction")
        if sum(part["amount"] for part in payment["allocation"]) != amount:
            found.append(f"{place}: allocations do not add up")
        for part in payment["allocation"]:
            owed = self._owed[part["obligation"]]
            self._unpaid[owed["id"]] -= part["amount"]
            self._paid[owed["id"], day] += part["amount"]
            if part["amount"] <= 0 or self._unpaid[owed["id"]] < 0:
                found.append(f"{place}: overpays {owed['id']}")
            if owed.get("earliest") is not None and payment["date"] < owed["earliest"]:
                found.append(f"{place}: before the earliest day of {owed['id']}")
        fee = card.get("fee_per_payment", 0)
        self._sums[card["id"], day] += amount
        self._counts[card["id"], day] += 1
        self._spent[card["funding"], day] += amount + fee
        self._fees += fee
        self._made += 1
        self._timing += amount * (day - self._today).days
        return found

    def limits(self) -> list[str]:
        found = []
        months: dict[tuple[str, int, int], int] = defaultdict(int)
        days: dict[date, int] = defaultdict(int)
        for (name, day), amount in self._sums.items():
            card = self._channels[name]
            used = card.get("used_today", 0) if day == self._today else 0
            if card["per_day"] is not None and amount > max(0, card["per_day"] - used):
                found.append(f"{name} {day}: {amount} above per_day")
            most = card["payments_per_day"]
            if most is not None and self._counts[name, day] > most:
                found.append(f"{name} {day}: more than {most} payments")
            months[name, day.year, day.month] += amount
            days[day] += amount
        for (name, year, month), amount in months.items():
            card = self._channels[name]
            is_now = (year, month) == (self._today.year, self._today.month)
            used = card.get("used_this_month", 0) if is_now else 0
            if card["per_month"] is not None and amount > max(0, card["per_month"] - used):
                found.append(f"{name} {year}-{month}: {amount} above per_month")
        cap = self._problem["platform"]["daily_cap"]
        if cap is not None:
            found += [f"{day}: {sum_} above daily_cap" for day, sum_ in days.items() if sum_ > cap]
        return found

    def cash(self) -> list[str]:
        found = []
        for account in self._problem["funding"]:
            flows = account.get("flows", [])
            spent = 0
            for day in self._days:
                spent += self._spent[account["id"], day]
                there = account["balance"] - account.get("reserve", 0)
                there += sum(each["amount"] for each in flows if each["date"] <= day.isoformat())
                if spent > max(0, there):
                    found.append(f"{account['id']} {day}: spent {spent} of {there}")
        return found

    def worth(self) -> tuple[Json, list[Json]]:
        """Return the five tiers of what was paid, and the late obligations."""
        late = inside = 0
        listed = []
        buffer_days = self._problem.get("preferences", {}).get("buffer_days", 2)
        for name, owed in self._owed.items():
            due, unpaid = date.fromisoformat(owed["due"]), owed["amount"]
            cost, when_due, cleared, is_late = 0, owed["amount"], None, False
            for day in self._days:
                paid = self._paid[name, day]
                unpaid -= paid
                if paid and not unpaid:
                    cleared = day.isoformat()
                if day == due:
                    when_due = unpaid
                if day >= due and unpaid:
                    is_late = True
                    cost += unpaid * owed["late_rate_ppm_per_day"]
                elif due - timedelta(days=buffer_days) <= day < due:
                    inside += unpaid
            if is_late:
                listed.append(
                    {
                        "obligation": name,
                        "unpaid_when_due": when_due,
                        "cleared_on": cleared,
                        "cost": (2 * cost + 1_000_000) // 2_000_000,
                    }
                )
            late += cost
        figures = (late, inside, self._fees, self._made, self._timing)
        return dict(zip(TIERS, figures, strict=True)), listed
