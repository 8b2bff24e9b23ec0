"""The demo ledger: one person's year up to 20 June 2026, as an exchange document.

It shows a 618 pile-up, three instalment plans, a refund, a card that its bank cut to ¥1,000
a day, and a temporary limit about to end. Invented from end to end.
"""

from __future__ import annotations

from datetime import date

from huanqing.application.exchange import FORMAT
from huanqing.domain.civil_dates import add_months
from huanqing.domain.credit_account import AccountRule, CreditAccount
from huanqing.domain.entries import Purchase, Repayment
from huanqing.domain.replay import Replay

TODAY = date(2026, 6, 20)
_SECOND_CARD = 2
"""Every third repayment comes from the other card."""
_FIRST_DUE = date(2025, 8, 12)
_RULE = AccountRule(from_date=date(2025, 7, 1))

_EVERYDAY = (
    ("京东超市", "大米 5kg 与食用油", "食品酒饮", 15890),
    ("京东平台商户", "洗衣液 3 瓶装", "清洁纸品", 7980),
    ("京东平台商户", "猫粮 10kg", "其他网购", 26900),
    ("京东外卖", "米线 等多件", "食品酒饮", 4260),
    ("京东图书", "算法导论 等多件", "图书文娱", 12850),
    ("京东平台商户", "纯棉四件套", "家居家装", 32900),
    ("京东平台商户", "跑步鞋", "运动户外", 45900),
    ("京东超市", "牛奶 24 盒", "食品酒饮", 9980),
)
_PLANS = (
    (
        ("d01", "2025-11-11T00:03:12", 649900, "小米京东自营旗舰店", "手机 256GB", "手机通讯"),
        12,
        6000,
    ),
    (
        ("d02", "2026-03-08T20:15:40", 239211, "京东平台商户", "空气净化器 等多件", "数码电器"),
        6,
        5000,
    ),
    (
        ("d03", "2026-06-17T20:00:09", 899900, "联想京东自营旗舰店", "笔记本电脑", "电脑办公"),
        12,
        6000,
    ),
)
_PILE_UP = (
    ("d11", "2026-06-15T21:10:31", 129900, "美的京东自营旗舰店", "落地扇 两台", "数码电器"),
    ("d12", "2026-06-17T20:01:55", 84500, "京东平台商户", "防晒衣 等多件", "服饰内衣 运动户外"),
    ("d13", "2026-06-18T00:00:03", 368800, "海尔京东自营旗舰店", "滚筒洗衣机", "数码电器"),
    ("d14", "2026-06-18T00:12:44", 57640, "京东超市", "年中囤货 等多件", "食品酒饮"),
    ("d15", "2026-06-18T10:31:20", 19900, "京东平台商户", "儿童书包", "鞋服箱包"),
)


def demo_document() -> dict[str, object]:
    """Return the demo ledger; the same on every day, because its today is pinned."""
    purchases = (
        _everyday() + [_plan(*each) for each in _PLANS] + [_order(each) for each in _PILE_UP]
    )
    return {
        "format": FORMAT,
        "today": TODAY.isoformat(),
        "account": {
            "name": "京东白条",
            "billing": "statement",
            "rules": [{"from": _RULE.from_date.isoformat(), "statement_day": 3, "due_days": 9}],
            "limits": [
                {"from": "2025-07-01", "to": None, "kind": "fixed", "amount": 1800000},
                {"from": "2026-02-01", "to": None, "kind": "fixed", "amount": 2000000},
                {"from": "2026-06-01", "to": "2026-06-30", "kind": "temporary", "amount": 500000},
            ],
            "freezes": [],
        },
        "purchases": purchases,
        "refunds": [
            {"id": "d90", "purchase": "d12", "initiated": "2026-06-18", "booked": "2026-06-19",
             "amount": 26900}
        ],
        "repayments": _repayments(purchases),
        "adjustments": [],
        "funding": [
            {"id": "工资卡", "balance": 612000, "as_of": "2026-06-20", "reserve": 100000,
             "flows": [
                 {"date": "2026-07-10", "amount": 1350000, "label": "工资", "every": "month"},
                 {"date": "2026-07-01", "amount": -420000, "label": "房租", "every": "month"}]}
        ],
        "channels": [
            {"id": "工商银行 1234", "funding": "工资卡", "limits": [
                {"from": "2025-07-01", "per_transaction": 500000, "per_day": 1000000,
                 "per_month": None, "payments_per_day": None},
                {"from": "2026-06-16", "per_transaction": 200000, "per_day": 300000,
                 "per_month": None, "payments_per_day": None}]},
            {"id": "邮储银行 5678", "funding": "工资卡", "limits": [
                {"from": "2025-07-01", "per_transaction": 500000, "per_day": 500000,
                 "per_month": None, "payments_per_day": None},
                {"from": "2026-05-20", "per_transaction": 100000, "per_day": 100000,
                 "per_month": None, "payments_per_day": None}]},
        ],
    }  # fmt: skip


def _everyday() -> list[dict[str, object]]:
    """Return about four ordinary purchases a month from July 2025 to May 2026."""
    found = []
    for month in range(11):
        first = add_months(date(2025, 7, 1), month)
        for index, day in enumerate((5, 11, 18, 26)):
            number = month * 4 + index
            merchant, description, category, amount = _EVERYDAY[(number * 5) % len(_EVERYDAY)]
            found.append(
                _order(
                    (
                        f"m{number:02d}",
                        f"{first.replace(day=day)}T{9 + index * 3:02d}:{number:02d}:07",
                        amount + number * 37,
                        merchant,
                        description,
                        category,
                    )
                )
            )
    return found


def _order(values: tuple[str, str, int, str, str, str]) -> dict[str, object]:
    key, time, amount, merchant, description, category = values
    digits = "".join(str(ord(letter) % 10) for letter in key + time[:10])
    return {
        "id": key,
        "time": time,
        "amount": amount,
        "merchant": merchant,
        "description": description,
        "category": category,
        "order_no": f"3{digits[:11]:0<11}",
        "periods": 1,
    }


def _plan(
    order: tuple[str, str, int, str, str, str], periods: int, rate_ppm: int
) -> dict[str, object]:
    return _order(order) | {"periods": periods, "fee_rate_ppm_per_period": rate_ppm}


def _repayments(purchases: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return one repayment a month: what is due, on the day before it is due."""
    replay = Replay(CreditAccount(rules=(_RULE,)))
    entries = sorted((_entry(each) for each in purchases), key=lambda each: (each.day, each.time))
    made: list[dict[str, object]] = []
    for month in range(11):
        due = add_months(_FIRST_DUE, month)
        while entries and entries[0].day < due:
            replay.apply(entries.pop(0))
        open_ones = [each for each in replay.open_statements() if each.due_date == due]
        amount = sum(each.left_fen for each in open_ones)
        day = due.replace(day=11)
        replay.apply(Repayment(id=f"r{month:02d}", day=due, amount_fen=amount))
        channel = "邮储银行 5678" if month % 3 == _SECOND_CARD else "工商银行 1234"
        made.append(
            {
                "id": f"r{month:02d}",
                "date": day.isoformat(),
                "amount": amount,
                "channel": channel,
                "state": "booked",
                "allocations": None,
            }
        )
    return made


def _entry(purchase: dict[str, object]) -> Purchase:
    time = str(purchase["time"])
    rate = purchase.get("fee_rate_ppm_per_period", 0)
    return Purchase(
        id=str(purchase["id"]),
        day=date.fromisoformat(time[:10]),
        time=time[11:],
        amount_fen=int(str(purchase["amount"])),
        periods=int(str(purchase["periods"])),
        fee_rate_ppm=int(str(rate)),
    )
