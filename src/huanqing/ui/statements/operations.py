"""Opens the dialogs of the statements page, once the ledger has told what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from huanqing.ui.error_labels import error_text
from huanqing.ui.statements.instalment_dialog import InstalmentDialog
from huanqing.ui.statements.settlement_dialog import SettlementDialog
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.progress import Progress
    from huanqing.application.read_models import StatementLineRow
    from huanqing.application.statement_models import InstalmentOffer
    from huanqing.ui.context import UiContext
    from huanqing.ui.statements.change_dialog import ChangeDialog

_T = TypeVar("_T")


class StatementOperations(QObject):
    """``dialog`` is the one that is open; what was booked is said with ``message_changed``."""

    dialog_opened = Signal()
    message_changed = Signal(object)

    def __init__(self, context: UiContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.dialog: ChangeDialog | None = None
        self._is_asking = False

    def split_statement(self, statement_date: date, today: date) -> None:
        """Ask how a statement is split into new periods."""
        actions = self._context.service.statement_actions

        def work(_progress: Progress) -> InstalmentOffer:
            return actions.instalment_offer(statement_date)

        def show(offer: InstalmentOffer) -> None:
            self._is_asking = False
            if offer.most_fen < max(offer.least_fen, 1):
                words = self.tr(
                    "Nothing of this statement can be split now: it is paid, split or late."
                )
                self.message_changed.emit(Message(words, "warning"))
                return
            dialog = InstalmentDialog(self._context, offer, today, self._page)
            self._open(dialog, self.tr("The statement is split into new periods."))

        self._ask(work, show)

    def settle(self, line: StatementLineRow, today: date) -> None:
        """Ask how a purchase is settled early."""
        account = self._context.service.account

        def work(_progress: Progress) -> list[str]:
            return [channel.id for channel in account.view().channels]

        def show(channels: list[str]) -> None:
            self._is_asking = False
            dialog = SettlementDialog(self._context, line, today, channels, self._page)
            self._open(dialog, self.tr("The purchase is settled."))

        self._ask(work, show)

    def _ask(self, work: Callable[[Progress], _T], show: Callable[[_T], None]) -> None:
        """Ask the ledger what a dialog needs; a second wish before that is the same one."""
        if self.dialog is None and not self._is_asking:
            self._is_asking = True
            self._context.runner.submit(self, work, show, self._fail)

    def _open(self, dialog: ChangeDialog, words: str) -> None:
        self.dialog = dialog
        dialog.accepted.connect(lambda: self.message_changed.emit(Message(words, "good")))
        dialog.finished.connect(self._forget)
        dialog.open()
        self.dialog_opened.emit()

    def _forget(self) -> None:
        self.dialog = None

    def _fail(self, error: Exception) -> None:
        self._is_asking = False
        text = error_text(error, self._context.formatter.money)
        self.message_changed.emit(Message(text, "bad"))
