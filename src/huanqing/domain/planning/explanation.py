"""Why a plan is late, what would mend it, and how long one may wait; data, no words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from huanqing.domain.planning.problem import Channel, Flow

if TYPE_CHECKING:
    from datetime import date

    from huanqing.domain.planning.problem import Problem


class LimitKind(StrEnum):
    """What a binding limit is a limit of."""

    PER_TRANSACTION = "per_transaction"
    PER_DAY = "per_day"
    PAYMENTS = "payments_per_day"
    PER_MONTH = "per_month"
    DAILY_CAP = "daily_cap"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class BindingLimit:
    """A limit that is used up on the days from ``first_day`` to ``last_day``, both included.

    ``subject`` is the channel's or account's id, empty for the platform; ``amount_fen`` is
    all that the limit lets through on those days together.
    """

    kind: LimitKind
    subject: str
    first_day: date
    last_day: date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Days on which more is needed than can be moved; a minimum cut.

    ``needed_fen`` must be paid on the days from ``first_day`` to ``last_day``,
    ``possible_fen`` can be, and the missing rest is late whatever the plan.
    """

    first_day: date
    last_day: date
    needed_fen: int
    possible_fen: int
    limits: tuple[BindingLimit, ...]
    obligations: tuple[str, ...]

    @property
    def missing_fen(self) -> int:
        """What cannot be paid in time."""
        return self.needed_fen - self.possible_fen


@dataclass(frozen=True, slots=True)
class MoreCash:
    """So many fen more in an account, there on ``by`` at the latest."""

    funding: str
    amount_fen: int
    by: date

    def applied_to(self, problem: Problem) -> Problem:
        """Return the problem with the cash."""
        more = Flow(day=self.by, amount_fen=self.amount_fen)
        accounts = (
            replace(each, flows=(*each.flows, more)) if each.id == self.funding else each
            for each in problem.funding
        )
        return replace(problem, funding=tuple(accounts))


@dataclass(frozen=True, slots=True)
class HigherDayLimit:
    """A higher limit per day of a channel, all else as it is."""

    channel: str
    per_day_fen: int

    def applied_to(self, problem: Problem) -> Problem:
        """Return the problem with the limit."""
        channels = (
            replace(each, per_day_fen=self.per_day_fen) if each.id == self.channel else each
            for each in problem.channels
        )
        return replace(problem, channels=tuple(channels))


@dataclass(frozen=True, slots=True)
class OneMoreChannel:
    """A further channel on an account, without fee, with this limit per day and no other."""

    funding: str
    per_day_fen: int

    def applied_to(self, problem: Problem) -> Problem:
        """Return the problem with the channel, under an id of its own, as the last one."""
        taken = {each.id for each in problem.channels}
        name = "+"
        while name in taken:
            name += "+"
        more = Channel(
            id=name,
            funding=self.funding,
            per_transaction_fen=None,
            per_day_fen=self.per_day_fen,
            per_month_fen=None,
            payments_per_day=None,
        )
        return replace(problem, channels=(*problem.channels, more))


@dataclass(frozen=True, slots=True)
class EarlierStart:
    """A plan made so many days before today, with the same cash and the day's limits whole."""

    days: int

    def applied_to(self, problem: Problem) -> Problem:
        """Return the problem as it would have been then."""
        today = problem.today - timedelta(days=self.days)
        is_same_month = (today.year, today.month) == (problem.today.year, problem.today.month)
        channels = (
            replace(
                each,
                used_today_fen=0,
                used_this_month_fen=each.used_this_month_fen if is_same_month else 0,
            )
            for each in problem.channels
        )
        return replace(problem, today=today, channels=tuple(channels))


Remedy = MoreCash | HigherDayLimit | OneMoreChannel | EarlierStart


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a plan.

    ``latest_start`` is the last day such that paying only from it on still reaches the least
    late cost; None where that could not be settled in the time. ``slack_days`` counts from
    today. The bottleneck is None where nothing is late, and where only fees or the smallest
    payment are in the way. Each remedy alone makes everything on time and is the smallest of
    its kind; the changed problem was solved to prove it.
    """

    latest_start: date | None
    slack_days: int | None
    bottleneck: Bottleneck | None
    remedies: tuple[Remedy, ...]
