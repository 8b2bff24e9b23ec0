"""The left side of the statements page: a filter, the list, and its sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from huanqing.ui.statements.statement_list import StatementList
from huanqing.ui.statements.view_model import StatementFilter
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.parts import Card, make_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.domain.derivation import Derivation
    from huanqing.ui.appearance import Appearance
    from huanqing.ui.table_models.statements import StatementItem


class StatementListCard(Card):
    """``filter_chosen`` carries the StatementFilter that the user wants."""

    filter_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.list = StatementList(appearance)
        self.filter_box = QComboBox()
        self.filter_box.setAccessibleName(self.tr("Show statements"))
        choices = (
            (StatementFilter.ALL, self.tr("All statements")),
            (StatementFilter.OPEN, self.tr("Not paid yet")),
            (StatementFilter.PAID, self.tr("Paid")),
        )
        for wanted, words in choices:
            self.filter_box.addItem(words, wanted.value)
        self._none = make_label("label", self.tr("No statement of this kind."))
        self._sums = make_label("note")
        padding = METRICS.spacing
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.addWidget(self.filter_box)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._sums)
        width = self.list.sizeHint().width() + 2 * padding
        self.setMinimumWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.filter_box.currentIndexChanged.connect(self._on_filter_box_changed)

    def show_statements(
        self,
        items: Sequence[StatementItem],
        chosen: date | None,
        sums: str,
        why: Derivation,
    ) -> None:
        """Show statements and their sums; ``why`` is how they come to what is left."""
        self.list.show_items(items, chosen)
        self._none.setVisible(not items)
        self._sums.setText(sums)
        let_ask(self._sums, why)

    @Slot()
    def _on_filter_box_changed(self) -> None:
        self.filter_chosen.emit(StatementFilter(str(self.filter_box.currentData())))
