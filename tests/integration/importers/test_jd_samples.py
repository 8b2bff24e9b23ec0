"""The sample bills beside the project, where they are there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from huanqing.application.bill_rows import UnknownLayoutError
from huanqing.infrastructure.importers.registry import BillReaders

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
V1 = {"authorisation": 2, "purchase": 6, "other_income": 2, "refund": 3, "repayment": 1}
V2_LATER = {
    "purchase": 5,
    "refund": 2,
    "repayment": 3,
    "other_spending": 4,
    "other_refund": 1,
    "other_income": 1,
    "transfer": 1,
    "authorisation": 1,
}
EXPECTED = {
    "bill_v1_2023.csv": ("v1", {**V1, "transfer": 1}),
    "京东交易流水(申请时间2026年01月07日20时00分00秒)_2.csv": ("v2", {"purchase": 3}),
    "京东交易流水(申请时间2026年02月01日10时00分00秒)_1.csv": ("v2", V2_LATER),
}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside the project")


@pytest.mark.parametrize("name", EXPECTED)
def test_jd_sample(name: str) -> None:
    layout, kinds = EXPECTED[name]
    (bill,) = BillReaders().read(name, (SAMPLES / "jd" / name).read_bytes())

    found = Counter(row.kind.value for row in bill.rows())

    assert (bill.layout, found) == (layout, kinds)
    # The v1 sample is cut: its preamble speaks of 212 rows.
    assert (bill.computed() == bill.stated) == (layout == "v2")


@pytest.mark.parametrize("folder", ["wechat", "alipay"])
def test_bills_of_other_providers_are_not_guessed(folder: str) -> None:
    for path in (SAMPLES / folder).iterdir():
        with pytest.raises(UnknownLayoutError):
            BillReaders().read(path.name, path.read_bytes())
