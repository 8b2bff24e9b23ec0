"""The pages of the window, in the order of the navigation: add one line for each new page.

A page's module is imported when the page is built, so that a start loads only what it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from huanqing.ui.context import UiContext
    from huanqing.ui.widgets.page import Page


class PageSpec(LeanTuple):
    """A page: its key (also the name of its icon), its title's source text, what builds it."""

    key: str
    title_source: object
    build: Callable[[UiContext, QWidget], Page]

    @property
    def title(self) -> str:
        """The title in the language of the window."""
        return QCoreApplication.translate("Pages", str(self.title_source))


@runtime_checkable
class EntryFinder(Protocol):
    """The page that finds entries, as the rest of the window uses it."""

    def open_search(self, text: str) -> None:
        """Search for a line."""
        ...

    def open_entry(self, kind: str, entry_id: str) -> None:
        """Open one entry."""
        ...

    def focus_search(self) -> None:
        """Put the keyboard into the search line."""
        ...

    def new_entry(self, kind: str) -> None:
        """Begin a new entry of a kind."""
        ...


def _overview(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.overview.view import OverviewPage  # noqa: PLC0415 - when it is shown

    return OverviewPage(context, parent)


def _statements(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.statements.view import StatementsPage  # noqa: PLC0415 - when it is shown

    return StatementsPage(context, parent)


def _entries(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.entries.view import EntriesPage  # noqa: PLC0415 - when it is shown

    return EntriesPage(context, parent)


def _plan(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.plan.view import PlanPage  # noqa: PLC0415 - when it is shown

    return PlanPage(context, parent)


def _limit(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.limit.view import LimitPage  # noqa: PLC0415 - when it is shown

    return LimitPage(context, parent)


def _import(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.importing.view import ImportPage  # noqa: PLC0415 - when it is shown

    return ImportPage(context, parent)


def _alerts(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.alerts.view import AlertsPage  # noqa: PLC0415 - when it is shown

    return AlertsPage(context, parent)


def _settings(context: UiContext, parent: QWidget) -> Page:
    from huanqing.ui.settings.view import SettingsPage  # noqa: PLC0415 - when it is shown

    return SettingsPage(context, parent)


def load_page_modules() -> None:
    """Import what the other pages are built of; it takes a while, so not on the GUI thread."""
    for part in ("statements", "entries", "plan", "limit", "importing", "alerts", "settings"):
        import_module(f"huanqing.ui.{part}.view")


PAGES: tuple[PageSpec, ...] = (
    PageSpec("overview", QT_TRANSLATE_NOOP("Pages", "Overview"), _overview),
    PageSpec("statements", QT_TRANSLATE_NOOP("Pages", "Statements"), _statements),
    PageSpec("entries", QT_TRANSLATE_NOOP("Pages", "Entries"), _entries),
    PageSpec("plan", QT_TRANSLATE_NOOP("Pages", "Plan"), _plan),
    PageSpec("limit", QT_TRANSLATE_NOOP("Pages", "Limit"), _limit),
    PageSpec("import", QT_TRANSLATE_NOOP("Pages", "Import"), _import),
    PageSpec("alerts", QT_TRANSLATE_NOOP("Pages", "Alerts"), _alerts),
    PageSpec("settings", QT_TRANSLATE_NOOP("Pages", "Settings"), _settings),
)
