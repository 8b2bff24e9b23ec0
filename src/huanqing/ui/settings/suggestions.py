"""Which limits to suggest for a card, from what its name tells of its bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.bank_presets import (
    BANK_PRESETS,
    GENERIC_PRESETS,
    bank_of,
    presets_for,
)

if TYPE_CHECKING:
    from huanqing.application.account_models import LimitPreset


def suggestions_for(card: str) -> tuple[LimitPreset, ...]:
    """Return what suits a card's name; everything where the name tells no bank."""
    return presets_for(card) if bank_of(card) else (*BANK_PRESETS, *GENERIC_PRESETS)
