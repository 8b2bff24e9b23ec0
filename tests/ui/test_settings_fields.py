"""The fields of the settings' editors: what they read, and what they say of the rest."""

from __future__ import annotations

from datetime import date

import pytest

from huanqing.ui.formatting import Formatter
from huanqing.ui.rates import percent_text
from huanqing.ui.settings.fields import (
    AmountField,
    ChoiceField,
    DayField,
    NameField,
    NumberField,
    PercentField,
    TextField,
)
from ui.fake_account import TODAY


@pytest.mark.parametrize(
    ("text", "ppm"),
    [("0.05", 500), ("0.07 %", 700), ("10", 100_000), ("100%", 1_000_000), ("0", 0)],
)
def test_a_percentage_is_read_to_the_ppm(text: str, ppm: int) -> None:
    field = PercentField("Rate", None)
    field.edit.setText(text)
    assert field.value == ppm
    assert not field.problem()


@pytest.mark.parametrize("text", ["100.0001", "-1", "0.00001", "1,5", "٣", ""])
def test_what_is_no_percentage_has_a_problem(text: str) -> None:
    field = PercentField("Rate", None)
    field.edit.setText(text)
    assert field.value is None
    assert field.problem()


@pytest.mark.parametrize(
    ("ppm", "text"), [(500, "0.05"), (100_000, "10"), (1_000_000, "100"), (0, "0"), (1, "0.0001")]
)
def test_a_percentage_is_written_without_needless_zeros(ppm: int, text: str) -> None:
    assert percent_text(ppm) == text
    assert PercentField("Rate", ppm).value == ppm


def test_an_empty_number_is_a_problem_only_where_it_is_needed() -> None:
    assert NumberField("Day", None, (1, 31)).problem()
    assert not NumberField("Day", None, (1, 31), is_needed=False).problem()


@pytest.mark.parametrize(
    ("text", "is_good"), [("1", True), ("31", True), ("0", False), ("32", False)]
)
def test_a_number_keeps_within_its_bounds(text: str, is_good: bool) -> None:  # noqa: FBT001
    field = NumberField("Day", None, (1, 31))
    field.edit.setText(text)
    assert bool(field.problem()) is not is_good


def test_an_amount_is_neither_words_nor_below_zero_nor_boundless() -> None:
    field = AmountField(Formatter(), "Limit", None)
    for text in ("viel", "-1", "99999999999"):
        field.edit.setText(text)
        assert field.problem()
    field.edit.setText("1,234.5")
    assert (field.value, field.problem()) == (123450, "")


def test_a_day_that_is_none_has_a_problem() -> None:
    field = DayField(TODAY, "From", None)
    assert field.problem() == "This is needed."
    field.edit.setText("2026-02-30")
    assert field.problem() == "Type a day such as 2026-07-01."
    field.edit.set_day(date(2026, 2, 28))
    assert not field.problem()


def test_blanks_are_no_name() -> None:
    field = TextField("Name", "  ", is_needed=True)
    assert field.problem() == "This is needed."
    assert TextField("Name", " a ").value == "a"


def test_other_choices_keep_the_chosen_value() -> None:
    field = ChoiceField("Kind", [(1, "one"), (2, "two")], 2)
    field.offer([(2, "two"), (3, "three")], 2)
    assert (field.value, field.edit.currentText()) == (2, "two")


def test_offered_names_leave_what_was_typed() -> None:
    field = NameField("Money from", ["a"], "typed")
    field.offer(["a", "b"])
    assert field.value == "typed"
    assert [field.edit.itemText(place) for place in range(field.edit.count())] == ["", "a", "b"]
