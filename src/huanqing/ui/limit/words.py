"""Puts the limit's days, scenarios, applications and health into words; the views show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.application.limit_models import (
    ApplicationKind,
    HabitState,
    LimitScenario,
    PurchaseScenario,
    RepaymentScenario,
    StageKind,
)
from huanqing.domain.derivation import Derivation, Figure, Question, Term, Why
from huanqing.domain.offer import Offer, lines_of_offer, rates_of
from huanqing.ui.labels import counted
from huanqing.ui.rates import percent_text
from huanqing.ui.why.words import cause_label

if TYPE_CHECKING:
    from huanqing.application.limit_models import (
        ApplicationStage,
        BackTest,
        HabitAnswer,
        LimitApplication,
        Scenario,
    )
    from huanqing.domain.day_figures import Cause, DayFigures
    from huanqing.ui.formatting import Formatter

translate = QCoreApplication.translate

_STAGES = {
    StageKind.SUBMITTED: QT_TRANSLATE_NOOP("LimitWords", "Submitted"),
    StageKind.MORE_ASKED: QT_TRANSLATE_NOOP("LimitWords", "More documents asked for"),
    StageKind.APPROVED: QT_TRANSLATE_NOOP("LimitWords", "Approved"),
    StageKind.REJECTED: QT_TRANSLATE_NOOP("LimitWords", "Rejected"),
    StageKind.RESTORED: QT_TRANSLATE_NOOP("LimitWords", "Restored"),
}
_APPLICATIONS = {
    ApplicationKind.RESTORE: QT_TRANSLATE_NOOP("LimitWords", "Restore the limit"),
    ApplicationKind.RAISE: QT_TRANSLATE_NOOP("LimitWords", "Raise the limit"),
    ApplicationKind.UNFREEZE: QT_TRANSLATE_NOOP("LimitWords", "Lift a freeze"),
}
_PPM_PER_PERCENT = 10_000
_HUNDRED = 100


def _tr(text: object) -> str:
    return QCoreApplication.translate("LimitWords", str(text))


def typed(amount_fen: int, words: str = "") -> Derivation:
    """Return the derivation of an amount that somebody typed, or that ``words`` explain."""
    name = words or _tr(QT_TRANSLATE_NOOP("LimitWords", "You typed it"))
    return summed((name, amount_fen))


def summed(*parts: tuple[str, int]) -> Derivation:
    """Return the derivation of a sum of named amounts."""
    terms = tuple(Term(why=Why.OBLIGATION, amount_fen=fen, name=name) for name, fen in parts)
    return Derivation(Question(figure=Figure.SHOWN_SUM), sum(fen for _, fen in parts), terms)


def stage_label(kind: StageKind) -> str:
    """Return the word for a stage."""
    return _tr(_STAGES[kind])


def stage_choices() -> list[tuple[StageKind, str]]:
    """Return the stages in their order, with words."""
    return [(kind, stage_label(kind)) for kind in StageKind]


def application_label(kind: ApplicationKind) -> str:
    """Return what is applied for."""
    return _tr(_APPLICATIONS[kind])


def application_choices() -> list[tuple[ApplicationKind, str]]:
    """Return what can be applied for, with words."""
    return [(kind, application_label(kind)) for kind in ApplicationKind]


def stand_of(application: LimitApplication, today: date, formatter: Formatter) -> str:
    """Return the stage that an application has reached, and the next one that is expected."""
    reached = [each for each in application.stages if each.day <= today]
    coming = [each for each in application.stages if each.day > today]
    words = _dated(reached[-1], formatter) if reached else translate("LimitWords", "Filed")
    if not coming:
        return words
    return translate("LimitWords", "{0}; expected: {1}").format(words, _dated(coming[0], formatter))


def _dated(stage: ApplicationStage, formatter: Formatter) -> str:
    return translate("LimitWords", "{0} ({1})").format(
        stage_label(stage.kind), formatter.day_of_year(stage.day)
    )


def cause_words(cause: Cause, formatter: Formatter) -> str:
    """Return what moved the limit, with the statement that it is of."""
    if cause.kind == "temporary_limit":
        is_begin = cause.amount_fen > 0
        return (
            translate("LimitWords", "Temporary limit begins")
            if is_begin
            else translate("LimitWords", "Temporary limit ends")
        )
    words = cause_label(cause.kind)
    if cause.kind in {"due_payment", "penalty"}:
        try:
            issued = date.fromisoformat(cause.ref)
        except ValueError:
            return words
        return translate("LimitWords", "{0} (statement of {1})").format(
            words, formatter.day_of_year(issued)
        )
    return words


def causes_words(figures: DayFigures, formatter: Formatter, most: int = 3) -> str:
    """Return the causes of a day in words, the first ones where they are many."""
    if not figures.causes:
        return translate("LimitWords", "Nothing happens on this day")
    names = list(dict.fromkeys(cause_words(each, formatter) for each in figures.causes))
    shown = translate("LimitWords", "; ").join(names[:most])
    if len(names) <= most:
        return shown
    return translate("LimitWords", "{0}; and {1} more").format(shown, len(names) - most)


def day_words(figures: DayFigures, formatter: Formatter) -> str:
    """Return a day with its figure and its causes, as a screen reader says it."""
    money = translate("LimitWords", "unknown")
    if figures.available_fen is not None:
        money = formatter.money(figures.available_fen)
    words = translate("LimitWords", "{0}: {1} available").format(formatter.day(figures.day), money)
    if figures.is_frozen:
        words = translate("LimitWords", "{0}, but frozen").format(words)
    return translate("LimitWords", "{0}. {1}").format(words, causes_words(figures, formatter))


def in_days(day: date, today: date) -> str:
    """Return how far away a day is."""
    return counted(
        (day - today).days,
        translate("LimitWords", "tomorrow"),
        translate("LimitWords", "in {0} days"),
    )


def free_words(found: date | None, today: date, until: date, formatter: Formatter) -> str:
    """Return since when an amount stays available, or that it does not."""
    if found is None:
        return translate("LimitWords", "Not by {0}").format(formatter.day(until))
    if found <= today:
        return translate("LimitWords", "Free today, and so it stays until {0}").format(
            formatter.day(until)
        )
    return translate("LimitWords", "From {0} on ({1})").format(
        formatter.day(found), in_days(found, today)
    )


def habit_note(answer: HabitAnswer) -> str:
    """Return what the band rests on and how honest it is, or why there is none."""
    if answer.state is HabitState.LIMIT_UNKNOWN:
        return translate("LimitWords", "Unknown: the limit is not known.")
    if answer.state is HabitState.HISTORY_TOO_SHORT:
        words = translate("LimitWords", "Unknown: history of {0} weeks, {1} needed.")
        return words.format(answer.weeks, answer.weeks_needed)
    words = translate("LimitWords", "From your own spending of {0} weeks.").format(answer.weeks)
    if answer.back_test is None:
        return words
    return translate("LimitWords", "{0} {1}").format(words, back_test_words(answer.back_test))


def back_test_words(found: BackTest) -> str:
    """Return how the band did on the ledger's own past, without an amount."""
    held = translate(
        "LimitWords",
        "Tried on your own past, {0} % of {1} days lay in the band (80 % would be exact).",
    )
    words = held.format(found.coverage_ppm // _PPM_PER_PERCENT, found.days)
    rivals = [(translate("LimitWords", "a constant"), found.pinball_constant_fen)]
    if found.pinball_last_year_fen is not None:
        rivals.append((translate("LimitWords", "last year's weeks"), found.pinball_last_year_fen))
    beside = [
        translate("LimitWords", "{0} % of that of {1}").format(
            found.pinball_habit_fen * _HUNDRED // loss, name
        )
        for name, loss in rivals
        if loss
    ]
    if not beside:
        return words
    return translate("LimitWords", "{0} Its error was {1}.").format(
        words, translate("LimitWords", " and ").join(beside)
    )


def scenario_kind(scenario: Scenario) -> str:
    """Return the word for a kind of scenario."""
    if isinstance(scenario, PurchaseScenario):
        return translate("LimitWords", "Purchase")
    if isinstance(scenario, RepaymentScenario):
        return translate("LimitWords", "Early repayment")
    if isinstance(scenario, LimitScenario):
        return (
            translate("LimitWords", "Limit")
            if scenario.until is None
            else translate("LimitWords", "Temporary limit")
        )
    return translate("LimitWords", "Early settlement")


def scenario_words(scenario: Scenario, names: dict[str, str], formatter: Formatter) -> str:
    """Return what a scenario is besides its day and amount."""
    if isinstance(scenario, PurchaseScenario):
        return _purchase_words(scenario)
    if isinstance(scenario, LimitScenario):
        if scenario.until is None:
            return translate("LimitWords", "in the place of the fixed limit")
        return translate("LimitWords", "until {0}").format(formatter.day(scenario.until))
    if isinstance(scenario, RepaymentScenario):
        return translate("LimitWords", "before it is due")
    return names.get(scenario.purchase_id, scenario.purchase_id)


def yearly_rate(scenario: PurchaseScenario) -> int | None:
    """Return the nominal yearly rate of a split purchase, in hundredths of a percent."""
    price = scenario.amount_fen - scenario.discount_fen
    offer = Offer(
        amount_fen=price,
        periods=scenario.periods,
        fee_rate_ppm=scenario.fee_rate_ppm,
        free_periods=scenario.free_periods,
    )
    rates = rates_of(price, [each.principal_fen + each.fee_fen for each in lines_of_offer(offer)])
    return None if rates is None else rates.nominal_hundredths


def _purchase_words(scenario: PurchaseScenario) -> str:
    if scenario.periods == 1:
        return translate("LimitWords", "not split")
    parts = [translate("LimitWords", "{0} periods").format(scenario.periods)]
    if scenario.fee_rate_ppm:
        parts.append(
            translate("LimitWords", "fee of {0} % a period").format(
                percent_text(scenario.fee_rate_ppm)
            )
        )
    if scenario.free_periods:
        parts.append(translate("LimitWords", "{0} free of fees").format(scenario.free_periods))
    rate = yearly_rate(scenario)
    if rate is not None:
        # One place, as two would read like an amount; the offer's dialog is exact.
        tenths = (rate + 5) // 10
        words = translate("LimitWords", "APR of about {0} %")
        parts.append(words.format(f"{tenths // 10}.{tenths % 10}"))
    return translate("LimitWords", ", ").join(parts)
