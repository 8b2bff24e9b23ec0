"""Fields inside the exchange format's objects that this version does not know, kept by path.

Entries, funding accounts, channels and applications carry their own unknown fields. For every
other object the fields are one setting of the ledger, under the path of the object. A path names
an object by what tells it apart, not by its place, so that rules added later move nothing; what
is gone from the ledger leaves its fields out of the next export.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from huanqing.application.ports import UnitOfWork

KEY = "exchange_nested_extra"
"""The ledger's setting: a JSON list of pairs of a path and the fields."""

Path = tuple[str, ...]
Extras = dict[Path, dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of an object: its fields, those that tell it apart, and objects inside.

    ``names`` gives what stands for an absent one. ``keeps_own``: others keep its unknown fields.
    """

    known: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)
    inside: dict[str, _Shape] = field(default_factory=dict)
    keeps_own: bool = False


def _shape(
    known: str, names: dict[str, str] | None = None, inside: dict[str, _Shape] | None = None
) -> _Shape:
    return _Shape(frozenset(known.split()), names or {}, inside or {})


def _carrier(name: str, inside: dict[str, _Shape]) -> _Shape:
    return _Shape(frozenset(), {name: ""}, inside, keeps_own=True)


_RULE = _shape(
    "from statement_day due_days due_day on_statement_day day_change remainder fees_occupy_limit"
    " late_rate_ppm_per_day min_payment recovery_lag_days order_free_days settlement_fee"
    " minimum_ratio_ppm carry_threshold conversion_share_ppm conversion_min",
    {"from": ""},
)
_CHANNEL_LIMIT = _shape(
    "from per_transaction per_day per_month payments_per_day",
    {"from": ""},
)
_FILE = _shape(
    "name sha256 provider layout encoding account covers_from covers_until exported_at rows",
    {"sha256": "", "name": ""},
)
_DOCUMENT = _Shape(
    frozenset(),
    inside={
        "account": _shape(
            "name billing rules limits freezes",
            inside={
                "rules": _RULE,
                "limits": _shape("from to kind amount", {"kind": "fixed", "from": ""}),
                "freezes": _shape("from to reason", {"from": ""}),
            },
        ),
        "funding": _carrier(
            "id", {"flows": _shape("date amount label every", {"date": "", "label": ""})}
        ),
        "channels": _carrier("id", {"limits": _CHANNEL_LIMIT}),
        "limit_applications": _carrier(
            "id", {"stages": _shape("date kind amount note", {"date": "", "kind": ""})}
        ),
        "plans": _shape(
            "made_on accepted_at ended problem answer marks",
            {"made_on": "", "accepted_at": ""},
            {"marks": _shape("step state repayment done_at", {"step": ""})},
        ),
        "reconciliations": _shape(
            "statement_date stated_total stated_due_date ticked locked agreed done_at note",
            {"statement_date": ""},
            {"ticked": _shape("purchase period", {"purchase": "", "period": ""})},
        ),
        "imports": _shape("imported_at files", {"imported_at": ""}, {"files": _FILE}),
        "saved_searches": _shape("name text", {"name": ""}),
        "alert_marks": _shape("key state until done_at", {"key": ""}),
        "alert_settings": _shape(
            "due_leads slack_days floor pressure temporary_lead_days unreconciled_after_days"
        ),
        "plan_preferences": _shape("buffer_days timing horizon_days daily_cap auto_debit_channel"),
    },
    keeps_own=True,
)


def extras_of(document: Mapping[str, object]) -> Extras:
    """Return the unknown fields inside a document that was read, by path."""
    found: Extras = {}
    for path, item, shape in _objects(document, _DOCUMENT, ()):
        unknown = {key: value for key, value in item.items() if key not in shape.known}
        if unknown and not shape.keeps_own:
            found[path] = unknown
    return found


def plain_imports(imports: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return imports with those fields of their files that a ledger has a place for."""
    found = []
    for each in imports:
        plain = dict(each)
        files = plain.get("files")
        if isinstance(files, list):
            plain["files"] = [
                {key: value for key, value in file.items() if key in _FILE.known} for file in files
            ]
        found.append(plain)
    return found


def keep_extras(uow: UnitOfWork, extras: Extras) -> None:
    """Keep unknown fields in the ledger, as a part of the action that is under way."""
    if extras:
        pairs = [[list(path), fields] for path, fields in extras.items()]
        uow.settings.put(KEY, json.dumps(pairs, ensure_ascii=False))


def add_extras(uow: UnitOfWork, document: dict[str, object]) -> None:
    """Put what ``keep_extras`` kept into the objects of a document that are still there."""
    kept = uow.settings.get(KEY)
    if kept is None:
        return
    extras: Extras = {tuple(path): fields for path, fields in json.loads(kept)}
    for path, item, shape in list(_objects(document, _DOCUMENT, ())):
        fields = extras.get(path, {})
        item.update({key: value for key, value in fields.items() if key not in shape.known})


def _objects(
    value: object, shape: _Shape, path: Path
) -> Iterator[tuple[Path, dict[str, object], _Shape]]:
    """Yield an object and those inside it; of twins in one list each has a path of its own.

    What a list inside holds are objects: the document was read, or written by the program.
    """
    if not isinstance(value, dict):
        return
    yield path, value, shape
    for key, inner in shape.inside.items():
        held = value.get(key)
        if not isinstance(held, list):
            yield from _objects(held, inner, (*path, key))
            continue
        seen: dict[Path, int] = {}
        for each in held:
            name = tuple(str(each.get(k) or usual) for k, usual in inner.names.items())
            seen[name] = seen.get(name, 0) + 1
            yield from _objects(each, inner, (*path, key, *name, str(seen[name])))
