"""The rules of ledger.md that must hold, as properties; each test is named after its rule.

Rules 6 (importing twice) and 8 (undo) are about the stored ledger: tests/integration holds them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from huanqing.domain.credit_account import (
    AccountRule,
    CreditAccount,
    DayChange,
    Freeze,
    LimitKind,
    LimitPart,
    OnStatementDay,
)
from huanqing.domain.credit_limit import DayFigures, figures_at, limit_history
from huanqing.domain.entries import (
    Allocation,
    AllocationTarget,
    EditedLine,
    Entry,
    Purchase,
    Refund,
    Repayment,
)
from huanqing.domain.money import Remainder
from huanqing.domain.replay import Replay
from huanqing.domain.schedule import ScheduledLine, Scheduler
from unit.domain.builders import (
    RandomLedger,
    account,
    all_statements,
    buy,
    ledgers,
    pay,
    replayed,
    rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.domain.statement import StatementFigures

ONE_DAY = timedelta(days=1)
AMOUNTS = st.one_of(st.integers(1, 200), st.integers(1, 5_000_000), st.just(10**15))
MODES = st.sampled_from(Remainder)
PERIODS = st.one_of(st.sampled_from([1, 3, 6, 12, 24]), st.integers(1, 120))

few = settings(max_examples=60)


@st.composite
def purchases(draw: st.DrawFn) -> Purchase:
    periods = draw(PERIODS)
    return Purchase(
        id="p1",
        day=draw(st.dates(date(2023, 1, 1), date(2028, 12, 31))),
        amount_fen=draw(AMOUNTS),
        periods=periods,
        fee_rate_ppm=draw(st.sampled_from([0, 333, 6000, 12000])),
        free_periods=draw(st.integers(0, periods)),
        remainder=draw(MODES),
    )


@st.composite
def rules_from(draw: st.DrawFn, start: date) -> AccountRule:
    return AccountRule(
        from_date=start,
        statement_day=draw(st.integers(1, 31)),
        due_days=draw(st.integers(0, 30)),
        due_day=draw(st.none() | st.integers(1, 31)),
        on_statement_day=draw(st.sampled_from(OnStatementDay)),
        day_change=draw(st.sampled_from(DayChange)),
        remainder=draw(MODES),
        fees_occupy_limit=draw(st.booleans()),
        late_rate_ppm_per_day=draw(st.integers(0, 2000)),
        recovery_lag_days=draw(st.integers(0, 6)),
    )


def some_day(ledger: RandomLedger, data: st.DataObject) -> date:
    return ledger.first + timedelta(
        days=data.draw(st.integers(0, (ledger.today - ledger.first).days))
    )


def histories(
    of: CreditAccount, entries: Iterable[Entry], first: date, until: date
) -> list[DayFigures]:
    return list(limit_history(Replay(of), iter(tuple(entries)), first, until))


def fresh(of: CreditAccount, entries: Iterable[Entry], until: date) -> Replay:
    replay = Replay(of)
    replay.apply_all((entry for entry in entries if entry.day <= until), until)
    return replay


# Rule 1


@given(purchases())
def test_rule_1_instalments_sum_to_the_principal_under_every_rounding_mode(
    purchase: Purchase,
) -> None:
    lines = Scheduler(account()).lines_of(purchase)

    principals = [line.principal_fen for line in lines]
    assert [line.period for line in lines] == list(range(1, purchase.periods + 1))
    assert sum(principals) == purchase.amount_fen
    each, rest = divmod(purchase.amount_fen, purchase.periods)
    assert min(principals) == each
    where = {
        Remainder.LAST: principals[-1] - each,
        Remainder.FIRST: principals[0] - each,
        Remainder.SPREAD: sum(share - each for share in principals[:rest]),
    }
    assert purchase.remainder is not None
    assert where[purchase.remainder] == rest


@few
@given(
    purchase=purchases(),
    paid_ppm=st.integers(0, 1_000_000),
    refund_ppm=st.lists(st.integers(0, 1_000_000), max_size=4),
)
def test_rule_1_instalments_sum_to_what_is_not_refunded_after_any_refund(
    purchase: Purchase, paid_ppm: int, refund_ppm: list[int]
) -> None:
    # GIVEN a purchase without fees, a part of it paid: paid + left is what it costs
    purchase = replace(purchase, fee_rate_ppm=0)
    replay = Replay(account())
    replay.apply(purchase)
    paid = purchase.amount_fen * paid_ppm // 1_000_000
    if paid:
        replay.apply(Repayment(id="r1", day=purchase.day, amount_fen=paid))
    refunded = 0

    for number, ppm in enumerate(refund_ppm):
        # WHEN some of the rest is refunded
        amount = (purchase.amount_fen - refunded) * ppm // 1_000_000
        if not amount:
            continue
        refunded += amount
        replay.apply(Refund(id=f"f{number}", purchase_id="p1", day=purchase.day, amount_fen=amount))

        # THEN the lines lose exactly that, as far as it was unpaid
        statements = replay.open_statements()
        kept = purchase.amount_fen - min(refunded, purchase.amount_fen - paid)
        assert sum(each.principal_fen for each in statements) == kept
        assert sum(line.principal_fen for each in statements for line in each.instalments) == kept
        assert sum(each.paid_fen for each in statements) == paid
        assert replay.owed_fen == kept - paid


# Rule 2


@few
@given(ledgers())
def test_rule_2_available_plus_used_is_the_total_limit_every_day(ledger: RandomLedger) -> None:
    for figures in histories(ledger.account, ledger.entries, ledger.first, ledger.today):
        assert figures.total_fen == ledger.account.total_limit_on(figures.day)
        if figures.total_fen is None:
            assert figures.available_fen is None
        else:
            assert figures.available_fen is not None
            assert figures.available_fen + figures.used_fen == figures.total_fen


@few
@given(ledger=ledgers(), data=st.data())
def test_rule_2_day_by_day_gives_the_same_as_asking_for_one_day(
    ledger: RandomLedger, data: st.DataObject
) -> None:
    asked = some_day(ledger, data)
    by_day = histories(ledger.account, ledger.entries, ledger.first, asked)

    alone = figures_at(fresh(ledger.account, ledger.entries, asked))

    assert [each.day for each in by_day] == [
        ledger.first + timedelta(days=n) for n in range(len(by_day))
    ]
    assert replace(by_day[-1], causes=()) == alone
    # A history that begins on the day asked knows the same, and the same causes.
    assert histories(ledger.account, ledger.entries, asked, asked) == by_day[-1:]


@few
@given(ledger=ledgers(), data=st.data())
def test_rule_2_a_checkpoint_of_any_day_changes_nothing(
    ledger: RandomLedger, data: st.DataObject
) -> None:
    stop = some_day(ledger, data)
    straight = Replay(ledger.account)
    closed = []
    for entry in ledger.entries:
        straight.apply(entry)
        closed += straight.take_closed()
    straight.advance(ledger.today)

    # GIVEN a replay that stopped and was written and read as JSON
    before = fresh(ledger.account, ledger.entries, stop)
    closed_before = before.take_closed()
    dumped = json.loads(json.dumps(before.dump()))
    after = Replay.restore(ledger.account, dumped)
    assert after.dump() == before.dump()
    assert after.open_statements() == before.open_statements()
    assert figures_at(after) == figures_at(before)

    # WHEN it goes on
    after.apply_all((entry for entry in ledger.entries if entry.day > stop), ledger.today)

    # THEN it ends as the one that did not stop
    assert figures_at(after) == figures_at(straight)
    assert all_statements(after, closed_before) == all_statements(straight, closed)


# Rule 3


class Watched:
    """A replay whose allocations are kept per entry, with what they paid so far."""

    def __init__(self, of: CreditAccount) -> None:
        self.replay = Replay(of)
        self.replay.on_allocation = lambda _payer, allocation: self.told.append(allocation)
        self.told: list[Allocation] = []
        self.penalty_paid: dict[date, int] = {}
        self.has_principal_paid: set[tuple[str, int]] = set()

    def apply(self, entry: Entry) -> tuple[dict[date, StatementFigures], list[Allocation]]:
        """Apply an entry; return the statements of just before it, and its allocations."""
        self.replay.advance(entry.day)
        self.told.clear()
        before = {each.statement_date: each for each in self.replay.open_statements()}
        self.replay.apply(entry)
        return before, list(self.told)

    def note(self, allocation: Allocation) -> None:
        """Check one allocation against those before it: penalty, then fee, then principal."""
        assert allocation.amount_fen > 0
        assert allocation.statement_date is not None
        if allocation.target is AllocationTarget.PENALTY:
            paid = self.penalty_paid.get(allocation.statement_date, 0)
            self.penalty_paid[allocation.statement_date] = paid + allocation.amount_fen
            return
        assert allocation.purchase_id is not None
        assert allocation.period is not None
        line = (allocation.purchase_id, allocation.period)
        if allocation.target is AllocationTarget.FEE:
            assert line not in self.has_principal_paid, "a fee is paid after its principal"
        else:
            self.has_principal_paid.add(line)


def assert_nothing_is_overpaid(replay: Replay) -> None:
    for statement in replay.open_statements():
        assert 0 <= statement.left_fen <= statement.total_fen
        for line in statement.instalments:
            assert 0 <= line.left_fen <= line.principal_fen + line.fee_fen


@few
@given(ledgers())
def test_rule_3_allocations_sum_to_the_repayment_and_overpay_nothing(
    ledger: RandomLedger,
) -> None:
    watched = Watched(ledger.account)
    for entry in ledger.entries:
        _, told = watched.apply(entry)
        if isinstance(entry, Repayment):
            assert sum(each.amount_fen for each in told) == entry.amount_fen
        assert_nothing_is_overpaid(watched.replay)


@few
@given(ledgers())
def test_rule_3_penalty_then_fee_then_principal_oldest_due_first(ledger: RandomLedger) -> None:
    watched = Watched(ledger.account)
    for entry in ledger.entries:
        before, told = watched.apply(entry)
        for allocation in told:
            watched.note(allocation)
        if not told:
            continue
        # Statements are paid in the order of their due dates, each one's penalty first.
        ranks = [
            (
                before[each.statement_date].due_date,
                each.statement_date,
                each.target is not AllocationTarget.PENALTY,
            )
            for each in told
            if each.statement_date is not None
        ]
        assert ranks == sorted(ranks)
        # Nothing is left of what is due before the last statement that was paid ...
        last_due, last_date, reached_lines = ranks[-1]
        for statement in watched.replay.open_statements():
            if (statement.due_date, statement.statement_date) < (last_due, last_date):
                assert statement.left_fen == 0
            # ... nor of its own penalty, once its lines are paid.
            if statement.statement_date == last_date and reached_lines:
                assert statement.penalty_fen == watched.penalty_paid.get(last_date, 0)


# Rule 4


def changed_from(data: st.DataObject, ledger: RandomLedger) -> tuple[date, CreditAccount]:
    """Return a day D and the ledger's account with another rule, limits and freeze from D on."""
    of = ledger.account
    start = some_day(ledger, data)
    # The first rule holds before its date too: it is D's rule that is new, never the first.
    assume(start > of.rules[0].from_date)
    kept = [each for each in of.rules if each.from_date != start]
    rules = sorted([*kept, data.draw(rules_from(start))], key=lambda each: each.from_date)
    amount = data.draw(st.integers(0, 3_000_000))
    return start, replace(
        of,
        rules=tuple(rules),
        limits=(
            *of.limits,
            LimitPart(from_date=start, until=None, kind=LimitKind.FIXED, amount_fen=amount),
            LimitPart(from_date=start, until=start, kind=LimitKind.TEMPORARY, amount_fen=amount),
        ),
        freezes=(*of.freezes, Freeze(from_date=start, until=None)),
    )


@few
@given(ledger=ledgers(), data=st.data())
def test_rule_4_a_rule_or_limit_from_a_day_on_changes_nothing_before_it(
    ledger: RandomLedger, data: st.DataObject
) -> None:
    start, changed = changed_from(data, ledger)
    eve = start - ONE_DAY
    entries = [entry for entry in ledger.entries if entry.day < start]

    old, new = (fresh(each, entries, eve) for each in (ledger.account, changed))
    history, other_history = (
        histories(of, entries, ledger.first, eve) for of in (ledger.account, changed)
    )

    assert history == other_history
    assert new.owed_fen == old.owed_fen
    issued, other_issued = (
        [each for each in all_statements(of, []) if each.statement_date < start]
        for of in (old, new)
    )
    assert issued == other_issued


# Rule 5


@st.composite
def edited_purchases(draw: st.DrawFn) -> Purchase:
    purchase = draw(purchases())
    periods = max(2, min(24, purchase.periods))
    touched = draw(st.sets(st.integers(1, periods), min_size=1, max_size=periods - 1))
    rest = purchase.amount_fen
    edits = []
    for period in sorted(touched):
        principal = draw(st.none() | st.integers(0, rest))
        rest -= principal or 0
        edits.append(
            EditedLine(
                period=period,
                principal_fen=principal,
                fee_fen=draw(st.none() | st.integers(0, 10_000)),
                statement_date=draw(
                    st.none() | st.dates(purchase.day, purchase.day + timedelta(days=900))
                ),
            )
        )
    free = min(purchase.free_periods, periods)
    return replace(purchase, periods=periods, free_periods=free, edited_lines=tuple(edits))


def edited_parts(purchase: Purchase, lines: list[ScheduledLine]) -> list[EditedLine]:
    """Return what the schedule made of the parts that the user set, and only of those."""
    return [
        EditedLine(
            period=edit.period,
            principal_fen=None
            if edit.principal_fen is None
            else lines[edit.period - 1].principal_fen,
            fee_fen=None if edit.fee_fen is None else lines[edit.period - 1].fee_fen,
            statement_date=None
            if edit.statement_date is None
            else lines[edit.period - 1].statement_date,
        )
        for edit in purchase.edited_lines
    ]


@few
@given(purchase=edited_purchases(), data=st.data())
def test_rule_5_schedules_regenerate_without_touching_edited_lines(
    purchase: Purchase, data: st.DataObject
) -> None:
    before = Scheduler(account(rule("2020-01-01"))).lines_of(purchase)
    assert edited_parts(purchase, before) == list(purchase.edited_lines)

    # WHEN the account's rules, and everything else of the purchase, change
    other = account(data.draw(rules_from(date(2020, 1, 1))))
    changed = replace(
        purchase,
        amount_fen=purchase.amount_fen + data.draw(st.integers(0, 10_000)),
        periods=purchase.periods + data.draw(st.integers(0, 5)),
        fee_rate_ppm=data.draw(st.integers(0, 12_000)),
        free_periods=0,
        remainder=data.draw(st.none() | MODES),
    )
    after = Scheduler(other).lines_of(changed)

    # THEN the edited parts stay and the others make up the amount
    assert edited_parts(changed, after) == list(purchase.edited_lines)
    for lines, made_of in ((before, purchase), (after, changed)):
        assert sum(line.principal_fen for line in lines) == made_of.amount_fen
        assert min(line.principal_fen for line in lines) >= 0


# Rule 7


@few
@given(ledgers())
def test_rule_7_a_repayment_is_a_transfer_and_never_spending(ledger: RandomLedger) -> None:
    replay = Replay(ledger.account)
    closed: list[StatementFigures] = []
    for entry in ledger.entries:
        replay.advance(entry.day)
        closed += replay.take_closed()
        before = all_statements(replay, closed)
        owed = replay.owed_fen

        replay.apply(entry)

        if isinstance(entry, Repayment):
            closed += replay.take_closed()
            after = all_statements(replay, closed)
            assert [each.principal_fen for each in after] == [each.principal_fen for each in before]
            assert [each.total_fen for each in after] == [each.total_fen for each in before]
            assert owed - replay.owed_fen == entry.amount_fen


def test_rule_7_what_was_spent_is_the_same_paid_or_not() -> None:
    bought = buy("p1", "06-01", 90_000, periods=3, fee_rate_ppm=6000)
    unpaid = replayed(account(), bought, until="06-30")
    paid = replayed(account(), bought, pay("r1", "06-12", 91_620), until="06-30")

    spent = sum(each.principal_fen for each in all_statements(unpaid, []))
    assert spent == 90_000
    assert sum(each.principal_fen for each in all_statements(paid, [])) == spent
    assert (unpaid.owed_fen, paid.owed_fen) == (91_620, 0)
