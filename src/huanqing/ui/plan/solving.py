"""Solves on a thread of its own, beside the window; a newer problem ends an older search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.domain.planning.solver import Experience, SolveOptions, Tier

if TYPE_CHECKING:
    from huanqing.application.ahead_services import PlanService
    from huanqing.application.plan_models import Rival
    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.application.progress import Progress
    from huanqing.domain.planning.problem import Problem
    from huanqing.ui.task_runner import TaskRunner

TIME_LIMIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SolvedPlan:
    """A problem with its checked answer, and the other ways of paying beside it."""

    problem: Problem
    answer: PlanAnswer
    rivals: tuple[Rival, ...] = ()


class _Search:
    """One search; both threads see which tier it has come to."""

    def __init__(self, problem: Problem, experience: Experience) -> None:
        self.problem = problem
        self.experience = experience
        self.tier = Tier.LATE
        self.number = 0

    def options(self, progress: Progress) -> SolveOptions:
        """Return the options that tell of progress and stop where the runner says so."""

        def is_cancelled() -> bool:
            return not progress(int(self.tier), len(Tier))

        def reach(tier: Tier) -> None:
            self.tier = tier

        return SolveOptions(TIME_LIMIT_SECONDS, is_cancelled, reach, experience=self.experience)


class PlanSolving(QObject):
    """Solves one problem at a time, the newest.

    ``solved`` carries a SolvedPlan and ``failed`` an exception, also the one of a search that
    the user stopped; a search that a newer one replaced says nothing.
    """

    solved = Signal(object)
    failed = Signal(object)
    progress_changed = Signal()

    def __init__(
        self,
        plans: PlanService,
        runner: TaskRunner,
        experience: Experience,
        parent: QObject | None = None,
    ) -> None:
        """``experience`` is what the last search came to: a changed problem is much like it."""
        super().__init__(parent)
        self._plans = plans
        self._runner = runner
        self._search: _Search | None = None
        self._experience = experience
        runner.progress_reported.connect(self._on_runner_progress_reported)

    @property
    def is_running(self) -> bool:
        """Whether a search runs or waits."""
        return self._search is not None

    @property
    def problem(self) -> Problem | None:
        """What is being solved."""
        return None if self._search is None else self._search.problem

    @property
    def tier(self) -> Tier:
        """What is being searched for now."""
        return Tier.LATE if self._search is None else self._search.tier

    def start(self, problem: Problem, *, with_rivals: bool) -> None:
        """Solve a problem in the place of the one before."""
        self.drop()
        search, plans = _Search(problem, self._experience), self._plans

        def work(progress: Progress) -> SolvedPlan:
            answer = plans.solve(problem, search.options(progress))
            rivals = plans.compare(problem, answer) if with_rivals else ()
            return SolvedPlan(problem, answer, rivals)

        def show(solved: SolvedPlan) -> None:
            if search is self._search:
                self._search = None
                self.solved.emit(solved)

        def fail(error: Exception) -> None:
            if search is self._search:
                self._search = None
                self.failed.emit(error)

        self._search = search
        search.number = self._runner.submit(self, work, show, fail)
        self.progress_changed.emit()

    def cancel(self) -> None:
        """Stop the search; ``failed`` tells when it has stopped."""
        if self._search is not None:
            self._runner.drop(self._search.number)

    def drop(self) -> None:
        """Stop the search, whose end interests nobody any more."""
        self.cancel()
        self._search = None

    @Slot(int, int)
    def _on_runner_progress_reported(self, _done: int, _total: int) -> None:
        if self._search is not None:
            self.progress_changed.emit()
