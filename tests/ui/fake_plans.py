"""Plans in memory: a problem that the wishes change, quick plans, and one that is followed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.plan_export import PlanSheet, PlanWords, plan_sheet
from huanqing.application.plan_models import (
    AcceptedPlan,
    PlanInputs,
    PlanObligation,
    PlanPreferences,
    PlanQuestion,
    PlanQuestionKind,
    PlanStep,
    PlanWishes,
    Rival,
    RivalKind,
    StaleReason,
    StepState,
)
from huanqing.application.plan_repayments import PlanAnswer
from huanqing.application.read_models import ActionRow
from huanqing.domain.planning.derivation import derive_excess
from huanqing.domain.planning.errors import PlanCancelledError
from huanqing.domain.planning.explanation import (
    BindingLimit,
    Bottleneck,
    Explanation,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
)
from huanqing.domain.planning.plan import Allocation, LateObligation, Objective, Payment, Plan
from huanqing.domain.planning.problem import (
    Channel,
    Flow,
    Funding,
    Obligation,
    Platform,
    Preferences,
    Problem,
    Timing,
)
from huanqing.domain.planning.solver import Experience, SolveOptions, Tier
from huanqing.domain.statement import StatementState

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

TODAY = date(2026, 7, 7)
ICBC, CMB = "ICBC 1234", "CMB 5678"


def make_channel(name: str, per_day_fen: int, funding: str = "salary account") -> Channel:
    return Channel(
        id=name,
        funding=funding,
        per_transaction_fen=min(500000, per_day_fen),
        per_day_fen=per_day_fen,
        per_month_fen=None,
        payments_per_day=None,
    )


def make_problem() -> Problem:
    """Return two bills, two cards on one account, a salary in the middle."""
    return Problem(
        today=TODAY,
        horizon_end=date(2026, 8, 20),
        platform=Platform(daily_cap_fen=None, min_payment_fen=1000),
        obligations=(
            Obligation(
                id="2026-07 bill",
                due=date(2026, 7, 12),
                amount_fen=1845678,
                late_rate_ppm_per_day=500,
            ),
            Obligation(
                id="2026-08 bill",
                due=date(2026, 8, 12),
                amount_fen=654321,
                late_rate_ppm_per_day=500,
            ),
        ),
        funding=(
            Funding(
                id="salary account",
                balance_fen=2000000,
                reserve_fen=50000,
                flows=(
                    Flow(day=date(2026, 7, 10), amount_fen=1500000, label="salary"),
                    Flow(day=date(2026, 8, 1), amount_fen=-450000, label="rent"),
                ),
            ),
        ),
        channels=(make_channel(ICBC, 1000000), make_channel(CMB, 100000)),
        preferences=Preferences(buffer_days=2, timing=Timing.LATE),
    )


def quick_plan(problem: Problem) -> PlanAnswer:
    """Return payments on the last days before each due date; late where the days run out.

    Only per-day and per-payment limits count; what is late is cleared by nobody.
    """
    payments: list[Payment] = []
    late: list[LateObligation] = []
    used: dict[tuple[str, date], int] = {}
    for owed in problem.obligations:
        left = owed.amount_fen
        day = max(owed.due - timedelta(days=problem.preferences.buffer_days), problem.today)
        while left and day >= problem.today:
            for channel in problem.channels:
                left -= _pay(channel, day, owed.id, left, used, payments)
            day -= timedelta(days=1)
        if left:
            late.append(LateObligation(owed.id, left, None, left // 100))
    payments.sort(key=lambda each: each.day)
    worth = Objective(
        late=sum(each.unpaid_when_due_fen for each in late) * 500,
        inside_buffer=0,
        fees=0,
        payments=len(payments),
        timing=sum(each.amount_fen * problem.index(each.day) for each in payments),
    )
    plan = Plan(tuple(payments), worth, worth, tuple(late))
    return PlanAnswer(plan, _explained(problem, plan))


def _pay(
    channel: Channel,
    day: date,
    owed: str,
    left_fen: int,
    used: dict[tuple[str, date], int],
    payments: list[Payment],
) -> int:
    if day in channel.unavailable:
        return 0
    paid = 0
    while left_fen > paid:
        room = (channel.per_day_fen or left_fen) - used.get((channel.id, day), 0)
        amount = min(left_fen - paid, room, channel.per_transaction_fen or left_fen)
        if amount <= 0:
            break
        used[channel.id, day] = used.get((channel.id, day), 0) + amount
        payments.append(Payment(day, channel.id, amount, (Allocation(owed, amount),)))
        paid += amount
    return paid


def _explained(problem: Problem, plan: Plan) -> Explanation:
    if not plan.late:
        start = min((each.day for each in plan.payments), default=problem.today)
        return Explanation(start, (start - problem.today).days, None, ())
    missing = sum(each.unpaid_when_due_fen for each in plan.late)
    due = problem.obligations[0].due
    channel = problem.channels[0] if problem.channels else None
    limits = (
        ()
        if channel is None
        else (BindingLimit(LimitKind.PER_DAY, channel.id, problem.today, due, 500000),)
    )
    bottleneck = Bottleneck(
        problem.today,
        due,
        problem.owed_fen,
        problem.owed_fen - missing,
        limits,
        tuple(each.obligation for each in plan.late),
    )
    remedies = (
        MoreCash(problem.funding[0].id, missing, problem.today),
        *(() if channel is None else (HigherDayLimit(channel.id, 1500000),)),
        OneMoreChannel(problem.funding[0].id, 800000),
    )
    return Explanation(problem.today, 0, bottleneck, remedies)


def make_inputs() -> PlanInputs:
    """Return the inputs of a ledger with one card whose limits are unknown."""
    return PlanInputs(
        today=TODAY,
        problem=make_problem(),
        questions=(PlanQuestion(PlanQuestionKind.UNKNOWN_LIMITS, "微信零钱"),),
        obligations=(
            PlanObligation(
                "2026-07 bill",
                date(2026, 7, 3),
                date(2026, 7, 12),
                1845678,
                StatementState.BILLED,
            ),
            PlanObligation(
                "2026-08 bill",
                date(2026, 8, 3),
                date(2026, 8, 12),
                654321,
                StatementState.UNBILLED,
            ),
        ),
        balances_as_of=date(2026, 7, 5),
    )


def blocked_inputs() -> PlanInputs:
    """Return the inputs of a ledger that cannot be planned for yet."""
    questions = (
        PlanQuestion(PlanQuestionKind.UNKNOWN_LIMITS, ICBC, is_blocking=True),
        PlanQuestion(PlanQuestionKind.UNKNOWN_BALANCE, "salary account", is_blocking=True),
    )
    return replace(make_inputs(), problem=None, questions=questions)


def changed(problem: Problem, wishes: PlanWishes) -> Problem:
    """Return the problem as the wishes change it, in the plainest way."""
    channels = []
    for each in problem.channels:
        if each.id in wishes.without_channels:
            continue
        wanted = wishes.limits.get(each.id)
        if wanted is not None:
            limits = (wanted.per_transaction_fen, wanted.per_day_fen, wanted.per_month_fen)
            each = replace(  # noqa: PLW2901 - the changed one is the one
                each,
                per_transaction_fen=limits[0],
                per_day_fen=limits[1],
                per_month_fen=limits[2],
                payments_per_day=wanted.payments_per_day,
            )
        if wishes.start is not None:
            closed = {problem.today + timedelta(days=n) for n in range(problem.days)}
            before = frozenset(day for day in closed if day < wishes.start)
            each = replace(each, unavailable=each.unavailable | before)  # noqa: PLW2901 - as above
        channels.append(each)
    for new in wishes.new_channels:
        per_day = new.limits[0].per_day_fen if new.limits else None
        channels.append(make_channel(new.id, per_day or 100000))
    funding = tuple(
        replace(each, flows=(*each.flows, *wishes.more_cash.get(each.id, ())))
        for each in problem.funding
    )
    asked = problem.preferences
    preferences = Preferences(
        buffer_days=asked.buffer_days if wishes.buffer_days is None else wishes.buffer_days,
        timing=asked.timing if wishes.timing is None else wishes.timing,
    )
    return replace(
        problem,
        horizon_end=wishes.horizon_end or problem.horizon_end,
        channels=tuple(channels),
        funding=funding,
        preferences=preferences,
    )


@dataclass
class FakePlans:
    """Plans by a rule of thumb; keeps one accepted plan, and what was asked and done.

    ``gate``, where set, keeps ``solve`` waiting until it is opened or the options say stop;
    ``answers`` are given first, by problem; ``failure`` is what every call raises.
    """

    ledger_inputs: PlanInputs = field(default_factory=make_inputs)
    kept: AcceptedPlan | None = None
    kept_preferences: PlanPreferences = field(
        default_factory=lambda: PlanPreferences(timing=Timing.LATE)
    )
    gate: Event | None = None
    failure: Exception | None = None
    answers: dict[Problem, PlanAnswer] = field(default_factory=dict)
    wished: list[PlanWishes] = field(default_factory=list)
    solved: list[Problem] = field(default_factory=list)
    formers: list[tuple[Payment, ...]] = field(default_factory=list)
    begun: int = 0
    cancelled: int = 0
    paid: list[tuple[int, int | None, date | None]] = field(default_factory=list)
    marked: list[tuple[int, StepState]] = field(default_factory=list)
    done: list[ActionRow] = field(default_factory=list)
    _takes: list[Callable[[], None]] = field(default_factory=list)

    def inputs(self, wishes: PlanWishes | None = None) -> PlanInputs:
        self._maybe_fail()
        asked = wishes or PlanWishes()
        self.wished.append(asked)
        found = self.ledger_inputs
        if found.problem is None:
            return found
        return replace(found, problem=changed(found.problem, asked))

    def solve(self, problem: Problem, options: SolveOptions | None = None) -> PlanAnswer:
        asked = options or SolveOptions()
        asked.on_progress(Tier.LATE)
        self.begun += 1
        while self.gate is not None and not self.gate.wait(0.005):
            if asked.is_cancelled():
                self.cancelled += 1
                raise PlanCancelledError
        if asked.is_cancelled():
            self.cancelled += 1
            raise PlanCancelledError
        self._maybe_fail()
        self.solved.append(problem)
        experience = asked.experience or Experience()
        self.formers.append(experience.payments)
        answer = self.answers.get(problem) or quick_plan(problem)
        experience.payments = answer.plan.payments
        return answer

    def sheet(self) -> PlanSheet | None:
        self._maybe_fail()
        if self.kept is None:
            return None
        return plan_sheet(self.kept, "ledger", "京东白条", f"{TODAY}T12:00:00+08:00")

    def calendar(self, sheet: PlanSheet, words: PlanWords, previous: bytes | None) -> bytes:
        """Return the words of every event, after what was there."""
        events = [words.event.format(row.amount_fen, row.card) for row in sheet.rows]
        return (previous or b"") + "\n".join(events).encode()

    def compare(self, problem: Problem, answer: PlanAnswer) -> tuple[Rival, ...]:
        self._maybe_fail()
        days = [each.day for each in answer.plan.payments]
        count = len(days)
        found = (
            Rival(
                RivalKind.PLAN,
                count,
                sum(each.cost_fen for each in answer.plan.late),
                len(answer.plan.late),
                0,
                0,
                0,
                min(days, default=None),
                max(days, default=None),
            ),
            Rival(
                RivalKind.ON_DUE_DAY,
                2,
                0,
                0,
                0,
                2,
                845678,
                date(2026, 7, 12),
                date(2026, 8, 12),
            ),
            Rival(
                RivalKind.AS_EARLY_AS_POSSIBLE,
                count + 1,
                0,
                0,
                0,
                0,
                0,
                problem.today,
                problem.today,
            ),
        )
        whys = derive_excess((), ())
        return tuple(
            replace(each, why_late=whys, why_fees=whys, why_violating=whys) for each in found
        )

    def accepted(self) -> AcceptedPlan | None:
        self._maybe_fail()
        return self.kept

    def accept(self, problem: Problem, answer: PlanAnswer) -> None:
        plan_id = 1 if self.kept is None else self.kept.plan_id + 1
        self._act("accept_plan", made_plan(problem, answer, plan_id))

    def end(self) -> None:
        self._act("end_plan", None)

    def pay_step(self, number: int, amount_fen: int | None = None, day: date | None = None) -> None:
        self.paid.append((number, amount_fen, day))
        step = self._step(number)
        paid = amount_fen if amount_fen is not None else step.payment.amount_fen
        full = paid >= step.payment.amount_fen
        state = StepState.PAID if full else StepState.PARTLY
        made = replace(
            step,
            state=state,
            paid_fen=min(paid, step.payment.amount_fen),
            repayments=(f"r{number}",),
        )
        self._act("pay_step", self._with(made))

    def mark_step(self, number: int, state: StepState) -> None:
        self.marked.append((number, state))
        reasons = {
            StepState.FAILED: (StaleReason.STEP_FAILED,),
            StepState.SKIPPED: (StaleReason.STEP_SKIPPED,),
        }
        made = replace(self._step(number), state=state)
        self._act("mark_step", replace(self._with(made), stale=reasons.get(state, ())))

    def preferences(self) -> PlanPreferences:
        self._maybe_fail()
        return self.kept_preferences

    def save_preferences(self, preferences: PlanPreferences) -> None:
        self._maybe_fail()
        self.kept_preferences = preferences

    def undo_last(self) -> ActionRow | None:
        """Take the last action back; for ``FakeLedgerService.undo``."""
        if not self.done:
            return None
        self._takes.pop()()
        return replace(self.done.pop(), is_undone=True)

    def _step(self, number: int) -> PlanStep:
        assert self.kept is not None
        return next(each for each in self.kept.steps if each.number == number)

    def _with(self, made: PlanStep) -> AcceptedPlan:
        assert self.kept is not None
        steps = tuple(made if each.number == made.number else each for each in self.kept.steps)
        return replace(self.kept, steps=steps)

    def _act(self, name: str, after: AcceptedPlan | None) -> None:
        self._maybe_fail()
        before = self.kept
        self.kept = after

        def take_back() -> None:
            self.kept = before

        self._takes.append(take_back)
        self.done.append(ActionRow(len(self.done) + 1, name, {}, "2026-07-07", is_undone=False))

    def _maybe_fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def made_plan(problem: Problem, answer: PlanAnswer, plan_id: int = 1) -> AcceptedPlan:
    """Return the plan as accepted just now: every step open, numbered from 1."""
    steps = tuple(
        PlanStep(number, each, StepState.OPEN)
        for number, each in enumerate(answer.plan.payments, start=1)
    )
    return AcceptedPlan(
        plan_id, problem.today, "2026-07-07T09:30:00+08:00", problem, answer, steps, ()
    )


def accepted_plan() -> AcceptedPlan:
    """Return an accepted plan of the fake ledger with nothing done yet."""
    problem = make_problem()
    return made_plan(problem, quick_plan(problem))
