"""The Edit menu names what it would undo."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from huanqing.application.read_models import ActionRow
from huanqing.ui.action_labels import action_text
from huanqing.ui.application import translate
from huanqing.ui.preferences import Language

APPLICATION = Path(__file__).parents[2] / "src" / "huanqing" / "application"


def make_action(name: str, /, **arguments: str) -> ActionRow:
    return ActionRow(1, name, arguments, "2026-07-07", is_undone=False)


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (make_action("import", files="3", name="a.csv"), "import of 3 files"),
        (make_action("add", kind="purchase", description="猫粮"), "new purchase, 猫粮"),
        (make_action("add", kind="repayment", amount="12345"), "new repayment"),
        (make_action("change", kind="refund", count="1"), "change of a refund"),
        (make_action("remove", kind="purchase", count="1"), "deletion of a purchase"),
        (make_action("remove", kind="purchase", count="3"), "deletion of 3 entries"),
        (make_action("split", kind="purchase", periods="6"), "split into 6 periods"),
        (make_action("decide", rows="1"), "decision on imported rows"),
        (make_action("decide", rows="12"), "decision on 12 imported rows"),
        (make_action("lock", statement="2026-07-03"), "locking of a statement, 2026-07"),
        (make_action("account", change="limit", name="白条"), "change of the limit"),
        (make_action("account", change="several"), "change of the account"),
        (make_action("cards", change="card_limit", card="ICBC"), "change of a card's limit, ICBC"),
        (make_action("rename_card", old="A", new="B"), "new name of a card, A → B"),
        (make_action("pay_step", card="ICBC", amount="12345"), "payment of the plan, ICBC"),
        (make_action("mark_step", change="failed", card="B"), "failed step of the plan, B"),
        (make_action("applications", change="added"), "new application about the limit"),
        (
            make_action("applications", change="unheard_of"),
            "change of the applications about the limit",
        ),
        (make_action("add", kind="unheard_of"), "new entry"),
        (
            make_action("add", kind="purchase", description="一二三四五六七八九十" * 3),
            "new purchase, 一二三四五六七八九十一二三四五六七八九十一二三…",
        ),
    ],
)
def test_an_action_is_named_with_what_it_was_done_to(
    app: QApplication, action: ActionRow, text: str
) -> None:
    translate(app, Language.ENGLISH)
    assert action_text(action) == text


def journaled_names() -> set[str]:
    """The names that the use cases give to their actions, as they stand in the code."""
    names = set()
    for path in APPLICATION.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_begin = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_begin and node.func.attr == "begin" and node.args:  # type: ignore[attr-defined]
                first = node.args[0]  # type: ignore[attr-defined]
                if isinstance(first, ast.Constant):
                    names.add(str(first.value))
    return names | {"reconcile", "lock", "unlock"}


def test_every_action_of_the_use_cases_has_a_name(app: QApplication) -> None:
    translate(app, Language.ENGLISH)
    names = journaled_names()
    assert len(names) > 12
    plain = {name for name in names if action_text(make_action(name)) == name.replace("_", " ")}
    assert plain <= {"import", "statement_instalment", "early_settlement"}
