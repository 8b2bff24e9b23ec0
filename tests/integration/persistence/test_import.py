"""Importing bills into a ledger: what is booked, tied, updated, left alone and taken back."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.bill_rows import RowKind, UnknownLayoutError
from huanqing.application.errors import BatchInUseError
from huanqing.application.progress import Cancelled
from huanqing.application.read_models import BillSource
from integration.importers.jd_builder import LAYOUTS, Row, v2_bytes, zipped
from integration.importers.jd_rows import CASES, rows_of
from integration.persistence.ledgers import EXAMPLE, Bench, outcomes, tables_of

if TYPE_CHECKING:
    from huanqing.application.read_models import PreviewRow

ORDER = "399000000001"
BOUGHT = Row(order_no=ORDER, description="示例鼠标", amount="59.00")
FEBRUARY = "2026-02-01 08:00:00"


def changed(row: Row, **values: Any) -> Row:
    return dataclasses.replace(row, **values)


def annotated(row: Row, back: str, booked: int) -> Row:
    """A purchase as JD writes it after a refund of a part."""
    return changed(row, amount=f"{row.amount}(已退款{back})", booked=booked)


def returned(row: Row) -> Row:
    """A purchase as JD writes it after a refund of all: no longer spending."""
    amount = f"{row.amount}(已全额退款)"
    return changed(row, amount=amount, direction="不计收支", booked=0)


def refund(row: Row, amount: str, time: str = FEBRUARY, **values: Any) -> Row:
    """The refund row of a purchase in layout v2."""
    plain = changed(
        row,
        description=f"退款-{row.description}",
        amount=amount,
        time=time,
        direction="不计收支",
        status="退款成功",
        booked=None,
    )
    return changed(plain, **values)


def reasons(rows: tuple[PreviewRow, ...]) -> list[str]:
    return [each.reason for each in rows]


def spending(bench: Bench) -> int:
    """What was spent on the account: purchases less what came back, never a repayment."""
    ((total,),) = bench.query(
        "SELECT sum(CASE kind WHEN 'purchase' THEN amount ELSE -amount END) FROM entry"
        " WHERE kind IN ('purchase', 'refund') AND state IN ('', 'booked')"
    )
    return int(total or 0)


# --- Every kind, and rule 6 ---


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_kind_is_booked_as_its_table_says(bench: Bench, layout: str) -> None:
    report = bench.import_rows(rows_of(layout), layout)
    found = report.files[0]
    assert [each.row.kind for each in found.rows] == [case.kind for case in CASES[layout]]
    assert (found.provider, found.layout, report.batch_id) == ("jd", layout, 1)
    expected: dict[RowKind, str] = {
        RowKind.AUTHORISATION: "memo",
        RowKind.REVIEW: "review",
        RowKind.REFUND: "review",
    }
    for each, case in zip(found.rows, CASES[layout], strict=True):
        assert each.outcome == expected.get(case.kind, "new")
        orphan = case.kind is RowKind.REFUND
        assert each.reason == ("purchase_not_found" if orphan else case.reason)
    booked = [row for row, case in zip(rows_of(layout), CASES[layout], strict=True)
              if case.kind not in expected]  # fmt: skip
    entries = bench.query(
        "SELECT kind, day || ' ' || time, counterparty, description, category, method, order_no,"
        " merchant_order_no FROM entry WHERE state <> 'pending' ORDER BY id"
    )
    assert [entry[1:] for entry in entries] == [
        (r.time, "" if r.counterparty == "null" else r.counterparty, r.description, r.category,
         r.method, r.order_no, r.merchant_order_no)
        for r in booked
    ]  # fmt: skip
    kinds = [case.kind.value for case in CASES[layout] if case.kind not in expected]
    assert [entry[0] for entry in entries] == kinds
    assert report.needs_review == sum(
        case.kind in {RowKind.REVIEW, RowKind.REFUND} for case in CASES[layout]
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_on_review_and_memos_are_booked_nowhere_but_kept(bench: Bench, layout: str) -> None:
    bench.import_rows(rows_of(layout), layout)
    kept = bench.query("SELECT kind, count(*), count(entry_id) FROM import_row GROUP BY kind")
    cases = [case.kind.value for case in CASES[layout]]
    assert {kind: count for kind, count, _ in kept} == {kind: cases.count(kind) for kind in cases}
    unbooked = {kind for kind, _, entries in kept if entries == 0}
    assert unbooked == {"review", "authorisation", "refund"}
    raws = bench.query("SELECT line, raw FROM import_row ORDER BY line")
    assert len({line for line, _ in raws}) == len(CASES[layout])
    assert all("\x1f" in raw for _, raw in raws)
    overview = bench.service.overview()
    pending = len(bench.query("SELECT 1 FROM entry WHERE state = 'pending'"))
    # One row of the cases says 计入多月账单 without the number of periods.
    assert overview.open_questions == cases.count("review") + cases.count("refund") + pending + 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_file_twice_changes_nothing(bench: Bench, layout: str) -> None:
    first = bench.import_rows(rows_of(layout), layout)
    before = tables_of(bench.path, without=())
    second = bench.import_rows(rows_of(layout), layout, name="renamed.csv")
    assert set(outcomes(second)) == {"unchanged"}
    assert second.batch_id is None
    assert second.needs_review == first.needs_review
    assert tables_of(bench.path, without=()) == before


def test_the_same_file_twice_in_one_import(bench: Bench) -> None:
    content = v2_bytes([BOUGHT, Row()])
    sources = [BillSource("a.csv", content), BillSource("b.csv", content)]
    report = bench.service.imports.run(sources, dry_run=False)
    assert [row.outcome for row in report.files[1].rows] == ["unchanged"] * 2
    assert len(bench.entries("purchase")) == 2


def test_a_longer_export_brings_only_what_is_new(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    later = Row(order_no="5", time="2026-03-01 10:00:00")
    assert outcomes(bench.import_rows([later, BOUGHT])) == ["new", "unchanged"]
    assert len(bench.entries("purchase")) == 2


def test_a_later_export_updates_what_a_refund_changed(bench: Bench) -> None:
    shirt = Row(order_no="7", description="示例T恤 等多件", amount="200.00")
    bench.import_rows([BOUGHT, shirt, Row()])
    later = [returned(BOUGHT), refund(BOUGHT, "59.00"), annotated(shirt, "50.00", 15000),
             refund(shirt, "50.00"), Row()]  # fmt: skip
    report = bench.import_rows(later, name="later.csv")
    assert outcomes(report) == ["update", "new", "update", "new", "unchanged"]
    assert reasons(report.files[0].rows)[0] == "refund_changed"
    assert [amount for amount, *_ in bench.entries("purchase")] == [5900, 20000, 10000]
    assert bench.entries("refund") == [
        (5900, "booked", bench.purchase_row(ORDER), "2026-02-01"),
        (5000, "booked", bench.purchase_row("7"), "2026-02-01"),
    ]
    assert bench.query("SELECT refunded FROM import_row WHERE kind = 'purchase' ORDER BY id") == [
        (5900,), (5000,), (0,)
    ]  # fmt: skip
    assert bench.check() == []
    assert spending(bench) == 15000 + 10000
    after = bench.tables()
    assert set(outcomes(bench.import_rows(later))) == {"unchanged"}
    assert bench.tables() == after


def test_an_older_export_afterwards_changes_nothing(bench: Bench) -> None:
    bench.import_rows([returned(BOUGHT), refund(BOUGHT, "59.00")])
    before = tables_of(bench.path, without=())
    report = bench.import_rows([BOUGHT], name="older.csv")
    assert outcomes(report) == ["unchanged"]
    assert report.batch_id is None
    assert tables_of(bench.path, without=()) == before


def test_a_row_understood_only_later_is_booked_then(bench: Bench) -> None:
    assert outcomes(bench.import_rows([changed(BOUGHT, status="等待付款")])) == ["review"]
    assert bench.entries("purchase") == []
    assert outcomes(bench.import_rows([BOUGHT])) == ["update"]
    assert bench.entries("purchase") == [(5900, "", None, "2026-01-05")]
    assert bench.service.overview().open_questions == 0
    assert outcomes(bench.import_rows([BOUGHT])) == ["unchanged"]


def test_a_refund_understood_only_later_is_tied_then(bench: Bench) -> None:
    back = refund(BOUGHT, "59.00")
    report = bench.import_rows([BOUGHT, changed(back, status="退款中")])
    assert outcomes(report) == ["new", "review"]
    bench.import_rows([returned(BOUGHT), back])
    assert bench.entries("refund") == [
        (5900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    ]  # fmt: skip
    assert bench.service.overview().open_questions == 0
    assert bench.check() == []


def test_a_refund_understood_only_later_than_its_order_came(bench: Bench) -> None:
    back = refund(BOUGHT, "59.00")
    bench.import_rows([changed(back, status="退款中")])
    bench.import_rows([returned(BOUGHT), back])
    assert bench.entries("refund") == [
        (5900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    ]  # fmt: skip
    assert bench.check() == []


def test_a_waiting_refund_is_tied_when_its_purchase_is_understood(bench: Bench) -> None:
    bench.import_rows([changed(BOUGHT, status="等待付款"), refund(BOUGHT, "9.00")])
    bench.import_rows([annotated(BOUGHT, "9.00", 5000)])
    assert bench.entries("refund") == [
        (900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    ]  # fmt: skip


# --- Twins ---


@pytest.mark.parametrize("layout", LAYOUTS)
def test_true_twins_are_kept(bench: Bench, layout: str) -> None:
    twins = [BOUGHT, BOUGHT, BOUGHT]
    assert outcomes(bench.import_rows(twins, layout)) == ["new"] * 3
    assert len(bench.entries("purchase")) == 3
    assert outcomes(bench.import_rows(twins, layout)) == ["unchanged"] * 3
    assert outcomes(bench.import_rows([*twins, BOUGHT], layout)) == ["unchanged"] * 3 + ["new"]


def test_twins_with_masked_equal_numbers_are_kept(bench: Bench) -> None:
    masked = [changed(BOUGHT, order_no="3***********", merchant_order_no="1***", amount=f"{n}.00")
              for n in (5, 5, 6, 7, 7, 8)]  # fmt: skip
    assert outcomes(bench.import_rows(masked)) == ["new"] * 6
    assert outcomes(bench.import_rows(masked)) == ["unchanged"] * 6
    uncertain = refund(changed(masked[0], description="别的东西"), "5.00")
    report = bench.import_rows([*masked, uncertain])
    assert outcomes(report)[-1] == "review"
    assert bench.entries("refund") == []


def test_one_of_two_twins_goes_back(bench: Bench) -> None:
    bench.import_rows([BOUGHT, BOUGHT])
    bench.import_rows([returned(BOUGHT), BOUGHT, refund(BOUGHT, "59.00")])
    assert [state for _, state, *_ in bench.entries("refund")] == ["booked"]
    assert bench.check() == []


def test_both_twins_go_back(bench: Bench) -> None:
    back = refund(BOUGHT, "59.00")
    bench.import_rows([returned(BOUGHT), returned(BOUGHT), back, back])
    tied = [(amount, state, purchase) for amount, state, purchase, _ in bench.entries("refund")]
    assert sorted(tied) == [
        (5900, "booked", bench.purchase_row(ORDER)),
        (5900, "booked", bench.purchase_row(ORDER, 1)),
    ]
    assert spending(bench) == 0


# --- Refunds and their purchases ---


def test_refund_rows_before_their_purchase_in_the_file(bench: Bench) -> None:
    """JD writes the newest first: a refund stands above its purchase."""
    bench.import_rows([refund(BOUGHT, "59.00"), returned(BOUGHT)])
    assert [(a, s) for a, s, *_ in bench.entries("refund")] == [(5900, "booked")]


def test_order_paid_in_parts_is_told_by_description_and_room(bench: Bench) -> None:
    parts = [
        changed(BOUGHT, description="示例键盘", amount="100.00"),
        changed(BOUGHT, description="示例耳机", amount="80.00"),
    ]
    bench.import_rows([*parts, refund(parts[1], "80.00")])
    assert bench.entries("refund")[0][2] == bench.purchase_row(ORDER, 1)
    other = refund(changed(parts[0], description="订单"), "90.00")
    bench.import_rows([*parts, refund(parts[1], "80.00"), other])
    assert [purchase for _, _, purchase, _ in bench.entries("refund")] == [
        bench.purchase_row(ORDER, 1), bench.purchase_row(ORDER, 0)
    ]  # fmt: skip


def test_refund_above_what_is_left_is_not_tied(bench: Bench) -> None:
    report = bench.import_rows([BOUGHT, refund(BOUGHT, "50.00"), refund(BOUGHT, "10.00")])
    assert outcomes(report) == ["new", "new", "review"]
    assert [amount for amount, *_ in bench.entries("refund")] == [5000]
    assert bench.check() == []


@pytest.mark.parametrize("others", [0, 1])
def test_refund_without_number_needs_the_one_purchase_of_its_name(
    bench: Bench, others: int
) -> None:
    alike = [changed(BOUGHT, order_no=f"4{number}") for number in range(others)]
    report = bench.import_rows([BOUGHT, *alike, refund(BOUGHT, "59.00", order_no="")])
    assert outcomes(report)[-1] == ("review" if others else "new")
    assert len(bench.entries("refund")) == 1 - others


def test_refund_counts_on_its_purchases_day_at_the_earliest(bench: Bench) -> None:
    bench.import_rows([BOUGHT, refund(BOUGHT, "59.00", time="2026-01-01 08:00:00")])
    assert bench.entries("refund")[0][3] == "2026-01-05"
    assert bench.check() == []


def test_refund_waits_for_its_purchase(bench: Bench) -> None:
    report = bench.import_rows([refund(BOUGHT, "59.00")])
    assert outcomes(report) == ["review"]
    assert reasons(report.files[0].rows) == ["purchase_not_found"]
    assert report.needs_review == 1
    assert bench.service.overview().open_questions == 1
    assert bench.query("SELECT count(*) FROM entry") == [(0,)]
    again = bench.import_rows([refund(BOUGHT, "59.00")])
    assert (outcomes(again), again.needs_review, again.batch_id) == (["unchanged"], 1, None)
    later = bench.import_rows([returned(BOUGHT)], name="earlier month.csv")
    assert outcomes(later) == ["new"]
    assert bench.entries("refund") == [
        (5900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    ]  # fmt: skip
    assert bench.service.overview().open_questions == 0
    assert bench.check() == []
    bench.service.undo()
    assert bench.query("SELECT count(*) FROM entry") == [(0,)]
    bench.service.redo()
    assert len(bench.entries("refund")) == 1


def test_annotation_without_a_row_is_a_pending_refund(bench: Bench) -> None:
    bench.import_rows([annotated(BOUGHT, "9.00", 5000)])
    purchase = bench.purchase_row(ORDER)
    assert bench.entries("refund") == [(900, "pending", purchase, "2026-01-05")]
    assert bench.service.overview().open_questions == 1
    # It moves no debt before its day is known.
    assert bench.service.overview().owed_fen == 5900 + penalty_of(bench)
    bench.import_rows([annotated(BOUGHT, "12.00", 4700)])
    assert bench.entries("refund") == [(1200, "pending", purchase, "2026-01-05")]
    bench.import_rows([annotated(BOUGHT, "12.00", 4700), refund(BOUGHT, "9.00")])
    assert sorted(bench.entries("refund")) == [
        (300, "pending", purchase, "2026-01-05"), (900, "booked", purchase, "2026-02-01")
    ]  # fmt: skip
    last = refund(BOUGHT, "3.00", time="2026-02-02 08:00:00")
    bench.import_rows([annotated(BOUGHT, "12.00", 4700), last])
    assert sorted(bench.entries("refund")) == [
        (300, "booked", purchase, "2026-02-02"), (900, "booked", purchase, "2026-02-01")
    ]  # fmt: skip
    assert bench.service.overview().open_questions == 0
    assert bench.check() == []


def penalty_of(bench: Bench) -> int:
    return sum(row.figures.penalty_fen for row in bench.service.statements())


# --- Preview, batches, failures, cancelling ---


def test_dry_run_says_the_same_and_changes_nothing(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    before = tables_of(bench.path, without=())
    content = bench.path.read_bytes()
    rows = [returned(BOUGHT), refund(BOUGHT, "59.00"), *rows_of("v2")]
    preview = bench.import_rows(rows, dry_run=True)
    assert preview.batch_id is None
    assert tables_of(bench.path, without=()) == before
    assert bench.path.read_bytes() == content
    booked = bench.import_rows(rows)
    assert booked.batch_id == 2
    assert booked.files == preview.files
    assert booked.needs_review == preview.needs_review


def test_totals_are_compared(bench: Bench) -> None:
    good = bench.import_rows(rows_of("v2"), dry_run=True)
    assert good.files[0].agree is True
    wrong = v2_bytes([BOUGHT]).replace("1笔，59.00元".encode(), "1笔，60.00元".encode())
    report = bench.service.imports.run([BillSource("a.csv", wrong)], dry_run=True)
    assert report.files[0].agree is False


def test_counts_are_those_of_the_rows(bench: Bench) -> None:
    rows = rows_of("v2")
    report = bench.import_rows(rows, dry_run=True)
    counts = dict(report.files[0].counts)
    assert counts.pop("undecided") == report.needs_review
    found = outcomes(report)
    assert counts == {each: found.count(each) for each in set(found)}
    source = BillSource("a.csv", v2_bytes(rows))
    brief = bench.service.imports.run([source], dry_run=True, keep_rows=False)
    assert brief.files[0].rows == ()
    assert brief.files[0].counts == report.files[0].counts


def test_several_files_are_one_batch(bench: Bench) -> None:
    sources = [
        BillSource("1.csv", LAYOUTS["v1"]([Row(order_no="1")])),
        BillSource("2.zip", zipped({"a.csv": v2_bytes([BOUGHT, refund(BOUGHT, "9.00")])}, "pw"),
                   "pw"),
    ]  # fmt: skip
    report = bench.service.imports.run(sources, dry_run=False)
    assert (report.batch_id, len(report.files), report.failures) == (1, 2, ())
    (batch,) = bench.service.imports.history()
    assert batch.batch_id == 1
    assert batch.row_count == 3
    assert batch.imported_at == "2026-06-20T12:00:00+08:00"
    assert len(batch.file_names) == 2
    undone = bench.service.undo()
    assert undone is not None
    assert undone.arguments["files"] == "2"
    assert bench.service.imports.history() == [dataclasses.replace(batch, is_undone=True)]
    assert not any(bench.tables().values())
    bench.service.redo()
    assert bench.service.imports.history() == [batch]


def test_a_refund_finds_its_purchase_in_a_later_file_of_the_batch(bench: Bench) -> None:
    sources = [
        BillSource("2.csv", v2_bytes([refund(BOUGHT, "9.00")])),
        BillSource("1.csv", v2_bytes([annotated(BOUGHT, "9.00", 5000)])),
    ]
    bench.service.imports.run(sources, dry_run=False)
    assert [(a, s) for a, s, *_ in bench.entries("refund")] == [(900, "booked")]


def test_an_unreadable_file_beside_a_good_one(bench: Bench) -> None:
    sources = [
        BillSource("notes.csv", "这不是账单\n".encode()),
        BillSource("good.csv", v2_bytes([BOUGHT])),
    ]
    report = bench.service.imports.run(sources, dry_run=False)
    assert [(each.name, type(each.error)) for each in report.failures] == [
        ("notes.csv", UnknownLayoutError)
    ]
    assert [each.name for each in report.files] == ["good.csv"]
    assert len(bench.entries("purchase")) == 1
    assert bench.query("SELECT name FROM import_file") == [("good.csv",)]


def test_nothing_readable_is_no_batch(bench: Bench) -> None:
    before = tables_of(bench.path, without=())
    report = bench.service.imports.run([BillSource("x", b"\x00\x01")], dry_run=False)
    assert (report.batch_id, report.files, len(report.failures)) == (None, (), 1)
    empty = bench.import_rows([])
    assert (empty.batch_id, outcomes(empty)) == (None, [])
    assert tables_of(bench.path, without=()) == before


def test_cancelling_leaves_nothing(bench: Bench) -> None:
    bench.load(EXAMPLE)
    before = tables_of(bench.path, without=())
    rows = [Row(order_no=str(number)) for number in range(6000)]
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        calls.append((done, total))
        return len(calls) < 2

    with pytest.raises(Cancelled):
        bench.import_rows(rows, progress=progress)
    assert calls == [(2500, 6000), (5000, 6000)]
    assert tables_of(bench.path, without=()) == before
    assert bench.import_rows(rows, progress=lambda _done, _total: True).batch_id == 1
    assert len(bench.entries("purchase")) == 6001


# --- Taking a batch back ---


def test_undo_of_the_last_batch_is_the_undo_of_its_action(bench: Bench) -> None:
    bench.load(EXAMPLE)
    before = bench.tables()
    report = bench.import_rows(rows_of("v2"))
    after = bench.tables()
    assert report.batch_id is not None
    assert bench.service.imports.undo(report.batch_id).name == "import"
    assert bench.tables() == before
    redone = bench.service.redo()
    assert redone is not None
    assert bench.tables() == after


def test_undo_of_an_earlier_batch_is_an_action_of_its_own(bench: Bench) -> None:
    bench.import_rows([annotated(BOUGHT, "9.00", 5000), Row(status="等待付款")])
    bench.import_rows([Row(order_no="2", time="2026-03-01 10:00:00")], name="march.csv")
    after_both = bench.tables()
    march, first = bench.service.imports.history()
    done = bench.service.imports.undo(1)
    assert (done.name, done.arguments) == ("remove_batch", {"batch": "1"})
    undone = dataclasses.replace(first, is_undone=True)
    assert (first.row_count, first.new_count) == (2, 1)
    assert bench.service.imports.history() == [march, undone]
    assert [order for (order,) in bench.query("SELECT order_no FROM entry")] == ["2"]
    assert bench.query("SELECT count(*) FROM import_row") == [(1,)]
    assert bench.service.overview().open_questions == 0
    assert bench.file.integrity_findings() == []
    bench.service.undo()
    assert bench.tables() == after_both
    bench.service.redo()
    assert outcomes(bench.import_rows([BOUGHT])) == ["new"]


def test_a_batch_that_later_entries_rest_on_stays(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    bench.import_rows([returned(BOUGHT), refund(BOUGHT, "50.00"),
                       refund(BOUGHT, "9.00", time="2026-02-02 09:00:00")])  # fmt: skip
    before = tables_of(bench.path, without=())
    with pytest.raises(BatchInUseError) as caught:
        bench.service.imports.undo(1)
    assert caught.value.batch_id == 1
    assert caught.value.entries > 0
    assert tables_of(bench.path, without=()) == before
    bench.service.imports.undo(2)
    bench.service.imports.undo(1)
    assert not any(bench.tables().values())


def test_undoing_a_batch_that_updated_rows_of_an_earlier_one_keeps_those(bench: Bench) -> None:
    """The purchase came with the first batch; the second one only annotated it."""
    bench.import_rows([BOUGHT])
    bench.import_rows([annotated(BOUGHT, "9.00", 5000), Row(order_no="8")])
    bench.import_rows([Row(order_no="9", time="2026-04-01 10:00:00")])
    bench.service.imports.undo(2)
    orders = bench.query("SELECT order_no FROM entry WHERE kind = 'purchase' ORDER BY id")
    assert orders == [(ORDER,), ("9",)]
    assert bench.check() == []


def test_undoing_an_unknown_batch_changes_nothing(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    before = tables_of(bench.path, without=())
    with pytest.raises(KeyError):
        bench.service.imports.undo(77)
    assert tables_of(bench.path, without=()) == before


# --- Rule 7 ---


def test_a_repayment_is_no_spending(bench: Bench) -> None:
    bench.import_rows([BOUGHT, Row(order_no="2")])
    assert spending(bench) == 15900
    owed = bench.service.statements_on(date(2026, 1, 31), with_lines=False)
    assert sum(row.figures.left_fen for row in owed) == 15900
    bench.import_rows([
        Row(description="白条主动还款", amount="100.00", category="白条", direction="不计收支",
            method="招商银行储蓄卡(1234)", counterparty="京东金融", order_no="3",
            time="2026-01-20 09:00:00"),
        Row(order_no="4", method="微信支付", description="白条鸡 1kg", amount="39.90"),
        Row(order_no="5", method="微信支付", description="退款-书", amount="12.00",
            direction="不计收支", status="退款成功"),
    ])  # fmt: skip
    assert spending(bench) == 15900
    assert bench.entries("repayment") == [(10000, "booked", None, "2026-01-20")]
    assert bench.entries("other_spending") == [(3990, "", None, "2026-01-05")]
    assert bench.entries("other_refund") == [(1200, "", None, "2026-01-05")]
    owed = bench.service.statements_on(date(2026, 1, 31), with_lines=False)
    assert sum(row.figures.left_fen for row in owed) == 5900
    assert sum(row.figures.principal_fen for row in owed) == 15900


def test_a_repayment_of_what_the_ledger_does_not_know_is_no_error(bench: Bench) -> None:
    """The first import begins in the middle: the bill repays older purchases too."""
    bench.import_rows([
        Row(description="白条自动还款", amount="500.00", category="白条", direction="不计收支",
            method="招商银行储蓄卡(1234)", order_no="3", time="2026-01-20 09:00:00"),
        BOUGHT,
    ])  # fmt: skip
    assert bench.check() == []
    assert bench.service.overview().owed_fen == 0
