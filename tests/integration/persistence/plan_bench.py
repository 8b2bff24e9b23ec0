"""A ledger with bills, cards and money, and its plans, on 20 June 2026 unless a test says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from huanqing.application.plan_service import OpenPlans
from huanqing.infrastructure.clock import FixedClock
from huanqing.infrastructure.planning.solver import HighsPlanSolver
from integration.persistence.ledgers import CLOCK, TODAY, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.plan_models import PlanInputs, PlanWishes
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.problem import Channel, Problem

Json = dict[str, Any]
JULY = "2026-07 bill"


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def purchase(name: str, when: str, amount: int, **more: object) -> Json:
    return {"id": name, "time": f"{when}T10:00:00", "amount": amount, **more}


def repayment(name: str, when: str, amount: int, channel: str = "ICBC", **more: object) -> Json:
    return {"id": name, "date": when, "amount": amount, "channel": channel, **more}


def card(name: str = "ICBC", per_day: int | None = 100_000, **more: Any) -> Json:
    limits = {"from": "2025-01-01", "per_transaction": None, "per_day": per_day,
              "per_month": None, "payments_per_day": None}  # fmt: skip
    return {"id": name, "funding": "salary", "limits": [limits], **more}


def limits(since: str, per_day: int | None, **more: object) -> Json:
    return {"from": since, "per_transaction": None, "per_day": per_day, "per_month": None,
            "payments_per_day": None, **more}  # fmt: skip


def money(balance: int | None = 1_000_000, **more: Any) -> Json:
    return {"id": "salary", "balance": balance, "as_of": "2026-06-20", "reserve": 0, "flows": [],
            **more}  # fmt: skip


def document(**more: Any) -> Json:
    """Return a ledger with one bill of ¥3,000 due on 12 July, one card and ¥10,000."""
    rule = {"from": "2025-01-01", "statement_day": 3, "due_days": 9, **more.pop("rule", {})}
    fixed = {"from": "2025-01-01", "to": None, "kind": "fixed", "amount": 2_000_000}
    account = {"name": "京东白条", "billing": "statement", "rules": [rule], "limits": [fixed],
               "freezes": [], **more.pop("account", {})}  # fmt: skip
    return {
        "format": "huanqing-ledger/1",
        "account": account,
        "purchases": [purchase("p1", "2026-06-10", 300_000)],
        "repayments": [],
        "refunds": [],
        "adjustments": [],
        "funding": [money()],
        "channels": [card()],
        **more,
    }


class PlanBench:
    """A ledger under test with its plans."""

    def __init__(self, folder: Path, content: Json, today: date = TODAY) -> None:
        self.ledger = Bench.new(folder)
        self.ledger.load(content)
        self.today = today
        self.plans = self.plans_on(today)
        self.ledger.service.__dict__["plans"] = self.plans

    def plans_on(self, today: date) -> OpenPlans:
        clock = FixedClock(today) if today != TODAY else CLOCK
        return OpenPlans(self.ledger.uow, lambda: self.today, clock, HighsPlanSolver)

    def inputs(self, wishes: PlanWishes | None = None) -> PlanInputs:
        return self.plans.inputs(wishes)

    def problem(self, wishes: PlanWishes | None = None) -> Problem:
        found = self.inputs(wishes).problem
        assert found is not None
        return found

    def channel(self, name: str = "ICBC", wishes: PlanWishes | None = None) -> Channel:
        return next(each for each in self.problem(wishes).channels if each.id == name)

    def solved(self, wishes: PlanWishes | None = None) -> PlanAnswer:
        return self.plans.solve(self.problem(wishes))

    def accept(self) -> PlanAnswer:
        problem = self.problem()
        answer = self.plans.solve(problem)
        self.plans.accept(problem, answer)
        return answer


Open = Callable[..., PlanBench]
