"""The compiled resource module holds every file of resources/ under its alias."""

from pathlib import Path

from PySide6.QtCore import QFile, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from huanqing.ui import _resources  # noqa: F401  # importing it registers the resources


def test_every_resource_is_compiled_in_unchanged(project_root: Path) -> None:
    folder = project_root / "resources"
    sources = [path for path in folder.rglob("*.svg") if path.is_file()]
    assert sources

    for source in sources:
        compiled = QFile(f":/{source.relative_to(folder).as_posix()}")
        assert compiled.open(QFile.OpenModeFlag.ReadOnly), source.name
        assert compiled.readAll().data() == source.read_bytes(), source.name


def test_every_translation_is_compiled_in(project_root: Path) -> None:
    for source in (project_root / "resources").rglob("*.ts"):
        assert QFile.exists(f":/i18n/{source.stem}.qm"), source.name


def test_every_icon_draws_something(project_root: Path) -> None:
    for source in (project_root / "resources" / "icons").glob("*.svg"):
        renderer = QSvgRenderer(f":/icons/{source.name}")
        image = QImage(QSize(20, 20), QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()

        drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20))
        assert drawn > 10, source.name
