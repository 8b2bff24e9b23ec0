"""The first-start wizard: a calm header, one step at a time, and three buttons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.parts import make_button, make_label
from huanqing.ui.wizard.steps import AccountStep, BillStep, CardsStep, PlaceStep, Step
from huanqing.ui.wizard.view_model import STEPS, WizardViewModel

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent

    from huanqing.ui.wizard.host import WizardHost


class Wizard(QDialog):
    """Enter goes on and keeps the answers, Esc skips the step; closing ends it as it is."""

    def __init__(self, host: WizardHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view_model = WizardViewModel(host, self)
        self.setModal(True)
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size() * 0.9
        self.resize(QSize(METRICS.scaled(760), METRICS.scaled(600)).boundedTo(room))
        self.heading = make_label("title")
        self.words = make_label("text")
        self.progress_text = make_label("label")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, len(STEPS))
        self.message = MessageBar()
        self.stack = QStackedWidget()
        self.steps: list[Step] = []
        self._areas: list[QScrollArea] = []
        self.back_button = make_button("", "quiet")
        self.skip_button = make_button("")
        self.next_button = make_button("", "primary")
        self.next_button.setDefault(True)
        self._build()
        self.next_button.clicked.connect(self._on_next_clicked)
        self.skip_button.clicked.connect(self.view_model.go_on)
        self.back_button.clicked.connect(self.view_model.go_back)
        self.view_model.step_changed.connect(self._on_step_changed)
        self.view_model.busy_changed.connect(self._on_busy_changed)
        self.view_model.rebuilt.connect(self._on_rebuilt)
        self.view_model.message_changed.connect(self.message.show_message)
        self.view_model.finished.connect(self.accept)
        self._on_rebuilt()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.view_model.step]

    @override
    def reject(self) -> None:
        """Skip the step: Esc must not throw the whole wizard away."""
        if not self.view_model.is_busy:
            self.view_model.go_on()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.view_model.is_busy:  # What is under way answers to this wizard.
            event.ignore()
            return
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view_model.refresh()
        self.step.begin()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(self.step, BillStep) and event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.view_model.import_files(paths)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        margin = METRICS.page_margin
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(METRICS.spacing)
        for widget in (self.progress_text, self.progress, self.heading, self.words, self.message):
            column.addWidget(widget)
        column.addSpacing(METRICS.spacing)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.skip_button)
        row.addWidget(self.next_button)
        column.addLayout(row)

    @Slot()
    def _on_rebuilt(self) -> None:
        for area in self._areas:
            self.stack.removeWidget(area)
            area.deleteLater()
        view_model, before = self.view_model, self.steps
        self.steps = [
            PlaceStep(view_model),
            AccountStep(view_model),
            CardsStep(view_model),
            BillStep(view_model),
        ]
        for step, earlier in zip(self.steps, before, strict=False):
            step.take_over(earlier)
        self._areas = [_scrolled(step) for step in self.steps]
        for area in self._areas:
            self.stack.addWidget(area)
        view_model.settings.view_changed.connect(self._on_view_changed)
        view_model.settings.message_changed.connect(self.message.show_message)
        self.setWindowTitle(self.tr("Welcome to Huanqing"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self.back_button.setText(self.tr("Back"))
        self.skip_button.setText(self.tr("Skip"))
        self.skip_button.setToolTip(self.tr("Esc"))
        self._on_step_changed()

    @Slot()
    def _on_step_changed(self) -> None:
        place, step = self.view_model.step, self.step
        self.stack.setCurrentIndex(place)
        self.heading.setText(step.title)
        self.words.setText(step.words)
        self.progress.setValue(place + 1)
        self.progress_text.setText(self.tr("Step {0} of {1}").format(place + 1, len(STEPS)))
        is_last = place + 1 == len(STEPS)
        words = self.tr("Start with an empty ledger") if is_last else self.tr("Next")
        self.next_button.setText(words)
        self.skip_button.setVisible(not is_last)
        self.back_button.setVisible(place > 0)
        for button in (self.back_button, self.skip_button, self.next_button):
            button.setAccessibleName(button.text())
        step.begin()

    @Slot()
    def _on_view_changed(self) -> None:
        for step in self.steps:
            step.show_stored()

    @Slot()
    def _on_busy_changed(self) -> None:
        for button in (self.back_button, self.skip_button, self.next_button):
            button.setEnabled(not self.view_model.is_busy)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.step.leave()


def _scrolled(step: Step) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    ground = QWidget()
    ground.setProperty("role", "page")
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, METRICS.spacing, 0)
    column.addWidget(step)
    area.setWidget(ground)
    return area
