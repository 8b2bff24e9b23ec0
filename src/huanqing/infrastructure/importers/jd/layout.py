"""The columns of JD bills, and which of the two layouts a file has."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

V1 = "v1"
V2 = "v2"

COLUMNS = (
    "交易时间",
    "商户名称",
    "交易说明",
    "金额",
    "收/付款方式",
    "交易状态",
    "收/支",
    "交易分类",
    "交易订单号",
    "商家订单号",
    "备注",
)
"""The columns every JD bill holds, in the order in which :func:`column_plan` picks them."""

FIRST_COLUMNS = frozenset({"交易时间"})

_V1_PREAMBLE = ("起始时间", "导出时间")
_V2_PREAMBLE = ("申请时间", "日期区间", "导出交易场景")


class ColumnPlan(NamedTuple):
    """How to pick the cells of :data:`COLUMNS` from a row of at least ``width`` cells."""

    width: int
    pick: Callable[[list[str]], tuple[str, ...]]


def is_header(cells: tuple[str, ...]) -> bool:
    """Return whether a row names every column of a JD bill; further columns do not matter."""
    return set(COLUMNS).issubset(cells)


def column_plan(cells: tuple[str, ...]) -> ColumnPlan:
    """Return where the columns stand under the header ``cells``, found by their names."""
    places = [cells.index(column) for column in COLUMNS]
    return ColumnPlan(max(places) + 1, itemgetter(*places))


def layout_of(cells: tuple[str, ...], preamble: tuple[str, ...]) -> str:
    """Return ``v1`` or ``v2``, by the words of the preamble, else by the order of columns.

    The label is for the user; columns are found by name and rows by their words in both.
    """
    text = "\n".join(preamble)
    is_v1 = any(word in text for word in _V1_PREAMBLE)
    is_v2 = any(word in text for word in _V2_PREAMBLE)
    if is_v1 == is_v2:
        is_v1 = cells.index("收/支") < cells.index("金额")
    return V1 if is_v1 else V2
