"""Habit's band: what the user's own spending suggests for the limit, and how far to trust it.

Future weeks are drawn from past ones, in promotion seasons from the user's own past seasons;
what is spent falls into bills by the account's rules and comes back when those are due. The
band is widened by what earlier bands missed (``habit_trial``) and laid on the certain line.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from huanqing.application.habit_courses import Courses
from huanqing.application.habit_models import DAYS_OF_WEEK, HabitRequest
from huanqing.application.habit_past import Past, read_past, week_season
from huanqing.application.habit_trial import Trial, back_test, trial_of, widening
from huanqing.application.limit_models import HabitAnswer, HabitState
from huanqing.application.progress import Cancelled
from huanqing.application.projection import projection
from huanqing.domain.calendar_bounds import LAST_DAY
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.errors import InvalidFieldError

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.habit_models import HabitSampler, PastWeek, Way
    from huanqing.application.ports import UnitOfWork
    from huanqing.application.progress import Progress

WEEKS_SETTING = "habit_weeks_needed"
WEEKS_NEEDED, FEWEST_WEEKS = 12, 4
"""A quarter of a year tells something; below a month nothing does."""

PATHS, TRIAL_PATHS = 10_000, 1_000


def habit(
    uow: UnitOfWork,
    today: date,
    until: date,
    sampler: HabitSampler,
    progress: Progress | None = None,
) -> HabitAnswer:
    """Return the band from tomorrow to ``until``; the same ledger and day give the same one.

    Raises InvalidFieldError naming ``until`` where it is not after today, Cancelled.
    """
    first = today + ONE_DAY
    if not first <= until <= LAST_DAY:
        field = "until"
        raise InvalidFieldError(field, until.isoformat(), f"must be {first} to {LAST_DAY}")
    needed = weeks_needed(uow)
    past = read_past(uow, today, progress)
    weeks = past.week_count
    available = [day.available_fen for day in projection(uow, today, until, first).days]
    certain = [each for each in available if each is not None]
    if len(certain) < len(available):
        return HabitAnswer(HabitState.LIMIT_UNKNOWN, first, weeks=weeks, weeks_needed=needed)
    if weeks < needed:
        return HabitAnswer(HabitState.HISTORY_TOO_SHORT, first, weeks=weeks, weeks_needed=needed)
    courses = Courses(uow.account.get())
    trials = _trials(past, needed, courses, sampler, progress)
    request = _request(past.weeks_until(past.end), courses, first, len(certain), PATHS)
    wider = widening(trials, today)
    band = wider.of(sampler.lines(request))
    return HabitAnswer(
        HabitState.SHOWN,
        first,
        low_fen=_beneath(certain, band.high),
        middle_fen=_beneath(certain, band.middle),
        high_fen=_beneath(certain, band.low),
        kept_fen=sampler.kept(request, wider, certain),
        weeks=weeks,
        weeks_needed=needed,
        back_test=back_test(past, trials),
    )


def weeks_needed(uow: UnitOfWork) -> int:
    """Return how many weeks of spending a band needs: the ledger's setting, or the default."""
    kept = uow.settings.get(WEEKS_SETTING) or ""
    return max(FEWEST_WEEKS, int(kept)) if kept.isdecimal() else WEEKS_NEEDED


def _trials(
    past: Past, needed: int, courses: Courses, sampler: HabitSampler, progress: Progress | None
) -> list[Trial]:
    found = []
    for done, (origin, certain) in enumerate(past.certain_fen.items()):
        if progress is not None and not progress(done, len(past.certain_fen)):
            raise Cancelled
        weeks = past.weeks_until(origin)
        if len(weeks) >= needed:
            request = _request(weeks, courses, origin + ONE_DAY, len(certain), TRIAL_PATHS)
            found.append(trial_of(past, origin, sampler.lines(request)))
    return found


def _request(
    weeks: tuple[PastWeek, ...], courses: Courses, first: date, days: int, paths: int
) -> HabitRequest:
    ways: set[Way] = {part.way for week in weeks for part in week.parts}
    return HabitRequest(
        weeks=weeks,
        days=days,
        seasons=tuple(
            week_season(first + timedelta(days=begin)) for begin in range(0, days, DAYS_OF_WEEK)
        ),
        courses=courses.ahead(ways, first, days),
        paths=paths,
        seed=_seed(weeks, first),
    )


def _seed(weeks: tuple[PastWeek, ...], first: date) -> int:
    """Return a number that only the ledger's contents and the day decide."""
    return int.from_bytes(sha256(repr((first, weeks)).encode()).digest()[:16], "big")


def _beneath(certain: list[int], taken: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(free - each for free, each in zip(certain, taken, strict=True))
