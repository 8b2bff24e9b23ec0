"""A kept answer read back: the other way of ``plan_exchange.plan_document``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.plan_exchange import PLAN_FORMAT
from huanqing.application.plan_json import JsonObject
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
from huanqing.domain.planning.plan import Allocation, LateObligation, Objective, Payment, Plan

if TYPE_CHECKING:
    from huanqing.domain.planning.explanation import Remedy


def read_answer(document: object) -> PlanAnswer:
    """Return the answer in a JSON document of ``huanqing-plan/1``; further keys are left alone.

    Raises InvalidFieldError, naming the field and its value, for anything malformed.
    """
    reader = JsonObject("", document)
    if reader.text("format") != PLAN_FORMAT:
        field = "format"
        raise InvalidFieldError(field, reader.text("format"), f"must be {PLAN_FORMAT}")
    plan = Plan(
        payments=tuple(_payment(each) for each in reader.children("payments")),
        objective=_objective(reader.child("objective")),
        bound=_objective(reader.child("bound")),
        late=tuple(
            LateObligation(
                obligation=each.text("obligation"),
                unpaid_when_due_fen=each.integer("unpaid_when_due"),
                cleared_on=each.optional_day("cleared_on"),
                cost_fen=each.integer("cost"),
            )
            for each in reader.children("late")
        ),
    )
    explanation = Explanation(
        latest_start=reader.optional_day("latest_start"),
        slack_days=reader.optional_integer("slack_days"),
        bottleneck=_bottleneck(reader.optional_child("bottleneck")),
        remedies=tuple(_remedy(each) for each in reader.children("remedies")),
    )
    return PlanAnswer(plan, explanation)


def _payment(reader: JsonObject) -> Payment:
    return Payment(
        day=reader.day("date"),
        channel=reader.text("channel"),
        amount_fen=reader.integer("amount"),
        allocations=tuple(
            Allocation(each.text("obligation"), each.integer("amount"))
            for each in reader.children("allocation")
        ),
    )


def _objective(reader: JsonObject) -> Objective:
    return Objective(
        late=reader.integer("late"),
        inside_buffer=reader.integer("inside_buffer"),
        fees=reader.integer("fees"),
        payments=reader.integer("payments"),
        timing=reader.integer("timing"),
    )


def _bottleneck(reader: JsonObject | None) -> Bottleneck | None:
    if reader is None:
        return None
    return Bottleneck(
        first_day=reader.day("from"),
        last_day=reader.day("until"),
        needed_fen=reader.integer("needed"),
        possible_fen=reader.integer("possible"),
        limits=tuple(
            BindingLimit(
                kind=_kind(each),
                subject=each.optional_text("of") or "",
                first_day=each.day("from"),
                last_day=each.day("until"),
                amount_fen=each.integer("amount"),
            )
            for each in reader.children("limits")
        ),
        obligations=tuple(reader.texts("obligations")),
    )


def _kind(reader: JsonObject) -> LimitKind:
    kind = reader.text("kind")
    if kind not in set(LimitKind):
        raise InvalidFieldError(reader.place("kind"), kind, "is no kind of limit")
    return LimitKind(kind)


def _remedy(reader: JsonObject) -> Remedy:
    kind = reader.text("kind")
    if kind == "more_cash":
        return MoreCash(reader.text("funding"), reader.integer("amount"), reader.day("by"))
    if kind == "higher_per_day":
        return HigherDayLimit(reader.text("channel"), reader.integer("per_day"))
    if kind == "one_more_channel":
        return OneMoreChannel(reader.text("funding"), reader.integer("per_day"))
    if kind == "earlier_start":
        return EarlierStart(reader.integer("days"))
    raise InvalidFieldError(reader.place("kind"), kind, "is no kind of remedy")
