"""The editors of a part of the credit limit and of a freeze."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from typing_extensions import override

from huanqing.domain.credit_account import Freeze, LimitKind, LimitPart
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import AmountField, ChoiceField, DayField, TextField
from huanqing.ui.settings.words import limit_kind_choices

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.account_models import AccountView
    from huanqing.ui.formatting import Formatter


class LimitEditor(EditorDialog):
    """Edits a fixed limit from a day on, or a temporary one between two days."""

    def __init__(
        self,
        formatter: Formatter,
        view: AccountView,
        part: LimitPart | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a limit") if part is None else self.tr("Edit a limit")
        super().__init__(title, self.tr("Save"), formatter, parent)
        today = view.today
        others = (each for each in view.account.limits if each != part)
        self._taken = {each.from_date for each in others if each.kind is LimitKind.FIXED}
        kind = LimitKind.FIXED if part is None else part.kind
        names = (self.tr("Kind"), self.tr("Amount"), self.tr("From"), self.tr("Until"))
        self.kind = ChoiceField(names[0], limit_kind_choices(), kind)
        amount = None if part is None else part.amount_fen
        self.amount = AmountField(formatter, names[1], amount, is_needed=True)
        self.from_day = DayField(today, names[2], today if part is None else part.from_date)
        self.until = DayField(today, names[3], None if part is None else part.until)
        hint = self.tr("A fixed one replaces the one before; a temporary one comes on top.")
        self.add("kind", names[0], self.kind, hint)
        self.add("amount", names[1], self.amount, self.tr("As JD shows it on this day."))
        self.add("from", names[2], self.from_day, self.tr("Before this day nothing changes."))
        self.add("until", names[3], self.until, self.tr("The last day on which it holds."))
        self.kind.edit.currentIndexChanged.connect(self._on_kind_changed)
        self._on_kind_changed()
        self.point_at("amount")

    @override
    def make(self) -> LimitPart | None:
        """Return the part, None where its days do not fit."""
        start, until = self.from_day.value, self.until.value
        if start is None or self.amount.value is None:
            return None
        if self.kind.value is LimitKind.FIXED:
            until = None
            if start in self._taken:
                self.refuse("from", self.tr("Another fixed limit holds from this day."))
                return None
        elif until is None or until < start:
            self.refuse("until", self.tr("Type the last day; it cannot be before the first."))
            return None
        return LimitPart(
            from_date=start, until=until, kind=self.kind.value, amount_fen=self.amount.value
        )

    @Slot()
    def _on_kind_changed(self) -> None:
        is_temporary = self.kind.value is LimitKind.TEMPORARY
        self.until.is_needed = is_temporary
        self.show_row("until", visible=is_temporary)


class FreezeEditor(EditorDialog):
    """Edits a span of days on which the limit cannot be used."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        freeze: Freeze | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a freeze") if freeze is None else self.tr("Edit a freeze")
        super().__init__(title, self.tr("Save"), formatter, parent)
        names = (self.tr("From"), self.tr("Expected end"), self.tr("Reason"))
        self.from_day = DayField(today, names[0], today if freeze is None else freeze.from_date)
        self.until = DayField(
            today, names[1], None if freeze is None else freeze.until, is_needed=False
        )
        self.reason = TextField(names[2], freeze.reason if freeze else "")
        self.add("from", names[0], self.from_day, self.tr("The first day without the limit."))
        self.add("until", names[1], self.until, self.tr("Leave it empty while it is unknown."))
        self.add("reason", names[2], self.reason, self.tr("In your own words."))
        self.point_at("from")

    @override
    def make(self) -> Freeze | None:
        """Return the freeze, None where its days do not fit."""
        start, until = self.from_day.value, self.until.value
        if start is None:
            return None
        if until is not None and until < start:
            self.refuse("until", self.tr("The end cannot be before the first day."))
            return None
        return Freeze(from_date=start, until=until, reason=self.reason.value)
