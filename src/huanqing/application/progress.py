"""How long work tells of its progress, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""Called with (done, total) units; returning False asks the work to stop (Cancelled)."""


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user cancelled; nothing was changed."""
