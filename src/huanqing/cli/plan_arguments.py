"""The options of ``huanqing plan``."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from datetime import date


def add_plan_arguments(parser: ArgumentParser, day: Callable[[str], date]) -> None:
    """Add them; ``day`` reads a day."""
    parser.add_argument(
        "--problem", metavar="FILE", help="a huanqing-plan-problem/1 JSON file, not the ledger"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=20.0,
        metavar="SECONDS",
        help="for the plan, and again for its explanation",
    )
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day to plan for")
    parser.add_argument(
        "--buffer", type=int, metavar="DAYS", help="be done so many days before each due date"
    )
    parser.add_argument(
        "--timing", choices=("early", "late"), help="free the limit soon, or keep the cash"
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar="CARD", help="leave a card out"
    )
    parser.add_argument("--start", type=day, metavar="DATE", help="pay nothing before that day")
    parser.add_argument(
        "--target",
        metavar="YUAN:DATE",
        help="so much of the limit is to be free on that day, such as 5000:2026-07-20",
    )
    parser.add_argument("--accept", action="store_true", help="keep the plan as the one to follow")
    parser.add_argument(
        "--export", metavar="FILE", help="write the accepted plan to FILE.ics, .csv or .pdf"
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if math.isfinite(seconds) and seconds > 0:
        return seconds
    message = f"{text!r} is not a number of seconds above zero"
    raise ArgumentTypeError(message)
