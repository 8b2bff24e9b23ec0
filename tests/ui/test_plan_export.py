"""The plan page's exports: offered with a plan, written where asked, readable afterwards."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from huanqing.application.errors import NotACalendarError
from huanqing.application.plan_export import PlanWords
from huanqing.application.plan_models import StepState
from huanqing.ui import file_dialogs
from huanqing.ui.plan.view import PlanPage
from huanqing.ui.plan_pdf import plan_pdf
from plan_sheets import row, sheet
from ui.fake_plans import accepted_plan
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from huanqing.application.plan_export import PlanSheet
    from ui.lone_page import PageStage

A4_POINTS = (595, 842)


def pages_of(plan: PlanSheet, words: PlanWords | None = None) -> list[str]:
    """Return the text of each page, without its white space."""
    content = plan_pdf(plan, words or PlanWords(), QGuiApplication.font())
    found = PdfReader(io.BytesIO(content)).pages
    for page in found:
        assert (int(page.mediabox.width), int(page.mediabox.height)) == A4_POINTS
    return ["".join(page.extract_text().split()) for page in found]


def page_with_plan(stage: PageStage, service: FakeLedgerService) -> PlanPage:
    service.plans.kept = accepted_plan()
    return stage.show(PlanPage, service)


@pytest.mark.usefixtures("stage")
def test_the_pdf_holds_every_payment_as_text() -> None:
    [text] = pages_of(sheet(row(1), row(2, 700000, card="招商银行 5678")))
    for part in ("Repaymentplan", "2026-07-09", "工商银行1234", "1,234.56", "招商银行5678",
                 "7,000.00", "8,234.56", "2026-07bill¥7,000.00"):  # fmt: skip
        assert part in text
    assert "Planof2026-07-08,written2026-07-0820:00" in text
    assert "NotJD'sprogram." in text


@pytest.mark.usefixtures("stage")
def test_many_payments_fill_pages_that_each_have_header_number_and_origin() -> None:
    pages = pages_of(sheet(*(row(number) for number in range(1, 81))))
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"Page{number}of{len(pages)}" in text
        assert "NotJD'sprogram." in text
        assert "Amount(yuan)" in text
    days = [row(number).day.isoformat() for number in range(1, 81)]
    assert all(any(day in text for text in pages) for day in days)


@pytest.mark.usefixtures("stage")
def test_the_pdf_says_that_a_plan_is_late_and_what_became_of_its_steps() -> None:
    [late] = pages_of(sheet(row(1, state=StepState.PAID, left_fen=0), is_on_time=False))
    assert "Thisplancannotpayeverythingintime." in late
    assert "paid" in late
    [timely] = pages_of(sheet(row(1)))
    assert "cannot" not in timely


@pytest.mark.usefixtures("stage")
def test_the_pdf_holds_chinese_words() -> None:
    words = replace(PlanWords(), title="还款计划", origin="由“还清”生成，并非京东官方程序。")
    [text] = pages_of(sheet(row(1)), words)
    assert "还款计划" in text
    assert "并非京东官方程序" in text


def test_exports_are_offered_only_with_an_accepted_plan(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(PlanPage, service)
    assert [action.isEnabled() for action in page.exporter.actions] == [False] * 3
    offered = page_with_plan(stage, FakeLedgerService())
    assert [action.isEnabled() for action in offered.exporter.actions] == [True] * 3
    assert set(offered.exporter.actions) <= set(offered.menu_actions())


@pytest.mark.parametrize("kind", ["ics", "csv", "pdf"])
def test_each_export_writes_its_file_and_says_where(
    stage: PageStage,
    service: FakeLedgerService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    page = page_with_plan(stage, service)
    path = tmp_path / f"plan.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    actions = dict(zip(("ics", "csv", "pdf"), page.exporter.actions, strict=True))
    actions[kind].trigger()
    stage.settle()
    assert path.stat().st_size > 0
    assert page.message.isVisible()
    assert page.message.property("tone") == "good"


def test_a_calendar_that_is_there_is_handed_over_to_be_updated(
    stage: PageStage, service: FakeLedgerService, tmp_path: Path
) -> None:
    page = page_with_plan(stage, service)
    path = tmp_path / "plan.ics"
    path.write_bytes(b"before\n")
    page.exporter.write(path)
    stage.settle()
    assert path.read_bytes().startswith(b"before\nBaitiao: repay")


def test_a_file_that_is_no_calendar_is_refused_in_words(
    stage: PageStage, service: FakeLedgerService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_with_plan(stage, service)
    path = tmp_path / "plan.ics"
    path.write_bytes(b"notes")

    def refuse(*_: object) -> bytes:
        raise NotACalendarError("notes")

    monkeypatch.setattr(service.plans, "calendar", refuse)
    page.exporter.write(path)
    stage.settle()
    assert page.message.property("tone") == "bad"
    assert path.read_bytes() == b"notes"


@pytest.mark.parametrize("kind", ["ics", "csv", "pdf"])
def test_a_place_that_cannot_be_written_is_told(
    stage: PageStage, service: FakeLedgerService, tmp_path: Path, kind: str
) -> None:
    page = page_with_plan(stage, service)
    page.exporter.write(tmp_path / "nowhere" / f"plan.{kind}")
    stage.settle()
    assert page.message.property("tone") == "bad"


def test_a_plan_that_ended_meanwhile_is_not_written(
    stage: PageStage, service: FakeLedgerService, tmp_path: Path
) -> None:
    page = page_with_plan(stage, service)
    service.plans.kept = None
    for kind in ("ics", "csv", "pdf"):
        page.exporter.write(tmp_path / f"plan.{kind}")
        stage.settle()
        assert page.message.property("tone") == "warning"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("a", "a.pdf"), ("a.pdf", "a.pdf"), ("a.PDF", "a.pdf"), ("a.b", "a.b.pdf"), ("", None)],
)
def test_a_chosen_name_gets_the_suffix_of_its_kind(
    monkeypatch: pytest.MonkeyPatch,
    stage: PageStage,
    service: FakeLedgerService,
    typed: str,
    found: str | None,
) -> None:
    page = stage.show(PlanPage, service)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, ""))
    path = file_dialogs.ask_export_place(page, "", Path("plan.pdf"), "")
    assert path == (None if found is None else Path(found))
