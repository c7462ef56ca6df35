"""Webhooks to banks (通知): thin events following Standard Webhooks; the bank fetches the rest with its own session."""

from collections.abc import Mapping

from chalicelib import clock
from chalicelib.banks import partners

PATH = "/webhooks"  # below the bank's address
TYPES = {"loan.contract.ready", "loan.contract.voided", "loan.settled"}


def send(bank: str, type: str, data: Mapping[str, str], id: str) -> None:
    """Tells a bank that something happened. `id` names the event and stays the same however often it is sent.

    Raises `BankUnavailable` (send it again) or `PreconditionFailed` (the bank will not take it).
    """
    if type not in TYPES:
        raise ValueError(type)
    partners.post(bank, PATH, id, {"type": type, "timestamp": clock.stamp(), "data": dict(data)})
