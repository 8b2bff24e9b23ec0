"""The one dialog for what should never happen: version and traceback to copy, no amounts."""

from __future__ import annotations

import platform
import re
import traceback
from pathlib import Path

from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from huanqing import __version__
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label

_DIGITS = re.compile(r"\d+")
_MOST_CAUSES = 10


def bug_report(error: BaseException) -> str:
    """Return version, system and traceback, without an amount or a name of the user's.

    Figures in the errors' own words are masked, since they may be amounts; no values of
    variables are taken in, and the home folder is cut off the paths.
    """
    lines = [
        f"Huanqing {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    seen: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if seen is None:
            break
        lines.extend(line.rstrip() for line in traceback.format_tb(seen.__traceback__))
        words = [str(seen), *getattr(seen, "__notes__", ())]
        lines.append(f"{type(seen).__name__}: {_DIGITS.sub('#', ' / '.join(words))}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines).replace(str(Path.home()), "~")


class BugDialog(QDialog):
    """Shows a report that can be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something unexpected happened"))
        self.resize(METRICS.scaled(640), METRICS.scaled(420))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        copy = make_button(self.tr("Copy"), "primary", self.tr("Copy the report"))
        close = make_button(self.tr("Close"))
        buttons = QDialogButtonBox()
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.addWidget(make_label("heading", self.windowTitle()))
        words = self.tr(
            "This is a fault of Huanqing. Your ledger is as it was after the last action."
        )
        column.addWidget(make_label("text", words))
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)

    @property
    def report(self) -> str:
        """The text that is shown."""
        return self._report.toPlainText()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
