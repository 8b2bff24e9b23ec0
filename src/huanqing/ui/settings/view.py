"""The settings page: a tab for each section, and what it holds below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from huanqing.ui.settings.account_section import AccountSection
from huanqing.ui.settings.cards_section import CardsSection
from huanqing.ui.settings.ledger_section import LedgerSection
from huanqing.ui.settings.money_section import MoneySection
from huanqing.ui.settings.plan_section import PlanSection
from huanqing.ui.settings.view_model import SettingsViewModel
from huanqing.ui.settings.window_section import WindowSection
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import PageHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.ui.context import UiContext
    from huanqing.ui.settings.section import Section


class SettingsPage(Page):
    """Shows what ``SettingsViewModel`` holds; the signals are wishes for the desk of windows."""

    open_ledger_requested = Signal()
    new_ledger_requested = Signal()
    recent_requested = Signal(str)
    move_requested = Signal()
    copy_requested = Signal()
    demo_requested = Signal()
    language_requested = Signal(object)
    zoom_requested = Signal(int)
    tray_changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view_model = SettingsViewModel(context, self)
        self.view_model = view_model
        self.message = MessageBar()
        self.choices = QTabBar()
        self.choices.setAccessibleName(self.tr("Sections"))
        self.choices.setDrawBase(False)
        self.choices.setExpanding(False)
        self._stack = QStackedWidget()
        self.column.addWidget(PageHeader(self.tr("Settings")))
        self.column.addWidget(self.message)
        self.column.addWidget(self.choices)
        self.column.addWidget(self._stack, 1)
        # In its place from the first: what moves is dressed anew with all its parts.
        self.account = AccountSection(view_model, self._stack)
        self.cards = CardsSection(view_model, self._stack)
        self.money = MoneySection(view_model, self._stack)
        self.plan = PlanSection(view_model, self._stack)
        self.ledger = LedgerSection(view_model, self._stack)
        self.window_section = WindowSection(view_model, self._stack)
        self._sections: dict[str, Section] = {}
        self._add("account", self.tr("Account"), self.account)
        self._add("cards", self.tr("Cards"), self.cards)
        self._add("money", self.tr("Money"), self.money)
        self._add("plan", self.tr("Plan"), self.plan)
        self._add("ledger", self.tr("Ledger file"), self.ledger)
        self._add("window", self.tr("Window"), self.window_section)
        self._connect()
        self.open_section("account")

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    @override
    def begun(self) -> object:
        return self.choices.currentIndex()

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, int):
            self.choices.setCurrentIndex(begun)

    def open_section(self, key: str) -> None:
        """Show a section: account, cards, money, plan, ledger or window."""
        self.choices.setCurrentIndex(list(self._sections).index(key))

    def show_place(self, warning: str, recent: Sequence[str]) -> None:
        """Show whether the ledger's folder is unwise, and the ledgers opened lately."""
        self.ledger.show_place(warning, recent)

    def _add(self, key: str, title: str, section: Section) -> None:
        self.choices.addTab(title)
        self._sections[key] = section
        self._stack.addWidget(section)

    def _connect(self) -> None:
        self.choices.currentChanged.connect(self._stack.setCurrentIndex)
        self.view_model.view_changed.connect(self._on_view_changed)
        self.view_model.message_changed.connect(self.message.show_message)
        self.plan.message_changed.connect(self.message.show_message)
        self.message.action_requested.connect(self.view_model.change_anyway)
        self.ledger.open_requested.connect(self.open_ledger_requested)
        self.ledger.new_requested.connect(self.new_ledger_requested)
        self.ledger.recent_requested.connect(self.recent_requested)
        self.ledger.move_requested.connect(self.move_requested)
        self.ledger.copy_requested.connect(self.copy_requested)
        self.ledger.demo_requested.connect(self.demo_requested)
        self.window_section.language_requested.connect(self.language_requested)
        self.window_section.zoom_requested.connect(self.zoom_requested)
        self.window_section.tray.tray_changed.connect(self.tray_changed)

    @Slot()
    def _on_view_changed(self) -> None:
        for section in self._sections.values():
            section.show_stored()
