"""Health in words: what each factor is, its formula, how it stands, what would improve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.application.limit_health import monthly_income
from huanqing.application.limit_models import HealthKind, HealthMark
from huanqing.domain.derivation import Derivation, Figure, Question, Term, Why
from huanqing.domain.limit_derivation import statement_terms
from huanqing.domain.money import PPM
from huanqing.ui.formatting import DASH
from huanqing.ui.labels import counted
from huanqing.ui.limit.words import summed

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.limit_models import HealthFactor
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.view_model import HealthView

translate = QCoreApplication.translate

_PRESSURE_DAYS = 7
_TITLES = {
    HealthKind.UTILISATION: QT_TRANSLATE_NOOP("LimitHealth", "How much is used"),
    HealthKind.DAYS_OVERDUE: QT_TRANSLATE_NOOP("LimitHealth", "Days overdue"),
    HealthKind.ON_TIME_STREAK: QT_TRANSLATE_NOOP("LimitHealth", "Bills paid on time in a row"),
    HealthKind.INSTALMENT_SHARE: QT_TRANSLATE_NOOP("LimitHealth", "Share owed in instalments"),
    HealthKind.PRESSURE: QT_TRANSLATE_NOOP("LimitHealth", "Heaviest week ahead"),
    HealthKind.LIMIT_CHANGES: QT_TRANSLATE_NOOP("LimitHealth", "Changes of the limit"),
}
_FORMULAS = {
    HealthKind.UTILISATION: QT_TRANSLATE_NOOP(
        "LimitHealth", "Used limit / total limit; up to {0} is good."
    ),
    HealthKind.DAYS_OVERDUE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Days of the last 365 at whose end a bill was overdue; none is good."
    ),
    HealthKind.ON_TIME_STREAK: QT_TRANSLATE_NOOP(
        "LimitHealth",
        "Bills of the last 365 days paid by their due day, counted back from the newest; "
        "{0} are good.",
    ),
    HealthKind.INSTALMENT_SHARE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Owed in several periods / everything owed; up to {0} is good."
    ),
    HealthKind.PRESSURE: QT_TRANSLATE_NOOP(
        "LimitHealth",
        "The most that falls due in seven days / the income of a month; up to {0} is good.",
    ),
    HealthKind.LIMIT_CHANGES: QT_TRANSLATE_NOOP(
        "LimitHealth", "Changes seen so far, each beside the 90 days before it."
    ),
}
_MARKS = {
    HealthMark.GOOD: QT_TRANSLATE_NOOP("LimitHealth", "Good"),
    HealthMark.FAIR: QT_TRANSLATE_NOOP("LimitHealth", "Fair"),
    HealthMark.POOR: QT_TRANSLATE_NOOP("LimitHealth", "Poor"),
    HealthMark.UNKNOWN: QT_TRANSLATE_NOOP("LimitHealth", "Unknown"),
}
MARK_TONES = {
    HealthMark.GOOD: "good",
    HealthMark.FAIR: "warning",
    HealthMark.POOR: "bad",
    HealthMark.UNKNOWN: "",
}
_PARTS = {
    "used": QT_TRANSLATE_NOOP("LimitHealth", "Used"),
    "total": QT_TRANSLATE_NOOP("LimitHealth", "Total"),
    "overdue": QT_TRANSLATE_NOOP("LimitHealth", "Overdue now"),
    "instalments": QT_TRANSLATE_NOOP("LimitHealth", "In instalments"),
    "owed": QT_TRANSLATE_NOOP("LimitHealth", "Everything owed"),
    "due": QT_TRANSLATE_NOOP("LimitHealth", "Due in the week"),
    "income": QT_TRANSLATE_NOOP("LimitHealth", "Income of a month"),
}
_SHARES = {HealthKind.UTILISATION, HealthKind.INSTALMENT_SHARE, HealthKind.PRESSURE}


@dataclass(frozen=True, slots=True)
class Part:
    """An amount of a factor: what it is, its fen, and what it can be asked."""

    name: str
    amount_fen: int
    why: Question | Derivation


def _tr(text: object) -> str:
    return QCoreApplication.translate("LimitHealth", str(text))


def share_text(ppm: int) -> str:
    """Return a share as a percentage with one place: ``43.8 %``."""
    tenths = (ppm * 10 + PPM // 200) // (PPM // 100)
    return f"{tenths // 10}.{tenths % 10} %"


def title(factor: HealthFactor) -> str:
    """Return what a factor is called."""
    return _tr(_TITLES[factor.kind])


def mark(factor: HealthFactor) -> str:
    """Return how it stands."""
    return _tr(_MARKS[factor.mark])


def formula(factor: HealthFactor) -> str:
    """Return how it is reckoned, and what would be good."""
    target = 0 if factor.target is None else factor.target
    is_share = factor.kind in _SHARES
    return _tr(_FORMULAS[factor.kind]).format(share_text(target) if is_share else target)


def figure(factor: HealthFactor) -> str:
    """Return its value in its unit, a dash where it is unknown."""
    value = factor.value
    if value is None:
        return DASH
    if factor.kind in _SHARES:
        return share_text(value)
    if factor.kind is HealthKind.DAYS_OVERDUE:
        return counted(
            value, translate("LimitHealth", "1 day"), translate("LimitHealth", "{0} days")
        )
    if factor.kind is HealthKind.ON_TIME_STREAK:
        return counted(
            value, translate("LimitHealth", "1 bill"), translate("LimitHealth", "{0} bills")
        )
    return counted(
        value, translate("LimitHealth", "1 change"), translate("LimitHealth", "{0} changes")
    )


def since_words(factor: HealthFactor, formatter: Formatter) -> str:
    """Return the day that a value counts from, "" without one."""
    if factor.since is None:
        return ""
    day = formatter.day(factor.since)
    if factor.kind is HealthKind.PRESSURE:
        return translate("LimitHealth", "The week begins on {0}.").format(day)
    if factor.kind is HealthKind.DAYS_OVERDUE:
        return translate("LimitHealth", "The last such day was {0}.").format(day)
    if factor.kind is HealthKind.LIMIT_CHANGES:
        return translate("LimitHealth", "The last one was on {0}.").format(day)
    return translate("LimitHealth", "Since {0}.").format(day)


def advice(factor: HealthFactor) -> str:
    """Return what would improve a factor, without its amount; "" where it is good."""
    if factor.mark is HealthMark.GOOD:
        return ""
    if factor.mark is HealthMark.UNKNOWN:
        return _tr(_UNKNOWN.get(factor.kind, ""))
    return _tr(_ADVICE[factor.kind])


_ADVICE = {
    HealthKind.UTILISATION: QT_TRANSLATE_NOOP(
        "LimitHealth", "Repaying this much early brings it to the good share:"
    ),
    HealthKind.DAYS_OVERDUE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Pay what is overdue; each such day leaves the count after a year."
    ),
    HealthKind.ON_TIME_STREAK: QT_TRANSLATE_NOOP(
        "LimitHealth", "Each further bill paid by its due day adds one."
    ),
    HealthKind.INSTALMENT_SHARE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Settling this much of instalments early brings it to the good share:"
    ),
    HealthKind.PRESSURE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Paying this much before that week brings it to the good share:"
    ),
    HealthKind.LIMIT_CHANGES: QT_TRANSLATE_NOOP(
        "LimitHealth", "The last change was a cut; see below what went before it."
    ),
}
_UNKNOWN = {
    HealthKind.UTILISATION: QT_TRANSLATE_NOOP("LimitHealth", "Enter the limit in the log."),
    HealthKind.PRESSURE: QT_TRANSLATE_NOOP(
        "LimitHealth", "Enter what comes in every month on the Settings page."
    ),
    HealthKind.ON_TIME_STREAK: QT_TRANSLATE_NOOP("LimitHealth", "No bill was due in a year."),
}


def parts(factor: HealthFactor, view: HealthView) -> list[Part]:
    """Return the amounts of a factor's formula."""
    return [
        Part(_tr(_PARTS[name]), fen, _why_part(name, factor, view))
        for name, fen in factor.parts_fen.items()
        if name in _PARTS
    ]


def gap(factor: HealthFactor) -> Part | None:
    """Return what to pay to reach what would be good, None where money does not help."""
    if factor.gap_fen is None:
        return None
    return Part("", factor.gap_fen, _why_gap(factor))


def _why_part(name: str, factor: HealthFactor, view: HealthView) -> Question | Derivation:
    questions = {
        "used": Figure.USED,
        "total": Figure.TOTAL,
        "overdue": Figure.OVERDUE,
        "owed": Figure.OWED,
    }
    fen = factor.parts_fen[name]
    if name in questions:
        return Question(figure=questions[name])
    if name == "instalments":
        owed = factor.parts_fen.get("owed", fen)
        everything = (translate("LimitHealth", "Everything owed"), owed)
        return summed(everything, (translate("LimitHealth", "Owed in one period"), fen - owed))
    if name == "income":
        return _why_income(fen, view)
    return _why_due(fen, factor.since, view)


def _why_income(fen: int, view: HealthView) -> Derivation:
    today = view.today
    by_account = [(each.id, monthly_income([each], today)) for each in view.funding]
    told = [(name, amount) for name, amount in by_account if amount]
    rest = fen - sum(amount for _, amount in told)
    return summed(*told, *([(translate("LimitHealth", "Rounding"), rest)] if rest else []))


def _why_due(fen: int, day: date | None, view: HealthView) -> Derivation:
    until = None if day is None else day + timedelta(days=_PRESSURE_DAYS)
    due = [
        row.figures
        for row in view.statements
        if day is not None and until is not None and day <= row.figures.due_date < until
    ]
    terms = tuple(statement_terms(due))
    rest = fen - sum(term.amount_fen for term in terms)
    if rest:
        name = translate("LimitHealth", "What is booked ahead")
        terms += (Term(why=Why.OBLIGATION, amount_fen=rest, name=name),)
    return Derivation(Question(figure=Figure.SHOWN_SUM), fen, terms)


def _why_gap(factor: HealthFactor) -> Derivation:
    """Return the gap as the value's amount less what would be good, and what rounding adds."""
    fen = 0 if factor.gap_fen is None else factor.gap_fen
    first = next(iter(factor.parts_fen.items()), None)
    if first is None or first[1] == fen:
        name = _tr(_PARTS[first[0]]) if first is not None and first[0] in _PARTS else ""
        return summed((name or title(factor), fen))
    name = _tr(_PARTS[first[0]])
    return summed((name, first[1]), (translate("LimitHealth", "What may stay"), fen - first[1]))
