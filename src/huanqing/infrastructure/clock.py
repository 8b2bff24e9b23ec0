"""The one place that reads the clock; days are civil days in Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# China has kept UTC+8 without summer time since 1991; a fixed offset needs no zone database,
# which Windows does not have.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


class SystemClock:
    """The machine's clock, read in Asia/Shanghai."""

    def today(self) -> date:
        """Return the civil day in Asia/Shanghai."""
        return datetime.now(SHANGHAI).date()

    def now_text(self) -> str:
        """Return the moment as ISO text to the second, with +08:00."""
        return datetime.now(SHANGHAI).isoformat(timespec="seconds")


class FixedClock:
    """A clock that stands on one day, for ``--today`` and tests; the time of day is noon."""

    def __init__(self, day: date) -> None:
        """Stand on ``day``."""
        self._day = day

    def today(self) -> date:
        """Return the day it stands on."""
        return self._day

    def now_text(self) -> str:
        """Return noon of that day."""
        return f"{self._day.isoformat()}T12:00:00+08:00"
