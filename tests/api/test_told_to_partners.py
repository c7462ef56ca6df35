"""Who calls us from outside, and what a bank pays by, each rule by itself: on built objects. Over HTTP: test_partner_callbacks, test_partner_contract."""

from types import SimpleNamespace

import pytest

from chalicelib.api.partners import callers, contracts
from tests.given.refusals import answered

NOW_AND_BEFORE = {"profile": "sm3", "callback_key": "now", "callback_key_previous": "before"}


@pytest.fixture
def calls(monkeypatch):
    """The registry calls with what is signed by a key; the exchange's keys are ours, and those it may have by now."""

    def calls(signed_by, *, timely=True, ours=NOW_AND_BEFORE, newer=None, raises=None):
        kept = [ours]

        def genuine(profile, key, headers, body):
            if raises:
                raise raises
            return (profile, key, headers, body) == ("sm3", signed_by, "headers", b"body")

        monkeypatch.setattr(callers.signers, "is_timely", lambda headers: timely)
        monkeypatch.setattr(callers.signers, "genuine", genuine)
        monkeypatch.setattr(callers.secrets, "exchange", lambda: kept[-1])
        monkeypatch.setattr(callers.secrets, "renew", lambda: kept.append(newer or ours))
        found = answered(callers.registry, SimpleNamespace(headers="headers", raw=b"body"))
        return (found if isinstance(found, list) else (found.audience, found.subject)), len(kept) - 1

    return calls


REGISTRY = ("registry", "registry")
UNSIGNED = ["BAD_SIGNATURE", "SIGNATURE_WRONG gjgxjhpt_sign"]
NEWER = {"profile": "sm3", "callback_key": "newer"}


@pytest.mark.parametrize(
    ("signed_by", "more", "told", "renewals"),
    [
        ("now", {}, REGISTRY, 0),
        ("before", {}, REGISTRY, 0),
        ("newer", {"newer": NEWER}, REGISTRY, 1),  # it signs by a key newer than our copy
        ("another", {"newer": NEWER}, UNSIGNED, 1),
        ("another", {}, UNSIGNED, 1),
        ("now", {"timely": False}, ["BAD_SIGNATURE", "TIMESTAMP_WRONG gjgxjhpt_rtime"], 0),
        ("now", {"raises": ValueError()}, UNSIGNED, 1),
        ("now", {"raises": OverflowError()}, UNSIGNED, 1),
    ],
)
def test_the_registry_is_who_signs_just_now_by_a_key_of_the_exchange(calls, signed_by, more, told, renewals):
    assert calls(signed_by, **more) == (told, renewals)


@pytest.mark.parametrize(("sender", "told"), [("b1", ("bank", "b1")), (None, None)])
def test_a_bank_is_who_has_signed_and_is_told_which_header_is_wrong(monkeypatch, sender, told):
    def who(headers, body):
        assert (headers, body) == ("headers", b"body")
        if sender is None:
            raise callers.callbacks.CallbackRejected("webhook-id")
        return sender

    monkeypatch.setattr(callers.callbacks, "sender", who)
    found = answered(callers.bank, SimpleNamespace(headers="headers", raw=b"body"))
    if told is None:
        assert found == ["BAD_SIGNATURE", "MISSING webhook-id"]
    else:
        assert (found.audience, found.subject, found.centre) == (*told, "")


@pytest.fixture
def fetched(monkeypatch):
    """The contract as its bank fetches it."""

    def of(decision, *, wish=None, part=None, way=None, unconfirmed=()):
        usual = {"method": "EQUAL", "repayment_account": "r", "is_combination": False, "months": 300}
        wished = SimpleNamespace(**{**usual, "commercial_amount": 400000, "commercial_months": None, **(wish or {})})
        wished.commercial_method = None
        person = SimpleNamespace(key="borrower", name="n", id_number="i", phone="p", income="9000")
        home = SimpleNamespace(unit_number="u", location="l", contract_number="c")
        application = SimpleNamespace(people=[person], home=home, wish=wished)
        drawn_up = SimpleNamespace(number="k", sha256="h", key="at")
        case = SimpleNamespace(
            application=application, contract=drawn_up, decision=decision, number="n1", status="SIGNING"
        )
        case.bank_part = part
        monkeypatch.setattr(contracts, "policy_of", lambda case: None)
        payee = SimpleNamespace(holder="seller", number="a1", bank="b9")
        monkeypatch.setattr(contracts.circumstances, "payee", lambda application, policy: payee)
        monkeypatch.setattr(contracts, "link", lambda key: f"to {key}")
        monkeypatch.setattr(contracts.part_plan, "way_of", lambda case: way)
        monkeypatch.setattr(contracts.part_plan, "account_of", lambda case: "a2")
        monkeypatch.setattr(contracts.part_plan, "unconfirmed", lambda case: [*unconfirmed])
        return contracts.contract(SimpleNamespace(case=case)).body

    return of


DECIDED = {"amount": "500000", "months": 240, "rate": "2.6"}
BOTH = {"wish": {"is_combination": True}}


def test_a_bank_fetches_what_it_pays_by_as_it_was_decided_and_of_the_people_no_more_than_that(fetched):
    told = fetched(DECIDED)
    assert (told["amount"], told["months"], told["rate"], told["method"]) == ("500000", 240, "2.6", "EQUAL")
    assert told["payee"] == {"holder": "seller", "number": "a1", "bank": "b9"} and told["repayment_account"] == "r"
    assert told["people"] == [{"key": "borrower", "name": "n", "id_number": "i", "phone": "p"}]
    assert (told["contract_number"], told["sha256"], told["link"], told["bank_part"]) == ("k", "h", "to at", None)


def test_before_it_is_decided_a_bank_is_told_no_sum(fetched):
    told = fetched(None, **BOTH)
    assert (told["amount"], told["months"], told["rate"], told["bank_part"]["months"]) == (None, None, None, 300)


@pytest.mark.parametrize(
    ("part", "way", "unconfirmed", "told"),
    [
        (None, None, [], (None, None, False)),
        (("", False), ("mortgage",), [], ("mortgage", None, False)),
        (("s1", False), ("mortgage",), [], ("mortgage", "s1", False)),
        (("s1", True), ("mortgage",), ["p2"], ("mortgage", "s1", False)),
        (("s1", True), ("mortgage",), [], ("mortgage", "s1", True)),
    ],
)
def test_of_its_own_part_a_bank_is_told_the_plan_and_that_everybody_has_confirmed_what_it_costs(
    fetched, part, way, unconfirmed, told
):
    offer = part and SimpleNamespace(statement=part[0], is_offered=part[1])
    plan = way and SimpleNamespace(condition=way[0])
    found = fetched(DECIDED, part=offer, way=plan, unconfirmed=unconfirmed, **BOTH)["bank_part"]
    assert (found["condition"], found["statement"], found["confirmed"]) == told
    assert (found["amount"], found["months"], found["method"], found["account"]) == ("400000", 240, "EQUAL", "a2")
