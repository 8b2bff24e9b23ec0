"""Holds scenarios that are kept apart from the ledger, and what they would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.limit_models import LimitProjection
from huanqing.application.progress import Cancelled
from huanqing.application.what_if_plan import with_plan
from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.domain.planning.solver import SolveOptions
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.limit.chart_model import chart_data
from huanqing.ui.limit.view_model import AHEAD_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.limit_models import Scenario, WhatIfResult
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.chart_model import ChartData
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.task_runner import TaskRunner

_PLAN_SECONDS = 20.0


class PlanState(StrEnum):
    """How far the question is what becomes of the repayment plan."""

    NOT_ASKED = "not_asked"
    SEARCHING = "searching"
    FOUND = "found"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OpenPurchase:
    """A purchase in periods of which some are still to be billed."""

    id: str
    name: str
    left_fen: int


@dataclass(frozen=True, slots=True)
class _Tried:
    """What one question brought: the result, what is drawn of it, and the plan's problem."""

    result: WhatIfResult
    chart: ChartData
    problem: Problem | None


class LimitWhatIfViewModel(LedgerViewModel):
    """Writes nothing; ``scenarios_changed`` after each other list, ``result_changed`` after it.

    ``purchases`` are those that can be settled early, by their ids.
    """

    scenarios_changed = Signal()
    result_changed = Signal()

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._question = 0
        self._search = 0
        self.scenarios: tuple[Scenario, ...] = ()
        self.result: WhatIfResult | None = None
        self.chart: ChartData | None = None
        self.plan_state = PlanState.NOT_ASKED
        self.purchases: dict[str, OpenPurchase] = {}
        self.today: date | None = None

    def refresh(self) -> None:
        """Load what scenarios may be about, and try the present ones again."""

        def work(progress: Progress) -> tuple[date, dict[str, OpenPurchase]]:
            return self._service.today(), self._open_purchases(progress)

        def show(loaded: tuple[date, dict[str, OpenPurchase]]) -> None:
            self.today, self.purchases = loaded
            self.scenarios_changed.emit()

        self._runner.submit(self, work, show, self._fail)
        if self.scenarios:
            self._ask(self.scenarios, self._take, self._lose)

    def put(self, old: Scenario | None, new: Scenario, attempt: Attempt) -> None:
        """Try a scenario in the place of another or at the end; the attempt hears of a refusal."""
        place = self.scenarios.index(old) if old in self.scenarios else len(self.scenarios)
        wanted = (*self.scenarios[:place], new, *self.scenarios[place + 1 :])

        def take(tried: _Tried) -> None:
            self.scenarios = wanted
            self.scenarios_changed.emit()
            self._take(tried)
            attempt.on_done()

        self._ask(wanted, take, attempt.on_refused)

    def remove(self, scenario: Scenario) -> None:
        """Try without a scenario."""
        place = self.scenarios.index(scenario)
        self.begin_with((*self.scenarios[:place], *self.scenarios[place + 1 :]))

    @Slot()
    def clear(self) -> None:
        """Try nothing any more."""
        self.begin_with(())

    def begin_with(self, scenarios: tuple[Scenario, ...]) -> None:
        """Try other scenarios."""
        self.scenarios = scenarios
        self.scenarios_changed.emit()
        if scenarios:
            self._ask(scenarios, self._take, self._lose)
            return
        self._stop()
        self.result = self.chart = None
        self.plan_state = PlanState.NOT_ASKED
        self.message_changed.emit(None)
        self.result_changed.emit()

    def _stop(self) -> None:
        """Ask nothing any more: a newer question takes the place."""
        self._runner.drop(self._question)
        self._runner.aside().drop(self._search)
        self._question = self._search = 0

    def _ask(
        self,
        scenarios: tuple[Scenario, ...],
        take: Callable[[_Tried], None],
        refuse: Callable[[Exception], None],
    ) -> None:
        service, plans = self._service, self._service.plans

        def work(_progress: Progress) -> _Tried:
            until = service.today() + timedelta(days=AHEAD_DAYS)
            result = service.limits.what_if(scenarios, until)
            base = LimitProjection(result.base[0].day, result.base)
            return _Tried(result, chart_data(base, result.changed), plans.inputs().problem)

        self._stop()
        self._question = self._runner.submit(self, work, take, refuse)

    def _take(self, tried: _Tried) -> None:
        self.result, self.chart = tried.result, tried.chart
        self.plan_state = PlanState.BLOCKED
        if tried.problem is not None:
            self._plan(tried.result, tried.problem)
        self.message_changed.emit(None)
        self.result_changed.emit()

    def _lose(self, error: Exception) -> None:
        """Keep the scenarios, whose result a change of the ledger has made untrue."""
        if isinstance(error, Cancelled):
            return
        self.result = self.chart = None
        self.plan_state = PlanState.NOT_ASKED
        self.result_changed.emit()
        self._fail(error)

    def _plan(self, result: WhatIfResult, problem: Problem) -> None:
        """Ask on a thread beside the ledger's what becomes of the plan."""
        plans = self._service.plans
        self.plan_state = PlanState.SEARCHING

        def work(progress: Progress) -> WhatIfResult:
            options = SolveOptions(_PLAN_SECONDS, lambda: not progress(0, 2))

            def solve(asked: Problem) -> PlanAnswer:
                return plans.solve(asked, options)

            return with_plan(result, problem, solve)

        def show(planned: WhatIfResult) -> None:
            if self.result is result:
                self.result, self.plan_state = planned, PlanState.FOUND
                self.result_changed.emit()

        def fail(error: Exception) -> None:
            if self.result is not result:
                return
            self.plan_state = PlanState.FAILED
            self.result_changed.emit()
            if not isinstance(error, Cancelled | PlanCancelledError):
                self._fail(error)

        self._search = self._runner.aside().submit(self, work, show, fail)

    def _open_purchases(self, progress: Progress) -> dict[str, OpenPurchase]:
        """Return the purchases in periods with something left after today's statements."""
        today, entries = self._service.today(), self._service.entries
        left: dict[str, int] = {}
        for row in self._service.statements(progress):
            if row.figures.statement_date <= today:
                continue
            for line in row.figures.instalments:
                if line.periods > 1 and line.left_fen:
                    left[line.purchase_id] = left.get(line.purchase_id, 0) + line.left_fen
        rowids = {key: entries.rowid_of("purchase", key) for key in left}
        known = [rowid for rowid in rowids.values() if rowid is not None]
        return {
            row.id: OpenPurchase(row.id, row.description or row.counterparty, left[row.id])
            for row in entries.rows(known)
            if row.id in left
        }
