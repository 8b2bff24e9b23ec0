"""``huanqing limit --habit``: the band that the user's own spending suggests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.limit_models import HabitState
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from huanqing.application.limit_models import BackTest, HabitAnswer

    Json = dict[str, object]

SHOWN_EVERY = 30
"""Days between the lines that are printed; JSON has every day."""


def habit_json(answer: HabitAnswer, free_fen: int | None) -> Json:
    """Return the band per day in fen, how it did on the past, and when an amount is free."""
    days = zip(answer.low_fen, answer.middle_fen, answer.high_fen, strict=True)
    found: Json = {
        "state": answer.state.value,
        "weeks": answer.weeks,
        "weeks_needed": answer.weeks_needed,
        "days": [
            {
                "date": (answer.first + timedelta(days=number)).isoformat(),
                "low": low,
                "middle": middle,
                "high": high,
            }
            for number, (low, middle, high) in enumerate(days)
        ],
        "back_test": None if answer.back_test is None else _tested(answer.back_test),
    }
    if free_fen is not None:
        day = answer.free_from(free_fen)
        found["free"] = {"amount": free_fen, "from": None if day is None else day.isoformat()}
    return found


def print_habit(answer: HabitAnswer, free_fen: int | None) -> None:
    """Print a line a month, the last day's, and how far to trust them."""
    if answer.state is HabitState.LIMIT_UNKNOWN:
        print("habit: unknown while the limit is")
        return
    if answer.state is HabitState.HISTORY_TOO_SHORT:
        print(
            f"habit: unknown after {answer.weeks} weeks of spending, {answer.weeks_needed} needed"
        )
        return
    last = len(answer.low_fen) - 1
    for number in sorted({*range(SHOWN_EVERY - 1, last, SHOWN_EVERY), last}):
        low, high = answer.low_fen[number], answer.high_fen[number]
        middle = format_yuan(answer.middle_fen[number])
        day = answer.first + timedelta(days=number)
        print(f"{day}: habit {middle:>14}, 8 of 10 from {format_yuan(low)} to {format_yuan(high)}")
    if free_fen is not None:
        day_free = answer.free_from(free_fen)
        when = "not free" if day_free is None else f"free from {day_free} on"
        print(f"{format_yuan(free_fen)}: {when}, in 9 of 10 paths of habit")
    test = answer.back_test
    if test is not None:
        inside = f"{test.coverage_ppm / 10_000:.0f} %"
        print(f"habit on {test.days} past days: {inside} lay within (80 % would be exact)")


def _tested(test: BackTest) -> Json:
    return {
        "days": test.days,
        "coverage_ppm": test.coverage_ppm,
        "pinball_habit": test.pinball_habit_fen,
        "pinball_constant": test.pinball_constant_fen,
        "pinball_last_year": test.pinball_last_year_fen,
    }
