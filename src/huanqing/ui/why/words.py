"""Words for derivations: what a figure is called, what each part of it is, which rule it is by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.domain.derivation import Figure, Why
from huanqing.ui.labels import counted, kind_label
from huanqing.ui.rates import percent_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.domain.derivation import Derivation, Question, RuleUse, Term
    from huanqing.ui.formatting import Formatter

translate = QCoreApplication.translate

_TITLES = {
    Figure.AVAILABLE: QT_TRANSLATE_NOOP("Why", "Available limit at the end of {0}"),
    Figure.TOTAL: QT_TRANSLATE_NOOP("Why", "Total limit on {0}"),
    Figure.USED: QT_TRANSLATE_NOOP("Why", "Used limit at the end of {0}"),
    Figure.OWED: QT_TRANSLATE_NOOP("Why", "Everything owed at the end of {0}"),
    Figure.OVERDUE: QT_TRANSLATE_NOOP("Why", "Overdue at the end of {0}"),
    Figure.LIMIT_STEP: QT_TRANSLATE_NOOP("Why", "Available limit at the end of {0}"),
    Figure.STATEMENT_TOTAL: QT_TRANSLATE_NOOP("Why", "Total of the statement of {0}"),
    Figure.STATEMENT_PRINCIPAL: QT_TRANSLATE_NOOP("Why", "Principal of the statement of {0}"),
    Figure.STATEMENT_FEE: QT_TRANSLATE_NOOP("Why", "Fees of the statement of {0}"),
    Figure.STATEMENT_PENALTY: QT_TRANSLATE_NOOP("Why", "Penalty of the statement of {0}"),
    Figure.STATEMENT_PAID: QT_TRANSLATE_NOOP("Why", "Paid of the statement of {0}"),
    Figure.STATEMENT_LEFT: QT_TRANSLATE_NOOP("Why", "Left of the statement of {0}"),
    Figure.STATEMENT_MINIMUM: QT_TRANSLATE_NOOP("Why", "Minimum payment of the statement of {0}"),
    Figure.LINE_PRINCIPAL: QT_TRANSLATE_NOOP("Why", "Principal of period {1}"),
    Figure.LINE_FEE: QT_TRANSLATE_NOOP("Why", "Fee of period {1}"),
    Figure.LINE_LEFT: QT_TRANSLATE_NOOP("Why", "Left of period {1}"),
    Figure.ENTRY: QT_TRANSLATE_NOOP("Why", "Amount of the entry"),
    Figure.PAYMENT: QT_TRANSLATE_NOOP("Why", "Payment of {0} from {2}"),
    Figure.DAY_PAYMENTS: QT_TRANSLATE_NOOP("Why", "Payments of {0} from {2}"),
    Figure.DUE: QT_TRANSLATE_NOOP("Why", "Due on {0}"),
    Figure.CASH: QT_TRANSLATE_NOOP("Why", "Cash of {2} at the end of {0}"),
    Figure.ROOM: QT_TRANSLATE_NOOP("Why", "What {2} can still move on {0}"),
    Figure.LATE_COST: QT_TRANSLATE_NOOP("Why", "Cost of paying late"),
    Figure.SHORTAGE: QT_TRANSLATE_NOOP("Why", "Missing in {2} at the end of {0}"),
    Figure.SHOWN_SUM: QT_TRANSLATE_NOOP("Why", "Sum of what is listed"),
}

_PLAIN = {
    Why.FEES_NOT_COUNTED: QT_TRANSLATE_NOOP("Why", "Fees, which do not take of the limit"),
    Why.PRINCIPAL: QT_TRANSLATE_NOOP("Why", "Principal"),
    Why.FEE: QT_TRANSLATE_NOOP("Why", "Fees"),
    Why.PENALTY: QT_TRANSLATE_NOOP("Why", "Penalty"),
    Why.PAID: QT_TRANSLATE_NOOP("Why", "Paid"),
    Why.USED: QT_TRANSLATE_NOOP("Why", "Used"),
    Why.TOTAL: QT_TRANSLATE_NOOP("Why", "Total"),
    Why.FEE_FREE: QT_TRANSLATE_NOOP("Why", "A period free of fees"),
    Why.FEE_SET: QT_TRANSLATE_NOOP("Why", "The fee per period as it was told"),
    Why.EDITED: QT_TRANSLATE_NOOP("Why", "As you set it"),
    Why.MINIMUM_WHOLE: QT_TRANSLATE_NOOP("Why", "All that is left, as it is small"),
    Why.MINIMUM_REST: QT_TRANSLATE_NOOP("Why", "Everything else in full"),
    Why.AVAILABLE: QT_TRANSLATE_NOOP("Why", "Available on the day named"),
    Why.DAY_BEFORE: QT_TRANSLATE_NOOP("Why", "Available the day before"),
    Why.FIXED_LIMIT: QT_TRANSLATE_NOOP("Why", "Fixed limit"),
    Why.TEMPORARY_LIMIT: QT_TRANSLATE_NOOP("Why", "Temporary limit"),
    Why.RECOVERING: QT_TRANSLATE_NOOP("Why", "Paid, and back in the limit on the day named"),
    Why.BALANCE: QT_TRANSLATE_NOOP("Why", "Balance"),
    Why.RESERVE: QT_TRANSLATE_NOOP("Why", "Reserve that stays"),
    Why.BELOW_ZERO: QT_TRANSLATE_NOOP("Why", "What is below zero counts as nothing"),
    Why.LIMIT: QT_TRANSLATE_NOOP("Why", "Limit"),
    Why.ALREADY_USED: QT_TRANSLATE_NOOP("Why", "Used already"),
    Why.TYPED: QT_TRANSLATE_NOOP("Why", "Typed by you while reconciling"),
    Why.LISTED: QT_TRANSLATE_NOOP("Why", "Ticked"),
    Why.ROUNDING: QT_TRANSLATE_NOOP("Why", "Rounding to the fen"),
}

_CAUSES = {
    "penalty": QT_TRANSLATE_NOOP("Why", "Penalty of the day"),
    "recovery": QT_TRANSLATE_NOOP("Why", "Paid earlier, given back now"),
    "temporary_limit": QT_TRANSLATE_NOOP("Why", "Temporary limit"),
    "fixed_limit": QT_TRANSLATE_NOOP("Why", "Fixed limit"),
    "limit_known": QT_TRANSLATE_NOOP("Why", "The limit became known"),
    "freeze": QT_TRANSLATE_NOOP("Why", "Frozen"),
    "unfreeze": QT_TRANSLATE_NOOP("Why", "No longer frozen"),
    "due": QT_TRANSLATE_NOOP("Why", "Bill paid on its due day, as assumed"),
    "plan": QT_TRANSLATE_NOOP("Why", "Payment of the plan"),
    "application": QT_TRANSLATE_NOOP("Why", "Limit restored in stages"),
    "due_payment": QT_TRANSLATE_NOOP("Why", "Bill paid on its due day, as assumed"),
    "plan_payment": QT_TRANSLATE_NOOP("Why", "Payment of the plan"),
    "rule": QT_TRANSLATE_NOOP("Why", "Another rule for fees"),
}

_RULES = {
    "statement_day": QT_TRANSLATE_NOOP("Why", "statement day {0}"),
    "on_statement_day": QT_TRANSLATE_NOOP("Why", "purchases on the statement day: {0} statement"),
    "fees_occupy_limit": QT_TRANSLATE_NOOP("Why", "fees take of the limit: {0}"),
    "remainder": QT_TRANSLATE_NOOP("Why", "odd fen of a split: {0}"),
    "late_rate_ppm_per_day": QT_TRANSLATE_NOOP("Why", "penalty of {0} a day"),
    "minimum_ratio_ppm": QT_TRANSLATE_NOOP("Why", "minimum payment of {0}"),
    "per_transaction_fen": QT_TRANSLATE_NOOP("Why", "at most {0} a payment"),
    "per_day_fen": QT_TRANSLATE_NOOP("Why", "at most {0} a day"),
    "per_month_fen": QT_TRANSLATE_NOOP("Why", "at most {0} a month"),
    "reserve_fen": QT_TRANSLATE_NOOP("Why", "{0} is kept back and not spent"),
    "carry_threshold_fen": QT_TRANSLATE_NOOP("Why", "paid whole up to {0}"),
}

_VALUES = {
    "next": QT_TRANSLATE_NOOP("Why", "next"),
    "this": QT_TRANSLATE_NOOP("Why", "this"),
    "last": QT_TRANSLATE_NOOP("Why", "in the last period"),
    "first": QT_TRANSLATE_NOOP("Why", "in the first period"),
    "spread": QT_TRANSLATE_NOOP("Why", "spread from the first period on"),
}


def figure_title(derivation: Derivation, formatter: Formatter) -> str:
    """Return what the figure is called, with its day."""
    question: Question = derivation.question
    day = "" if question.day is None else formatter.day(question.day)
    words = translate("Why", str(_TITLES[question.figure]))
    return words.format(day, question.number, question.subject)


def term_words(term: Term, formatter: Formatter) -> str:
    """Return what a part of a figure is."""
    special = _SPECIAL.get(term.why)
    if special is not None:
        return special(term, formatter)
    if term.name and term.why in {Why.LIMIT, Why.FLOW, Why.BALANCE}:
        return term.name
    if term.why is Why.PAYMENT:
        return translate("Why", "Payment: {0}").format(term.name)
    return translate("Why", str(_PLAIN[term.why])) if term.why in _PLAIN else term.name


def _statement(term: Term, formatter: Formatter) -> str:
    if term.until is None:
        return translate("Why", "Statement")
    return translate("Why", "Statement due {0}").format(formatter.day_of_year(term.until))


def _line(term: Term, _formatter: Formatter) -> str:
    if term.of_count <= 1:
        return term.name
    return translate("Why", "{0}, period {1} of {2}").format(term.name, term.count, term.of_count)


def _share(term: Term, formatter: Formatter) -> str:
    if term.of_count <= 1:
        return translate("Why", "The whole amount")
    words = translate("Why", "Period {0} of {1}, of {2} in all")
    return words.format(term.count, term.of_count, formatter.money(term.base_fen))


def _fee_rate(term: Term, formatter: Formatter) -> str:
    if not term.count:
        return translate("Why", "No fee was told")
    return translate("Why", "{0} of {1} a period").format(
        percent_text(term.count) + "%", formatter.money(term.base_fen)
    )


def _by_entry(term: Term, _formatter: Formatter) -> str:
    return kind_label(term.name)


def cause_label(kind: str) -> str:
    """Return the words for what moves the limit."""
    return translate("Why", str(_CAUSES[kind])) if kind in _CAUSES else kind_label(kind)


def _cause(term: Term, _formatter: Formatter) -> str:
    return cause_label(term.name)


def _penalty_days(term: Term, formatter: Formatter) -> str:
    base = formatter.money(term.base_fen)
    return counted(
        term.count, translate("Why", "1 day on {0}"), translate("Why", "{1} days on {0} each"), base
    )


def _minimum_share(term: Term, formatter: Formatter) -> str:
    return translate("Why", "Share of {0} that is not split").format(formatter.money(term.base_fen))


def _late_days(term: Term, formatter: Formatter) -> str:
    base = formatter.money(term.base_fen)
    one, many = (
        translate("Why", "{0}: {1}, late for 1 day"),
        translate("Why", "{0}: {1}, late for {2} days"),
    )
    return counted(term.count, one, many, term.name, base)


_SPECIAL: dict[Why, Callable[[Term, Formatter], str]] = {
    Why.STATEMENT: _statement,
    Why.LINE: _line,
    Why.SHARE: _share,
    Why.FEE_RATE: _fee_rate,
    Why.CHANGED_BY: _by_entry,
    Why.PAID_BY: _by_entry,
    Why.CAUSE: _cause,
    Why.PENALTY_DAYS: _penalty_days,
    Why.MINIMUM_SHARE: _minimum_share,
    Why.LATE_DAYS: _late_days,
}


def rule_words(rule: RuleUse, formatter: Formatter) -> str:
    """Return a rule with its value and since when it holds."""
    words = translate("Why", str(_RULES[rule.field])).format(_value(rule, formatter))
    if rule.since is None:
        return words
    return translate("Why", "{0} (since {1})").format(words, formatter.day(rule.since))


def _value(rule: RuleUse, formatter: Formatter) -> str:
    if rule.field.endswith(("ppm", "ppm_per_day")):
        return percent_text(int(rule.value)) + "%"
    if rule.field.endswith("_fen"):
        return formatter.money(int(rule.value))
    if rule.field == "fees_occupy_limit":
        return translate("Why", "yes") if rule.value else translate("Why", "no")
    text = str(rule.value)
    return translate("Why", str(_VALUES[text])) if text in _VALUES else text


def source_words(derivation: Derivation) -> str:
    """Return where a fact comes from, "" for a figure with parts."""
    if derivation.terms or derivation.source is None:
        return ""
    return translate(
        "Why", "An entry of the ledger; open it for its history and the bill's own row."
    )
