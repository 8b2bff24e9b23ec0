"""What of the accepted plan is written out, and the CSV that spreadsheets open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application.plan_export import PlanWords, plan_csv, plan_sheet
from huanqing.application.plan_models import StepState
from huanqing.application.whole_file import write_whole
from plan_sheets import row, sheet
from ui.fake_plans import accepted_plan

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_reads_back_as_it_was_written() -> None:
    content = plan_csv(sheet(row(1, 123456), row(2, 7, card='招行, "尾号" 5678')), PlanWords())
    header, first, second = rows_of(content)
    assert header[:4] == ["No.", "Date", "Card", "Amount (yuan)"]
    assert first == [
        "1", "2026-07-09", "工商银行 1234", "1234.56", "1234.56", "2026-07 bill ¥1,234.56", "open",
    ]  # fmt: skip
    assert second[2:4] == ['招行, "尾号" 5678', "0.07"]


def test_the_table_tells_excel_that_it_is_utf_8() -> None:
    assert plan_csv(sheet(), PlanWords()).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["=1+1", "+86", "-2", "@sum", "\tx", "＝1+1"])  # noqa: RUF001
def test_no_card_becomes_a_formula(name: str) -> None:
    [_, first] = rows_of(plan_csv(sheet(row(1, card=name)), PlanWords()))
    assert first[2] == f"'{name}"


def test_large_amounts_are_exact_to_the_fen() -> None:
    [_, first] = rows_of(plan_csv(sheet(row(1, 9_007_199_254_740_993)), PlanWords()))
    assert first[3] == "90071992547409.93"


def test_a_sheet_has_every_step_with_its_bills_and_what_is_left() -> None:
    plan = accepted_plan()
    partly = replace(plan.steps[0], state=StepState.PARTLY, paid_fen=100)
    found = plan_sheet(
        replace(plan, steps=(partly, *plan.steps[1:])),
        "id",
        "京东白条",
        "2026-07-08T12:00:00+08:00",
    )
    assert len(found.rows) == len(plan.steps)
    first = found.rows[0]
    assert first.left_fen == first.amount_fen - 100
    assert (first.parts[0].month, first.parts[0].due) == ("2026-07", date(2026, 7, 12))
    assert found.total_fen == sum(step.payment.amount_fen for step in plan.steps)
    assert found.left_fen == found.total_fen - 100


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2026-07 bill", "2026-07"),
        ("2026-07-12 bill", "2026-07-12"),
        ("2026-07 bill by 2026-07-05", "2026-07"),
        ("my own", "my own"),
    ],
)
def test_a_bill_is_named_by_its_month(name: str, shown: str) -> None:
    plan = accepted_plan()
    step = plan.steps[0]
    part = replace(step.payment.allocations[0], obligation=name)
    payment = replace(step.payment, allocations=(part,))
    changed = replace(plan, steps=(replace(step, payment=payment),))
    [only] = plan_sheet(changed, "id", "", "2026-07-08T12:00:00+08:00").rows
    assert only.parts[0].month == shown


def test_what_is_paid_or_called_off_is_not_to_pay() -> None:
    assert row(1).is_to_pay
    assert row(1, state=StepState.PARTLY, left_fen=5).is_to_pay
    for state in (StepState.PAID, StepState.SKIPPED, StepState.FAILED, StepState.MISSED):
        assert not row(1, state=state).is_to_pay
    assert row(1, state=StepState.SKIPPED).is_called_off
    assert not row(1, state=StepState.MISSED).is_called_off


def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    write_whole(path, b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "plan.csv"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]
