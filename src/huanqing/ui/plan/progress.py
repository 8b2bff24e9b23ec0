"""Says what is being searched for while a plan is on its way, with a button to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from huanqing.domain.planning.solver import Tier
from huanqing.ui.plan.words import tier_text
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from huanqing.ui.plan.solving import PlanSolving

_DELAY_MS = 200


class SolvingBar(QFrame):
    """Appears only for a search that takes longer than a blink.

    ``again_requested`` is the wish to begin a stopped search anew.
    """

    cancel_requested = Signal()
    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.text = make_label("text")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of the planning"))
        self.bar.setTextVisible(False)
        self.bar.setRange(0, len(Tier))
        self.bar.setFixedWidth(METRICS.navigation_width // 2)
        self.cancel_button = make_button(
            self.tr("Cancel"), description=self.tr("Stop planning; nothing is changed")
        )
        self.again_button = make_button(self.tr("Plan again"))
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.spacing, METRICS.spacing)
        row.setSpacing(METRICS.spacing)
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
        row.addWidget(self.again_button)
        self._delay.timeout.connect(self.show)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.again_button.clicked.connect(self.again_requested)
        self.hide()

    def follow(self, solving: PlanSolving, *, was_stopped: bool) -> None:
        """Show how far a search is, or that the user stopped it; else hide."""
        is_running = solving.is_running
        if not is_running:
            self._delay.stop()
            self.cancel_button.setEnabled(True)
        for widget in (self.bar, self.cancel_button):
            widget.setVisible(is_running)
        self.again_button.setVisible(not is_running)
        if is_running:
            self.text.setText(tier_text(solving.tier))
            self.bar.setValue(int(solving.tier))
            if self.isHidden() and not self._delay.isActive():
                self._delay.start()
            return
        self.text.setText(self.tr("Planning was stopped."))
        self.setVisible(was_stopped)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancel_requested.emit()
