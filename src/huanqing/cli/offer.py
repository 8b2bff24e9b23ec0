"""``huanqing offer``: what an instalment offer really costs. Needs no ledger."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from huanqing.application.offers import cost_of, settlements, ways_to_pay
from huanqing.domain.errors import InvalidAmountError, InvalidFieldError
from huanqing.domain.money import Remainder, format_yuan, parse_yuan
from huanqing.domain.offer import Offer, YearlyRates, percent_of

if TYPE_CHECKING:
    from argparse import Namespace

    from huanqing.application.offers import OfferCost, OfferSettlement, WayToPay
    from huanqing.cli.program import Program

    Json = dict[str, object]

DONE = 0
_RATE = re.compile(r"(\d{1,3})(?:\.(\d{1,4}))?\s*[%％]", re.ASCII)  # noqa: RUF001 - as a Chinese keyboard writes it
_PPM_DIGITS, _PPM_OF_PERCENT = 4, 10_000
_GIVEN = {
    "amount": "amount",
    "periods": "periods",
    "fee_rate": "fee_rate",
    "total_fee": "total_fee",
    "free_periods": "free_periods",
    "discount": "discount",
    "after_period": "settle_after",
}


def offer(_program: Program, arguments: Namespace) -> int:
    """Print the flows and the yearly rates of an offer."""
    try:
        asked = _asked(arguments)
        cost = cost_of(asked)
        ways = ways_to_pay(asked) if arguments.compare else ()
        after = arguments.settle_after
        ends = () if after is None else settlements(asked, _whole(arguments, "settle_after"))
    except InvalidFieldError as error:
        given = _GIVEN.get(error.field)
        if given is None:
            raise
        # The user knows the option and what they typed there, not our field and its fen.
        field = _option(given)
        reason = "must be 0% to 100%" if given == "fee_rate" else error.reason
        raise InvalidFieldError(field, getattr(arguments, given), reason) from None
    if arguments.json:
        print(json.dumps(_document(cost, ways, ends), ensure_ascii=False, indent=1))
    else:
        _print_cost(cost)
        _print_ways(ways)
        _print_settlements(ends)
    return DONE


def _asked(arguments: Namespace) -> Offer:
    """Return the offer of the arguments; raises InvalidFieldError naming option and text."""
    return Offer(
        amount_fen=_yuan(arguments, "amount"),
        periods=_whole(arguments, "periods"),
        fee_rate_ppm=0 if arguments.fee_rate is None else _rate(arguments.fee_rate),
        total_fee_fen=None if arguments.total_fee is None else _yuan(arguments, "total_fee"),
        free_periods=_whole(arguments, "free_periods"),
        discount_fen=_whole(arguments, "discount"),
        remainder=Remainder(arguments.remainder),
    )


def _option(given: str) -> str:
    return "--" + given.replace("_", "-")


def _yuan(arguments: Namespace, given: str) -> int:
    text = getattr(arguments, given)
    try:
        return parse_yuan(text)
    except InvalidAmountError:
        field = _option(given)
        raise InvalidFieldError(field, text, "is not an amount such as 1234.56") from None


def _whole(arguments: Namespace, given: str) -> int:
    text = getattr(arguments, given).strip()
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        field, unit = _option(given), " of fen" if given == "discount" else ""
        reason = f"is not a whole number{unit}"
        raise InvalidFieldError(field, text, reason)
    return int(text)


def _rate(text: str) -> int:
    """Return a rate in parts per million; it must say that it is in percent."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        field = "--fee-rate"
        reason = "is not a rate such as 0.6%, with at most four decimals"
        raise InvalidFieldError(field, text, reason)
    whole, part = match.groups()
    return int(whole) * _PPM_OF_PERCENT + int((part or "").ljust(_PPM_DIGITS, "0"))


def _document(
    cost: OfferCost, ways: tuple[WayToPay, ...], ends: tuple[OfferSettlement, ...]
) -> Json:
    answer: Json = {
        "quoted_rate_percent": percent_of(cost.offer.quoted_hundredths),
        "total_fee": cost.total_fee_fen,
        "instalments": [
            {"period": line.period, "principal": line.principal_fen, "fee": line.fee_fen}
            for line in cost.lines
        ],
        **_rates(cost.rates),
    }
    if ways:
        answer["comparison"] = [_way(each) for each in ways]
    if ends:
        answer["early_settlement"] = [_settlement(each) for each in ends]
    return answer


def _rates(rates: YearlyRates | None) -> Json:
    return {
        "apr_nominal_percent": rates and percent_of(rates.nominal_hundredths),
        "apr_effective_percent": rates and percent_of(rates.effective_hundredths),
    }


def _way(way: WayToPay) -> Json:
    return {
        "kind": way.kind.value,
        "periods": way.periods,
        "first_payment": way.first_payment_fen,
        "total_fee": way.total_fee_fen,
        "total": way.total_fen,
        "extra": way.extra_fen,
        **_rates(way.rates),
    }


def _settlement(end: OfferSettlement) -> Json:
    return {
        "rule": end.rule.value,
        "after_period": end.after_period,
        "to_pay": end.to_pay_fen,
        "total_fee": end.total_fee_fen,
        "total": end.total_fen,
        "saved": end.saved_fen,
        **_rates(end.rates),
    }


def _print_cost(cost: OfferCost) -> None:
    print(f"{'period':>6}{'principal':>16}{'fee':>14}{'to pay':>16}")
    for line in cost.lines:
        amounts = (line.principal_fen, line.fee_fen, line.principal_fen + line.fee_fen)
        shown = [format_yuan(each) for each in amounts]
        print(f"{line.period:>6}{shown[0]:>16}{shown[1]:>14}{shown[2]:>16}")
    print(
        f"quoted {percent_of(cost.offer.quoted_hundredths)} % a period, fees "
        f"{format_yuan(cost.total_fee_fen)}, {format_yuan(cost.extra_fen)} more than paying at once"
    )
    print(f"yearly: {_in_words(cost.rates)}")


def _in_words(rates: YearlyRates | None) -> str:
    if rates is None:
        return "no rate"
    nominal, effective = (
        percent_of(rates.nominal_hundredths),
        percent_of(rates.effective_hundredths),
    )
    return f"{nominal} % nominal, {effective} % effective"


def _print_ways(ways: tuple[WayToPay, ...]) -> None:
    for way in ways:
        name = {0: "at once", 1: "on the next bill"}.get(way.periods, f"{way.periods} periods")
        print(
            f"{name:<17}{format_yuan(way.first_payment_fen):>16} first"
            f"{format_yuan(way.total_fen):>16} in all{format_yuan(way.extra_fen):>14} more"
            + (f", {_in_words(way.rates)}" if way.rates else "")
        )


def _print_settlements(ends: tuple[OfferSettlement, ...]) -> None:
    for end in ends:
        rule = end.rule.value.replace("_", " ")
        print(
            f"settled after {end.after_period}, fees {rule:<15}"
            f"{format_yuan(end.to_pay_fen):>16} to pay{format_yuan(end.saved_fen):>14} saved, "
            f"{_in_words(end.rates)}"
        )
