"""The calendar file as another program reads it back, and what a second export changes in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from huanqing.application.errors import NotACalendarError
from huanqing.application.plan_export import PlanWords
from huanqing.application.plan_models import StepState
from huanqing.infrastructure.plan_calendar import IcalPlanCalendar
from plan_sheets import row, sheet

if TYPE_CHECKING:
    from huanqing.application.plan_export import PlanSheet

LATER = "2026-07-10T09:00:00+08:00"
FOREIGN = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Somebody//Else//EN\r
BEGIN:VEVENT\r
UID:birthday@somewhere\r
DTSTAMP:20260101T000000Z\r
DTSTART;VALUE=DATE:20260709\r
SUMMARY:Birthday\r
END:VEVENT\r
END:VCALENDAR\r
"""


def write(plan: PlanSheet, previous: bytes | None = None) -> bytes:
    return IcalPlanCalendar().merged(plan, PlanWords(), previous)


def events(content: bytes) -> dict[str, Any]:
    found = Calendar.from_ical(content.decode("utf-8"))
    return {str(each["UID"]): each for each in found.walk("VEVENT")}


def event(content: bytes, number: int, ledger_id: str = "a1b2") -> Any:
    return events(content)[f"{ledger_id}-step-{number}@huanqing"]


def test_every_payment_is_an_event_at_nine_in_shanghai() -> None:
    content = write(sheet(row(1), row(2, 500)))
    assert len(events(content)) == 2
    begins = event(content, 1).decoded("DTSTART")
    assert begins.isoformat() == "2026-07-09T09:00:00+08:00"
    assert str(event(content, 1)["SUMMARY"]) == "Baitiao: repay ¥1,234.56 from 工商银行 1234"
    assert str(event(content, 1)["STATUS"]) == "CONFIRMED"
    assert "2026-07 bill: ¥5.00, due 2026-07-12" in str(event(content, 2)["DESCRIPTION"])


def test_the_file_brings_its_time_zone() -> None:
    found = Calendar.from_ical(write(sheet(row(1))).decode())
    [zone] = found.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Asia/Shanghai"
    assert zone.subcomponents[0].decoded("TZOFFSETTO") == timedelta(hours=8)


def test_reminders_come_on_the_evening_before_and_in_the_morning() -> None:
    alarms = event(write(sheet(row(1))), 1).walk("VALARM")
    assert [each.decoded("TRIGGER") for each in alarms] == [timedelta(hours=-13), timedelta(0)]
    assert [str(each["ACTION"]) for each in alarms] == ["DISPLAY", "DISPLAY"]


def test_what_is_paid_stays_without_reminders() -> None:
    paid = event(write(sheet(row(1, state=StepState.PAID, left_fen=0))), 1)
    assert str(paid["STATUS"]) == "CONFIRMED"
    assert paid.walk("VALARM") == []
    assert str(paid["SUMMARY"]) == "Baitiao: ¥1,234.56 from 工商银行 1234 (paid)"


def test_of_what_is_partly_paid_the_rest_is_asked_for() -> None:
    partly = event(write(sheet(row(1, state=StepState.PARTLY, left_fen=100))), 1)
    assert "¥1.00" in str(partly["SUMMARY"])


def test_a_second_export_updates_the_same_events() -> None:
    first = write(sheet(row(1), row(2)))
    moved = sheet(row(1, 999, day=date(2026, 7, 11)), row(2), written_at=LATER)
    again = write(moved, first)
    assert set(events(again)) == set(events(first))
    found = event(again, 1)
    assert found.decoded("DTSTART").date() == date(2026, 7, 11)
    assert "¥9.99" in str(found["SUMMARY"])
    assert [int(event(each, 1)["SEQUENCE"]) for each in (first, again)] == [0, 1]
    assert found.decoded("DTSTAMP").isoformat() == "2026-07-10T01:00:00+00:00"
    third = write(moved, again)
    assert int(event(third, 2)["SEQUENCE"]) == 2
    assert third.count(b"BEGIN:VTIMEZONE") == 1


def test_steps_that_are_gone_are_cancelled_once() -> None:
    first = write(sheet(row(1), row(2), row(3)))
    again = write(sheet(row(1), written_at=LATER), first)
    for number in (2, 3):
        gone = event(again, number)
        assert str(gone["STATUS"]) == "CANCELLED"
        assert int(gone["SEQUENCE"]) == 1
        assert gone.walk("VALARM") == []
    third = write(sheet(row(1), written_at=LATER), again)
    assert int(event(third, 2)["SEQUENCE"]) == 1
    back = write(sheet(row(1), row(2), written_at=LATER), third)
    assert str(event(back, 2)["STATUS"]) == "CONFIRMED"
    assert int(event(back, 2)["SEQUENCE"]) == 2


def test_a_skipped_payment_is_cancelled() -> None:
    skipped = event(write(sheet(row(1, state=StepState.SKIPPED))), 1)
    assert str(skipped["STATUS"]) == "CANCELLED"
    assert skipped.walk("VALARM") == []


def test_what_is_not_this_ledgers_stays() -> None:
    other = write(sheet(row(1), ledger_id="other"), FOREIGN)
    both = write(sheet(row(1), ledger_id="mine"), other)
    assert set(events(both)) == {
        "birthday@somewhere", "other-step-1@huanqing", "mine-step-1@huanqing",
    }  # fmt: skip
    assert str(events(both)["birthday@somewhere"]["SUMMARY"]) == "Birthday"
    assert int(event(both, 1, "other")["SEQUENCE"]) == 0


@pytest.mark.parametrize(
    "content", [b"", b"No.,Date\r\n", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"]
)
def test_a_file_that_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotACalendarError):
        write(sheet(row(1)), content)


def test_names_with_line_breaks_and_commas_break_no_event() -> None:
    card = "a;b,c\nEND:VCALENDAR"
    found = event(write(sheet(row(1, card=card))), 1)
    assert str(found["SUMMARY"]) == f"Baitiao: repay ¥1,234.56 from {card}"
