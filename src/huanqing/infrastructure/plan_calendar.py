"""The accepted plan as iCalendar events, updated where a file has them already (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from huanqing.application.errors import NotACalendarError
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from huanqing.application.plan_export import PlanRow, PlanSheet, PlanWords

ZONE_NAME = "Asia/Shanghai"
PRODUCT = "-//Huanqing//Repayment plan//EN"
_IN_ZONE = {"TZID": ZONE_NAME}
"""Named and not computed: the zone database is missing where Windows has none."""

_BEGINS, _LASTS = time(9), timedelta(minutes=30)
_EVE, _MORNING = timedelta(hours=-13), timedelta(0)
"""At eight on the evening before, and when the event begins."""


class IcalPlanCalendar:
    """Writes plans with icalendar. Implements ``PlanCalendar``.

    An event is known by the ledger and the number of its step, so an export into the same
    file moves it, with a higher SEQUENCE. The events of steps that are gone are cancelled.
    """

    def merged(self, sheet: PlanSheet, words: PlanWords, previous: bytes | None) -> bytes:
        """Return the calendar with the plan's events; see ``PlanCalendar``."""
        calendar = _new_calendar(words) if previous is None else _read(previous)
        stamp = datetime.fromisoformat(sheet.written_at).astimezone(UTC)
        ours = {
            str(event["UID"]): event
            for event in calendar.subcomponents
            if isinstance(event, Event) and _is_of(str(event.get("UID", "")), sheet.ledger_id)
        }
        if not any(str(zone.get("TZID")) == ZONE_NAME for zone in calendar.walk("VTIMEZONE")):
            calendar.subcomponents.insert(0, _zone())
        for row in sheet.rows:
            event = _event(row, words, _uid(sheet.ledger_id, row.number), stamp)
            before = ours.pop(str(event["UID"]), None)
            event.add("SEQUENCE", 0 if before is None else _sequence(before) + 1)
            if before is None:
                calendar.add_component(event)
            else:
                calendar.subcomponents[calendar.subcomponents.index(before)] = event
        for gone in ours.values():
            _cancel(gone, stamp)
        content: bytes = calendar.to_ical()
        return content


def _new_calendar(words: PlanWords) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", words.title)
    calendar.add("X-WR-TIMEZONE", ZONE_NAME)
    return calendar


def _read(content: bytes) -> Calendar:
    try:
        found = Calendar.from_ical(content.decode("utf-8-sig"))
    except (ValueError, IndexError, KeyError) as error:
        raise NotACalendarError(str(error)) from error
    if not isinstance(found, Calendar):
        raise NotACalendarError(found.name or "")
    return found


def _zone() -> Timezone:
    """Return the zone, which has kept eight hours without summer time since 1991."""
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime(1991, 9, 15, 1))  # noqa: DTZ001 - a zone's own local time
    standard.add("TZOFFSETFROM", timedelta(hours=9))
    standard.add("TZOFFSETTO", timedelta(hours=8))
    standard.add("TZNAME", "CST")
    zone = Timezone()
    zone.add("TZID", ZONE_NAME)
    zone.add_component(standard)
    return zone


def _uid(ledger_id: str, number: int) -> str:
    return f"{ledger_id}-step-{number}@huanqing"


def _is_of(uid: str, ledger_id: str) -> bool:
    return uid.startswith(f"{ledger_id}-step-") and uid.endswith("@huanqing")


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _event(row: PlanRow, words: PlanWords, uid: str, stamp: datetime) -> Event:
    begins = datetime.combine(row.day, _BEGINS)
    amount = format_yuan(row.left_fen if row.is_to_pay else row.amount_fen)
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("DTSTART", begins, _IN_ZONE)
    event.add("DTEND", begins + _LASTS, _IN_ZONE)
    title = words.event if row.is_to_pay else words.event_done
    event.add("SUMMARY", title.format(amount, row.card, words.states[row.state]))
    event.add("DESCRIPTION", _description(row, words))
    event.add("STATUS", "CANCELLED" if row.is_called_off else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if row.is_to_pay:
        for before, text in ((_EVE, words.reminder_eve), (_MORNING, words.reminder)):
            alarm = Alarm()
            alarm.add("ACTION", "DISPLAY")
            alarm.add("DESCRIPTION", text.format(amount, row.card))
            alarm.add("TRIGGER", before)
            event.add_component(alarm)
    return event


def _description(row: PlanRow, words: PlanWords) -> str:
    lines = []
    for part in row.parts:
        line = f"{words.bill.format(part.month)}: {format_yuan(part.amount_fen)}"
        due = "" if part.due is None else f", {words.due.format(part.due.isoformat())}"
        lines.append(line + due)
    return "\n".join([*lines, words.origin])


def _cancel(event: Event, stamp: datetime) -> None:
    """Say that an event will not be, once."""
    if str(event.get("STATUS", "")) == "CANCELLED":
        return
    sequence = _sequence(event) + 1
    for name in ("STATUS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        event.pop(name, None)
    event.add("STATUS", "CANCELLED")
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.subcomponents = [each for each in event.subcomponents if each.name != "VALARM"]
