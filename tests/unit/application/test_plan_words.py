"""A plan in the words of the command line."""

from __future__ import annotations

from datetime import date

import pytest

from huanqing.application.plan_models import PlanQuestion, PlanQuestionKind
from huanqing.application.plan_repayments import PlanAnswer
from huanqing.cli.plan_words import (
    bottleneck_words,
    limit_words,
    mending_words,
    payment_words,
    question_words,
    span_words,
)
from huanqing.domain.planning.explanation import (
    BindingLimit,
    Bottleneck,
    EarlierStart,
    Explanation,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
    Remedy,
)
from huanqing.domain.planning.plan import Objective, Plan
from unit.domain.planning.builders import pay

FIRST, LAST = date(2026, 7, 9), date(2026, 7, 12)


def bottleneck(*kinds: LimitKind) -> Bottleneck:
    limits = tuple(BindingLimit(kind, "ICBC", FIRST, LAST, 3_200_000) for kind in kinds)
    return Bottleneck(FIRST, LAST, 4_000_000, 3_200_000, limits, ("2026-07 bill",))


def mending(*remedies: Remedy) -> str:
    worth = Objective(0, 0, 0, 0, 0)
    told = Explanation(FIRST, 0, bottleneck(LimitKind.PER_DAY), remedies)
    return mending_words(PlanAnswer(Plan((), worth, worth, ()), told), FIRST)


def test_the_bottleneck_is_one_sentence_with_days_and_amounts() -> None:
    assert bottleneck_words(bottleneck(LimitKind.PER_DAY)) == (
        "from 9 to 12 July your cards can move at most ¥32,000, ¥40,000 is due: ¥8,000 short"
    )


def test_the_bottleneck_says_whether_cards_or_cash_are_short() -> None:
    assert "your cash can move" in bottleneck_words(bottleneck(LimitKind.CASH))
    both = bottleneck(LimitKind.CASH, LimitKind.PER_MONTH)
    assert "your cards and cash can move" in bottleneck_words(both)


def test_the_remedies_are_one_sentence() -> None:
    assert mending(HigherDayLimit("ICBC", 1_500_000), EarlierStart(1)) == (
        "Raising ICBC's daily limit to ¥15,000, or paying ¥8,000 by 8 July, mends it."
    )
    found = mending(
        MoreCash("salary", 800_050, FIRST), HigherDayLimit("ICBC", 1), OneMoreChannel("salary", 100)
    )
    assert found == (
        "Having ¥8,000.50 more in salary by 9 July, raising ICBC's daily limit to ¥0.01, "
        "or one more card on salary for ¥1 a day, mends it."
    )
    assert mending(EarlierStart(2)) == "Paying ¥8,000 from 7 to 8 July mends it."
    assert mending() == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FIRST, FIRST, "on 9 July"),
        (FIRST, LAST, "from 9 to 12 July"),
        (date(2026, 6, 28), date(2026, 7, 3), "from 28 June to 3 July"),
        (date(2026, 12, 28), date(2027, 1, 3), "from 28 December 2026 to 3 January 2027"),
    ],
)
def test_days_are_told_as_people_do(first: date, last: date, words: str) -> None:
    assert span_words(first, last) == words


def test_every_kind_of_limit_and_question_has_words() -> None:
    for kind in LimitKind:
        assert "¥32,000 from 9 to 12 July" in limit_words(bottleneck(kind).limits[0])
    for question in PlanQuestionKind:
        assert "no plan before that" in question_words(
            PlanQuestion(question, "X", is_blocking=True)
        )
        assert "planned without it" in question_words(PlanQuestion(question, "X"))


def test_a_part_of_a_card_is_called_by_its_name() -> None:
    line = payment_words(pay("07-09", 100, by="ICBC\u00a0@2026-07-01"))

    assert line == "2026-07-09  ICBC  ¥1.00  for bill ¥1.00"
