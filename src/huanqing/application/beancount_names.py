"""Account names that beancount takes: plain ASCII, the same for the same text in every export.

A component begins with a capital letter or a digit and holds letters, digits and hyphens.
Later versions of beancount take more; names of this kind are taken by all of them. A text that
cannot be written so is told by a digest of it, and stands in full in the metadata.
"""

from __future__ import annotations

import re
from hashlib import sha256

_CATEGORIES = {
    "食品酒饮": "Food-And-Drink",
    "数码电器": "Electronics",
    "电脑办公": "Computers-And-Office",
    "手机通讯": "Phones",
    "服饰内衣": "Clothing",
    "鞋服箱包": "Shoes-And-Bags",
    "美妆个护": "Beauty-And-Care",
    "医疗保健": "Health",
    "清洁纸品": "Cleaning",
    "日用百货": "Household",
    "家居家装": "Home",
    "图书文娱": "Books-And-Leisure",
    "文体玩具": "Toys-And-Stationery",
    "教育培训": "Education",
    "汽车用品": "Car",
    "运动户外": "Sports-And-Outdoors",
    "钟表眼镜": "Watches-And-Glasses",
    "生活服务": "Services",
    "收发快递": "Parcels",
    "充值缴费": "Bills-And-Top-Ups",
    "线下消费": "Offline",
    "1号店": "Yihaodian",
    "其他网购": "Other-Online",
    "网购": "Online",
    "其他": "Other",
}
"""The categories of JD's own bills; source: bill-formats.md."""

_HOLDERS = {
    "工商银行": "ICBC",
    "农业银行": "ABC",
    "中国银行": "BOC",
    "建设银行": "CCB",
    "交通银行": "BOCOM",
    "招商银行": "CMB",
    "邮储银行": "PSBC",
    "中信银行": "CITIC",
    "光大银行": "CEB",
    "兴业银行": "CIB",
    "浦发银行": "SPDB",
    "平安银行": "PAB",
    "民生银行": "CMBC",
    "广发银行": "CGB",
    "小金库零用钱": "JD-Xiaojinku",
    "小金库": "JD-Xiaojinku",
    "余额": "JD-Balance",
    "微信": "WeChat",
    "支付宝": "Alipay",
}
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_CARD = re.compile(r"(?P<holder>\D+?) ?(?P<digits>\d{3,})?")
_LONGEST = 40
_SHORTEST = 2


def expense_account(category: str) -> str:
    """Return the account of what was spent on a category; of several, the first one counts."""
    if not category.strip():
        return "Expenses:Uncategorised"
    words = category_words(category)
    return f"Expenses:{_CATEGORIES.get(words) or _component(words, 'Category')}"


def category_words(category: str) -> str:
    """Return the part of a category that its account stands for."""
    first = category.split(maxsplit=1)[:1]
    return first[0] if first and first[0] in _CATEGORIES else category


def asset_account(method: str) -> str:
    """Return the account of a card or wallet."""
    if not method.strip():
        return "Assets:Unknown"
    card = _CARD.fullmatch(method)
    holder = _HOLDERS.get(card["holder"]) if card is not None else None
    if card is None or holder is None:
        return f"Assets:{_component(method, 'Card')}"
    return f"Assets:{holder}-{card['digits']}" if card["digits"] else f"Assets:{holder}"


def _component(text: str, kind: str) -> str:
    """Return a text as a component of a name, or its kind with a digest of the text."""
    if _PLAIN.fullmatch(text) and _SHORTEST <= len(text) <= _LONGEST:
        return text[0].upper() + text[1:].replace(" ", "-")
    return f"{kind}-{sha256(text.encode()).hexdigest()[:8]}"
