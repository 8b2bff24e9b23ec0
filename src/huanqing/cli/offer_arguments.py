"""What ``huanqing offer`` takes; apart from the command, so that no other one loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_offer_arguments(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    from huanqing.domain.money import Remainder  # noqa: PLC0415 - a window starts without it

    parser.add_argument("--amount", required=True, metavar="YUAN", help="the price: 10000.00")
    parser.add_argument("--periods", required=True, metavar="N", help="1 to 120")
    fee = parser.add_mutually_exclusive_group(required=True)
    fee.add_argument("--fee-rate", metavar="PERCENT", help="of the price, a period: 0.6%%")
    fee.add_argument("--total-fee", metavar="YUAN", help="the fees of all periods together")
    parser.add_argument("--free-periods", default="0", metavar="N", help="the first N are free")
    parser.add_argument(
        "--discount", default="0", metavar="FEN", help="off the price for who does not split"
    )
    parser.add_argument("--remainder", choices=[each.value for each in Remainder], default="last")
    parser.add_argument("--compare", action="store_true", help="beside other ways to pay")
    parser.add_argument("--settle-after", metavar="N", help="settle early after N periods")
