"""Shows one page without the window around it: quick, and nothing else can break the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QLabel

from huanqing.ui.appearance import Appearance
from huanqing.ui.application import translate
from huanqing.ui.context import UiContext
from huanqing.ui.formatting import Formatter
from huanqing.ui.preferences import LANGUAGE, Preferences
from huanqing.ui.task_runner import TaskRunner
from huanqing.ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from huanqing.application.services import LedgerService

_Page = TypeVar("_Page", bound=Page)

WIDTH_LEFT_OF_PAGES = 190
HEIGHT_AROUND_PAGES = 60


class PageStage:
    """Builds pages on one context, in the place that a window of a size would give them."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner, preferences: Preferences) -> None:
        self._qtbot = qtbot
        self._runner = runner
        self._preferences = preferences

    def show(
        self,
        build: Callable[[UiContext], _Page],
        service: LedgerService,
        window: tuple[int, int] = (1280, 860),
    ) -> _Page:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        translate(app, self._preferences.get(LANGUAGE))
        context = UiContext(
            service=service,
            runner=self._runner,
            formatter=Formatter(),
            appearance=Appearance(app, self._preferences),
            preferences=self._preferences,
        )
        self.formatter = context.formatter
        page = build(context)
        self._runner.ledger_changed.connect(page.mark_stale)
        self._qtbot.addWidget(page)
        page.resize(window[0] - WIDTH_LEFT_OF_PAGES, window[1] - HEIGHT_AROUND_PAGES)
        page.show()
        page.activateWindow()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until the page has shown everything it asked for, and has laid it out."""
        self._qtbot.waitUntil(lambda: self._runner.is_idle)
        QApplication.processEvents()


def shown_texts(widget: QWidget) -> set[str]:
    """Return the texts of the labels that can be seen."""
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}
