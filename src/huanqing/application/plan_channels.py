"""Channels as the planner takes them, from dated limits and what they were used for.

The problem gives a channel one set of limits. Where a card's limits change within the horizon
(or a repayment still to come takes a part of one day), the card becomes several channels, each
closed on the others' days; ``card_of`` leads back to the card. Where all that is owed goes
through such a month, its monthly limit cannot matter. Otherwise the lowest one is shared between
the parts (see ``_split``): never too much together, at worst too little in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from huanqing.domain.planning.problem import MAX_AMOUNT_FEN, Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.application.plan_usage import Usage
    from huanqing.domain.payment_channel import ChannelLimits, PaymentChannel

_PART = re.compile("\u00a0@\\d{4}-\\d{2}-\\d{2}$", re.ASCII)
"""What tells a part from its card; nobody types such a space."""

Month = tuple[int, int]
Demand = Sequence[tuple[date, int]]
"""Due days with what is owed on them, in fen."""


def card_of(channel_id: str) -> str:
    """Return the id of the card that a channel of a problem belongs to."""
    return _PART.sub("", channel_id)


def limits_on(limits: Iterable[ChannelLimits], day: date) -> ChannelLimits | None:
    """Return the limits that hold on a day, None where they are unknown."""
    past = [each for each in limits if each.from_date <= day]
    return max(past, key=lambda each: each.from_date, default=None)


@dataclass(frozen=True, slots=True)
class _Face:
    """What a channel lets through on a day, apart from what was used today."""

    per_transaction_fen: int | None
    per_day_fen: int | None
    payments_per_day: int | None
    per_month_fen: int | None


@dataclass(frozen=True, slots=True)
class _Share:
    """A face with its monthly limit: the whole of it, or a month's part (less what is used)."""

    face: _Face
    month: Month | None = None
    part_fen: int | None = None


def channels_of(
    card: PaymentChannel,
    horizon: tuple[date, date],
    usage: Usage,
    today_fen: int | None = None,
    demand: Demand | None = None,
) -> list[Channel]:
    """Return the card as channels of a problem; the first bears the card's own id.

    ``horizon`` is today and the last day; ``today_fen`` what else bounds the rest of today;
    ``demand`` all that the plan is to pay, None where that is not known.

    Empty where its limits are unknown on every day, or nobody knows whose money it moves.
    """
    if card.funding_id is None:
        return []
    today, horizon_end = horizon
    days = [today + timedelta(days=n) for n in range((horizon_end - today).days + 1)]
    faces = {day: face for day in days if (face := _face(card, day, today, usage)) is not None}
    if today_fen is not None and today in faces:
        most = usage.on_day(card.id, today) + today_fen
        per_day = faces[today].per_day_fen
        most = most if per_day is None else min(most, per_day)
        faces[today] = replace(faces[today], per_day_fen=most)
    groups: dict[_Share, list[date]] = {}
    for day, share in _shares(card, faces, usage, today, demand).items():
        groups.setdefault(share, []).append(day)
    # What no payment can use is no channel, where another one is.
    usable = {share: open_days for share, open_days in groups.items() if _lets_through(share)}
    return [
        _channel(card, share, open_days, days, place=place, usage=usage)
        for place, (share, open_days) in enumerate((usable or groups).items())
    ]


def _lets_through(share: _Share) -> bool:
    face = share.face
    limits = (face.per_transaction_fen, face.per_day_fen, face.payments_per_day, share.part_fen)
    return 0 not in limits


def _face(card: PaymentChannel, day: date, today: date, usage: Usage) -> _Face | None:
    limits = limits_on(card.limits, day)
    if limits is None:
        return None
    per_day, count = limits.per_day_fen, limits.payments_per_day
    if per_day is not None and day > today:
        per_day = max(0, per_day - usage.on_day(card.id, day))
    if count is not None:
        count = max(0, count - usage.count_on(card.id, day))
    return _Face(limits.per_transaction_fen, per_day, count, limits.per_month_fen)


def _shares(
    card: PaymentChannel,
    faces: dict[date, _Face],
    usage: Usage,
    today: date,
    demand: Demand | None,
) -> dict[date, _Share]:
    """Return each day's face with the monthly limit that is meant for its days."""
    found = {day: _Share(face) for day, face in faces.items()}
    used_today = usage.on_day(card.id, today)
    for month in dict.fromkeys((day.year, day.month) for day in faces):
        days = [day for day in faces if (day.year, day.month) == month]
        kinds = dict.fromkeys(faces[day] for day in days)
        used = usage.in_month(card.id, days[0])
        is_now = month == (today.year, today.month)
        if len(kinds) == 1 and (is_now or not used):
            continue
        bounds = [each.per_month_fen for each in kinds if each.per_month_fen is not None]
        if not bounds:
            continue
        left = max(0, min(bounds) - used)
        if demand is not None and left >= sum(amount for _, amount in demand):
            continue
        rooms = {day: _room(card, faces[day], day, used_today * (day == today)) for day in days}
        own = {kind: [day for day in days if faces[day] == kind] for kind in kinds}
        for kind, part in _split(left, own, rooms, demand or ()).items():
            found.update(dict.fromkeys(own[kind], _Share(kind, month, part)))
    return found


def _room(card: PaymentChannel, face: _Face, day: date, used_fen: int) -> int:
    """Return the most that a day lets through, apart from its month; fen."""
    rooms = [MAX_AMOUNT_FEN]
    if face.per_day_fen is not None:
        rooms.append(max(0, face.per_day_fen - used_fen))
    if face.payments_per_day is not None and face.per_transaction_fen is not None:
        rooms.append(face.payments_per_day * face.per_transaction_fen)
    is_shut = day in card.unavailable or 0 in (face.per_transaction_fen, face.payments_per_day)
    return 0 if is_shut else min(rooms)


def _split(
    left: int, own: dict[_Face, list[date]], rooms: dict[date, int], demand: Demand
) -> dict[_Face, int]:
    """Return what of a month's limit each kind of day gets, together at most ``left``.

    First, in the order of time, what would be late if the later kinds had to pay it; then the
    rest where the most room is.
    """
    given = dict.fromkeys(own, 0)
    room = {kind: sum(rooms[day] for day in days) for kind, days in own.items()}
    order = sorted(own, key=lambda kind: own[kind][0])
    deadlines = sorted({due for due, _ in demand if due <= max(rooms)})
    for place, kind in enumerate(order):
        later = [day for other in order[place + 1 :] for day in own[other]]
        urgent = max(
            (
                sum(amount for due, amount in demand if due <= last)
                - sum(given.values())
                - sum(rooms[day] for day in later if day <= last)
                for last in deadlines
            ),
            default=0,
        )
        given[kind] = max(0, min(urgent, room[kind], left - sum(given.values())))
    for kind in sorted(order, key=lambda kind: (room[kind], len(own[kind])), reverse=True):
        given[kind] += min(room[kind] - given[kind], left - sum(given.values()))
    return given


def _channel(
    card: PaymentChannel,
    share: _Share,
    open_days: list[date],
    days: list[date],
    *,
    place: int,
    usage: Usage,
) -> Channel:
    face, today = share.face, days[0]
    is_shared = share.month is not None
    per_month = share.part_fen if is_shared else face.per_month_fen
    closed = (set(days) - set(open_days)) | {day for day in card.unavailable if day in days}
    return Channel(
        id=card.id if place == 0 else f"{card.id}\u00a0@{open_days[0]}",
        funding=card.funding_id or "",
        per_transaction_fen=face.per_transaction_fen,
        per_day_fen=face.per_day_fen,
        per_month_fen=per_month,
        payments_per_day=face.payments_per_day,
        fee_per_payment_fen=card.fee_per_payment_fen,
        used_today_fen=usage.on_day(card.id, today) if today in open_days else 0,
        used_this_month_fen=0 if is_shared else usage.in_month(card.id, today),
        unavailable=frozenset(closed),
    )


def room_on(card: PaymentChannel, day: date, usage: Usage) -> int:
    """Return the largest single payment that a card lets through on a day, in fen.

    0 where its limits are unknown or it is closed; the amount of a whole ledger without limit.
    """
    limits = limits_on(card.limits, day)
    if limits is None or day in card.unavailable:
        return 0
    count = limits.payments_per_day
    if count is not None and usage.count_on(card.id, day) >= count:
        return 0
    rooms = [10**12]
    if limits.per_transaction_fen is not None:
        rooms.append(limits.per_transaction_fen)
    if limits.per_day_fen is not None:
        rooms.append(limits.per_day_fen - usage.on_day(card.id, day))
    if limits.per_month_fen is not None:
        rooms.append(limits.per_month_fen - usage.in_month(card.id, day))
    return max(0, min(rooms))
