"""Preferences, formatting, labels and words of errors."""

from __future__ import annotations

import inspect
from datetime import date
from typing import TYPE_CHECKING

import pytest

from huanqing.application import bill_rows
from huanqing.application import errors as application_errors
from huanqing.application.bill_rows import (
    BillFileError,
    OversizedFileError,
    PasswordNeededError,
    RowKind,
    WrongPasswordError,
)
from huanqing.application.progress import Cancelled
from huanqing.domain import errors as domain_errors
from huanqing.domain.errors import LedgerError, RepaymentExceedsDebtError
from huanqing.domain.statement import StatementState
from huanqing.ui.application import translate
from huanqing.ui.error_labels import error_text, wants_password
from huanqing.ui.formatting import HIDDEN, Formatter
from huanqing.ui.labels import (
    OUTCOMES,
    STATE_TONES,
    action_label,
    kind_label,
    outcome_label,
    reason_label,
    state_label,
)
from huanqing.ui.preferences import (
    GEOMETRY,
    HIDE_AMOUNTS,
    LOOK,
    Language,
    Look,
    MemoryStore,
    Preferences,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


DAY = date(2026, 7, 12)


def test_preferences_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    before = Preferences.at(path)
    before.put(LOOK, Look.DARK)
    before.put(HIDE_AMOUNTS, value=False)
    before.put(GEOMETRY, b"\x00\xff")

    after = Preferences.at(path)

    assert after.get(LOOK) is Look.DARK
    assert after.get(HIDE_AMOUNTS) is False
    assert after.get(GEOMETRY) == b"\x00\xff"


def test_a_setting_that_cannot_be_read_counts_as_not_set() -> None:
    store = MemoryStore()
    store.put(LOOK.key, "pink")
    store.put(HIDE_AMOUNTS.key, "perhaps")
    store.put(GEOMETRY.key, "***")
    preferences = Preferences(store)
    assert preferences.get(LOOK) is Look.SYSTEM
    assert preferences.get(HIDE_AMOUNTS) is False
    assert preferences.get(GEOMETRY) == b""


def test_hidden_amounts_are_all_alike() -> None:
    formatter = Formatter(hide_amounts=True)
    assert formatter.money(1) == formatter.money(-(10**12)) == HIDDEN
    assert formatter.money_or_dash(0) == HIDDEN


def test_shown_amounts_and_dates(app: QApplication) -> None:
    translate(app, Language.ENGLISH)
    formatter = Formatter()
    assert formatter.money(123456) == "¥1,234.56"
    assert formatter.money_or_dash(0) != formatter.money(0)
    assert formatter.day(DAY) == "12 Jul 2026"
    assert formatter.day_of_year(DAY) == "12 July"
    assert formatter.moment("2026-07-12T09:05:00+08:00") == "12 Jul 2026 09:05"
    assert formatter.moment("whenever") == "whenever"


def test_every_code_has_a_word() -> None:
    assert all("_" not in kind_label(kind.value) for kind in RowKind)
    assert set(STATE_TONES) == set(StatementState)
    assert all(state_label(state) for state in StatementState)
    assert all(outcome_label(outcome) for outcome in OUTCOMES)
    assert reason_label("never_heard_of") == "never heard of"


def test_an_action_is_named_with_its_files(app: QApplication) -> None:
    translate(app, Language.ENGLISH)
    assert action_label("import", 0) == "import"
    assert action_label("import", 1) == "import of 1 file"
    assert action_label("import", 3) == "import of 3 files"


def make_errors(base: type[Exception], *modules: object) -> list[Exception]:
    """Make one of each subclass, with a plain value for each argument."""
    made = []
    for module in modules:
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, base) and kind is not base:
                made.append(_make(kind))
    return made


def _make(kind: type[Exception]) -> Exception:
    plain: dict[str, object] = {
        "int": 700,
        "bool": True,
        "date": DAY,
        "tuple[str, ...]": ("x",),
        "tuple[date, ...]": (DAY,),
    }
    arguments: list[object] = []
    named: dict[str, object] = {}
    for each in inspect.signature(kind).parameters.values():
        value = plain.get(str(each.annotation), "x")
        if each.kind is inspect.Parameter.KEYWORD_ONLY:
            named[each.name] = value
        else:
            arguments.append(value)
    return kind(*arguments, **named)


@pytest.mark.parametrize(
    "error",
    [
        *make_errors(LedgerError, domain_errors),
        *make_errors(BillFileError, bill_rows),
        *make_errors(Exception, application_errors),
        Cancelled(),
        FileNotFoundError(2, "No such file"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_refusal_has_words_of_its_own(error: Exception) -> None:
    generic = {
        error_text(ValueError(), Formatter().money),
        error_text(LedgerError(), Formatter().money),
        error_text(BillFileError("x"), Formatter().money),
    }
    text = error_text(error, Formatter().money)
    assert text not in generic
    assert "{" not in text


def test_amounts_in_an_error_can_be_hidden() -> None:
    error = RepaymentExceedsDebtError("r1", DAY, 123456, 100)
    assert HIDDEN in error_text(error, Formatter(hide_amounts=True).money)


def test_only_locked_archives_want_a_password() -> None:
    assert wants_password(PasswordNeededError("a"))
    assert wants_password(WrongPasswordError("a"))
    assert not wants_password(OversizedFileError("a", 1))
