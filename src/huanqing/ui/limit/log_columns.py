"""The columns of the log: parts of the limit, applications, and their stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.ui.formatting import DASH
from huanqing.ui.limit.words import application_label, stage_label, stand_of, typed
from huanqing.ui.settings.columns import limit_columns
from huanqing.ui.table_models.columns import day_column, text_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.limit_models import ApplicationStage, LimitApplication
    from huanqing.domain.credit_account import LimitPart
    from huanqing.ui.formatting import Formatter


def part_columns(formatter: Formatter) -> tuple[Column[LimitPart], ...]:
    """Return the columns of the settings, whose amounts say that they were typed."""
    return tuple(
        replace(column, why=lambda part: typed(part.amount_fen)) if column.is_number else column
        for column in limit_columns(formatter)
    )


def application_columns(
    formatter: Formatter, today_of: Callable[[], date]
) -> tuple[Column[LimitApplication], ...]:
    """Return what is applied for, since when, for how much, and where it stands."""
    translate = QCoreApplication.translate
    return (
        text_column(
            translate("LimitLog", "What for"), lambda each: application_label(each.kind), 140
        ),
        day_column(translate("LimitLog", "Filed on"), formatter, lambda each: each.filed_on, 120),
        Column(
            header=translate("LimitLog", "Asked for"),
            text=lambda each: _money(each.wanted_fen, formatter),
            sort_key=lambda each: each.wanted_fen or 0,
            is_number=True,
            width=116,
            why=lambda each: None if each.wanted_fen is None else typed(each.wanted_fen),
        ),
        text_column(
            translate("LimitLog", "Stands at"), lambda each: stand_of(each, today_of(), formatter)
        ),
    )


def stage_columns(formatter: Formatter) -> tuple[Column[ApplicationStage], ...]:
    """Return day, stage, the limit from then on, and the note."""
    translate = QCoreApplication.translate
    return (
        day_column(translate("LimitLog", "Day"), formatter, lambda each: each.day, 116),
        text_column(translate("LimitLog", "Stage"), lambda each: stage_label(each.kind), 130),
        Column(
            header=translate("LimitLog", "Limit"),
            text=lambda each: _money(each.amount_fen, formatter),
            sort_key=lambda each: each.amount_fen or 0,
            is_number=True,
            width=110,
            why=lambda each: None if each.amount_fen is None else typed(each.amount_fen),
        ),
        replace(text_column(translate("LimitLog", "Note"), lambda each: each.note), width=90),
    )


def _money(fen: int | None, formatter: Formatter) -> str:
    return DASH if fen is None else formatter.money(fen)
