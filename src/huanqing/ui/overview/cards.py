"""The cards at the top of the overview: an amount with its note, and the limit's ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.limit_ring import LimitRing
from huanqing.ui.widgets.parts import Card, make_label, set_tone

if TYPE_CHECKING:
    from huanqing.ui.context import UiContext
    from huanqing.ui.overview.view_model import FigureText, LimitText


class AmountCard(Card):
    """A name, a figure, and a note below; all three may change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = make_label("label")
        self.figure = make_label("figure")
        self.figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = make_label("note")
        self.body.addWidget(self._name)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_text(self, text: FigureText) -> None:
        """Show texts that the view model has prepared."""
        self._name.setText(text.name)
        self.figure.setText(text.figure)
        self.figure.setAccessibleName(f"{text.name}: {text.figure}")
        self.note.setText(text.note)
        set_tone(self.note, text.tone)
        self.setAccessibleName(text.name)
        self.setAccessibleDescription(f"{text.figure}. {text.note}" if text.note else text.figure)


class LimitCard(Card):
    """The ring beside the total, the used and the temporary limit."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.ring = LimitRing(context.appearance)
        self.total = make_label("heading")
        self.used = make_label("heading")
        self.temporary = make_label("note")
        # The colour of the ring's inner arc, which shows this part.
        set_tone(self.temporary, "warning")
        self._note = make_label("note")
        words = QVBoxLayout()
        words.setSpacing(METRICS.spacing // 2)
        words.addStretch(1)
        words.addWidget(make_label("label", self.tr("Total limit")))
        words.addWidget(self.total)
        words.addWidget(self.temporary)
        words.addSpacing(METRICS.spacing // 2)
        words.addWidget(make_label("label", self.tr("Used")))
        words.addWidget(self.used)
        words.addWidget(self._note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(METRICS.gap)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        self.body.addLayout(row, 1)

    def show_limit(self, limit: LimitText) -> None:
        """Show texts that the view model has prepared."""
        self.ring.show_figures(limit.ring)
        self.total.setText(limit.total)
        self.used.setText(limit.used)
        self.temporary.setText(limit.temporary)
        self.temporary.setVisible(bool(limit.temporary))
        self._note.setText(limit.note)
        set_tone(self._note, limit.tone)
        self._note.setVisible(bool(limit.note))
