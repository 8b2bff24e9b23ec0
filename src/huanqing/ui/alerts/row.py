"""One alert in the list: what it says, its amounts, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from huanqing.ui.alerts.words import longest_action
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.parts import make_button, make_label, set_menu, set_tone, tabular

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

    from huanqing.ui.alerts.words import AlertLine, AmountText


class AlertRow(QWidget):
    """Shows an alert; ``page_requested`` carries where it leads.

    ``snooze_requested`` carries its key and the last day of the snooze; an alert that is put
    aside has one button, to be brought back.
    """

    page_requested = Signal(str)
    snooze_requested = Signal(str, object)
    done_requested = Signal(str)
    back_requested = Signal(str)

    def __init__(self, line: AlertLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(line.heading)
        self.setAccessibleDescription(line.note)
        self.heading = make_label("heading", line.heading)
        self.heading.setWordWrap(True)
        set_tone(self.heading, "" if line.aside else line.tone)
        self.note = make_label("note", line.note)
        self.buttons: list[QPushButton] = []
        self._figures: list[QLabel] = []
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.note)
        if line.aside:
            words.addWidget(make_label("note", line.aside))
        row = QGridLayout(self)
        row.setContentsMargins(0, METRICS.spacing // 2, 0, METRICS.spacing // 2)
        row.setHorizontalSpacing(METRICS.gap)
        row.setColumnStretch(0, 1)
        row.addLayout(words, 0, 0)
        row.addLayout(self._amounts(), 0, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._actions(), 0, 2, Qt.AlignmentFlag.AlignTop)

    def retire(self) -> None:
        """Go, and say no amount any more: it may be one that is to be hidden now."""
        self.hide()
        for figure in self._figures:
            figure.clear()
            figure.setAccessibleName("")
        self.deleteLater()

    def _amounts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for amount in self.line.amounts:
            self._add_amount(column, amount)
        return column

    def _add_amount(self, column: QVBoxLayout, amount: AmountText) -> None:
        right = Qt.AlignmentFlag.AlignRight
        figure = make_label("heading", amount.text)
        figure.setFont(tabular(figure.font()))
        figure.setAccessibleName(f"{self.line.heading}, {amount.caption}: {amount.text}")
        let_ask(figure, amount.why)
        self._figures.append(figure)
        caption = make_label("label", amount.caption)
        column.addWidget(figure, 0, right)
        column.addWidget(caption, 0, right)

    def _actions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing // 2)
        if self.line.aside:
            back = self._button(self.tr("Bring back"))
            back.clicked.connect(lambda: self.back_requested.emit(self.line.key))
            row.addWidget(back)
            return row
        go = self._button(longest_action())
        # As wide in every row, so that the amounts stand below each other.
        go.ensurePolished()
        go.setMinimumWidth(go.sizeHint().width())
        go.setText(self.line.action)
        go.setAccessibleName(self.line.action)
        go.clicked.connect(lambda: self.page_requested.emit(self.line.page))
        later = self._button(self.tr("Later"))
        set_menu(later, self._snoozes(later))
        done = self._button(self.tr("Done"))
        done.clicked.connect(lambda: self.done_requested.emit(self.line.key))
        for button in (go, later, done):
            row.addWidget(button)
        return row

    def _button(self, text: str) -> QPushButton:
        button = make_button(text)
        button.setAccessibleDescription(self.line.heading)
        self.buttons.append(button)
        return button

    def _snoozes(self, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.setAccessibleName(button.text())
        for each in self.line.snoozes:
            action = menu.addAction(each.words)
            action.triggered.connect(
                lambda _checked=False, until=each.until: self.snooze_requested.emit(
                    self.line.key, until
                )
            )
        return menu
