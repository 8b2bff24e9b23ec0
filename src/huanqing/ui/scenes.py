"""What pictures are taken of: every page, the states worth seeing, and every dialog.

A scene acts on a window as a user would, through its actions and tables; what then stands on
top, a dialog or the window itself, is the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from huanqing.domain.derivation import Figure, Question
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.services import LedgerDoor
    from huanqing.ui.context import UiContext
    from huanqing.ui.main_window import MainWindow
    from huanqing.ui.preferences import Language
    from huanqing.ui.widgets.page import Page

PageOf = TypeVar("PageOf", bound="Page")

SETTLE_ROUNDS = 4
_TYPING_MS = 120
"""Longer than any field waits for the next key."""
_PLANNING_MS = 300
"""Longer than a what-if rests before it is planned for."""
_NARROW = "金额:>1000 -退款"
_INSTALMENTS = "计入多月账单"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture's name, and what brings the window there; ``bill`` is a sample to import."""

    name: str
    act: Callable[[MainWindow, Path], object]


def settle(window: MainWindow, pause_ms: int = 0) -> None:
    """Let the window show everything it asked for, after a pause in which its timers end."""
    if pause_ms:
        loop = QEventLoop()
        QTimer.singleShot(pause_ms, loop.quit)
        loop.exec()
    for _ in range(SETTLE_ROUNDS):
        window.context.runner.wait_until_idle()
        QApplication.processEvents()


def _page(window: MainWindow, key: str, kind: type[PageOf]) -> PageOf:
    window.show_page(key)
    settle(window)
    page = window.stack.page(key)
    if not isinstance(page, kind):
        raise TypeError(key)
    return page


def _show(key: str) -> Callable[[MainWindow, Path], object]:
    return lambda window, _bill: window.show_page(key)


def _overview(window: MainWindow, _bill: Path | None = None) -> None:
    window.show_page("overview")
    settle(window)
    from huanqing.ui.overview.view import OverviewPage  # noqa: PLC0415 - when it is shown

    page = window.pages["overview"]
    if isinstance(page, OverviewPage):
        # A picture does not wait for the pause after the first figures.
        page.look_ahead()
        settle(window)


def _why(window: MainWindow, _bill: Path) -> None:
    window.show_page("statements")
    settle(window)
    question = Question(figure=Figure.USED)
    window.pages["statements"].why_requested.emit(question)


def _hidden(window: MainWindow, _bill: Path) -> None:
    _overview(window)
    window.context.formatter.set_hide_amounts(hide=True)


def _statement(
    name: str, state: StatementState, *, of_purchase: bool = False
) -> Callable[[MainWindow, Path], None]:
    """Return what triggers an action of the statements page on a statement of a state.

    With ``of_purchase`` a purchase in periods is chosen in it.
    """

    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.statements.view import StatementsPage  # noqa: PLC0415 - when it is shown

        page = _page(window, "statements", StatementsPage)
        rows = page.list_card.list.model_of_items
        dates = {
            row.figures.statement_date for row in page.view_model.statements if row.state is state
        }
        place = rows.position_of(lambda item: item.statement_date in dates)
        if place is not None:
            page.list_card.list.setCurrentIndex(rows.index(place, 0))
            settle(window)
        if of_purchase:
            place = page.detail.lines.position_of(lambda line: line.figures.periods > 1)
            page.detail.line_table.select_row(place or 0)
        if name:
            getattr(page.actions_of_page, name).trigger()

    return act


def _entry(name: str, search: str = "") -> Callable[[MainWindow, Path], None]:
    """Return what triggers an action of the entries page on the first entry found."""

    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.entries.view import EntriesPage  # noqa: PLC0415 - when it is shown

        page = _page(window, "entries", EntriesPage)
        page.open_search(search)
        settle(window, _TYPING_MS)
        if page.model.rowCount():
            page.table.select_row(0)
        settle(window, _TYPING_MS)
        if name:
            getattr(page.actions_of_entry, name).trigger()

    return act


def _plan(name: str) -> Callable[[MainWindow, Path], None]:
    """Return what brings the plan page into one of its picture states."""

    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.plan import pictures  # noqa: PLC0415 - when it is shown
        from huanqing.ui.plan.view import PlanPage  # noqa: PLC0415 - when it is shown

        page = _page(window, "plan", PlanPage)
        getattr(pictures, name)(page)
        settle(window, _PLANNING_MS)

    return act


def _limit(name: str) -> Callable[[MainWindow, Path], None]:
    """Return what brings the limit page into one of its picture states."""

    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.limit import pictures  # noqa: PLC0415 - when it is shown
        from huanqing.ui.limit.view import LimitPage  # noqa: PLC0415 - when it is shown

        getattr(pictures, name)(_page(window, "limit", LimitPage))
        settle(window)

    return act


def _alerts(name: str) -> Callable[[MainWindow, Path], None]:
    """Return what brings the alerts page into one of its picture states."""

    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.alerts import pictures  # noqa: PLC0415 - when it is shown
        from huanqing.ui.alerts.view import AlertsPage  # noqa: PLC0415 - when it is shown

        getattr(pictures, name)(_page(window, "alerts", AlertsPage))
        settle(window)

    return act


def _preview(window: MainWindow, bill: Path) -> None:
    window.preview_bills([bill])


def _preview_dialog(name: str) -> Callable[[MainWindow, Path], None]:
    def act(window: MainWindow, bill: Path) -> None:
        _preview(window, bill)
        settle(window)
        rows = window.import_page.preview.panel
        place = rows.model.position_of(lambda row: _INSTALMENTS in row.row.note)
        rows.table.select_row(place or 0)
        getattr(rows, name).trigger()

    return act


def _section(key: str) -> Callable[[MainWindow, Path], None]:
    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.settings.view import SettingsPage  # noqa: PLC0415

        _page(window, "settings", SettingsPage).open_section(key)

    return act


def _settings_dialog(section: str, card: str, button: str) -> Callable[[MainWindow, Path], None]:
    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.settings.view import SettingsPage  # noqa: PLC0415

        page = _page(window, "settings", SettingsPage)
        page.open_section(section)
        settle(window)
        getattr(getattr(getattr(page, section), card), button).click()

    return act


class _PictureHost:
    """Stands in for the program around the wizard; the pictures press none of its buttons."""

    def __init__(self, context: UiContext) -> None:
        self.context = context

    def change_language(self, _language: Language) -> None:
        """Keep the language."""

    def place_ledger(self, _path: Path, on_done: Callable[[Exception | None], None]) -> None:
        """Leave the ledger where it is."""
        on_done(None)

    def place_warning(self, _path: Path) -> str:
        """Return no warning."""
        return ""

    def import_files(self, _paths: list[Path]) -> None:
        """Import nothing."""

    def open_demo(self) -> None:
        """Open nothing."""


def _wizard(step: int) -> Callable[[MainWindow, Path], None]:
    def act(window: MainWindow, _bill: Path) -> None:
        from huanqing.ui.wizard.dialog import Wizard  # noqa: PLC0415 - when it is shown

        wizard = Wizard(_PictureHost(window.context), window)
        wizard.open()
        for _ in range(step):
            wizard.view_model.go_on()

    return act


def _start_failure(window: MainWindow, _bill: Path) -> None:
    from huanqing.application.errors import LedgerDamagedError  # noqa: PLC0415 - when it is shown
    from huanqing.ui.start_failure import StartFailureDialog  # noqa: PLC0415 - when it is shown

    path = PurePath(window.context.service.path).name
    door = cast("LedgerDoor", None)  # No button is pressed, so nothing is opened.
    StartFailureDialog(LedgerDamagedError(path, ("page 7",)), Path(path), door, window).open()


def _bug(window: MainWindow, _bill: Path) -> None:
    window.bug_reporter.show_bug(ValueError("an example of a fault"))


SCENES: tuple[Scene, ...] = (
    Scene("overview", _overview),
    Scene("why", _why),
    Scene("overview-hidden", _hidden),
    Scene("statements", _show("statements")),
    Scene("statements-paid", _statement("", StatementState.PAID)),
    Scene("reconcile", _statement("reconcile", StatementState.PAID)),
    Scene("early-settlement", _statement("settlement", StatementState.UNBILLED, of_purchase=True)),
    Scene("entries", _show("entries")),
    Scene("entries-purchase", _entry("", "笔记本电脑")),
    Scene("entries-repayment", _entry("", "类型:还款")),
    Scene("entries-search", _entry("", _NARROW)),
    Scene("entries-nothing", _entry("", "没有这样的记录")),
    Scene("entry-new", _entry("new_purchase")),
    Scene("entry-refund", _entry("new_refund")),
    Scene("entry-repayment", _entry("new_repayment")),
    Scene("entry-edit", _entry("edit", "笔记本电脑")),
    Scene("entry-split", _entry("split", "滚筒洗衣机")),
    Scene("plan", _show("plan")),
    Scene("plan-accepted", _plan("follow")),
    Scene("plan-failed", _plan("fail")),
    Scene("plan-what-if", _plan("wonder")),
    Scene("plan-late", _plan("be_late")),
    Scene("plan-questions", _plan("ask")),
    Scene("plan-nothing", _plan("owe_nothing")),
    Scene("limit", _show("limit")),
    Scene("limit-free", _limit("ask")),
    Scene("limit-what-if", _limit("wonder")),
    Scene("limit-log", _limit("keep_log")),
    Scene("limit-health", _limit("look_after")),
    Scene("limit-unknown", _limit("know_nothing")),
    Scene("limit-empty", _limit("be_empty")),
    Scene("alerts", _alerts("show_all")),
    Scene("alerts-aside", _alerts("put_aside")),
    Scene("alerts-nothing", _alerts("be_calm")),
    Scene("alerts-rules", _alerts("choose_rules")),
    Scene("import", _show("import")),
    Scene("import-preview", _preview),
    Scene("import-periods", _preview_dialog("periods_action")),
    Scene("settings-account", _section("account")),
    Scene("settings-cards", _section("cards")),
    Scene("settings-money", _section("money")),
    Scene("settings-ledger", _section("ledger")),
    Scene("settings-window", _section("window")),
    Scene("settings-rule", _settings_dialog("account", "rules", "edit_button")),
    Scene("settings-limit", _settings_dialog("account", "limits", "add_button")),
    Scene("settings-card", _settings_dialog("cards", "cards", "add_button")),
    Scene("shortcuts", lambda window, _bill: window.menus.shortcuts.trigger()),
    Scene("about", lambda window, _bill: window.menus.about.trigger()),
    Scene("wizard-place", _wizard(0)),
    Scene("wizard-account", _wizard(1)),
    Scene("wizard-cards", _wizard(2)),
    Scene("wizard-bill", _wizard(3)),
    Scene("start-failure", _start_failure),
    Scene("bug", _bug),
)
"""What the demo ledger shows on its own day."""

BILLED_SCENES: tuple[Scene, ...] = (
    Scene("overview-billed", _overview),
    Scene("statement-billed", _statement("", StatementState.BILLED)),
    Scene("statement-instalment", _statement("instalment", StatementState.BILLED)),
)
"""What it shows once its next statement is out."""

PAGES_ONLY = frozenset(
    {
        *("overview", "statements", "entries-purchase", "plan", "limit", "alerts"),
        *("import", "import-preview", "settings-account"),
    }
)
"""The names of the scenes for a quick look at the pages."""


def on_top(window: MainWindow) -> QWidget:
    """Return the dialog that the scene opened, or the window."""
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    return next((each for each in dialogs if each.isVisible()), window)
