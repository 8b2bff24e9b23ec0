"""Rule 8: undo of any action brings back the exact earlier state, and redo the later one."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.application.entry_record import EntryRecord
from huanqing.application.import_ports import BOOKED_COLUMNS
from huanqing.domain.credit_account import AccountRule, CreditAccount, Freeze, LimitKind, LimitPart
from huanqing.domain.payment_channel import CashFlow, FundingAccount, PaymentChannel
from huanqing.infrastructure.persistence.journal import RANGE
from integration.importers.jd_builder import Row
from integration.importers.jd_rows import rows_of
from integration.persistence.ledgers import EXAMPLE, Bench, Tables
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = date(2026, 1, 1)


@dataclass
class Player:
    """Plays actions on a ledger; numbers its entries so that every id is new."""

    bench: Bench
    number: int = 0

    def new_id(self) -> str:
        self.number += 1
        return f"n{self.number}"

    def add_entries(self, rng: random.Random) -> None:
        records = []
        for _ in range(rng.randint(1, 4)):
            day = (FIRST + timedelta(days=rng.randint(0, 150))).isoformat()
            bought = EntryRecord(
                id=self.new_id(), kind="purchase", day=day, time="10:00:00",
                amount_fen=rng.randint(1, 10**6), periods=rng.choice((1, 3, 12)), note="字, \x1f'",
                details={"remainder": "first"} if rng.random() < 0.3 else {},
            )  # fmt: skip
            records.append(bought)
            if rng.random() < 0.5:
                records.append(EntryRecord(id=self.new_id(), kind="refund", day=day, amount_fen=1,
                                           state="booked", purchase_id=bought.id))  # fmt: skip
        with self.bench.uow() as uow:
            uow.journal.begin("add", {"n": str(len(records))})
            uow.entries.add(records)
            uow.commit()

    def remove_entries(self, rng: random.Random) -> None:
        free = self.bench.query(
            "SELECT uid FROM entry WHERE uid IS NOT NULL AND id NOT IN (SELECT purchase_id"
            " FROM entry WHERE purchase_id IS NOT NULL)"
            " AND id NOT IN (SELECT entry_id FROM import_row WHERE entry_id IS NOT NULL)"
        )
        chosen = rng.sample([uid for (uid,) in free], min(len(free), rng.randint(1, 5)))
        with self.bench.uow() as uow:
            uow.journal.begin("remove", {})
            uow.entries.remove(chosen)
            uow.commit()

    def save_account(self, rng: random.Random) -> None:
        rules = tuple(
            AccountRule(from_date=FIRST + timedelta(days=30 * n), statement_day=rng.randint(1, 31))
            for n in range(rng.randint(1, 3))
        )
        until = rng.choice((None, date(2026, 7, 1)))
        limit = LimitPart(
            from_date=FIRST, until=until, kind=LimitKind.FIXED, amount_fen=rng.randint(0, 10**7)
        )
        account = CreditAccount(
            name=f"白条 {rng.random()}", rules=rules, limits=(limit,) * rng.randint(0, 2),
            freezes=(Freeze(from_date=FIRST, until=None, reason="逾期"),) * rng.randint(0, 1),
        )  # fmt: skip
        flows = (CashFlow(day=FIRST, amount_fen=5, label="工资", every="month"),)
        with self.bench.uow() as uow:
            uow.journal.begin("account", {})
            uow.account.save(account)
            uow.account.save_payment_side(
                [FundingAccount(id="card", balance_fen=rng.randint(0, 10**6), flows=flows)],
                [PaymentChannel(id="bank", funding_id="card", extra={"x": rng.random()})],
            )
            uow.commit()

    def import_bills(self, rng: random.Random) -> None:
        layout = rng.choice(("v1", "v2"))
        kinds = rows_of(layout)
        order = f"77{rng.randint(0, 3)}"
        spare = [
            Row(order_no=order, description="示例鼠标", amount="59.00"),
            Row(order_no=order, description="示例鼠标", amount="59.00(已退款9.00)", booked=5000),
            Row(order_no=order, description="退款-示例鼠标", amount="9.00", direction="不计收支",
                status="退款成功", time="2026-01-09 08:00:00"),
        ]  # fmt: skip
        rows = rng.sample(kinds, rng.randint(0, 5)) + rng.sample(spare, rng.randint(0, 3))
        self.bench.import_rows(rows or [Row()], layout)

    def put_settings(self, rng: random.Random) -> None:
        with self.bench.uow() as uow:
            uow.journal.begin("setting", {})
            uow.settings.put(rng.choice("abc"), rng.choice((None, "1", "二")))
            uow.settings.put(rng.choice("abc"), rng.choice((None, "1", "二")))
            uow.commit()

    def load(self, rng: random.Random) -> None:
        if not self.bench.query("SELECT 1 FROM entry"):
            self.bench.load(random_ledger(rng, 8))


ACTIONS: dict[str, Callable[[Player, random.Random], None]] = {
    "load": Player.load,
    "add": Player.add_entries,
    "remove": Player.remove_entries,
    "account": Player.save_account,
    "import": Player.import_bills,
    "settings": Player.put_settings,
}


def undone_to_the_start(bench: Bench, states: list[Tables]) -> None:
    for expected in reversed(states[:-1]):
        assert bench.service.undo() is not None
        assert bench.tables() == expected
    assert bench.service.undo() is None


def redone_to_the_end(bench: Bench, states: list[Tables]) -> None:
    for expected in states[1:]:
        assert bench.service.redo() is not None
        assert bench.tables() == expected
    assert bench.service.redo() is None


def play(bench: Bench, names: list[str], seed: int) -> list[Tables]:
    """Play the actions; return the state before the first and after each that did something."""
    rng, player = random.Random(seed), Player(bench)
    states = [bench.tables()]
    for name in names:
        ACTIONS[name](player, rng)
        done = bench.query("SELECT count(*) FROM action")[0][0]
        # An import without anything new, or a second load, is no action.
        if done == len(states):
            states.append(bench.tables())
        assert done == len(states) - 1
    return states


@settings(max_examples=25)
@given(
    names=st.lists(st.sampled_from(sorted(ACTIONS)), min_size=1, max_size=8),
    seed=st.integers(0, 2**32),
)
def test_undo_all_and_redo_all_pass_through_the_same_states(names: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.new(Path(folder))
        try:
            states = play(bench, names, seed)
            assert bench.file.integrity_findings() == []
            undone_to_the_start(bench, states)
            redone_to_the_end(bench, states)
            bench = bench.reopened()
            assert bench.tables() == states[-1]
            undone_to_the_start(bench, states)
            bench = bench.reopened()
            redone_to_the_end(bench, states)
            assert bench.file.integrity_findings() == []
        finally:
            bench.close()


@settings(max_examples=15)
@given(steps=st.lists(st.sampled_from([*sorted(ACTIONS), "undo", "redo"]), max_size=14),
       seed=st.integers(0, 2**32))  # fmt: skip
def test_undo_and_redo_between_actions(steps: list[str], seed: int) -> None:
    """A model of the journal: a list of states and a place in it; an action cuts the rest off."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.new(Path(folder))
        try:
            rng, player = random.Random(seed), Player(bench)
            states, place = [bench.tables()], 0
            for step in steps:
                if step == "undo":
                    assert (bench.service.undo() is None) == (place == 0)
                    place = max(0, place - 1)
                elif step == "redo":
                    assert (bench.service.redo() is None) == (place == len(states) - 1)
                    place = min(len(states) - 1, place + 1)
                else:
                    before = bench.service.next_undo()
                    ACTIONS[step](player, rng)
                    if bench.service.next_undo() != before:
                        states[place + 1 :] = [bench.tables()]
                        place += 1
                assert bench.tables() == states[place]
        finally:
            bench.close()


def test_new_action_drops_what_could_be_redone(bench: Bench) -> None:
    player, rng = Player(bench), random.Random(1)
    player.add_entries(rng)
    player.put_settings(rng)
    bench.service.undo()
    bench.service.undo()
    assert bench.service.next_redo() is not None
    player.save_account(rng)
    assert bench.service.next_redo() is None
    assert bench.service.redo() is None
    assert bench.query("SELECT name FROM action") == [("account",)]
    assert bench.query("SELECT count(*) FROM change WHERE action_id NOT IN (SELECT id FROM action)"
                       ) == [(0,)]  # fmt: skip


def test_the_menu_is_told_what_comes_next(bench: Bench) -> None:
    assert bench.service.next_undo() is None
    bench.load(EXAMPLE)
    bench.import_rows([Row()], name="一月.csv")
    found = bench.service.next_undo()
    assert found is not None
    assert (found.name, found.is_undone, found.done_at) == (
        "import", False, "2026-06-20T12:00:00+08:00"
    )  # fmt: skip
    assert found.arguments == {"files": "1", "name": "一月.csv"}
    undone = bench.service.undo()
    assert undone is not None
    assert undone.action_id == found.action_id
    again = bench.service.next_redo()
    assert again is not None
    assert (again.action_id, again.is_undone) == (found.action_id, True)
    left = bench.service.next_undo()
    assert left is not None
    assert left.name == "load"


CHANGES: dict[str, Callable[[Any], None]] = {
    "settings": lambda uow: uow.settings.put("a", "b"),
    "entries": lambda uow: uow.entries.add(
        [EntryRecord(id="p", kind="purchase", day="2026-01-01", amount_fen=1, periods=1)]
    ),
    "account": lambda uow: uow.account.save(CreditAccount()),
    "payment side": lambda uow: uow.account.save_payment_side([FundingAccount(id="f",
                                                                balance_fen=1)], []),
    "block": lambda uow: uow.imports.add_rows([(1, "purchase", "2026-01-01", "", 1, "", "", "", "",
                                               "", "", "", "", None, 1, 0, 0)], []),
    "batch": lambda uow: uow.imports.start_batch("2026-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_outside_an_action_is_a_bug(bench: Bench, name: str) -> None:
    before = bench.tables()
    with pytest.raises(RuntimeError, match="outside an action"), bench.uow() as uow:
        CHANGES[name](uow)
    assert bench.tables() == before


def test_a_big_block_is_undone_and_redone_whole(bench: Bench) -> None:
    count = 12_000
    assert count > 2 * RANGE
    values = dict.fromkeys(BOOKED_COLUMNS, "") | {
        "kind": "purchase", "amount": 100, "purchase_id": None, "periods": 1,
        "may_exceed_ledger": 0, "needs_periods": 0,
    }  # fmt: skip
    rows = []
    for number in range(1, count + 1):
        day = (FIRST + timedelta(days=number % 150)).isoformat()
        rows.append(tuple({**values, "id": number, "day": day, "order_no": str(number)}.values()))
    bench.load({"format": "huanqing-ledger/1"})
    before = bench.tables()
    with bench.uow() as uow:
        uow.journal.begin("block", {})
        uow.imports.add_rows(rows, [])
        uow.commit()
    after = bench.tables()
    assert len(after["entry"]) == count
    for _ in range(2):
        bench.service.undo()
        assert bench.tables() == before
        bench.service.redo()
        assert bench.tables() == after
    with bench.uow() as uow:
        uow.journal.begin("remove", {})
        uow.entries.remove([f"e{number:09d}" for number in range(1, count + 1, 5)])
        uow.commit()
    fewer = bench.tables()
    assert len(fewer["entry"]) == count - count // 5
    bench.service.undo()
    assert bench.tables() == after
    bench.service.redo()
    assert bench.tables() == fewer
