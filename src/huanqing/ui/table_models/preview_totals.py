"""What the rows of a preview come to, by month and by pay method; plain functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.application.bill_rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huanqing.application.read_models import FileReport, PreviewRow


@dataclass(slots=True)
class GroupTotals:
    """The rows of one month or pay method: how many, and sums in fen, all positive."""

    name: str
    count: int = 0
    baitiao_fen: int = 0
    other_fen: int = 0
    back_fen: int = 0
    repaid_fen: int = 0

    def add(self, each: PreviewRow) -> None:
        """Count a row."""
        row = each.row
        self.count += 1
        if row.kind is RowKind.PURCHASE:
            self.baitiao_fen += row.amount_fen
        elif row.kind is RowKind.OTHER_SPENDING:
            self.other_fen += row.amount_fen
        elif row.kind is RowKind.REFUND or row.kind is RowKind.OTHER_REFUND:
            self.back_fen += row.amount_fen
        elif row.kind is RowKind.REPAYMENT:
            self.repaid_fen += row.amount_fen


@dataclass(frozen=True, slots=True)
class PreviewTotals:
    """What all files bring, row by row: months from the oldest, methods by their first row."""

    months: tuple[GroupTotals, ...]
    methods: tuple[GroupTotals, ...]


def preview_totals(files: Sequence[FileReport]) -> PreviewTotals:
    """Return the totals of what is taken in; rows that are left out do not count."""
    rows = [each for file in files for each in file.rows if each.outcome != "skipped"]
    months = _grouped(rows, lambda each: each.row.time[:7])
    methods = _grouped(rows, lambda each: each.row.method)
    return PreviewTotals(tuple(sorted(months, key=lambda group: group.name)), tuple(methods))


def _grouped(rows: Sequence[PreviewRow], name_of: Callable[[PreviewRow], str]) -> list[GroupTotals]:
    groups: dict[str, GroupTotals] = {}
    for each in rows:
        name = name_of(each)
        group = groups.get(name)
        if group is None:
            group = groups[name] = GroupTotals(name)
        group.add(each)
    return list(groups.values())
