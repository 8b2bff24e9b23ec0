"""The one place that turns money and dates into text on the screen."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Signal

from huanqing.domain.money import format_yuan

HIDDEN = "***"
DASH = "–"  # noqa: RUF001 - the typographic dash is meant


class Formatter(QObject):
    """Formats amounts and dates; ``amounts_visibility_changed`` tells every view to redraw."""

    amounts_visibility_changed = Signal()

    def __init__(self, *, hide_amounts: bool = False) -> None:
        super().__init__()
        self._is_hidden = hide_amounts

    @property
    def hides_amounts(self) -> bool:
        """Whether every amount shows as a constant."""
        return self._is_hidden

    def set_hide_amounts(self, *, hide: bool) -> None:
        """Hide or show amounts from now on."""
        if hide != self._is_hidden:
            self._is_hidden = hide
            self.amounts_visibility_changed.emit()

    def money(self, amount_fen: int) -> str:
        """Return ``¥1,234.56``, or a constant while amounts are hidden."""
        return HIDDEN if self._is_hidden else format_yuan(amount_fen)

    def money_or_dash(self, amount_fen: int) -> str:
        """Return the amount, or a dash for nothing."""
        return self.money(amount_fen) if amount_fen or self._is_hidden else DASH

    def day(self, day: date) -> str:
        """Return a day with its year, as a table shows it."""
        return self._date(day, QCoreApplication.translate("Formatting", "d MMM yyyy"))

    def day_of_year(self, day: date) -> str:
        """Return a day without its year, for what is near."""
        return self._date(day, QCoreApplication.translate("Formatting", "d MMMM"))

    def moment(self, text: str) -> str:
        """Return an ISO moment as day and minute; as it stands where it is no such text."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return f"{self.day(moment.date())} {moment:%H:%M}"

    @staticmethod
    def _date(day: date, pattern: str) -> str:
        return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
