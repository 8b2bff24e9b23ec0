"""The lines of a purchase: principal, fee and statement of every period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from huanqing.domain.billing_cycle import StatementCalendar
from huanqing.domain.civil_dates import add_months
from huanqing.domain.credit_account import Billing, CreditAccount, OnStatementDay
from huanqing.domain.entries import EditedLine, Purchase, StatementInstalment
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder, rate_of, split_principal


class ScheduledLine(NamedTuple):
    """One period of a schedule; amounts in fen, as agreed, before refunds."""

    period: int
    statement_date: date
    due_date: date
    principal_fen: int
    fee_fen: int


class Scheduler:
    """Makes schedules by an account's dated rules; pure, keeps only what its calendar says."""

    def __init__(self, account: CreditAccount) -> None:
        """Lay out the account's calendar lazily."""
        self._account = account
        self.calendar = StatementCalendar(account)
        self._shared_dates: dict[date, tuple[date, date]] = {}

    def lines_of(self, purchase: Purchase) -> list[ScheduledLine]:
        """Return the purchase's lines; their principals sum to its amount, to the fen.

        Lines that the user edited keep what was set; the rest of the principal is split over
        the others by the rules.
        """
        if purchase.periods == 1 and not purchase.edited_lines and not purchase.fee_rate_ppm:
            only_fee = 0 if purchase.free_periods else (purchase.fee_per_period_fen or 0)
            statement_date, due = self._only_dates(purchase)
            return [ScheduledLine(1, statement_date, due, purchase.amount_fen, only_fee)]
        dates = self._dates_of(purchase)
        mode = purchase.remainder or self._account.rule_on(purchase.day).remainder
        fee = (
            rate_of(purchase.amount_fen, purchase.fee_rate_ppm)
            if purchase.fee_per_period_fen is None
            else purchase.fee_per_period_fen
        )
        edits = {line.period: line for line in purchase.edited_lines}
        principals = _principals(purchase, mode, edits)
        lines = []
        for index, (statement_date, due) in enumerate(dates):
            period = index + 1
            line_fee = 0 if index < purchase.free_periods else fee
            edit = edits.get(period)
            if edit is not None:
                if edit.fee_fen is not None:
                    line_fee = edit.fee_fen
                if edit.statement_date is not None:
                    statement_date = edit.statement_date  # noqa: PLW2901 - the edit replaces it
                    due = self._due_of(statement_date)  # noqa: PLW2901 - likewise
            lines.append(ScheduledLine(period, statement_date, due, principals[index], line_fee))
        return lines

    def line_of_adjustment(self, day: date, amount_fen: int, adjustment_id: str) -> ScheduledLine:
        """Return the one line of a positive adjustment: due as a purchase of that day is."""
        return self.lines_of(Purchase(id=adjustment_id, day=day, amount_fen=amount_fen))[0]

    def lines_of_conversion(self, operation: StatementInstalment) -> list[ScheduledLine]:
        """Return the new lines of a statement instalment, from the next statement on.

        The next is one that is not out on the operation's day: a bill that is out stays as it is.
        """
        purchase = Purchase(
            id=operation.id,
            day=operation.day,
            amount_fen=operation.amount_fen,
            periods=operation.periods,
            fee_rate_ppm=operation.fee_rate_ppm,
            free_periods=operation.free_periods,
            remainder=operation.remainder,
        )
        dates = self.calendar.statement_dates_from(
            max(operation.statement_date, operation.day), operation.periods, include_day=False
        )
        return [
            line._replace(statement_date=day, due_date=self.calendar.due_date(day))
            for line, day in zip(self.lines_of(purchase), dates, strict=True)
        ]

    def _due_of(self, statement_date: date) -> date:
        if self._account.billing is Billing.ORDER:
            return statement_date
        return self.calendar.due_date(statement_date)

    def _only_dates(self, purchase: Purchase) -> tuple[date, date]:
        """Return the dates of a purchase in one period; most of a day's purchases share them."""
        if purchase.on_statement_day is not None:
            return self._dates_of(purchase)[0]
        dates = self._shared_dates.get(purchase.day)
        if dates is None:
            dates = self._shared_dates[purchase.day] = self._dates_of(purchase)[0]
        return dates

    def _dates_of(self, purchase: Purchase) -> list[tuple[date, date]]:
        if self._account.billing is Billing.ORDER:
            return self._order_dates(purchase)
        where = purchase.on_statement_day or self._account.rule_on(purchase.day).on_statement_day
        dates = self.calendar.statement_dates_from(
            purchase.day, purchase.periods, include_day=where is OnStatementDay.THIS
        )
        due_date = self.calendar.due_date
        return [(day, due_date(day)) for day in dates]

    def _order_dates(self, purchase: Purchase) -> list[tuple[date, date]]:
        """Order-based billing has no bill day: a line's statement date is its due date."""
        if purchase.periods == 1:
            free_days = self._account.rule_on(purchase.day).order_free_days
            due = purchase.day + timedelta(days=free_days)
            return [(due, due)]
        dues = [add_months(purchase.day, k) for k in range(1, purchase.periods + 1)]
        return [(due, due) for due in dues]


def _principals(purchase: Purchase, mode: Remainder, edits: dict[int, EditedLine]) -> list[int]:
    fixed = {
        period: edit.principal_fen
        for period, edit in edits.items()
        if edit.principal_fen is not None
    }
    if not fixed:
        return split_principal(purchase.amount_fen, purchase.periods, mode)
    rest = purchase.amount_fen - sum(fixed.values())
    free = [period for period in range(1, purchase.periods + 1) if period not in fixed]
    if rest < 0 or (rest > 0 and not free):
        field = f"{purchase.id}.edited_lines"
        raise InvalidFieldError(field, rest, "edited principals must fit the purchase")
    shares = split_principal(rest, len(free), mode) if free else []
    return [
        fixed[period] if period in fixed else shares[free.index(period)]
        for period in range(1, purchase.periods + 1)
    ]
