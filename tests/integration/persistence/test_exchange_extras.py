"""Unknown fields inside the objects of an exchange file come back at their places."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.entry_records import Details
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange_account import account_of
from huanqing.application.plan_models import StepState
from integration.importers.jd_rows import rows_of
from integration.persistence.ledgers import EXAMPLE, Bench
from integration.persistence.plan_bench import PlanBench
from integration.persistence.plan_bench import document as plan_document

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

UNKNOWN: Json = {"future": {"list": [1, None, "字", {"x": 0.5}]}, "colour": "红"}
PLACES = (
    ("account",),
    ("account", "rules", 0),
    ("account", "rules", 1),
    ("account", "limits", 0),
    ("account", "limits", 1),
    ("account", "freezes", 0),
    ("funding", 0),
    ("funding", 0, "flows", 0),
    ("funding", 0, "flows", 1),
    ("funding", 0, "flows", 2),
    ("channels", 0, "limits", 0),
    ("limit_applications", 0),
    ("limit_applications", 0, "stages", 0),
    ("limit_applications", 0, "stages", 1),
    ("reconciliations", 0),
    ("reconciliations", 0, "ticked", 0),
    ("saved_searches", 0),
    ("alert_marks", 0),
    ("alert_settings",),
    ("plan_preferences",),
    ("purchases", -1, "edited_lines", 0),
    ("imports", 0),
    ("imports", 0, "files", 0),
)


def whole(folder: Path) -> Json:
    """A document with something in every section, as the program itself writes it."""
    document: Json = copy.deepcopy(EXAMPLE)
    rules = document["account"]["rules"]
    rules.append({**rules[0], "from": "2026-01-01", "statement_day": 5})
    document["funding"][0]["flows"] += [
        {"date": "2026-07-06", "amount": -100, "label": "rent"},
        {"date": "2026-07-06", "amount": -200, "label": "rent"},
    ]
    document["purchases"][0]["edited_lines"] = [{"period": 1, "fee": 5}]
    document["limit_applications"] = [
        {"id": "a1", "kind": "raise", "filed": "2026-05-02", "wanted": 100, "note": "", "stages": [
            {"date": "2026-05-03", "kind": "submitted", "amount": None, "note": ""},
            {"date": "2026-05-04", "kind": "rejected", "amount": None, "note": "n"}]}
    ]  # fmt: skip
    document["reconciliations"] = [
        {"statement_date": "2026-07-05", "ticked": [{"purchase": "p1", "period": 1}]}
    ]
    document["saved_searches"] = [{"name": "a", "text": "b"}]
    document["alert_marks"] = [{"key": "due:2026-07-03", "state": "done"}]
    document["alert_settings"] = {"slack_days": 2}
    document["plan_preferences"] = {"buffer_days": 3}
    bench = Bench.new(folder, "whole.huanqing")
    try:
        bench.import_rows(rows_of("v2")[:5], "v2")
        document["imports"] = bench.export()["imports"]
        for section in ("purchases", "repayments", "refunds"):
            document[section] += bench.export()[section]
        document["other_entries"] = bench.export().get("other_entries", [])
    finally:
        bench.close()
    return written_again(document, folder, "canonical.huanqing")


def written_again(document: Json, folder: Path, name: str) -> Json:
    """Load into a new ledger and write that out, through JSON text."""
    bench = Bench.new(folder, name)
    try:
        bench.load(json.loads(json.dumps(document)))
        found: Json = json.loads(json.dumps(bench.export()))
    finally:
        bench.close()
    return found


def at(document: Json, place: tuple[str | int, ...]) -> Json:
    """Return the object at a place."""
    found: Any = document
    for step in place:
        found = found[step]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def canonical(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The whole document, made once."""
    return whole(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def document(canonical: Json) -> Json:
    """The whole document, for one test to change."""
    return copy.deepcopy(canonical)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_unknown_fields_come_back_at_their_place(
    tmp_path: Path, document: Json, place: tuple[str | int, ...]
) -> None:
    at(document, place).update(copy.deepcopy(UNKNOWN))
    assert written_again(document, tmp_path, "again.huanqing") == document


def test_unknown_fields_of_all_places_at_once_come_back_twice(
    tmp_path: Path, document: Json
) -> None:
    for number, place in enumerate(PLACES):
        at(document, place).update({**copy.deepcopy(UNKNOWN), "number": number})
    first = written_again(document, tmp_path, "again.huanqing")
    assert first == document
    assert written_again(first, tmp_path, "once_more.huanqing") == document


def test_what_is_added_later_takes_no_unknown_fields_of_others(tmp_path: Path) -> None:
    given: Json = copy.deepcopy(EXAMPLE)
    given["account"]["rules"][0]["colour"] = "red"
    bench = Bench.new(tmp_path)
    try:
        bench.load(given)
        earlier = {"from": "2024-01-01", "statement_day": 8}
        rules = [earlier, *EXAMPLE["account"]["rules"]]
        told = {"account": {**EXAMPLE["account"], "rules": rules}}
        with bench.uow() as uow:
            uow.journal.begin("edit_account", {})
            uow.account.save(account_of(Details("", told)))
            uow.commit()
        first, second = bench.export()["account"]["rules"]
        assert (first["from"], first.get("colour")) == ("2024-01-01", None)
        assert (second["from"], second.get("colour")) == ("2025-01-01", "red")
    finally:
        bench.close()


def test_unknown_fields_change_no_figure(tmp_path: Path, document: Json) -> None:
    plain, marked = Bench.new(tmp_path, "plain"), Bench.new(tmp_path, "marked")
    try:
        plain.load(json.loads(json.dumps(document)))
        for place in PLACES:
            at(document, place).update(copy.deepcopy(UNKNOWN))
        marked.load(document)
        day = date(2026, 6, 20)
        assert marked.service.statements_on(day, with_lines=True) == plain.service.statements_on(
            day, with_lines=True
        )
        assert marked.check() == []
    finally:
        plain.close()
        marked.close()


def test_undoing_the_load_forgets_the_unknown_fields(tmp_path: Path, document: Json) -> None:
    at(document, ("account",))["colour"] = "red"
    bench = Bench.new(tmp_path)
    try:
        bench.load(document)
        bench.service.undo()
        assert "colour" not in bench.export()["account"]
        bench.service.redo()
        assert bench.export()["account"]["colour"] == "red"
    finally:
        bench.close()


def test_unknown_fields_of_plans_and_their_marks_come_back(tmp_path: Path) -> None:
    bench = PlanBench(tmp_path, plan_document())
    try:
        bench.accept()
        bench.plans.pay_step(1)
        bench.plans.mark_step(2, StepState.FAILED)
        bench.accept()
        bench.plans.mark_step(1, StepState.FAILED)
        written: Json = json.loads(json.dumps(bench.ledger.export()))
    finally:
        bench.ledger.close()
    first, second = written["plans"]
    for number, each in enumerate((first, second, *first["marks"], *second["marks"])):
        each.update({**copy.deepcopy(UNKNOWN), "number": number})
    assert len(first["marks"]) == 2
    assert len(second["marks"]) == 1
    assert written_again(written, tmp_path, "again.huanqing") == written


@pytest.mark.parametrize("files", [[5], ["bill.csv"], [None], "bill.csv", {"name": "bill.csv"}])
def test_a_file_of_an_import_that_is_no_object_is_refused(bench: Bench, files: object) -> None:
    before = bench.tables()
    broken = {**EXAMPLE, "imports": [{"imported_at": "2026-06-20T12:00:00", "files": files}]}
    with pytest.raises(ExchangeFormatError) as refused:
        bench.load(broken)
    assert refused.value.field.startswith("imports[0].files")
    assert bench.tables() == before


def test_a_row_of_an_import_that_no_ledger_can_hold_is_refused(bench: Bench) -> None:
    bench.load(EXAMPLE)
    bench.import_rows(rows_of("v2")[:1])
    written = bench.export()
    other = Bench.new(bench.path.parent, "other.huanqing")
    try:
        written["imports"][0]["files"][0]["rows"][0][0] = 10**30
        with pytest.raises(ExchangeFormatError, match="imports"):
            other.load(written)
        assert other.entries("purchase") == []
    finally:
        other.close()
