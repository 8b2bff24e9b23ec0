"""Takes pictures of every page, for the tour on the command line and for the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from huanqing.ui.application import build_window
from huanqing.ui.preferences import LANGUAGE, LOOK, Language, Look, Preferences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from huanqing.application.services import LedgerService
    from huanqing.ui.main_window import MainWindow

_SETTLE_ROUNDS = 3


def render_screenshots(
    service: LedgerService,
    folder: Path,
    sizes: Sequence[tuple[int, int]] = ((1280, 860), (1024, 700)),
    looks: Sequence[Look] = (Look.LIGHT, Look.DARK),
    languages: Sequence[Language] = (Language.CHINESE, Language.ENGLISH),
    *,
    bills: Sequence[Path] = (),
) -> list[Path]:
    """Return the pictures ``page-look-language-WxH.png``; with ``bills`` also their preview.

    Nothing appears on the screen and nothing is written to the ledger.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures: list[Path] = []
    for language in languages:
        for look in looks:
            preferences = Preferences.in_memory()
            preferences.put(LOOK, look)
            preferences.put(LANGUAGE, language)
            window = build_window(service, preferences)
            window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            window.show()
            for width, height in sizes:
                suffix = f"{look}-{language}-{width}x{height}.png"
                window.resize(QSize(width, height))
                pictures += _picture_pages(window, folder, suffix)
                if bills:
                    pictures.append(_picture_preview(window, folder, suffix, bills))
            window.close()
            window.deleteLater()
    return pictures


def _picture_pages(window: MainWindow, folder: Path, suffix: str) -> list[Path]:
    pictures = []
    for key in window.pages:
        window.show_page(key)
        pictures.append(_grab(window, folder / f"{key}-{suffix}"))
    return pictures


def _picture_preview(window: MainWindow, folder: Path, suffix: str, bills: Sequence[Path]) -> Path:
    window.show_page("import")
    window.import_page.preview_files(list(bills))
    picture = _grab(window, folder / f"import-preview-{suffix}")
    window.import_page.view_model.discard()
    return picture


def _grab(window: MainWindow, path: Path) -> Path:
    for _ in range(_SETTLE_ROUNDS):
        window.context.runner.wait_until_idle()
        QApplication.processEvents()
    window.grab().save(str(path))
    return path
