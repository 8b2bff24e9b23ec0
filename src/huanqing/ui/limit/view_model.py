"""Loads the limit's days, habit's band, health and applications; answers when an amount is free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from huanqing.application.limit_models import HabitState
from huanqing.application.progress import Cancelled
from huanqing.application.projection import first_free_day
from huanqing.ui.ledger_view_model import LedgerViewModel
from huanqing.ui.limit.chart_model import band_of
from huanqing.ui.limit.course import course_of
from huanqing.ui.limit.words import free_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.limit_models import (
        HabitAnswer,
        HealthFactor,
        LimitApplication,
    )
    from huanqing.application.progress import Progress
    from huanqing.application.read_models import StatementRow
    from huanqing.application.services import LedgerService
    from huanqing.domain.payment_channel import FundingAccount
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.chart_model import ChartData
    from huanqing.ui.limit.course import Course
    from huanqing.ui.task_runner import TaskRunner

PAST_DAYS = 180
AHEAD_DAYS = 400
_ENTRY_KINDS = ("repayment", "refund", "early_settlement", "adjustment", "purchase")


@dataclass(frozen=True, slots=True)
class HealthView:
    """The factors, and what their amounts are summed from."""

    today: date
    factors: tuple[HealthFactor, ...]
    statements: tuple[StatementRow, ...]
    funding: tuple[FundingAccount, ...]


@dataclass(frozen=True, slots=True)
class FreeAnswers:
    """When an amount is free, in words: certain, by the plan and by habit; "" for not asked."""

    certain: str = ""
    plan: str = ""
    habit: str = ""


class LimitViewModel(LedgerViewModel):
    """Holds one look at the days; ``course_changed`` after each, and after what is drawn changed.

    ``habit_changed`` when the band came, went or is being worked out; ``health_changed`` and
    ``applications_changed`` when these were loaded. ``entry_found`` carries kind and id.
    """

    course_changed = Signal()
    habit_changed = Signal()
    health_changed = Signal()
    applications_changed = Signal()
    entry_found = Signal(str, str)

    def __init__(
        self,
        service: LedgerService,
        runner: TaskRunner,
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(service, runner, formatter, parent)
        self._loads: dict[str, int] = {}
        self.course: Course | None = None
        self.habit: HabitAnswer | None = None
        self.health: HealthView | None = None
        self.applications: tuple[LimitApplication, ...] = ()
        self.wants_habit = False
        self.target_fen: int | None = None
        formatter.amounts_visibility_changed.connect(self._on_visibility_changed)

    @property
    def is_working_out_habit(self) -> bool:
        """Whether the band is on its way."""
        return self.wants_habit and self.habit is None

    @property
    def chart(self) -> ChartData | None:
        """What the chart draws, with the target and with the band where it is wanted."""
        if self.course is None:
            return None
        habit = self.habit
        has_band = self.wants_habit and habit is not None and habit.state is HabitState.SHOWN
        return replace(
            self.course.chart,
            target_fen=self.target_fen,
            band=band_of(habit) if has_band and habit is not None else None,
        )

    @property
    def answers(self) -> FreeAnswers:
        """When the target is free."""
        course, target = self.course, self.target_fen
        if course is None or target is None or not course.is_known:
            return FreeAnswers()
        today, until, projection = course.today, course.until, course.projection
        days = [each for each in projection.days if each.day >= today]

        def words(found: date | None) -> str:
            return free_words(found, today, until, self._formatter)

        plan = ""
        if projection.plan is not None:
            now = [each for each in days if each.day == today]
            plan = words(first_free_day([*now, *projection.plan], target))
        habit = ""
        answer = self.habit
        if self.wants_habit and answer is not None and answer.state is HabitState.SHOWN:
            habit = words(answer.free_from(target))
        return FreeAnswers(words(first_free_day(days, target)), plan, habit)

    def refresh(self) -> None:
        """Load days and applications anew; the band only while it is wanted."""
        self.load_course()
        self._load("applications", self._read_applications, self._show_applications)
        if self.wants_habit:
            self._load_habit()

    def follow_day(self) -> None:
        """Load anew where the day of what is shown has ended, as it may have before a look."""

        def work(_progress: Progress) -> date:
            return self._service.today()

        def show(today: date) -> None:
            if self.course is not None and self.course.today != today:
                self.refresh()

        self._load("day", work, show)

    def load_health(self) -> None:
        """Load the factors, which take longer than the days."""
        self._load("health", self._read_health, self._show_health)

    def load_course(self) -> None:
        """Load the days."""

        def work(progress: Progress) -> Course:
            today = self._service.today()
            first = today - timedelta(days=PAST_DAYS)
            until = today + timedelta(days=AHEAD_DAYS)
            return course_of(self._service.limits.projection(until, first, progress))

        self._load("course", work, self._show_course)

    def want_habit(self, *, is_wanted: bool) -> None:
        """Show habit's band, which takes a while to work out, or hide it."""
        if is_wanted == self.wants_habit:
            return
        self.wants_habit = is_wanted
        if is_wanted:
            self._load_habit()
        else:
            self._drop("habit")
        self.habit_changed.emit()
        self.course_changed.emit()

    def ask_free(self, amount_fen: int | None) -> None:
        """Ask when so much is free; None asks nothing."""
        if amount_fen != self.target_fen:
            self.target_fen = amount_fen
            self.course_changed.emit()

    def save_application(
        self,
        old: LimitApplication | None,
        new: LimitApplication | None,
        owner: QObject,
        on_done: Callable[[], None],
        on_refused: Callable[[Exception], None],
    ) -> None:
        """Put an application in the place of another, add one, or (None) remove one."""
        limits = self._service.limits

        def work(_progress: Progress) -> None:
            kept = list(limits.applications())
            place = next((at for at, each in enumerate(kept) if each == old), len(kept))
            kept[place : place + 1] = [] if new is None else [new]
            limits.save_applications(kept)

        def done(_nothing: None) -> None:
            on_done()

        self._runner.submit(owner, work, done, on_refused, changes_ledger=True)

    def remove_application(self, application: LimitApplication) -> None:
        """Remove an application; undoable."""
        self.save_application(application, None, self, _nothing, self._fail)

    def find_entry(self, entry_id: str) -> None:
        """Find out of which kind an entry is; ``entry_found`` tells."""
        entries = self._service.entries

        def work(_progress: Progress) -> str:
            kinds = (kind for kind in _ENTRY_KINDS if entries.rowid_of(kind, entry_id) is not None)
            return next(kinds, "")

        def show(kind: str) -> None:
            if kind:
                self.entry_found.emit(kind, entry_id)

        self._runner.submit(self, work, show, self._fail)

    def _load_habit(self) -> None:
        self.habit = None

        def work(progress: Progress) -> HabitAnswer:
            until = self._service.today() + timedelta(days=AHEAD_DAYS)
            return self._service.limits.habit(until, progress)

        self._load("habit", work, self._show_habit)

    def _load(
        self, name: str, work: Callable[[Progress], object], show: Callable[..., None]
    ) -> None:
        """Ask the ledger; a question of the same name that waits still is dropped."""
        self._drop(name)
        self._loads[name] = self._runner.submit(self, work, show, self._fail)

    def _drop(self, name: str) -> None:
        if name in self._loads:
            self._runner.drop(self._loads.pop(name))

    def _read_health(self, progress: Progress) -> HealthView:
        factors = self._service.limits.health()
        statements = self._service.statements(progress)
        view = self._service.account.view()
        return HealthView(view.today, factors, tuple(statements), tuple(view.funding))

    def _read_applications(self, _progress: Progress) -> Sequence[LimitApplication]:
        return self._service.limits.applications()

    def _show_course(self, course: Course) -> None:
        self.course = course
        self.course_changed.emit()

    def _show_habit(self, answer: HabitAnswer) -> None:
        self.habit = answer
        self.habit_changed.emit()
        self.course_changed.emit()

    def _show_health(self, view: HealthView) -> None:
        self.health = view
        self.health_changed.emit()

    def _show_applications(self, applications: Sequence[LimitApplication]) -> None:
        self.applications = tuple(applications)
        self.applications_changed.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            super()._fail(error)

    @Slot()
    def _on_visibility_changed(self) -> None:
        self.course_changed.emit()
        self.health_changed.emit()
        self.applications_changed.emit()


def _nothing() -> None:
    """Say nothing: the page shows the change by itself."""
