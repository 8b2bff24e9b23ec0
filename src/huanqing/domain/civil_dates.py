"""Days of the civil calendar in Asia/Shanghai; never instants.

Ranges are half-open ``[begin, end)`` unless a name says ``until`` (both ends included).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def clamped(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day where it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(anchor: date, months: int) -> date:
    """Return the anchor's day ``months`` later, clamped; the anchor's day never drifts."""
    index = anchor.year * 12 + anchor.month - 1 + months
    return clamped(index // 12, index % 12 + 1, anchor.day)
