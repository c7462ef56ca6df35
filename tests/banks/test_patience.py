"""A bank that asks us to come back later is left alone until then."""

from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.banks import webhooks
from chalicelib.errors import BankUnavailable
from chalicelib.trust import patience
from infra.simulators import server


def told(bank: str) -> None:
    webhooks.send(bank, "loan.settled", {"contract_number": "JK1"}, f"JK1.settled.{bank}", clock.stamp())


def test_a_bank_that_asks_us_to_come_back_in_an_hour_is_sent_nothing_before_and_no_other_waits_for_it(
    world, monkeypatch
):
    monkeypatch.setattr(patience, "_until", {})
    monkeypatch.setattr(server, "RETRY_AFTER", 3600)
    world.control(bank="B01", mode="throttled", times=1)
    for _ in range(3):
        with pytest.raises(BankUnavailable):
            told("B01")
    assert world.journal()["webhooks"] == []
    told("B02")
    monkeypatch.setattr(
        patience, "_until", {whom: until - timedelta(hours=1) for whom, until in patience._until.items()}
    )
    told("B01")
    assert len(world.journal()["webhooks"]) == 2
