"""What a user may decide about a row of a bill, and the row as decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.bill_rows import BillRow, RowKind
from huanqing.domain.entries import MAX_PERIODS
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import PPM

if TYPE_CHECKING:
    from huanqing.application.read_models import RowChoice

SKIPPED = "skipped_by_user"
"""The reason of a row that the user set aside: kept, booked nowhere, never asked about again."""
CHOSEN = "chosen_by_user"
"""The reason of a row whose kind the user corrected; no later export takes it back."""

CHOOSABLE = (
    RowKind.PURCHASE,
    RowKind.REFUND,
    RowKind.REPAYMENT,
    RowKind.OTHER_SPENDING,
    RowKind.OTHER_REFUND,
    RowKind.OTHER_INCOME,
    RowKind.TRANSFER,
    RowKind.OTHER_LOAN,
    RowKind.AUTHORISATION,
)


def choosable_kinds(row: BillRow) -> tuple[RowKind, ...]:
    """Return the kinds that a row may be given; none where its time or amount is missing."""
    return CHOOSABLE if row.time and row.amount_fen else ()


def decided(row: BillRow, choice: RowChoice) -> BillRow:
    """Return the row as the user decided it; raises InvalidFieldError where that cannot be."""
    if choice.is_skipped:
        return row._replace(reason=SKIPPED)
    if choice.kind is not None and choice.kind is not row.kind:
        if choice.kind not in choosable_kinds(row):
            raise InvalidFieldError(_field(row, "kind"), choice.kind.value, "does not fit the row")
        row = row._replace(kind=choice.kind, reason=CHOSEN)
    if choice.periods is None and not choice.fee_rate_ppm and not choice.free_periods:
        return row
    _check_terms(row, choice)
    return row._replace(periods=choice.periods or 1)


def _check_terms(row: BillRow, choice: RowChoice) -> None:
    """Raise InvalidFieldError where periods, fee or free periods are no plan of a purchase."""
    periods = choice.periods
    if row.kind is not RowKind.PURCHASE:
        raise InvalidFieldError(_field(row, "periods"), periods, "only a purchase has periods")
    if periods is None or not 1 <= periods <= MAX_PERIODS:
        reason = f"must be 1 to {MAX_PERIODS}"
        raise InvalidFieldError(_field(row, "periods"), periods, reason)
    if not 0 <= choice.free_periods <= periods:
        field = _field(row, "free_periods")
        raise InvalidFieldError(field, choice.free_periods, "must be 0 to the periods")
    if not 0 <= choice.fee_rate_ppm <= PPM:
        field = _field(row, "fee_rate_ppm_per_period")
        raise InvalidFieldError(field, choice.fee_rate_ppm, f"must be 0 to {PPM}")


def _field(row: BillRow, name: str) -> str:
    return f"line {row.line}.{name}"
