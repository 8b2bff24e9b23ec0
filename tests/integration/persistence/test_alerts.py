"""Alerts of ledger files: from ledger, plan, cash and projection; marks, settings, exchange."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.alert_models import (
    Alert,
    AlertKind,
    AlertSettings,
    MarkState,
    Urgency,
)
from huanqing.application.alert_service import OpenAlerts
from huanqing.application.entry_record import EntryRecord
from huanqing.application.errors import ExchangeFormatError
from huanqing.application.exchange import read_ledger
from huanqing.application.plan_models import PlanPreferences
from huanqing.application.progress import Cancelled
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.derivation import Derivation, Figure, Question
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN
from huanqing.domain.planning.problem import Timing
from integration.persistence.ledgers import CLOCK, EXAMPLE, TODAY, Bench
from integration.persistence.plan_bench import Open, PlanBench, card, day, document, money, purchase
from integration.persistence.whole_actions import is_refused, is_undone_and_redone

if TYPE_CHECKING:
    from pathlib import Path


def alerts_on(bench: PlanBench, when: str) -> OpenAlerts:
    bench.today = day(when)
    return OpenAlerts(bench.ledger.uow, lambda: bench.today, CLOCK)


def found(bench: PlanBench, when: str, kind: AlertKind) -> Alert | None:
    """Return the alert of a kind that is open on a day; its sums are whole, and answered."""
    open_ones = alerts_on(bench, when).current().open
    for each in open_ones:
        for why in (each.why, each.left_why):
            if isinstance(why, Derivation):
                assert why.is_whole
            elif isinstance(why, Question):
                assert answered(bench, why) == each.amount_fen
    of_kind = [each for each in open_ones if each.kind is kind]
    assert len(of_kind) <= 1
    return of_kind[0] if of_kind else None


def answered(bench: PlanBench, question: Question) -> int | None:
    service = bench.ledger.service
    service._today = bench.today
    derivation = service.derive(question)
    assert derivation.is_whole
    return derivation.amount_fen


def told(bench: PlanBench, when: str, kind: AlertKind) -> Alert:
    alert = found(bench, when, kind)
    assert alert is not None
    return alert


def test_a_bill_is_told_of_before_it_is_due_and_once_it_is_overdue(opened: Open) -> None:
    bench = opened()
    assert found(bench, "07-04", AlertKind.DUE_SOON) is None
    due = told(bench, "07-05", AlertKind.DUE_SOON)
    assert (due.amount_fen, due.day, due.count) == (300_000, day("07-12"), 7)
    assert told(bench, "07-12", AlertKind.DUE_SOON).urgency is Urgency.URGENT
    assert found(bench, "07-13", AlertKind.DUE_SOON) is None
    late = told(bench, "07-14", AlertKind.OVERDUE)
    assert late.amount_fen == 300_000 + 2 * 150


def test_nothing_is_told_of_an_empty_ledger(bench: Bench) -> None:
    found = bench.service.alerts.current()
    assert (found.open, found.snoozed, found.done) == ((), (), ())


def test_a_paid_bill_is_told_of_no_more(opened: Open) -> None:
    bench = opened()
    draft = EntryRecord(
        id="", kind="repayment", day="2026-07-05", amount_fen=300_000, method="ICBC"
    )
    bench.ledger.service._today = day("07-05")
    bench.ledger.service.entries.add(draft)
    assert found(bench, "07-06", AlertKind.DUE_SOON) is None


def test_a_plan_is_in_danger_from_its_kept_latest_start(opened: Open) -> None:
    bench = opened()
    latest = bench.accept().explanation.latest_start
    # Planned for 8, 9 and 10 July; without the safety days it could be 10, 11 and 12.
    assert latest == day("07-10")
    assert found(bench, "07-07", AlertKind.PLAN_IN_DANGER) is None
    soon = told(bench, "07-08", AlertKind.PLAN_IN_DANGER)
    assert (soon.count, soon.day, soon.amount_fen) == (2, latest, 300_000)
    assert soon.urgency is Urgency.SOON
    assert told(bench, "07-10", AlertKind.PLAN_IN_DANGER).urgency is Urgency.URGENT
    bench.today = day("07-08")
    bench.plans.pay_step(1)
    assert found(bench, "07-09", AlertKind.PLAN_IN_DANGER) is None
    assert found(bench, "07-09", AlertKind.PLAN_STALE) is None
    missed = told(bench, "07-11", AlertKind.PLAN_IN_DANGER)
    assert (missed.count, missed.amount_fen) == (-1, 200_000)
    stale = told(bench, "07-11", AlertKind.PLAN_STALE)
    assert stale.subject == "step_missed"


def test_a_plan_that_is_late_is_in_danger_at_once(opened: Open) -> None:
    bench = opened(funding=[money(100_000)])
    bench.accept()
    late = told(bench, "06-20", AlertKind.PLAN_IN_DANGER)
    assert (late.subject, late.amount_fen) == ("late", 200_000)


def test_cash_is_short_where_the_bills_of_the_days_ahead_are_not_covered(opened: Open) -> None:
    flows = [{"date": "2026-07-01", "amount": -150_000, "label": "房租", "every": "month"}]
    bench = opened(funding=[money(400_000, reserve=20_000, flows=flows)])
    short = told(bench, "06-20", AlertKind.CASH_SHORT)
    assert (short.day, short.amount_fen) == (day("07-12"), 300_000 + 150_000 + 20_000 - 400_000)
    assert short.subject == "salary"
    assert short.page == "plan"
    covered = [*flows, {"date": "2026-07-10", "amount": 300_000, "label": "工资", "every": "month"}]
    bench.ledger.close()
    again = opened_again(bench, funding=[money(400_000, reserve=20_000, flows=covered)])
    kinds = {each.kind for each in again.ledger.service.alerts.current().open}
    assert AlertKind.CASH_SHORT not in kinds
    again.ledger.close()


def opened_again(bench: PlanBench, **more: Any) -> PlanBench:
    folder = bench.ledger.path.parent / "again"
    folder.mkdir()
    return PlanBench(folder, document(**more))


def test_cash_of_a_plan_is_short_where_its_payments_are_not_covered_any_more(opened: Open) -> None:
    bench = opened(funding=[money(310_000)])
    bench.accept()
    assert found(bench, "06-20", AlertKind.CASH_SHORT) is None
    view = bench.ledger.service.account.view()
    [account] = view.funding
    poorer = type(account)(id="salary", balance_fen=150_000, as_of=TODAY)
    bench.ledger.service.account.save_payment_side([poorer], view.channels)
    short = told(bench, "06-20", AlertKind.CASH_SHORT)
    # ¥1,000 on 8 July leaves ¥500, so that of 9 July is not covered.
    assert (short.day, short.amount_fen) == (day("07-09"), 50_000)


def test_bills_are_paid_by_all_accounts_together_unless_one_is_debited(opened: Open) -> None:
    both = [money(200_000), {**money(200_000), "id": "second"}]
    cards = [card(), {**card("BOC"), "funding": "second"}]
    bench = opened(funding=both, channels=cards)
    assert found(bench, "06-20", AlertKind.CASH_SHORT) is None
    wanted = PlanPreferences(timing=Timing.LATE, auto_debit_channel="BOC")
    bench.plans.save_preferences(wanted)
    short = told(bench, "06-20", AlertKind.CASH_SHORT)
    assert (short.subject, short.amount_fen) == ("second", 100_000)


def test_an_unknown_balance_is_never_short(opened: Open) -> None:
    both = [money(200_000), {**money(None), "id": "second"}]
    cards = [card(), {**card("BOC"), "funding": "second"}]
    bench = opened(funding=both, channels=cards)
    assert found(bench, "06-20", AlertKind.CASH_SHORT) is None


def test_a_week_of_pressure_is_taken_from_the_coming_bills(opened: Open) -> None:
    salary = [{"date": "2026-07-10", "amount": 400_000, "label": "工资", "every": "month"}]
    bench = opened(funding=[money(flows=salary)])
    ahead = told(bench, "06-20", AlertKind.PRESSURE)
    assert (ahead.day, ahead.amount_fen, ahead.urgency) == (
        day("07-12"),
        300_000,
        Urgency.QUIET,
    )
    alerts_on(bench, "06-20").save_settings(AlertSettings(pressure_fen=300_001))
    assert found(bench, "06-20", AlertKind.PRESSURE) is None


def test_a_temporary_limit_leaves_what_the_projection_says(opened: Open) -> None:
    parts = [
        {"from": "2025-01-01", "to": None, "kind": "fixed", "amount": 200_000},
        {"from": "2026-06-01", "to": "2026-07-12", "kind": "temporary", "amount": 150_000},
    ]
    bench = opened(account={"limits": parts})
    ending = told(bench, "07-10", AlertKind.TEMPORARY_ENDS)
    days = bench.ledger.service.limits
    days._today = lambda: day("07-10")
    (after,) = days.projection(day("07-13"), day("07-13")).days
    # The bill of 12 July counts as paid by then.
    assert ending.left_fen == after.available_fen == 200_000
    assert ending.amount_fen == 150_000
    assert ending.left_why is not None
    assert ending.left_why.terms[0].amount_fen == 50_000
    assert found(bench, "06-27", AlertKind.TEMPORARY_ENDS) is None


def test_a_floor_is_looked_for_ahead_and_the_day_it_fell_is_remembered(opened: Open) -> None:
    parts = [
        {"from": "2025-01-01", "to": None, "kind": "fixed", "amount": 350_000},
        {"from": "2026-06-20", "to": "2026-06-29", "kind": "temporary", "amount": 100_000},
    ]
    bench = opened(account={"limits": parts})
    alerts_on(bench, "06-21").save_settings(AlertSettings(floor_fen=100_000))
    ahead = told(bench, "06-21", AlertKind.BELOW_FLOOR)
    assert (ahead.day, ahead.amount_fen) == (day("06-30"), 50_000)
    now = told(bench, "07-03", AlertKind.BELOW_FLOOR)
    assert (now.key, now.count) == ("below_floor/2026-06-30", 0)
    assert ahead.key == now.key
    assert found(bench, "07-13", AlertKind.BELOW_FLOOR) is not None


def test_a_freeze_is_told_of_while_it_holds(opened: Open) -> None:
    freezes = [{"from": "2026-06-25", "to": "2026-06-28", "reason": "风控"}]
    bench = opened(account={"freezes": freezes})
    assert found(bench, "06-24", AlertKind.FROZEN) is None
    assert told(bench, "06-28", AlertKind.FROZEN).subject == "风控"
    assert found(bench, "06-29", AlertKind.FROZEN) is None


def test_a_locked_statement_is_not_asked_about(opened: Open) -> None:
    bench = opened()
    alert = told(bench, "07-06", AlertKind.UNRECONCILED)
    assert (alert.day, alert.amount_fen) == (day("07-03"), 300_000)
    value = Reconciliation(statement_date=day("07-03"), is_locked=True)
    bench.ledger.service._today = day("07-06")
    bench.ledger.service.statement_actions.save_reconciliation(value)
    assert found(bench, "07-06", AlertKind.UNRECONCILED) is None


# What is done with alerts.


def test_every_change_is_one_undoable_action(opened: Open) -> None:
    bench = opened()
    alerts, key = alerts_on(bench, "07-05"), "due_soon/2026-07-03/7"
    is_undone_and_redone(bench.ledger, lambda: alerts.snooze(key, day("07-06")))
    is_undone_and_redone(bench.ledger, lambda: alerts.snooze(key, day("07-09")))
    is_undone_and_redone(bench.ledger, lambda: alerts.mark_done(key))
    is_undone_and_redone(bench.ledger, lambda: alerts.bring_back(key))
    settings = AlertSettings(due_leads=(2,), floor_fen=5)
    is_undone_and_redone(bench.ledger, lambda: alerts.save_settings(settings))
    assert alerts.settings() == settings
    names = [name for (name,) in bench.ledger.query("SELECT name FROM action ORDER BY id")]
    assert names[1:] == [
        "snooze_alert",
        "snooze_alert",
        "alert_done",
        "alert_back",
        "alert_settings",
    ]
    assert bench.ledger.check() == []


def test_doing_nothing_new_is_no_action(opened: Open) -> None:
    bench = opened()
    alerts, key = alerts_on(bench, "07-05"), "overdue/2026-07-03"
    alerts.mark_done(key)
    alerts.bring_back("due_soon/2026-07-03/7")
    alerts.mark_done(key)
    alerts.save_settings(AlertSettings())
    assert bench.ledger.query("SELECT count(*) FROM action") == [(2,)]


def test_an_alert_comes_back_after_its_snooze_and_done_at_the_next_lead(opened: Open) -> None:
    bench = opened()
    key = told(bench, "07-05", AlertKind.DUE_SOON).key
    alerts_on(bench, "07-05").snooze(key, day("07-06"))
    aside = alerts_on(bench, "07-06").current().snoozed
    assert [(each.key, until) for each, until in aside] == [(key, day("07-06"))]
    assert told(bench, "07-07", AlertKind.DUE_SOON).key == key
    alerts_on(bench, "07-07").mark_done(key)
    assert [each.key for each in alerts_on(bench, "07-08").current().done] == [key]
    assert told(bench, "07-09", AlertKind.DUE_SOON).key != key
    alerts_on(bench, "07-08").bring_back(key)
    assert told(bench, "07-08", AlertKind.DUE_SOON).key == key


def test_a_snooze_that_was_set_at_another_lead_can_be_brought_back(opened: Open) -> None:
    bench = opened()
    key = told(bench, "07-05", AlertKind.DUE_SOON).key
    alerts_on(bench, "07-05").snooze(key, day("07-11"))
    [(asleep, _until)] = [
        each
        for each in alerts_on(bench, "07-09").current().snoozed
        if each[0].kind is AlertKind.DUE_SOON
    ]
    assert asleep.key != key
    alerts_on(bench, "07-09").bring_back(asleep.key)
    assert told(bench, "07-09", AlertKind.DUE_SOON).key == asleep.key


@pytest.mark.parametrize(
    "settings",
    [
        AlertSettings(due_leads=(-1,)),
        AlertSettings(due_leads=(3, 3)),
        AlertSettings(due_leads=tuple(range(13))),
        AlertSettings(slack_days=-1),
        AlertSettings(floor_fen=-1),
        AlertSettings(pressure_fen=MAX_FEN + 1),
        AlertSettings(temporary_lead_days=367),
        AlertSettings(unreconciled_after_days=63),
    ],
)
def test_settings_that_no_rule_can_have_are_refused(bench: Bench, settings: AlertSettings) -> None:
    is_refused(bench, InvalidFieldError, lambda: bench.service.alerts.save_settings(settings))


def test_a_snooze_into_the_past_or_of_nothing_is_refused(bench: Bench) -> None:
    alerts = bench.service.alerts
    is_refused(bench, InvalidFieldError, lambda: alerts.snooze("a", date(2026, 6, 19)))
    is_refused(bench, InvalidFieldError, lambda: alerts.mark_done(""))


def test_looking_at_alerts_changes_nothing(opened: Open) -> None:
    bench = opened()
    before = bench.ledger.tables()
    alerts_on(bench, "07-20").current()
    assert bench.ledger.tables() == before


def test_looking_can_be_cancelled(tmp_path: Path) -> None:
    bench = Bench.new(tmp_path)
    many = [purchase(f"p{n}", "2026-06-10", 100 + n) for n in range(2_500)]
    bench.load({**document(), "purchases": many})
    with pytest.raises(Cancelled):
        bench.service.alerts.current(lambda _done, _total: False)
    bench.close()


# The exchange format.


def test_marks_and_settings_travel_with_the_ledger(opened: Open, tmp_path: Path) -> None:
    bench = opened()
    alerts = alerts_on(bench, "07-05")
    alerts.snooze("due_soon/2026-07-03/7", day("07-09"))
    alerts.mark_done("plan_stale/甲/a,b")
    alerts.save_settings(AlertSettings(due_leads=(5,), pressure_fen=0, slack_days=None))
    written = json.loads(json.dumps(bench.ledger.export()))
    assert [(each["key"], each["state"], each["until"]) for each in written["alert_marks"]] == [
        ("due_soon/2026-07-03/7", "snoozed", "2026-07-09"),
        ("plan_stale/甲/a,b", "done", None),
    ]
    assert written["alert_settings"]["due_leads"] == [5]
    other = Bench.new(tmp_path, "other.huanqing")
    other.load(written)
    assert other.export() == written
    with other.uow() as uow:
        assert {each.key: each.state for each in uow.alerts.marks()} == {
            "due_soon/2026-07-03/7": MarkState.SNOOZED,
            "plan_stale/甲/a,b": MarkState.DONE,
        }
    assert other.service.alerts.settings() == alerts.settings()
    other.close()


def test_a_ledger_that_never_marked_anything_says_nothing_of_it(opened: Open) -> None:
    written = opened().ledger.export()
    assert "alert_marks" not in written
    assert "alert_settings" not in written


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("alert_marks[0].state", {"alert_marks": [{"key": "a", "state": "gone"}]}),
        ("alert_marks[0].state", {"alert_marks": [{"key": "a"}]}),
        ("alert_marks[0].until", {"alert_marks": [{"key": "a", "state": "snoozed"}]}),
        ("alert_marks[0].key", {"alert_marks": [{"key": "", "state": "done"}]}),
        (
            "alert_marks[1].key",
            {"alert_marks": [{"key": "a", "state": "done"}, {"key": "a", "state": "done"}]},
        ),
        ("alert_settings", {"alert_settings": [1]}),
        ("alert_settings.due_leads", {"alert_settings": {"due_leads": ["7"]}}),
        ("alert_settings.due_leads", {"alert_settings": {"due_leads": [True]}}),
        ("alert_settings.slack_days", {"alert_settings": {"slack_days": "3"}}),
        ("alert_settings.floor", {"alert_settings": {"floor": -1}}),
    ],
)
def test_what_breaks_the_format_is_named(field: str, more: dict[str, object]) -> None:
    with pytest.raises(ExchangeFormatError) as caught:
        read_ledger({**EXAMPLE, **more})
    assert caught.value.field == field


def test_an_amount_of_the_ledger_answers_what_an_alert_asks(opened: Open) -> None:
    bench = opened()
    alert = told(bench, "07-05", AlertKind.DUE_SOON)
    assert alert.why == Question(figure=Figure.STATEMENT_LEFT, day=day("07-03"))
    assert answered(bench, alert.why) == 300_000
