"""``huanqing plan``: the best repayments, for the ledger or for a problem file."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.plan_auto_debit import debits_in
from huanqing.application.plan_channels import card_of
from huanqing.application.plan_exchange import plan_document, problem_document, read_problem
from huanqing.application.plan_models import FreeTarget, PlanWishes
from huanqing.application.plan_repayments import PlanAnswer, plan_repayments
from huanqing.cli.json_file import read_json
from huanqing.cli.plan_export import check_name, export_plan
from huanqing.cli.plan_words import notice_lines, plan_lines
from huanqing.cli.program import DONE, NEEDS_USER, request_of
from huanqing.domain.errors import InvalidAmountError, InvalidFieldError
from huanqing.domain.money import parse_yuan
from huanqing.domain.planning.explanation import HigherDayLimit
from huanqing.domain.planning.problem import Timing
from huanqing.domain.planning.solver import SolveOptions

if TYPE_CHECKING:
    from argparse import Namespace

    from huanqing.application.plan_models import PlanInputs
    from huanqing.cli.program import Program
    from huanqing.domain.planning.plan import Payment

    Json = dict[str, object]

_OF_LEDGER = ("until", "buffer", "timing", "without", "start", "target", "accept", "export")
_OPTIONS = {
    "horizon_end": "until",
    "buffer_days": "buffer",
    "preferences.buffer_days": "buffer",
    "without": "without",
    "start": "start",
    "target": "target",
}
"""The option behind a field of the wishes."""


def plan(program: Program, arguments: Namespace) -> int:
    """Find the plan and print it."""
    if arguments.problem is not None:
        return _plan_problem(program, arguments)
    if arguments.export is None:
        return _plan_ledger(program, arguments)
    check_name(arguments.export)
    status = _plan_ledger(program, arguments) if arguments.accept else DONE
    return status if status == NEEDS_USER else _export(program, arguments)


def _export(program: Program, arguments: Namespace) -> int:
    """Write out the plan that is followed; only with --accept is it a new one."""
    for name in _OF_LEDGER[:-2]:
        if getattr(arguments, name) and not arguments.accept:
            field = f"--{name}"
            value = str(getattr(arguments, name))
            reason = "goes with --accept: --export writes the plan that is accepted already"
            raise InvalidFieldError(field, value, reason)
    ledger = program.open_ledger(request_of(program, arguments))
    try:
        count = export_plan(program, ledger, arguments.export)
    finally:
        ledger.close()
    payments = "1 payment" if count == 1 else f"{count} payments"
    print(f"{payments} written to {arguments.export}", file=sys.stderr)
    return DONE


def _plan_problem(program: Program, arguments: Namespace) -> int:
    for name in _OF_LEDGER:
        value = getattr(arguments, name, None)
        if value is not None and value is not False and value != []:
            field, shown = f"--{name}", value[0] if isinstance(value, list) else str(value)
            reason = "is for a ledger; change the problem file"
            raise InvalidFieldError(field, "" if value is True else shown, reason)
    problem = read_problem(read_json(arguments.problem))
    options = SolveOptions(time_limit_seconds=arguments.time_limit)
    answer = plan_repayments(problem, program.plan_solver(), options)
    if arguments.json:
        _print_json(plan_document(answer))
    else:
        print("\n".join(plan_lines(answer, problem.today)))
    return DONE


def _plan_ledger(program: Program, arguments: Namespace) -> int:
    wishes = _wishes(arguments)
    ledger = program.open_ledger(request_of(program, arguments))
    try:
        plans = ledger.service.plans
        try:
            inputs = plans.inputs(wishes)
        except InvalidFieldError as error:
            raise _of_option(error, arguments) from None
        answer: PlanAnswer | None = None
        if inputs.problem is not None:
            options = SolveOptions(time_limit_seconds=arguments.time_limit)
            answer = plans.solve(inputs.problem, options)
            if arguments.accept:
                plans.accept(inputs.problem, answer)
    finally:
        ledger.close()
    if arguments.json:
        _print_json(_document(inputs, answer, is_accepted=arguments.accept))
    else:
        _print_words(inputs, answer, is_accepted=arguments.accept)
    return NEEDS_USER if inputs.questions else DONE


def _wishes(arguments: Namespace) -> PlanWishes:
    return PlanWishes(
        start=arguments.start,
        horizon_end=arguments.until,
        timing=None if arguments.timing is None else Timing(arguments.timing),
        buffer_days=arguments.buffer,
        without_channels=frozenset(arguments.without),
        target=None if arguments.target is None else _target(arguments.target),
    )


def _target(text: str) -> FreeTarget:
    """Return the wish in a text such as ``5000:2026-07-20``."""
    amount, _, day = text.rpartition(":")
    try:
        return FreeTarget(parse_yuan(amount), date.fromisoformat(day))
    except (InvalidAmountError, ValueError):
        field = "--target"
        reason = "must be an amount and a day, such as 5000:2026-07-20"
        raise InvalidFieldError(field, text, reason) from None


def _of_option(error: InvalidFieldError, arguments: Namespace) -> InvalidFieldError:
    """Return the error with the option and what was typed there, where it is about one."""
    name = _OPTIONS.get(error.field)
    typed = None if name is None else getattr(arguments, name)
    if name is None or typed is None:
        return error
    value = error.value if name == "without" else str(typed)
    return InvalidFieldError(f"--{name}", value, error.reason)


def _document(inputs: PlanInputs, answer: PlanAnswer | None, *, is_accepted: bool) -> Json:
    """Return the answer of planning.md, and beside it what it is the answer to."""
    problem = inputs.problem
    found: Json = {} if answer is None else plan_document(_by_cards(answer))
    debits = () if problem is None else debits_in(problem)
    return found | {
        "today": inputs.today.isoformat(),
        "problem": None if problem is None else problem_document(problem),
        "questions": [
            {"kind": each.kind.value, "subject": each.subject, "blocking": each.is_blocking}
            for each in inputs.questions
        ],
        "obligations": [
            {
                "id": each.id,
                "statement_date": each.statement_date.isoformat(),
                "due": each.due_date.isoformat(),
                "amount": each.amount_fen,
                "state": each.state.value,
            }
            for each in inputs.obligations
        ],
        "auto_debits": [_debit(each) for each in debits],
        "balances_as_of": inputs.balances_as_of and inputs.balances_as_of.isoformat(),
        "stale_balances": list(inputs.stale_balances),
        "accepted": is_accepted and answer is not None,
    }


def _by_cards(answer: PlanAnswer) -> PlanAnswer:
    """Return the answer with the ledger's cards in the place of their parts in the problem."""
    plan, told = answer.plan, answer.explanation
    payments = [replace(each, channel=card_of(each.channel)) for each in plan.payments]
    bottleneck = told.bottleneck
    if bottleneck is not None:
        limits = [replace(each, subject=card_of(each.subject)) for each in bottleneck.limits]
        bottleneck = replace(bottleneck, limits=tuple(limits))
    remedies = [
        replace(each, channel=card_of(each.channel)) if isinstance(each, HigherDayLimit) else each
        for each in told.remedies
    ]
    return PlanAnswer(
        replace(plan, payments=tuple(payments)),
        replace(told, bottleneck=bottleneck, remedies=tuple(remedies)),
    )


def _debit(payment: Payment) -> Json:
    return {
        "date": payment.day.isoformat(),
        "channel": payment.channel,
        "amount": payment.amount_fen,
        "obligation": payment.allocations[0].obligation,
    }


def _print_json(document: Json) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _print_words(inputs: PlanInputs, answer: PlanAnswer | None, *, is_accepted: bool) -> None:
    if answer is not None and inputs.problem is not None:
        print("\n".join(plan_lines(answer, inputs.today, debits_in(inputs.problem))))
        if is_accepted:
            print("this is now the plan to follow")
    for line in notice_lines(inputs):
        print(f"huanqing: {line}", file=sys.stderr)
