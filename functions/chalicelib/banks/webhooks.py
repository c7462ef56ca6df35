"""Webhooks to banks (通知): thin events following Standard Webhooks; the bank fetches the rest with its own session."""

from collections.abc import Mapping

from chalicelib.banks import partners

PATH = "/webhooks"  # below the bank's address
TYPES = {"loan.contract.ready", "loan.contract.voided", "loan.settled"}


def send(bank: str, type: str, data: Mapping[str, str], id: str, at: str) -> None:
    """Tells a bank that something happened. `id` names the event and stays the same however often it is sent; so does `at`, when by
    the record it happened, and with it the whole body.

    Raises `BankUnavailable` (send it again) or `PreconditionFailed` (the bank will not take it).
    """
    if type not in TYPES:
        raise ValueError(type)
    partners.post(bank, PATH, id, {"type": type, "timestamp": at, "data": dict(data)})
