"""Opens a JD bill: rows normalised and classified one by one, totals kept on the way."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application.bill_rows import BillFile, BillRow, BillTotals, RowKind, TotalLine
from huanqing.infrastructure.importers.encoding import LocatedText, open_text
from huanqing.infrastructure.importers.jd.classify import (
    GOLD_LOAN,
    INCOME,
    NEUTRAL,
    SPENDING,
    Facts,
    Topic,
    classify,
    topic_of,
)
from huanqing.infrastructure.importers.jd.layout import column_plan, layout_of
from huanqing.infrastructure.importers.jd.preamble import parse_preamble
from huanqing.infrastructure.importers.jd.values import (
    Amount,
    parse_amount,
    parse_plain_fen,
    parse_plan,
    parse_time,
)
from huanqing.infrastructure.importers.records import split_records

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVIDER = "jd"
INSTALMENTS = "instalments"
METHOD_UNKNOWN = "method_unknown"

_CELL_SEPARATOR = "\x1f"
_NO_NAME = "null"
_AUTHORISATION = RowKind.AUTHORISATION  # looking up a member costs more than a row may
_NO_AMOUNT = Amount(-1, 0, is_annotated=False)
_CACHED_WORDS = 4096
_NOT_ZERO = frozenset({RowKind.PURCHASE, RowKind.REFUND, RowKind.REPAYMENT})
_NEEDS_METHOD = frozenset({RowKind.OTHER_SPENDING, RowKind.OTHER_REFUND, RowKind.REPAYMENT})


def open_bill(name: str, content: bytes, located: LocatedText) -> BillFile:
    """Return the bill in ``content``, whose rows are read when they are asked for."""
    preamble = parse_preamble(located.preamble)
    source = _JdRows(content, located)
    return BillFile(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        provider=PROVIDER,
        layout=layout_of(located.header.cells, located.preamble),
        encoding=located.encoding.label,
        account=preamble.account,
        covers=preamble.covers,
        exported_at=preamble.exported_at,
        stated=preamble.totals,
        rows=source.rows,
        computed=source.computed,
    )


class _Tally:
    """Counts and sums in fen, by direction, in the way JD computes its stated totals."""

    def __init__(self) -> None:
        self.records = 0
        self._counts = {INCOME: 0, SPENDING: 0, NEUTRAL: 0}
        self._sums = {INCOME: 0, SPENDING: 0, NEUTRAL: 0}

    def add(self, row: BillRow) -> BillRow:
        """Return ``row`` after counting it: net of refunds, authorisations as nothing."""
        self.records += 1
        direction = row.direction
        if direction in self._counts:
            self._counts[direction] += 1
            if direction != NEUTRAL or row.kind is not _AUTHORISATION:
                self._sums[direction] += row.amount_fen - row.refunded_fen
        return row

    def totals(self) -> BillTotals:
        """Return the totals of all rows added so far."""
        income, spending, neutral = (
            TotalLine(self._counts[direction], self._sums[direction])
            for direction in (INCOME, SPENDING, NEUTRAL)
        )
        return BillTotals(self.records, income, spending, neutral)


class _JdRows:
    """The rows below the header of one file; each iteration reads it from the start."""

    def __init__(self, content: bytes, located: LocatedText) -> None:
        self._content = content
        self._located = located
        self._tally = _Tally()

    def computed(self) -> BillTotals:
        """Return the totals of the rows read so far, complete after the last one."""
        return self._tally.totals()

    def rows(self) -> Iterator[BillRow]:
        """Return every row that is not blank, in the order of the file."""
        tally = self._tally = _Tally()
        header = self._located.header
        plan = column_plan(header.cells)
        with open_text(self._content, self._located.encoding) as stream:
            lines = islice(stream, header.line, None)
            for line, cells in split_records(lines, header.delimiter, header.line + 1):
                if len(cells) >= plan.width:
                    row = _read_row(line, plan.pick(cells), _CELL_SEPARATOR.join(cells))
                    if row is not None:
                        yield tally.add(row)
                elif any(cell.strip() for cell in cells):
                    yield tally.add(_short_row(line, cells))


class _Reading(NamedTuple):
    """What the words of a row mean; rows with the same words share one, and its strings."""

    facts: Facts
    kind: RowKind
    reason: str
    periods: int
    hints: tuple[str, ...]
    note: str


def _read_row(line: int, picked: tuple[str, ...], raw: str) -> BillRow | None:
    """Return the row of the cells ``picked`` in the order of the columns; None if blank."""
    when, party, title, money, method, status, direction, category, order, merchant_order, note = (
        map(str.strip, picked)
    )
    time = parse_time(when)
    if not time and not raw.replace(_CELL_SEPARATOR, "").strip():
        return None
    fen, refunded_fen, is_annotated = parse_plain_fen(money), 0, False
    if fen < 0:
        fen, refunded_fen, is_annotated = parse_amount(money) or _NO_AMOUNT
    topic, is_lender = topic_of(title), GOLD_LOAN in party
    words = (method, direction, status, category, topic, is_lender, is_annotated, note)
    facts, kind, reason, periods, hints, note = _read_words(words)
    if (fen <= 0 or refunded_fen or not time) and (
        problem := _problem(time, fen, refunded_fen, kind)
    ):
        kind, reason, fen = RowKind.REVIEW, problem, max(fen, 0)
        periods = periods if INSTALMENTS in hints else 0
    row = (
        line,
        time,
        kind,
        fen,
        refunded_fen,
        facts.method,
        "" if party == _NO_NAME else intern(party),
        title,
        facts.category,
        facts.status,
        facts.direction,
        order,
        merchant_order,
        note,
        periods,
        reason,
        hints,
        raw,
    )
    return tuple.__new__(BillRow, row)


@lru_cache(_CACHED_WORDS)
def _read_words(words: tuple[str, str, str, str, str, bool, bool, str]) -> _Reading:
    """Return what a row's words mean, by far the most costly step without the cache."""
    method, direction, status, category, topic, is_lender, is_annotated, note = words
    facts = Facts(method, direction, status, category, Topic(topic), is_lender, is_annotated)
    kind, reason = classify(facts)
    is_planned, periods = parse_plan(method, note)
    hints: tuple[str, ...] = (INSTALMENTS,) if is_planned else ()
    if not is_planned and kind is RowKind.PURCHASE:
        periods = 1
    if not method and kind in _NEEDS_METHOD:
        hints = (*hints, METHOD_UNKNOWN)
    return _Reading(facts, kind, reason, periods, hints, note)


def _problem(time: str, fen: int, refunded_fen: int, kind: RowKind) -> str:
    """Return why the row's time or amount needs review, empty if they are fine.

    A cell that cannot be read outweighs what the words of the row say.
    """
    if not time:
        return "bad_time"
    if fen < 0:
        return "bad_amount"
    if refunded_fen > fen:
        return "refund_exceeds_amount"
    return "zero_amount" if fen == 0 and kind in _NOT_ZERO else ""


def _short_row(line: int, cells: list[str]) -> BillRow:
    """Return a row with too few cells, to be shown to the user as it stands."""
    text = " ".join(filter(None, (cell.strip() for cell in cells)))
    return BillRow(
        line=line,
        time="",
        kind=RowKind.REVIEW,
        amount_fen=0,
        refunded_fen=0,
        method="",
        counterparty="",
        description=text,
        category="",
        status="",
        direction="",
        order_no="",
        merchant_order_no="",
        note="",
        periods=0,
        reason="short_row",
        hints=(),
        raw=_CELL_SEPARATOR.join(cells),
    )
