"""The menu of the kinds that rows of a bill may get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from huanqing.application.row_choices import CHOOSABLE
from huanqing.ui.labels import kind_label

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from huanqing.application.bill_rows import RowKind


class KindMenu(QMenu):
    """``kind_chosen`` carries a RowKind, or None for the kind as it was recognised."""

    kind_chosen = Signal(object)

    def __init__(
        self, title: str, parent: QWidget | None = None, *, has_recognised: bool = True
    ) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)
        self._kinds = {}
        for kind in CHOOSABLE:
            action = self.addAction(kind_label(kind.value))
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, kind=kind: self.kind_chosen.emit(kind))
            self._kinds[kind] = action
        self.recognised = None
        if has_recognised:
            self.addSeparator()
            self.recognised = self.addAction(self.tr("As recognised"))
            self.recognised.triggered.connect(lambda _on=False: self.kind_chosen.emit(None))

    def show_state(self, kinds: Collection[RowKind], current: RowKind | None) -> None:
        """Offer only these kinds, the current one ticked."""
        for kind, action in self._kinds.items():
            action.setVisible(kind in kinds)
            action.setChecked(kind is current)

    def choose(self, kind: RowKind) -> None:
        """Choose a kind as a click on its item would."""
        self._kinds[kind].trigger()
