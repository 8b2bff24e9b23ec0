"""HiGHS as a warm LP and MIP engine over a frozen integer model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from huanqing.infrastructure.planning.linear_model import INFINITE, UNIT, FrozenModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class LpStatus(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class LpAnswer:
    """Column values in fen or counts, and row duals for costs per fen or count."""

    status: LpStatus
    values: Floats
    duals: Floats


_NEARLY = 0.01
_NOISE = 1e-11
_LARGE = 1000
"""From so many columns on, one relaxation may take longer than it takes to notice."""
_COARSE = 1e-5
"""In a large model HiGHS may narrow amounts for half a minute in steps that are finer."""
_LARGEST_COST = 1000.0
_KINDS = {
    highspy.HighsModelStatus.kOptimal: LpStatus.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: LpStatus.INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: LpStatus.INFEASIBLE,
}

_LOST = (highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kSolveError)


def _scaled(values: Iterable[int], units: Floats) -> Floats:
    found = np.array([float(each) for each in values])
    found[np.abs(found) >= INFINITE] *= highspy.kHighsInf
    return found / units


class LpEngine:
    """One HiGHS instance; column bounds and costs change between solves."""

    def __init__(
        self, model: FrozenModel, is_cancelled: Callable[[], bool] = lambda: False
    ) -> None:
        """Pass the model with no cost; a solve of a large one stops when it is called off."""
        self.model = model
        self.solves = 0
        self._factor = 1.0
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self._highs.setOptionValue("dual_feasibility_tolerance", 1e-9)
        self._highs.passModel(highs_lp(model))
        if model.columns >= _LARGE:
            self._stop_when(is_cancelled)
        self._columns = np.arange(model.columns, dtype=np.int32)

    def _stop_when(self, is_cancelled: Callable[[], bool]) -> None:
        def stop(event: Any) -> None:  # noqa: ANN401 - highspy names no type for it
            event.data_in.user_interrupt = is_cancelled()

        self._highs.cbSimplexInterrupt.subscribe(stop)

    def set_cost(self, cost: list[int]) -> None:
        """Minimise this from now on, per fen or count."""
        scaled = np.array([float(each) for each in cost]) * self.model.col_unit / UNIT
        # Small costs drown in the tolerance for dual values.
        self._factor = _LARGEST_COST / (float(np.max(np.abs(scaled), initial=0.0)) or 1.0)
        self._highs.changeColsCost(self.model.columns, self._columns, scaled * self._factor)

    def set_bounds(self, columns: list[int], low: list[int], high: list[int]) -> None:
        """Change the bounds of some columns."""
        if not columns:
            return
        units = self.model.col_unit[columns]
        self._highs.changeColsBounds(
            len(columns),
            np.array(columns, dtype=np.int32),
            _scaled(low, units),
            _scaled(high, units),
        )

    def add_rows(self, model: FrozenModel) -> None:
        """Go over to a model with the same columns and further rows at the end."""
        first, rows = self.model.rows, model.rows
        late = model.entry_row >= first
        order = np.argsort(model.entry_row[late], kind="stable")
        entries = model.entry_row[late][order]
        self._highs.addRows(
            rows - first,
            _scaled(model.row_low[first:], model.row_unit[first:]),
            _scaled(model.row_high[first:], model.row_unit[first:]),
            len(entries),
            np.searchsorted(entries, np.arange(first, rows)).astype(np.int32),
            model.entry_col[late][order].astype(np.int32),
            model.coef_float[late][order],
        )
        self.model = model

    def delete_rows(self, model: FrozenModel, rows: list[int]) -> None:
        """Go over to a model without these rows."""
        self._highs.deleteRows(len(rows), np.array(rows, dtype=np.int32))
        self.model = model

    def solve(self, time_limit: float | None = None) -> LpAnswer:
        """Return the optimum of the linear relaxation, warm from the last one."""
        self.solves += 1
        if time_limit is not None:
            self._highs.setOptionValue(
                "time_limit", self._highs.getRunTime() + max(time_limit, 0.001)
            )
        self._highs.run()
        if self._highs.getModelStatus() in _LOST:
            self.start_afresh()
            self._highs.run()
        status = _KINDS.get(self._highs.getModelStatus(), LpStatus.STOPPED)
        if status is LpStatus.INFEASIBLE:
            return LpAnswer(status, np.zeros(0), self._ray())
        solution = self._highs.getSolution()
        values = np.array(solution.col_value) * self.model.col_unit
        duals = np.array(solution.row_dual) * (UNIT / self._factor) / self.model.row_unit
        return LpAnswer(status, values, duals)

    def sums_for(self, columns: list[int]) -> list[tuple[Ints, Floats]]:
        """Return for each column that is basic the sum of rows (rows, multipliers) that gives it.

        Multipliers are those of rows in their units, of the last solve.
        """
        wanted = set(columns)
        _, basic = self._highs.getBasicVariables()  # type: ignore[attr-defined]
        found = []
        for place, column in enumerate(basic.tolist()):
            if column in wanted:
                _, row = self._highs.getBasisInverseRow(place)  # type: ignore[attr-defined]
                used = np.flatnonzero(np.abs(row) > _NOISE * float(np.max(np.abs(row))))
                found.append((used, row[used]))
        return found

    def start_afresh(self) -> None:
        """Forget the last basis, which may have led astray."""
        self._highs.clearSolver()

    def _ray(self) -> Floats:
        _, found, ray = self._highs.getDualRay()  # type: ignore[attr-defined]
        if not found:
            return np.zeros(self.model.rows)
        return np.array(ray) / self.model.row_unit


def highs_lp(model: FrozenModel) -> highspy.HighsLp:
    """Return the model in floats, amounts in units of ``UNIT`` fen."""
    lp = highspy.HighsLp()
    lp.num_col_ = model.columns
    lp.num_row_ = model.rows
    lp.col_cost_ = np.zeros(model.columns)
    lp.col_lower_ = _scaled(model.col_low, model.col_unit)
    lp.col_upper_ = _scaled(model.col_high, model.col_unit)
    lp.row_lower_ = _scaled(model.row_low, model.row_unit)
    lp.row_upper_ = _scaled(model.row_high, model.row_unit)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = model.start.astype(np.int32)
    lp.a_matrix_.index_ = model.entry_row.astype(np.int32)
    lp.a_matrix_.value_ = model.coef_float
    return lp


def _limited(model: FrozenModel, limits: dict[int, tuple[int, int]]) -> tuple[Floats, Floats]:
    low, high = list(model.col_low), list(model.col_high)
    for column, (least, most) in limits.items():
        low[column], high[column] = max(least, low[column]), min(most, high[column])
    return _scaled(low, model.col_unit), _scaled(high, model.col_unit)


def propose(
    model: FrozenModel,
    cost: list[int],
    seconds: float,
    target: int = -INFINITE,
    is_over: Callable[[], bool] = lambda: False,
    limits: dict[int, tuple[int, int]] | None = None,
    most_nodes: int | None = None,
) -> dict[int, int] | None:
    """Return counts that HiGHS's own branch and bound thinks good enough; nothing is proven.

    ``limits`` narrow columns for this once.
    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    # Fen go into units; a sum of counts alone stays as it is.
    unit = (
        UNIT
        if any(c for c, is_count in zip(cost, model.is_count, strict=True) if not is_count)
        else 1
    )
    options = {
        "threads": 1,
        "time_limit": seconds,
        "objective_target": (target + _NEARLY) / unit,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-6,
        "mip_feasibility_tolerance": 1e-9 if model.columns < _LARGE else _COARSE,
        "primal_feasibility_tolerance": 1e-9,
        "random_seed": 1,
    }
    if most_nodes is not None:
        options |= {"mip_max_nodes": most_nodes, "mip_heuristic_effort": 0.0}
    for name, value in options.items():
        highs.setOptionValue(name, value)
    lp = highs_lp(model)
    lp.col_cost_ = np.array([float(each) for each in cost]) * model.col_unit / unit
    if limits:
        lp.col_lower_, lp.col_upper_ = _limited(model, limits)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(each)] for each in model.is_count]
    highs.passModel(lp)

    def stop(event: Any) -> None:  # noqa: ANN401 - highspy names no type for it
        event.data_in.user_interrupt = is_over()

    highs.cbMipInterrupt.subscribe(stop)
    highs.run()
    if model.columns < _LARGE and highs.getModelStatus() in _LOST and not is_over():
        # HiGHS drops what it found where that is not as exact as was asked for.
        highs.setOptionValue("mip_feasibility_tolerance", _COARSE)
        highs.setOptionValue("time_limit", highs.getRunTime() + seconds)
        highs.run()
    highs.cbMipInterrupt.unsubscribe(stop)
    if not highs.getSolution().value_valid:
        return None
    values = np.rint(np.array(highs.getSolution().col_value))
    return {column: int(values[column]) for column in np.flatnonzero(model.is_count).tolist()}
