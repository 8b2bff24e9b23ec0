"""The panel of the what-if: marked as no part of the ledger, with what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.overriding import override
from huanqing.ui.plan.cards import DifferenceTable
from huanqing.ui.plan.wish_fields import WishFields
from huanqing.ui.plan.words import headline_of, target_text, tier_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone
from huanqing.ui.widgets.roomy_scroll import RoomyScroll

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from huanqing.application.plan_models import PlanInputs
    from huanqing.ui.context import UiContext
    from huanqing.ui.plan.what_if import WhatIfViewModel

_WIDTH = 356


class WhatIfPanel(Card):
    """Shows what ``WhatIfViewModel`` holds; ``closed`` and ``accepted`` are the user's wishes."""

    closed = Signal()
    accepted = Signal()

    def __init__(
        self, context: UiContext, view_model: WhatIfViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._view_model = view_model
        self._inputs: PlanInputs | None = None
        self.setAccessibleName(self.tr("What if"))
        self.setMinimumWidth(METRICS.scaled(_WIDTH))
        self.close_button = make_button(
            self.tr("Close"), "quiet", self.tr("Close the what-if and forget its wishes")
        )
        self.mark = make_label("note", self.tr("Not in the ledger: nothing here is written."))
        set_tone(self.mark, "warning")
        self.state = make_label("text")
        self.figure = make_label("heading")
        self.figure.setWordWrap(True)
        self.table = DifferenceTable(
            context, self.tr("What it changes"), self.tr("Now"), self.tr("What if")
        )
        self.accept_note = make_label("note")
        self.accept_button = make_button(self.tr("Accept this plan"), "primary")
        self.reset_button = make_button(
            self.tr("Reset"), description=self.tr("Take every wish of the what-if back")
        )
        self.fields = WishFields(context.formatter)
        self._build()
        self.close_button.clicked.connect(self.closed)
        self.reset_button.clicked.connect(view_model.reset)
        self.accept_button.clicked.connect(self.accepted)
        self.fields.wished.connect(self._on_fields_wished)
        view_model.wishes_changed.connect(self._on_wishes_changed)
        view_model.result_changed.connect(self._on_result_changed)
        view_model.progress_changed.connect(self._on_progress_changed)

    def show_ledger(self, inputs: PlanInputs) -> None:
        """Offer the cards and accounts of a ledger."""
        self._inputs = inputs
        self.fields.show_wishes(inputs, self._view_model.wishes)
        self._on_result_changed()

    def take_focus(self) -> None:
        """Put the keyboard where wishes begin."""
        self.fields.cards.card.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(make_label("heading", self.tr("What if")), 1)
        head.addWidget(self.close_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(METRICS.spacing)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        # The table keeps its height, so that no field moves away from under the keyboard.
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing)
        column.addWidget(self.table)
        column.addWidget(self.accept_note)
        column.addLayout(buttons)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.body.addLayout(head)
        for widget in (self.mark, self.figure, self.state):
            self.body.addWidget(widget)
        self.body.addWidget(RoomyScroll(content), 1)

    def _state(self) -> tuple[str, str, str]:
        """Return what comes of the wishes: a figure, a sentence, and its tone."""
        model = self._view_model
        if not model.is_active:
            return "", self.tr("Change something below to see what it would do."), ""
        if model.problem_text:
            return "", model.problem_text, "bad"
        if model.solving.is_running:
            return "", tier_text(model.solving.tier), ""
        shown = model.shown
        if model.is_waiting or shown is None:
            return "", self.tr("Planning…"), ""
        formatter, target = self._context.formatter, model.wishes.target
        headline = headline_of(shown, formatter)
        words = headline.state or headline.note
        if target is not None:
            words = f"{target_text(target, shown.answer.plan, formatter)} {words}"
        return headline.figure, words, headline.tone

    def _accept_words(self) -> str:
        model = self._view_model
        if not model.is_active:
            return ""
        if model.changes_facts:
            return self.tr(
                "This plan needs limits or cash that the ledger does not hold. "
                "Enter them in the settings once they are true; then it can be accepted."
            )
        return self.tr("It changes wishes only, so this plan can be followed as it is.")

    @Slot()
    def _on_result_changed(self) -> None:
        model = self._view_model
        self._on_progress_changed()
        self.table.show_rows(model.differences)
        note = self._accept_words()
        self.accept_note.setText(note)
        self.accept_note.setVisible(bool(note))
        self.accept_button.setEnabled(model.can_accept)
        self.reset_button.setEnabled(model.is_active)

    @Slot()
    def _on_progress_changed(self) -> None:
        figure, words, tone = self._state()
        self.figure.setText(figure)
        self.figure.setVisible(bool(figure))
        self.state.setText(words)
        set_tone(self.state, tone)

    @Slot()
    def _on_fields_wished(self) -> None:
        self._view_model.wish(self.fields.wishes)

    @Slot()
    def _on_wishes_changed(self) -> None:
        if self._inputs is not None:
            self.fields.show_wishes(self._inputs, self._view_model.wishes)
