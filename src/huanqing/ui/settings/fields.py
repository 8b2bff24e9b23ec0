"""The fields of the editors: each knows its widget, its value, and why that cannot stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from huanqing.ui.rates import percent_text, ppm_of_percent
from huanqing.ui.widgets.day_edit import DayEdit
from huanqing.ui.widgets.money_edit import MoneyEdit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.ui.formatting import Formatter

T = TypeVar("T")

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
MAX_AMOUNT_FEN = 10**12


class Field(Generic[T]):
    """A field of an editor; ``problem`` is a sentence, "" where the value can stay."""

    widget: QWidget

    @property
    def value(self) -> T | None:
        """What stands there, None for nothing or for what cannot be read."""
        raise NotImplementedError

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return self.value is None

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        raise NotImplementedError


class LineField(Field[T]):
    """A field whose value is typed into one line."""

    edit: QLineEdit

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.edit.text().strip()


class TextField(LineField[str]):
    """A line of text, which may have to be there."""

    def __init__(self, name: str, value: str = "", *, is_needed: bool = False) -> None:
        self.edit = QLineEdit(value)
        self.edit.setAccessibleName(name)
        self.widget = self.edit
        self.is_needed = is_needed

    @property
    def value(self) -> str:
        """The text without the blanks around it."""
        return self.edit.text().strip()

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        return _needed() if self.is_needed and not self.value else ""


class NumberField(LineField[int]):
    """A whole number within bounds, or nothing."""

    def __init__(
        self,
        name: str,
        value: int | None,
        bounds: tuple[int, int],
        *,
        is_needed: bool = True,
    ) -> None:
        self.edit = QLineEdit("" if value is None else str(value))
        self.edit.setAccessibleName(name)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.widget = self.edit
        self._bounds = bounds
        self.is_needed = is_needed

    @property
    def value(self) -> int | None:
        """The number; None where the field is empty or holds no number."""
        text = self.edit.text().strip()
        return int(text) if _NUMBER.fullmatch(text) else None

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        if self.is_blank:
            return _needed() if self.is_needed else ""
        lowest, highest = self._bounds
        if self.value is None or not lowest <= self.value <= highest:
            words = QCoreApplication.translate("Fields", "Type a whole number from {0} to {1}.")
            return words.format(lowest, highest)
        return ""


class PercentField(LineField[int]):
    """A share typed as a percentage, held in parts per million."""

    def __init__(self, name: str, ppm: int | None, *, is_needed: bool = True) -> None:
        self.edit = QLineEdit("" if ppm is None else percent_text(ppm))
        self.edit.setAccessibleName(name)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.widget = self.edit
        self.is_needed = is_needed

    @property
    def value(self) -> int | None:
        """The parts per million; None where the field is empty or holds no share."""
        return None if self.is_blank else ppm_of_percent(self.edit.text())

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        if self.is_blank:
            return _needed() if self.is_needed else ""
        if self.value is None:
            return QCoreApplication.translate(
                "Fields", "Type a percentage from 0 to 100, with at most four decimals."
            )
        return ""


class AmountField(LineField[int]):
    """An amount in fen, or nothing; covered while amounts are hidden."""

    edit: MoneyEdit

    def __init__(
        self,
        formatter: Formatter,
        name: str,
        value: int | None,
        *,
        is_needed: bool = False,
        may_be_negative: bool = False,
    ) -> None:
        self._may_be_negative = may_be_negative
        self.edit = MoneyEdit(formatter, name)
        self.edit.set_amount(value)
        self.widget = self.edit
        self.is_needed = is_needed

    @property
    def value(self) -> int | None:
        """The fen; None where the field is empty or holds no amount."""
        return self.edit.amount_fen

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        if self.edit.has_problem:
            return QCoreApplication.translate("Fields", "Type an amount such as 5000 or 1234.56.")
        if self.value is None:
            return _needed() if self.is_needed else ""
        if self.value < 0 and not self._may_be_negative:
            return QCoreApplication.translate("Fields", "Type an amount that is not below zero.")
        if abs(self.value) > MAX_AMOUNT_FEN:
            return QCoreApplication.translate("Fields", "This amount is too large.")
        return ""


class DayField(LineField["date"]):
    """A day, or nothing."""

    edit: DayEdit

    def __init__(
        self, today: date, name: str, value: date | None, *, is_needed: bool = True
    ) -> None:
        self.edit = DayEdit(today, name)
        self.edit.set_day(value)
        self.widget = self.edit
        self.is_needed = is_needed

    @property
    def value(self) -> date | None:
        """The day; None where the field is empty or holds no day."""
        return self.edit.day

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        if self.edit.has_problem:
            return QCoreApplication.translate("Fields", "Type a day such as 2026-07-01.")
        return _needed() if self.is_needed and self.value is None else ""


class ChoiceField(Field[T]):
    """One of several values, each with its words."""

    def __init__(self, name: str, choices: Sequence[tuple[T, str]], value: T) -> None:
        self.edit = _narrow_combo(name)
        self.widget = self.edit
        self.offer(choices, value)

    @property
    def value(self) -> T:
        """What is chosen."""
        return self._choices[self.edit.currentIndex()][0]

    def offer(self, choices: Sequence[tuple[T, str]], value: T) -> None:
        """Offer other values."""
        self._choices = list(choices)
        self.edit.clear()
        self.edit.addItems([words for _, words in self._choices])
        self.choose(value)

    def choose(self, value: T) -> None:
        """Choose a value."""
        values = [each for each, _ in self._choices]
        self.edit.setCurrentIndex(values.index(value))

    def problem(self) -> str:
        """Return "": every choice can stay."""
        return ""


class NameField(Field[str]):
    """A name to choose from those known, or a new one."""

    def __init__(self, name: str, known: Sequence[str], value: str | None) -> None:
        self.edit = _narrow_combo(name)
        self.edit.setEditable(True)
        self.edit.addItems(["", *known])
        self.edit.setCurrentText(value or "")
        self.widget = self.edit

    def offer(self, known: Sequence[str]) -> None:
        """Offer other names; what stands there stays."""
        text = self.edit.currentText()
        self.edit.clear()
        self.edit.addItems(["", *known])
        self.edit.setCurrentText(text)

    @property
    def is_blank(self) -> bool:
        """Whether no name stands there."""
        return not self.value

    @property
    def value(self) -> str:
        """The name without the blanks around it, "" for none."""
        return self.edit.currentText().strip()

    def problem(self) -> str:
        """Return "": no name is one too."""
        return ""


def _narrow_combo(name: str) -> QComboBox:
    """Return a combo box whose longest choice does not widen its dialog."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    return combo


def _needed() -> str:
    return QCoreApplication.translate("Fields", "This is needed.")
