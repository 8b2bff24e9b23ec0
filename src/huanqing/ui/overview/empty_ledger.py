"""What the overview says while the ledger holds nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label


class EmptyLedger(QWidget):
    """Three ways to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.import_bills = make_button(
            self.tr("Import bills"), "primary", self.tr("Open the import page")
        )
        self.enter_purchase = make_button(
            self.tr("Enter a purchase"), description=self.tr("Type the first one by hand")
        )
        self.open_demo = make_button(
            self.tr("Open the demo"),
            description=self.tr("Look around in a made-up ledger; yours stays as it is"),
        )
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.spacing)
        column.addStretch(1)
        column.addWidget(make_label("heading", self.tr("The ledger is empty")), 0, centre)
        words = make_label("label", self.tr("Import a bill from JD to see what you owe and when."))
        words.setWordWrap(True)
        words.setAlignment(centre)
        column.addWidget(words)
        column.addSpacing(METRICS.spacing)
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        row.addStretch(1)
        for button in (self.import_bills, self.enter_purchase, self.open_demo):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
