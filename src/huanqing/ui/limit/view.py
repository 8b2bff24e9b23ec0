"""The limit page: the days ahead, what-ifs, the log, and health, each on a tab of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from huanqing.ui.limit.actions import LimitPageActions
from huanqing.ui.limit.course import EventRow, Lead, Place, lead_of
from huanqing.ui.limit.course_card import CourseCard
from huanqing.ui.limit.events_table import EventsCard
from huanqing.ui.limit.free_card import FreeCard
from huanqing.ui.limit.health_card import HealthPanel
from huanqing.ui.limit.log_card import LogSection
from huanqing.ui.limit.saving import LimitSaving
from huanqing.ui.limit.view_model import LimitViewModel
from huanqing.ui.limit.what_if import LimitWhatIfViewModel
from huanqing.ui.limit.what_if_panel import LimitWhatIfPanel
from huanqing.ui.limit.words import cause_words
from huanqing.ui.overriding import override
from huanqing.ui.settings.view_model import SettingsViewModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, EmptyState, PageHeader, make_button, make_label
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QAction, QShowEvent

    from huanqing.domain.day_figures import Cause
    from huanqing.ui.context import UiContext

DAYS, WHAT_IF, LOG, HEALTH = range(4)
_SECTIONS = {"days": DAYS, "what-if": WHAT_IF, "log": LOG, "health": HEALTH}


class LimitPage(Page):
    """Puts the parts together and connects them."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        service, runner, formatter = context.service, context.runner, context.formatter
        self.view_model = LimitViewModel(service, runner, formatter, self)
        self.what_if = LimitWhatIfViewModel(service, runner, formatter, self)
        self.account = SettingsViewModel(context, self)
        self._menu: QMenu | None = None
        self._stale_tabs: set[int] = set()
        self.message = MessageBar()
        self.course_card = CourseCard(context, self.view_model)
        self.free = FreeCard(context, self.view_model)
        self.events = EventsCard(context)
        self.unknown = UnknownCard()
        self.panel = LimitWhatIfPanel(context, self.what_if)
        self.log = LogSection(self.view_model, self.account)
        self.health = HealthPanel(context, self.view_model)
        self.actions_of_page = LimitPageActions(self)
        self.saving = LimitSaving(context, self.course_card.chart, self.view_model, self)
        self.empty = EmptyState(
            self.tr("No limit and no purchase yet"),
            self.tr("The days ahead appear here once the limit or a purchase is in the ledger."),
            self.tr("Import bills"),
        )
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of this page"))
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._connect_actions()

    def _build(self) -> None:
        """Put the outer parts together first: what moves with its parts is dressed with them."""
        self.column.addWidget(PageHeader(self.tr("Limit")))
        self.column.addWidget(self.message)
        self.column.addWidget(self._stack, 1)
        for part in (QWidget(), self.empty, self.tabs):
            self._stack.addWidget(part)
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        titles = self.tr("Days ahead"), self.tr("What if"), self.tr("Log"), self.tr("Health")
        days, what_if, log, health = (self._add_tab(title) for title in titles)
        for column, scrolled in ((what_if, self.panel), (health, self.health)):
            column.addWidget(RoomyScroll(scrolled))
        log.addWidget(self.log)
        content = QWidget()
        days.addWidget(RoomyScroll(content))
        cards = QVBoxLayout(content)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(METRICS.gap)
        for card in (self.unknown, self.course_card, self.free, self.events):
            cards.addWidget(card)

    def _add_tab(self, title: str) -> QVBoxLayout:
        """Add an empty tab, and return its column with a gap below the tabs."""
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, METRICS.gap, 0, 0)
        self.tabs.addTab(ground, title)
        return column

    def _connect(self) -> None:
        model, chart = self.view_model, self.course_card.chart
        model.course_changed.connect(self._on_course_changed)
        model.entry_found.connect(self.entry_requested)
        for source in (model, self.what_if, self.account, self.saving):
            source.message_changed.connect(self.message.show_message)
        self.tabs.currentChanged.connect(self._load_tab)
        self.tabs.currentChanged.connect(self._keep_focus)
        self.message.action_requested.connect(self.account.change_anyway)
        self.empty.button.clicked.connect(self._on_import_clicked)
        self.unknown.button.clicked.connect(self._on_unknown_clicked)
        chart.day_changed.connect(self.events.follow)
        self.course_card.day_opened.connect(self._on_day_opened)
        self.events.event_chosen.connect(chart.set_day)
        self.events.event_opened.connect(self._on_event_opened)
        self.panel.offer_requested.connect(self._on_offer_requested)

    def _connect_actions(self) -> None:
        actions = self.actions_of_page
        actions.today.triggered.connect(self._on_today_triggered)
        for days, action in actions.spans.items():
            action.triggered.connect(lambda _=False, days=days: self.course_card.show_span(days))
        actions.habit.toggled.connect(self.course_card.habit_box.setChecked)
        self.course_card.habit_box.toggled.connect(actions.habit.setChecked)
        actions.add_scenario.triggered.connect(self._on_add_scenario_triggered)
        actions.offer.triggered.connect(self._on_offer_triggered)
        actions.png.triggered.connect(self.saving.save_png)
        actions.svg.triggered.connect(self.saving.save_svg)
        actions.csv.triggered.connect(self.saving.save_csv)
        self._show_possible()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view_model.follow_day()

    @override
    def refresh(self) -> None:
        self.view_model.refresh()
        self.account.refresh()
        self._stale_tabs = {WHAT_IF, HEALTH}
        self._load_tab()

    @property
    @override
    def loads_ahead(self) -> bool:
        """The days of the first tab; what else may be shown takes too long for nobody to see."""
        return self.tabs.currentIndex() == DAYS and not self.view_model.wants_habit

    @override
    def menu_title(self) -> str:
        return self.tr("&Limit")

    @override
    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_page.in_menu()

    def open_section(self, key: str) -> None:
        """Go to a tab: days, what-if, log or health."""
        self.tabs.setCurrentIndex(_SECTIONS.get(key, DAYS))

    @override
    def begun(self) -> object:
        return self.what_if.scenarios or None

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, tuple):
            self.what_if.begin_with(begun)
            self.tabs.setCurrentIndex(WHAT_IF)

    @Slot()
    def _keep_focus(self) -> None:
        """Keep the keyboard on the tabs where a tab has nothing yet that could take it."""
        if self.tabs.currentWidget().hasFocus():
            self.tabs.tabBar().setFocus()

    @Slot()
    def _load_tab(self) -> None:
        """Load what only the tab in front needs, where it is not of this ledger's state."""
        shown = self.tabs.currentIndex()
        if shown not in self._stale_tabs:
            return
        self._stale_tabs.discard(shown)
        if shown == WHAT_IF:
            self.what_if.refresh()
        else:
            self.view_model.load_health()

    def _show_possible(self) -> None:
        course = self.view_model.course
        is_known = course is not None and course.is_known
        for action in (
            *self.actions_of_page.spans.values(),
            self.actions_of_page.today,
            self.actions_of_page.habit,
            *self.actions_of_page.saves,
        ):
            action.setEnabled(is_known)

    @Slot()
    def _on_course_changed(self) -> None:
        course = self.view_model.course
        if course is None:
            return
        self._stack.setCurrentIndex(1 if course.is_empty else 2)
        self.unknown.setVisible(not course.is_known)
        for card in (self.course_card, self.free):
            card.setVisible(course.is_known)
        self.events.show_course(course)
        self.course_card.show_course(course)
        day = self.course_card.chart.day
        if day is not None:
            self.events.follow(day)
        self._show_possible()

    @Slot(object)
    def _on_day_opened(self, day: date) -> None:
        """Open what happened on a day; several rows are offered in a menu."""
        course = self.view_model.course
        figures = None if course is None else course.figures(day)
        if figures is None:
            return
        causes = [each for each in figures.causes if lead_of(each) is not None]
        if len(causes) == 1:
            self._open_cause(causes[0])
        elif causes:
            self._offer(causes)

    def _offer(self, causes: Sequence[Cause]) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        formatter = self._context.formatter
        for cause in causes:
            words = f"{cause_words(cause, formatter)}  {formatter.money(cause.amount_fen)}"
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, cause=cause: self._open_cause(cause))
        chart = self.course_card.chart
        self._menu.popup(chart.mapToGlobal(QPoint(chart.width() // 2, chart.height() // 2)))

    def _open_cause(self, cause: Cause) -> None:
        lead = lead_of(cause)
        if lead is not None:
            self._follow(lead)

    def _follow(self, lead: Lead) -> None:
        if lead.place is Place.ENTRY:
            self.entry_requested.emit(lead.kind, lead.id)
        elif lead.place is Place.STATEMENT:
            self.page_requested.emit(f"statements/{lead.id}")
        elif lead.place is Place.PLAN:
            self.page_requested.emit("plan")
        elif lead.place is Place.RULES:
            self.page_requested.emit("settings/account")
        elif lead.place is Place.LOG:
            self.tabs.setCurrentIndex(LOG)
        else:
            self.view_model.find_entry(lead.id)

    @Slot(object)
    def _on_event_opened(self, row: EventRow) -> None:
        self._open_cause(row.cause)

    @Slot()
    def _on_today_triggered(self) -> None:
        self.tabs.setCurrentIndex(DAYS)
        self.course_card.chart.go_to_today()
        self.course_card.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_add_scenario_triggered(self) -> None:
        self.tabs.setCurrentIndex(WHAT_IF)
        self.panel.add_scenario()

    @Slot()
    def _on_offer_triggered(self) -> None:
        self._on_offer_requested(None)

    @Slot(object)
    def _on_offer_requested(self, amount_fen: int | None) -> None:
        from huanqing.ui.offer.dialog import OfferDialog  # noqa: PLC0415 - when somebody asks

        OfferDialog(self._context, self, amount_fen).open()

    @Slot()
    def _on_unknown_clicked(self) -> None:
        self.tabs.setCurrentIndex(LOG)
        self.log.add_part()

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")


class UnknownCard(Card):
    """Says that the limit is not known, and asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The limit is unknown"), parent)
        words = self.tr(
            "Without it nothing can be said of what is available. JD shows it as 总额度."
        )
        self.button = make_button(self.tr("Enter the limit…"), "primary")
        self.body.addWidget(make_label("text", words))
        self.body.addWidget(self.button)
        self.hide()
