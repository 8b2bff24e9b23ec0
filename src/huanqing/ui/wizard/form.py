"""A column of fields on a step of the wizard, with the problems beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.money_edit import MoneyEdit
from huanqing.ui.widgets.parts import make_field_label, make_label, set_invalid, set_tone

if TYPE_CHECKING:
    from huanqing.ui.settings.fields import Field


class StepForm(QWidget):
    """Fields with labels, one line that explains each, and one for its problem."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(METRICS.gap)
        self._form.setVerticalSpacing(METRICS.spacing)
        self._fields: dict[str, Field[Any]] = {}
        self._problems: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}

    def add(self, key: str, label: str, field: Field[Any], hint: str = "") -> None:
        """Add a field."""
        problem = make_label("note")
        set_tone(problem, "bad")
        problem.hide()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(METRICS.spacing // 4)
        column.addWidget(field.widget)
        if hint:
            field.widget.setAccessibleDescription(hint)
            column.addWidget(make_label("note", hint))
        column.addWidget(problem)
        self._form.addRow(make_field_label(label, field.widget), box)
        self._fields[key], self._problems[key], self._boxes[key] = field, problem, box

    def set_field_visible(self, key: str, *, visible: bool) -> None:
        """Show or hide a field."""
        self._form.setRowVisible(self._boxes[key], visible)

    def take_over(self, before: StepForm) -> None:
        """Let stand here what was typed in the same fields of a form before."""
        for key, field in self._fields.items():
            _copy_content(before._fields[key].widget, field.widget)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any field that can be empty."""
        return all(field.is_blank for field in self._fields.values())

    def check(self) -> bool:
        """Show the problem of each field that is asked for; return whether there is none."""
        faulty = []
        for key, field in self._fields.items():
            problem = "" if self._boxes[key].isHidden() else field.problem()
            self.show_problem(key, problem)
            if problem:
                faulty.append(field)
        if faulty:
            faulty[0].widget.setFocus()
        return not faulty

    def refuse(self, key: str, words: str) -> None:
        """Say what is wrong with a field, and go there."""
        self.show_problem(key, words)
        self._fields[key].widget.setFocus()

    def show_problem(self, key: str, words: str) -> None:
        """Say what is wrong with a field, "" for nothing."""
        label = self._problems[key]
        label.setText(words)
        label.setVisible(bool(words))
        set_invalid(self._fields[key].widget, is_invalid=bool(words))


def _copy_content(old: QWidget, new: QWidget) -> None:
    if isinstance(old, MoneyEdit) and isinstance(new, MoneyEdit):
        new.set_amount(old.amount_fen)
    elif isinstance(old, QLineEdit) and isinstance(new, QLineEdit):
        new.setText(old.text())
    elif isinstance(old, QComboBox) and isinstance(new, QComboBox):
        if new.isEditable():
            new.setCurrentText(old.currentText())
        else:
            new.setCurrentIndex(old.currentIndex())
