"""The most urgent alerts on the overview; the alerts page has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from huanqing.ui.alerts.view_model import AlertsViewModel
from huanqing.ui.labels import counted
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone, tabular

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

    from huanqing.ui.alerts.words import AlertLine
    from huanqing.ui.context import UiContext

MOST_LINES = 3


class AlertBlock(Card):
    """``page_requested`` carries a page's key; hidden while nothing needs the user."""

    page_requested = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view_model = AlertsViewModel(context.service, context.runner, context.formatter, self)
        self.more_button = make_button(
            self.tr("All alerts"), description=self.tr("Show the alerts page")
        )
        self._more = make_label("label")
        head = QHBoxLayout()
        head.addWidget(make_label("heading", self.tr("Alerts")))
        head.addSpacing(METRICS.gap)
        head.addWidget(self._more, 1)
        head.addWidget(self.more_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(METRICS.gap)
        self._grid.setVerticalSpacing(METRICS.spacing // 2)
        self._grid.setColumnStretch(0, 1)
        self._pages = [""] * MOST_LINES
        self._lines = [self._add_line(place) for place in range(MOST_LINES)]
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self.more_button.clicked.connect(lambda: self.page_requested.emit("alerts"))
        self.view_model.alerts_changed.connect(self._on_alerts_changed)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of the alerts that are shown."""
        return [button for _text, _amount, button in self._lines if not button.isHidden()]

    def refresh(self) -> None:
        """Load the alerts."""
        self.view_model.refresh()

    def _add_line(self, place: int) -> tuple[QLabel, QLabel, QPushButton]:
        text, amount, button = make_label("text"), make_label("heading"), make_button("")
        amount.setFont(tabular(amount.font()))
        button.clicked.connect(lambda: self.page_requested.emit(self._pages[place]))
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(text, place, 0)
        self._grid.addWidget(amount, place, 1, right)
        self._grid.addWidget(button, place, 2, right)
        return text, amount, button

    @Slot()
    def _on_alerts_changed(self) -> None:
        lines = self.view_model.lines
        rest = len(lines) - MOST_LINES
        words = counted(rest, self.tr("and {0} more"), self.tr("and {0} more"))
        self._more.setText(words if rest > 0 else "")
        for place in range(MOST_LINES):
            self._show_line(place, lines[place] if place < len(lines) else None)
        self.setVisible(bool(lines))

    def _show_line(self, place: int, line: AlertLine | None) -> None:
        text, amount, button = self._lines[place]
        shown = line.amounts[0] if line is not None and line.amounts else None
        for widget in (text, button):
            widget.setVisible(line is not None)
        amount.setVisible(shown is not None)
        let_ask(amount, None if shown is None else shown.why)
        if line is None:
            return
        self._pages[place] = line.page
        text.setText(line.heading)
        set_tone(text, line.tone)
        button.setText(line.action)
        button.setAccessibleName(line.action)
        button.setAccessibleDescription(line.heading)
        if shown is not None:
            amount.setText(shown.text)
            amount.setAccessibleName(f"{line.heading}, {shown.caption}: {shown.text}")
