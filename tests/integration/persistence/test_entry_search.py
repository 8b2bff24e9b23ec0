"""Searches on a real file agree with looking at every entry, whatever was done before."""

# ruff: noqa: RUF001 - full-width letters are what is tried here

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application import figures
from huanqing.application.entry_models import EntryOrder, EntryQuery, KindSum
from huanqing.application.entry_preparation import EntryPreparation
from huanqing.application.entry_record import EntryRecord
from huanqing.application.progress import Cancelled
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.errors import RepaymentExceedsDebtError
from huanqing.infrastructure.persistence import search_store
from huanqing.infrastructure.persistence.tables import ENTRY_KINDS
from integration.importers.jd_builder import Row
from integration.persistence.entry_bench import SlowSearch, furnished, stored
from integration.persistence.ledgers import TODAY, Bench, change_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LINES = (
    "", "大米", "ＭＩ", "mi pro", "dm", "xm", "示例 大米", '"示例大米 10kg"', "-大米", "-退款",
    "退款", "还款", "%", "_", "anna%_", "3100000000", "招商", "不存在", "ｐｒｏ -小米",
    "商户:小米", "商户:大米", "说明:大米", "说明:小米", "-商户:京东", "分类:数码", "分类:大米",
    "方式:招商", "方式:ICBC", "渠道:白条", "订单:99001", "订单:1508", "备注:anna", "备注:dm",
    "-备注:x", "商户:xm", "金额:>500", "金额:>=500.50", "金额:<0", "金额:-12", "金额:100..600",
    "金额:100-600", "-金额:>100", "日期:2026", "日期:2026-03", "日期:2026-03-01", "日期:>2026-05",
    "日期:<=2026-03-01", "日期:2026-03..2026-05", "-日期:2026-01", "日期:..2026-01", "状态:未还",
    "状态:已还", "状态:逾期", "状态:待定", "状态:已退款", "状态:计划", "-状态:未还", "-状态:已还",
    "状态:锁定", "-状态:已退款", "类型:消费", "类型:退款", "类型:还款", "类型:调整", "类型:其他",
    "-类型:其他", "类型:transfer", "分期:>1", "分期:=6", "分期:3..12", "-分期:1", "编号:x1",
    "编号:p1", "编号:e000000009", "编号:e9", "-编号:x1",
    "金额:>500 商户:小米 日期:2026-05 状态:未还 -退款", "颜色:红", "状态:还了",
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A furnished ledger that no test changes."""
    made = furnished(tmp_path_factory.mktemp("search"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Bench]:
    """A furnished ledger to change."""
    made = furnished(tmp_path)
    yield made
    made.close()


def found(bench: Bench, text: str) -> set[int]:
    rowids = list(bench.service.entries.find(EntryQuery(text=text)).rowids)
    assert len(set(rowids)) == len(rowids)
    return set(rowids)


@pytest.mark.parametrize("text", LINES)
def test_a_line_finds_what_looking_at_every_entry_finds(shared: Bench, text: str) -> None:
    slow = SlowSearch(shared)
    answer = shared.service.entries.find(EntryQuery(text=text))
    assert set(answer.rowids) == slow.find(text)
    assert answer.count == len(answer.rowids)
    assert answer.is_complete
    kinds = {row["id"]: row for row in slow.rows}
    sums: dict[str, list[int]] = {}
    for rowid in answer.rowids:
        sums.setdefault(kinds[rowid]["kind"], []).append(kinds[rowid]["amount"])
    assert answer.sums is not None
    assert {(each.kind, each.count, each.amount_fen) for each in answer.sums} == {
        (kind, len(amounts), sum(amounts)) for kind, amounts in sums.items()
    }
    assert shared.service.entries.sums(answer.rowids) == answer.sums


def test_the_lines_tell_entries_apart(shared: Bench) -> None:
    """A line that finds all or nothing tries nothing; few of them may."""
    every = len(stored(shared))
    telling = [text for text in LINES if 0 < len(found(shared, text)) < every]
    assert len(telling) > len(LINES) * 0.8


def test_random_combinations_agree(shared: Bench) -> None:
    slow = SlowSearch(shared)
    rng = random.Random(7)
    for _ in range(150):
        text = " ".join(rng.sample(LINES, rng.randint(2, 3)))
        assert found(shared, text) == slow.find(text), text


def test_what_is_not_understood_is_told(shared: Bench) -> None:
    answer = shared.service.entries.find(EntryQuery(text="颜色:红 大米 状态:还了"))
    assert answer.not_understood == ("颜色:红", "状态:还了")


def test_a_second_reading_is_found_by_its_initial(own: Bench) -> None:
    (bank,) = found(own, "方式:zsyh 类型:还款 日期:2026-06-19")
    assert bank in found(own, "方式:zsyx")


KEYS: dict[EntryOrder, Callable[[dict[str, Any], int | None], Any]] = {
    EntryOrder.DAY: lambda row, _left: (row["day"], row["time"], row["id"]),
    EntryOrder.KIND: lambda row, _left: ENTRY_KINDS.index(row["kind"]),
    EntryOrder.AMOUNT: lambda row, _left: row["amount"],
    EntryOrder.DESCRIPTION: lambda row, _left: row["description"],
    EntryOrder.COUNTERPARTY: lambda row, _left: row["counterparty"],
    EntryOrder.CATEGORY: lambda row, _left: row["category"],
    EntryOrder.METHOD: lambda row, _left: row["method"],
    EntryOrder.ORDER_NO: lambda row, _left: row["order_no"],
    EntryOrder.PERIODS: lambda row, _left: row["periods"],
    EntryOrder.LEFT: lambda _row, left: -1 if left is None else left,
}


@pytest.mark.parametrize("text", ["", "示例", "日期:2026-01", "-类型:其他"])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("order", list(EntryOrder))
def test_orders_are_total_and_ties_newest_first(
    shared: Bench, order: EntryOrder, *, descending: bool, text: str
) -> None:
    entries = shared.service.entries
    slow = {row["id"]: row for row in SlowSearch(shared).rows}
    query = EntryQuery(text=text, order=order, is_descending=descending)
    rowids = list(entries.find(query).rowids)
    raw = {row["id"]: row for row in raw_rows(shared)}
    left = {row.rowid: row.left_fen for row in entries.rows(rowids)}
    newest = sorted(rowids, key=lambda r: (slow[r]["day"], slow[r]["time"], r), reverse=True)
    key = KEYS[order]
    assert rowids == sorted(newest, key=lambda r: key(raw[r], left[r]), reverse=descending)
    for head in (1, 5, len(rowids), len(rowids) + 1):
        first = entries.find(query, head=head)
        assert list(first.rowids) == rowids[:head]
        assert first.is_complete == (head > len(rowids))
        assert first.count == (len(rowids) if first.is_complete else None)
        assert (first.sums is not None) == first.is_complete


def raw_rows(bench: Bench) -> list[dict[str, Any]]:
    columns = [row[1] for row in bench.query("PRAGMA table_info(entry)")]
    return [dict(zip(columns, row, strict=True)) for row in bench.query("SELECT * FROM entry")]


def test_the_head_is_found_at_the_far_end_too(
    shared: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = shared.service.entries
    query = EntryQuery(text="大米")
    whole = list(entries.find(query).rowids)
    monkeypatch.setattr(search_store, "NEWEST", 3)
    for head in (1, 2, 3, 50):
        assert list(entries.find(query, head=head).rowids) == whole[:head]


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(shared: Bench) -> None:
    rowids = [9, 10_000, 1, 5]
    rows = shared.service.entries.rows(rowids)
    assert [row.rowid for row in rows] == [9, 1, 5]
    assert rows[1].id == "p1"
    assert rows[0].id == "e000000009"


def test_what_is_left_is_what_the_replay_says(shared: Bench) -> None:
    slow = SlowSearch(shared)
    for row in shared.service.entries.rows([each["id"] for each in slow.rows]):
        is_known = row.kind in {"purchase", "adjustment", "statement_instalment"}
        if is_known and row.day <= TODAY:
            assert row.left_fen == slow.left[row.rowid]
        else:
            assert row.left_fen is None


def test_texts_stay_right_through_every_change(own: Bench) -> None:
    entries = own.service.entries

    def agree() -> None:
        slow = SlowSearch(own)
        for text in ("大米", "台灯", "dm", "商户:新店", "-大米", "备注:新"):
            assert found(own, text) == slow.find(text), text

    agree()
    rowid = entries.add(
        EntryRecord(id="", kind="purchase", day="2026-06-01", amount_fen=100, description="大米")
    )
    agree()
    record = entries.detail(rowid).record
    entries.change(rowid, replace(record, description="台灯", counterparty="新店", note="新"))
    agree()
    entries.remove([rowid])
    agree()
    own.import_rows([Row(order_no="777", description="示例台灯")], name="more.csv")
    agree()
    for turn in (own.service.undo,) * 4 + (own.service.redo,) * 4:
        turn()
        agree()
    rowid = entries.rowid_of("purchase", "p1") or 0
    entries.change(rowid, replace(entries.detail(rowid).record, description="大米礼盒"))
    agree()
    again = own.reopened()
    slow = SlowSearch(again)
    assert found(again, "大米") == slow.find("大米")
    again.close()


def test_what_is_owed_stays_right_through_every_change(own: Bench) -> None:
    entries = own.service.entries

    def agree() -> None:
        slow = SlowSearch(own)
        for text in ("状态:未还", "状态:已还", "状态:逾期", "-状态:已退款"):
            assert found(own, text) == slow.find(text), text
        rows = entries.rows(sorted(found(own, "状态:未还")))
        assert [row.left_fen for row in rows] == [slow.left[row.rowid] for row in rows]

    agree()
    owed = own.service.overview().owed_fen
    entries.add(EntryRecord(id="", kind="repayment", day="2026-06-20", amount_fen=owed - 1))
    agree()
    assert len(found(own, "状态:未还")) == 1
    refused = EntryRecord(id="", kind="repayment", day="2026-06-20", amount_fen=owed)
    with pytest.raises(RepaymentExceedsDebtError):
        entries.add(refused)
    agree()
    own.service.undo()
    agree()
    own.service.redo()
    agree()


def test_an_import_makes_no_texts(bench: Bench) -> None:
    bench.import_rows([Row()])
    assert bench.query("SELECT count(*) FROM search_text") == [(0,)]
    bench.service.entries.find(EntryQuery(text="金额:>5"))
    assert bench.query("SELECT count(*) FROM search_text") == [(0,)]
    bench.service.entries.find(EntryQuery(text="大米"))
    assert bench.query("SELECT count(*) FROM search_text") == [(1,)]


def test_texts_are_no_action_of_the_user(own: Bench) -> None:
    before = own.service.next_undo()
    tables = own.tables()
    own.service.entries.find(EntryQuery(text="大米"))
    assert own.service.next_undo() == before
    assert own.tables() == tables


def test_a_locked_statement_names_its_entries(own: Bench) -> None:
    statements = own.service.statements_on(TODAY, with_lines=True)
    chosen = next(each.figures for each in statements if each.figures.instalments)
    with own.uow() as uow:
        uow.journal.begin("reconcile", {})
        uow.reconciliations.save(
            Reconciliation(statement_date=chosen.statement_date, is_locked=True)
        )
        uow.commit()
    names = {row.id for row in own.service.entries.rows(sorted(found(own, "状态:锁定")))}
    assert names == {line.purchase_id for line in chosen.instalments}


def test_a_search_can_be_stopped(shared: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = shared.service.entries
    monkeypatch.setattr(search_store, "ASK_EVERY", 1)
    with pytest.raises(Cancelled):
        entries.find(EntryQuery(), progress=lambda _done, _total: False)
    entries.preparation._indexed_at = -1
    with pytest.raises(Cancelled):
        entries.find(EntryQuery(text="大米"), progress=lambda _done, _total: False)
    assert entries.find(EntryQuery(), progress=lambda _done, _total: True).count
    assert entries.find(EntryQuery()).count


def test_purchases_to_choose_from(shared: Bench) -> None:
    rows = shared.service.entries.purchases_like("大米")
    assert {row.kind for row in rows} == {"purchase"}
    assert {row.rowid for row in rows} == SlowSearch(shared).find("大米 类型:消费")
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)
    assert len(shared.service.entries.purchases_like("", count=2)) == 2


def test_suggestions_are_the_values_used_most(shared: Bench) -> None:
    every = [row["counterparty"] for row in raw_rows(shared) if row["counterparty"]]
    suggested = shared.service.entries.suggestions("counterparty")
    assert set(suggested) == set(every)
    counts = [every.count(value) for value in suggested]
    assert counts == sorted(counts, reverse=True)
    assert shared.service.entries.suggestions("counterparty", count=1) == suggested[:1]
    assert shared.service.entries.suggestions("details") == []


def test_sums_are_listed_in_the_order_of_the_kinds(shared: Bench) -> None:
    sums = shared.service.entries.find(EntryQuery()).sums
    assert sums is not None
    assert [each.kind for each in sums][:3] == ["purchase", "refund", "repayment"]
    assert all(isinstance(each, KindSum) for each in sums)


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("done", [0, 4])
def test_a_head_is_right_while_texts_are_still_to_be_made(
    own: Bench, monkeypatch: pytest.MonkeyPatch, *, descending: bool, done: int
) -> None:
    monkeypatch.setattr(search_store, "FEW", 5)
    monkeypatch.setattr(search_store, "NEWEST", 9)
    entries = own.service.entries
    entries.preparation.index()
    for text in ("示例", "大米", "-小米", "dm", "示例 状态:未还", "日期:2026-03 示例"):
        change_file(own.path, f"DELETE FROM search_text WHERE id > {done}")  # noqa: S608 - a number
        entries.preparation = EntryPreparation(own.uow, lambda: TODAY)
        query = EntryQuery(text=text, is_descending=descending)
        heads = [list(entries.find(query, head=head).rowids) for head in (1, 3, 50)]
        whole = list(entries.find(query).rowids)
        assert set(whole) == SlowSearch(own).find(text)
        assert heads == [whole[:1], whole[:3], whole[:50]], text


def test_a_head_needs_few_texts_and_does_not_call_itself_complete(
    own: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_store, "FEW", 6)
    entries = own.service.entries
    answer = entries.find(EntryQuery(text="-不存在"), head=3)
    assert len(answer.rowids) == 3
    assert not answer.is_complete
    assert answer.count is None
    assert answer.sums is None
    assert own.query("SELECT count(*) FROM search_text") == [(6,)]
    assert entries.find(EntryQuery(text="-不存在 nofield:x"), head=3).not_understood == (
        "nofield:x",
    )


def test_texts_made_for_a_head_outdate_nothing(own: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_store, "FEW", 6)
    entries = own.service.entries
    entries.find(EntryQuery(text="状态:未还"))
    entries.find(EntryQuery(text="-不存在"), head=3)
    change_file(own.path, "DELETE FROM checkpoint")
    rowids = entries.find(EntryQuery()).rowids
    monkeypatch.setattr(figures, "REPORT_EVERY", 1)
    assert any(row.left_fen for row in entries.rows(rowids, waits=False))
    while entries.preparation.index_some():
        pass
    assert own.query("SELECT count(*) FROM search_text") == [(len(rowids),)]
