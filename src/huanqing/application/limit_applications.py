"""Applications about the limit: what they must fulfil, and what they do to the days ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.limit_models import StageKind
from huanqing.domain.credit_account import ExpectedLimit, LimitKind
from huanqing.domain.entries import check_day
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import MAX_FEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from huanqing.application.limit_models import ApplicationStage, LimitApplication
    from huanqing.domain.credit_account import CreditAccount


def named(applications: Sequence[LimitApplication]) -> tuple[LimitApplication, ...]:
    """Return them oldest first, each with an id; an id "" becomes the next free one."""
    taken = {each.id for each in applications}
    free = (name for name in _names() if name not in taken)
    told = [each if each.id else replace(each, id=next(free)) for each in applications]
    return tuple(sorted(told, key=lambda each: each.filed_on))


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"application{number}"


def check_applications(applications: Sequence[LimitApplication], field: str = "") -> None:
    """Raise InvalidFieldError, naming the field, for an application that cannot be.

    Fields are named by their path after ``field``: ``[0].stages[1].day``.
    """
    seen: set[str] = set()
    for index, each in enumerate(applications):
        path = f"{field}[{index}]"
        if each.id in seen:
            msg = f"{path}.id"
            raise InvalidFieldError(msg, each.id, "stands twice")
        seen.add(each.id)
        check_day(f"{path}.filed_on", each.filed_on)
        _check_amount(f"{path}.wanted", each.wanted_fen)
        last = each.filed_on
        for place, stage in enumerate(each.stages):
            _check_stage(f"{path}.stages[{place}]", stage, last)
            last = stage.day


def _check_stage(path: str, stage: ApplicationStage, last: date) -> None:
    check_day(f"{path}.day", stage.day)
    if stage.day < last:
        field = f"{path}.day"
        raise InvalidFieldError(field, stage.day.isoformat(), f"is before {last}")
    if stage.amount_fen is not None and stage.kind is not StageKind.RESTORED:
        field = f"{path}.amount"
        raise InvalidFieldError(field, stage.amount_fen, "only a restoring stage has one")
    _check_amount(f"{path}.amount", stage.amount_fen)


def _check_amount(field: str, amount_fen: int | None) -> None:
    if amount_fen is not None and not 0 <= amount_fen <= MAX_FEN:
        raise InvalidFieldError(field, amount_fen, "must not be below zero, nor too large")


def expecting(
    account: CreditAccount, applications: Sequence[LimitApplication], today: date
) -> CreditAccount:
    """Return the account with the fixed limits that approved applications bring after today.

    A stage moves the limit where it restores a part, has an amount, lies after today, and the
    application was approved by today, and not rejected since. What today's limit is, is said
    by the account alone. Where the account has a fixed limit of the same day, that one holds.
    """
    parts = tuple(
        ExpectedLimit(
            from_date=stage.day,
            until=None,
            kind=LimitKind.FIXED,
            amount_fen=stage.amount_fen,
            application_id=each.id,
        )
        for each in applications
        if _is_approved(each, today)
        for stage in each.stages
        if stage.kind is StageKind.RESTORED and stage.amount_fen is not None and stage.day > today
    )
    return replace(account, limits=(*parts, *account.limits)) if parts else account


def _is_approved(application: LimitApplication, today: date) -> bool:
    verdicts = [
        stage.kind
        for stage in application.stages
        if stage.day <= today and stage.kind in {StageKind.APPROVED, StageKind.REJECTED}
    ]
    return bool(verdicts) and verdicts[-1] is StageKind.APPROVED
