"""The mutable pieces of a replay: lines, purchases and statements that still matter.

Nothing here decides a rule; ``replay`` does. Amounts are fen and never negative.
"""

from __future__ import annotations

from datetime import date


class Line:
    """One instalment: what is charged (after refunds) and what of it is paid."""

    __slots__ = (
        "agreed_fee_fen",
        "fee_fen",
        "order",
        "paid_fee_fen",
        "paid_principal_fen",
        "period",
        "periods",
        "principal_fen",
        "purchase_id",
        "statement_date",
    )

    def __init__(
        self,
        purchase_id: str,
        period: int,
        periods: int,
        statement_date: date,
        order: str,
        principal_fen: int,
        fee_fen: int,
    ) -> None:
        """Start unpaid; ``order`` sorts the lines of a statement by purchase time, then id."""
        self.purchase_id = purchase_id
        self.period = period
        self.periods = periods
        self.statement_date = statement_date
        self.order = order
        self.principal_fen = principal_fen
        self.fee_fen = fee_fen
        self.agreed_fee_fen = fee_fen
        self.paid_principal_fen = 0
        self.paid_fee_fen = 0

    @property
    def unpaid_principal_fen(self) -> int:
        """What of the principal is still owed."""
        return self.principal_fen - self.paid_principal_fen

    @property
    def unpaid_fee_fen(self) -> int:
        """What of the fee is still owed."""
        return self.fee_fen - self.paid_fee_fen

    @property
    def left_fen(self) -> int:
        """Principal and fee that are still owed."""
        return self.principal_fen + self.fee_fen - self.paid_principal_fen - self.paid_fee_fen

    def twin(self) -> Line:
        """Return a line of its own with the same state."""
        twin = Line(
            self.purchase_id,
            self.period,
            self.periods,
            self.statement_date,
            self.order,
            self.principal_fen,
            self.fee_fen,
        )
        twin.agreed_fee_fen = self.agreed_fee_fen
        twin.paid_principal_fen = self.paid_principal_fen
        twin.paid_fee_fen = self.paid_fee_fen
        return twin

    def dump(self) -> list[object]:
        """Return the line as a JSON list, for a checkpoint."""
        return [
            self.purchase_id,
            self.period,
            self.periods,
            self.statement_date.isoformat(),
            self.order,
            self.principal_fen,
            self.fee_fen,
            self.agreed_fee_fen,
            self.paid_principal_fen,
            self.paid_fee_fen,
        ]

    @classmethod
    def restore(cls, dumped: list[object]) -> Line:
        """Return the line that ``dump`` wrote."""
        purchase_id, period, periods, day, order, principal, fee, agreed, paid, paid_fee = dumped
        line = cls(
            str(purchase_id),
            _integer(period),
            _integer(periods),
            date.fromisoformat(str(day)),
            str(order),
            _integer(principal),
            _integer(fee),
        )
        line.agreed_fee_fen = _integer(agreed)
        line.paid_principal_fen = _integer(paid)
        line.paid_fee_fen = _integer(paid_fee)
        return line


class OpenPurchase:
    """A purchase of which something may still be owed, with its lines in period order."""

    __slots__ = ("amount_fen", "day", "lines", "live_lines", "refunded_fen")

    def __init__(self, day: date, amount_fen: int) -> None:
        """Start without lines and without refunds."""
        self.day = day
        self.amount_fen = amount_fen
        self.refunded_fen = 0
        self.lines: list[Line] = []
        self.live_lines = 0


class OpenStatement:
    """A statement that is not closed: its lines, penalty and running unpaid sum.

    ``unpaid_fen`` is principal and fees still owed, without penalty.
    """

    __slots__ = (
        "due_date",
        "lines",
        "paid_penalty_fen",
        "penalty_fen",
        "statement_date",
        "unpaid_fen",
    )

    def __init__(self, statement_date: date, due_date: date) -> None:
        """Start empty."""
        self.statement_date = statement_date
        self.due_date = due_date
        self.lines: list[Line] = []
        self.penalty_fen = 0
        self.paid_penalty_fen = 0
        self.unpaid_fen = 0

    @property
    def unpaid_penalty_fen(self) -> int:
        """What of the penalty is still owed."""
        return self.penalty_fen - self.paid_penalty_fen

    @property
    def left_fen(self) -> int:
        """Everything of this statement that is still owed."""
        return self.unpaid_fen + self.penalty_fen - self.paid_penalty_fen


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
