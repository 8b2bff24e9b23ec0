from __future__ import annotations

import re

import pytest

from huanqing.ui.style_sheet import _QSS, build_style_sheet
from huanqing.ui.tokens import DARK, LIGHT, TEXT_PAIRS, Colours, as_mapping

WCAG_AA = 4.5


OPEN_GROUNDS = ("page", "card")
"""On what a widget without a ground of its own may lie."""


def rules() -> list[tuple[str, dict[str, str]]]:
    """Each selector of the style sheet with its properties; tokens as ``$name``."""
    template = re.sub(r"\$\{\w+\}", "0", _QSS.template)
    found = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", template):
        pairs = [each.split(":", 1) for each in body.split(";") if ":" in each]
        properties = {name.strip(): value.strip() for name, value in pairs}
        found += [(each.strip(), properties) for each in selectors.split(",")]
    return found


def stem(selector: str) -> str:
    """The selector without states: what it looks like otherwise."""
    return re.sub(r"(?<!:):[a-z-]+|\[tone=[^]]*\]", "", selector)


def token(value: str | None) -> str | None:
    match = re.fullmatch(r"\$(\w+)", value or "")
    return match[1] if match else None


def used_pairs() -> set[tuple[str, str]]:
    """Every text colour with the grounds that it stands on, as the style sheet says."""
    table = rules()
    plain: dict[str, dict[str, str]] = {}
    for selector, properties in table:
        plain.setdefault(selector, {}).update(properties)
    pairs = set()
    for selector, properties in table:
        if re.search(
            r"::(chunk|separator|handle|indicator|[a-z-]*arrow|[a-z-]*button|drop-down)", selector
        ):
            continue  # Nothing is written there.
        bases = (plain.get(stem(selector), {}), plain.get(re.split(r"[\[:#]", selector)[0], {}))
        for text_name, ground_name in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
        ):
            text = token(properties.get(text_name))
            ground = token(properties.get(ground_name))
            for base in bases:
                text = text or token(base.get(text_name))
                ground = ground or (
                    token(base.get(ground_name)) if ground_name not in properties else None
                )
            if text and (text_name in properties or ground_name in properties):
                pairs |= {(text, each) for each in ([ground] if ground else OPEN_GROUNDS)}
    return {pair for pair in pairs if pair[0] != "disabled"}


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


def test_the_table_of_pairs_knows_every_pair_of_the_style_sheet() -> None:
    assert len(used_pairs()) > 15
    assert used_pairs() <= set(TEXT_PAIRS)


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
