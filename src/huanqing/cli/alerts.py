"""``huanqing alerts``: what asks for attention, and what was put aside; changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.alert_models import AlertKind, Urgency
from huanqing.cli.commands import opened
from huanqing.cli.program import DONE, Program
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from huanqing.application.alert_models import Alert, AlertList
    from huanqing.cli.json_output import Json

_WORDS = {
    AlertKind.OVERDUE: "overdue",
    AlertKind.PLAN_IN_DANGER: "the plan is in danger",
    AlertKind.CASH_SHORT: "cash will be short",
    AlertKind.DUE_SOON: "due soon",
    AlertKind.PLAN_STALE: "the plan is out of date",
    AlertKind.FROZEN: "the limit is frozen",
    AlertKind.TEMPORARY_ENDS: "a temporary limit ends",
    AlertKind.BELOW_FLOOR: "the available limit is low",
    AlertKind.PRESSURE: "much falls due within a week",
    AlertKind.UNRECONCILED: "a statement is not reconciled",
}
_HEADINGS = {Urgency.URGENT: "urgent", Urgency.SOON: "soon", Urgency.QUIET: "worth knowing"}


def alerts(program: Program, arguments: Namespace) -> int:
    """Print the alerts of a day, the most urgent first."""
    with opened(program, arguments) as ledger:
        found = ledger.service.alerts.current()
    if arguments.json:
        print(json.dumps(alerts_json(found), ensure_ascii=False, indent=1))
        return DONE
    if not found.open:
        print("nothing needs you")
    for each in found.open:
        print(f"{_HEADINGS[each.urgency]}: {_line(each)}")
    for each, until in found.snoozed:
        print(f"put aside until {until}: {_line(each)}")
    for each in found.done:
        print(f"done: {_line(each)}")
    return DONE


def alerts_json(found: AlertList) -> Json:
    """Return ``huanqing alerts --json``; amounts in fen."""
    return {
        "today": found.today.isoformat(),
        "open": _list(found.open),
        "snoozed": [
            _alert(each) | {"snoozed_until": until.isoformat()} for each, until in found.snoozed
        ],
        "done": _list(found.done),
    }


def _list(found: Iterable[Alert]) -> list[Json]:
    return [_alert(each) for each in found]


def _alert(alert: Alert) -> Json:
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "urgency": alert.urgency.value,
        "date": alert.day.isoformat(),
        "until": None if alert.until is None else alert.until.isoformat(),
        "amount": alert.amount_fen,
        "left": alert.left_fen,
        "count": alert.count,
        "subject": alert.subject,
    }


def _line(alert: Alert) -> str:
    days = f"{alert.day}" if alert.until is None else f"{alert.day} to {alert.until}"
    amount = "" if alert.amount_fen is None else f" {format_yuan(alert.amount_fen)}"
    left = "" if alert.left_fen is None else f", leaves {format_yuan(alert.left_fen)} available"
    return f"{_WORDS[alert.kind]}, {days}{amount}{left}"
