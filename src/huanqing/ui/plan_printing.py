"""Writes a plan as PDF where no window is: what the command line asks of Qt."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from huanqing.application.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.plan_export import PlanSheet, PlanWords


def write_plan_pdf(sheet: PlanSheet, words: PlanWords, path: Path) -> None:
    """Write the plan as PDF; raises OSError, and leaves the old file then."""
    if sys.platform == "linux":
        # Nothing has to be seen to be drawn, and there may be no screen.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from huanqing.ui.application import create_application  # noqa: PLC0415 - after the platform
    from huanqing.ui.plan_pdf import plan_pdf  # noqa: PLC0415 - likewise

    application = create_application(["huanqing"])
    write_whole(path, plan_pdf(sheet, words, application.font()))
