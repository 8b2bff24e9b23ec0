"""Saved searches: kept in the ledger, each change one undoable action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from huanqing.application.entry_models import SavedSearch
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.task_runner import TaskRunner


class SavedSearches(LedgerViewModel):
    """Holds the saved searches in the order in which they were saved."""

    changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self.searches: list[SavedSearch] = []

    def refresh(self) -> None:
        """Load them."""

        def work(_progress: Progress) -> list[SavedSearch]:
            return self._service.entries.saved_searches()

        self._runner.submit(self, work, self._show, self._fail)

    def save(self, name: str, text: str) -> None:
        """Keep a search line under a name; one of the same name is replaced."""
        others = [each for each in self.searches if each.name != name]
        self._replace([*others, SavedSearch(name, text)])

    def remove(self, name: str) -> None:
        """Forget a saved search."""
        self._replace([each for each in self.searches if each.name != name])

    def _replace(self, searches: list[SavedSearch]) -> None:
        def work(_progress: Progress) -> list[SavedSearch]:
            self._service.entries.save_searches(searches)
            return searches

        self._runner.submit(self, work, self._show, self._fail, changes_ledger=True)

    def _show(self, searches: list[SavedSearch]) -> None:
        self.searches = searches
        self.changed.emit()


class SaveSearchDialog(FormDialog):
    """Asks for the name of a search; ``name_chosen`` carries it."""

    name_chosen = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("SaveSearchDialog", "Save this search"),
            translate("SaveSearchDialog", "Save"),
            parent,
        )
        self.name = QLineEdit(text)
        self.name.selectAll()
        self.add_field("name", self.tr("Name"), self.name)
        self.submitted.connect(self._on_submitted)
        self.name.setFocus()

    @Slot()
    def _on_submitted(self) -> None:
        name = self.name.text().strip()
        self.show_problem("name", "" if name else self.tr("Give it a name."))
        if name:
            self.name_chosen.emit(name)
            self.accept()
