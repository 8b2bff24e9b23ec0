"""The alerts page: what asks for attention by urgency, and below it what was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huanqing.application.alert_models import Urgency
from huanqing.ui.alerts.row import AlertRow
from huanqing.ui.alerts.view_model import AlertsViewModel
from huanqing.ui.alerts.words import group_title
from huanqing.ui.labels import counted
from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.page import Page
from huanqing.ui.widgets.parts import Card, PageHeader, make_button, make_label
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.ui.alerts.words import AlertLine
    from huanqing.ui.context import UiContext


class AlertsPage(Page):
    """Shows what ``AlertsViewModel`` holds."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view_model = AlertsViewModel(context.service, context.runner, context.formatter, self)
        self.rules_button = make_button(
            self.tr("When to be told…"), description=self.tr("Choose what is told, and how early")
        )
        self._message = MessageBar()
        self.calm = Card(self.tr("Nothing needs you"))
        self.calm.body.addWidget(
            make_label("note", self.tr("What falls due, runs short or ends will stand here."))
        )
        self.groups = {each: AlertGroup(group_title(each)) for each in Urgency}
        self.aside_button = make_button("", "quiet")
        self.aside_button.setCheckable(True)
        self.aside = AlertGroup("")
        self._focused: tuple[AlertGroup, int, int] | None = None
        header = PageHeader(self.tr("Alerts"))
        header.add_button(self.rules_button)
        self.column.addWidget(header)
        self.column.addWidget(self._message)
        self.column.addWidget(self._build(), 1)
        self._connect()
        self._show_nothing()

    @override
    def refresh(self) -> None:
        self.view_model.refresh()

    @override
    def begun(self) -> object:
        return self.aside_button.isChecked() or None

    @override
    def go_on_with(self, begun: object) -> None:
        self.aside_button.setChecked(bool(begun))

    def _build(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.gap)
        column.addWidget(self.calm)
        for group in self.groups.values():
            column.addWidget(group)
        column.addWidget(self.aside_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.aside)
        column.addStretch(1)
        return RoomyScroll(content)

    def _connect(self) -> None:
        self.rules_button.clicked.connect(self._on_rules_clicked)
        self.aside_button.toggled.connect(self._on_aside_toggled)
        self.view_model.alerts_changed.connect(self._on_alerts_changed)
        self.view_model.message_changed.connect(self._message.show_message)

    def _show_nothing(self) -> None:
        for each in (self.calm, *self.groups.values(), self.aside_button, self.aside):
            each.hide()

    @Slot()
    def _on_alerts_changed(self) -> None:
        if self.view_model.alerts is None:
            return
        focused = self._place_of_focus()
        for urgency, group in self.groups.items():
            self._fill(group, self.view_model.lines_of(urgency))
        put_aside = self.view_model.aside
        self._fill(self.aside, put_aside)
        self.calm.setVisible(not self.view_model.lines)
        words = counted(
            len(put_aside), self.tr("Put aside: {0} alert"), self.tr("Put aside: {0} alerts")
        )
        self.aside_button.setText(words)
        self.aside_button.setAccessibleName(words)
        self.aside_button.setVisible(bool(put_aside))
        self._show_aside()
        if focused is not None:
            self._focus_again(*focused)

    def _fill(self, group: AlertGroup, lines: Sequence[AlertLine]) -> None:
        for row in group.show_lines(lines):
            row.page_requested.connect(self.page_requested)
            row.snooze_requested.connect(self.view_model.snooze)
            row.done_requested.connect(self.view_model.mark_done)
            row.back_requested.connect(self.view_model.bring_back)

    def _show_aside(self) -> None:
        is_open = self.aside_button.isChecked()
        self.aside.setVisible(is_open and bool(self.aside.rows))

    def _place_of_focus(self) -> tuple[AlertGroup, int, int] | None:
        """Return the group, row and button that have the keyboard."""
        for group in (*self.groups.values(), self.aside):
            for place, row in enumerate(group.rows):
                for number, button in enumerate(row.buttons):
                    if button.hasFocus():
                        return group, place, number
        return None

    def _focus_again(self, group: AlertGroup, place: int, number: int) -> None:
        """Put the keyboard where it was, or as near as there is something left."""
        others = [each for each in (*self.groups.values(), self.aside) if each.isVisibleTo(self)]
        rows = group.rows or [row for each in others for row in each.rows]
        if not rows:
            self.rules_button.setFocus()
            return
        buttons = rows[min(place, len(rows) - 1)].buttons
        buttons[min(number, len(buttons) - 1)].setFocus()

    @Slot(bool)
    def _on_aside_toggled(self, _is_open: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._show_aside()

    @Slot()
    def _on_rules_clicked(self) -> None:
        from huanqing.ui.alerts.rules_dialog import (  # noqa: PLC0415 - when it is shown
            AlertRulesDialog,
        )

        dialog = AlertRulesDialog(self.view_model.settings, self._context.formatter, self)
        dialog.book_with(self.view_model.book_settings)
        dialog.open()


class AlertGroup(Card):
    """The alerts of one urgency, hidden while there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)
        self.rows: list[AlertRow] = []

    def show_lines(self, lines: Sequence[AlertLine]) -> list[AlertRow]:
        """Show other alerts; rows that say the same stay as they are. Return the new ones."""
        kept = {row.line: row for row in self.rows if row.line in lines}
        new = {line: AlertRow(line) for line in lines if line not in kept}
        rows = [(kept | new)[line] for line in lines]
        for row in self.rows:
            if row.line in kept:
                continue
            self.body.removeWidget(row)
            row.retire()
        for row in rows:
            self.body.removeWidget(row)
            self.body.addWidget(row)
        self.rows = rows
        self.setVisible(bool(rows))
        return list(new.values())
