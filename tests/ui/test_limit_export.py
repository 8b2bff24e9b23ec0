"""Files of the limit page: the chart as picture and drawing, the days as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage

from huanqing.application.limit_models import LimitProjection
from huanqing.domain.day_figures import Cause
from huanqing.ui.formatting import Formatter
from huanqing.ui.limit import saving
from huanqing.ui.limit.course import course_of
from huanqing.ui.limit.export import csv_bytes, png_bytes, safe_cell, svg_bytes
from ui.fake_limits import TODAY, days_of
from ui.test_limit_page import show

if TYPE_CHECKING:
    from huanqing.ui.limit.view import LimitPage
    from ui.fake_service import FakeLedgerService
    from ui.lone_page import PageStage


FORMATTER = Formatter()


@pytest.fixture
def page(stage: PageStage, service: FakeLedgerService) -> LimitPage:
    return show(stage, service)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    wanted: list[Path] = []

    def ask(_parent: object, _title: str, suggestion: Path, _kinds: str) -> Path | None:
        wanted.append(suggestion)
        return path

    monkeypatch.setattr(saving, "ask_save", ask)
    return wanted


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "table programs know UTF-8 by its mark"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_table_has_every_day_in_plain_yuan(page: LimitPage) -> None:
    course = page.view_model.course
    assert course is not None
    header, *rows = read(csv_bytes(course, FORMATTER))
    assert header == ["Date", "Total", "Used", "Available", "Frozen", "Certain", "Causes"]
    assert len(rows) == len(course.projection.days) == 581
    assert dict(zip(header, rows[180], strict=True)) == {
        "Date": "2026-07-07",
        "Total": "20000.00",
        "Used": "8765.43",
        "Available": "11234.57",
        "Frozen": "no",
        "Certain": "happened",
        "Causes": "",
    }
    by_day = {row[0]: row for row in rows}
    assert by_day["2026-06-20"][-1] == "Purchase -1534.12; Refund 2503.25"
    assert by_day["2026-07-20"][4:6] == ["yes", "yes"]


def test_an_unknown_limit_leaves_its_cells_empty() -> None:
    days = tuple(
        replace(each, total_fen=None, available_fen=None) for each in days_of(TODAY, TODAY)
    )
    course = course_of(LimitProjection(TODAY, days))
    assert read(csv_bytes(course, FORMATTER))[1][1:4] == ["", "8765.43", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\r=1"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Purchase -1.00") == "Purchase -1.00"


def test_an_unknown_cause_cannot_begin_a_formula() -> None:
    first = replace(days_of(TODAY, TODAY)[0], causes=(Cause("=cmd", 1, "x"),))
    content = csv_bytes(course_of(LimitProjection(TODAY, (first,))), FORMATTER)
    assert read(content)[1][-1].startswith("'=")


def test_the_picture_shows_the_line_in_the_colour_of_the_look(page: LimitPage) -> None:
    image = QImage.fromData(png_bytes(page.course_card.chart, "#ffffff"))
    assert (image.width(), image.height()) == (2400, 1040)
    accent = QColor(page.saving._context.appearance.colour_of("accent"))
    row = range(0, image.width(), 3)
    found = {image.pixelColor(x, y).name() for x in row for y in range(0, image.height(), 3)}
    assert accent.name() in found
    assert image.pixelColor(2, 2).name() == "#ffffff"


def texts_of(content: bytes) -> str:
    return " ".join(ET.fromstring(content).itertext())  # noqa: S314 - our own drawing


def test_the_drawing_holds_lines_and_words(page: LimitPage) -> None:
    content = svg_bytes(page.course_card.chart, "#ffffff", "Available limit")
    words = texts_of(content)
    assert "Available limit" in words
    assert "Today" in words
    assert "¥" in words
    assert b"<polyline" in content


def test_hidden_amounts_stay_hidden_in_pictures(page: LimitPage, stage: PageStage) -> None:
    stage.formatter.set_hide_amounts(hide=True)
    page.free.amount.set_amount(1150000)
    content = svg_bytes(page.course_card.chart, "#ffffff", "Available limit")
    assert "¥" not in texts_of(content)
    assert "11,500" not in texts_of(content)


@pytest.mark.parametrize(
    ("name", "begin"),
    [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"\xef\xbb\xbf")],
)
def test_the_menu_writes_the_file(
    page: LimitPage,
    stage: PageStage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    begin: bytes,
) -> None:
    target = tmp_path / f"额度.{name}"
    wanted = choose(monkeypatch, target)
    getattr(page.actions_of_page, name).trigger()
    stage.settle()
    assert target.read_bytes().startswith(begin)
    assert wanted[0].name == f"Limit 2026-07-07.{name}"
    assert page.message.isVisible()


def test_a_file_that_cannot_be_written_is_said(
    page: LimitPage, stage: PageStage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path / "no such folder" / "x.csv")
    page.actions_of_page.csv.trigger()
    stage.settle()
    assert page.message.isVisible()
    assert page.message.property("tone") == "bad"


def test_nothing_is_written_where_no_place_was_chosen(
    page: LimitPage, stage: PageStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    page.actions_of_page.csv.trigger()
    stage.settle()
    assert not page.message.isVisible()
