"""States of the alerts page worth a picture, without a change to the ledger behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from huanqing.application.alert_models import AlertList, Urgency

if TYPE_CHECKING:
    from huanqing.ui.alerts.view import AlertsPage

_NAVIGATION = "alerts"


def _loaded(page: AlertsPage) -> AlertList:
    found = page.view_model.alerts
    if found is None:
        message = "the alerts are not loaded"
        raise RuntimeError(message)
    return found


def show_all(page: AlertsPage) -> None:
    """Show what the ledger says, with the number at the navigation."""
    count = sum(each.urgency is not Urgency.QUIET for each in _loaded(page).open)
    navigation = getattr(page.window(), "navigation", None)
    if navigation is not None:
        navigation.show_count(_NAVIGATION, count)


def put_aside(page: AlertsPage) -> None:
    """Show the last alerts as put aside: one for a week, the others for good."""
    found = _loaded(page)
    kept, *gone = found.open[-3:]
    week = found.today + timedelta(days=6)
    page.view_model.show(
        replace(found, open=found.open[:-3], snoozed=((kept, week),), done=tuple(gone))
    )
    page.aside_button.setChecked(True)


def be_calm(page: AlertsPage) -> None:
    """Show that nothing needs the user."""
    page.view_model.show(AlertList(_loaded(page).today, (), (), ()))


def choose_rules(page: AlertsPage) -> None:
    """Open the form of the rules."""
    page.rules_button.click()
