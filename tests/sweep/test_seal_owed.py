"""Nobody's papers wait for a bank that does not seal: a day after the payment they go out, and the signed contract follows."""

from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.casework import seal_owed, signed_contract
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.contents import Paper
from chalicelib.sweep import run, words
from tests.given import case as given
from tests.given.form import CO_OWNER, form

SIGNED = Paper("contract.pdf", "k/contract.pdf", "a" * 64)
OTHER = {"name": "voucher.pdf", "key": "k/voucher.pdf", "sha256": "b" * 64}


class Bank:
    """What comes of asking for the signed contract."""

    error: Exception | None = BankUnavailable("B01: not sealed yet")

    def paper(self, case):
        if self.error:
            raise self.error
        return SIGNED


@pytest.fixture
def bank(monkeypatch):
    one = Bank()
    monkeypatch.setattr(signed_contract, "paper", one.paper)
    return one


@pytest.fixture
def told(monkeypatch):
    messages = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: messages.append(key))
    return messages


@pytest.fixture
def paid(platform):
    """Of a loan with which somebody only owns the home: they have signed the contract too."""
    whole = {**form(), "people": [*form()["people"], CO_OWNER]}
    return given.submitted(whole, number="6201", contract={"number": "JK1", "bank": "B01", "takes_seals": True})


def ago(**time):
    return clock.stamp(clock.now() - timedelta(**time))


@pytest.mark.parametrize("error", [BankUnavailable("B01"), PreconditionFailed("B01", "BANK_SEAL_INVALID")])
def test_a_bank_is_waited_for_a_day_and_then_the_other_papers_go_out(paid, bank, error):
    bank.error = error
    with pytest.raises(type(error)):
        seal_owed.signed(paid, ago(hours=23))
    assert not words.owes_seal(casefile.load("c1"))
    assert seal_owed.signed(paid, ago(hours=25)) == []
    assert words.owes_seal(casefile.load("c1"))


def test_one_that_has_sealed_owes_nothing(paid, bank):
    bank.error = None
    assert seal_owed.signed(paid, ago(hours=25)) == [SIGNED]
    assert not words.owes_seal(casefile.load("c1"))


@pytest.fixture
def owed(paid, bank, later):
    """A case that ended two days ago without its bank's seal, all that it has handed out."""
    seal_owed.signed(paid, ago(hours=25))
    event = {"at": clock.stamp(), "code": "ENDED_DISBURSED"}
    given.put("c1", status="DISBURSED", results=[OTHER], consents=[], **{"events.ENDED_DISBURSED": event})
    later(days=2)


def test_the_contract_comes_to_the_papers_as_soon_as_the_bank_has_sealed_and_everybody_is_told_once(
    owed, bank, told, later
):
    assert "archived" not in run.handle({}) and not told, "what is owed is waited for"
    bank.error = None
    later(days=3)
    assert run.handle({})["contract_sealed"] == 1
    case = casefile.load("c1")
    assert [(paper.name, paper.replaced) for paper in case.results] == [("voucher.pdf", False), ("contract.pdf", False)]
    assert case.handing == case.centre and not words.owes_seal(case)
    assert sorted(told) == sorted(case.parties)
    later(days=4)
    run.handle({})
    assert len(told) == len(case.parties)


def test_a_bank_that_never_seals_keeps_the_case_from_being_archived_and_forgotten(owed, bank, later):
    for days in (3, 40, 80):
        later(days=days)
        assert not {"archived", "ended"} & run.handle({}).keys()
