"""The available limit, day by day, with the causes of every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_account import ExpectedLimit, LimitKind, holds_on
from huanqing.domain.day_figures import Cause, DayFigures
from huanqing.domain.entries import (
    Adjustment,
    EarlySettlement,
    Entry,
    Purchase,
    Refund,
    StatementInstalment,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from huanqing.domain.credit_account import CreditAccount, LimitPart
    from huanqing.domain.replay import Replay

__all__ = ["Cause", "DayFigures"]


def figures_at(replay: Replay, causes: tuple[Cause, ...] = ()) -> DayFigures:
    """Return the limit at the end of the replay's day."""
    total = replay.account.total_limit_on(replay.day)
    used = replay.used_fen()
    return DayFigures(
        day=replay.day,
        total_fen=total,
        used_fen=used,
        available_fen=None if total is None else total - used,
        is_frozen=replay.account.is_frozen_on(replay.day),
        causes=causes,
    )


class EntriesByDay:
    """Entries in the order of applying, handed out day by day."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries."""
        self._rest = iter(entries)
        self._next = next(self._rest, None)

    def before(self, day: date) -> Iterator[Entry]:
        """Yield the entries that lie before ``day``."""
        while self._next is not None and self._next.day < day:
            yield self._next
            self._next = next(self._rest, None)

    def of(self, day: date) -> Iterator[Entry]:
        """Yield the entries of ``day``; those before it must have been taken."""
        return self.before(day + ONE_DAY)


def limit_history(
    replay: Replay, entries: Iterable[Entry], first: date, until: date
) -> Iterator[DayFigures]:
    """Yield every day of ``first`` to ``until`` (both included) with its causes.

    ``replay`` must stand before ``first``, ``entries`` go on from there, in order. The causes
    of a day sum to the change of the available limit since the day before.
    """
    pending = EntriesByDay(entries)
    for entry in pending.before(first):
        replay.apply(entry)
    replay.advance(first - ONE_DAY)
    day = first
    while day <= until:
        causes = begin_day(replay, day) + apply_with_causes(replay, pending.of(day))
        yield figures_at(replay, tuple(causes))
        day += ONE_DAY


def begin_day(replay: Replay, day: date) -> list[Cause]:
    """Go on to ``day``, the one after the replay's, and return what that alone changes.

    Limit parts and freezes that begin or end, another rule for fees, penalties, and what the
    recovery lag gives back. A cause refers to the first day of the limit part, freeze or rule,
    to the statement, or to the entry whose limit was held back.
    """
    causes: list[Cause] = []
    if replay.account.turns_on(day):
        causes += _limit_causes(replay.account, replay.day, day)
        causes += _rule_causes(replay, day)
    overdue = replay.penalties_on(day)
    causes += [
        Cause("recovery", freed, ref or day.isoformat())
        for ref, freed in replay.released_on(day)
        if freed
    ]
    replay.advance(day)
    if overdue:
        charged = replay.penalties_on(day)
        causes += [
            Cause("penalty", before - charged[statement], statement.isoformat())
            for statement, before in overdue.items()
            if charged[statement] != before
        ]
    return causes


def apply_with_causes(replay: Replay, entries: Iterable[Entry]) -> list[Cause]:
    """Apply the entries of a day and return what each changes of the available limit."""
    causes: list[Cause] = []
    used = replay.used_fen()
    for entry in entries:
        replay.apply(entry)
        before, used = used, replay.used_fen()
        if before != used:
            causes.append(Cause(_kind_of(entry), before - used, entry.id))
    return causes


def _rule_causes(replay: Replay, day: date) -> list[Cause]:
    """Return what it changes that another rule says whether fees occupy the limit."""
    account = replay.account
    rule, before = account.rule_on(day), account.rule_on(replay.day)
    if rule.fees_occupy_limit == before.fees_occupy_limit:
        return []
    fees = replay.unpaid_fee_fen + sum(fee for _, _, fee in replay.recovering)
    freed = -fees if rule.fees_occupy_limit else fees
    return [Cause("rule", freed, rule.from_date.isoformat())] if freed else []


def _limit_causes(account: CreditAccount, eve: date, day: date) -> list[Cause]:
    """Return what the limit parts and freezes change from ``eve`` to ``day``, the next."""
    causes: list[Cause] = []
    fixed, total = account.fixed_limit_on(day), account.total_limit_on(day)
    if fixed is not None and total is not None and account.fixed_limit_on(eve) is None:
        causes.append(Cause("limit_known", total, _ref_of(fixed)))
    elif fixed is not None:
        causes += _part_causes(account, eve, day)
    for freeze in account.freezes:
        if holds_on(freeze, day) != holds_on(freeze, eve):
            kind = "freeze" if holds_on(freeze, day) else "unfreeze"
            if account.is_frozen_on(day) != account.is_frozen_on(eve):
                causes.append(Cause(kind, 0, freeze.from_date.isoformat()))
    return causes


def _part_causes(account: CreditAccount, eve: date, day: date) -> list[Cause]:
    causes = []
    for part in account.limits:
        if part.kind is LimitKind.TEMPORARY and part.amount_fen:
            change = holds_on(part, day) - holds_on(part, eve)
            if change:
                ref = part.from_date.isoformat()
                causes.append(Cause("temporary_limit", change * part.amount_fen, ref))
    old, new = account.fixed_limit_on(eve), account.fixed_limit_on(day)
    if old is not None and new is not None and new.amount_fen != old.amount_fen:
        kind = "application" if isinstance(new, ExpectedLimit) else "fixed_limit"
        causes.append(Cause(kind, new.amount_fen - old.amount_fen, _ref_of(new)))
    return causes


def _ref_of(part: LimitPart) -> str:
    return part.application_id if isinstance(part, ExpectedLimit) else part.from_date.isoformat()


def _kind_of(entry: Entry) -> str:
    if isinstance(entry, Purchase):
        return "purchase"
    if isinstance(entry, Refund):
        return "refund"
    if isinstance(entry, Adjustment):
        return "adjustment"
    if isinstance(entry, StatementInstalment):
        return "statement_instalment"
    if isinstance(entry, EarlySettlement):
        return "early_settlement"
    return "repayment"
