"""What the program is, under which licence, and what it is not."""

from __future__ import annotations

from PySide6.QtCore import Slot, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from huanqing import __version__
from huanqing.ui.icons import coloured_pixmap
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label


class AboutDialog(QDialog):
    """Version, purpose, licence, and that it is no program of JD."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Huanqing"))
        self.setMinimumWidth(METRICS.scaled(480))
        mark = QLabel()
        mark.setPixmap(coloured_pixmap("huanqing", METRICS.scaled(56)))
        words = QVBoxLayout()
        words.setSpacing(METRICS.spacing)
        words.addWidget(make_label("title", f"还清 Huanqing {__version__}"))
        for text in (
            self.tr("A local ledger for JD Baitiao. It works offline and needs no account."),
            self.tr("It is not a program of JD, and JD has nothing to do with it."),
            self.tr("Free software under the MIT licence, without any warranty."),
            self.tr("Built with Qt {0} under the LGPL.").format(qVersion()),
        ):
            words.addWidget(make_label("text", text))
        row = QHBoxLayout()
        row.setSpacing(METRICS.page_margin)
        row.addWidget(mark)
        row.addLayout(words, 1)
        buttons = QDialogButtonBox()
        self.close_button = make_button(self.tr("Close"), "primary")
        self.close_button.setDefault(True)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.gap)
        column.addLayout(row)
        column.addWidget(buttons)
        buttons.rejected.connect(self._on_close_requested)

    @Slot()
    def _on_close_requested(self) -> None:
        self.reject()
