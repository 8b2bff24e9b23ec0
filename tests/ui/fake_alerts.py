"""Alerts in memory, of every kind, with amounts that are easy to find on a screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.alert_models import (
    Alert,
    AlertKind,
    AlertList,
    AlertMark,
    AlertSettings,
    MarkState,
    Urgency,
)
from huanqing.application.alert_rules import sorted_by_marks, stem_of
from huanqing.application.read_models import ActionRow
from huanqing.domain.derivation import Derivation, Figure, Question, Term, Why

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.progress import Progress

TODAY = date(2026, 7, 7)


def summed(amount_fen: int) -> Derivation:
    term = Term(why=Why.PAYMENT, amount_fen=amount_fen, day=TODAY, name="工商银行 1234")
    return Derivation(Question(figure=Figure.SHOWN_SUM), amount_fen, (term,))


def make_alert(kind: AlertKind, urgency: Urgency, days: int = 5, **more: object) -> Alert:
    """Return an alert; its amount is another one for each kind."""
    amount = None
    if kind not in {AlertKind.FROZEN, AlertKind.PLAN_STALE}:
        amount = 111_111 * (list(AlertKind).index(kind) + 1)
    day = TODAY + timedelta(days=days)
    made = Alert(
        key=f"{kind}/{day}",
        kind=kind,
        urgency=urgency,
        day=day,
        amount_fen=amount,
        count=days,
        page="plan",
        why=None if amount is None else summed(amount),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an alert


def one_of_each() -> tuple[Alert, ...]:
    """Return an alert of every kind, the most urgent first."""
    urgent, soon, quiet = Urgency.URGENT, Urgency.SOON, Urgency.QUIET
    statement = Question(figure=Figure.STATEMENT_LEFT, day=date(2026, 7, 3))
    return (
        make_alert(AlertKind.OVERDUE, urgent, -10, count=2, why=Question(figure=Figure.OVERDUE)),
        make_alert(AlertKind.PLAN_IN_DANGER, urgent, 0),
        make_alert(AlertKind.CASH_SHORT, urgent, 2, subject="工资卡", page="settings/money"),
        make_alert(
            AlertKind.DUE_SOON,
            soon,
            5,
            key="due_soon/2026-07-03/7",
            page="statements/2026-07-03",
            why=statement,
        ),
        make_alert(AlertKind.PLAN_STALE, soon, 0, subject="debts_changed,step_missed"),
        make_alert(AlertKind.FROZEN, soon, -2, until=date(2026, 7, 20), page="limit/log"),
        make_alert(
            AlertKind.TEMPORARY_ENDS,
            quiet,
            13,
            left_fen=-12_012,
            left_why=summed(-12_012),
            page="limit",
        ),
        make_alert(AlertKind.BELOW_FLOOR, quiet, 20, page="limit"),
        make_alert(AlertKind.PRESSURE, quiet, 36, until=date(2026, 8, 17)),
        make_alert(AlertKind.UNRECONCILED, quiet, -4, page="statements/2026-07-03"),
    )


@dataclass
class FakeAlerts:
    """Keeps alerts and what was done with them; ``failure`` is what every call raises."""

    raised: tuple[Alert, ...] = field(default_factory=one_of_each)
    marks: dict[str, AlertMark] = field(default_factory=dict)
    kept_settings: AlertSettings = field(default_factory=AlertSettings)
    today: date = TODAY
    asked: int = 0
    failure: Exception | None = None
    done: list[ActionRow] = field(default_factory=list)
    _takes: list[Callable[[], None]] = field(default_factory=list)

    def current(self, progress: Progress | None = None) -> AlertList:
        assert progress is None or progress(0, 0) in {True, False}
        self._maybe_fail()
        self.asked += 1
        return sorted_by_marks(self.raised, self.marks.values(), self.today)

    def snooze(self, key: str, until: date) -> None:
        mark = AlertMark(key, MarkState.SNOOZED, until)
        self._act("snooze_alert", self.marks | {key: mark})

    def mark_done(self, key: str) -> None:
        self._act("alert_done", self.marks | {key: AlertMark(key, MarkState.DONE)})

    def bring_back(self, key: str) -> None:
        left = {name: mark for name, mark in self.marks.items() if stem_of(name) != stem_of(key)}
        self._act("alert_back", left)

    def settings(self) -> AlertSettings:
        self._maybe_fail()
        return self.kept_settings

    def save_settings(self, settings: AlertSettings) -> None:
        self._maybe_fail()
        self.kept_settings = settings

    def undo_last(self) -> ActionRow | None:
        """Take the last action back; for ``FakeLedgerService.undo``."""
        if not self.done:
            return None
        self._takes.pop()()
        return replace(self.done.pop(), is_undone=True)

    def _act(self, name: str, after: dict[str, AlertMark]) -> None:
        self._maybe_fail()
        before, self.marks = self.marks, after

        def take_back() -> None:
            self.marks = before

        self._takes.append(take_back)
        self.done.append(ActionRow(len(self.done) + 1, name, {}, "2026-07-07", is_undone=False))

    def _maybe_fail(self) -> None:
        if self.failure is not None:
            raise self.failure
