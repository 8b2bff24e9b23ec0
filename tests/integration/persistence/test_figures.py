"""Figures through checkpoints equal a naive replay, whatever was asked before."""

from __future__ import annotations

import json
import random
import zlib
from datetime import date, timedelta
from typing import Any

import pytest

from huanqing.application import figures
from huanqing.application.entry_record import EntryRecord
from huanqing.cli.json_output import statements_json
from huanqing.infrastructure.persistence.entry_store import forget_figures
from integration.persistence.ledgers import Bench, change_file
from oracle import oracle
from oracle.generator import random_ledger

SEEDS = range(12)
Json = dict[str, Any]


def document_of(seed: int, size: int = 30) -> Json:
    return random_ledger(random.Random(seed), size)


def today_of(document: Json) -> date:
    return date.fromisoformat(document["today"])


def some_days(document: Json, seed: int) -> list[date]:
    """Days in random order, with month ends, where checkpoints lie, and the day itself."""
    first, today = oracle.first_event(document), today_of(document)
    assert first is not None
    rng = random.Random(seed)
    span = (today - first).days
    days = [first + timedelta(days=rng.randint(0, span)) for _ in range(2)]
    month_end = date(days[0].year, days[0].month, 1) - timedelta(days=1)
    days += [today, first, first - timedelta(days=1), max(first, month_end), today]
    rng.shuffle(days)
    return days


def listed(bench: Bench, day: date) -> list[Json]:
    rows = bench.service.statements_on(day, with_lines=True)
    found: Any = statements_json(day, rows)["statements"]
    return [{k: v for k, v in each.items() if k != "minimum_payment"} for each in found]


def limits(bench: Bench, first: date, until: date) -> dict[date, oracle.Figures]:
    with bench.uow() as uow:
        found = list(figures.limit_days(uow, first, until))
        uow.commit()
    return {x.day: (x.total_fen, x.used_fen, x.available_fen, x.is_frozen) for x in found}


def assert_equals_oracle(bench: Bench, document: Json, days: list[date]) -> None:
    for day in days:
        assert listed(bench, day) == oracle.statements(document, day), day
        until = min(day + timedelta(days=9), today_of(document))
        if day <= until:
            assert limits(bench, day, until) == oracle.day_figures(document, day, until), day


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_of_several_days_equal_the_oracle(bench: Bench, seed: int) -> None:
    document = document_of(seed)
    bench.load(document)
    assert_equals_oracle(bench, document, some_days(document, seed))
    assert bench.query("SELECT 1 FROM checkpoint")
    assert bench.check(today_of(document)) == []


@pytest.mark.parametrize("seed", range(100, 112))
def test_figures_stay_those_of_the_oracle_with_checkpoints_kept_often(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # Each day twice: the second answer begins at what the first one kept.
    document = document_of(seed)
    bench.load(document)
    rng = random.Random(seed)
    monkeypatch.setattr(figures, "WORTH_KEEPING", rng.randint(1, 3))
    busiest = [date.fromisoformat(each["time"][:10]) for each in document["purchases"]]
    days = some_days(document, seed)[:3] + rng.sample(busiest, min(3, len(busiest)))
    for day in days:
        assert_equals_oracle(bench, document, [day, day])
    assert bench.check(today_of(document)) == []


@pytest.mark.parametrize("seed", range(6))
def test_a_past_entry_makes_every_later_figure_new(bench: Bench, seed: int) -> None:
    document = document_of(seed)
    bench.load(document)
    days = some_days(document, seed)
    for day in days:
        listed(bench, day)
    first = oracle.first_event(document)
    assert first is not None
    past = first + timedelta(days=(today_of(document) - first).days // 3)
    late = {"id": "z1", "time": f"{past}T09:00:00", "amount": 12345, "periods": 3}
    document["purchases"].append(late)
    with bench.uow() as uow:
        uow.journal.begin("add", {})
        uow.entries.add([EntryRecord(id="z1", kind="purchase", day=past.isoformat(),
                                     time="09:00:00", amount_fen=12345, periods=3)])  # fmt: skip
        uow.commit()
    assert_equals_oracle(bench, document, days[:3])
    with bench.uow() as uow:
        forget_figures(uow._connection, None)
        uow.commit()
    assert_equals_oracle(bench, document, days[2:4])
    assert bench.check(today_of(document)) == []
    bench.service.undo()
    document["purchases"].remove(late)
    assert_equals_oracle(bench, document, days[:1])


def test_questions_leave_the_ledger_itself_alone(bench: Bench) -> None:
    document = document_of(3)
    bench.load(document)
    before, actions = bench.tables(), bench.query("SELECT count(*) FROM action")
    listed(bench, today_of(document))
    bench.service.overview()
    bench.check(today_of(document))
    assert bench.tables() == before
    assert bench.query("SELECT count(*) FROM action") == actions


def test_a_removed_entry_takes_its_checkpoints_along(bench: Bench) -> None:
    document = document_of(5)
    bench.load(document)
    listed(bench, today_of(document))
    free = [r for r in document["repayments"] if r["state"] == "booked"][-1]
    document["repayments"].remove(free)
    with bench.uow() as uow:
        uow.journal.begin("remove", {})
        uow.entries.remove([free["id"]])
        uow.commit()
    assert listed(bench, today_of(document)) == oracle.statements(document, today_of(document))
    assert bench.query("SELECT 1 FROM checkpoint WHERE day < ?", free["date"])


def test_a_changed_account_makes_every_figure_new(bench: Bench) -> None:
    document = document_of(4)
    bench.load(document)
    listed(bench, today_of(document))
    other = Bench.new(bench.path.parent, "other.huanqing")
    document["account"]["rules"] = [{"from": "2020-01-01", "statement_day": 17}]
    document["account"]["billing"] = "statement"
    document["repayments"] = []
    try:
        other.load(document)
        with other.uow() as uow:
            account = uow.account.get()
    finally:
        other.close()
    with bench.uow() as uow:
        uow.journal.begin("account", {})
        uow.account.save(account)
        uow.entries.remove([r.id for r in uow.entries.records() if r.kind == "repayment"])
        uow.commit()
    assert_equals_oracle(bench, document, [today_of(document)])


def busy(bench: Bench) -> date:
    """Load a ledger with closed statements behind a checkpoint, and return its day."""
    for seed in range(50):
        document = document_of(seed, 80)
        if len(oracle.statements(document, today_of(document))) < 8:
            continue
        bench.load(document)
        day = today_of(document)
        listed(bench, day)
        if bench.query("SELECT 1 FROM closed_statement"):
            assert bench.check(day) == []
            return day
        while bench.service.undo() is not None:
            pass
    message = "no seed closes a statement"
    raise AssertionError(message)


def test_check_finds_a_tampered_closed_statement(bench: Bench) -> None:
    day = busy(bench)
    ((name,),) = bench.query("SELECT statement_date FROM closed_statement WHERE id = 1")
    change_file(bench.path, "UPDATE closed_statement SET paid = paid + 1 WHERE id = 1")
    assert [(each.code, each.detail) for each in bench.check(day)] == [("closed_statement", name)]


def test_check_finds_a_missing_closed_statement(bench: Bench) -> None:
    day = busy(bench)
    change_file(bench.path, "DELETE FROM closed_statement WHERE id = 1")
    assert {each.code for each in bench.check(day)} == {"closed_statement"}


def tampered(state: Any) -> Any:
    """Add one fen to the first number that is money-like, wherever it stands."""
    if isinstance(state, dict):
        for key, value in state.items():
            if isinstance(value, int) and not isinstance(value, bool) and value > 100:
                return {**state, key: value + 1}
            inner = tampered(value)
            if inner is not None:
                return {**state, key: inner}
    if isinstance(state, list):
        for index, value in enumerate(state):
            if isinstance(value, int) and not isinstance(value, bool) and value > 100:
                return [*state[:index], value + 1, *state[index + 1 :]]
            inner = tampered(value)
            if inner is not None:
                return [*state[:index], inner, *state[index + 1 :]]
    return None


def test_check_finds_a_tampered_checkpoint(bench: Bench) -> None:
    day = busy(bench)
    ((row, packed),) = bench.query("SELECT id, state FROM checkpoint ORDER BY day DESC LIMIT 1")
    state = tampered(json.loads(zlib.decompress(packed)))
    assert state is not None
    packed = zlib.compress(json.dumps(state).encode())
    change_file(bench.path, f"UPDATE checkpoint SET state = X'{packed.hex()}' WHERE id = {row}")  # noqa: S608
    assert "checkpoint" in {each.code for each in bench.check(day)}


def test_check_finds_a_broken_rule(bench: Bench) -> None:
    bench.load(document_of(1))
    change_file(bench.path, "INSERT INTO entry (uid, kind, day, amount, state)"
                " VALUES ('zz', 'repayment', '2035-01-01', 99999999999, 'booked')")  # fmt: skip
    codes = [each.code for each in bench.check(date(2036, 1, 1))]
    assert "RepaymentExceedsDebtError" in codes


# Checkpoints: which are kept.


def many(count: int, day: str) -> list[Json]:
    return [
        {"id": f"{day}/{n}", "time": f"{day}T10:00:00", "amount": 100 + n} for n in range(count)
    ]


def checkpoints(bench: Bench) -> list[str]:
    return [day for (day,) in bench.query("SELECT day FROM checkpoint ORDER BY day")]


def simple(*purchases: Json) -> Json:
    rule = {"from": "2020-01-01", "statement_day": 3, "due_days": 9}
    return {
        "format": "huanqing-ledger/1",
        "account": {"rules": [rule]},
        "purchases": list(purchases),
    }


@pytest.mark.parametrize(
    ("before", "on_the_day", "kept"),
    [
        (figures.WORTH_KEEPING, 0, ["2026-06-19"]),
        (figures.WORTH_KEEPING, 3, ["2026-06-19"]),
        (figures.WORTH_KEEPING - 1, 0, []),
        (figures.WORTH_KEEPING - 1, 3, []),
        (0, figures.WORTH_KEEPING + 1, []),
    ],
)
def test_the_eve_is_kept_where_many_entries_lie_before_it(
    bench: Bench, before: int, on_the_day: int, kept: list[str]
) -> None:
    bench.load(simple(*many(before, "2026-06-10"), *many(on_the_day, "2026-06-20")))
    first = bench.service.overview()
    assert checkpoints(bench) == kept
    assert first.owed_fen == sum(100 + n for count in (before, on_the_day) for n in range(count))
    # From the checkpoint nothing of the day is left out or counted twice.
    assert bench.service.overview() == first
    assert bench.check() == []


def test_long_ago_years_are_kept_and_lately_months(bench: Bench) -> None:
    days = ("2021-03-05", "2021-04-05", "2022-05-05", "2024-02-05", "2024-03-05", "2026-06-05")
    bench.load(simple(*(each for day in days for each in many(1, day))))
    bench.service.overview()
    assert checkpoints(bench) == ["2021-12-31", "2022-12-31", "2024-02-29", "2024-03-31"]


def test_the_lines_of_a_statement_that_was_closed_long_ago_are_shown(bench: Bench) -> None:
    paid = {"id": "r1", "date": "2026-02-10", "amount": 201}
    bought = many(2, "2026-01-10")
    bench.load({**simple(*bought, *many(1, "2026-03-05")), "repayments": [paid]})
    bench.service.overview()
    statement = date(2026, 2, 3)
    assert bench.query("SELECT statement_date FROM closed_statement") == [(str(statement),)]
    lines = bench.service.statement_lines(statement)
    assert [(each.figures.purchase_id, each.figures.principal_fen) for each in lines] == [
        ("2026-01-10/0", 100),
        ("2026-01-10/1", 101),
    ]
    assert {each.day for each in lines} == {date(2026, 1, 10)}
    assert bench.service.statement_lines(date(2026, 5, 3)) == []
