"""Whatever the bytes are, a reader gives rows or one of its errors, and loses no line."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.application.bill_rows import BillFileError
from huanqing.infrastructure.importers.registry import BillReaders
from integration.importers.jd_builder import Row, v1_bytes, v2_bytes, v2_text, zipped
from integration.importers.jd_rows import rows_of

VALID = [
    v1_bytes(rows_of("v1")),
    v2_bytes(rows_of("v2")),
    v2_text(rows_of("v2")).encode("gb18030"),
    v2_text(rows_of("v2")).encode("utf-16"),
    zipped({"账单.csv": v2_bytes([Row()])}),
    zipped({"账单.csv": v2_bytes([Row()])}, "1"),
]
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)
ODD_CELLS = st.one_of(
    CELLS, st.sampled_from(["", '"', "\x00", "退款-", "白条还款", "1.00(已退款2)"])
)


def exhaust(content: bytes) -> None:
    with contextlib.suppress(BillFileError):
        for bill in BillReaders().read("f", content, "1"):
            for row in bill.rows():
                assert row.amount_fen >= 0
                assert row.refunded_fen >= 0
                "".join((row.raw, row.description, bill.name)).encode("utf-8")
            bill.computed()


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_random_bytes(content: bytes, start: bytes) -> None:
    exhaust(start + content)


@settings(deadline=None)
@given(
    st.sampled_from(VALID),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=5),
)
def test_mutated_bills(content: bytes, changes: list[tuple[float, bytes]]) -> None:
    changed = bytearray(content)
    for place, patch in changes:
        start = int(place * len(changed))
        changed[start : start + len(patch)] = patch
    exhaust(bytes(changed))


@settings(deadline=None)
@given(st.lists(st.lists(ODD_CELLS, min_size=1, max_size=13), max_size=6))
def test_odd_rows_below_a_good_header(table: list[list[str]]) -> None:
    text = v2_text([Row()]) + "\n".join(",".join(cells) for cells in table)
    exhaust(text.encode())


@settings(deadline=None)
@given(st.lists(st.builds(Row, description=CELLS, note=CELLS, method=CELLS), max_size=8))
def test_no_row_is_lost_whatever_stands_in_its_cells(rows: list[Row]) -> None:
    (bill,) = BillReaders().read("f", v2_bytes(rows))

    assert len(list(bill.rows())) == len(rows)
