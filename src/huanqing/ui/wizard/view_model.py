"""Leads through the first start: what was answered on a step is kept when the step is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.ui.error_labels import error_text
from huanqing.ui.preferences import LANGUAGE
from huanqing.ui.settings.changes import PaymentSide
from huanqing.ui.settings.view_model import SettingsViewModel
from huanqing.ui.widgets.message_bar import Message
from huanqing.ui.wizard.answers import AccountAnswers, SalaryAnswer, told_account, with_salary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from huanqing.application.progress import Progress
    from huanqing.ui.preferences import Language
    from huanqing.ui.wizard.host import WizardHost

STEPS = ("place", "account", "cards", "bill")


class WizardViewModel(QObject):
    """Holds the step; ``finished`` after the last one, ``rebuilt`` when the words are other ones.

    ``message_changed`` carries a Message, or None where nothing is to be said any more.
    """

    step_changed = Signal()
    busy_changed = Signal()
    rebuilt = Signal()
    message_changed = Signal(object)
    finished = Signal()

    def __init__(self, host: WizardHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.step = 0
        self.is_busy = False
        self.settings = self._bind()

    @property
    def host(self) -> WizardHost:
        """The program around the wizard."""
        return self._host

    def refresh(self) -> None:
        """Load what the ledger knows already."""
        self.settings.refresh()

    def go_on(self) -> None:
        """Go to the next step; after the last one the wizard is done."""
        self.message_changed.emit(None)
        if self.step + 1 == len(STEPS):
            self.finished.emit()
            return
        self.step += 1
        self.step_changed.emit()

    def go_back(self) -> None:
        """Go to the step before."""
        if self.step:
            self.message_changed.emit(None)
            self.step -= 1
            self.step_changed.emit()

    def choose_language(self, language: Language) -> None:
        """Speak another language from now on, also in the wizard."""
        if language is not self._host.context.preferences.get(LANGUAGE):
            self._host.change_language(language)
            self._rebind()

    def place(self, path: Path) -> None:
        """Keep the ledger at a path, then go on."""
        self._be_busy(is_busy=True)
        self._host.place_ledger(path, self._on_placed)

    def save_account(self, answers: AccountAnswers) -> None:
        """Keep what was said of the account, then go on."""
        service = self._host.context.service.account

        def work(_progress: Progress) -> None:
            view = service.view()
            account = told_account(view, answers)
            if account != view.account:
                service.save_account(account)

        self._save(work)

    def save_salary(self, answer: SalaryAnswer) -> None:
        """Keep when money comes, then go on."""
        service = self._host.context.service.account

        def work(_progress: Progress) -> None:
            view = service.view()
            side = with_salary(view, answer)
            if side != PaymentSide(view.funding, view.channels):
                service.save_payment_side(side.funding, side.channels)

        self._save(work)

    def import_files(self, paths: list[Path]) -> None:
        """Preview bills in the window behind; the wizard is done."""
        self.finished.emit()
        self._host.import_files(paths)

    def open_demo(self) -> None:
        """Open the demo ledger; the wizard is done."""
        self.finished.emit()
        self._host.open_demo()

    def _save(self, work: Callable[[Progress], None]) -> None:
        self._be_busy(is_busy=True)
        runner = self._host.context.runner
        runner.submit(self, work, self._on_saved, self._on_refused, changes_ledger=True)

    def _on_saved(self, _nothing: None) -> None:
        self._be_busy(is_busy=False)
        self.go_on()

    def _on_refused(self, error: Exception) -> None:
        self._be_busy(is_busy=False)
        words = error_text(error, self._host.context.formatter.money)
        self.message_changed.emit(Message(words, "bad"))

    def _on_placed(self, error: Exception | None) -> None:
        if error is not None:
            self._on_refused(error)
            return
        self._be_busy(is_busy=False)
        self.step += 1
        self._rebind()

    def _be_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed.emit()

    def _rebind(self) -> None:
        """Take the context anew: the host may have built another window."""
        self.settings.deleteLater()
        self.settings = self._bind()
        self.rebuilt.emit()
        self.refresh()

    def _bind(self) -> SettingsViewModel:
        settings = SettingsViewModel(self._host.context, self)
        self._host.context.runner.ledger_changed.connect(settings.refresh)
        return settings
