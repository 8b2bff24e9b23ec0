"""What the user decides about rows: skipped, corrected, in periods, decided later; all undoable."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.bill_rows import RowKind
from huanqing.application.read_models import BillSource, RowChoice
from huanqing.application.rejected_rows import rejected_csv
from huanqing.domain.errors import InvalidFieldError
from integration.importers.jd_builder import Row, v2_bytes, zipped
from integration.persistence.ledgers import outcomes, tables_of

if TYPE_CHECKING:
    from huanqing.application.read_models import ImportReport, PreviewRow
    from integration.persistence.ledgers import Bench

NAME = "bill.csv"
ORDER = "399000000001"
BOUGHT = Row(order_no=ORDER, description="示例鼠标", amount="59.00")
UNCLEAR = Row(order_no="77", description="示例未知业务", amount="12.00", direction="不计收支",
              category="其他", method="招商银行储蓄卡(1234)")  # fmt: skip
FRIDGE = Row(order_no="88", description="示例冰箱", amount="2392.11", note="计入多月账单")
SKIP = RowChoice(is_skipped=True)


def as_kind(kind: RowKind) -> RowChoice:
    return RowChoice(kind=kind)


def back_of(row: Row, amount: str, **values: Any) -> Row:
    plain = dataclasses.replace(row, description=f"退款-{row.description}", amount=amount,
                                time="2026-02-01 08:00:00", direction="不计收支",
                                status="退款成功")  # fmt: skip
    return dataclasses.replace(plain, **values)


def import_chosen(
    bench: Bench, rows: list[Row], choices: dict[int, RowChoice], *, dry_run: bool = False
) -> ImportReport:
    """Import rows with choices by their place among them."""
    source = BillSource(NAME, v2_bytes(rows))
    plain = bench.service.imports.run([source], dry_run=True)
    lines = {place: each.row.line for place, each in enumerate(plain.files[0].rows)}
    keyed = {(NAME, lines[place]): choice for place, choice in choices.items()}
    return bench.service.imports.run([source], dry_run=dry_run, choices=keyed)


def found(report: ImportReport) -> list[tuple[str, str]]:
    return [(each.outcome, each.reason) for each in report.files[0].rows]


def entries(bench: Bench) -> list[tuple[Any, ...]]:
    return bench.query("SELECT kind, amount FROM entry ORDER BY id")


# --- Skipping ---


@pytest.mark.parametrize("row", [BOUGHT, UNCLEAR, back_of(BOUGHT, "9.00")])
def test_a_skipped_row_is_kept_but_never_booked_nor_asked_about_again(
    bench: Bench, row: Row
) -> None:
    report = import_chosen(bench, [row], {0: SKIP})
    assert found(report) == [("skipped", "skipped_by_user")]
    assert (report.needs_review, entries(bench)) == (0, [])
    ((raw,),) = bench.query("SELECT raw FROM import_row")
    assert row.description in raw
    assert bench.service.overview().open_questions == 0
    assert bench.service.imports.waiting() == []
    before = tables_of(bench.path, without=())
    again = bench.import_rows([row], name="again.csv")
    assert (outcomes(again), again.needs_review, again.batch_id) == (["unchanged"], 0, None)
    assert tables_of(bench.path, without=()) == before


def test_skipping_what_was_corrected_before_is_no_action(bench: Bench) -> None:
    import_chosen(bench, [BOUGHT], {0: as_kind(RowKind.OTHER_SPENDING)})
    before = tables_of(bench.path, without=())
    for _ in range(2):
        report = import_chosen(bench, [BOUGHT], {0: SKIP})
        assert (outcomes(report), report.batch_id) == (["unchanged"], None)
    assert tables_of(bench.path, without=()) == before


def test_a_skipped_refund_is_not_tied_when_its_purchase_comes(bench: Bench) -> None:
    import_chosen(bench, [back_of(BOUGHT, "9.00")], {0: SKIP})
    bench.import_rows([BOUGHT])
    assert entries(bench) == [("purchase", 5900)]


def test_a_row_that_waits_can_be_skipped_when_it_comes_again(bench: Bench) -> None:
    bench.import_rows([UNCLEAR])
    report = import_chosen(bench, [UNCLEAR], {0: SKIP})
    assert (found(report), report.needs_review) == ([("skipped", "skipped_by_user")], 0)
    assert bench.service.imports.waiting() == []
    assert outcomes(bench.import_rows([UNCLEAR])) == ["unchanged"]


def test_skipping_what_changed_in_a_booked_row_leaves_it_as_it_is(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    before = bench.tables()
    annotated = dataclasses.replace(BOUGHT, amount="59.00(已退款9.00)", booked=5000)
    report = import_chosen(bench, [annotated], {0: SKIP})
    assert found(report) == [("skipped", "skipped_by_user")]
    assert bench.tables() == before


def test_a_booked_row_of_another_kind_can_be_left_as_it_is_for_good(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    other = dataclasses.replace(BOUGHT, method="微信支付")
    assert found(bench.import_rows([other])) == [("review", "kind_changed")]
    import_chosen(bench, [other], {0: SKIP})
    assert outcomes(bench.import_rows([other])) == ["unchanged"]
    assert entries(bench) == [("purchase", 5900)]


# --- Another kind ---


@pytest.mark.parametrize(
    "kind",
    [
        RowKind.PURCHASE,
        RowKind.REPAYMENT,
        RowKind.OTHER_SPENDING,
        RowKind.OTHER_REFUND,
        RowKind.OTHER_INCOME,
        RowKind.TRANSFER,
        RowKind.OTHER_LOAN,
    ],
)
def test_a_chosen_kind_is_booked_and_survives_a_later_import(bench: Bench, kind: RowKind) -> None:
    report = import_chosen(bench, [UNCLEAR], {0: as_kind(kind)})
    assert found(report) == [("new", "chosen_by_user")]
    assert report.needs_review == 0
    assert entries(bench) == [(kind.value, 1200)]
    before = tables_of(bench.path, without=())
    again = bench.import_rows([UNCLEAR, Row()])
    assert outcomes(again) == ["unchanged", "new"]
    assert again.files[0].rows[0].row.kind is kind
    bench.service.undo()
    assert bench.tables() == {name: before[name] for name in bench.tables()}
    assert bench.check() == []


def test_a_purchase_that_was_no_purchase_stays_corrected(bench: Bench) -> None:
    import_chosen(bench, [BOUGHT], {0: as_kind(RowKind.OTHER_SPENDING)})
    assert entries(bench) == [("other_spending", 5900)]
    assert outcomes(bench.import_rows([BOUGHT])) == ["unchanged"]
    assert entries(bench) == [("other_spending", 5900)]


def test_a_corrected_kind_outlives_a_later_refund_annotation(bench: Bench) -> None:
    spent = dataclasses.replace(BOUGHT, method="亲密卡")
    import_chosen(bench, [spent], {0: as_kind(RowKind.PURCHASE)})
    annotated = dataclasses.replace(spent, amount="59.00(已退款9.00)", booked=5000)
    report = bench.import_rows([annotated])
    assert found(report) == [("update", "refund_changed")]
    assert entries(bench) == [("purchase", 5900), ("refund", 900)]
    assert bench.query("SELECT kind, reason, refunded FROM import_row") == [
        ("purchase", "chosen_by_user", 900)
    ]
    assert outcomes(bench.import_rows([annotated])) == ["unchanged"]


def test_a_row_called_a_memo_is_booked_nowhere(bench: Bench) -> None:
    report = import_chosen(bench, [UNCLEAR], {0: as_kind(RowKind.AUTHORISATION)})
    assert found(report) == [("memo", "chosen_by_user")]
    assert entries(bench) == []
    assert outcomes(bench.import_rows([UNCLEAR])) == ["unchanged"]


def test_a_row_called_a_refund_is_tied_to_its_purchase(bench: Bench) -> None:
    odd = back_of(BOUGHT, "9.00", status="退款中")
    report = import_chosen(bench, [odd, BOUGHT], {0: as_kind(RowKind.REFUND)})
    assert found(report) == [("new", "chosen_by_user"), ("new", "paid_with_baitiao")]
    refund = (900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    assert bench.entries("refund") == [refund]
    assert outcomes(bench.import_rows([odd])) == ["unchanged"]
    assert bench.check() == []


def test_a_row_called_a_refund_without_its_purchase_waits_for_it(bench: Bench) -> None:
    odd = back_of(BOUGHT, "9.00", status="退款中")
    report = import_chosen(bench, [odd], {0: as_kind(RowKind.REFUND)})
    assert found(report) == [("review", "purchase_not_found")]
    assert [each.row.kind for each in bench.service.imports.waiting()] == [RowKind.REFUND]
    assert bench.import_rows([odd]).needs_review == 1
    bench.import_rows([BOUGHT])
    assert entries(bench) == [("purchase", 5900), ("refund", 900)]


def test_a_waiting_row_can_be_corrected_when_it_comes_again(bench: Bench) -> None:
    bench.import_rows([UNCLEAR])
    report = import_chosen(bench, [UNCLEAR], {0: as_kind(RowKind.REPAYMENT)})
    assert found(report) == [("update", "chosen_by_user")]
    assert entries(bench) == [("repayment", 1200)]
    assert outcomes(bench.import_rows([UNCLEAR])) == ["unchanged"]


def test_a_skipped_row_can_be_booked_after_all(bench: Bench) -> None:
    import_chosen(bench, [BOUGHT], {0: SKIP})
    report = import_chosen(bench, [BOUGHT], {0: as_kind(RowKind.PURCHASE)})
    assert outcomes(report) == ["update"]
    assert entries(bench) == [("purchase", 5900)]


# --- Periods ---


def test_periods_of_an_instalment_purchase_are_booked_with_fee_and_free_periods(
    bench: Bench,
) -> None:
    choice = RowChoice(periods=12, fee_rate_ppm=6000, free_periods=3)
    report = import_chosen(bench, [FRIDGE], {0: choice})
    assert found(report) == [("new", "paid_with_baitiao")]
    plan = "SELECT periods, fee_rate_ppm, free_periods, needs_periods FROM entry"
    assert bench.query(plan) == [(12, 6000, 3, 0)]
    assert bench.service.overview().open_questions == 0
    assert outcomes(bench.import_rows([FRIDGE])) == ["unchanged"]
    assert bench.query(plan) == [(12, 6000, 3, 0)]
    assert bench.check() == []


@pytest.mark.parametrize(
    ("row", "choice", "field"),
    [
        (FRIDGE, RowChoice(periods=0), "periods"),
        (FRIDGE, RowChoice(periods=121), "periods"),
        (FRIDGE, RowChoice(periods=3, free_periods=4), "free_periods"),
        (FRIDGE, RowChoice(periods=3, fee_rate_ppm=-1), "fee_rate_ppm_per_period"),
        (FRIDGE, RowChoice(fee_rate_ppm=5), "periods"),
        (UNCLEAR, RowChoice(periods=3), "periods"),
        (UNCLEAR, RowChoice(kind=RowKind.REVIEW), "kind"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused_and_nothing_is_booked(
    bench: Bench, row: Row, choice: RowChoice, field: str
) -> None:
    if choice.kind is RowKind.REVIEW:
        row = BOUGHT
    before = tables_of(bench.path, without=())
    with pytest.raises(InvalidFieldError) as caught:
        import_chosen(bench, [row], {0: choice})
    assert caught.value.field.endswith(f".{field}")
    assert tables_of(bench.path, without=()) == before


# --- All together ---


def test_the_preview_shows_choices_and_undo_and_redo_are_exact(bench: Bench) -> None:
    bench.import_rows([Row(order_no="1")])
    before = bench.tables()
    rows = [BOUGHT, UNCLEAR, FRIDGE]
    choices = {0: SKIP, 1: as_kind(RowKind.TRANSFER), 2: RowChoice(periods=6, fee_rate_ppm=5000)}
    preview = import_chosen(bench, rows, choices, dry_run=True)
    assert bench.tables() == before
    booked = import_chosen(bench, rows, choices)
    assert booked.files == preview.files
    assert outcomes(booked) == ["skipped", "new", "new"]
    after = bench.tables()
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert bench.tables() == after


def test_equal_names_in_two_archives_do_not_share_their_choices(bench: Bench) -> None:
    sources = [
        BillSource("a.zip", zipped({"bill.csv": v2_bytes([BOUGHT])})),
        BillSource("b.zip", zipped({"bill.csv": v2_bytes([FRIDGE])})),
    ]
    preview = bench.service.imports.run(sources, dry_run=True)
    assert [file.name for file in preview.files] == ["a.zip/bill.csv", "b.zip/bill.csv"]
    line = preview.files[0].rows[0].row.line
    choices = {("a.zip/bill.csv", line): SKIP}
    report = bench.service.imports.run(sources, dry_run=False, choices=choices)
    assert [file.rows[0].outcome for file in report.files] == ["skipped", "new"]


# --- Rows of earlier imports ---


def test_waiting_rows_are_the_rows_booked_nowhere(bench: Bench) -> None:
    bench.import_rows([BOUGHT, UNCLEAR, back_of(FRIDGE, "9.00")], name="january.csv")
    waiting = bench.service.imports.waiting()
    assert [(each.file_name, each.row.description) for each in waiting] == [
        ("january.csv", UNCLEAR.description), ("january.csv", f"退款-{FRIDGE.description}")
    ]  # fmt: skip
    assert all(each.row.description in each.row.raw for each in waiting)


def test_deciding_books_and_sets_aside_as_one_undoable_action(bench: Bench) -> None:
    odd = dataclasses.replace(FRIDGE, status="等待付款")
    bench.import_rows([UNCLEAR, odd, back_of(BOUGHT, "9.00")])
    before = bench.tables()
    unclear, fridge, refund = [each.row_id for each in bench.service.imports.waiting()]
    bench.service.imports.decide(
        {
            unclear: as_kind(RowKind.OTHER_SPENDING),
            fridge: RowChoice(kind=RowKind.PURCHASE, periods=3, fee_rate_ppm=4000),
            refund: SKIP,
        }
    )
    assert entries(bench) == [("other_spending", 1200), ("purchase", 239211)]
    assert bench.query("SELECT periods, fee_rate_ppm FROM entry WHERE kind = 'purchase'") == [
        (3, 4000)
    ]
    assert bench.service.imports.waiting() == []
    assert bench.service.overview().open_questions == 0
    assert bench.check() == []
    action = bench.service.next_undo()
    assert action is not None
    assert (action.name, action.arguments) == ("decide", {"rows": "3"})
    after = bench.tables()
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert bench.tables() == after
    again = bench.import_rows([UNCLEAR, odd, back_of(BOUGHT, "9.00")])
    assert (outcomes(again), again.batch_id) == (["unchanged"] * 3, None)


def test_a_purchase_decided_later_finds_its_waiting_refund_and_its_annotation(
    bench: Bench,
) -> None:
    odd = dataclasses.replace(BOUGHT, status="等待付款", amount="59.00(已退款12.00)", booked=4700)
    bench.import_rows([odd, back_of(BOUGHT, "9.00")])
    purchase = bench.service.imports.waiting()[0].row_id
    bench.service.imports.decide({purchase: as_kind(RowKind.PURCHASE)})
    rows = [(amount, state) for amount, state, *_ in bench.entries("refund")]
    assert sorted(rows) == [(300, "pending"), (900, "booked")]
    assert bench.service.imports.waiting() == []
    assert bench.check() == []


def test_deciding_that_a_row_is_a_refund_ties_it(bench: Bench) -> None:
    bench.import_rows([BOUGHT, back_of(BOUGHT, "9.00", status="退款中")])
    (waiting,) = bench.service.imports.waiting()
    bench.service.imports.decide({waiting.row_id: as_kind(RowKind.REFUND)})
    refund = (900, "booked", bench.purchase_row(ORDER), "2026-02-01")
    assert bench.entries("refund") == [refund]
    assert bench.service.imports.waiting() == []


def test_a_row_decided_to_be_a_refund_waits_for_its_purchase_and_is_booked_with_it(
    bench: Bench,
) -> None:
    bench.import_rows([back_of(BOUGHT, "9.00", status="退款中")])
    (waiting,) = bench.service.imports.waiting()
    assert waiting.row.kind is RowKind.REVIEW
    bench.service.imports.decide({waiting.row_id: as_kind(RowKind.REFUND)})
    (waiting,) = bench.service.imports.waiting()
    assert (waiting.row.kind, waiting.row.reason) == (RowKind.REFUND, "chosen_by_user")
    bench.import_rows([BOUGHT], name="bought.csv")
    assert entries(bench) == [("purchase", 5900), ("refund", 900)]
    assert bench.service.imports.waiting() == []
    assert bench.check() == []


def test_deciding_nothing_is_no_action(bench: Bench) -> None:
    bench.import_rows([UNCLEAR])
    before = tables_of(bench.path, without=())
    (waiting,) = bench.service.imports.waiting()
    bench.service.imports.decide({})
    bench.service.imports.decide({waiting.row_id: RowChoice(), 999: SKIP})
    assert tables_of(bench.path, without=()) == before


def test_a_choice_that_does_not_fit_decides_nothing(bench: Bench) -> None:
    bench.import_rows([UNCLEAR, dataclasses.replace(FRIDGE, status="等待付款")])
    unclear, fridge = [each.row_id for each in bench.service.imports.waiting()]
    before = tables_of(bench.path, without=())
    wrong = RowChoice(kind=RowKind.PURCHASE, periods=121)
    with pytest.raises(InvalidFieldError):
        bench.service.imports.decide({unclear: as_kind(RowKind.TRANSFER), fridge: wrong})
    assert tables_of(bench.path, without=()) == before


# --- Taking back an import in the middle ---


def test_taking_back_an_import_takes_back_what_it_changed_in_earlier_rows(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    first = bench.tables()
    annotated = dataclasses.replace(BOUGHT, amount="59.00(已退款9.00)", booked=5000)
    bench.import_rows([annotated, back_of(BOUGHT, "5.00")])
    assert sum(amount for amount, *_ in bench.entries("refund")) == 900
    bench.import_rows([Row(order_no="9", time="2026-04-01 10:00:00")])
    before = bench.tables()
    bench.service.imports.undo(2)
    assert bench.entries("refund") == []
    assert bench.query("SELECT refunded, raw FROM import_row WHERE id = 1") == [
        (row[7], row[10]) for row in first["import_row"]
    ]
    assert bench.check() == []
    bench.service.undo()
    assert bench.tables() == before
    bench.service.redo()
    assert outcomes(bench.import_rows([annotated])) == ["update"]


def test_what_a_still_later_export_said_stays(bench: Bench) -> None:
    bench.import_rows([BOUGHT])
    bench.import_rows([dataclasses.replace(BOUGHT, amount="59.00(已退款9.00)", booked=5000)])
    bench.import_rows([dataclasses.replace(BOUGHT, amount="59.00(已退款12.00)", booked=4700)])
    bench.import_rows([Row(order_no="9", time="2026-04-01 10:00:00")])
    bench.service.imports.undo(2)
    assert [(amount, state) for amount, state, *_ in bench.entries("refund")] == [(1200, "pending")]


def test_a_refund_waits_again_when_the_import_of_its_purchase_is_taken_back(bench: Bench) -> None:
    bench.import_rows([back_of(BOUGHT, "9.00")])
    bench.import_rows([BOUGHT])
    bench.import_rows([Row(order_no="9", time="2026-04-01 10:00:00")])
    bench.service.imports.undo(2)
    assert entries(bench) == [("purchase", 10000)]
    assert len(bench.service.imports.waiting()) == 1
    bench.import_rows([BOUGHT])
    assert [amount for amount, *_ in bench.entries("refund")] == [900]


# --- Rejected rows ---


def test_rejected_rows_are_written_as_read_with_the_reason_in_words(bench: Bench) -> None:
    odd = dataclasses.replace(UNCLEAR, counterparty="=1+1", note="甲，乙")
    sources = [
        BillSource("notes.csv", "这不是账单\n".encode()),
        BillSource(NAME, v2_bytes([BOUGHT, odd, Row(order_no="2")])),
    ]
    lines = [each.row.line for each in bench.service.imports.run(sources, dry_run=True)
             .files[0].rows]  # fmt: skip
    report = bench.service.imports.run(sources, dry_run=False, choices={(NAME, lines[2]): SKIP})

    def words(each: PreviewRow) -> str:
        return f"why: {each.reason}"

    content = rejected_csv(
        report, ("文件", "行", "原因"), words, lambda error: type(error).__name__
    )
    assert content.startswith(b"\xef\xbb\xbf")
    written = content.decode("utf-8-sig").split("\r\n")
    assert written[:2] == ["文件,行,原因", "notes.csv,,UnknownLayoutError"]
    assert written[2].startswith(
        f"{NAME},{lines[1]},why: unknown_neutral,2026-01-05 10:00:00\t,'=1+1,"
    )
    assert "12.00" in written[2]
    assert "甲，乙" in written[2]
    assert written[3].startswith(f"{NAME},{lines[2]},why: skipped_by_user,2026-01-05 10:00:00\t,")
    assert written[4:] == [""]
