"""What the bank says of its seal counts of the very file it was asked about, and a seal is ordered where it has none."""

import json
from base64 import b64encode

import pytest

from chalicelib.banks import partners, seals
from chalicelib.errors import BankUnavailable, PreconditionFailed
from tests.given.platform import BANKS

ORDER = seals.Order("B01", "JK1", "a" * 64, "b" * 64)
SEALED = {"State": "sealed", "digest": "a" * 64, "Cms": b64encode(b"cms").decode()}
WAITS = {"State": "processing", "digest": "a" * 64}
NONE = {"State": "unknown", "digest": "a" * 64}


@pytest.fixture
def bank(monkeypatch):
    """What was sent to it; it answers by path."""

    def answering(**answers):
        sent = []

        def post(bank, path, id, body):
            sent.append((bank, path, id, body))
            return json.dumps(answers["query" if path == seals.QUERY else "order"]).encode()

        monkeypatch.setattr(partners, "post", post)
        return sent

    return answering


def test_what_it_has_sealed_already_is_not_ordered_again(bank):
    sent = bank(query=SEALED)
    assert seals.signature(ORDER) == b"cms"
    assert [(path, body) for _, path, _, body in sent] == [
        (seals.QUERY, {"contract_number": "JK1", "digest": "a" * 64})
    ]


def test_what_it_knows_nothing_of_is_ordered_under_one_id_with_what_everybody_has_signed(bank):
    sent = bank(query=NONE, order=SEALED)
    assert seals.signature(ORDER) == seals.signature(ORDER) == b"cms"
    asked, ordered = sent[::2], sent[1::2]
    assert {(bank, path, id) for bank, path, id, _ in ordered} == {("B01", seals.ORDER, f"seal.JK1.{'a' * 64}")}
    assert ordered[0][3] == {"contract_number": "JK1", "digest": "a" * 64, "signed": "b" * 64}
    assert len({id for _, _, id, _ in asked}) == 2, "every question is a message of its own"


@pytest.mark.parametrize("query", [WAITS, {**SEALED, "Cms": ""}])
def test_what_it_is_at_or_has_sealed_with_nothing_is_asked_again_later_and_not_ordered(bank, query):
    sent = bank(query=query, order=SEALED)
    with pytest.raises(BankUnavailable):
        seals.signature(ORDER)
    assert [path for _, path, _, _ in sent] == [seals.QUERY]


@pytest.mark.parametrize("wrong", [{"digest": "c" * 64}, {"State": "done"}, {"Cms": "no base64!"}, {"Cms": None}])
def test_of_another_file_or_in_another_shape_it_is_no_answer(bank, wrong):
    bank(query={**SEALED, **wrong})
    with pytest.raises(BankUnavailable):
        seals.query(ORDER)


def test_whose_seal_nobody_has_agreed_on_is_no_bank_s(monkeypatch):
    for known, told in (((), None), (("PEM",), ("PEM",))):
        bank = {**BANKS["B01"], "url": "", "seal_certificates": known}
        monkeypatch.setattr("chalicelib.trust.secrets.banks", lambda bank=bank: {"B01": bank})
        if told:
            assert seals.certificates("B01") == told
            continue
        with pytest.raises(PreconditionFailed):
            seals.certificates("B01")
