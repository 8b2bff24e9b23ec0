"""A ledger with every kind of entry, and searches answered the slow way."""

# ruff: noqa: RUF001 - full-width letters are what is tried here

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from huanqing.application.entry_record import EntryRecord
from huanqing.application.entry_search import (
    AmountWithin,
    AnyOf,
    Condition,
    DayWithin,
    InState,
    Not,
    OfKind,
    PeriodsWithin,
    SearchState,
    TextField,
    WithId,
    Words,
    parse_search,
)
from huanqing.domain.replay import Replay
from huanqing.domain.statement import StatementState
from integration.importers.jd_builder import Row
from integration.importers.jd_rows import rows_of
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench

if TYPE_CHECKING:
    from pathlib import Path

OPENS = {"purchase", "adjustment", "statement_instalment"}
COLUMNS = {
    TextField.MERCHANT: ("counterparty",),
    TextField.DESCRIPTION: ("description",),
    TextField.CATEGORY: ("category",),
    TextField.METHOD: ("method",),
    TextField.ORDER: ("order_no", "merchant_order_no"),
    TextField.NOTE: ("note",),
}
INITIALS = {"大米": "dm", "小米": "xm", "牛奶": "nn", "银行": "yx", "招商": "zs"}

MORE = (
    EntryRecord(id="", kind="purchase", day="2026-05-04", time="08:00:00", amount_fen=60_000,
                counterparty="小米之家", description="ＭＩ 手环 Pro", category="数码电器",
                note="送给 Anna%_", periods=6, fee_rate_ppm=5_000),
    EntryRecord(id="x1", kind="purchase", day="2026-03-01", time="08:00:00", amount_fen=50_050,
                counterparty="京东超市", description="示例大米 10kg", order_no="99001", periods=1),
    EntryRecord(id="", kind="adjustment", day="2026-04-01", amount_fen=777, note="对账差额"),
    EntryRecord(id="", kind="repayment", day="2026-06-19", amount_fen=1_000, method="招商银行"),
    EntryRecord(id="", kind="repayment", day="2026-07-19", amount_fen=1_000, state="planned"),
    EntryRecord(id="", kind="purchase", day="2026-08-01", amount_fen=2_000, description="预订"),
    EntryRecord(id="", kind="other_spending", day="2026-05-01", amount_fen=990, note="dm"),
    EntryRecord(id="", kind="refund", day="2026-03-09", amount_fen=50, purchase_id="x1"),
)  # fmt: skip


def furnished(folder: Path) -> Bench:
    """Return a ledger that holds every kind, imported, loaded and typed in."""
    bench = Bench.new(folder)
    bench.load(EXAMPLE)
    bench.import_rows(
        [*rows_of("v2"), Row(order_no="5", description="示例牛奶", note="计入多月账单")]
    )
    for record in MORE:
        bench.service.entries.add(record)
    return bench


def stored(bench: Bench) -> list[dict[str, Any]]:
    """Return every entry as it is stored, refunds with the texts of what was bought."""
    with closing(sqlite3.connect(bench.path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = {row["id"]: dict(row) for row in connection.execute("SELECT * FROM entry")}
    for row in rows.values():
        bought = rows.get(row["purchase_id"], {})
        for column in ("counterparty", "description"):
            row[column] = row[column] or bought.get(column, "")
        row["name"] = row["uid"] or f"e{row['id']:09d}"
    return list(rows.values())


def replayed(bench: Bench, day: date = TODAY) -> Replay:
    """Return the debts on a day, replayed from the first entry."""
    with bench.uow() as uow:
        replay = Replay(uow.account.get())
        replay.apply_all(uow.entries.replayable(date.min, day), day)
    return replay


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


class SlowSearch:
    """Answers a search line by looking at every entry."""

    def __init__(self, bench: Bench) -> None:
        self.rows = stored(bench)
        replay = replayed(bench)
        statements = replay.open_statements()
        self.left = {row["id"]: self._left(replay, row) for row in self.rows}
        self.overdue = {
            line.purchase_id
            for each in statements
            if each.state_on(TODAY) is StatementState.OVERDUE
            for line in each.instalments
            if line.left_fen
        }
        self.refunded = {
            row["purchase_id"]
            for row in self.rows
            if row["kind"] == "refund" and row["state"] == "booked"
        }

    def _left(self, replay: Replay, row: dict[str, Any]) -> int:
        return replay.unpaid_of_purchase(row["name"]) if row["kind"] in OPENS else 0

    def find(self, text: str) -> set[int]:
        line = parse_search(text)
        return {
            row["id"] for row in self.rows if all(self.holds(each, row) for each in line.conditions)
        }

    def holds(self, condition: Condition, row: dict[str, Any]) -> bool:  # noqa: PLR0911
        if isinstance(condition, Not):
            return not self.holds(condition.condition, row)
        if isinstance(condition, AnyOf):
            return any(self.holds(each, row) for each in condition.conditions)
        if isinstance(condition, Words):
            return self._says(condition, row)
        if isinstance(condition, AmountWithin):
            return within(row["amount"], condition.low, condition.high)
        if isinstance(condition, PeriodsWithin):
            return row["periods"] > 0 and within(row["periods"], condition.low, condition.high)
        if isinstance(condition, DayWithin):
            day = date.fromisoformat(row["day"])
            return within(day, condition.first, condition.last)
        if isinstance(condition, OfKind):
            return row["kind"] in condition.kinds
        if isinstance(condition, WithId):
            return bool(row["name"] == condition.entry_id)
        return self._stands(condition, row)

    def _says(self, condition: Words, row: dict[str, Any]) -> bool:
        fields = COLUMNS.values() if condition.field is None else [COLUMNS[condition.field]]
        texts = [plain(" ".join(row[column] for column in columns)) for columns in fields]
        initials = list(texts)
        for word, letters in INITIALS.items():
            initials = [text.replace(word, letters) for text in initials]
        return any(condition.text in text for text in (*texts, *initials))

    def _stands(self, condition: InState, row: dict[str, Any]) -> bool:
        state = condition.state
        is_debt = row["kind"] in OPENS and row["amount"] > 0 and row["day"] <= TODAY.isoformat()
        answers = {
            SearchState.OWED: self.left[row["id"]] > 0,
            SearchState.PAID: is_debt and not self.left[row["id"]],
            SearchState.OVERDUE: row["kind"] in OPENS and row["name"] in self.overdue,
            SearchState.QUESTION: bool(row["needs_periods"]) or row["state"] == "pending",
            SearchState.REFUNDED: row["id"] in self.refunded,
            SearchState.LOCKED: False,
        }
        if state in answers:
            return answers[state]
        return bool(row["kind"] == "repayment" and row["state"] == state.value)


def within(value: Any, low: Any, high: Any) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)
