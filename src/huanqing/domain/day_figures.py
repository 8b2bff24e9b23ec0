"""What the limit is at the end of a day, and why it moved; see ``credit_limit`` for how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the available limit moved: ``amount_fen`` is signed, positive frees limit.

    ``ref`` says what of: the id of the entry (kinds ``purchase``, ``refund``, ``adjustment``,
    ``early_settlement``, ``statement_instalment``, ``repayment``), the statement's date
    (``penalty``, ``due_payment``), the first day of the limit part, freeze or rule
    (``fixed_limit``, ``limit_known``, ``temporary_limit``, ``freeze``, ``unfreeze``, ``rule``),
    the application's id (``application``) or the number of the plan's step
    (``plan_payment``). A ``recovery`` names what was held back: an entry's id, a statement's
    date or a step's number.
    """

    kind: str
    amount_fen: int
    ref: str


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The limit at the end of a day, in fen; never clamped.

    ``total_fen`` and ``available_fen`` are None while the limit is unknown; a freeze leaves
    the figures alone.
    """

    day: date
    total_fen: int | None
    used_fen: int
    available_fen: int | None
    is_frozen: bool
    causes: tuple[Cause, ...] = ()
