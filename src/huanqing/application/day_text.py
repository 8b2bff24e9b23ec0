"""Days as a person types them: ``2026-9-3``, ``20260903``, ``9-3`` or ``9月3日``."""

from __future__ import annotations

import calendar
import re
from datetime import date

from huanqing.domain.calendar_bounds import FIRST_DAY, LAST_DAY

_DIGITS = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})
_FULL = re.compile(r"(\d{4})\s*[-/.年－]\s*(\d{1,2})\s*[-/.月－]\s*(\d{1,2})\s*[日号]?", re.ASCII)  # noqa: RUF001 - as a Chinese keyboard writes it
_TIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月－]\s*(\d{1,2})\s*[日号]?", re.ASCII)  # noqa: RUF001 - as a Chinese keyboard writes it


def day_of_text(text: str, today: date) -> date | None:
    """Return the day that the text names, of ``today``'s year where it names none; else None."""
    plain = text.strip().translate(_DIGITS)
    match = _FULL.fullmatch(plain) or _TIGHT.fullmatch(plain)
    if match is not None:
        year, month, day = (int(each) for each in match.groups())
    elif (match := _SHORT.fullmatch(plain)) is not None:
        year, month, day = today.year, int(match[1]), int(match[2])
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def month_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def month_start(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
