"""Rates as people write them: percentages with up to four decimals, which are whole ppm."""

from __future__ import annotations

import re

from huanqing.domain.money import PPM

_PERCENT = re.compile(r"(\d{0,3})(?:\.(\d{0,4}))?\s*[%\uff05]?", re.ASCII)
_PPM_OF_PERCENT = 10_000


def percent_text(ppm: int) -> str:
    """Return parts per million as a percentage without needless zeros: ``0.05``."""
    whole, rest = divmod(ppm, _PPM_OF_PERCENT)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")


def ppm_of_percent(text: str) -> int | None:
    """Return parts per million of ``0.5`` or ``0.5%``; 0 for an empty text, else None."""
    plain = text.strip()
    if not plain:
        return 0
    match = _PERCENT.fullmatch(plain)
    if match is None or not any(match.groups()):
        return None
    whole, rest = match.groups()
    ppm = int(whole or "0") * _PPM_OF_PERCENT + int(((rest or "") + "0000")[:4])
    return ppm if ppm <= PPM else None
