"""A kept answer read back."""

from __future__ import annotations

import json

import pytest

from huanqing.application.plan_answers import read_answer
from huanqing.application.plan_exchange import plan_document
from huanqing.application.plan_repayments import PlanAnswer
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.planning.explanation import (
    BindingLimit,
    Bottleneck,
    EarlierStart,
    Explanation,
    HigherDayLimit,
    LimitKind,
    MoreCash,
    OneMoreChannel,
)
from huanqing.domain.planning.plan import LateObligation, Objective, Plan
from unit.domain.planning.builders import day, pay

FULL = PlanAnswer(
    Plan(
        (pay("06-21", 5_000), pay("06-22", 7_000)),
        Objective(1, 2, 3, 4, 5),
        Objective(1, 2, 3, 4, 4),
        (LateObligation("bill", 7, None, 1), LateObligation("b2", 8, day("06-29"), 2)),
    ),
    Explanation(
        None,
        None,
        Bottleneck(
            day("06-20"),
            day("06-25"),
            100,
            60,
            tuple(
                BindingLimit(
                    kind,
                    "" if kind is LimitKind.DAILY_CAP else "card",
                    day("06-20"),
                    day("06-25"),
                    9,
                )
                for kind in LimitKind
            ),
            ("bill", "b2"),
        ),
        (
            MoreCash("account", 40, day("06-24")),
            HigherDayLimit("card", 41),
            OneMoreChannel("account", 42),
            EarlierStart(3),
        ),
    ),
)
PLAIN = PlanAnswer(
    Plan((), Objective(0, 0, 0, 0, 0), Objective(0, 0, 0, 0, 0), ()),
    Explanation(day("06-30"), 10, None, ()),
)


@pytest.mark.parametrize("answer", [FULL, PLAIN])
def test_an_answer_is_read_back_as_it_was_written(answer: PlanAnswer) -> None:
    assert read_answer(json.loads(json.dumps(plan_document(answer)))) == answer


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"format": "x"}, "format"),
        ({"payments": {}}, "payments"),
        ({"objective": None}, "objective"),
        ({"latest_start": "soon"}, "latest_start"),
        ({"slack_days": True}, "slack_days"),
        ({"remedies": [{"kind": "luck"}]}, r"remedies\[0\]\.kind"),
        ({"bottleneck": {"from": 3}}, r"bottleneck\.from"),
    ],
)
def test_a_broken_answer_is_refused_by_name(change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidFieldError, match=f"^{field}: "):
        read_answer(plan_document(FULL) | change)


def test_no_object_at_all_is_refused() -> None:
    with pytest.raises(InvalidFieldError, match="must be an object"):
        read_answer([])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limits": [{"kind": "luck"}]}, r"bottleneck\.limits\[0\]\.kind"),
        ({"obligations": ["bill", 3]}, r"bottleneck\.obligations"),
        ({"obligations": "bill"}, r"bottleneck\.obligations"),
    ],
)
def test_a_broken_bottleneck_is_refused_by_name(change: dict[str, object], field: str) -> None:
    document = json.loads(json.dumps(plan_document(FULL)))
    document["bottleneck"] |= change
    with pytest.raises(InvalidFieldError, match=f"^{field}: "):
        read_answer(document)
