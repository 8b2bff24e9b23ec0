"""Works out an offer while it is typed, under the account's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from huanqing.application.offers import cost_of, settlements, ways_to_pay

if TYPE_CHECKING:
    from huanqing.application.account_models import AccountView
    from huanqing.application.offers import OfferCost, OfferSettlement, WayToPay
    from huanqing.application.progress import Progress
    from huanqing.application.services import LedgerService
    from huanqing.domain.offer import Offer
    from huanqing.ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """An offer with its cost, the other ways to pay, and what settling it early comes to."""

    cost: OfferCost
    ways: tuple[WayToPay, ...]
    settlements: tuple[OfferSettlement, ...]


class OfferViewModel(QObject):
    """Holds the answer to the newest offer; an older one never replaces a newer one."""

    answer_changed = Signal()

    def __init__(
        self, service: LedgerService, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._runner = runner
        self._number = 0
        self._turn = 0
        self.answer: OfferAnswer | None = None
        self.error: Exception | None = None
        self.is_working = False

    def propose(self, offer: Offer | None, settle_after: int = 0) -> None:
        """Work out an offer in the place of the one before; None while it is not complete."""
        self._runner.drop(self._number)
        self._turn += 1
        turn = self._turn
        if offer is None:
            self._tell(None, None)
            return
        service, after = self._service, min(settle_after, offer.periods - 1)

        def work(_progress: Progress) -> OfferAnswer:
            return _worked_out(offer, after, service.account.view())

        def show(answer: OfferAnswer) -> None:
            if turn == self._turn:
                self._tell(answer, None)

        def fail(error: Exception) -> None:
            if turn == self._turn:
                self._tell(None, error)

        # The answer before stays until this one is there, so that nothing flickers.
        self.is_working = True
        self._number = self._runner.submit(self, work, show, fail)

    def _tell(self, answer: OfferAnswer | None, error: Exception | None) -> None:
        self.answer = answer
        self.error = error
        self.is_working = False
        self.answer_changed.emit()


def _worked_out(offer: Offer, after: int, view: AccountView) -> OfferAnswer:
    account, today = view.account, view.today
    return OfferAnswer(
        cost=cost_of(offer, account, today),
        ways=ways_to_pay(offer, account, today),
        settlements=settlements(offer, after, account, today),
    )
