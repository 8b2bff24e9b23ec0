"""When alerts are raised: a small form, kept in the ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from huanqing.application.alert_models import AlertSettings
from huanqing.application.alert_settings import MOST_DAYS, MOST_LEADS
from huanqing.ui.labels import counted
from huanqing.ui.overriding import override
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import AmountField, ChoiceField, LineField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.ui.formatting import Formatter

_SEPARATORS = re.compile(r"[\s,;\u3001\uff0c\uff1b]+")
_SLACKS = (1, 2, 3, 5, 7, 10, 14)
_ENDS = (1, 3, 7, 14, 30, 60)
_AGES = (0, 1, 3, 7, 14, 30)


class LeadsField(LineField[tuple[int, ...]]):
    """Numbers of days in one line; an empty line is none."""

    def __init__(self, name: str, leads: Iterable[int]) -> None:
        self.edit = QLineEdit(", ".join(str(each) for each in leads))
        self.edit.setAccessibleName(name)
        self.widget = self.edit

    @property
    def value(self) -> tuple[int, ...] | None:
        """The days, most first; None where something else stands there."""
        parts = [each for each in _SEPARATORS.split(self.edit.text()) if each]
        if not all(each.isascii() and each.isdigit() and len(each) < 5 for each in parts):  # noqa: PLR2004 - beyond all bounds
            return None
        found = sorted({int(each) for each in parts}, reverse=True)
        is_possible = len(found) <= MOST_LEADS and max(found, default=0) <= MOST_DAYS
        return tuple(found) if is_possible else None

    def problem(self) -> str:
        """Return what is wrong, "" for nothing."""
        if self.value is not None:
            return ""
        words = QCoreApplication.translate(
            "AlertRulesDialog", "Type at most {0} numbers of days up to {1}, such as 7, 3, 1, 0."
        )
        return words.format(MOST_LEADS, MOST_DAYS)


class AlertRulesDialog(EditorDialog):
    """Makes the AlertSettings that the user wants."""

    def __init__(
        self, settings: AlertSettings, formatter: Formatter, parent: QWidget | None = None
    ) -> None:
        self._kept = settings
        translate = QCoreApplication.translate
        super().__init__(
            translate("AlertRulesDialog", "When to be told"),
            translate("AlertRulesDialog", "Keep"),
            formatter,
            parent,
        )
        names = (
            self.tr("Bills due"),
            self.tr("Slack of the plan"),
            self.tr("Available limit below"),
            self.tr("Due within a week"),
            self.tr("End of a temporary limit"),
            self.tr("Statement to reconcile"),
        )
        self.leads = LeadsField(names[0], settings.due_leads)
        self.slack = _days(names[1], _SLACKS, settings.slack_days)
        self.floor = AmountField(formatter, names[2], settings.floor_fen)
        self.pressure = AmountField(formatter, names[3], settings.pressure_fen)
        self.ends = _days(names[4], _ENDS, settings.temporary_lead_days)
        self.age = _days(names[5], _AGES, settings.unreconciled_after_days)
        self.floor.edit.setPlaceholderText(self.tr("do not tell"))
        self.pressure.edit.setPlaceholderText(self.tr("60 % of a month's income"))
        self.add("due_leads", names[0], self.leads, self.tr("So many days before; 0 is the day."))
        self.add("slack", names[1], self.slack, self.tr("Tell when there is less than this."))
        self.add("floor", names[2], self.floor, self.tr("Empty: do not tell."))
        self.add(
            "pressure",
            names[3],
            self.pressure,
            self.tr("Tell of so much or more. Empty: 60 % of a month's income. 0: do not tell."),
        )
        self.add("ends", names[4], self.ends, self.tr("So many days before its last day."))
        self.add("age", names[5], self.age, self.tr("So many days after it came out."))

    @override
    def make(self) -> AlertSettings | None:
        leads = self.leads.value
        if leads is None:
            return None
        return AlertSettings(
            due_leads=leads,
            slack_days=self.slack.value,
            floor_fen=self.floor.value,
            pressure_fen=self.pressure.value,
            temporary_lead_days=self.ends.value,
            unreconciled_after_days=self.age.value,
        )


def _days(name: str, usual: Iterable[int], kept: int | None) -> ChoiceField[int | None]:
    """Return a choice of days, with the one that is kept, and of not being told."""
    translate = QCoreApplication.translate
    one, many = translate("AlertRulesDialog", "1 day"), translate("AlertRulesDialog", "{0} days")
    counts = sorted({*usual, *(() if kept is None else (kept,))})
    choices: list[tuple[int | None, str]] = [
        (None, translate("AlertRulesDialog", "do not tell")),
        *((count, counted(count, one, many)) for count in counts),
    ]
    return ChoiceField(name, choices, kept)
