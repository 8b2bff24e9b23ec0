"""Takes pictures of pages and dialogs, for the tour on the command line and for the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog

from huanqing.ui.application import build_window
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, LOOK, Language, Look, Preferences
from huanqing.ui.scenes import SCENES, Scene, on_top, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPixmap

    from huanqing.application.services import LedgerService
    from huanqing.ui.main_window import MainWindow

_LAST_TIMERS_MS = 180
"""Longer than a preview in a dialog waits before it is computed."""


def render_screenshots(
    service: LedgerService,
    folder: Path,
    bill: Path,
    scenes: Sequence[Scene] = SCENES,
    sizes: Sequence[tuple[int, int]] = ((1280, 860), (1024, 700)),
) -> Iterator[Path]:
    """Yield the pictures ``scene-look-language-WxH.png`` as they are written.

    In both looks and languages. Nothing appears on the screen of an offscreen platform, and
    nothing is written to the ledger; ``bill`` is a sample for the preview of an import.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for language in (Language.CHINESE, Language.ENGLISH):
        for look in (Look.LIGHT, Look.DARK):
            for width, height in sizes:
                preferences = Preferences.in_memory()
                preferences.put(LOOK, look)
                preferences.put(LANGUAGE, language)
                for scene in scenes:
                    path = folder / f"{scene.name}-{look}-{language}-{width}x{height}.png"
                    window = build_window(service, preferences)
                    _picture(window, scene, QSize(width, height), bill).save(str(path))
                    preferences.put(HIDE_AMOUNTS, value=False)
                    yield path


def _picture(window: MainWindow, scene: Scene, size: QSize, bill: Path) -> QPixmap:
    """Return the scene, in a window of its own that is gone afterwards."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    window.resize(size)
    settle(window)
    scene.act(window, bill)
    settle(window, _LAST_TIMERS_MS)
    picture = on_top(window).grab()
    while isinstance(dialog := on_top(window), QDialog):
        dialog.done(QDialog.DialogCode.Rejected)
        settle(window)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return picture
