"""What the plan page and ``huanqing plan`` ask for and show, from inputs to the accepted plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from huanqing.application.plan_repayments import PlanAnswer
    from huanqing.domain.derivation import Derivation
    from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel
    from huanqing.domain.planning.plan import Payment
    from huanqing.domain.planning.problem import Flow, Problem, Timing
    from huanqing.domain.statement import StatementState


@dataclass(frozen=True, slots=True)
class FreeTarget:
    """A wish: this much of the limit, in fen, is to be available on the day and after."""

    amount_fen: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWishes:
    """What the user asks of a plan beside the ledger; a what-if, never stored as facts.

    None and empty leave the ledger's facts and the plan preferences as they are. ``start``:
    pay nothing before that day. ``limits`` replace a channel's limits for the whole horizon.
    ``more_cash`` adds flows by funding account.
    """

    start: date | None = None
    horizon_end: date | None = None
    timing: Timing | None = None
    buffer_days: int | None = None
    without_channels: frozenset[str] = frozenset()
    limits: Mapping[str, ChannelLimits] = field(default_factory=dict)
    new_channels: tuple[PaymentChannel, ...] = ()
    more_cash: Mapping[str, tuple[Flow, ...]] = field(default_factory=dict)
    target: FreeTarget | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: the plan is that of the ledger."""
        return self == PlanWishes()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreferences:
    """What the ledger keeps about plans; ``horizon_days`` counts today."""

    buffer_days: int = 2
    timing: Timing
    horizon_days: int = 45
    daily_cap_fen: int | None = None
    auto_debit_channel: str = ""


class PlanQuestionKind(StrEnum):
    """Why there is no problem to solve yet."""

    NO_CHANNELS = "no_channels"
    UNKNOWN_LIMITS = "unknown_limits"
    NO_FUNDING = "no_funding"
    UNKNOWN_BALANCE = "unknown_balance"


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """Something unknown that a plan needs; ``subject`` is the channel's or account's id.

    A blocking question leaves no way to plan; another leaves its channel out and says so.
    """

    kind: PlanQuestionKind
    subject: str = ""
    is_blocking: bool = False


@dataclass(frozen=True, slots=True)
class PlanObligation:
    """Where an obligation of the problem comes from; ``id`` is the one in the problem."""

    id: str
    statement_date: date
    due_date: date
    amount_fen: int
    state: StatementState


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """The problem that the ledger and the wishes make; None while a question blocks it.

    ``balances_as_of`` is the oldest day on which a balance was told: the plan trusts it.
    ``stale_balances`` are the accounts whose balance is from an earlier month.
    """

    today: date
    problem: Problem | None
    questions: tuple[PlanQuestion, ...]
    obligations: tuple[PlanObligation, ...]
    balances_as_of: date | None = None
    stale_balances: tuple[str, ...] = ()


class StepState(StrEnum):
    """What became of a planned payment."""

    OPEN = "open"
    PAID = "paid"
    PARTLY = "partly"
    FAILED = "failed"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A payment of the accepted plan and what became of it; ``paid_fen`` counts matched money.

    ``repayments`` are the ids of the booked repayments that it was matched with.
    """

    number: int
    payment: Payment
    state: StepState
    paid_fen: int = 0
    repayments: tuple[str, ...] = ()


class StaleReason(StrEnum):
    """Why the accepted plan no longer says what is best."""

    DEBTS_CHANGED = "debts_changed"
    LIMITS_CHANGED = "limits_changed"
    CASH_CHANGED = "cash_changed"
    STEP_MISSED = "step_missed"
    STEP_FAILED = "step_failed"
    STEP_SKIPPED = "step_skipped"
    PAID_OUTSIDE = "paid_outside"
    HORIZON_OVER = "horizon_over"


@dataclass(frozen=True, slots=True)
class AcceptedPlan:
    """The plan that the user accepted, beside what happened since.

    ``unplanned_fen`` are booked repayments since it was made that match no step.
    """

    plan_id: int
    made_on: date
    accepted_at: str
    problem: Problem
    answer: PlanAnswer
    steps: tuple[PlanStep, ...]
    stale: tuple[StaleReason, ...]
    unplanned_fen: int = 0


class RivalKind(StrEnum):
    """The ways of paying that a plan is compared with."""

    PLAN = "plan"
    ON_DUE_DAY = "on_due_day"
    AS_EARLY_AS_POSSIBLE = "as_early_as_possible"


@dataclass(frozen=True, slots=True)
class Rival:
    """A way of paying, with what it costs; amounts in fen.

    ``late_cost_fen`` rounds half up. ``violations`` counts the payments that break a limit or
    take cash that is not there (a plan has none), ``violating_fen`` is what is over in all.
    """

    kind: RivalKind
    payments: int
    late_cost_fen: int
    late_count: int
    fees_fen: int
    violations: int
    violating_fen: int
    first_day: date | None
    last_day: date | None
    why_late: Derivation | None = None
    why_fees: Derivation | None = None
    why_violating: Derivation | None = None
