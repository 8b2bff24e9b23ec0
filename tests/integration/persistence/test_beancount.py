"""The ledger as a beancount file: it reads, it sums, and it owes what the program says."""

from __future__ import annotations

import copy
import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application import figures
from huanqing.application.beancount_export import beancount_ledger
from huanqing.application.beancount_names import asset_account, expense_account
from huanqing.application.demo import demo_document
from integration.importers.jd_rows import rows_of
from integration.persistence.bean_reader import BeanLedger
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]

DEBT, FEES, PENALTIES = "Liabilities:JD:Baitiao", "Expenses:JD:Fees", "Expenses:JD:Penalties"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A new, empty ledger."""
    made = Bench.new(tmp_path)
    yield made
    made.close()


def bare(**sections: Any) -> Json:
    """A ledger of one plain rule: bills on the 3rd, due on the 12th, 0.05 % a day."""
    rule = {"from": "2025-01-01", "statement_day": 3, "due_days": 9, "late_rate_ppm_per_day": 500}
    account = {"name": "京东白条", "rules": [rule]}
    return {"format": "huanqing-ledger/1", "account": account, **sections}


def bought(name: str, day: str, amount: int, **more: object) -> Json:
    return {"id": name, "time": f"{day}T10:00:00", "amount": amount, **more}


def text_of(bench: Bench, today: date = TODAY) -> str:
    with bench.uow() as uow:
        return beancount_ledger(uow, today)


def written(bench: Bench, document: Json, today: date = TODAY) -> BeanLedger:
    bench.load(document)
    return BeanLedger(text_of(bench, today))


def owed(bench: Bench, today: date) -> int:
    with bench.uow() as uow:
        return figures.standing_on(uow, today).replay.owed_fen


def balance(ledger: BeanLedger) -> tuple[date, int]:
    (found,) = ledger.of_kind("balance")
    assert found.account == DEBT
    return found.day, found.amount


# --- What is owed ---


@pytest.mark.parametrize("seed", range(12))
def test_any_ledger_owes_what_the_program_says_on_any_day(bench: Bench, seed: int) -> None:
    document: Json = random_ledger(random.Random(seed), 40)
    bench.load(document)
    last = date.fromisoformat(document["today"])
    for today in (last, last - timedelta(days=45), last - timedelta(days=200)):
        found = BeanLedger(text_of(bench, today))
        assert balance(found) == (today + timedelta(days=1), -owed(bench, today))
        days = [today - timedelta(days=back) for back in (1, 7, 30)]
        for day in days:
            assert found.held(DEBT, day + timedelta(days=1)) == -owed(bench, day)


@pytest.mark.parametrize("seed", range(4))
def test_the_sums_of_a_ledger_are_those_of_its_entries(bench: Bench, seed: int) -> None:
    document: Json = random_ledger(random.Random(100 + seed), 40)
    found = written(bench, document, date.fromisoformat(document["today"]))
    booked = [each for each in document["refunds"] if each.get("booked")]
    spent = sum(each["amount"] for each in document["purchases"])
    back = sum(each["amount"] for each in booked)
    expenses = [name for name in found.opened if name.startswith("Expenses:")]
    of_goods = sum(found.held(name) for name in expenses if not name.startswith("Expenses:JD:"))
    assert of_goods == spent - back
    paid = sum(
        each["amount"] for each in document["repayments"] if each.get("state", "booked") == "booked"
    )
    cards = [name for name in found.opened if name.startswith("Assets:") and "JD" not in name]
    assert sum(found.held(name) for name in cards) == -paid
    changed = sum(each["amount"] for each in document["adjustments"])
    assert found.held("Equity:Adjustments") == changed


def test_the_demo_ledger_owes_what_its_statements_say(bench: Bench) -> None:
    found = written(bench, demo_document())
    left = sum(each.figures.left_fen for each in bench.service.statements())
    assert balance(found) == (date(2026, 6, 21), -left)
    assert left > 0
    assert len(found.told("purchase")) == len(demo_document()["purchases"])  # type: ignore[arg-type]


def test_imported_bills_are_written(bench: Bench) -> None:
    bench.import_rows(rows_of("v2"), "v2")
    found = BeanLedger(text_of(bench))
    assert balance(found) == (date(2026, 6, 21), -owed(bench, TODAY))
    assert len({each.metadata["id"] for each in found.told("purchase")}) > 1


def test_an_empty_ledger_owes_nothing(bench: Bench) -> None:
    found = BeanLedger(text_of(bench))
    assert balance(found) == (date(2026, 6, 21), 0)
    assert list(found.opened) == [DEBT]


def test_the_same_ledger_gives_the_same_text(bench: Bench, tmp_path: Path) -> None:
    document: Json = random_ledger(random.Random(7), 30)
    bench.load(document)
    other = Bench.new(tmp_path, "other")
    try:
        for kind in ("purchases", "repayments", "refunds", "adjustments"):
            document[kind].reverse()
        other.load(document)
        assert text_of(other) == text_of(bench)
    finally:
        other.close()


# --- Entries, one by one ---


def test_a_purchase_bears_its_fees_on_its_day(bench: Bench) -> None:
    (found,) = written(bench, copy.deepcopy(EXAMPLE)).told("purchase")
    assert (found.day, found.flag) == (date(2026, 6, 1), "*")
    assert (found.payee, found.text, found.link) == ("京东平台商户", "…", "300000000002")
    fees = 1435 * 3
    assert found.postings == [("Expenses:Electronics", 239211), (FEES, fees), (DEBT, -243516)]
    assert found.metadata == {
        "kind": "purchase", "id": "p1", "time": "10:00:00", "category": "数码电器",
        "order-no": "300000000002", "merchant-order-no": "…", "periods": "3",
    }  # fmt: skip


def test_a_refund_takes_from_its_category_and_lowers_the_fees(bench: Bench) -> None:
    (found,) = written(bench, copy.deepcopy(EXAMPLE)).told("refund")
    assert found.link == "300000000002"
    # 1435 x (239211 - 39211) / 239211 is 1199.8 a period.
    assert found.postings == [
        (DEBT, 39211 + 3 * 235), ("Expenses:Electronics", -39211), (FEES, -3 * 235)
    ]  # fmt: skip


def test_a_refund_above_what_is_owed_is_paid_out(bench: Bench) -> None:
    document = bare(
        purchases=[bought("p1", "2026-06-01", 10_000)],
        repayments=[{"id": "r1", "date": "2026-06-02", "amount": 9_000, "channel": "中国银行"}],
        refunds=[{"id": "f1", "purchase": "p1", "booked": "2026-06-05", "amount": 10_000}],
    )
    found = written(bench, document)
    (refund,) = found.told("refund")
    assert refund.postings == [
        (DEBT, 1_000), ("Assets:JD:Refunds-Paid-Out", 9_000), ("Expenses:Uncategorised", -10_000)
    ]  # fmt: skip
    assert balance(found)[1] == 0


def test_a_penalty_is_charged_on_every_day_that_is_late(bench: Bench) -> None:
    """Due on 12 June; half of it is paid on the 15th, after that day's penalty."""
    document = bare(
        purchases=[bought("p1", "2026-05-20", 100_000)],
        repayments=[{"id": "r1", "date": "2026-06-15", "amount": 50_150, "channel": "BOC"}],
    )
    found = written(bench, document, date(2026, 6, 17))
    late = [each for each in found.of_kind("transaction") if each.amount_of(PENALTIES)]
    assert [(each.day.day, each.amount_of(PENALTIES)) for each in late] == [
        (13, 50), (14, 50), (15, 50), (16, 25), (17, 25)
    ]  # fmt: skip
    assert all(each.amount_of(DEBT) == -each.amount_of(PENALTIES) for each in late)
    assert {each.text for each in late} == {"Late penalty on the statement of 2026-06-03"}
    assert balance(found) == (date(2026, 6, 18), -50_050)


def test_two_late_statements_are_charged_apart(bench: Bench) -> None:
    document = bare(
        purchases=[bought("p1", "2026-04-20", 100_000), bought("p2", "2026-05-20", 200_000)]
    )
    found = written(bench, document, date(2026, 6, 13))
    last = [each for each in found.of_kind("transaction") if each.day == date(2026, 6, 13)]
    assert [(each.text[-10:], each.amount_of(PENALTIES)) for each in last] == [
        ("2026-05-03", 50), ("2026-06-03", 100)
    ]  # fmt: skip


def test_a_repayment_comes_from_its_card(bench: Bench) -> None:
    document = bare(
        purchases=[bought("p1", "2026-06-01", 10_000)],
        repayments=[
            {"id": "r1", "date": "2026-06-02", "amount": 1_000, "channel": "工商银行 1234"},
            {"id": "r2", "date": "2026-06-03", "amount": 1_000, "channel": "老婆的卡"},
            {"id": "r3", "date": "2026-06-04", "amount": 1_000, "channel": ""},
            {"id": "r4", "date": "2026-06-05", "amount": 9_000, "channel": "ICBC 1234",
             "may_exceed_ledger": True},
        ],
    )  # fmt: skip
    found = written(bench, document)
    unnamed = asset_account("老婆的卡")
    assert [each.postings for each in found.told("repayment")] == [
        [(DEBT, 1_000), ("Assets:ICBC-1234", -1_000)],
        [(DEBT, 1_000), (unnamed, -1_000)],
        [(DEBT, 1_000), ("Assets:Unknown", -1_000)],
        [(DEBT, 7_000), ("Equity:Earlier-Debts", 2_000), ("Assets:ICBC-1234", -9_000)],
    ]
    assert (found.names[unnamed], found.names["Assets:ICBC-1234"]) == ("老婆的卡", "工商银行 1234")


def test_adjustments_are_told_apart_from_spending(bench: Bench) -> None:
    document = bare(
        adjustments=[
            {"id": "a1", "date": "2026-06-05", "amount": 700, "note": "少记"},
            {"id": "a2", "date": "2026-06-06", "amount": -300},
        ]
    )
    first, second = written(bench, document).told("adjustment")
    assert first.postings == [("Equity:Adjustments", 700), (DEBT, -700)]
    assert second.postings == [("Equity:Adjustments", -300), (DEBT, 300)]
    assert first.metadata["note"] == "少记"


def test_statement_instalments_are_noted_with_what_they_cost(bench: Bench) -> None:
    document = bare(
        purchases=[bought("p1", "2026-05-20", 60_000)],
        statement_instalments=[
            {"id": "s1", "date": "2026-06-05", "amount": 60_000, "periods": 3,
             "statement_date": "2026-06-03", "fee_rate_ppm_per_period": 6_000}
        ],
    )  # fmt: skip
    note, booking = written(bench, document).told("statement_instalment")
    assert (note.kind, note.account) == ("note", DEBT)
    assert "600.00 CNY of the statement of 2026-06-03 in 3 periods" in note.text
    assert booking.postings == [(FEES, 1_080), (DEBT, -1_080)]


@pytest.mark.parametrize(("rule", "waived"), [("waived", 720), ("all_due", 0)])
def test_early_settlements_are_noted_with_the_fees_that_they_save(
    bench: Bench, rule: str, waived: int
) -> None:
    document = bare(
        purchases=[bought("p1", "2026-05-20", 60_000, periods=3, fee_rate_ppm_per_period=6_000)],
        early_settlements=[{"id": "e1", "date": "2026-06-05", "purchase": "p1", "fee_rule": rule}],
    )
    note, *booked = written(bench, document).told("early_settlement")
    assert note.kind == "note"
    assert note.text == "Early settlement of p1"
    assert [each.amount_of(FEES) for each in booked] == ([-waived] if waived else [])


def test_what_is_not_booked_is_only_noted(bench: Bench) -> None:
    document = bare(
        purchases=[bought("p1", "2026-06-10", 10_000, needs_periods=True)],
        repayments=[
            {"id": f"r{number}", "date": "2026-06-15", "amount": 500, "channel": "BOC 1",
             "state": state}
            for number, state in enumerate(("planned", "processing", "failed"))
        ],
        refunds=[{"id": "f1", "purchase": "p1", "initiated": "2026-06-16", "amount": 400}],
        snapshots=[{"id": "s1", "date": "2026-06-17", "available": 5, "owed": 10_000}],
    )  # fmt: skip
    found = written(bench, document)
    assert balance(found)[1] == -10_000
    assert [each.text for each in found.of_kind("note")] == [
        "Repayment 5.00 CNY (planned)", "Repayment 5.00 CNY (processing)",
        "Repayment 5.00 CNY (failed)", "Refund 4.00 CNY (pending)",
        "Shown by JD available 0.05 CNY, owed 100.00 CNY",
    ]  # fmt: skip
    assert [each.flag for each in found.of_kind("transaction")] == ["!"]


def test_other_money_is_booked_where_its_direction_is_known(bench: Bench) -> None:
    kinds = ("other_spending", "other_refund", "other_income", "transfer", "other_loan")
    document = bare(
        other_entries=[
            {"id": kind, "kind": kind, "time": "2026-06-01T10:00:00", "amount": 100,
             "merchant": "店", "method": "微信", "category": "图书文娱"}
            for kind in kinds
        ]
    )  # fmt: skip
    found = written(bench, document)
    assert {each.metadata["id"]: each.postings for each in found.of_kind("transaction")} == {
        "other_spending": [("Expenses:Books-And-Leisure", 100), ("Assets:WeChat", -100)],
        "other_refund": [("Assets:WeChat", 100), ("Expenses:Books-And-Leisure", -100)],
        "other_income": [("Assets:WeChat", 100), ("Income:Other", -100)],
    }
    assert {each.metadata["id"]: each.account for each in found.of_kind("note")} == {
        "transfer": "Assets:WeChat",
        "other_loan": "Assets:WeChat",
    }
    assert balance(found)[1] == 0


def test_entries_after_today_stand_behind_its_balance(bench: Bench) -> None:
    document = bare(purchases=[bought("p1", "2026-06-10", 10_000), bought("p2", "2026-06-21", 500)])
    found = written(bench, document)
    assert balance(found) == (date(2026, 6, 21), -10_000)
    assert found.held(DEBT) == -10_500


def test_texts_of_any_kind_stay_within_their_strings(bench: Bench) -> None:
    wild = '他说"好"\\\n2026-01-01 open Assets:Evil\r\n\u2028\u0085\x00\t#x ; ^y\ufeff 猫🐈'
    document = bare(
        purchases=[
            bought("p\n1", "2026-06-01", 500, merchant=wild, description=wild, note=wild,
                   category=wild, order_no='12"3', merchant_order_no=wild)
        ],
        repayments=[{"id": '"', "date": "2026-06-02", "amount": 500, "channel": wild}],
    )  # fmt: skip
    document["account"]["name"] = wild
    text = text_of_loaded(bench, document)
    found = BeanLedger(text)
    (purchase,) = found.told("purchase")
    assert purchase.payee == purchase.text == purchase.metadata["note"]
    lines = purchase.payee.split("\n")
    assert lines[:2] == ['他说"好"\\', "2026-01-01 open Assets:Evil"]
    assert lines[-1].endswith("^y  猫🐈")
    assert (purchase.link, purchase.metadata["order-no"]) == ("", '12"3')
    assert purchase.metadata["id"] == "p\n1"
    assert "Assets:Evil" not in found.opened


def text_of_loaded(bench: Bench, document: Json) -> str:
    bench.load(json.loads(json.dumps(document)))
    return text_of(bench)


# --- Names ---


def test_known_categories_and_cards_have_names_of_their_own() -> None:
    assert expense_account("服饰内衣 运动户外") == "Expenses:Clothing"
    assert expense_account("1号店") == "Expenses:Yihaodian"
    assert expense_account("pet food") == "Expenses:Pet-food"
    assert expense_account("  ") == "Expenses:Uncategorised"
    assert asset_account("小金库零用钱") == "Assets:JD-Xiaojinku"
    assert asset_account("招商银行8888") == "Assets:CMB-8888"


@pytest.mark.parametrize("name_of", [expense_account, asset_account])
def test_names_of_different_texts_stay_apart(name_of: Any) -> None:
    texts = ("宠物", "宠 物", "A-B", "A B", "A_B", "x", "X", "é", "1", "招商银行 家", "a" * 41)
    names = [name_of(each) for each in texts]
    assert len(set(names)) == len(texts)
    assert names == [name_of(each) for each in texts]
    assert all(each.isascii() for each in names)
