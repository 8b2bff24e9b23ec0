"""The short list of what to do next, each step with the button that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from huanqing.ui.overview.next_steps import MOST_STEPS, NextStep
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel, QPushButton


class StepList(Card):
    """``step_chosen`` carries the NextStep whose button was pressed."""

    step_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What to do next"), parent)
        self._steps: tuple[NextStep, ...] = ()
        self._lines: list[tuple[QLabel, QPushButton]] = []
        self._calm = make_label("text", self.tr("Nothing to do: everything is paid and filled in."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(METRICS.spacing)
        grid.setVerticalSpacing(METRICS.spacing // 2)
        grid.setColumnStretch(0, 1)
        for place in range(MOST_STEPS):
            text, button = make_label("text"), make_button("")
            grid.addWidget(text, place, 0)
            grid.addWidget(button, place, 1, Qt.AlignmentFlag.AlignRight)
            button.clicked.connect(lambda _checked=False, place=place: self._choose(place))
            self._lines.append((text, button))
        self.body.addWidget(self._calm)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.show_steps(())

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of the steps that are shown."""
        return [button for _text, button in self._lines[: len(self._steps)]]

    @property
    def shown(self) -> list[tuple[NextStep, QLabel]]:
        """The steps that are shown, each with the label of its words."""
        labels = [text for text, _button in self._lines]
        return list(zip(self._steps, labels, strict=False))

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Show other steps, or a calm line where there are none."""
        self._steps = tuple(steps)
        self._calm.setVisible(not steps)
        for place, (text, button) in enumerate(self._lines):
            is_used = place < len(steps)
            if is_used:
                step = steps[place]
                text.setText(step.text)
                set_tone(text, step.tone)
                button.setText(step.action)
                button.setAccessibleName(step.action)
                button.setAccessibleDescription(step.text)
            text.setVisible(is_used)
            button.setVisible(is_used)

    def _choose(self, place: int) -> None:
        if place < len(self._steps):
            self.step_chosen.emit(self._steps[place])
