"""Short ways to write the accounts, entries and random ledgers of the domain's tests."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from huanqing.application.entry_record import DEBT_KINDS
from huanqing.application.entry_records import entry_of
from huanqing.application.exchange import read_ledger
from huanqing.domain.credit_account import (
    AccountRule,
    Billing,
    CreditAccount,
    Freeze,
    LimitKind,
    LimitPart,
)
from huanqing.domain.credit_limit import DayFigures, limit_history
from huanqing.domain.entries import Entry, Purchase, Repayment, entry_sort_key
from huanqing.domain.replay import Replay
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.domain.statement import StatementFigures


def day(text: str) -> date:
    """Return the day that ``MM-DD`` (of 2026) or ``YYYY-MM-DD`` names."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def rule(start: str = "2025-01-01", **fields: Any) -> AccountRule:
    """Return a rule: statement on the 3rd, due on the 12th, no penalty unless given."""
    return AccountRule(from_date=day(start), **{"late_rate_ppm_per_day": 0, **fields})


def fixed(amount_fen: int, start: str = "2025-01-01") -> LimitPart:
    """Return a fixed limit."""
    return LimitPart(from_date=day(start), until=None, kind=LimitKind.FIXED, amount_fen=amount_fen)


def temporary(amount_fen: int, start: str, until: str | None) -> LimitPart:
    """Return a temporary limit."""
    return LimitPart(
        from_date=day(start),
        until=None if until is None else day(until),
        kind=LimitKind.TEMPORARY,
        amount_fen=amount_fen,
    )


def account(
    *rules: AccountRule,
    billing: Billing = Billing.STATEMENT,
    limits: tuple[LimitPart, ...] = (fixed(1_000_000),),
    freezes: tuple[Freeze, ...] = (),
) -> CreditAccount:
    """Return an account with a fixed limit of ¥10,000 unless limits are given."""
    return CreditAccount(billing=billing, rules=rules or (rule(),), limits=limits, freezes=freezes)


def buy(name: str, when: str, amount_fen: int, **fields: Any) -> Purchase:
    """Return a purchase."""
    return Purchase(id=name, day=day(when), amount_fen=amount_fen, **fields)


def pay(name: str, when: str, amount_fen: int, **fields: Any) -> Repayment:
    """Return a booked repayment."""
    return Repayment(id=name, day=day(when), amount_fen=amount_fen, **fields)


def replayed(of: CreditAccount, *entries: Entry, until: str | date | None = None) -> Replay:
    """Return the replay of the entries, in their order, at the end of ``until``."""
    replay = Replay(of)
    for entry in sorted(entries, key=entry_sort_key):
        replay.apply(entry)
    if until is not None:
        replay.advance(day(until) if isinstance(until, str) else until)
    return replay


def all_statements(replay: Replay, closed: Iterable[StatementFigures]) -> list[StatementFigures]:
    """Return closed and open statements, oldest first."""
    return sorted(
        [*closed, *replay.take_closed(), *replay.open_statements()],
        key=lambda statement: statement.statement_date,
    )


def statement_of(replay: Replay, when: str) -> StatementFigures:
    """Return the open statement of that statement date."""
    found = [each for each in replay.open_statements() if each.statement_date == day(when)]
    assert len(found) == 1, f"no single open statement {when}"
    return found[0]


def history(of: CreditAccount, *entries: Entry, first: str, until: str) -> list[DayFigures]:
    """Return every day's figures, from a fresh replay."""
    ordered = sorted(entries, key=entry_sort_key)
    return list(limit_history(Replay(of), iter(ordered), day(first), day(until)))


@dataclass(frozen=True)
class RandomLedger:
    """A generated ledger: as a document for the oracle, as values for the program."""

    document: dict[str, object]
    account: CreditAccount
    entries: tuple[Entry, ...]
    first: date
    today: date


def generated(seed: int, size: int) -> RandomLedger:
    """Return the random ledger of a seed; ``entries`` are those that count, in order."""
    document = random_ledger(random.Random(seed), size)
    content = read_ledger(document)
    entries = sorted(
        (
            entry_of(record)
            for record in content.records
            if record.kind in DEBT_KINDS and record.state in {"", "booked"}
        ),
        key=entry_sort_key,
    )
    assert content.today is not None
    return RandomLedger(
        document=document,
        account=content.account,
        entries=tuple(entries),
        first=entries[0].day,
        today=day(content.today),
    )


def ledgers(largest: int = 14) -> st.SearchStrategy[RandomLedger]:
    """Return the strategy of random ledgers of up to about ``largest`` scattered entries."""
    return st.builds(generated, st.integers(0, 2**32 - 1), st.integers(1, largest))
