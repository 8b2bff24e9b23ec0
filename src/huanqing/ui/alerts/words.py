"""Alerts in words: what each says, what its amounts are, where it leads, how long it may wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.application.alert_models import Alert, AlertKind, Urgency
from huanqing.lean_tuple import LeanTuple
from huanqing.ui.labels import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.domain.derivation import Derivation, Question
    from huanqing.ui.formatting import Formatter

translate = QCoreApplication.translate

_LATE = "late"
_GROUPS = {
    Urgency.URGENT: QT_TRANSLATE_NOOP("Alerts", "Urgent"),
    Urgency.SOON: QT_TRANSLATE_NOOP("Alerts", "Soon"),
    Urgency.QUIET: QT_TRANSLATE_NOOP("Alerts", "Worth knowing"),
}
TONES = {Urgency.URGENT: "bad", Urgency.SOON: "warning", Urgency.QUIET: ""}
"""The tone of a heading by how much it matters."""

_AMOUNTS = {
    AlertKind.OVERDUE: QT_TRANSLATE_NOOP("Alerts", "overdue"),
    AlertKind.PLAN_IN_DANGER: QT_TRANSLATE_NOOP("Alerts", "to be paid"),
    AlertKind.CASH_SHORT: QT_TRANSLATE_NOOP("Alerts", "missing"),
    AlertKind.DUE_SOON: QT_TRANSLATE_NOOP("Alerts", "to be paid"),
    AlertKind.TEMPORARY_ENDS: QT_TRANSLATE_NOOP("Alerts", "goes away"),
    AlertKind.BELOW_FLOOR: QT_TRANSLATE_NOOP("Alerts", "available"),
    AlertKind.PRESSURE: QT_TRANSLATE_NOOP("Alerts", "due in all"),
    AlertKind.UNRECONCILED: QT_TRANSLATE_NOOP("Alerts", "statement"),
}
_PAGES = {
    "statements": QT_TRANSLATE_NOOP("Alerts", "Show statement"),
    "plan": QT_TRANSLATE_NOOP("Alerts", "Show plan"),
    "limit": QT_TRANSLATE_NOOP("Alerts", "Show limit"),
    "settings": QT_TRANSLATE_NOOP("Alerts", "Show money"),
}


class AmountText(LeanTuple):
    """An amount in words with its caption, and what it can be asked."""

    caption: str
    text: str
    why: Question | Derivation | None


class Snooze(LeanTuple):
    """A choice of how long an alert is put aside: its words, and the last day of it."""

    words: str
    until: date


class AlertLine(LeanTuple):
    """An alert as a list shows it; ``aside`` says how it was put aside, "" where it is open."""

    key: str
    heading: str
    note: str
    tone: str
    urgency: Urgency
    amounts: tuple[AmountText, ...]
    action: str
    page: str
    snoozes: tuple[Snooze, ...]
    aside: str = ""


def group_title(urgency: Urgency) -> str:
    """Return the heading of the alerts of an urgency."""
    return _tr(_GROUPS[urgency])


def alert_line(alert: Alert, today: date, formatter: Formatter, aside: str = "") -> AlertLine:
    """Return an alert as a list shows it."""
    heading, note = _SAID[alert.kind](alert, formatter)
    return AlertLine(
        key=alert.key,
        heading=heading,
        note=note,
        tone=TONES[alert.urgency],
        urgency=alert.urgency,
        amounts=tuple(_amounts(alert, formatter)),
        action=_tr(_PAGES.get(alert.page.partition("/")[0], _PAGES["statements"])),
        page=alert.page,
        snoozes=snoozes_of(alert, today, formatter),
        aside=aside,
    )


def aside_until(until: date, formatter: Formatter) -> str:
    """Return until when an alert is put aside, as the day on which it comes back."""
    back = formatter.day_of_year(until + timedelta(days=1))
    return translate("Alerts", "comes back on {0}").format(back)


def aside_for_good() -> str:
    """Return that an alert was marked as done."""
    return translate("Alerts", "done")


def snoozes_of(alert: Alert, today: date, formatter: Formatter) -> tuple[Snooze, ...]:
    """Return how long an alert may be put aside; until the day itself where that is ahead."""
    found = [
        Snooze(translate("Alerts", "Until tomorrow"), today),
        Snooze(translate("Alerts", "For 3 days"), today + timedelta(days=2)),
        Snooze(translate("Alerts", "For a week"), today + timedelta(days=6)),
    ]
    eve = alert.day - timedelta(days=1)
    if eve > today:
        words = translate("Alerts", "Until the day itself, {0}")
        found.append(Snooze(words.format(formatter.day_of_year(alert.day)), eve))
    return tuple(found)


def in_days(count: int) -> str:
    """Return how far ahead a day is: today, tomorrow, in so many days."""
    if count == 0:
        return translate("Alerts", "today")
    if count == 1:
        return translate("Alerts", "tomorrow")
    return translate("Alerts", "in {0} days").format(count)


def longest_action() -> str:
    """Return the longest words that a button to a page can have, so that all are as wide."""
    return max((_tr(each) for each in _PAGES.values()), key=len)


def _tr(text: object) -> str:
    return QCoreApplication.translate("Alerts", str(text))


def _amounts(alert: Alert, formatter: Formatter) -> list[AmountText]:
    found = []
    if alert.amount_fen is not None and alert.kind in _AMOUNTS:
        is_missing = alert.kind is AlertKind.PLAN_IN_DANGER and alert.subject == _LATE
        kind = AlertKind.CASH_SHORT if is_missing else alert.kind
        text = formatter.money(alert.amount_fen)
        found.append(AmountText(_tr(_AMOUNTS[kind]), text, alert.why))
    if alert.left_fen is not None:
        caption = translate("Alerts", "available after it")
        found.append(AmountText(caption, formatter.money(alert.left_fen), alert.left_why))
    return found


def _overdue(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    heading = counted(
        alert.count,
        translate("Alerts", "{0} statement is overdue"),
        translate("Alerts", "{0} statements are overdue"),
    )
    note = translate("Alerts", "Due since {0}; each day costs a penalty.")
    return heading, note.format(formatter.day_of_year(alert.day))


def _due_soon(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    heading = translate("Alerts", "A statement is due {0}")
    note = translate("Alerts", "Due on {0}.")
    return heading.format(in_days(alert.count)), note.format(formatter.day_of_year(alert.day))


def _danger(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    if alert.subject == _LATE:
        return (
            translate("Alerts", "The plan cannot pay everything in time"),
            translate("Alerts", "Its page says what would mend it."),
        )
    if alert.count < 0:
        heading = translate("Alerts", "The last day to start paying has passed")
    elif alert.count == 0:
        heading = translate("Alerts", "Today is the last day to start paying")
    else:
        heading = counted(
            alert.count,
            translate("Alerts", "The plan has {0} day of slack left"),
            translate("Alerts", "The plan has {0} days of slack left"),
        )
    note = translate("Alerts", "Start paying by {0} to be in time.")
    return heading, note.format(formatter.day_of_year(alert.day))


def _stale(alert: Alert, _formatter: Formatter) -> tuple[str, str]:
    from huanqing.application.plan_models import StaleReason  # noqa: PLC0415 - only with a plan
    from huanqing.ui.plan.words import stale_text  # noqa: PLC0415 - only with a plan

    reasons = [StaleReason(each) for each in alert.subject.split(",")]
    heading = translate("Alerts", "The plan needs a look")
    return heading, stale_text(reasons)


def _cash(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    heading = translate("Alerts", "Cash will be short {0}")
    note = translate("Alerts", "{0} falls below its reserve on {1}.")
    day = formatter.day_of_year(alert.day)
    return heading.format(in_days(alert.count)), note.format(alert.subject, day)


def _frozen(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    since = translate("Alerts", "Since {0}.")
    words = since.format(formatter.day_of_year(alert.day))
    heading = translate("Alerts", "The limit is frozen")
    if alert.until is not None:
        until = translate("Alerts", "The limit is frozen until {0}")
        heading = until.format(formatter.day_of_year(alert.until))
    return heading, " ".join((words, alert.subject)).strip()


def _temporary(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    heading = translate("Alerts", "A temporary limit ends {0}")
    note = translate("Alerts", "Its last day is {0}.")
    return heading.format(in_days(alert.count)), note.format(formatter.day_of_year(alert.day))


def _floor(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    note = translate("Alerts", "Less than the amount that you want to be told of.")
    if alert.count == 0:
        return translate("Alerts", "Little of the limit is available"), note
    heading = translate("Alerts", "Little of the limit will be available on {0}")
    return heading.format(formatter.day_of_year(alert.day)), note


def _pressure(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    first = formatter.day_of_year(alert.day)
    heading = translate("Alerts", "Much falls due {0}").format(in_days(alert.count))
    if alert.until is None or alert.until == alert.day:
        return heading, translate("Alerts", "All of it on {0}.").format(first)
    note = translate("Alerts", "From {0} to {1}.")
    return heading, note.format(first, formatter.day_of_year(alert.until))


def _unreconciled(alert: Alert, formatter: Formatter) -> tuple[str, str]:
    heading = translate("Alerts", "The statement of {0} is not reconciled")
    note = translate("Alerts", "Compare it with what JD shows, and lock it.")
    return heading.format(formatter.day_of_year(alert.day)), note


_SAID: dict[AlertKind, Callable[[Alert, Formatter], tuple[str, str]]] = {
    AlertKind.OVERDUE: _overdue,
    AlertKind.PLAN_IN_DANGER: _danger,
    AlertKind.CASH_SHORT: _cash,
    AlertKind.DUE_SOON: _due_soon,
    AlertKind.PLAN_STALE: _stale,
    AlertKind.FROZEN: _frozen,
    AlertKind.TEMPORARY_ENDS: _temporary,
    AlertKind.BELOW_FLOOR: _floor,
    AlertKind.PRESSURE: _pressure,
    AlertKind.UNRECONCILED: _unreconciled,
}
