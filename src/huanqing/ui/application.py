"""Makes the application and opens windows; ``bootstrap`` runs the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from huanqing import __version__
from huanqing.ui.appearance import Appearance
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.icons import coloured_pixmap, load_resources
from huanqing.ui.languages import Translation
from huanqing.ui.main_window import MainWindow
from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, ZOOM, Language, Preferences
from huanqing.ui.task_runner import TaskRunner
from huanqing.ui.tokens import METRICS
from huanqing.ui.zoom import apply_zoom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.services import LedgerService

_TRANSLATION = "translation"
_ICON_SIZE = 64
_CHINESE_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)


def create_application(argv: Sequence[str]) -> QApplication:
    """Return the application with its names, style, font and resources; no window yet."""
    existing = QApplication.instance()
    # Named here, because a call would load all that a style can be asked.
    style = ("-style", "Fusion")
    app = existing if isinstance(existing, QApplication) else QApplication([*argv, *style])
    app.setApplicationName("Huanqing")
    app.setApplicationDisplayName("")
    app.setOrganizationName("Huanqing")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("huanqing")
    if app is existing:
        app.setStyle("Fusion")
    app.setFont(_base_font())
    load_resources()
    app.setWindowIcon(coloured_pixmap("huanqing", _ICON_SIZE))
    return app


def build_context(
    service: LedgerService, preferences: Preferences, first_figures: FirstFigures | None = None
) -> UiContext:
    """Return what a window of a ledger is built with, in the size, look and language chosen.

    With first figures the runner holds all work back until it is let go.
    """
    app = application()
    translate(app, preferences.get(LANGUAGE))
    apply_zoom(app, preferences.get(ZOOM))
    return UiContext(
        service=service,
        runner=TaskRunner(is_held=first_figures is not None),
        formatter=Formatter(hide_amounts=preferences.get(HIDE_AMOUNTS)),
        appearance=Appearance(app, preferences),
        preferences=preferences,
        first_figures=first_figures,
    )


def build_window(service: LedgerService, preferences: Preferences) -> MainWindow:
    """Return the window of a ledger, not shown yet."""
    return MainWindow(build_context(service, preferences))


def application() -> QApplication:
    """Return the application; ``create_application`` comes first."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "create_application comes first"
        raise TypeError(message)
    return app


def translate(app: QApplication, language: Language) -> None:
    """Load the words of a language for windows that are built from now on."""
    # A property, because looking for a child loads whatever the other children are.
    translation = app.property(_TRANSLATION)
    if not isinstance(translation, Translation):
        translation = Translation(app)
        app.setProperty(_TRANSLATION, translation)
    translation.install(language)


def _base_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    known = set(QFontDatabase.families())
    font.setFamilies([font.family(), *(each for each in _CHINESE_FAMILIES if each in known)])
    font.setPixelSize(METRICS.font)
    return font
