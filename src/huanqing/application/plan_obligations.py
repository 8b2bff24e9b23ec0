"""What is owed, as obligations of a plan: from the statements, one each.

A statement that is not out yet can be paid before its date (提前还款, domain-facts.md section
3), so no obligation has an ``earliest`` day. What JD then takes the money for is the earliest
due statement first, which a plan that is on time does as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.application.entry_record import UNDER_WAY
from huanqing.application.plan_models import PlanObligation
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.planning.errors import TargetBeyondLimitError
from huanqing.domain.planning.problem import Obligation
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.plan_models import FreeTarget
    from huanqing.domain.credit_account import CreditAccount
    from huanqing.domain.statement import StatementFigures, StatementState

WISH_RATE_PPM = 1
"""What a day's delay of a wish costs the plan: so little that no real bill yields to it."""


@dataclass(slots=True)
class Owed:
    """What is left of a statement, in the order in which money pays it.

    ``parts`` are amounts in fen, each with whether it occupies the limit; ``wished`` are
    amounts that a wish makes due on an earlier day.
    """

    id: str
    statement_date: date
    due: date
    state: StatementState
    parts: list[tuple[int, bool]]
    wished: dict[date, int] = field(default_factory=dict)

    @property
    def left_fen(self) -> int:
        """What is due on the due date, in fen."""
        return sum(amount for amount, _ in self.parts)

    def occupied_fen(self) -> int:
        """Return what the parts take of the limit."""
        return sum(amount for amount, occupies in self.parts if occupies)

    def take(self, amount_fen: int) -> int:
        """Pay so much of it, or all; return what is left of the money."""
        while self.parts and amount_fen:
            first, occupies = self.parts[0]
            taken = min(first, amount_fen)
            amount_fen -= taken
            if taken == first:
                self.parts.pop(0)
            else:
                self.parts[0] = (first - taken, occupies)
        return amount_fen

    def advance(self, freed_fen: int, day: date) -> int:
        """Make so much due on a day that this much of the limit is freed; return the missing."""
        while self.parts and freed_fen:
            amount, occupies = self.parts[0]
            taken = min(amount, freed_fen) if occupies else amount
            self.take(taken)
            self.wished[day] = self.wished.get(day, 0) + taken
            freed_fen -= taken if occupies else 0
        return freed_fen


def owed_by(
    statements: Sequence[StatementFigures], account: CreditAccount, today: date
) -> list[Owed]:
    """Return what is left of the statements, earliest due first; paid ones are left out."""
    open_ones = [each for each in statements if each.left_fen > 0]
    months = Counter((each.statement_date.year, each.statement_date.month) for each in open_ones)
    found = []
    for each in sorted(open_ones, key=lambda each: (each.due_date, each.statement_date)):
        day = each.statement_date
        is_alone = months[day.year, day.month] == 1
        name = f"{day:%Y-%m}" if is_alone else day.isoformat()
        occupies = account.rule_on(today).fees_occupy_limit
        parts = _parts(each, fees_occupy=occupies)
        found.append(Owed(f"{name} bill", day, each.due_date, each.state_on(today), parts))
    return found


def _parts(statement: StatementFigures, *, fees_occupy: bool) -> list[tuple[int, bool]]:
    lines = sum(line.left_fen for line in statement.instalments)
    parts = [(statement.left_fen - lines, True)]
    for line in statement.instalments:
        paid = line.principal_fen + line.fee_fen - line.left_fen
        fee = min(line.left_fen, max(0, line.fee_fen - paid))
        parts += [(fee, fees_occupy), (line.left_fen - fee, True)]
    return [part for part in parts if part[0] > 0]


def take_under_way(owed: Sequence[Owed], records: Iterable[EntryRecord], today: date) -> None:
    """Take off what repayments under way will pay: what falls due from their day on first.

    A repayment planned for a day that is past never came about and pays nothing.
    """
    for record in records:
        day = date.fromisoformat(record.day)
        is_coming = record.state in {"", "booked"} and day > today
        is_under_way = record.state in UNDER_WAY and (record.state == "processing" or day >= today)
        if not (is_coming or is_under_way):
            continue
        left = record.amount_fen
        for each in sorted(owed, key=lambda each: each.due < day):
            left = each.take(left)


def advance_for(
    owed: Sequence[Owed], replay: Replay, target: FreeTarget, horizon_end: date
) -> None:
    """Make part of what is due later due in time for the wish, the earliest due first.

    The measure is the certain projection: by the day, what is due before it counts as paid
    and booked, less what the line's recovery lag still holds. The wish must also hold where
    the limit itself shrinks later, up to the end of the horizon. Raises
    TargetBeyondLimitError where the limit is unknown or could not be that large.
    """
    account = replay.account
    for day in _measured_days(account, target.day, horizon_end):
        total = account.total_limit_on(day)
        if total is None:
            raise TargetBeyondLimitError(target.amount_fen, None, day)
        lag = account.rule_on(day).recovery_lag_days
        deadline = day - timedelta(days=lag)
        later = [each for each in owed if each.due > deadline]
        most = total - _lagging(replay, day)
        missing = target.amount_fen - (most - sum(each.occupied_fen() for each in later))
        for each in later:
            if missing <= 0:
                break
            missing = each.advance(missing, deadline)
        if missing > 0:
            raise TargetBeyondLimitError(target.amount_fen, most, day)


def _measured_days(account: CreditAccount, first: date, until: date) -> list[date]:
    starts = {each.from_date for each in account.limits}
    ends = {each.until + ONE_DAY for each in account.limits if each.until is not None}
    later = sorted(day for day in starts | ends if first < day <= until)
    return [first, *(day for day in later if _shrinks(account, day))]


def _shrinks(account: CreditAccount, day: date) -> bool:
    before, now = account.total_limit_on(day - ONE_DAY), account.total_limit_on(day)
    return before is not None and now is not None and now < before


def _lagging(replay: Replay, day: date) -> int:
    """Return what was repaid already and is not yet free on a day."""
    then = Replay.restore(replay.account, replay.dump(), replay.scheduler)
    then.advance(day)
    used = then.unpaid_principal_fen + then.unpaid_penalty_fen
    if replay.account.rule_on(day).fees_occupy_limit:
        used += then.unpaid_fee_fen
    return then.used_fen() - used


def obligations_of(
    owed: Iterable[Owed], account: CreditAccount, today: date, horizon_end: date
) -> tuple[list[Obligation], list[PlanObligation]]:
    """Return what falls due up to the end of the horizon, beside where it comes from.

    The late rate is that of the rule on the first day on which it would be late.
    """
    found: list[Obligation] = []
    sources: list[PlanObligation] = []
    for each in owed:
        rule = account.rule_on(max(each.due + ONE_DAY, today))
        due = {each.due: (each.id, each.left_fen, rule.late_rate_ppm_per_day)}
        wished = {
            day: (f"{each.id} by {day}", amount, WISH_RATE_PPM)
            for day, amount in each.wished.items()
        }
        for day, (name, amount, rate) in [*wished.items(), *due.items()]:
            if not amount or day > horizon_end:
                continue
            found.append(
                Obligation(id=name, due=day, amount_fen=amount, late_rate_ppm_per_day=rate)
            )
            sources.append(PlanObligation(name, each.statement_date, day, amount, each.state))
    return found, sources
