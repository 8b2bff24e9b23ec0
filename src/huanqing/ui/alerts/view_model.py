"""Loads the alerts, says them in words, and puts them aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.alert_models import AlertSettings, Urgency
from huanqing.application.progress import Cancelled
from huanqing.ui.alerts.words import alert_line, aside_for_good, aside_until
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.alert_models import AlertList
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.ui.alerts.words import AlertLine
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.task_runner import TaskRunner


class AlertsViewModel(LedgerViewModel):
    """Holds the alerts of today; ``alerts_changed`` when there is something new to show.

    ``alerts`` is None and every list empty until the first answer is there.
    """

    alerts_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self.alerts: AlertList | None = None
        self.settings = AlertSettings()
        self._task = 0
        formatter.amounts_visibility_changed.connect(self.alerts_changed)

    @property
    def lines(self) -> tuple[AlertLine, ...]:
        """The alerts that are open, the most urgent first."""
        found = self.alerts
        if found is None:
            return ()
        return tuple(alert_line(each, found.today, self._formatter) for each in found.open)

    @property
    def aside(self) -> tuple[AlertLine, ...]:
        """The alerts that were put aside: for a while, then for good."""
        found, formatter = self.alerts, self._formatter
        if found is None:
            return ()
        asleep = [
            alert_line(each, found.today, formatter, aside_until(until, formatter))
            for each, until in found.snoozed
        ]
        done = [alert_line(each, found.today, formatter, aside_for_good()) for each in found.done]
        return (*asleep, *done)

    def lines_of(self, urgency: Urgency) -> tuple[AlertLine, ...]:
        """Return the open alerts of an urgency."""
        return tuple(each for each in self.lines if each.urgency is urgency)

    @Slot()
    def refresh(self) -> None:
        """Load the alerts; a load that is under way is dropped."""
        self._runner.drop(self._task)
        service = self._service

        def work(progress: Progress) -> tuple[AlertList, AlertSettings]:
            return service.alerts.current(progress), service.alerts.settings()

        self._task = self._runner.submit(self, work, self._on_loaded, self._fail)

    def show(self, alerts: AlertList) -> None:
        """Show alerts that are known already."""
        self.alerts = alerts
        self.alerts_changed.emit()

    def snooze(self, key: str, until: date) -> None:
        """Put an alert aside up to and including a day."""
        service = self._service
        self._change(lambda: service.alerts.snooze(key, until))

    def mark_done(self, key: str) -> None:
        """Put an alert aside for good."""
        service = self._service
        self._change(lambda: service.alerts.mark_done(key))

    def bring_back(self, key: str) -> None:
        """Let an alert ask for attention again."""
        service = self._service
        self._change(lambda: service.alerts.bring_back(key))

    def book_settings(self, settings: AlertSettings, attempt: Attempt) -> None:
        """Keep when alerts are raised, and tell the editor."""
        service = self._service

        def work(_progress: Progress) -> None:
            service.alerts.save_settings(settings)

        def done(_nothing: None) -> None:
            attempt.on_done()

        self._runner.submit(attempt.owner, work, done, attempt.on_refused, changes_ledger=True)

    def _change(self, change: Callable[[], None]) -> None:
        def work(_progress: Progress) -> None:
            change()

        def done(_nothing: None) -> None:
            self.message_changed.emit(None)

        self._runner.submit(self, work, done, self._fail, changes_ledger=True)

    def _on_loaded(self, loaded: tuple[AlertList, AlertSettings]) -> None:
        self.settings = loaded[1]
        self.show(loaded[0])

    @override
    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            super()._fail(error)
