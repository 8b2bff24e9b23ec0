"""JD bills of both layouts, in every encoding, re-saved, damaged, and the traps among rows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from huanqing.application.bill_rows import (
    BillRow,
    RowKind,
    TotalLine,
    UndecodableFileError,
    UnknownLayoutError,
)
from huanqing.infrastructure.importers.registry import BillReaders
from integration.importers.jd_builder import (
    LAYOUTS,
    V2_COLUMNS,
    Row,
    v1_bytes,
    v2_bytes,
    v2_line,
    v2_text,
)
from integration.importers.jd_rows import CASES, rows_of

if TYPE_CHECKING:
    from huanqing.application.bill_rows import BillFile

FIXTURES = Path(__file__).parents[2] / "fixtures" / "jd"


def read(content: bytes) -> BillFile:
    (bill,) = BillReaders().read("bill.csv", content)
    return bill


def rows(content: bytes) -> list[BillRow]:
    return list(read(content).rows())


def only(row: Row) -> BillRow:
    (found,) = rows(v2_bytes([row]))
    return found


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_every_kind_is_recognised(layout: str) -> None:
    found = rows(LAYOUTS[layout](rows_of(layout)))

    expected = [(case.kind, case.reason, case.hints) for case in CASES[layout]]
    assert [(row.kind, row.reason, row.hints) for row in found] == expected
    assert {row.kind for row in found} == set(RowKind)


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_totals_agree_with_the_preamble(layout: str) -> None:
    bill = read(LAYOUTS[layout](rows_of(layout)))

    found = list(bill.rows())

    assert bill.computed() == bill.stated
    assert bill.stated.records == len(found)


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_static_fixture_equals_what_the_builder_writes(layout: str) -> None:
    content = (FIXTURES / f"{layout}_all_kinds.csv").read_bytes()

    assert content == LAYOUTS[layout](rows_of(layout))


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_preamble_is_read(layout: str) -> None:
    content = LAYOUTS[layout]([Row()])
    bill = read(content)

    assert (bill.provider, bill.layout, bill.name) == ("jd", layout, "bill.csv")
    assert bill.account == "jd_example"
    assert bill.covers == ("2026-01-01", "2026-01-31")
    assert bill.exported_at == "2026-02-01T10:00:00"
    assert bill.sha256 == hashlib.sha256(content).hexdigest()
    assert bill.stated.spending == TotalLine(1, 10000)
    assert bill.stated.income == TotalLine(0, 0)


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_cells_are_stripped_and_raw_is_kept(layout: str) -> None:
    (row,) = rows(LAYOUTS[layout]([Row(counterparty="null", note=" 备注 ")]))

    assert row.time == "2026-01-05T10:00:00"
    assert (row.order_no, row.merchant_order_no) == ("310000000001", "15080000000000000000000001")
    assert (row.counterparty, row.note, row.periods) == ("", "备注", 1)
    assert "2026-01-05 10:00:00\t" in row.raw.split("\x1f")
    lines = LAYOUTS[layout]([Row()]).decode().splitlines()
    assert row.line == len(lines)


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(encoding: str, label: str, end: str) -> None:
    content = v2_text(rows_of("v2")).replace("\n", end).encode(encoding)

    bill = read(content)

    assert bill.encoding == label
    assert len(list(bill.rows())) == len(CASES["v2"])
    assert bill.computed() == bill.stated


def test_row_beyond_the_head_that_is_broken_refuses_the_file() -> None:
    content = v2_bytes([Row()] * 4000) + b"\xff\xff\n"

    with pytest.raises(UndecodableFileError):
        read(content)


def test_excel_resave_with_slashes_and_without_seconds() -> None:
    text = v2_text([Row(time="2026/1/5 9:07"), Row(time="2026-1-5 10:00:01")])
    padded = "\r\n".join(line + "," * 3 for line in text.splitlines()) + "\r\n,,,,,,,,,,,,\r\n"
    bill = read(padded.encode("gb18030"))

    assert [row.time for row in bill.rows()] == ["2026-01-05T09:07:00", "2026-01-05T10:00:01"]
    assert bill.computed() == bill.stated
    assert bill.account == "jd_example"


def test_excel_unicode_text_has_tabs_between_cells() -> None:
    text = v2_text([Row()]).replace("\t", "").replace(",", "\t")

    (row,) = rows(text.encode("utf-16"))

    assert (row.kind, row.amount_fen) == (RowKind.PURCHASE, 10000)


@pytest.mark.parametrize(
    ("amount", "fen", "refunded"),
    [
        ("12.5", 1250, 0),
        ("12", 1200, 0),
        ("1,234.56", 123456, 0),
        ("¥28.16", 2816, 0),
        ("-20.00(已退款5)", 2000, 500),
        ("468.32(已全额退款)", 46832, 46832),
        ("131.77（已退款89.84）", 13177, 8984),
        ("10.00(已退款1.5)", 1000, 150),
    ],
)
def test_amounts_are_exact(amount: str, fen: int, refunded: int) -> None:
    row = only(Row(amount=f'"{amount}"', booked=0))

    assert (row.amount_fen, row.refunded_fen, row.kind) == (fen, refunded, RowKind.PURCHASE)


@pytest.mark.parametrize(
    "amount",
    ["", "abc", "1.234", "12,34.00", "1e3", ".50", "١٢.00", "9" * 5000, "1.00(已退款", "--1"],
)
def test_malformed_amount_needs_review(amount: str) -> None:
    row = only(Row(amount=f'"{amount}"', booked=0))

    assert (row.kind, row.reason, row.amount_fen) == (RowKind.REVIEW, "bad_amount", 0)


def test_refund_beyond_the_amount_needs_review() -> None:
    row = only(Row(amount="10.00(已退款10.01)"))

    assert (row.kind, row.reason) == (RowKind.REVIEW, "refund_exceeds_amount")


@pytest.mark.parametrize("time", ["", "2026-02-29 10:00:00", "2026-01-05 24:00:00", "2026-01-05"])
def test_impossible_time_needs_review(time: str) -> None:
    row = only(Row(time=time))

    assert (row.time, row.kind, row.reason) == ("", RowKind.REVIEW, "bad_time")
    assert row.amount_fen == 10000


def test_short_rows_are_shown_and_blank_lines_are_not() -> None:
    text = v2_text([Row()]) + "\n  \t\n2026-01-01 10:00:00,京东平台商户\n,,,\n"

    found = rows(text.encode())

    assert [row.reason for row in found] == ["paid_with_baitiao", "short_row"]
    assert found[1].raw == "2026-01-01 10:00:00\x1f京东平台商户"
    assert found[1].line == len(text.splitlines()) - 1


def test_quoted_cell_may_hold_commas_and_lines() -> None:
    found = rows(v2_bytes([Row(note='"一,二\n三"'), Row()]))

    assert found[0].note == "一,二\n三"
    assert found[1].line == found[0].line + 2


def test_unclosed_quote_swallows_no_row() -> None:
    found = rows(v2_bytes([Row(description='"示例'), Row(), Row(description='"又"一')]))

    assert [row.description for row in found] == ['"示例', "示例大米 5kg", "又一"]
    assert [row.kind for row in found] == [RowKind.PURCHASE] * 3


def test_unclosed_quote_at_the_end_and_before_many_odd_lines() -> None:
    text = v2_text([Row(note='"开')]) + "x\n" * 200

    found = rows(text.encode())

    assert len(found) == 201
    assert found[0].note == '"开'


def test_huge_cells_are_read() -> None:
    found = rows(v2_bytes([Row(description="长" * 200_000), Row(note=f'"{"x" * 200_000}"')]))

    assert len(found) == 2
    assert found[0].kind is RowKind.PURCHASE


def test_columns_are_found_by_name_and_further_ones_tolerated() -> None:
    columns = (
        "交易时间,新列,收/支,商户名称,交易说明,金额,收/付款方式,交易状态,"
        "交易分类,商家订单号,交易订单号,备注,末列"
    )
    line = "2026-01-05 10:00:00,x,支出,店,物,1.00,京东白条,交易成功,其他,M1,O1,注,y"

    bill = read(f"{columns}\n{line}\n".encode())
    (row,) = bill.rows()

    assert bill.layout == "v1"
    assert (row.order_no, row.merchant_order_no, row.note) == ("O1", "M1", "注")
    assert bill.stated == (None, None, None, None)
    assert (bill.account, bill.covers, bill.exported_at) == ("", ("", ""), "")


@pytest.mark.parametrize("column", V2_COLUMNS.split(","))
def test_missing_column_is_an_unknown_layout(column: str) -> None:
    text = v2_text([Row()]).replace(V2_COLUMNS, V2_COLUMNS.replace(column, "别的"))

    with pytest.raises(UnknownLayoutError):
        read(text.encode())


@pytest.mark.parametrize("content", [b"", b"hello\n", "交易时间,金额\n".encode("gb18030")])
def test_other_text_is_an_unknown_layout(content: bytes) -> None:
    with pytest.raises(UnknownLayoutError):
        read(content)


@pytest.mark.parametrize("content", [b"\x00\xff\xfe\x01", b"%PDF-1.7\n\xff\x00", b"\xff"])
def test_bytes_that_are_no_text_are_undecodable(content: bytes) -> None:
    with pytest.raises(UndecodableFileError):
        read(content)


def test_preamble_with_ascii_punctuation_and_thousands() -> None:
    text = v2_text([Row()]).replace("支出：1笔，100.00元", "支出:16笔(含4笔部分退款),1,648.43元")

    assert read(text.encode()).stated.spending == TotalLine(16, 164843)


@pytest.mark.parametrize(
    ("method", "note", "periods", "hints"),
    [
        ("京东白条", "", 1, ()),
        ("京东白条", "计入多月账单", 0, ("instalments",)),
        ("京东白条", "计入6月账单", 0, ("instalments",)),
        ("京东白条", "分12期", 12, ("instalments",)),
        ("白条(分3期)", "", 3, ("instalments",)),
        ("京东白条", "第3期", 1, ()),
        ("微信支付", "", 0, ()),
    ],
)
def test_instalments(method: str, note: str, periods: int, hints: tuple[str, ...]) -> None:
    row = only(Row(method=method, note=note))

    assert (row.periods, row.hints) == (periods, hints)


def test_rows_are_read_lazily_and_again() -> None:
    bill = read(v1_bytes([Row(), Row()]))

    next(bill.rows())
    assert bill.computed().records == 1
    assert len(list(bill.rows())) == 2
    assert bill.computed() == bill.stated


def test_repeated_header_is_shown_not_dropped() -> None:
    text = v2_text([Row()]) + V2_COLUMNS + "\n" + v2_line(Row()) + "\n"

    assert [row.reason for row in rows(text.encode())][1] == "bad_time"
