"""The account and the payment side on real files: what a save changes, keeps and refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application.errors import LockedStatementError
from huanqing.application.statement_models import Reconciliation
from huanqing.domain.credit_account import (
    Billing,
    CreditAccount,
    Freeze,
    LimitKind,
    LimitPart,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.payment_channel import ChannelLimits, FundingAccount, PaymentChannel
from integration.persistence.ledgers import EXAMPLE, TODAY, Bench
from integration.persistence.whole_actions import is_refused, is_undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

JUNE = date(2026, 6, 3)


@pytest.fixture
def ledger(bench: Bench) -> Bench:
    """The example of ledger.md."""
    bench.load(EXAMPLE)
    return bench


def account_of(bench: Bench) -> CreditAccount:
    return bench.service.account.view().account


def last_action(bench: Bench) -> tuple[str, dict[str, str]]:
    done = bench.service.next_undo()
    assert done is not None
    return done.name, done.arguments


def changes_of_last(bench: Bench) -> list[tuple[Any, ...]]:
    return bench.query(
        """SELECT table_name, operation, first_id, last_id FROM change
        WHERE action_id = (SELECT max(id) FROM action) ORDER BY id"""
    )


def temporary(amount: int, start: str, until: str | None) -> LimitPart:
    return LimitPart(
        from_date=date.fromisoformat(start),
        until=None if until is None else date.fromisoformat(until),
        kind=LimitKind.TEMPORARY,
        amount_fen=amount,
    )


def test_a_new_ledger_is_untold_until_something_is_saved(bench: Bench) -> None:
    view = bench.service.account.view()
    assert (view.is_told, view.account, view.today) == (False, CreditAccount(), TODAY)
    assert bench.service.overview().is_account_told is False
    is_undone_and_redone(bench, lambda: bench.service.account.save_account(CreditAccount()))
    assert bench.service.account.view().is_told is True
    assert bench.service.overview().is_account_told is True


def test_the_view_holds_what_was_loaded(ledger: Bench) -> None:
    view = ledger.service.account.view()
    assert view.is_told
    assert [part.amount_fen for part in view.account.limits] == [2_000_000, 500_000]
    assert [each.id for each in view.funding] == ["salary account"]
    assert [each.id for each in view.channels] == ["ICBC 1234"]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (
            "limit",
            lambda of: replace(of, limits=(*of.limits, temporary(1, "2026-06-20", "2026-06-21"))),
        ),
        ("rule", lambda of: replace(of, rules=(*of.rules, replace(of.rules[0], from_date=TODAY)))),
        ("rule", lambda of: replace(of, billing=Billing.ORDER)),
        ("freeze", lambda of: replace(of, freezes=())),
        ("name", lambda of: replace(of, name="白条")),
        ("several", lambda of: replace(of, name="白条", freezes=())),
    ],
)
def test_a_save_is_one_action_that_tells_what_changed(
    ledger: Bench, part: str, change: Callable[[CreditAccount], CreditAccount]
) -> None:
    wanted = change(account_of(ledger))
    is_undone_and_redone(ledger, lambda: ledger.service.account.save_account(wanted))
    assert account_of(ledger) == wanted
    assert last_action(ledger) == ("account", {"name": wanted.name, "change": part})
    assert ledger.check() == []


def test_a_save_of_the_same_is_no_action(ledger: Bench) -> None:
    actions = ledger.query("SELECT count(*) FROM action")
    view = ledger.service.account.view()
    ledger.service.account.save_account(view.account)
    ledger.service.account.save_payment_side(view.funding, view.channels)
    ledger.service.account.rename_channel("ICBC 1234", "ICBC 1234")
    assert ledger.query("SELECT count(*) FROM action") == actions


def test_a_save_journals_only_the_rows_that_changed(ledger: Bench) -> None:
    account = account_of(ledger)
    more = replace(account.limits[1], amount_fen=600_000)
    ledger.service.account.save_account(replace(account, limits=(account.limits[0], more)))
    assert changes_of_last(ledger) == [("limit_part", "update", 2, 2)]
    ledger.service.account.save_account(
        replace(account, limits=(account.limits[0], more), freezes=())
    )
    assert changes_of_last(ledger) == [("freeze", "delete", 1, 1)]


def test_a_row_put_between_others_is_read_back_in_its_place(ledger: Bench) -> None:
    account = account_of(ledger)
    first, last = account.limits
    between = temporary(7, "2026-05-01", "2026-05-02")
    wanted = replace(account, limits=(first, between, last))
    is_undone_and_redone(ledger, lambda: ledger.service.account.save_account(wanted))
    assert account_of(ledger).limits == (first, between, last)
    swapped = replace(account, limits=(last, between, first))
    is_undone_and_redone(ledger, lambda: ledger.service.account.save_account(swapped))
    assert account_of(ledger).limits == (last, between, first)


def test_a_new_limit_keeps_the_checkpoints_and_a_new_rule_lays_them_anew(long_ago: Bench) -> None:
    long_ago.service.overview()
    states = long_ago.query("SELECT id, state FROM checkpoint")
    assert states
    account = account_of(long_ago)
    long_ago.service.account.save_account(replace(account, limits=()))
    assert long_ago.query("SELECT id, state FROM checkpoint") == states
    sooner = replace(account.rules[0], from_date=date(2014, 1, 1), statement_day=20)
    long_ago.service.account.save_account(replace(account, rules=(sooner,)))
    anew = long_ago.query("SELECT id, state FROM checkpoint")
    assert anew
    assert anew != states
    assert long_ago.check() == []


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", lambda of: replace(of, name=" ")),
        (
            "limits[1].until",
            lambda of: replace(of, limits=(of.limits[0], temporary(5, "2026-06-02", "2026-06-01"))),
        ),
        (
            "limits[1].until",
            lambda of: replace(of, limits=(of.limits[0], temporary(5, "2026-06-02", None))),
        ),
        (
            "limits[0].amount",
            lambda of: replace(of, limits=(temporary(-1, "2026-06-02", "2026-06-03"),)),
        ),
        (
            "limits[2].from_date",
            lambda of: replace(of, limits=(*of.limits, replace(of.limits[0], amount_fen=1))),
        ),
        (
            "freezes[0].until",
            lambda of: replace(of, freezes=(Freeze(from_date=TODAY, until=JUNE),)),
        ),
    ],
)
def test_an_account_that_breaks_a_rule_is_refused_with_its_field(
    ledger: Bench, field: str, change: Callable[[CreditAccount], CreditAccount]
) -> None:
    wanted = change(account_of(ledger))
    error = is_refused(
        ledger, InvalidFieldError, lambda: ledger.service.account.save_account(wanted)
    )
    assert isinstance(error, InvalidFieldError)
    assert error.field == field


def test_an_open_freeze_and_a_loaded_oddity_are_taken(bench: Bench) -> None:
    odd = {"from": "2026-06-01", "to": None, "kind": "temporary", "amount": 5}
    bench.load({**EXAMPLE, "account": {**EXAMPLE["account"], "limits": [odd]}})
    frozen = replace(account_of(bench), freezes=(Freeze(from_date=TODAY, until=None),))
    bench.service.account.save_account(frozen)
    assert account_of(bench) == frozen


def statements(bench: Bench) -> dict[date, tuple[date, int]]:
    rows = bench.service.statements()
    return {
        row.figures.statement_date: (row.figures.due_date, row.figures.total_fen) for row in rows
    }


OLD = {"id": "old", "time": "2024-05-20T10:00:00", "amount": 30_000}
PAID = {"id": "r0", "date": "2024-06-05", "amount": 30_000, "channel": "ICBC 1234"}


@pytest.fixture
def long_ago(bench: Bench) -> Bench:
    """The example with a purchase from before its first rule."""
    bench.load({
        **EXAMPLE,
        "purchases": [OLD, *EXAMPLE["purchases"]],
        "repayments": [PAID, *EXAMPLE["repayments"]],
    })  # fmt: skip
    return bench


def test_an_earlier_first_rule_changes_nothing_before_its_date(long_ago: Bench) -> None:
    account = account_of(long_ago)
    before = statements(long_ago)
    earlier = replace(account.rules[0], from_date=date(2024, 9, 1), statement_day=20)
    wanted = replace(account, rules=(earlier, *account.rules))
    is_undone_and_redone(long_ago, lambda: long_ago.service.account.save_account(wanted))
    saved = account_of(long_ago)
    assert saved.rule_on(date(2024, 5, 20)).statement_day == 3
    assert saved.rule_on(date(2024, 9, 1)).statement_day == 20
    assert saved.rule_on(date(2025, 1, 1)).statement_day == 3
    assert statements(long_ago) == before


def test_a_changed_first_rule_changes_nothing_before_its_date(long_ago: Bench) -> None:
    account = account_of(long_ago)
    june = date(2024, 6, 3)
    assert june in statements(long_ago)
    changed = replace(account.rules[0], statement_day=20)
    long_ago.service.account.save_account(replace(account, rules=(changed,)))
    assert [rule.from_date for rule in account_of(long_ago).rules] == [
        date(2014, 1, 1),
        date(2025, 1, 1),
    ]
    assert june in statements(long_ago)


def test_without_entries_before_it_a_first_rule_stands_alone(ledger: Bench) -> None:
    account = account_of(ledger)
    wanted = replace(account, rules=(replace(account.rules[0], statement_day=20),))
    ledger.service.account.save_account(wanted)
    assert account_of(ledger) == wanted


def test_a_first_rule_from_the_beginning_and_one_taken_away_are_as_told(long_ago: Bench) -> None:
    account = account_of(long_ago)
    told = replace(account.rules[0], from_date=date(2014, 1, 1), statement_day=20)
    two = replace(account, rules=(told, *account.rules))
    long_ago.service.account.save_account(two)
    assert account_of(long_ago) == two
    long_ago.service.account.save_account(account)
    assert account_of(long_ago) == account


def test_a_rule_that_moves_a_locked_statement_is_refused_unless_allowed(ledger: Bench) -> None:
    ledger.service.statement_actions.save_reconciliation(
        Reconciliation(statement_date=JUNE, is_locked=True)
    )
    account = account_of(ledger)
    moved = replace(account, rules=(replace(account.rules[0], due_days=20),))
    is_refused(ledger, LockedStatementError, lambda: ledger.service.account.save_account(moved))
    later = replace(account.rules[0], from_date=date(2026, 7, 1), due_days=20)
    ledger.service.account.save_account(replace(account, rules=(*account.rules, later)))
    ledger.service.account.save_account(moved, allow_locked=True)
    assert account_of(ledger) == moved


# The payment side.

CARD = PaymentChannel(id="招行 8888", funding_id="salary account")
LIMITS = ChannelLimits(from_date=TODAY, per_day_fen=50_000)


@pytest.mark.parametrize(
    ("arguments", "change"),
    [
        ({"change": "added", "card": "招行 8888"}, lambda money, cards: (money, [*cards, CARD])),
        ({"change": "removed", "card": "ICBC 1234"}, lambda money, _cards: (money, [])),
        (
            {"change": "card_limit", "card": "ICBC 1234"},
            lambda money, cards: (money, [replace(cards[0], limits=(LIMITS,))]),
        ),
        (
            {"change": "card", "card": "ICBC 1234"},
            lambda money, cards: (money, [replace(cards[0], fee_per_payment_fen=5)]),
        ),
        (
            {"change": "money", "card": "salary account"},
            lambda money, cards: ([replace(money[0], reserve_fen=1)], cards),
        ),
        (
            {"change": "several"},
            lambda money, cards: ([replace(money[0], reserve_fen=1)], [*cards, CARD]),
        ),
    ],
)
def test_a_save_of_the_cards_tells_what_changed(
    ledger: Bench, arguments: dict[str, str], change: Callable[..., tuple[Any, Any]]
) -> None:
    view = ledger.service.account.view()
    funding, channels = change(list(view.funding), list(view.channels))
    is_undone_and_redone(
        ledger, lambda: ledger.service.account.save_payment_side(funding, channels)
    )
    after = ledger.service.account.view()
    assert (list(after.funding), list(after.channels)) == (list(funding), list(channels))
    assert last_action(ledger) == ("cards", arguments)


def test_the_order_of_the_cards_is_kept(ledger: Bench) -> None:
    view = ledger.service.account.view()
    first, third = view.channels[0], replace(CARD, id="third")
    save = ledger.service.account.save_payment_side
    save(view.funding, [first, CARD, third])
    is_undone_and_redone(ledger, lambda: save(view.funding, [third, first, CARD]))
    assert ledger.service.account.view().channels == (third, first, CARD)
    assert last_action(ledger) == ("cards", {"change": "order"})


@pytest.mark.parametrize(
    ("field", "funding", "channels"),
    [
        ("funding[0].id", [FundingAccount(id=" ", balance_fen=None)], []),
        ("channels[1].id", [], [PaymentChannel(id="a"), PaymentChannel(id="a")]),
        ("channels[0].funding_id", [], [PaymentChannel(id="a", funding_id="b")]),
        ("channels[0].fee_per_payment", [], [PaymentChannel(id="a", fee_per_payment_fen=-1)]),
        ("funding[0].reserve", [FundingAccount(id="a", balance_fen=-5, reserve_fen=-1)], []),
        (
            "channels[0].limits[0].per_day",
            [],
            [PaymentChannel(id="a", limits=(ChannelLimits(from_date=TODAY, per_day_fen=-1),))],
        ),
        (
            "channels[0].limits[0].per_month",
            [],
            [PaymentChannel(id="a", limits=(ChannelLimits(from_date=TODAY, per_month_fen=-1),))],
        ),
        (
            "channels[0].limits[0].per_transaction",
            [],
            [
                PaymentChannel(
                    id="a", limits=(ChannelLimits(from_date=TODAY, per_transaction_fen=-1),)
                )
            ],
        ),
        (
            "channels[0].limits[0].payments_per_day",
            [],
            [PaymentChannel(id="a", limits=(ChannelLimits(from_date=TODAY, payments_per_day=-1),))],
        ),
        ("channels[0].limits[1].from_date", [], [PaymentChannel(id="a", limits=(LIMITS, LIMITS))]),
    ],
)
def test_a_payment_side_that_breaks_a_rule_is_refused_with_its_field(
    ledger: Bench,
    field: str,
    funding: list[FundingAccount],
    channels: list[PaymentChannel],
) -> None:
    error = is_refused(
        ledger,
        InvalidFieldError,
        lambda: ledger.service.account.save_payment_side(funding, channels),
    )
    assert isinstance(error, InvalidFieldError)
    assert error.field == field


def test_a_renamed_card_keeps_its_repayments_and_its_place(ledger: Bench) -> None:
    rename = ledger.service.account.rename_channel
    view = ledger.service.account.view()
    ledger.service.account.save_payment_side(view.funding, [*view.channels, CARD])
    is_undone_and_redone(ledger, lambda: rename("ICBC 1234", "工行 1234"))
    assert [each.id for each in ledger.service.account.view().channels] == ["工行 1234", CARD.id]
    assert ledger.query("SELECT method FROM entry WHERE kind = 'repayment'") == [("工行 1234",)]
    assert last_action(ledger) == ("rename_card", {"old": "ICBC 1234", "new": "工行 1234"})


@pytest.mark.parametrize(
    ("old", "new"), [("ICBC 1234", " "), ("ICBC 1234", "招行 8888"), ("nobody", "somebody")]
)
def test_a_rename_to_nothing_or_to_another_card_is_refused(
    ledger: Bench, old: str, new: str
) -> None:
    view = ledger.service.account.view()
    ledger.service.account.save_payment_side(view.funding, [*view.channels, CARD])
    is_refused(ledger, InvalidFieldError, lambda: ledger.service.account.rename_channel(old, new))


# What the overview tells of it.


def test_the_overview_counts_cards_and_those_without_limits(ledger: Bench) -> None:
    view = ledger.service.account.view()
    ledger.service.account.save_payment_side(view.funding, [*view.channels, CARD])
    overview = ledger.service.overview()
    assert (overview.channel_count, overview.unknown_card_limits) == (2, 1)


def test_the_overview_tells_the_temporary_limit_that_ends_first(ledger: Bench) -> None:
    overview = ledger.service.overview()
    assert (overview.temporary_limit_ends, overview.temporary_limit_fen) == (
        date(2026, 6, 30),
        500_000,
    )
    account = account_of(ledger)
    more = temporary(70_000, "2026-06-10", "2026-06-20")
    gone = temporary(1, "2026-06-10", "2026-06-19")
    ledger.service.account.save_account(replace(account, limits=(*account.limits, more, gone)))
    overview = ledger.service.overview()
    assert (overview.temporary_limit_ends, overview.temporary_limit_fen) == (TODAY, 70_000)
    after = Bench(ledger.file, date(2026, 7, 2)).service.overview()
    assert (after.temporary_limit_ends, after.temporary_limit_fen) == (None, 0)
    assert after.freeze_until == date(2026, 7, 3)


def test_the_overview_tells_no_end_of_an_open_freeze(ledger: Bench) -> None:
    assert ledger.service.overview().freeze_until is None
    account = account_of(ledger)
    open_end = Freeze(from_date=TODAY, until=None)
    ledger.service.account.save_account(
        replace(account, freezes=(Freeze(from_date=TODAY, until=JUNE.replace(month=7)), open_end))
    )
    overview = ledger.service.overview()
    assert overview.limit.is_frozen
    assert overview.freeze_until is None


def test_the_overview_counts_questions_apart(bench: Bench) -> None:
    bench.load({
        **EXAMPLE,
        "purchases": [{**EXAMPLE["purchases"][0], "needs_periods": True}],
        "refunds": [
            {"id": "f1", "purchase": "p1", "initiated": "2026-06-05", "amount": 5},
            {"id": "f2", "purchase": "p1", "initiated": "2026-06-06", "amount": 5},
        ],
    })  # fmt: skip
    overview = bench.service.overview()
    assert (overview.needs_periods, overview.pending_refunds, overview.waiting_rows) == (1, 2, 0)
