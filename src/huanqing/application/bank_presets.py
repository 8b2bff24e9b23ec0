"""Card limits that were seen somewhere: suggestions to pick from, never the truth.

From domain-facts.md, section 4.2. Nothing of it is JD's own: the same bank differs by ten to
fifty times between payment companies, and banks change limits without notice.
"""

from __future__ import annotations

from huanqing.application.account_models import LimitPreset

YUAN = 100
WAN = 10_000 * YUAN

_ALIASES = {
    "工商银行": ("工商", "工行", "icbc"),
    "农业银行": ("农业", "农行", "abc"),
    "中国银行": ("中行", "boc"),
    "建设银行": ("建设", "建行", "ccb"),
    "交通银行": ("交通", "交行", "bocom", "bocm"),
    "招商银行": ("招商", "招行", "cmb"),
    "邮储银行": ("邮储", "邮政", "psbc"),
    "中信银行": ("中信", "citic"),
    "光大银行": ("光大", "ceb"),
    "兴业银行": ("兴业", "cib"),
    "浦发银行": ("浦发", "spdb"),
    "平安银行": ("平安", "pab"),
    "民生银行": ("民生", "cmbc"),
    "广发银行": ("广发", "gdb", "cgb"),
    "农商银行": ("农商", "农村商业"),
}

_HYJF = ("hyjf", "2016-2018")
_FUDIAN = ("fudian", "2017-2018")
_LIANDONG = ("liandong", "2016-2017")
_NEWS = ("news", "2024")
_ALIPAY = ("alipay", "2024")
_TENPAY = ("tenpay", "2024")


def _seen(
    bank: str,
    source: tuple[str, str],
    per_transaction_fen: int | None,
    per_day_fen: int | None,
    per_month_fen: int | None = None,
) -> LimitPreset:
    return LimitPreset(
        bank=bank,
        per_transaction_fen=per_transaction_fen,
        per_day_fen=per_day_fen,
        per_month_fen=per_month_fen,
        source=source[0],
        seen=source[1],
    )


BANK_PRESETS: tuple[LimitPreset, ...] = (
    _seen("工商银行", _NEWS, 3 * WAN, None),
    _seen("工商银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("工商银行", _HYJF, 5 * WAN, 5 * WAN),
    _seen("工商银行", _LIANDONG, 5 * WAN, 5 * WAN),
    _seen("农业银行", _NEWS, 3 * WAN, None),
    _seen("农业银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("农业银行", _LIANDONG, 5 * WAN, 5 * WAN),
    _seen("中国银行", _NEWS, 3 * WAN, None),
    _seen("中国银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("中国银行", _HYJF, 1 * WAN, 1 * WAN),
    _seen("中国银行", _LIANDONG, 5 * WAN, 10 * WAN),
    _seen("建设银行", _NEWS, 3 * WAN, None),
    _seen("建设银行", _FUDIAN, WAN // 2, 5 * WAN),
    _seen("建设银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("建设银行", _LIANDONG, 5 * WAN, 5 * WAN),
    _seen("交通银行", _ALIPAY, 5 * WAN, 10 * WAN, 60 * WAN),
    _seen("交通银行", _FUDIAN, 1 * WAN, 20 * WAN),
    _seen("交通银行", _LIANDONG, 5 * WAN, 5 * WAN),
    _seen("招商银行", _ALIPAY, 5 * WAN, 5 * WAN),
    _seen("招商银行", _LIANDONG, WAN // 10, WAN // 2),
    _seen("邮储银行", _TENPAY, 4 * WAN, 8 * WAN, 60 * WAN),
    _seen("邮储银行", _FUDIAN, WAN // 2, WAN // 2),
    _seen("中信银行", _FUDIAN, WAN // 2, WAN // 2),
    _seen("中信银行", _HYJF, WAN // 2, 1 * WAN),
    _seen("中信银行", _LIANDONG, 5 * WAN, 10 * WAN),
    _seen("光大银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("光大银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("光大银行", _LIANDONG, 5 * WAN, 20 * WAN),
    _seen("兴业银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("兴业银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("兴业银行", _LIANDONG, 5 * WAN, 10 * WAN),
    _seen("浦发银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("浦发银行", _LIANDONG, 5 * WAN, 5 * WAN),
    _seen("平安银行", _FUDIAN, 5 * WAN, 5 * WAN),
    _seen("平安银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("平安银行", _LIANDONG, 5 * WAN, 20 * WAN),
    _seen("民生银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("民生银行", _LIANDONG, 5 * WAN, 20 * WAN),
    _seen("广发银行", _HYJF, 10 * WAN, 10 * WAN),
    _seen("广发银行", _LIANDONG, 5 * WAN, 20 * WAN),
    _seen("农商银行", ("phpkaifa", "2025"), WAN // 5, WAN // 2),
)
"""By bank, the newest first; where a source gives a span, its lower end."""

GENERIC_PRESETS: tuple[LimitPreset, ...] = (
    _seen("", ("anti_fraud", "2022-2024"), None, 500 * YUAN),
    _seen("", ("anti_fraud", "2022-2024"), None, 1_000 * YUAN),
    _seen("", ("anti_fraud", "2022-2024"), None, 2_000 * YUAN),
    _seen("", ("anti_fraud", "2022-2024"), None, 5_000 * YUAN),
    _seen("", ("class_2", "2018"), None, 1 * WAN),
    _seen("", ("class_3", "2018"), None, 2_000 * YUAN),
    _seen("", ("lianlian", "2016-2018"), None, 1 * WAN, 5 * WAN),
    _seen("", ("fuiou", "2016-2018"), 5 * WAN, None, 30 * WAN),
)
"""For any bank: restricted cards, accounts of class II and III, payment companies."""


def presets_for(card: str) -> tuple[LimitPreset, ...]:
    """Return what a card's name suggests: its bank's presets, then those for any bank."""
    bank = bank_of(card)
    return (*(each for each in BANK_PRESETS if each.bank == bank), *GENERIC_PRESETS)


def bank_of(card: str) -> str:
    """Return the Chinese name of the bank that a card's name tells, "" where it tells none.

    The longest name wins, so that ``cmbc`` is not taken for ``cmb``.
    """
    text = card.casefold()
    found = [
        (len(name), bank)
        for bank, aliases in _ALIASES.items()
        for name in (bank, *aliases)
        if name in text
    ]
    return max(found)[1] if found else ""
