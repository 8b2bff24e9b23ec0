from __future__ import annotations

import pytest

from huanqing.ui.style_sheet import build_style_sheet
from huanqing.ui.tokens import DARK, LIGHT, TEXT_PAIRS, Colours, as_mapping

WCAG_AA = 4.5


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_is_readable_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    table = as_mapping(colours)
    assert contrast(table[text], table[ground]) >= WCAG_AA


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_stands_out_from_every_ground(colours: Colours) -> None:
    table = as_mapping(colours)
    assert all(contrast(colours.focus, table[ground]) >= 3 for ground in ("page", "card"))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_only_colours_of_its_look(colours: Colours) -> None:
    sheet = build_style_sheet(colours)
    used = {word.strip(";") for word in sheet.split() if word.startswith("#") and "{" not in word}
    assert "$" not in sheet
    assert {word for word in used if len(word) == 7} <= set(as_mapping(colours).values())
