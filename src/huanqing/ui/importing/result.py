"""What the last import did, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.application.rejected_rows import has_rejected
from huanqing.ui.importing.result_texts import result_words
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label, set_tone

if TYPE_CHECKING:
    from huanqing.application.read_models import ImportReport


class ResultBar(QFrame):
    """The report of one import with its three actions; hidden until there is one."""

    undo_requested = Signal()
    export_requested = Signal()
    entries_requested = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._search = ""
        self.text = make_label("text")
        self.undo_button = make_button(self.tr("Undo this import"))
        self.export_button = make_button(
            self.tr("Export rejected rows…"),
            description=self.tr("Write the rows that were not booked to a CSV file"),
        )
        self.entries_button = make_button(
            self.tr("Show entries"), description=self.tr("Show the entries of these days")
        )
        self.close_button = make_button(
            self.tr("Close"), "quiet", self.tr("Close this report; the import stays")
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(METRICS.spacing)
        for button in (self.undo_button, self.export_button, self.entries_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.gap, METRICS.spacing)
        column.setSpacing(METRICS.spacing)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self.undo_button.clicked.connect(self.undo_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.entries_button.clicked.connect(self._on_entries_clicked)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def show_report(self, report: ImportReport | None, search: str) -> None:
        """Show a report with the search line of its entries; hide for None."""
        if report is None:
            self.hide()
            return
        self._search = search
        words = result_words(report)
        set_tone(self, "warning" if report.needs_review else "good")
        self.text.setText(words)
        self.setAccessibleName(words)
        self.undo_button.setVisible(report.batch_id is not None)
        self.export_button.setVisible(has_rejected(report))
        self.entries_button.setVisible(bool(search))
        self.show()

    @Slot()
    def _on_entries_clicked(self) -> None:
        self.entries_requested.emit(self._search)
