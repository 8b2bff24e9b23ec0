"""Columns of the usual kinds: texts, counts, days and amounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.ui.formatting import Formatter

Row = TypeVar("Row")


def text_column(header: str, text_of: Callable[[Row], str], width: int = 0) -> Column[Row]:
    """Return a column of texts; it stretches where no width is given."""
    return Column(
        header=header, text=text_of, sort_key=text_of, width=width or 140, stretches=not width
    )


def count_column(header: str, count_of: Callable[[Row], int], width: int) -> Column[Row]:
    """Return a column of counts."""
    return Column(
        header=header,
        text=lambda row: str(count_of(row)),
        sort_key=count_of,
        is_number=True,
        width=width,
    )


def day_column(
    header: str, formatter: Formatter, day_of: Callable[[Row], date], width: int = 120
) -> Column[Row]:
    """Return a column of days."""
    return Column(
        header=header,
        text=lambda row: formatter.day(day_of(row)),
        sort_key=lambda row: day_of(row).toordinal(),
        width=width,
    )


def money_column(
    header: str,
    formatter: Formatter,
    amount_of: Callable[[Row], int],
    *,
    dashes_zero: bool = False,
    width: int = 104,
    why: Callable[[Row], object] | None = None,
) -> Column[Row]:
    """Return a column of amounts in fen; ``why`` is what each can be asked."""
    format_amount = formatter.money_or_dash if dashes_zero else formatter.money
    return Column(
        header=header,
        text=lambda row: format_amount(amount_of(row)),
        sort_key=amount_of,
        is_number=True,
        width=width,
        why=why,
    )


def stretched(column: Column[Row]) -> Column[Row]:
    """Return the column as one that takes the room that is left."""
    return replace(column, stretches=True)
