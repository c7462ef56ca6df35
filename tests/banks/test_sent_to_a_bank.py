"""What is sent to a bank, how often, and where to: one answer of the bank's a row, without a bank."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
import urllib3

from chalicelib.banks import partners
from chalicelib.banks.registered import Registered, registered
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.trust import patience, secrets

BODY = {"Amt": "1.00", "PayeeName": "某公司"}


@pytest.fixture
def line(monkeypatch):
    """A line to a bank that answers these statuses in turn, the last one for good."""
    sent = []

    def answers(*statuses, **headers):
        left = [*statuses]

        def request(pool, method, url, *, body, headers, redirect):
            sent.append((method, url, body.decode(), redirect))
            status = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(status, Exception):
                raise status
            return SimpleNamespace(status=status, headers=asked, data=b"said")

        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        monkeypatch.setattr(urllib3.PoolManager, "request", request)

    bank = partners.Partner("B01", "https://b01.example", (), (), {})
    monkeypatch.setattr(partners, "partner", lambda code: bank)
    monkeypatch.setattr(partners.tracing, "call", lambda *_, **__: nullcontext())
    monkeypatch.setattr(partners.tracing, "note", lambda **_: None)
    monkeypatch.setattr(secrets, "forget", lambda: sent.append("secrets read anew"))
    monkeypatch.setattr(patience, "_until", {})
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: sent.append(f"{seconds:.0f} s"))
    return SimpleNamespace(answers=answers, sent=sent)


ONCE = ("POST", "https://b01.example/payments", '{"Amt":"1.00","PayeeName":"某公司"}', False)  # it follows no redirect


@pytest.mark.parametrize(
    ("statuses", "headers", "sent", "becomes"),
    [
        ([200], {}, [ONCE], None),
        ([201], {}, [ONCE], None),
        ([299], {}, [ONCE], None),
        ([301], {}, [ONCE], BankUnavailable),
        ([307], {"location": "https://elsewhere.example"}, [ONCE], BankUnavailable),
        ([401, 200], {}, [ONCE, "secrets read anew", ONCE], None),
        ([401], {}, [ONCE, "secrets read anew", ONCE], partners.Refused),
        ([429, 200], {"retry_after": "3"}, [ONCE, "3 s", ONCE], None),
        ([429], {"retry_after": "3"}, [ONCE, "3 s", ONCE], BankUnavailable),
        ([429], {"retry_after": "3600"}, [ONCE], BankUnavailable),
        ([429], {}, [ONCE], BankUnavailable),
        ([503], {"retry_after": "3"}, [ONCE], BankUnavailable),  # it may have taken it
        ([500], {}, [ONCE], BankUnavailable),
        ([402], {}, [ONCE], BankUnavailable),
        *(([status], {}, [ONCE], partners.Refused) for status in (400, 403, 404, 405, 409, 410, 413, 415, 422)),
        ([urllib3.exceptions.ReadTimeoutError(None, "u", "late")], {}, [ONCE], BankUnavailable),
    ],
)
def test_a_message_is_sent_again_only_where_the_bank_has_not_taken_it_and_nowhere_but_to_the_bank(
    line, statuses, headers, sent, becomes
):
    line.answers(*statuses, **headers)
    if becomes is None:
        assert partners.offer("B01", "/payments", "m1", BODY) == b"said"
    else:
        with pytest.raises(becomes) as told:
            partners.offer("B01", "/payments", "m1", BODY)
        assert becomes is not partners.Refused or (told.value.status, told.value.body) == (statuses[0], b"said")
    assert line.sent == sent


@pytest.mark.parametrize(
    ("status", "wish", "is_left_alone"),
    [(429, "3600", True), (503, "3600", True), (503, "", False), (429, "", False), (500, "3600", False)],
)
def test_a_bank_that_is_busy_or_down_and_asks_to_be_left_alone_is_sent_nothing_of_that_kind_meanwhile(
    line, status, wish, is_left_alone
):
    line.answers(status, **({"retry_after": wish} if wish else {}))
    for _ in range(2):
        with pytest.raises(BankUnavailable):
            partners.offer("B01", "/payments", "m1", BODY)
    assert line.sent == [ONCE] * (1 if is_left_alone else 2)
    line.answers(200)
    assert partners.offer("B01", "/queries", "m2", BODY) == b"said"


def test_who_need_not_know_why_a_bank_refuses_is_told_that_a_person_has_to_look(line):
    line.answers(422)
    with pytest.raises(PreconditionFailed) as stopped:
        partners.post("B01", "/payments", "m1", BODY)
    assert type(stopped.value) is PreconditionFailed and stopped.value.codes == ("BANK_REFUSED",)


def test_of_a_bank_nobody_has_told_of_nothing_is_known_and_no_two_are_called_alike():
    assert registered("B99") == Registered("—", "—", "")
    assert len({*registered("B01"), *registered("B02")}) == 6
