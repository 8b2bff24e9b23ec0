"""Keeps the number of alerts before the user: at the navigation, and in the tray if wished.

Begins in the quiet after the start. With the tray a closed window may stay behind it; without
one that is seen, closing ends the program as ever, so that nothing runs hidden.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from huanqing.application.alert_models import Urgency
from huanqing.ui import tray
from huanqing.ui.alerts.words import alert_line
from huanqing.ui.overriding import override
from huanqing.ui.preferences import ON_CLOSE, TOLD, TRAY, OnClose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from huanqing.application.alert_models import Alert, AlertList
    from huanqing.application.progress import Progress
    from huanqing.ui.desk import Desk
    from huanqing.ui.main_window import MainWindow
    from huanqing.ui.task_runner import TaskRunner

_REST_MS = 400
"""How long the ledger must have rested after a change."""
_HOUR_MS = 3_600_000
_GUARD_MS = 10_000
_COUNTED = frozenset({Urgency.URGENT, Urgency.SOON})


class AlertKeeper(QObject):
    """Serves the desk's window, whichever that is; looks anew after changes and every hour."""

    def __init__(self, desk: Desk, make_tray: Callable[[QObject], tray.Tray] = tray.Tray) -> None:
        super().__init__(desk)
        self._desk = desk
        self._make_tray = make_tray
        self._window: MainWindow | None = None
        self._runner: TaskRunner | None = None
        self._number = 0
        self._day: date | None = None
        self.tray: tray.Tray | None = None
        self._rest = _timer(self, _REST_MS, is_single=True)
        self._rest.timeout.connect(self.refresh)
        self._hour = _timer(self, _HOUR_MS)
        self._hour.timeout.connect(self.refresh)
        self._guard = _timer(self, _GUARD_MS)
        self._guard.timeout.connect(self._on_guard_timeout)
        desk.window_shown.connect(self.attend)

    @property
    def stays(self) -> bool:
        """Whether a closed window goes behind the tray."""
        wants = self._desk.context.preferences.get(ON_CLOSE) is OnClose.STAY
        return wants and self.tray is not None and tray.is_tray_there()

    @Slot()
    def attend(self) -> None:
        """Serve the desk's window from now on."""
        window, runner = self._desk.window, self._desk.context.runner
        if self._window is not None and self._window is not window:
            self._window.removeEventFilter(self)
        self._window = window
        window.installEventFilter(self)
        window.wishes.tray_changed.connect(self.apply_choices)
        if runner is not self._runner:
            self._runner = runner
            self._day = None
            runner.ledger_changed.connect(self._rest.start)
        self._hour.start()
        self.apply_choices()
        self.refresh()

    @Slot()
    def apply_choices(self) -> None:
        """Show the icon, or take it away, as chosen; and say what ends the program."""
        wants = self._desk.context.preferences.get(TRAY) and tray.is_tray_there()
        if not wants and self.tray is not None:
            self.tray.close()
            self.tray = None
        elif wants and self.tray is None:
            self.tray = self._make_tray(self)
            self.tray.open_requested.connect(self.open_window)
            self.tray.alerts_requested.connect(self.open_alerts)
            self.tray.quit_requested.connect(self.quit)
            self._rest.start()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # A dialog that closes while the window is away must not end the program.
            app.setQuitOnLastWindowClosed(not self.stays)
            if self.stays and app.platformName() == "cocoa":
                # The Dock's Quit asks the program, not the window.
                app.installEventFilter(self)

    @Slot()
    def refresh(self) -> None:
        """Count the alerts anew."""
        context = self._desk.context
        context.runner.drop(self._number)
        service = context.service

        def work(progress: Progress) -> AlertList:
            return service.alerts.current(progress)

        def ignore(_error: Exception) -> None:
            """Leave it to the alerts page, which says why."""

        self._number = context.runner.submit(self, work, self._show, ignore, gives_way=True)

    @Slot()
    def open_window(self) -> None:
        """Bring the window back."""
        self._guard.stop()
        self._desk.rise()

    @Slot()
    def open_alerts(self) -> None:
        """Bring the window back on the alerts page."""
        self.open_window()
        self._desk.window.show_page("alerts")

    @Slot()
    def quit(self) -> None:
        """End the program, whatever closing the window does."""
        self._desk.window.quit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit and self._window is not None:
            self._window.mark_quitting()
        if event.type() is not QEvent.Type.Close or watched is not self._window:
            return False
        app = QApplication.instance()
        is_ending = isinstance(app, QApplication) and app.isSavingSession()
        if self.stays and not self._window.is_quitting and not is_ending:
            self._window.save_state()
            self._window.hide()
            self._guard.start()
            event.ignore()
            return True
        if app is not None and self.tray is not None:
            # Closing a hidden window ends nothing by itself.
            self.tray.icon.hide()
            QTimer.singleShot(0, app, app.quit)
        return False

    def _show(self, alerts: AlertList) -> None:
        window = self._window
        if window is None or not isValid(window):
            # Closed for good while the alerts were counted.
            return
        count = sum(each.urgency in _COUNTED for each in alerts.open)
        window.navigation.show_count("alerts", count)
        if self.tray is not None:
            self.tray.show_count(count)
            if not window.isActiveWindow():
                self._tell(self.tray, alerts)
        before, self._day = self._day, alerts.today
        if before is not None and before != alerts.today:
            # Every page counts its days from today.
            self._desk.context.runner.ledger_changed.emit()

    def _tell(self, icon: tray.Tray, alerts: AlertList) -> None:
        context = self._desk.context
        told = context.preferences.get(TOLD)
        news, known = untold(alerts, told, context.service.path)
        if news:
            context.preferences.put(TOLD, known)
            lines = [alert_line(each, alerts.today, context.formatter) for each in news]
            icon.tell([each.heading for each in lines])

    @Slot()
    def _on_guard_timeout(self) -> None:
        """Show the window again where the tray has gone while it was away."""
        window = self._window
        if window is None or window.isVisible():
            self._guard.stop()
        elif not tray.is_tray_there():
            self.open_window()


def untold(
    alerts: AlertList, told: Mapping[str, object], ledger: str
) -> tuple[list[Alert], dict[str, object]]:
    """Return the urgent alerts that were not told of today, and what then counts as told.

    What was told is kept as a fingerprint: settings hold nothing of the ledger.
    """
    today = alerts.today.isoformat()
    known: dict[str, object] = {key: day for key, day in told.items() if day == today}
    news = []
    for each in alerts.open:
        mark = hashlib.sha256(f"{ledger}\n{each.key}".encode()).hexdigest()[:16]
        if each.urgency is Urgency.URGENT and mark not in known:
            known[mark] = today
            news.append(each)
    return news, known


def _timer(owner: QObject, milliseconds: int, *, is_single: bool = False) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(is_single)
    timer.setInterval(milliseconds)
    return timer
