"""The available limit, day by day, with the causes of every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import (
    Adjustment,
    EarlySettlement,
    Entry,
    Purchase,
    Refund,
    StatementInstalment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from huanqing.domain.replay import Replay


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the available limit moved: ``amount_fen`` is signed, positive frees limit.

    ``ref`` is the id of the entry, the date of the statement or of the limit part.
    """

    kind: str
    amount_fen: int
    ref: str


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The limit at the end of a day, in fen; never clamped.

    ``total_fen`` and ``available_fen`` are None while the limit is unknown; a freeze leaves
    the figures alone.
    """

    day: date
    total_fen: int | None
    used_fen: int
    available_fen: int | None
    is_frozen: bool
    causes: tuple[Cause, ...] = ()


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


def limit_history(
    replay: Replay, entries: Iterator[Entry], first: date, until: date
) -> Iterator[DayFigures]:
    """Yield every day of ``first`` to ``until`` (both included) with its causes.

    ``replay`` must stand before ``first``, ``entries`` go on from there, in order. The causes
    of a day sum to the change of the available limit since the day before.
    """
    pending = next(entries, None)
    while pending is not None and pending.day < first:
        replay.apply(pending)
        pending = next(entries, None)
    day = first
    replay.advance(first - ONE_DAY)
    while day <= until:
        causes = _limit_causes(replay, day)
        used = replay.used_fen()
        penalty = replay.unpaid_penalty_fen
        replay.advance(day)
        charged = replay.unpaid_penalty_fen - penalty
        now = replay.used_fen()
        if charged:
            causes.append(Cause("penalty", -charged, day.isoformat()))
        if used + charged != now:
            causes.append(Cause("recovery", used + charged - now, day.isoformat()))
        while pending is not None and pending.day == day:
            replay.apply(pending)
            used, now = now, replay.used_fen()
            if used != now:
                causes.append(Cause(_kind_of(pending), used - now, pending.id))
            pending = next(entries, None)
        yield figures_at(replay, tuple(causes))
        day += ONE_DAY


def _limit_causes(replay: Replay, day: date) -> list[Cause]:
    """Return what the limit parts and freezes change from the day before to ``day``."""
    account = replay.account
    before, now = account.total_limit_on(day - ONE_DAY), account.total_limit_on(day)
    causes: list[Cause] = []
    if now is not None and before is None:
        causes.append(Cause("limit_known", now, day.isoformat()))
    elif now is not None and before is not None and now != before:
        temporary = sum(
            part.amount_fen
            if part.from_date == day
            else -part.amount_fen
            if part.until is not None and part.until + ONE_DAY == day
            else 0
            for part in account.limits
            if part.kind == "temporary"
        )
        if temporary:
            causes.append(Cause("temporary_limit", temporary, day.isoformat()))
        if now - before != temporary:
            causes.append(Cause("fixed_limit", now - before - temporary, day.isoformat()))
    if account.is_frozen_on(day) != account.is_frozen_on(day - ONE_DAY):
        causes.append(
            Cause("freeze" if account.is_frozen_on(day) else "unfreeze", 0, day.isoformat())
        )
    return causes


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
