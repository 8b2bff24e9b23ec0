"""The plan page: until when one may wait, the days ahead, the payments, and what would be if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from huanqing.application.plan_auto_debit import debits_in
from huanqing.application.plan_models import PlanWishes, StepState
from huanqing.ui.overriding import override
from huanqing.ui.plan.actions import PlanPageActions, button_of
from huanqing.ui.plan.calendar_card import CalendarCard
from huanqing.ui.plan.cards import (
    DifferenceCard,
    HeadlineCard,
    QuestionCard,
    RivalCard,
    StaleBanner,
    WhyCard,
)
from huanqing.ui.plan.checklist import Checklist
from huanqing.ui.plan.difference import difference_rows
from huanqing.ui.plan.export import PlanExporter
from huanqing.ui.plan.following import PlanFollowing
from huanqing.ui.plan.progress import SolvingBar
from huanqing.ui.plan.shown import ShownKind
from huanqing.ui.plan.view_model import PlanPlace, PlanViewModel
from huanqing.ui.plan.what_if import WhatIfViewModel
from huanqing.ui.plan.what_if_panel import WhatIfPanel
from huanqing.ui.plan.words import headline_of, stale_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import EmptyState, PageHeader
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent

    from huanqing.domain.planning.explanation import Remedy
    from huanqing.ui.context import UiContext
    from huanqing.ui.plan.shown import ShownPlan

_PLACES = {PlanPlace.NOTHING_YET: 0, PlanPlace.NO_BILL: 1}
_CONTENT = 2
_LEAST_WIDTH = 760


class PlanPage(Page):
    """Puts the cards and the what-if together and connects them."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        service, runner, formatter = context.service, context.runner, context.formatter
        self.view_model = PlanViewModel(service, runner, formatter, self)
        self.following = PlanFollowing(service, runner, formatter, self)
        experience = self.view_model.experience
        self.what_if = WhatIfViewModel(service.plans, runner, formatter, experience, self)
        self.actions_of_page = PlanPageActions(self)
        self.exporter = PlanExporter(context, self.actions_of_page, self)
        self.message = MessageBar()
        self.solving_bar = SolvingBar()
        self.stale = StaleBanner()
        self.headline = HeadlineCard()
        self.questions = QuestionCard()
        self.why = WhyCard(formatter)
        self.difference = DifferenceCard(context)
        self.calendar = CalendarCard(context)
        self.checklist = Checklist(context)
        self.rivals = RivalCard(context)
        self._panel: WhatIfPanel | None = None
        self.empty = EmptyState(
            self.tr("No bill yet"),
            self.tr("A plan is made once there is something to repay."),
            self.tr("Import bills"),
        )
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._connect_actions()
        self._show_possible()

    @property
    def shown(self) -> ShownPlan | None:
        """The plan that calendar and list show: that of the what-if while there is one."""
        return self.what_if.shown or self.view_model.shown

    @property
    def panel(self) -> WhatIfPanel:
        """The panel of the what-if, built when it is first wanted."""
        if self._panel is None:
            panel = self._panel = WhatIfPanel(self._context, self.what_if)
            panel.hide()
            self._splitter.addWidget(panel)
            self._splitter.setStretchFactor(1, 0)
            panel.closed.connect(self._on_panel_closed)
            panel.accepted.connect(self._on_panel_accepted)
            inputs = self.view_model.inputs
            if inputs is not None:
                panel.show_ledger(inputs)
        return self._panel

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    @override
    def menu_title(self) -> str:
        return self.tr("&Plan")

    @override
    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_page.in_menu()

    @override
    def begun(self) -> object:
        return self.what_if.wishes if self.what_if.is_active else None

    @override
    def go_on_with(self, begun: object) -> None:
        if isinstance(begun, PlanWishes):
            self.actions_of_page.what_if.setChecked(True)
            self.what_if.wish(begun)
            self.what_if.wishes_changed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.what_if.go_on()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Search for nothing that nobody sees; it is searched for when the page is back."""
        super().hideEvent(event)
        self.what_if.pause()
        if self.view_model.pause():
            self.mark_stale()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the what-if below the plan where there is no room for both side by side."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < METRICS.scaled(_LEAST_WIDTH)
        self._splitter.setOrientation(
            Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        )

    def _build_header(self) -> PageHeader:
        actions = self.actions_of_page
        header = PageHeader(self.tr("Repayment plan"))
        self.what_if_button = button_of(actions.what_if)
        self.accept_button = button_of(actions.accept, "primary")
        header.add_button(self.what_if_button)
        header.add_button(self.accept_button)
        return header

    def _build(self) -> None:
        """Put the outer parts together first: what moves with its parts is dressed with them."""
        self.column.addWidget(self._build_header())
        for bar in (self.message, self.solving_bar, self.stale):
            self.column.addWidget(bar)
        self.column.addWidget(self._stack, 1)
        for part in (QWidget(), self.empty, self._splitter):
            self._stack.addWidget(part)
        content = QWidget()
        self._splitter.setObjectName("plan")
        self._splitter.setHandleWidth(METRICS.gap)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(RoomyScroll(content))
        self._splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)

    def _cards(self) -> tuple[QWidget, ...]:
        return (
            self.headline,
            self.questions,
            self.why,
            self.difference,
            self.calendar,
            self.checklist,
            self.rivals,
        )

    def _connect(self) -> None:
        model = self.view_model
        self.empty.button.clicked.connect(self._on_import_clicked)
        self.questions.page_requested.connect(self.page_requested)
        self.why.remedy_chosen.connect(self._on_remedy_chosen)
        self.calendar.step_chosen.connect(self.checklist.choose)
        following = self.following
        self.checklist.paid.connect(following.pay)
        self.checklist.marked.connect(following.mark)
        following.accepted.connect(model.keep_accepted)
        following.failed.connect(model.plan_again)
        following.message_changed.connect(self.message.show_message)
        self.checklist.step_changed.connect(self._show_possible)
        self.checklist.repayment_requested.connect(self._on_repayment_requested)
        self.stale.again.clicked.connect(model.plan_again)
        self.stale.keep.clicked.connect(model.keep_accepted)
        self.solving_bar.cancel_requested.connect(model.cancel)
        self.solving_bar.again_requested.connect(model.plan_again)
        self.what_if.result_changed.connect(self._show_plan)
        model.plan_changed.connect(self._on_plan_changed)
        model.solving_changed.connect(self._on_solving_changed)
        model.message_changed.connect(self.message.show_message)
        self.exporter.message_changed.connect(self.message.show_message)

    def _connect_actions(self) -> None:
        actions, model = self.actions_of_page, self.view_model
        actions.accept.triggered.connect(self._on_accept_triggered)
        actions.again.triggered.connect(model.plan_again)
        actions.end.triggered.connect(self.following.end)
        actions.what_if.toggled.connect(self._on_what_if_toggled)
        actions.paid.triggered.connect(self.checklist.note_paid)
        actions.failed.triggered.connect(self.checklist.note_failed)
        actions.skip.triggered.connect(self.checklist.skip)
        actions.take_back.triggered.connect(self.checklist.take_back)
        actions.fill_context_menu(self.checklist.table)

    @Slot()
    def _show_plan(self) -> None:
        """Show the plan of the what-if, or the page's own."""
        model, formatter, shown = self.view_model, self._context.formatter, self.shown
        place = model.place
        self._stack.setCurrentIndex(_PLACES.get(place, _CONTENT))
        has_plan = shown is not None and place is PlanPlace.PLAN
        for card in (self.headline, self.calendar, self.checklist):
            card.setVisible(has_plan)
        if shown is not None and has_plan:
            is_own = shown.kind is not ShownKind.WHAT_IF
            base = model.base if is_own else None
            fresh = None if base is None else base.answer
            self.headline.show_headline(headline_of(shown, formatter, fresh))
            inputs = model.inputs
            as_of = None if inputs is None else inputs.balances_as_of
            obligations = model.obligations | self.what_if.obligations
            self.calendar.show_plan(shown, obligations, as_of)
            self.checklist.show_steps(shown, obligations)
            has_something = bool(shown.steps or shown.problem.owed_fen or debits_in(shown.problem))
            self.calendar.setVisible(has_something)
            self.checklist.setVisible(bool(shown.steps))
        self._show_beside(shown if has_plan else None)
        self._show_possible()

    def _show_beside(self, shown: ShownPlan | None) -> None:
        """Show what stands beside a plan: why it is late, what it changes, its rivals."""
        model, base = self.view_model, self.view_model.base
        self.why.show_explanation(None if shown is None else shown.answer.explanation)
        is_proposed = shown is not None and shown.kind is ShownKind.PROPOSED
        is_owed = base is not None and base.problem.owed_fen > 0
        self.rivals.show_rivals(base.rivals if base and is_owed and is_proposed else ())
        accepted = model.accepted
        is_new = is_proposed and accepted is not None and base is not None
        self.difference.setVisible(is_new)
        if is_new and accepted is not None and base is not None:
            before, after = (accepted.problem, accepted.answer), (base.problem, base.answer)
            rows = difference_rows(before, after, self._context.formatter)
            self.difference.table.show_rows(rows)
        text = stale_text(model.stale) if model.stale else ""
        if model.is_proposing:
            text = self.tr("This is a new plan. The accepted one stays until you accept this.")
        self.stale.show_text(text, is_proposing=model.is_proposing)

    @Slot()
    def _show_possible(self) -> None:
        """Offer what can be done now."""
        model, actions, checklist = self.view_model, self.actions_of_page, self.checklist
        is_plan = model.place is PlanPlace.PLAN
        own = model.shown
        is_own = not self.what_if.is_active
        actions.accept.setEnabled(is_own and model.can_accept)
        is_proposed = own is not None and own.kind is ShownKind.PROPOSED and bool(own.steps)
        self.accept_button.setVisible(is_proposed and is_own)
        actions.again.setEnabled(is_plan and model.accepted is not None)
        actions.what_if.setEnabled(is_plan and model.base is not None)
        self.what_if_button.setVisible(is_plan)
        for action in (actions.end, *self.exporter.actions):
            action.setEnabled(model.accepted is not None)
        for action, state in (
            (actions.paid, StepState.PAID),
            (actions.failed, StepState.FAILED),
            (actions.skip, StepState.SKIPPED),
            (actions.take_back, StepState.OPEN),
        ):
            action.setEnabled(checklist.can(state))

    @Slot()
    def _on_plan_changed(self) -> None:
        model = self.view_model
        inputs = model.inputs
        if inputs is not None:
            self.questions.show_questions(inputs.questions, inputs.stale_balances)
            if self._panel is not None:
                self._panel.show_ledger(inputs)
        self.what_if.follow(inputs, model.base)
        self._show_plan()

    @Slot()
    def _on_solving_changed(self) -> None:
        model = self.view_model
        self.solving_bar.follow(model.solving, was_stopped=model.was_stopped)
        self._show_possible()

    @Slot(bool)
    def _on_what_if_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.panel.setVisible(is_open)
        if is_open:
            if self._splitter.orientation() is Qt.Orientation.Vertical:
                third = self._splitter.height() // 3
                self._splitter.setSizes([third, 2 * third])
            self.panel.take_focus()
        else:
            self.what_if.reset()
            self.what_if_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_panel_closed(self) -> None:
        self.actions_of_page.what_if.setChecked(False)

    @Slot()
    def _on_panel_accepted(self) -> None:
        solved = self.what_if.solved
        if solved is not None and self.what_if.can_accept:
            self.following.accept(solved)
            self.actions_of_page.what_if.setChecked(False)

    @Slot()
    def _on_accept_triggered(self) -> None:
        base = self.view_model.base
        if base is not None and self.view_model.can_accept:
            self.following.accept(base)

    @Slot(object)
    def _on_remedy_chosen(self, remedy: Remedy) -> None:
        self.actions_of_page.what_if.setChecked(True)
        self.what_if.try_remedy(remedy)

    @Slot(str)
    def _on_repayment_requested(self, repayment: str) -> None:
        self.entry_requested.emit("repayment", repayment)

    @Slot()
    def _on_import_clicked(self) -> None:
        self.page_requested.emit("import")
