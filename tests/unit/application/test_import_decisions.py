"""A row as the user decided it, and the file of rows that are not booked; no ledger needed."""

from __future__ import annotations

import pytest

from huanqing.application.bill_rows import BillRow, BillTotals, RowKind, UnknownLayoutError
from huanqing.application.read_models import (
    FileFailure,
    FileReport,
    ImportReport,
    PreviewRow,
    RowChoice,
)
from huanqing.application.rejected_rows import has_rejected, rejected_csv
from huanqing.application.row_choices import choosable_kinds, decided
from huanqing.domain.errors import InvalidFieldError

NO_TOTALS = BillTotals(None, None, None, None)


def make_row(
    kind: RowKind = RowKind.REVIEW, *, time: str = "2026-01-05T10:00:00", amount_fen: int = 1200
) -> BillRow:
    return BillRow(
        23, time, kind, amount_fen, 0, "京东白条", "商户", "说明", "", "", "支出", "1", "", "", 0,
        "unknown_row", ("instalments",), "2026\x1f=SUM(A1)\x1f-12.00\x1f@x",
    )  # fmt: skip


def make_report(*outcomes: str) -> ImportReport:
    rows = tuple(PreviewRow(make_row(), outcome, "unknown_row") for outcome in outcomes)
    counts = {outcome: outcomes.count(outcome) for outcome in outcomes}
    file = FileReport("a.csv", "", "jd", "v1", rows, NO_TOTALS, NO_TOTALS, None, counts)
    return ImportReport(None, (file,), (), 0)


def test_nothing_decided_leaves_the_row_as_it_is() -> None:
    assert decided(make_row(), RowChoice()) == make_row()


def test_a_choice_changes_kind_reason_and_periods_and_nothing_else() -> None:
    choice = RowChoice(kind=RowKind.PURCHASE, periods=120, free_periods=120, fee_rate_ppm=1_000_000)
    expected = make_row()._replace(kind=RowKind.PURCHASE, reason="chosen_by_user", periods=120)
    assert decided(make_row(), choice) == expected


def test_the_recognised_kind_again_is_no_correction() -> None:
    row = make_row(RowKind.PURCHASE)
    assert decided(row, RowChoice(kind=RowKind.PURCHASE)) == row


def test_skipping_keeps_the_kind() -> None:
    row = decided(make_row(RowKind.REFUND), RowChoice(is_skipped=True, kind=RowKind.PURCHASE))
    assert (row.kind, row.reason) == (RowKind.REFUND, "skipped_by_user")


@pytest.mark.parametrize("row", [make_row(time=""), make_row(amount_fen=0)])
def test_a_row_without_time_or_amount_can_only_be_skipped(row: BillRow) -> None:
    assert choosable_kinds(row) == ()
    with pytest.raises(InvalidFieldError):
        decided(row, RowChoice(kind=RowKind.PURCHASE))
    assert decided(row, RowChoice(is_skipped=True)).reason == "skipped_by_user"


def test_review_is_no_kind_to_choose() -> None:
    assert RowKind.REVIEW not in choosable_kinds(make_row())


def test_only_reviewed_and_skipped_rows_are_rejected() -> None:
    assert not has_rejected(make_report("new", "unchanged", "memo", "update"))
    assert has_rejected(make_report("new", "review"))
    assert has_rejected(make_report("skipped"))
    content = rejected_csv(
        make_report("new", "review", "skipped"), ("f", "l", "r"), lambda each: each.outcome, str
    )
    lines = content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["a.csv", "23", "review"], ["a.csv", "23", "skipped"]
    ]  # fmt: skip


def test_cells_stay_as_read_but_none_becomes_a_formula() -> None:
    content = rejected_csv(make_report("review"), ("f", "l", "r"), lambda _each: "why", str)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "a.csv,23,why,2026,'=SUM(A1),-12.00,'@x"


def test_a_file_that_could_not_be_read_is_a_line_of_its_own() -> None:
    failure = FileFailure("b.csv", UnknownLayoutError("b.csv"))
    report = ImportReport(None, (), (failure,), 0)
    assert has_rejected(report)
    content = rejected_csv(report, ("f", "l", "r"), lambda _each: "", lambda _error: "no bill")
    assert content.decode("utf-8-sig") == "f,l,r\r\nb.csv,,no bill\r\n"
