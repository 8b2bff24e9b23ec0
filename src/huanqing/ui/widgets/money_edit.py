"""A field for an amount: takes ``10+3.2*2``, shows the amount when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget
from typing_extensions import override

from huanqing.application.amount_text import fen_of_text, is_sum
from huanqing.domain.errors import InvalidAmountError
from huanqing.domain.money import format_yuan
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.widgets.parts import set_invalid, tabular

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from huanqing.ui.formatting import Formatter


class MoneyEdit(QLineEdit):
    """Holds fen or nothing; ``amount_changed`` carries an int of fen or None.

    While amounts are hidden it shows ``***``; whoever types begins anew and sees only that.
    """

    amount_changed = Signal(object)

    def __init__(self, formatter: Formatter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self._typed = ""
        self._is_masked = False
        self._is_writing = False
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.setFont(tabular(self.font()))
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._on_left)
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def amount_fen(self) -> int | None:
        """The amount; None where the field is empty or holds no amount."""
        try:
            return fen_of_text(self._typed)
        except InvalidAmountError:
            return None

    @property
    def has_problem(self) -> bool:
        """Whether something stands there that is no amount."""
        return bool(self._typed.strip()) and self.amount_fen is None

    def set_amount(self, amount_fen: int | None) -> None:
        """Show an amount, or nothing for None."""
        self._typed = "" if amount_fen is None else format_yuan(amount_fen)
        set_invalid(self, is_invalid=False)
        self._show_result()
        self._display()
        self.amount_changed.emit(amount_fen)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Not every way out of the field finishes the editing, and no figure may stay behind.
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._on_left()

    def _display(self) -> None:
        """Write what stands there, or the mask while amounts are hidden."""
        self._is_masked = self._formatter.hides_amounts and bool(self._typed)
        self._write(HIDDEN if self._is_masked else self._typed)

    def _write(self, text: str) -> None:
        if self.text() == text:
            return
        self._is_writing = True
        self.setText(text)
        self._is_writing = False

    def _show_result(self) -> None:
        """Say below the field what a sum comes to, as long as it may be read."""
        is_shown = self.hasFocus() and not self._formatter.hides_amounts
        amount_fen = self.amount_fen if is_shown and is_sum(self._typed) else None
        text = "" if amount_fen is None else f"= {self._formatter.money(amount_fen)}"
        self.setToolTip(text)
        if text and self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), text, self)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if self._is_writing:
            return
        if self._is_masked:
            text = text.strip(HIDDEN)  # No sum begins or ends with a piece of the mask.
            self._is_masked = False
            self._write(text)
            self.setCursorPosition(len(text))
        self._typed = text
        amount_fen = self.amount_fen
        if amount_fen is not None or not text.strip():
            set_invalid(self, is_invalid=False)
        self._show_result()
        self.amount_changed.emit(amount_fen)

    @Slot()
    def _on_left(self) -> None:
        amount_fen = self.amount_fen
        if amount_fen is not None:
            self._typed = format_yuan(amount_fen)
        set_invalid(self, is_invalid=self.has_problem)
        self.setToolTip("")
        self._display()

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.setToolTip("")
        self._display()
