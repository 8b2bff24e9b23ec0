"""Which rows of a preview are shown and in what order; plain functions, for any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application.entry_search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.application.read_models import PreviewRow

SORT_KEYS: dict[str, Callable[[PreviewRow], int | str]] = {
    "line": lambda each: each.row.line,
    "time": lambda each: each.row.time,
    "kind": lambda each: each.row.kind.value,
    "description": lambda each: each.row.description,
    "amount": lambda each: each.row.amount_fen,
    "refunded": lambda each: each.row.refunded_fen,
    "periods": lambda each: each.row.periods,
    "outcome": lambda each: each.outcome,
    "reason": lambda each: each.reason,
    "counterparty": lambda each: each.row.counterparty,
    "method": lambda each: each.row.method,
}


@dataclass(frozen=True, slots=True)
class RowFilter:
    """An outcome ("" for all), words that must all occur, and a column to sort by ("" for none)."""

    outcome: str = ""
    words: str = ""
    sort_by: str = ""
    is_descending: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether arranging looks at no text and compares nothing."""
        return not self.words.strip() and not self.sort_by


def arranged(rows: Sequence[PreviewRow], wish: RowFilter) -> Sequence[PreviewRow]:
    """Return the rows that fit, in the order asked for; the file's own where none is."""
    found = rows
    if wish.outcome:
        found = [each for each in found if each.outcome == wish.outcome]
    words = fold(wish.words).split()
    if words:
        found = [each for each in found if _holds(each, words)]
    if wish.sort_by:
        found = sorted(found, key=SORT_KEYS[wish.sort_by], reverse=wish.is_descending)
    return found


def _holds(each: PreviewRow, words: Sequence[str]) -> bool:
    row = each.row
    text = fold(
        "\n".join((row.description, row.counterparty, row.method, row.category, row.order_no,
                   row.note, row.time))
    )  # fmt: skip
    return all(word in text for word in words)
