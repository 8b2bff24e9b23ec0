"""Days as they are typed, and the days around them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanqing.application.day_text import day_of_text, month_end, month_later, month_start

TODAY = date(2026, 7, 7)
DAYS = st.dates(date(1971, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-03", date(2026, 9, 3)),
        ("2026-9-3", date(2026, 9, 3)),
        ("2026/9/3", date(2026, 9, 3)),
        ("2026.9.3", date(2026, 9, 3)),
        ("2026年9月3日", date(2026, 9, 3)),
        ("20260903", date(2026, 9, 3)),
        ("２０２６－９－３", date(2026, 9, 3)),  # noqa: RUF001 - as a Chinese keyboard writes it
        ("9-3", date(2026, 9, 3)),
        ("9月3日", date(2026, 9, 3)),
        ("9月3号", date(2026, 9, 3)),
        (" 12/31 ", date(2026, 12, 31)),
        ("2024-2-29", date(2024, 2, 29)),
        ("2-29", None),
        ("2026-2-29", None),
        ("13-1", None),
        ("9", None),
        ("2026", None),
        ("2026-9", None),
        ("26-9-3", None),
        ("1066-10-14", None),
        ("2026090", None),
        ("", None),
        ("soon", None),
    ],
)
def test_what_is_typed_becomes_a_day(text: str, day: date | None) -> None:
    assert day_of_text(text, TODAY) == day


@given(DAYS)
def test_a_shown_day_reads_back(day: date) -> None:
    assert day_of_text(day.isoformat(), TODAY) == day


def test_a_month_later_keeps_the_day_or_takes_the_last() -> None:
    assert month_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert month_later(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert month_later(date(2026, 12, 5), 1) == date(2027, 1, 5)
    assert month_later(date(2026, 1, 5), -1) == date(2025, 12, 5)


@given(DAYS)
def test_a_month_begins_and_ends_around_its_days(day: date) -> None:
    assert month_start(day) <= day <= month_end(day)
    assert month_start(day).day == 1
    assert (month_end(day).toordinal() + 1 - month_start(day).toordinal()) in {28, 29, 30, 31}
