"""Where the ledger lies, and what can be done with its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget
from typing_extensions import override

from huanqing.ui.settings.section import Section
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.progress import Progress
    from huanqing.ui.settings.view_model import SettingsViewModel


class LedgerSection(Section):
    """Shows the file; every button is a wish that the desk of windows fulfils."""

    open_requested = Signal()
    new_requested = Signal()
    recent_requested = Signal(str)
    move_requested = Signal()
    copy_requested = Signal()
    demo_requested = Signal()

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        self.path = make_label("text")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.path.setAccessibleName(self.tr("Path of the ledger"))
        self.size_text = make_label("note")
        self.warning = make_label("note")
        set_tone(self.warning, "warning")
        self.warning.hide()
        self.recent = QListWidget()
        self.recent.setProperty("role", "plain")
        self.recent.setAccessibleName(self.tr("Ledgers opened lately"))
        self.recent_card = Card(self.tr("Ledgers opened lately"))
        self.recent_card.body.addWidget(self.recent)
        self.recent_card.hide()
        file_card = Card(self.tr("Ledger file"))
        for label in (self.path, self.size_text, self.warning):
            file_card.body.addWidget(label)
        self._add_wishes(file_card)
        self.column.addWidget(file_card)
        self.column.addWidget(self.recent_card)
        self.recent.itemActivated.connect(self._on_recent_activated)

    @override
    def show_stored(self) -> None:
        path = Path(self.view_model.context.service.path)
        self.path.setText(str(path))

        def measure(_progress: Progress) -> int:
            return path.stat().st_size

        runner = self.view_model.context.runner
        runner.submit(self, measure, self._show_size, self._on_size_failed)

    def show_place(self, warning: str, recent: Sequence[str]) -> None:
        """Show whether the folder is unwise (``cloud``, ``network``), and the ledgers of late."""
        words = {
            "": "",
            "cloud": self.tr(
                "This folder is synchronised with a cloud, which can damage an open ledger. "
                "Move it to a folder of this computer."
            ),
            "network": self.tr(
                "This folder lies on the network, which can damage an open ledger. "
                "Move it to a folder of this computer."
            ),
        }.get(warning, warning)
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        own = self.view_model.context.service.path
        others = [path for path in recent if path != own]
        self.recent.clear()
        self.recent.addItems(others)
        self.recent_card.setVisible(bool(others))
        rows = min(len(others), 6)
        self.recent.setFixedHeight(rows * METRICS.row_height + METRICS.spacing)

    def _add_wishes(self, card: Card) -> None:
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        for text, wish in (
            (self.tr("Open…"), self.open_requested),
            (self.tr("New…"), self.new_requested),
            (self.tr("Move…"), self.move_requested),
            (self.tr("Save a copy…"), self.copy_requested),
        ):
            button = make_button(text)
            row.addWidget(button)
            button.clicked.connect(wish)
        row.addStretch(1)
        card.body.addLayout(row)
        second = QHBoxLayout()
        second.setSpacing(METRICS.spacing)
        self.folder_button = make_button(self.tr("Open its folder"))
        self.demo_button = make_button(
            self.tr("Open the demo ledger"), description=self.tr("Your own ledger stays as it is")
        )
        second.addWidget(self.folder_button)
        second.addWidget(self.demo_button)
        second.addStretch(1)
        card.body.addLayout(second)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.demo_button.clicked.connect(self.demo_requested)

    def _show_size(self, size: int) -> None:
        words = QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self.size_text.setText(self.tr("Size: {0}").format(words))

    def _on_size_failed(self, _error: Exception) -> None:
        self.size_text.setText(self.tr("Size: unknown"))

    @Slot()
    def _on_folder_clicked(self) -> None:
        folder = Path(self.view_model.context.service.path).absolute().parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _on_recent_activated(self) -> None:
        item = self.recent.currentItem()
        if item is not None:
            self.recent_requested.emit(item.text())
