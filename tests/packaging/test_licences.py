"""The licences of everything that ships, and the list of it."""

import json
from pathlib import Path

import PySide6
import pytest
import sqlalchemy

import huanqing
from frozen.contents import TocEntry
from frozen.licences import OWN_TEXTS, Component, components, write_licences
from project import PackagingError, version

sbom = pytest.importorskip("frozen.sbom", reason="the extra 'package' is not installed")
validation = pytest.importorskip("cyclonedx.validation.json")


@pytest.fixture
def shipped() -> list[TocEntry]:
    return [
        ("sqlalchemy", sqlalchemy.__file__, "PYMODULE"),
        ("PySide6", PySide6.__file__, "PYMODULE"),
        ("huanqing", huanqing.__file__, "PYMODULE"),
        ("json", json.__file__, "PYMODULE"),
    ]


def test_every_owner_of_a_shipped_file_is_named(shipped: list[TocEntry]) -> None:
    found = {part.name: part for part in components(shipped)}

    assert set(found) >= {"huanqing", "SQLAlchemy", "PySide6_Essentials", "Qt", "Python"}
    assert found["SQLAlchemy"].licence == "MIT"
    assert found["Qt"].licence == "LGPL-3.0-only"
    assert next(iter(found)) == "huanqing"
    assert "pytest" not in found


def test_every_part_brings_its_text(shipped: list[TocEntry], tmp_path: Path) -> None:
    write_licences(shipped, tmp_path / "licences")
    texts = {path.relative_to(tmp_path / "licences").as_posix() for path in tmp_path.rglob("*.*")}

    assert {"NOTICE.txt", "qt/LGPL-3.0-only.txt", "qt/GPL-3.0-only.txt"} <= texts
    assert (tmp_path / "licences/huanqing/LICENSE").read_text("utf-8").startswith("MIT")
    assert (tmp_path / "licences/sqlalchemy/LICENSE").exists()
    assert list((tmp_path / "licences/python").iterdir())


def test_a_part_without_a_text_stops_the_build(
    shipped: list[TocEntry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = Component("nameless", "1", "MIT", "pkg:pypi/nameless@1")
    monkeypatch.setattr("frozen.licences.components", lambda _: [nameless])

    with pytest.raises(PackagingError, match="nameless ships without a licence"):
        write_licences(shipped, tmp_path / "licences")


def test_the_notice_says_how_qt_is_replaced() -> None:
    notice = OWN_TEXTS.joinpath("NOTICE.txt").read_text("utf-8")

    assert "You may replace them by your own" in notice
    assert "libQt6*.so.6" in notice


def test_the_bill_of_materials_is_valid_and_whole(shipped: list[TocEntry], tmp_path: Path) -> None:
    parts = components(shipped)
    path = tmp_path / "huanqing.cdx.json"

    sbom.write_sbom(parts, path)

    text = path.read_text("utf-8")
    assert validation.JsonStrictValidator(sbom.SCHEMA).validate_str(text) is None
    document = json.loads(text)
    assert document["metadata"]["component"]["version"] == version()
    assert {each["name"] for each in document["components"]} == {each.name for each in parts[1:]}


def test_the_bill_of_materials_is_the_same_each_time(
    shipped: list[TocEntry], tmp_path: Path
) -> None:
    parts = components(shipped)
    for name in ("first", "second"):
        sbom.write_sbom(parts, tmp_path / name)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
