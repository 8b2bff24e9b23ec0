"""The exchange format: lossless both ways, and every broken field is named."""

from __future__ import annotations

import copy
import dataclasses
import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange import FORMAT, read_ledger
from huanqing.application.exchange_export import CSV_HEADER, csv_rows
from huanqing.application.statement_models import InstalmentDraft
from huanqing.domain.errors import (
    LedgerError,
    RefundExceedsPurchaseError,
    RepaymentExceedsDebtError,
    UnknownPurchaseError,
)
from integration.importers.jd_rows import rows_of
from integration.persistence.ledgers import EXAMPLE, Bench, outcomes
from oracle.generator import random_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Json = dict[str, Any]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A new, empty ledger."""
    made = Bench.new(tmp_path)
    yield made
    made.close()


def exported(document: Json, folder: Path, name: str) -> Json:
    """Load into a new ledger and write that out again, through JSON text."""
    bench = Bench.new(folder, name)
    try:
        bench.load(json.loads(json.dumps(document)))
        found: Json = json.loads(json.dumps(bench.export()))
    finally:
        bench.close()
    return found


def by_id(document: Json) -> Json:
    """The entries of a document in an order of their own; their order carries no meaning."""
    return {
        key: sorted(value, key=lambda each: str(each["id"]))
        if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]
        else value
        for key, value in document.items()
    }


# --- Lossless ---


def test_the_example_of_the_format_comes_back_word_for_word(tmp_path: Path) -> None:
    assert exported(EXAMPLE, tmp_path, "a") == EXAMPLE


@pytest.mark.parametrize("seed", range(15))
def test_export_of_a_canonical_document_is_that_document(tmp_path: Path, seed: int) -> None:
    document: Json = random_ledger(random.Random(seed), 30)
    canonical = exported(document, tmp_path, "first")
    assert exported(canonical, tmp_path, "second") == canonical
    # The first export already holds every value of the original, defaults filled in.
    given, found = by_id(document), by_id(canonical)
    for section in ("purchases", "repayments", "refunds", "adjustments", "channels", "funding"):
        assert len(found[section]) == len(given[section])
        for mine, theirs in zip(found[section], given[section], strict=True):
            assert theirs.items() <= mine.items()
    for key in ("limits", "freezes"):
        assert found["account"][key] == given["account"][key]
    for mine, theirs in zip(found["account"]["rules"], given["account"]["rules"], strict=True):
        assert theirs.items() <= mine.items()
    assert found["today"] == given["today"]


def test_every_kind_of_entry_comes_back(tmp_path: Path) -> None:
    document = rich_document()
    assert exported(document, tmp_path, "a") == document


def test_unknown_fields_survive(tmp_path: Path) -> None:
    document = copy.deepcopy(EXAMPLE)
    document["future"] = {"list": [1, None, "字", {"x": 0.5}], "deep": {"deeper": True}}
    document["version_note"] = "x"
    for section in ("purchases", "repayments", "refunds", "adjustments", "funding", "channels"):
        document[section][0]["tags"] = ["a", {"b": [None]}]
    assert exported(document, tmp_path, "a") == document


def test_what_may_be_left_out_takes_its_default(tmp_path: Path) -> None:
    found = exported(
        {
            "format": FORMAT,
            "purchases": [{"id": "p", "time": "2026-01-01", "amount": 5}],
            "repayments": [{"id": "r", "date": "2026-01-02", "amount": 2}],
        },
        tmp_path,
        "a",
    )
    assert found["purchases"] == [
        {"id": "p", "time": "2026-01-01T00:00:00", "amount": 5, "merchant": "", "description": "",
         "category": "", "order_no": "", "merchant_order_no": "", "periods": 1,
         "fee_rate_ppm_per_period": 0, "free_periods": 0}
    ]  # fmt: skip
    assert found["repayments"] == [
        {"id": "r", "date": "2026-01-02", "amount": 2, "channel": "", "state": "booked",
         "allocations": None}
    ]  # fmt: skip
    (rule,) = found["account"]["rules"]
    assert (rule["statement_day"], rule["due_days"], rule["min_payment"]) == (3, 9, 1000)
    assert "today" not in found
    assert exported({"format": FORMAT}, tmp_path, "b")["purchases"] == []


def test_ids_need_be_unique_only_within_their_kind(tmp_path: Path) -> None:
    document = copy.deepcopy(EXAMPLE)
    document["purchases"][0]["id"] = "1"
    document["refunds"] = [
        {"id": "1", "purchase": "1", "initiated": None, "booked": "2026-06-08", "amount": 100},
        {"id": "2", "purchase": "1", "initiated": None, "booked": "2026-06-09", "amount": 100},
    ]
    document["repayments"][0]["id"] = "1"
    del document["adjustments"][:]
    found = exported(document, tmp_path, "a")
    assert [each["purchase"] for each in found["refunds"]] == ["1", "1"]
    bench = Bench.new(tmp_path, "b")
    try:
        bench.load(document)
        lines = bench.service.statement_lines(bench.service.statements()[0].figures.statement_date)
        assert {line.counterparty for line in lines} == {"京东平台商户"}
        assert bench.check() == []
    finally:
        bench.close()


@pytest.mark.parametrize("layout", ["v1", "v2"])
def test_imports_survive(tmp_path: Path, bench: Bench, layout: str) -> None:
    bench.import_rows(rows_of(layout)[:5], layout, name="one.csv")
    bench.import_rows(rows_of(layout), layout, name="two.csv")
    document: Json = json.loads(json.dumps(bench.export()))
    assert [len(batch["files"]) for batch in document["imports"]] == [1, 1]
    assert exported(document, tmp_path, "again") == document
    other = Bench.new(tmp_path, "other")
    try:
        other.load(document)
        entries = len(other.tables()["entry"])
        report = other.import_rows(rows_of(layout), layout)
        assert set(outcomes(report)) == {"unchanged"}
        assert len(other.tables()["entry"]) == entries
        assert [b.file_names for b in other.service.imports.history()] == [
            ("two.csv",), ("one.csv",)
        ]  # fmt: skip
        assert other.service.overview().open_questions == bench.service.overview().open_questions
    finally:
        other.close()


def test_names_of_imported_entries_stay_apart_after_a_reload(tmp_path: Path, bench: Bench) -> None:
    """An imported entry is named after its row; a reload numbers the rows anew."""
    bench.import_rows(rows_of("v1")[:3], "v1", name="one.csv")
    bench.import_rows(rows_of("v1")[3:9], "v1", name="two.csv")
    bench.import_rows(rows_of("v1")[9:16], "v1", name="three.csv")
    bench.service.imports.undo(1)
    document = bench.export()
    other = Bench.new(tmp_path, "other")
    try:
        other.load(document)
        other.import_rows(rows_of("v1")[:3], "v1", name="one.csv")
        found = other.export()
    finally:
        other.close()
    names = [each["id"] for key in ("purchases", "repayments", "other_entries")
             for each in found.get(key, [])]  # fmt: skip
    assert len(names) == len(set(names))


TYPED = (
    EntryRecord(id="", kind="purchase", day="2026-06-02", amount_fen=60_000, description="手写"),
    EntryRecord(id="", kind="purchase", day="2026-06-02", time="00:00:00", amount_fen=1_000),
    EntryRecord(id="", kind="other_spending", day="2026-06-02", amount_fen=5),
    EntryRecord(id="", kind="adjustment", day="2026-06-02", time="09:00:00", amount_fen=5,
                counterparty="京东", description="年费", category="费用", method="银行",
                order_no="1", merchant_order_no="2", note="n"),
    EntryRecord(id="", kind="snapshot", day="2026-06-02", amount_fen=0, description="看过",
                details={"owed": 5}),
    EntryRecord(id="", kind="early_settlement", day="2026-06-09", amount_fen=0, purchase_id="p1",
                description="结清", note="n"),
    EntryRecord(id="", kind="statement_instalment", day="2026-06-05", amount_fen=20_000,
                periods=3, description="分期", method="白条",
                details={"statement_date": "2026-06-03"}),
)  # fmt: skip


def test_every_field_of_what_was_typed_comes_back(tmp_path: Path, bench: Bench) -> None:
    bench.load(EXAMPLE)
    for record in TYPED:
        bench.service.entries.add(record)
    other = Bench.new(tmp_path, "other")
    try:
        other.load(json.loads(json.dumps(bench.export())))
        with bench.uow() as mine, other.uow() as theirs:
            assert list(theirs.entries.records()) == list(mine.entries.records())
        assert other.export() == bench.export()
        day = bench.service.today()
        rows = bench.service.statements_on(day, with_lines=True)
        assert other.service.statements_on(day, with_lines=True) == rows
    finally:
        other.close()


def test_refunds_that_wait_may_add_up_to_more_than_the_purchase(
    tmp_path: Path, bench: Bench
) -> None:
    """The ledger takes them, as only one of them will be booked; so must its own file."""
    bench.load(EXAMPLE)
    waits = EntryRecord(id="", kind="refund", day="2026-06-09", amount_fen=200_000,
                        state="pending", purchase_id="p1")  # fmt: skip
    bench.service.entries.add(waits)
    bench.service.entries.add(waits)
    document = bench.export()
    assert exported(document, tmp_path, "again") == document


def test_a_waiting_refund_goes_out_with_the_day_that_it_was_given(
    tmp_path: Path, bench: Bench
) -> None:
    document = copy.deepcopy(EXAMPLE)
    document["refunds"][0]["booked"] = None
    bench.load(document)
    service = bench.service.entries
    rowid = service.rowid_of("refund", "f1")
    assert rowid is not None
    service.change(rowid, dataclasses.replace(service.detail(rowid).record, day="2026-06-09"))
    written = bench.export()
    assert written["refunds"][0]["initiated"] == "2026-06-09"
    assert exported(written, tmp_path, "again") == written


def test_names_given_by_the_ledger_stay_apart_from_loaded_ones(
    tmp_path: Path, bench: Bench
) -> None:
    """A statement instalment and an adjustment are named after their rows as well."""
    bought = EntryRecord(id="", kind="purchase", day="2026-05-08", amount_fen=20_000)
    rows = [bench.service.entries.add(bought) for _ in range(6)]
    bench.service.entries.remove(rows[:3])
    other = Bench.new(tmp_path, "other")
    try:
        other.load(bench.export())
        june = other.service.statements()[0].figures.statement_date
        actions = other.service.statement_actions
        actions.book_instalment(
            InstalmentDraft(day=june, statement_date=june, amount_fen=30_000, periods=3)
        )
        actions.post_difference(date(2026, 7, 3), 500, "")
        document = other.export()
    finally:
        other.close()
    names = [each["id"] for key in ("purchases", "adjustments", "statement_instalments")
             for each in document[key]]  # fmt: skip
    assert len(names) == 5
    assert len(set(names)) == 5


def test_csv_has_one_row_an_entry(bench: Bench) -> None:
    bench.load(EXAMPLE)
    with bench.uow() as uow:
        header, *rows = csv_rows(uow)
    assert header == CSV_HEADER
    assert {len(each) for each in rows} == {len(header)}
    found = [dict(zip(header, each, strict=True)) for each in rows]
    assert [(each["id"], each["date"], each["amount"], each["purchase"]) for each in found] == [
        ("p1", "2026-06-01", "2392.11", ""),
        ("f1", "2026-06-08", "392.11", "p1"),
        ("r1", "2026-06-12", "500.00", ""),
        ("a1", "2026-06-15", "-12.00", ""),
    ]


def rich_document() -> Json:
    """Every section and every optional field that this version knows, in canonical form."""
    document = copy.deepcopy(EXAMPLE)
    document["account"]["rules"][0] |= {"due_day": 20, "day_change": "slip",
                                        "settlement_fee": "waived"}  # fmt: skip
    document["purchases"][0] |= {
        "note": "自用", "method": "白条-3期", "needs_periods": True, "fee_per_period": 100,
        "remainder": "first", "on_statement_day": "this",
        "edited_lines": [{"period": 2, "principal": 80000}],
    }  # fmt: skip
    document["refunds"].append({"id": "f2", "purchase": "p1", "initiated": "2026-06-18",
                                "booked": None, "amount": 100})  # fmt: skip
    document["repayments"] += [
        {"id": "r2", "date": "2026-06-13", "amount": 7, "channel": "微信", "state": "booked",
         "allocations": [{"target": "principal", "amount": 7, "purchase": "p1", "period": 1}]},
        {"id": "r3", "date": "2026-07-12", "amount": 10**7, "channel": "", "state": "planned",
         "allocations": None, "note": "计划"},
        {"id": "r4", "date": "2026-07-13", "amount": 5, "channel": "", "state": "booked",
         "allocations": None, "may_exceed_ledger": True},
    ]  # fmt: skip
    document["snapshots"] = [{"id": "s1", "date": "2026-06-19", "available": 5, "owed": None}]
    document["other_entries"] = [
        {"id": f"o{number}", "kind": kind, "time": f"2026-05-0{number}T10:00:00", "amount": number,
         "merchant": "店", "method": "微信支付", "description": "书"}
        for number, kind in enumerate(
            ("other_spending", "other_refund", "other_income", "transfer", "other_loan"), start=1
        )
    ]  # fmt: skip
    document["early_settlements"] = [{"id": "e1", "date": "2026-06-20", "purchase": "p1"}]
    return document


# --- Broken documents ---


def put(*path: str | int, value: object) -> Callable[[Json], None]:
    """Return what puts a value at a place of the example; the last step may be new."""

    def change(document: Json) -> None:
        place: Any = document
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def twice(section: str) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        document[section].append(copy.deepcopy(document[section][0]))

    return change


BROKEN: list[tuple[str, Callable[[Json], None]]] = [
    ("format", put("format", value="huanqing-ledger/2")),
    ("format", put("format", value=None)),
    ("today", put("today", value="20.6.2026")),
    ("today", put("today", value=20260620)),
    ("today", put("today", value="9999-12-31")),
    ("", put("purchases", 0, "merchant", value="\ud800")),
    ("funding[0].balance", put("funding", 0, "balance", value=2**63)),
    ("account.limits[0].amount", put("account", "limits", 0, "amount", value=2**63)),
    ("reconciliations[0].stated_total", put("reconciliations", value=[
        {"statement_date": "2026-06-03", "stated_total": 2**63}])),
    ("other_entries[0].amount", put("other_entries", value=[
        {"id": "o", "kind": "transfer", "time": "2026-01-01", "amount": 10**15 + 1}])),
    ("p1.edited_lines", put("purchases", 0, "edited_lines", value=[
        {"period": 1, "fee": 10**15 + 1}])),
    ("r1.day", put("repayments", 0, "date", value="9999-12-31")),
    ("today", put("today", value="2026-02-30")),
    ("today", put("today", value="20260620")),
    ("account", put("account", value=[])),
    ("account.name", put("account", "name", value=5)),
    ("account.billing", put("account", "billing", value="weekly")),
    ("account.rules", put("account", "rules", value={})),
    ("account.rules[0]", put("account", "rules", 0, value="x")),
    ("account.rules[0].from", put("account", "rules", 0, "from", value=None)),
    ("account.rules[0].from", put("account", "rules", 0, "from", value="2025-1-1")),
    ("account.rules[0].statement_day", put("account", "rules", 0, "statement_day", value="3")),
    ("account.rules[0].statement_day", put("account", "rules", 0, "statement_day", value=3.0)),
    ("account.rules[0].statement_day", put("account", "rules", 0, "statement_day", value=True)),
    ("account.rules[0].statement_day", put("account", "rules", 0, "statement_day", value=32)),
    ("account.rules[0].statement_day", put("account", "rules", 0, "statement_day", value=0)),
    ("account.rules[0].due_days", put("account", "rules", 0, "due_days", value=-1)),
    ("account.rules[0].late_rate_ppm_per_day",
     put("account", "rules", 0, "late_rate_ppm_per_day", value=-1)),
    ("account.rules[0].recovery_lag_days",
     put("account", "rules", 0, "recovery_lag_days", value=-1)),
    ("account.rules[0].on_statement_day",
     put("account", "rules", 0, "on_statement_day", value="maybe")),
    ("account.rules[0].remainder", put("account", "rules", 0, "remainder", value="middle")),
    ("account.rules[0].fees_occupy_limit",
     put("account", "rules", 0, "fees_occupy_limit", value=1)),
    ("account.rules", twice("account.rules")),
    ("account.limits[0].amount", put("account", "limits", 0, "amount", value=-1)),
    ("account.limits[0].amount", put("account", "limits", 0, "amount", value=None)),
    ("account.limits[0].amount", put("account", "limits", 0, "amount", value=1.5)),
    ("account.limits[0].from", put("account", "limits", 0, "from", value="")),
    ("account.limits[1].to", put("account", "limits", 1, "to", value="later")),
    ("account.limits[1].kind", put("account", "limits", 1, "kind", value="gift")),
    ("account.freezes[0].from", put("account", "freezes", 0, "from", value=None)),
    ("account.freezes[0].reason", put("account", "freezes", 0, "reason", value=[])),
    ("purchases", put("purchases", value={"p1": {}})),
    ("purchases[0]", put("purchases", 0, value=None)),
    ("purchases[0].id", put("purchases", 0, "id", value="")),
    ("purchases[0].id", put("purchases", 0, "id", value=1)),
    ("purchases[0].time", put("purchases", 0, "time", value=None)),
    ("purchases[0].time", put("purchases", 0, "time", value="yesterday")),
    ("purchases[0].time", put("purchases", 0, "time", value="2026-06-01T10:00:00+08:00")),
    ("purchases[0].amount", put("purchases", 0, "amount", value=-239211)),
    ("purchases[0].amount", put("purchases", 0, "amount", value=0)),
    ("purchases[0].amount", put("purchases", 0, "amount", value="2392.11")),
    ("purchases[0].amount", put("purchases", 0, "amount", value=2392.11)),
    ("purchases[0].amount", put("purchases", 0, "amount", value=None)),
    ("purchases[0].amount", put("purchases", 0, "amount", value=True)),
    ("amount", put("purchases", 0, "amount", value=10**30)),
    ("periods", put("purchases", 0, "periods", value=0)),
    ("periods", put("purchases", 0, "periods", value=-3)),
    ("periods", put("purchases", 0, "periods", value=10**9)),
    ("purchases[0].periods", put("purchases", 0, "periods", value="3")),
    ("free_periods", put("purchases", 0, "free_periods", value=4)),
    ("fee_rate_ppm_per_period", put("purchases", 0, "fee_rate_ppm_per_period", value=-1)),
    ("purchases[0].merchant", put("purchases", 0, "merchant", value=[])),
    ("purchases[0].order_no", put("purchases", 0, "order_no", value=300000000002)),
    ("purchases[0].needs_periods", put("purchases", 0, "needs_periods", value="yes")),
    ("edited_lines", put("purchases", 0, "edited_lines", value="x")),
    ("edited_lines[0].principal",
     put("purchases", 0, "edited_lines", value=[{"period": 1, "principal": "x"}])),
    ("remainder", put("purchases", 0, "remainder", value="middle")),
    ("p1.id", twice("purchases")),
    ("r1.id", twice("repayments")),
    ("a1.id", twice("adjustments")),
    ("p1", put("adjustments", 0, "id", value="p1")),
    ("repayments[0].id", put("repayments", 0, "id", value=None)),
    ("repayments[0].date", put("repayments", 0, "date", value=None)),
    ("repayments[0].date", put("repayments", 0, "date", value="2026-06-31")),
    ("repayments[0].amount", put("repayments", 0, "amount", value=0)),
    ("repayments[0].state", put("repayments", 0, "state", value="maybe")),
    ("repayments[0].channel", put("repayments", 0, "channel", value=5)),
    ("allocations", put("repayments", 0, "allocations", value="all")),
    ("allocations[0].target",
     put("repayments", 0, "allocations", value=[{"target": "tip", "amount": 50000}])),
    ("refunds[0].booked", put("refunds", 0, value={"id": "f", "purchase": "p1", "amount": 1})),
    ("refunds[0].booked", put("refunds", 0, "booked", value="x")),
    ("f1.booked", put("refunds", 0, "booked", value="2026-05-01")),
    ("refunds[0].purchase", put("refunds", 0, "purchase", value=None)),
    ("refunds[0].amount", put("refunds", 0, "amount", value=-1)),
    ("f1.amount", put("refunds", 0, "amount", value=239212)),
    ("adjustments[0].amount", put("adjustments", 0, "amount", value=0)),
    ("adjustments[0].amount", put("adjustments", 0, "amount", value="-12")),
    ("adjustments[0].date", put("adjustments", 0, "date", value=None)),
    ("funding[0].id", put("funding", 0, "id", value=None)),
    ("funding[0].balance", put("funding", 0, "balance", value="much")),
    ("funding[0].flows[0].date", put("funding", 0, "flows", 0, "date", value=None)),
    ("funding[0].flows[0].amount", put("funding", 0, "flows", 0, "amount", value=1.5)),
    ("funding", twice("funding")),
    ("channels[0].id", put("channels", 0, "id", value="")),
    ("channels[0].limits[0].from", put("channels", 0, "limits", 0, "from", value=None)),
    ("channels[0].limits[0].per_day", put("channels", 0, "limits", 0, "per_day", value="x")),
    ("channels[0].fee_per_payment", put("channels", 0, "fee_per_payment", value=-5)),
    ("channels[0].unavailable", put("channels", 0, "unavailable", value="2026-07-01")),
    ("channels[0].unavailable", put("channels", 0, "unavailable", value=["7/1"])),
    ("channels", twice("channels")),
    ("other_entries[0].kind",
     put("other_entries", value=[{"id": "o", "kind": "gift", "time": "2026-01-01", "amount": 1}])),
    ("snapshots[0].owed",
     put("snapshots", value=[{"id": "s", "date": "2026-01-01", "owed": "much"}])),
    ("early_settlements[0].purchase",
     put("early_settlements", value=[{"id": "e", "date": "2026-06-20"}])),
    ("statement_instalments[0].statement_date",
     put("statement_instalments", value=[{"id": "i", "date": "2026-06-20", "amount": 1}])),
    ("imports", put("imports", value="x")),
    ("imports", put("imports", value=[{}])),
    ("imports", put("imports", value=[{"imported_at": "x", "files": [{"name": 1}]}])),
]  # fmt: skip


@pytest.mark.parametrize(("field", "change"), BROKEN)
def test_a_broken_field_is_named_and_nothing_is_loaded(
    bench: Bench, field: str, change: Callable[[Json], None]
) -> None:
    document = copy.deepcopy(EXAMPLE)
    if field == "account.rules" and isinstance(document["account"]["rules"], list):
        document["account.rules"] = document["account"]["rules"]
    change(document)
    document.pop("account.rules", None)
    before = bench.tables()
    with pytest.raises(ExchangeFormatError) as caught:
        bench.load(document)
    assert field in caught.value.field
    assert caught.value.reason
    assert bench.tables() == before


@pytest.mark.parametrize("document", [None, [], "x", 5, {}, {"purchases": []}])
def test_what_is_no_ledger_document_is_refused(document: object) -> None:
    with pytest.raises(ExchangeFormatError):
        read_ledger(document)


def refusal_of(change: Callable[[Json], None]) -> LedgerError:
    document = copy.deepcopy(EXAMPLE)
    change(document)
    with pytest.raises(LedgerError) as caught:
        read_ledger(document)
    return caught.value


def test_refund_of_an_unknown_purchase_is_refused_with_both_ids() -> None:
    found = refusal_of(put("refunds", 0, "purchase", value="p9"))
    assert isinstance(found, UnknownPurchaseError)
    assert (found.entry, found.purchase) == ("f1", "p9")


def test_repayment_above_everything_owed_is_refused_with_the_figure() -> None:
    found = refusal_of(put("repayments", 0, "amount", value=300000))
    assert isinstance(found, RepaymentExceedsDebtError)
    # 200000 after the refund; the fee of 0.6 % a period on what is left: 3 x 1200.
    assert (found.repayment, found.owed_fen, found.excess_fen) == ("r1", 203600, 96400)


def test_refunds_together_above_the_purchase_are_refused() -> None:
    document = copy.deepcopy(EXAMPLE)
    document["refunds"].append({"id": "f2", "purchase": "p1", "booked": "2026-06-09",
                                "amount": 200001})  # fmt: skip
    with pytest.raises((ExchangeFormatError, RefundExceedsPurchaseError)) as caught:
        read_ledger(document)
    assert "f2" in str(caught.value)


def test_a_planned_repayment_may_exceed_what_is_owed() -> None:
    document = copy.deepcopy(EXAMPLE)
    document["repayments"][0] |= {"amount": 10**9, "state": "planned"}
    assert read_ledger(document).records
