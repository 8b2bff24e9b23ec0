"""Planning problems and plans as JSON: ``huanqing-plan-problem/1`` and ``huanqing-plan/1``.

Amounts are integer fen and days ISO dates. A limit must be given: ``null`` says that it is
known to be absent, a missing one is unknown and refused. What is not a limit may be left out.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.explanation import (
    EarlierStart,
    HigherDayLimit,
    LimitKind,
    MoreCash,
)
from huanqing.domain.planning.problem import (
    Channel,
    Flow,
    Funding,
    Obligation,
    Platform,
    Preferences,
    Problem,
    Timing,
)

if TYPE_CHECKING:
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.planning.explanation import Bottleneck, Remedy
    from huanqing.domain.planning.plan import Objective

PROBLEM_FORMAT = "huanqing-plan-problem/1"
PLAN_FORMAT = "huanqing-plan/1"
_FIRST_YEAR, _LAST_YEAR = 1970, 2999


class _Missing(Enum):
    REQUIRED = "required"


_REQUIRED = _Missing.REQUIRED


class _Reader:
    """One JSON object: takes its fields with their types, and refuses what is left over."""

    def __init__(self, path: str, value: object) -> None:
        if not isinstance(value, dict):
            raise InvalidFieldError(path, value, "must be an object")
        self._path = path
        self._values: dict[str, Any] = dict(value)

    def place(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _take(self, name: str, default: object) -> object:
        if name not in self._values and default is _REQUIRED:
            raise InvalidFieldError(self.place(name), None, "is missing")
        return self._values.pop(name, default)

    def integer(self, name: str, default: int | _Missing = _REQUIRED) -> int:
        value = self._take(name, default)
        # A JSON true is an int to Python.
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidFieldError(self.place(name), value, "must be an integer")
        return value

    def limit(self, name: str) -> int | None:
        """Return a limit; it must be there, and null says that there is none."""
        if name in self._values and self._values[name] is None:
            self._values.pop(name)
            return None
        if name not in self._values:
            reason = "is missing; null says that there is no such limit"
            raise InvalidFieldError(self.place(name), None, reason)
        return self.integer(name)

    def text(self, name: str, default: str | _Missing = _REQUIRED) -> str:
        value = self._take(name, default)
        if not isinstance(value, str):
            raise InvalidFieldError(self.place(name), value, "must be a text")
        return value

    def day(self, name: str) -> date:
        return _day(self.place(name), self._take(name, _REQUIRED))

    def optional_day(self, name: str) -> date | None:
        value = self._take(name, None)
        return None if value is None else _day(self.place(name), value)

    def items(self, name: str, default: tuple[object, ...] | _Missing = ()) -> list[object]:
        value = self._take(name, default)
        if not isinstance(value, list | tuple):
            raise InvalidFieldError(self.place(name), value, "must be a list")
        return list(value)

    def children(self, name: str, default: tuple[object, ...] | _Missing = ()) -> list[_Reader]:
        return [
            _Reader(f"{self.place(name)}[{number}]", each)
            for number, each in enumerate(self.items(name, default))
        ]

    def child(self, name: str, default: object = _REQUIRED) -> _Reader:
        return _Reader(self.place(name), self._take(name, default))

    def end(self) -> None:
        for name, value in self._values.items():
            raise InvalidFieldError(self.place(name), value, "is no field of this format")


def _day(place: str, value: object) -> date:
    reason = "must be a day YYYY-MM-DD"
    if not isinstance(value, str):
        raise InvalidFieldError(place, value, reason)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise InvalidFieldError(place, value, reason) from None
    if day.isoformat() != value or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InvalidFieldError(place, value, reason)
    return day


def read_problem(document: object) -> Problem:
    """Return the problem in a JSON document.

    Raises InvalidFieldError, naming the field and its value, for anything malformed.
    """
    reader = _Reader("", document)
    if reader.text("format") != PROBLEM_FORMAT:
        field = "format"
        found = document.get("format") if isinstance(document, dict) else None
        raise InvalidFieldError(field, found, f"must be {PROBLEM_FORMAT}")
    platform = reader.child("platform")
    problem = Problem(
        today=reader.day("today"),
        horizon_end=reader.day("horizon_end"),
        platform=Platform(
            daily_cap_fen=platform.limit("daily_cap"),
            min_payment_fen=platform.integer("min_payment"),
        ),
        obligations=tuple(_obligation(each) for each in reader.children("obligations", _REQUIRED)),
        funding=tuple(_funding(each) for each in reader.children("funding", _REQUIRED)),
        channels=tuple(_channel(each) for each in reader.children("channels", _REQUIRED)),
        preferences=_preferences(reader.child("preferences", {})),
    )
    platform.end()
    reader.end()
    return problem


def _obligation(reader: _Reader) -> Obligation:
    found = Obligation(
        id=reader.text("id"),
        due=reader.day("due"),
        amount_fen=reader.integer("amount"),
        late_rate_ppm_per_day=reader.integer("late_rate_ppm_per_day"),
        earliest=reader.optional_day("earliest"),
    )
    reader.end()
    return found


def _funding(reader: _Reader) -> Funding:
    found = Funding(
        id=reader.text("id"),
        balance_fen=reader.integer("balance"),
        reserve_fen=reader.integer("reserve", 0),
        flows=tuple(_flow(each) for each in reader.children("flows")),
    )
    reader.end()
    return found


def _flow(reader: _Reader) -> Flow:
    found = Flow(
        day=reader.day("date"),
        amount_fen=reader.integer("amount"),
        label=reader.text("label", ""),
    )
    reader.end()
    return found


def _channel(reader: _Reader) -> Channel:
    closed = reader.items("unavailable")
    place = reader.place("unavailable")
    found = Channel(
        id=reader.text("id"),
        funding=reader.text("funding"),
        per_transaction_fen=reader.limit("per_transaction"),
        per_day_fen=reader.limit("per_day"),
        per_month_fen=reader.limit("per_month"),
        payments_per_day=reader.limit("payments_per_day"),
        fee_per_payment_fen=reader.integer("fee_per_payment", 0),
        used_today_fen=reader.integer("used_today", 0),
        used_this_month_fen=reader.integer("used_this_month", 0),
        unavailable=frozenset(
            _day(f"{place}[{number}]", each) for number, each in enumerate(closed)
        ),
    )
    reader.end()
    return found


def _preferences(reader: _Reader) -> Preferences:
    timing = reader.text("timing", Timing.LATE.value)
    if timing not in set(Timing):
        raise InvalidFieldError(reader.place("timing"), timing, "must be late or early")
    found = Preferences(
        buffer_days=reader.integer("buffer_days", Preferences().buffer_days),
        timing=Timing(timing),
    )
    reader.end()
    return found


def problem_document(problem: Problem) -> dict[str, object]:
    """Return the problem as JSON, every field written out."""
    return {
        "format": PROBLEM_FORMAT,
        "today": problem.today.isoformat(),
        "horizon_end": problem.horizon_end.isoformat(),
        "platform": {
            "daily_cap": problem.platform.daily_cap_fen,
            "min_payment": problem.platform.min_payment_fen,
        },
        "obligations": [
            {
                "id": each.id,
                "due": each.due.isoformat(),
                "amount": each.amount_fen,
                "late_rate_ppm_per_day": each.late_rate_ppm_per_day,
                "earliest": _iso(each.earliest),
            }
            for each in problem.obligations
        ],
        "funding": [
            {
                "id": each.id,
                "balance": each.balance_fen,
                "reserve": each.reserve_fen,
                "flows": [
                    {"date": flow.day.isoformat(), "amount": flow.amount_fen, "label": flow.label}
                    for flow in each.flows
                ],
            }
            for each in problem.funding
        ],
        "channels": [_channel_document(each) for each in problem.channels],
        "preferences": {
            "buffer_days": problem.preferences.buffer_days,
            "timing": problem.preferences.timing.value,
        },
    }


def _channel_document(channel: Channel) -> dict[str, object]:
    return {
        "id": channel.id,
        "funding": channel.funding,
        "per_transaction": channel.per_transaction_fen,
        "per_day": channel.per_day_fen,
        "per_month": channel.per_month_fen,
        "payments_per_day": channel.payments_per_day,
        "fee_per_payment": channel.fee_per_payment_fen,
        "used_today": channel.used_today_fen,
        "used_this_month": channel.used_this_month_fen,
        "unavailable": sorted(each.isoformat() for each in channel.unavailable),
    }


def plan_document(answer: PlanAnswer) -> dict[str, object]:
    """Return the answer as JSON.

    ``late`` of objective and bound is the exact sum of unpaid fen x ppm; the ``cost`` of a
    late obligation is in fen, half up. A start that is not settled in the time is null.
    """
    plan, explanation = answer.plan, answer.explanation
    return {
        "format": PLAN_FORMAT,
        "on_time": plan.is_on_time,
        "proven_optimal": plan.is_proven,
        "objective": _objective_document(plan.objective),
        "bound": _objective_document(plan.bound),
        "payments": [
            {
                "date": each.day.isoformat(),
                "channel": each.channel,
                "amount": each.amount_fen,
                "allocation": [
                    {"obligation": part.obligation, "amount": part.amount_fen}
                    for part in each.allocations
                ],
            }
            for each in plan.payments
        ],
        "late": [
            {
                "obligation": each.obligation,
                "unpaid_when_due": each.unpaid_when_due_fen,
                "cleared_on": _iso(each.cleared_on),
                "cost": each.cost_fen,
            }
            for each in plan.late
        ],
        "latest_start": _iso(explanation.latest_start),
        "slack_days": explanation.slack_days,
        "bottleneck": _bottleneck_document(explanation.bottleneck),
        "remedies": [remedy_document(each) for each in explanation.remedies],
    }


def _objective_document(objective: Objective) -> dict[str, int]:
    return {
        "late": objective.late,
        "inside_buffer": objective.inside_buffer,
        "fees": objective.fees,
        "payments": objective.payments,
        "timing": objective.timing,
    }


def _bottleneck_document(bottleneck: Bottleneck | None) -> dict[str, object] | None:
    if bottleneck is None:
        return None
    return {
        "from": bottleneck.first_day.isoformat(),
        "until": bottleneck.last_day.isoformat(),
        "needed": bottleneck.needed_fen,
        "possible": bottleneck.possible_fen,
        "missing": bottleneck.missing_fen,
        "obligations": list(bottleneck.obligations),
        "limits": [
            {
                "kind": each.kind.value,
                # One day's cap is the platform's, whichever card runs into it.
                "of": None if each.kind is LimitKind.DAILY_CAP else each.subject or None,
                "from": each.first_day.isoformat(),
                "until": each.last_day.isoformat(),
                "amount": each.amount_fen,
            }
            for each in bottleneck.limits
        ],
    }


def remedy_document(remedy: Remedy) -> dict[str, object]:
    """Return one remedy as JSON; its ``kind`` says which fields it has."""
    if isinstance(remedy, MoreCash):
        return {
            "kind": "more_cash",
            "funding": remedy.funding,
            "amount": remedy.amount_fen,
            "by": remedy.by.isoformat(),
        }
    if isinstance(remedy, HigherDayLimit):
        return {
            "kind": "higher_per_day",
            "channel": remedy.channel,
            "per_day": remedy.per_day_fen,
        }
    if isinstance(remedy, EarlierStart):
        return {"kind": "earlier_start", "days": remedy.days}
    return {
        "kind": "one_more_channel",
        "funding": remedy.funding,
        "per_day": remedy.per_day_fen,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
