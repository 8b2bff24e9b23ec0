"""``huanqing plan``: the best repayments for a problem file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from huanqing.application.plan_exchange import plan_document, read_problem
from huanqing.application.plan_repayments import PlanAnswer, plan_repayments
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import PPM, format_yuan
from huanqing.domain.planning.solver import SolveOptions

if TYPE_CHECKING:
    from argparse import Namespace

    from huanqing.cli.program import Program

DONE = 0


def plan(program: Program, arguments: Namespace) -> int:
    """Solve a problem file and print the plan."""
    text = Path(arguments.problem).read_text(encoding="utf-8-sig")
    try:
        document = json.loads(text)
    except RecursionError:
        field = "the file"
        raise InvalidFieldError(field, arguments.problem, "is nested too deeply") from None
    problem = read_problem(document)
    options = SolveOptions(time_limit_seconds=arguments.time_limit)
    answer = plan_repayments(problem, program.plan_solver(), options)
    if arguments.json:
        print(json.dumps(plan_document(answer), ensure_ascii=False, indent=1))
    else:
        print_plan(answer)
    return DONE


def print_plan(answer: PlanAnswer) -> None:
    """Print the plan in words."""
    found = answer.plan
    for each in found.payments:
        parts = ", ".join(
            f"{part.obligation} {format_yuan(part.amount_fen)}" for part in each.allocations
        )
        print(f"{each.day}  {each.channel}  {format_yuan(each.amount_fen)}  for {parts}")
    if not found.payments:
        print("nothing to pay")
    for late in found.late:
        cleared = f"cleared on {late.cleared_on}" if late.cleared_on else "never cleared"
        print(
            f"late: {late.obligation}, {format_yuan(late.unpaid_when_due_fen)} unpaid when due, "
            f"{cleared}, costs {format_yuan(late.cost_fen)}"
        )
    worth = found.objective
    print(
        f"late cost {format_yuan((worth.late * 2 + PPM) // (2 * PPM))}, "
        f"fees {format_yuan(worth.fees)}, {worth.payments} payments, "
        f"{'proven optimal' if found.is_proven else f'{found.proven_tiers} of 5 tiers proven'}"
    )
    if answer.explanation.latest_start is not None:
        print(
            f"start paying by {answer.explanation.latest_start} "
            f"({answer.explanation.slack_days} days of slack)"
        )
    bottleneck = answer.explanation.bottleneck
    if bottleneck is not None:
        print(
            f"from {bottleneck.first_day} to {bottleneck.last_day} "
            f"{format_yuan(bottleneck.needed_fen)} is needed and "
            f"{format_yuan(bottleneck.possible_fen)} possible: "
            f"{format_yuan(bottleneck.missing_fen)} missing"
        )
