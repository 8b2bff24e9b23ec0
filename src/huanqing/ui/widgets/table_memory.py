"""What a table remembers of its columns from one start to the next."""

from huanqing.lean_tuple import LeanTuple
from huanqing.ui.preferences import Preferences, table_spec


class ColumnState(LeanTuple):
    """The columns of a table as the user arranged them; places count as the model does.

    ``widths`` are at a zoom of 100 percent; ``order`` holds the model's places from the left;
    ``sorted_by`` is a place and whether it descends.
    """

    widths: tuple[int, ...]
    order: tuple[int, ...]
    hidden: frozenset[int] = frozenset()
    sorted_by: tuple[int, bool] | None = None


class TableMemory:
    """Keeps the columns of one table by its name."""

    def __init__(self, preferences: Preferences, name: str) -> None:
        self._preferences = preferences
        self._spec = table_spec(name)

    def load(self, count: int) -> ColumnState | None:
        """Return what was kept of so many columns; None where it does not fit them."""
        try:
            return _state_of(self._preferences.get(self._spec), count)
        except (KeyError, TypeError, ValueError):
            return None

    def save(self, state: ColumnState) -> None:
        """Keep the columns."""
        sorted_by = None if state.sorted_by is None else list(state.sorted_by)
        kept: dict[str, object] = {
            "widths": list(state.widths),
            "order": list(state.order),
            "hidden": sorted(state.hidden),
            "sorted_by": sorted_by,
        }
        self._preferences.put(self._spec, kept)

    def forget(self) -> None:
        """Keep nothing."""
        self._preferences.put(self._spec, {})


def _state_of(kept: dict[str, object], count: int) -> ColumnState | None:
    widths, order = _numbers(kept["widths"]), _numbers(kept["order"])
    hidden = frozenset(_numbers(kept["hidden"]))
    places = list(range(count))
    if len(widths) != count or sorted(order) != places or hidden >= set(places):
        return None
    sorting = kept.get("sorted_by")
    sorted_by = None
    if isinstance(sorting, list):
        place, descends = sorting
        sorted_by = (int(place), bool(descends)) if int(place) in places else None
    return ColumnState(tuple(max(20, each) for each in widths), tuple(order), hidden, sorted_by)


def _numbers(value: object) -> list[int]:
    if not isinstance(value, list):
        raise TypeError(value)
    return [int(each) for each in value]
