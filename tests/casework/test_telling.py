"""Who is told what, on which phone, and what counts as told: on built objects. Over the road: tests/steps, tests/api/test_taken.py."""

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.agencies import province
from chalicelib.casework import notify, parties, phones, reminders, taken
from chalicelib.errors import AgencyRefused, AgencyUnavailable
from chalicelib.records import casefile
from chalicelib.records.contents import Message, told_as
from chalicelib.records.presences import SIGNED_FORM, Presence
from tests.given.application import application, with_co_owner
from tests.given.case import CONTRACT, held

NOW, TODAY, YESTERDAY = "2026-11-25T02:00:00.000Z", "20261125", "20261124"
PAPER = Presence("s1", "spouse", "p2", SIGNED_FORM, "T1", NOW, "clerk-1", "e", act="submit")
BEFORE = told_as(taken.MESSAGE, "spouse", f"signatures.{TODAY}.p2.0")
ONES, OF_ANOTHER = ["13900000001", "13900000002", "13900000003"], told_as(taken.MESSAGE, "spouse", "signatures.1.p9.0")


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(notify, "asking", lambda case, step: nullcontext())
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("answer", "went_out"), [(None, True), (AgencyUnavailable("p"), False), (AgencyRefused("p"), False)]
)
def test_a_text_the_platform_refuses_or_does_not_take_has_not_gone_out(monkeypatch, answer, went_out):
    def deliver(*_):
        if answer:
            raise answer

    monkeypatch.setattr(province, "notify", deliver)
    assert notify.tell_one(held(), "sessions", "spouse", "1", "o", "words") is went_out


def test_one_partys_text_of_one_occasion_has_an_id_no_other_has(monkeypatch):
    ids = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: ids.append(id))
    for step, key, occasion in (("a", "b", "1"), ("a", "b", "2"), ("a", "c", "1"), ("d", "b", "1"), ("a", "b", "1")):
        notify.tell_one(held(), step, key, "1", occasion, "words")
    assert len({*ids}) == 4 and ids[-1] == ids[0]


@pytest.mark.parametrize(
    ("to", "told"), [(None, ["borrower", "spouse"]), ({"spouse"}, ["spouse"]), ((), []), ({"nobody"}, [])]
)
def test_a_message_goes_to_those_it_is_for_on_their_phones_once_an_occasion(monkeypatch, to, told):
    ids, of = [], application()
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: ids.append((key, phone, id)))
    monkeypatch.setattr(notify.messages, "text", lambda code, **said: code)
    case = held(of)
    first, second = (notify.sent(case, None, "MESSAGE_X", occasion, to) for occasion in ("1", "2"))
    assert [(key, phone) for key, phone, _ in ids] == [(key, of.person(key).phone) for key in told] * 2
    assert len({id for *_, id in ids}) == 2 * len(told), "the platform takes a second of one id for the first"
    assert [one.to for one in first.values()] == told and not first.keys() & second.keys()
    assert notify.sent(held(of, messages={**first}), None, "MESSAGE_X", "1", to) == {}


@pytest.fixture
def said(monkeypatch):
    """Which phones are told that somebody has signed a paper."""
    told = []
    monkeypatch.setattr(taken, "reference", lambda kind, phone: phone)
    monkeypatch.setattr(notify, "tell_one", lambda case, step, key, phone, occasion, words: not told.append(phone))
    monkeypatch.setattr(casefile, "amend", lambda case, messages: told.append({**[*messages.values()][0].phones}))

    def send(typed=ONES[:1], own=None, named="p2", before=None, sent=BEFORE):
        monkeypatch.setattr(phones, "own", lambda case, key: own)
        monkeypatch.setattr(phones, "typed", lambda case, key: typed)
        monkeypatch.setattr(parties, "named", lambda case: {"spouse": named})
        kept = {sent: Message(taken.MESSAGE, "spouse", NOW, dict(before))} if before else {}
        taken.send_word(held(messages=kept), PAPER)
        *heard, kept = told or [{}]
        assert all(kept[phone[-8:]] == TODAY for phone in heard), "and is known as told"
        return heard

    return send


@pytest.mark.parametrize(
    ("world", "phones"),
    [
        ({}, ONES[:1]),
        ({"typed": ONES[:2]}, ONES[:2]),
        ({"own": "13900000009"}, ["13900000009"]),  # whoever forges a hand types a phone too
        ({"own": "13900000009", "typed": []}, ["13900000009"]),
        ({"named": "p9"}, []),  # another is that party by now
        ({"named": "p9", "own": "13900000009"}, []),
    ],
)
def test_word_of_a_paper_goes_to_their_own_phone_and_to_typed_ones_only_while_none_is_known(said, world, phones):
    assert said(**world) == phones


TWO, THREE = ({f"0000110{n}": TODAY for n in range(many)} for many in (2, 3))


@pytest.mark.parametrize(
    ("world", "phones"),
    [
        ({"before": TWO}, ONES[:1]),
        ({"before": THREE}, []),
        ({"before": {**THREE, "00000001": TODAY}}, ONES[:1]),  # who was told today already is told of this one too
        ({"before": dict.fromkeys(THREE, YESTERDAY)}, ONES[:1]),
        ({"before": THREE, "sent": OF_ANOTHER}, ONES[:1]),
        ({"before": THREE, "own": ONES[2]}, ONES[2:]),  # nobody has typed it
        ({"before": TWO, "typed": ONES[:2]}, ONES[:1]),
    ],
)
def test_no_more_than_three_phones_that_were_typed_for_somebody_are_told_on_one_day(said, world, phones):
    assert said(**world) == phones


def test_word_that_does_not_go_out_is_not_kept_as_told(said, monkeypatch):
    assert said() == ONES[:1]
    monkeypatch.setattr(notify, "tell_one", lambda *_: False)
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: pytest.fail("nobody was told"))
    taken.send_word(held(), PAPER)


@pytest.mark.parametrize(
    ("otherwise", "is_followed"),
    [({}, True), ({"second": {"at": NOW}}, True), ({"void": {"at": NOW}}, False), ({"method": "terminal"}, False)],
)
def test_phones_entered_since_are_told_of_every_paper_that_stands_accepted_or_not(monkeypatch, otherwise, is_followed):
    told = []
    monkeypatch.setattr(taken, "send_word", lambda case, form: told.append(form))
    form = replace(PAPER, **otherwise)
    taken.follow(held(presences=[form]))
    assert told == [form] * is_followed


@pytest.mark.parametrize("act", ["submit", "signatures", "consents.data"])
def test_who_is_said_to_have_signed_a_paper_finds_the_case_whatever_it_is_for(monkeypatch, act):
    done = []
    monkeypatch.setattr(taken.ledger, "append", lambda id, entry: done.append((entry["party"], entry["act"])))
    monkeypatch.setattr(taken.joined, "join", lambda who, id: done.append(who))
    for applicant in ("p1", "p2"):
        taken.note(held(applicant=applicant), replace(PAPER, act=act))
    assert done == [("p2", act), "p2", ("p2", act)], "who applies has it in their list anyway"


BOTH = application(), {"borrower": "p1", "spouse": "p2"}
OURS = {"sha256": CONTRACT["sha256"]}


@pytest.mark.parametrize(
    ("signatures", "told"),
    [
        ({}, ["borrower", "spouse"]),
        ({"spouse": OURS}, ["borrower"]),
        ({"spouse": {**OURS, "void_at": NOW}}, ["borrower", "spouse"]),
        ({"spouse": OURS, "borrower": OURS}, []),
    ],
)
def test_whose_signature_the_contract_has_not_is_reminded_to_sign(signatures, told):
    of, parties = BOTH
    case = held(of, parties=parties, contract=CONTRACT, signatures=signatures)
    wait = SimpleNamespace(kind="sign", id="c1.sign.1")
    assert [*reminders._untold(case, wait)] == told
    reminded = {told_as("MESSAGE_REMIND_SIGN", "borrower", "1"): Message("MESSAGE_REMIND_SIGN", "borrower", NOW)}
    case = held(of, parties=parties, contract=CONTRACT, signatures=signatures, messages=reminded)
    assert [*reminders._untold(case, wait)] == [one for one in told if one != "borrower"]


@pytest.mark.parametrize(
    ("asked", "to", "told"),
    [
        (["B03"], "", ["borrower", "spouse"]),
        (["co_owner_1"], "", ["borrower", "spouse", "co_owner_1"]),  # who only owns the home, what is asked of them
        (["B03"], "spouse", ["spouse"]),
    ],
)
def test_of_what_is_to_be_corrected_those_are_reminded_who_borrow_and_whom_it_is_asked_of(asked, to, told):
    notice = {"defects": [{"where": where} for where in asked], "to": to}
    case = held(with_co_owner(application()), notices=[notice])
    assert [*reminders._untold(case, SimpleNamespace(kind="correction", id="c1.correction.1"))] == told
