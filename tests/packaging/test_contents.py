"""What goes into the frozen program: all of its modules, and of Qt only what is in use."""

from pathlib import Path

import pytest

from frozen.compare import listing
from frozen.contents import (
    EXCLUDED_MODULES,
    TocEntry,
    package_data,
    package_modules,
    wanted_binaries,
    wanted_data,
    without_dangling,
)

QT = "PySide6/Qt"


def toc(*places: str, kind: str = "BINARY") -> list[TocEntry]:
    return [(place, f"/wheels/{place}", kind) for place in places]


def places(entries: list[TocEntry]) -> list[str]:
    return [entry[0] for entry in entries]


def test_modules_that_are_imported_by_name_are_in() -> None:
    modules = package_modules()

    assert "huanqing.cli.tour" in modules
    assert "huanqing.ui._resources" in modules
    assert "huanqing.ui.settings.view" in modules
    assert "huanqing.infrastructure.persistence.migrations.m0002_checkpoints" in modules
    assert "huanqing" in modules


def test_no_module_of_the_program_is_left_out(project_root: Path) -> None:
    modules = {name for name in package_modules() if name.startswith("huanqing")}

    assert len(modules) == len(list((project_root / "src/huanqing").rglob("*.py")))
    assert not modules & set(EXCLUDED_MODULES)


def test_what_pyqtgraph_imports_by_name_comes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frozen.contents.metadata", lambda: {"dependencies": ["pyqtgraph>=0.14"]})
    assert "PySide6.QtOpenGL" in package_modules()

    monkeypatch.setattr("frozen.contents.metadata", lambda: {"dependencies": ["numpy>=1.26"]})
    assert "PySide6.QtOpenGL" not in package_modules()


def test_the_sample_bill_is_in() -> None:
    folders = {Path(source).name: folder for source, folder in package_data()}

    assert folders["sample_jd_v2.csv"] == "huanqing/samples"
    assert not [name for name in folders if name.endswith((".py", ".pyc"))]


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/platforms/libqoffscreen.so",
        f"{QT}/plugins/platforms/libqwayland.so",
        f"{QT}/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/plugins/platforms/qwindows.dll",
        f"{QT}/plugins/platforms/libqcocoa.dylib",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtWidgets.pyd",
        "highspy/libhighs.so.1",
    ],
)
def test_what_is_in_use_stays(place: str) -> None:
    assert places(wanted_binaries(toc(place), lambda _: ())) == [place]


@pytest.mark.parametrize(
    "place",
    [
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        f"{QT}/plugins/sqldrivers/libqsqlite.so",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/lib/libQt6Qml.so.6",
        f"{QT}/lib/libQt6WebEngineCore.so.6",
        f"{QT}/qml/QtQuick/libqtquick2plugin.so",
        "PySide6/Qt6Quick.dll",
        "PySide6/opengl32sw.dll",
    ],
)
def test_what_is_not_in_use_goes(place: str) -> None:
    assert wanted_binaries(toc(place), lambda _: ()) == []


def test_a_library_of_qt_stays_while_something_leads_to_it() -> None:
    linked = {
        "/wheels/PySide6/QtWidgets.abi3.so": ["libQt6Widgets.so.6"],
        f"/wheels/{QT}/lib/libQt6Widgets.so.6": ["libQt6Gui.so.6", "libc.so.6"],
        f"/wheels/{QT}/plugins/platformthemes/libqgtk3.so": ["libQt6Pdf.so.6"],
    }
    found = wanted_binaries(
        toc(
            "PySide6/QtWidgets.abi3.so",
            f"{QT}/plugins/platformthemes/libqgtk3.so",
            *(f"{QT}/lib/libQt6{name}.so.6" for name in ("Gui", "Pdf", "Widgets")),
        ),
        lambda path: linked.get(path, ()),
    )

    assert places(found) == [
        f"{QT}/lib/libQt6Gui.so.6",
        f"{QT}/lib/libQt6Widgets.so.6",
        "PySide6/QtWidgets.abi3.so",
    ]


def test_libraries_of_the_distribution_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    entries = [
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", "BINARY"),
        ("libsqlite3.so.0", "/lib/x86_64-linux-gnu/libsqlite3.so.0", "BINARY"),
        ("python3.11/lib-dynload/_bz2.so", "/usr/lib/python3.11/lib-dynload/_bz2.so", "EXTENSION"),
    ]

    found = wanted_binaries(entries, lambda _: ())

    assert places(found) == ["libsqlite3.so.0", "python3.11/lib-dynload/_bz2.so"]


def test_of_qts_translations_only_the_chinese_stays() -> None:
    names = ("qtbase_zh_CN.qm", "qtbase_de.qm", "qt_zh_CN.qm", "qtdeclarative_zh_CN.qm")
    entries = toc(*(f"{QT}/translations/{name}" for name in names), kind="DATA")

    assert places(wanted_data(entries)) == [f"{QT}/translations/qtbase_zh_CN.qm"]


def test_a_link_goes_with_what_it_points_to() -> None:
    links = [
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
    ]

    kept = without_dangling(links, toc("PySide6/Qt/lib/libQt6Gui.so.6"))

    assert places(kept) == ["libQt6Gui.so.6"]


def test_a_framework_of_macos_stays_or_goes_as_a_whole() -> None:
    kept = toc("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui")
    parts = [
        (f"PySide6/Qt/lib/{name}.framework/{place}", target, kind)
        for name in ("QtGui", "QtQml")
        for place, target, kind in (
            ("Versions/Current", "A", "SYMLINK"),
            ("Resources", "Versions/Current/Resources", "SYMLINK"),
            ("Versions/A/Resources/Info.plist", "/wheels/Info.plist", "DATA"),
        )
    ]

    found = without_dangling(parts, kept)

    assert len(found) == 3
    assert all("QtGui.framework" in entry[0] for entry in found)


def test_the_order_does_not_depend_on_the_machine() -> None:
    entries = toc("b.txt", "a.txt", "c.txt", kind="DATA")

    assert wanted_data(entries) == wanted_data(reversed(entries))


def test_two_builds_are_compared_file_by_file(tmp_path: Path) -> None:
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.txt").write_text("a")
        (folder / "link").symlink_to("a.txt")
    assert listing(tmp_path / "first") == listing(tmp_path / "second")

    (tmp_path / "second/a.txt").write_text("b")

    assert listing(tmp_path / "first") != listing(tmp_path / "second")
