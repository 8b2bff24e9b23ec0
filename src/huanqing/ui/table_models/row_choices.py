"""The user's decisions on the rows of a preview: which row may get which, and how they add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import RowKind
from huanqing.application.booked_rows import INSTALMENTS_HINT
from huanqing.application.read_models import RowChoice
from huanqing.application.row_choices import SKIPPED, choosable_kinds

if TYPE_CHECKING:
    from huanqing.application.read_models import PreviewRow

PLAIN = RowChoice()
SKIP = RowChoice(is_skipped=True)


def can_tick(each: PreviewRow) -> bool:
    """Return whether a row can be left out: not what the ledger knows as it is."""
    return each.outcome != "unchanged"


def kinds_of(each: PreviewRow) -> tuple[RowKind, ...]:
    """Return the kinds that a row may get here; none for what is booked already or left out."""
    is_booked = each.outcome == "unchanged" or each.reason in ("refund_changed", "kind_changed")
    return () if is_booked or each.outcome == "skipped" else choosable_kinds(each.row)


def kind_of(each: PreviewRow, choice: RowChoice) -> RowKind:
    """Return the kind that a row has with a choice."""
    return choice.kind or each.row.kind


def can_have_periods(each: PreviewRow, choice: RowChoice) -> bool:
    """Return whether a row is a purchase that is not booked yet."""
    return kind_of(each, choice) is RowKind.PURCHASE and bool(kinds_of(each))


def asks_for_periods(each: PreviewRow, choice: RowChoice) -> bool:
    """Return whether a purchase is paid in several periods and nobody said how many."""
    is_open = INSTALMENTS_HINT in each.row.hints and not each.row.periods
    is_purchase = kind_of(each, choice) is RowKind.PURCHASE
    is_taken = each.outcome not in ("unchanged", "skipped") and not choice.is_skipped
    return is_open and is_purchase and choice.periods is None and is_taken


def is_ticked(each: PreviewRow, choice: RowChoice) -> bool:
    """Return whether a row is taken in."""
    return not choice.is_skipped and each.row.reason != SKIPPED


def with_tick(choice: RowChoice, *, ticked: bool) -> RowChoice:
    """Return the choice with the row taken in or left out."""
    return replace(choice, is_skipped=not ticked)


def with_kind(choice: RowChoice, kind: RowKind | None) -> RowChoice:
    """Return the choice with another kind; periods stay only with a purchase."""
    if kind is RowKind.PURCHASE or (kind is None and choice.kind is None):
        return replace(choice, kind=kind)
    return RowChoice(is_skipped=choice.is_skipped, kind=kind)


def with_terms(choice: RowChoice, terms: RowChoice) -> RowChoice:
    """Return the choice with the periods, fee and free periods of another."""
    return replace(
        choice,
        periods=terms.periods,
        fee_rate_ppm=terms.fee_rate_ppm,
        free_periods=terms.free_periods,
    )
