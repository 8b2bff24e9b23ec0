"""``huanqing limit``: the available limit of today, of days past, and of the days ahead.

Without ``--until`` the last day is today (for ``--free`` and ``--habit`` it is 400 days
ahead); without ``--from`` the first is today. Listed are today, the first day where it has
passed, and every day on which something changes.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.projection import first_free_day
from huanqing.cli.commands import opened, print_limit
from huanqing.cli.habit import habit_json, print_habit
from huanqing.cli.json_output import limit_day_json, limit_json
from huanqing.cli.program import DONE, Program
from huanqing.domain.calendar_bounds import LAST_DAY
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import format_yuan, parse_yuan

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from huanqing.application.limit_models import LimitProjection
    from huanqing.domain.day_figures import Cause, DayFigures

FREE_DAYS = 400
"""How far ``--free`` looks ahead where ``--until`` does not say."""


def limit(program: Program, arguments: Namespace) -> int:
    """Print the available limit of today and of a span of days."""
    free_fen = None if arguments.free is None else _amount(arguments.free)
    with opened(program, arguments) as ledger:
        today = ledger.service.today()
        is_looking_ahead = free_fen is not None or arguments.habit
        first, until = _span(arguments, today, is_asking_when_free=is_looking_ahead)
        found = ledger.service.limits.projection(max(until, today), min(first, today))
        habit = ledger.service.limits.habit(until) if arguments.habit else None
    now = next(each for each in found.days if each.day == today)
    ahead = [each for each in found.days if today <= each.day <= until]
    listed = _listed(found.days, today, first, until)
    if arguments.json:
        answer = limit_json(today, now, listed)
        if found.plan is not None:
            answer["plan"] = [limit_day_json(each) for each in _plan_days(found, first, until)]
        if free_fen is not None:
            day = first_free_day(ahead, free_fen)
            answer["free"] = {"amount": free_fen, "from": None if day is None else day.isoformat()}
        if habit is not None:
            answer["habit"] = habit_json(habit, free_fen)
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    print_limit(now)
    if arguments.first or arguments.until:
        _print_days([each for each in listed if each.day != today])
    if free_fen is not None:
        _print_free(first_free_day(ahead, free_fen), free_fen, until)
    if habit is not None:
        print_habit(habit, free_fen)
    return DONE


def _amount(text: str) -> int:
    amount = parse_yuan(text)
    if amount < 0:
        field = "--free"
        raise InvalidFieldError(field, text, "must not be below zero")
    return amount


def _span(arguments: Namespace, today: date, *, is_asking_when_free: bool) -> tuple[date, date]:
    first = arguments.first or today
    until = arguments.until
    if until is None:
        until = min(today + timedelta(days=FREE_DAYS), LAST_DAY) if is_asking_when_free else today
    if arguments.first is None and until < today:
        field = "--until"
        reason = f"must not be before {today}, unless --from says the first day"
        raise InvalidFieldError(field, until.isoformat(), reason)
    if first > until:
        field = "--from"
        raise InvalidFieldError(field, first.isoformat(), f"must not be after {until}")
    if is_asking_when_free and until < today:
        field = "--until"
        raise InvalidFieldError(field, until.isoformat(), f"must not be before {today}")
    return first, until


def _listed(days: Sequence[DayFigures], today: date, first: date, until: date) -> list[DayFigures]:
    return [
        each
        for each in days
        if each.day <= until
        and (
            each.day == today or (each.day >= first and (each.causes or each.day == first <= today))
        )
    ]


def _plan_days(found: LimitProjection, first: date, until: date) -> list[DayFigures]:
    return [each for each in found.plan or () if first <= each.day <= until and each.causes]


def _print_days(days: Sequence[DayFigures]) -> None:
    for each in days:
        shown = "unknown" if each.available_fen is None else format_yuan(each.available_fen)
        why = ", ".join(_told(cause) for cause in each.causes)
        print(f"{each.day}: {shown:>14}{', frozen' if each.is_frozen else ''}  {why}")


def _told(cause: Cause) -> str:
    amount = f" {format_yuan(cause.amount_fen)}" if cause.amount_fen else ""
    return f"{cause.kind} {cause.ref}{amount}"


def _print_free(day: date | None, amount_fen: int, until: date) -> None:
    if day is None:
        print(f"{format_yuan(amount_fen)}: not free by {until}, as far as is certain")
    else:
        print(f"{format_yuan(amount_fen)}: free from {day} on")
