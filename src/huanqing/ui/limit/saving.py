"""Asks where a file of the limit page should lie, and writes it beside the window's work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from huanqing.ui.error_labels import error_text
from huanqing.ui.file_dialogs import ask_save
from huanqing.ui.limit.export import csv_bytes, png_bytes, svg_bytes
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.progress import Progress
    from huanqing.ui.context import UiContext
    from huanqing.ui.limit.chart import LimitChart
    from huanqing.ui.limit.view_model import LimitViewModel


class LimitSaving(QObject):
    """``message_changed`` carries a Message of what was written, or why not."""

    message_changed = Signal(object)

    def __init__(
        self, context: UiContext, chart: LimitChart, view_model: LimitViewModel, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._chart = chart
        self._view_model = view_model
        self._page = page

    @Slot()
    def save_png(self) -> None:
        """Ask where, and write the chart as a picture."""
        self._save(self.tr("Save the chart"), ".png", png_bytes(self._chart, self._ground))

    @Slot()
    def save_svg(self) -> None:
        """Ask where, and write the chart as a drawing."""
        title = self.tr("Available limit")
        content = svg_bytes(self._chart, self._ground, title)
        self._save(self.tr("Save the chart"), ".svg", content)

    @Slot()
    def save_csv(self) -> None:
        """Ask where, and write the days."""
        course = self._view_model.course
        if course is not None:
            content = csv_bytes(course, self._context.formatter)
            self._save(self.tr("Save the days"), ".csv", content)

    @property
    def _ground(self) -> str:
        return self._context.appearance.colour_of("card")

    def _save(self, title: str, suffix: str, content: bytes) -> None:
        if not content:
            return
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation)
        name = self.tr("Limit {0}").format(self._context.service.today().isoformat())
        path = ask_save(self._page, title, Path(folder) / (name + suffix), f"*{suffix}")
        if path is None:
            return

        def work(_progress: Progress) -> None:
            path.write_bytes(content)

        def done(_nothing: None) -> None:
            words = self.tr("Saved as {0}").format(path.name)
            self.message_changed.emit(Message(words, "good"))

        self._context.runner.aside().submit(self, work, done, self._fail)

    def _fail(self, error: Exception) -> None:
        words = error_text(error, self._context.formatter.money)
        self.message_changed.emit(Message(words, "bad"))
