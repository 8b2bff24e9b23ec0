"""The pages of the window, in the order of the navigation: add one line for each new page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.ui.importing.view import ImportPage
from huanqing.ui.overview.view import OverviewPage
from huanqing.ui.statements.view import StatementsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.ui.context import UiContext
    from huanqing.ui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its key (also the name of its icon), its title's source text, and its class."""

    key: str
    title_source: object
    build: Callable[[UiContext], Page]

    @property
    def title(self) -> str:
        """The title in the language of the window."""
        return QCoreApplication.translate("Pages", str(self.title_source))


PAGES: tuple[PageSpec, ...] = (
    PageSpec("overview", QT_TRANSLATE_NOOP("Pages", "Overview"), OverviewPage),
    PageSpec("statements", QT_TRANSLATE_NOOP("Pages", "Statements"), StatementsPage),
    PageSpec("import", QT_TRANSLATE_NOOP("Pages", "Import"), ImportPage),
)
