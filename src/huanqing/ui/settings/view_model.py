"""Loads what the ledger knows of the account and the cards, and books each change at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.errors import LockedStatementError
from huanqing.ui.error_labels import error_text
from huanqing.ui.settings.changes import PaymentSide, with_channel
from huanqing.ui.settings.editor import Attempt
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.account_models import AccountView
    from huanqing.application.progress import Progress
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.payment_channel import PaymentChannel
    from huanqing.ui.context import UiContext


class SettingsViewModel(QObject):
    """Holds what is stored; every change reads it anew, so that none undoes another's."""

    view_changed = Signal()
    message_changed = Signal(object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._anyway: Callable[[], None] | None = None
        self.view: AccountView | None = None

    @property
    def context(self) -> UiContext:
        """The ledger and the services of the window."""
        return self._context

    @Slot()
    def refresh(self) -> None:
        """Load what is stored."""

        def work(_progress: Progress) -> AccountView:
            return self._context.service.account.view()

        self._context.runner.submit(self, work, self._show, self._fail)

    def change_account(
        self, change: Callable[[CreditAccount], CreditAccount], attempt: Attempt
    ) -> None:
        """Book what a change makes of the account, as one undoable action."""
        service = self._context.service.account

        def work() -> None:
            view = service.view()
            after = change(view.account)
            if after != view.account or not view.is_told:
                service.save_account(after, allow_locked=attempt.allow_locked)

        self._submit(work, attempt)

    def change_payment_side(
        self, change: Callable[[PaymentSide], PaymentSide], attempt: Attempt
    ) -> None:
        """Book what a change makes of the money and the cards, as one undoable action."""
        service = self._context.service.account

        def work() -> None:
            view = service.view()
            before = PaymentSide(view.funding, view.channels)
            after = change(before)
            if after != before:
                service.save_payment_side(after.funding, after.channels)

        self._submit(work, attempt)

    def change_channel(self, old: PaymentChannel, new: PaymentChannel, attempt: Attempt) -> None:
        """Book a card's other fields; another name is told to its repayments too."""
        service = self._context.service.account

        def work() -> None:
            if old.id != new.id:
                service.rename_channel(old.id, new.id)
            view = service.view()
            before = PaymentSide(view.funding, view.channels)
            after = with_channel(before, replace(old, id=new.id), new)
            if after != before:
                service.save_payment_side(after.funding, after.channels)

        self._submit(work, attempt)

    def attempt(self, again: Callable[[Attempt], None]) -> None:
        """Make a change without a dialog; what refuses it is said in the message bar."""

        def refuse(error: Exception) -> None:
            is_locked = isinstance(error, LockedStatementError)
            self._anyway = anyway if is_locked else None
            action = self.tr("Change it anyway") if is_locked else ""
            words = error_text(error, self._context.formatter.money)
            self.message_changed.emit(Message(words, "bad", action))
            self.view_changed.emit()

        def anyway() -> None:
            again(Attempt(self, allow_locked=True, on_done=_nothing, on_refused=refuse))

        again(Attempt(self, allow_locked=False, on_done=_nothing, on_refused=refuse))

    def change_anyway(self) -> None:
        """Make the change that a locked statement refused last."""
        anyway, self._anyway = self._anyway, None
        self.message_changed.emit(None)
        if anyway is not None:
            anyway()

    def _submit(self, work: Callable[[], None], attempt: Attempt) -> None:
        def run(_progress: Progress) -> None:
            work()

        def done(_nothing: None) -> None:
            attempt.on_done()

        self._context.runner.submit(
            attempt.owner, run, done, attempt.on_refused, changes_ledger=True
        )

    def _show(self, view: AccountView) -> None:
        self.view = view
        self.view_changed.emit()

    def _fail(self, error: Exception) -> None:
        words = error_text(error, self._context.formatter.money)
        self.message_changed.emit(Message(words, "bad"))


def _nothing() -> None:
    """Say nothing: the page shows the change by itself."""
