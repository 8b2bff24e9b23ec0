"""The tables of an offer: its periods, the other ways to pay, settling it early; and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.application.offers import OfferSettlement, WayKind, WayToPay
from huanqing.domain.credit_account import SettlementFee
from huanqing.domain.offer import percent_of
from huanqing.ui.formatting import DASH
from huanqing.ui.table_models.columns import count_column, day_column, money_column, stretched
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.domain.offer import YearlyRates
    from huanqing.domain.schedule import ScheduledLine
    from huanqing.ui.formatting import Formatter

Row = TypeVar("Row")

_RULES = {
    SettlementFee.ALL_DUE: QT_TRANSLATE_NOOP("OfferTables", "All of them are due"),
    SettlementFee.WAIVED: QT_TRANSLATE_NOOP("OfferTables", "None of them is charged"),
    SettlementFee.SAME_DAY: QT_TRANSLATE_NOOP("OfferTables", "None on the day of the purchase"),
    SettlementFee.CURRENT_PERIOD: QT_TRANSLATE_NOOP("OfferTables", "Only that of the next period"),
}


def percent(hundredths: int | None) -> str:
    """Return a rate as ``13.03 %``, a dash for none."""
    return DASH if hundredths is None else f"{percent_of(hundredths)} %"


def rule_label(rule: SettlementFee) -> str:
    """Return what becomes of the fees to come, in words."""
    return QCoreApplication.translate("OfferTables", str(_RULES[rule]))


def way_label(way: WayToPay) -> str:
    """Return the name of a way to pay."""
    translate = QCoreApplication.translate
    if way.kind is WayKind.AT_ONCE:
        return translate("OfferTables", "At once")
    if way.kind is WayKind.UNSPLIT:
        return translate("OfferTables", "Not split, on the next bill")
    if way.periods == 1:
        return translate("OfferTables", "1 period")
    return translate("OfferTables", "{0} periods").format(way.periods)


def line_columns(formatter: Formatter) -> tuple[Column[ScheduledLine], ...]:
    """Return what each period takes and when."""
    translate = QCoreApplication.translate
    return (
        count_column(translate("OfferTables", "Period"), lambda line: line.period, 84),
        stretched(
            day_column(translate("OfferTables", "Due"), formatter, lambda line: line.due_date, 124)
        ),
        money_column(
            translate("OfferTables", "Principal"),
            formatter,
            lambda line: line.principal_fen,
            width=120,
        ),
        money_column(
            translate("OfferTables", "Fee"), formatter, lambda line: line.fee_fen, width=104
        ),
        money_column(
            translate("OfferTables", "To pay"),
            formatter,
            lambda line: line.principal_fen + line.fee_fen,
            width=120,
        ),
    )


def way_columns(formatter: Formatter) -> tuple[Column[WayToPay], ...]:
    """Return the ways to pay beside each other."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("OfferTables", "Way to pay"),
            text=way_label,
            sort_key=lambda way: way.periods,
            width=190,
            stretches=True,
        ),
        money_column(
            translate("OfferTables", "First payment"),
            formatter,
            lambda way: way.first_payment_fen,
            width=120,
        ),
        money_column(
            translate("OfferTables", "In all"), formatter, lambda way: way.total_fen, width=120
        ),
        money_column(
            translate("OfferTables", "More than at once"),
            formatter,
            lambda way: way.extra_fen,
            width=140,
        ),
        *_rate_columns(lambda way: way.rates),
    )


def settlement_columns(formatter: Formatter) -> tuple[Column[OfferSettlement], ...]:
    """Return what settling early comes to under each rule."""
    translate = QCoreApplication.translate
    return (
        Column(
            header=translate("OfferTables", "Fees to come"),
            text=lambda end: rule_label(end.rule),
            sort_key=lambda end: rule_label(end.rule),
            width=220,
            stretches=True,
        ),
        money_column(
            translate("OfferTables", "To pay then"),
            formatter,
            lambda end: end.to_pay_fen,
            width=120,
        ),
        money_column(
            translate("OfferTables", "Fees saved"), formatter, lambda end: end.saved_fen, width=112
        ),
        *_rate_columns(lambda end: end.rates),
    )


def _rate_columns(
    rates_of: Callable[[Row], YearlyRates | None],
) -> tuple[Column[Row], Column[Row]]:
    translate = QCoreApplication.translate

    def column(header: str, rate_of: Callable[[YearlyRates], int]) -> Column[Row]:
        def found(row: Row) -> int | None:
            rates = rates_of(row)
            return None if rates is None else rate_of(rates)

        def key(row: Row) -> int:
            rate = found(row)
            return -1 if rate is None else rate

        return Column(
            header=header,
            text=lambda row: percent(found(row)),
            sort_key=key,
            is_number=True,
            width=112,
        )

    return (
        column(translate("OfferTables", "Nominal"), lambda rates: rates.nominal_hundredths),
        column(translate("OfferTables", "Effective"), lambda rates: rates.effective_hundredths),
    )


def as_text(title: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    """Return a table as text: its title, its headers and its rows, cells parted by tabs."""
    lines = [title, "\t".join(column.header for column in columns)]
    lines += ["\t".join(column.text(row) for column in columns) for row in rows]
    return "\n".join(lines)
