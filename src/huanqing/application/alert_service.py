"""The alerts of an open ledger. Implements ``AlertService``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.alert_facts import alert_facts
from huanqing.application.alert_models import AlertMark, MarkState
from huanqing.application.alert_rules import alerts_of, sorted_by_marks, stem_of
from huanqing.application.alert_settings import (
    SETTINGS,
    check_settings,
    settings_document,
    settings_of,
)
from huanqing.application.kept_checkpoints import keeping_checkpoints
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.alert_models import AlertList, AlertSettings
    from huanqing.application.ports import Clock, OpenUnitOfWork
    from huanqing.application.progress import Progress


class OpenAlerts:
    """The alerts of an open ledger. Implements ``AlertService``."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date], clock: Clock) -> None:
        """Bind the use cases."""
        self._open = open_uow
        self._today = today
        self._clock = clock

    def current(self, progress: Progress | None = None) -> AlertList:
        """Return the alerts of today, the most urgent first; solves no plan."""
        today = self._today()
        with keeping_checkpoints(self._open) as uow:
            found = alerts_of(alert_facts(uow, today, settings_of(uow), progress))
            return sorted_by_marks(found, uow.alerts.marks(), today)

    def snooze(self, key: str, until: date) -> None:
        """Put an alert aside up to and including a day; no action where it is already.

        Raises InvalidFieldError for a day that has passed, and for an empty key.
        """
        if until < self._today():
            field = "until"
            raise InvalidFieldError(field, until.isoformat(), "is before today")
        self._mark(key, MarkState.SNOOZED, until)

    def mark_done(self, key: str) -> None:
        """Put an alert aside for good; no action where it is already."""
        self._mark(key, MarkState.DONE, None)

    def bring_back(self, key: str) -> None:
        """Take a mark back, and a snooze of the same thing; no action where there is none."""
        with self._open() as uow:
            found = [
                each.key
                for each in uow.alerts.marks()
                if each.key == key
                or (each.state is MarkState.SNOOZED and stem_of(each.key) == stem_of(key))
            ]
            if not found:
                return
            uow.journal.begin("alert_back", {})
            uow.alerts.remove(found)
            uow.commit()

    def settings(self) -> AlertSettings:
        """Return when alerts are raised."""
        with self._open() as uow:
            return settings_of(uow)

    def save_settings(self, settings: AlertSettings) -> None:
        """Replace that; no action where nothing is new. Raises InvalidFieldError."""
        check_settings(settings)
        with self._open() as uow:
            if settings == settings_of(uow):
                return
            uow.journal.begin("alert_settings", {})
            uow.settings.put(SETTINGS, json.dumps(settings_document(settings)))
            uow.commit()

    def _mark(self, key: str, state: MarkState, until: date | None) -> None:
        if not key:
            field = "key"
            raise InvalidFieldError(field, key, "is needed")
        with self._open() as uow:
            before = next((each for each in uow.alerts.marks() if each.key == key), None)
            if before is not None and (before.state, before.until) == (state, until):
                return
            name = "alert_done" if state is MarkState.DONE else "snooze_alert"
            uow.journal.begin(name, {})
            uow.alerts.put(AlertMark(key, state, until, self._clock.now_text()))
            uow.commit()
