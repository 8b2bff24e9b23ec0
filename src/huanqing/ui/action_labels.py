"""Names the actions of the change journal, for the Edit menu: what was done, and to what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.ui.labels import action_label, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from huanqing.application.read_models import ActionRow

_LONGEST = 24

_ADDED = {
    "purchase": QT_TRANSLATE_NOOP("Actions", "new purchase"),
    "refund": QT_TRANSLATE_NOOP("Actions", "new refund"),
    "repayment": QT_TRANSLATE_NOOP("Actions", "new repayment"),
    "adjustment": QT_TRANSLATE_NOOP("Actions", "new adjustment"),
}
_CHANGED = {
    "purchase": QT_TRANSLATE_NOOP("Actions", "change of a purchase"),
    "refund": QT_TRANSLATE_NOOP("Actions", "change of a refund"),
    "repayment": QT_TRANSLATE_NOOP("Actions", "change of a repayment"),
    "adjustment": QT_TRANSLATE_NOOP("Actions", "change of an adjustment"),
}
_REMOVED = {
    "purchase": QT_TRANSLATE_NOOP("Actions", "deletion of a purchase"),
    "refund": QT_TRANSLATE_NOOP("Actions", "deletion of a refund"),
    "repayment": QT_TRANSLATE_NOOP("Actions", "deletion of a repayment"),
    "adjustment": QT_TRANSLATE_NOOP("Actions", "deletion of an adjustment"),
}
_ACCOUNT = {
    "limit": QT_TRANSLATE_NOOP("Actions", "change of the limit"),
    "rule": QT_TRANSLATE_NOOP("Actions", "change of a rule of the account"),
    "freeze": QT_TRANSLATE_NOOP("Actions", "freezing of the limit"),
    "name": QT_TRANSLATE_NOOP("Actions", "new name of the account"),
}
_CARDS = {
    "added": QT_TRANSLATE_NOOP("Actions", "new card"),
    "removed": QT_TRANSLATE_NOOP("Actions", "removal of a card"),
    "card_limit": QT_TRANSLATE_NOOP("Actions", "change of a card's limit"),
    "card": QT_TRANSLATE_NOOP("Actions", "change of a card"),
    "money": QT_TRANSLATE_NOOP("Actions", "change of the money"),
    "order": QT_TRANSLATE_NOOP("Actions", "other order of the cards"),
}
_MARKED = {
    "failed": QT_TRANSLATE_NOOP("Actions", "failed step of the plan"),
    "skipped": QT_TRANSLATE_NOOP("Actions", "skipped step of the plan"),
    "open": QT_TRANSLATE_NOOP("Actions", "reopened step of the plan"),
}
_APPLICATIONS = {
    "added": QT_TRANSLATE_NOOP("Actions", "new application about the limit"),
    "removed": QT_TRANSLATE_NOOP("Actions", "removal of an application about the limit"),
    "changed": QT_TRANSLATE_NOOP("Actions", "change of an application about the limit"),
}
_PLAIN = {
    "add": QT_TRANSLATE_NOOP("Actions", "new entry"),
    "change": QT_TRANSLATE_NOOP("Actions", "change of an entry"),
    "remove": QT_TRANSLATE_NOOP("Actions", "deletion of an entry"),
    "split": QT_TRANSLATE_NOOP("Actions", "split into periods"),
    "searches": QT_TRANSLATE_NOOP("Actions", "change of the saved searches"),
    "reconcile": QT_TRANSLATE_NOOP("Actions", "reconciling of a statement"),
    "lock": QT_TRANSLATE_NOOP("Actions", "locking of a statement"),
    "unlock": QT_TRANSLATE_NOOP("Actions", "unlocking of a statement"),
    "difference": QT_TRANSLATE_NOOP("Actions", "booking of a difference"),
    "statement_instalment": QT_TRANSLATE_NOOP("Actions", "statement instalment"),
    "early_settlement": QT_TRANSLATE_NOOP("Actions", "early settlement"),
    "account": QT_TRANSLATE_NOOP("Actions", "change of the account"),
    "cards": QT_TRANSLATE_NOOP("Actions", "change of the cards"),
    "rename_card": QT_TRANSLATE_NOOP("Actions", "new name of a card"),
    "decide": QT_TRANSLATE_NOOP("Actions", "decision on imported rows"),
    "accept_plan": QT_TRANSLATE_NOOP("Actions", "acceptance of a plan"),
    "end_plan": QT_TRANSLATE_NOOP("Actions", "end of a plan"),
    "pay_step": QT_TRANSLATE_NOOP("Actions", "payment of the plan"),
    "mark_step": QT_TRANSLATE_NOOP("Actions", "note on a step of the plan"),
    "plan_preferences": QT_TRANSLATE_NOOP("Actions", "change of the plan's settings"),
    "applications": QT_TRANSLATE_NOOP("Actions", "change of the applications about the limit"),
    "snooze_alert": QT_TRANSLATE_NOOP("Actions", "putting aside of an alert"),
    "alert_done": QT_TRANSLATE_NOOP("Actions", "alert marked as done"),
    "alert_back": QT_TRANSLATE_NOOP("Actions", "bringing back of an alert"),
    "alert_settings": QT_TRANSLATE_NOOP("Actions", "change of the alerts' settings"),
}


def action_text(action: ActionRow) -> str:
    """Return the name of an action with what it was done to; never an amount."""
    name, arguments = action.name, action.arguments
    counts = _COUNTED.get(name)
    if counts is not None:
        count = _count(arguments, counts[0])
        if count > 1:
            return counts[1](count)
    if name not in _PLAIN:
        return action_label(name, _count(arguments, "files"))
    words = _words_of(name, arguments)
    if name == "split" and _count(arguments, "periods") > 1:
        words = QCoreApplication.translate("Actions", "split into {0} periods").format(
            arguments["periods"]
        )
    about = _about(arguments)
    if not about:
        return words
    return QCoreApplication.translate("Actions", "{0}, {1}").format(words, about)


def _words_of(name: str, arguments: Mapping[str, str]) -> str:
    """Return the words for the kind of thing that was touched, else those of the action."""
    table = {"add": _ADDED, "change": _CHANGED, "remove": _REMOVED}.get(name)
    if table is not None:
        found = table.get(arguments.get("kind", ""))
    else:
        table = {
            "account": _ACCOUNT,
            "cards": _CARDS,
            "applications": _APPLICATIONS,
            "mark_step": _MARKED,
        }.get(name, {})
        found = table.get(arguments.get("change", ""))
    return QCoreApplication.translate("Actions", str(found or _PLAIN[name]))


def _about(arguments: Mapping[str, str]) -> str:
    """Return what tells this action from another of its kind: a thing, a card or a statement."""
    if arguments.get("statement"):
        try:
            month = date.fromisoformat(arguments["statement"])
        except ValueError:
            return ""
        return f"{month.year}-{month.month:02d}"
    if arguments.get("old") and arguments.get("new"):
        return f"{arguments['old']} → {arguments['new']}"
    about = " ".join((arguments.get("description") or arguments.get("card") or "").split())
    return about if len(about) <= _LONGEST else about[: _LONGEST - 1] + "…"


def _count(arguments: Mapping[str, str], key: str) -> int:
    text = arguments.get(key, "")
    return int(text) if text.isdecimal() else 0


def _removed(count: int) -> str:
    return counted(
        count,
        QCoreApplication.translate("Actions", "deletion of 1 entry"),
        QCoreApplication.translate("Actions", "deletion of {0} entries"),
    )


def _decided(count: int) -> str:
    return counted(
        count,
        QCoreApplication.translate("Actions", "decision on 1 imported row"),
        QCoreApplication.translate("Actions", "decision on {0} imported rows"),
    )


_COUNTED: dict[str, tuple[str, Callable[[int], str]]] = {
    "remove": ("count", _removed),
    "decide": ("rows", _decided),
}
