"""Words for the codes and errors that the layers below use; English source, tr-able."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.domain.statement import StatementState

_KINDS = {
    "purchase": QT_TRANSLATE_NOOP("Labels", "Purchase"),
    "refund": QT_TRANSLATE_NOOP("Labels", "Refund"),
    "repayment": QT_TRANSLATE_NOOP("Labels", "Repayment"),
    "adjustment": QT_TRANSLATE_NOOP("Labels", "Adjustment"),
    "statement_instalment": QT_TRANSLATE_NOOP("Labels", "Statement instalment"),
    "early_settlement": QT_TRANSLATE_NOOP("Labels", "Early settlement"),
    "other_spending": QT_TRANSLATE_NOOP("Labels", "Other spending"),
    "other_refund": QT_TRANSLATE_NOOP("Labels", "Other refund"),
    "other_income": QT_TRANSLATE_NOOP("Labels", "Other income"),
    "transfer": QT_TRANSLATE_NOOP("Labels", "Transfer"),
    "authorisation": QT_TRANSLATE_NOOP("Labels", "Authorisation"),
    "other_loan": QT_TRANSLATE_NOOP("Labels", "Other loan"),
    "review": QT_TRANSLATE_NOOP("Labels", "To review"),
}

_STATES = {
    StatementState.UNBILLED: QT_TRANSLATE_NOOP("Labels", "Unbilled"),
    StatementState.BILLED: QT_TRANSLATE_NOOP("Labels", "Billed"),
    StatementState.PAID: QT_TRANSLATE_NOOP("Labels", "Paid"),
    StatementState.OVERDUE: QT_TRANSLATE_NOOP("Labels", "Overdue"),
}

STATE_TONES = {
    StatementState.UNBILLED: "muted",
    StatementState.BILLED: "text",
    StatementState.PAID: "good",
    StatementState.OVERDUE: "bad",
}

_OUTCOMES = {
    "new": QT_TRANSLATE_NOOP("Labels", "New"),
    "update": QT_TRANSLATE_NOOP("Labels", "Update"),
    "unchanged": QT_TRANSLATE_NOOP("Labels", "Unchanged"),
    "linked": QT_TRANSLATE_NOOP("Labels", "Linked"),
    "memo": QT_TRANSLATE_NOOP("Labels", "Memo"),
    "review": QT_TRANSLATE_NOOP("Labels", "Review"),
    "skipped": QT_TRANSLATE_NOOP("Labels", "Left out"),
}
OUTCOMES = tuple(_OUTCOMES)
"""The outcomes of a row in the order in which a list names them."""

_REASONS = {
    "paid_with_baitiao": QT_TRANSLATE_NOOP("Labels", "Paid with Baitiao"),
    "paid_with_other": QT_TRANSLATE_NOOP("Labels", "Paid with something else"),
    "refunded_to_baitiao": QT_TRANSLATE_NOOP("Labels", "Refunded to Baitiao"),
    "refunded_elsewhere": QT_TRANSLATE_NOOP("Labels", "Refunded elsewhere"),
    "baitiao_repaid": QT_TRANSLATE_NOOP("Labels", "Baitiao was repaid"),
    "wallet_transfer": QT_TRANSLATE_NOOP("Labels", "Moved between own accounts"),
    "income": QT_TRANSLATE_NOOP("Labels", "Income"),
    "gold_loan": QT_TRANSLATE_NOOP("Labels", "Belongs to Jintiao, another loan"),
    "pay_later": QT_TRANSLATE_NOOP("Labels", "Pay-later authorisation"),
    "frozen_or_released": QT_TRANSLATE_NOOP("Labels", "Amount frozen or released"),
    "unknown_row": QT_TRANSLATE_NOOP("Labels", "Row not understood"),
    "unknown_direction": QT_TRANSLATE_NOOP("Labels", "Direction not understood"),
    "unknown_status": QT_TRANSLATE_NOOP("Labels", "Status not understood"),
    "unexpected_status": QT_TRANSLATE_NOOP("Labels", "Status does not fit the row"),
    "unknown_neutral": QT_TRANSLATE_NOOP("Labels", "Neutral row not understood"),
    "refund_as_spending": QT_TRANSLATE_NOOP("Labels", "A refund listed as spending"),
    "purchase_not_found": QT_TRANSLATE_NOOP("Labels", "Purchase of this refund not found"),
    "refund_changed": QT_TRANSLATE_NOOP("Labels", "The refunded amount changed"),
    "income_on_baitiao": QT_TRANSLATE_NOOP("Labels", "Income on Baitiao"),
    "typed_before": QT_TRANSLATE_NOOP("Labels", "You booked it before"),
    "kind_changed": QT_TRANSLATE_NOOP("Labels", "Booked as another kind before"),
    "skipped_by_user": QT_TRANSLATE_NOOP("Labels", "You left it out"),
    "chosen_by_user": QT_TRANSLATE_NOOP("Labels", "You chose the kind"),
}

_ACTIONS = {
    "import": QT_TRANSLATE_NOOP("Labels", "import"),
    "remove_batch": QT_TRANSLATE_NOOP("Labels", "removal of an import"),
    "decide": QT_TRANSLATE_NOOP("Labels", "decision on imported rows"),
    "load": QT_TRANSLATE_NOOP("Labels", "loading of a ledger"),
}

_PROVIDERS = {
    "jd": QT_TRANSLATE_NOOP("Labels", "JD"),
    "alipay": QT_TRANSLATE_NOOP("Labels", "Alipay"),
    "wechat": QT_TRANSLATE_NOOP("Labels", "WeChat Pay"),
}


def _word(table: dict[str, object], code: str) -> str:
    source = table.get(code)
    if source is None:
        return code.replace("_", " ")
    return QCoreApplication.translate("Labels", str(source))


def kind_label(kind: str) -> str:
    """Return the word for an entry's or a row's kind."""
    return _word(_KINDS, kind)


def state_label(state: StatementState) -> str:
    """Return the word for a statement's state."""
    return QCoreApplication.translate("Labels", str(_STATES[state]))


def outcome_label(outcome: str) -> str:
    """Return the word for what an import does with a row."""
    return _word(_OUTCOMES, outcome)


def reason_label(reason: str) -> str:
    """Return the words for a reason; an unknown code is shown as it stands."""
    return _word(_REASONS, reason)


def provider_label(provider: str) -> str:
    """Return the name of who issues a bill."""
    return _word(_PROVIDERS, provider)


def action_label(name: str, file_count: int) -> str:
    """Return the name of an action for the Edit menu, with its files where it has some."""
    word = _word(_ACTIONS, name)
    if not file_count:
        return word
    return counted(
        file_count,
        QCoreApplication.translate("Labels", "{0} of 1 file"),
        QCoreApplication.translate("Labels", "{0} of {1} files"),
        word,
    )


def counted(count: int, one: str, many: str, *words: str) -> str:
    """Return the form for ``count``, its places filled with ``words`` and then the count.

    Two source texts instead of ``%n``, whose English plural would need a translation file.
    """
    return (one if count == 1 else many).format(*words, count)
