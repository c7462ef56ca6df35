"""What a case goes on with of what it claims, and who is preferred: on built objects. The steps: tests/steps/test_holding.py."""

from datetime import date

import pytest

from chalicelib.casework import claimed_twice, holding
from chalicelib.casework import held as holds
from chalicelib.errors import PreconditionFailed
from chalicelib.records import agenda, casefile, guards, lent
from chalicelib.records.guards import Guard
from tests.given.application import of_sample
from tests.given.case import held

ME, SPOUSE, HOME = "person#p1", "person#p2", "unit#u1"
SELF, HOMES, TWICE = "PERSON_CLAIMED_ELSEWHERE", "HOME_CLAIMED_ELSEWHERE", "HOME_CLAIMED_TWICE"


def ours(sure=True, contested=()):
    return Guard("c1", sure, frozenset(contested))


def theirs(sure=True):
    return Guard("c2", sure)


@pytest.fixture
def asked(monkeypatch):
    """What a case claims and who has it; what it then takes, over whom, and what is said of it."""
    acts = []

    def say(claimed, found, losers=None, is_open=True):
        monkeypatch.setattr(holding, "claims", lambda case: dict(claimed))
        monkeypatch.setattr(holding, "found", lambda case, keys: (found, losers or {}))
        monkeypatch.setattr(guards, "take", lambda case, wanted, over, losers: acts.append((wanted, over)))
        monkeypatch.setattr(holding, "have_told", lambda losers: acts.append(("told", [*losers])))
        monkeypatch.setattr(claimed_twice, "say", lambda case, key, guard: acts.append(("twice", key, guard.case)))
        monkeypatch.setattr(claimed_twice, "is_open", lambda case, guard: is_open)
        return acts

    return say


@pytest.mark.parametrize(
    ("claimed", "found", "codes", "takes"),
    [
        ({ME: True, HOME: True}, {}, [], {ME: True, HOME: True}),
        ({ME: False}, {}, [], {ME: False}),
        ({ME: False, HOME: True}, {ME: ours(False), HOME: ours()}, [], None),  # it has all of it
        ({ME: True, HOME: True}, {ME: ours(False), HOME: ours()}, [], {ME: True}),  # more surely by now
        ({ME: True}, {ME: theirs(False)}, [], {ME: True}),
        ({ME: True}, {ME: theirs(True)}, [SELF], None),
        ({ME: False}, {ME: theirs(False)}, [SELF], None),  # who came first
        ({ME: True}, {ME: theirs(None)}, [SELF], None),  # nobody knows how sure that is
        ({HOME: True}, {HOME: theirs(True)}, [TWICE], None),
        ({HOME: True}, {HOME: theirs(False)}, [], {HOME: True}),
        ({HOME: True}, {HOME: theirs(None)}, [HOMES], None),
        ({HOME: False}, {HOME: theirs(True)}, [HOMES], None),
        ({ME: True, HOME: True}, {ME: theirs(), HOME: ours()}, [SELF], None),
        ({HOME: False}, {HOME: Guard("c2", True, frozenset({"c1"}))}, [HOMES], None),  # what is theirs is said once
        ({ME: True, SPOUSE: True, HOME: True}, {SPOUSE: theirs()}, [SELF], None),  # all or nothing
        ({HOME: True}, {HOME: ours(contested=["c2"])}, [TWICE], None),
        ({ME: True, SPOUSE: True}, {ME: theirs(), SPOUSE: theirs()}, [SELF, SELF], None),
    ],
)
def test_a_case_goes_on_with_all_it_claims_or_with_nothing(asked, claimed, found, codes, takes):
    acts = asked(claimed, found)
    assert holds.lacking(held(unit="u1")) == codes
    assert [act[0] for act in acts if isinstance(act[0], dict)] == ([takes] if takes else [])
    home_twice = TWICE in codes and found[HOME].case == "c2"
    assert (("twice", HOME, "c2") in acts) is home_twice, "whoever has it is looked at by a person too"
    if codes:
        with pytest.raises(PreconditionFailed) as stopped:
            holds.hold(held(unit="u1"))
        assert [*stopped.value.codes] == codes


@pytest.mark.parametrize(
    ("claimed", "found", "codes", "takes"),
    [
        ({ME: False}, {ME: ours(False)}, [], {ME: True, HOME: True}),  # whoever is paid holds all of it surely
        ({ME: False}, {ME: ours(), HOME: ours(False)}, [], {HOME: True}),
        ({ME: False}, {ME: ours(), HOME: ours()}, [], None),
        ({ME: False}, {ME: ours(), HOME: theirs()}, [TWICE], None),
        ({ME: False}, {ME: ours(), HOME: ours(contested=["c2"])}, [TWICE], None),  # nobody has found out whose it is
        ({ME: False}, {ME: theirs(False), HOME: ours()}, [SELF], None),
    ],
)
def test_for_a_pay_out_all_is_held_surely_and_the_home_whoever_said_that_it_is_theirs(
    asked, claimed, found, codes, takes
):
    acts = asked(claimed, found)
    assert holds.lacking(held(unit="u1"), for_pay_out=True) == codes
    assert [act[0] for act in acts if isinstance(act[0], dict)] == ([takes] if takes else [])


def test_a_home_somebody_else_claims_is_its_holders_once_a_person_has_found_that_out(asked):
    asked({HOME: True}, {HOME: ours(contested=["c2"])}, is_open=False)
    assert holds.lacking(held(unit="u1")) == []


def test_whose_unsure_claim_is_taken_is_told_and_no_other(asked):
    loser = held()
    acts = asked({ME: True, HOME: True}, {ME: theirs(False), HOME: ours()}, {"c2": loser})
    holds.lacking(held(unit="u1"))
    assert acts == [({ME: True}, {ME: theirs(False)}), ("told", ["c2"])]


@pytest.mark.parametrize(
    ("given", "is_sure"),
    [
        ([{}], True),
        ([], False),
        ([{"session": ""}], False),  # earlier releases did not keep it
        ([{"method": "signed_form"}], False),
        ([{"method": "id_card_and_face"}], True),
        ([{"agent": "p9"}], False),
        ([{}, {"use": "credit", "agent": "p9"}], False),
        ([{"withdrawn_at": "2026-11-24"}], False),
        ([{"party": "another"}], False),
    ],
)
def test_a_claim_to_a_person_is_sure_once_they_have_authorised_all_of_it_themselves(monkeypatch, given, is_sure):
    usual = {"id": "1", "person": "borrower", "party": "p1", "use": "data", "session": "s"}
    acts = [{**usual, **one} for one in given]
    case = held(parties={"borrower": "p1", "co_owner_1": "p3"}, unit="u1")
    vars(case).update(consents=acts)
    assert holding.claims(case) == {ME: is_sure}, "of who owes the loan; and of no home that nobody has confirmed"
    monkeypatch.setattr(holding, "_is_confirmed", lambda case: True)
    assert holding.claims(case) == {ME: is_sure, HOME: True}


@pytest.mark.parametrize(
    ("guard", "claimed", "rival", "marked", "then", "loses"),
    [
        (Guard("c2", None), True, {}, False, False, True),
        (Guard("c2", None), True, {"payment": {}}, True, True, False),  # it has its order
        (Guard("c2", None), True, {"is_sure": True}, True, True, False),
        (Guard("c2", None), False, {}, False, False, False),
        (Guard("c2", False), True, {}, None, False, True),
        (Guard("c2", False), False, {}, None, False, False),
        (Guard("c2", True), True, {}, None, True, False),
        (Guard("c1", None), True, {}, None, None, False),  # its own
    ],
)
def test_what_an_earlier_release_took_is_as_sure_as_its_case_and_gives_way_to_a_surer_claim(
    monkeypatch, guard, claimed, rival, marked, then, loses
):
    said, read = [], []
    other = held(**{name: value for name, value in rival.items() if name == "payment"})
    kept = {"person#old": theirs(False), SPOUSE: ours(), ME: guard}
    monkeypatch.setattr(guards, "read", lambda keys: read.append({*keys}) or kept)
    monkeypatch.setattr(guards, "mark", lambda key, one, *, sure: said.append((key, sure)))
    monkeypatch.setattr(casefile, "load", lambda id: other)
    monkeypatch.setattr(holding, "claims", lambda case: {ME: True} if "is_sure" in rival else {})
    found, losers = holding.found(held(guards=["person#old"]), {ME: claimed, SPOUSE: True})
    assert said == ([] if marked is None else [(ME, marked)]) and found[ME].sure is then
    assert losers == ({"c2": other} if loses else {}), "for what it claims now, not for what it claimed before"
    assert read == [{ME, SPOUSE, "person#old"}]


@pytest.mark.parametrize(
    ("kept", "paid", "written"),
    [
        ({}, {"p1": ["a"]}, {"borrower": 1}),
        ({"borrower": 1}, {"p1": ["a", "b"], "p2": ["a"]}, {"borrower": 2, "spouse": 1}),
        ({"borrower": 1}, {"p1": ["a"]}, None),
        ({"borrower": 1}, {}, {}),
    ],
)
def test_what_was_lent_in_other_cases_to_who_owes_the_loan_is_remembered_by_how_many(monkeypatch, kept, paid, written):
    asked, wrote = [], []
    monkeypatch.setattr(lent, "to", lambda whom, *, beside: asked.append(({*whom}, beside)) or paid)
    monkeypatch.setattr(casefile, "amend", lambda case, *, lent: wrote.append(lent))
    holding.remember(held(parties={"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}, lent=kept))
    assert asked == [({"p1", "p2"}, "c1")] and wrote == ([] if written is None else [written])


def test_who_was_overtaken_is_given_what_was_lent_meanwhile(asked, monkeypatch):
    asked({ME: True}, {ME: ours()})
    remembered = []
    monkeypatch.setattr(holding, "remember", lambda case: remembered.append(case.id))
    monkeypatch.setattr(casefile, "load", lambda id: "read again")
    case = held(unit="u1")
    assert holds.hold(case) is case and remembered == []
    lost = held(unit="u1", events={"CLAIM_OVERTAKEN.x": {"at": "2026-11-24", "code": "CLAIM_OVERTAKEN", "values": {}}})
    assert holds.hold(lost) == "read again" and remembered == ["c1"]


def test_whoever_gave_way_is_told_soon(monkeypatch):
    entered = []
    monkeypatch.setattr(
        agenda, "enter", lambda id, status, within: entered.append((id, str(status), within.total_seconds()))
    )
    holding.have_told({"c2": held(status="VERIFYING")})
    assert entered == [("c1", "VERIFYING", 0)]


@pytest.mark.parametrize("rival", [None, "person"])
def test_a_case_is_taken_in_with_what_it_claims_and_who_gave_way_is_told_only_then(asked, monkeypatch, rival):
    losers, taken = {"c2": held()}, []
    acts = asked({ME: True}, {ME: theirs(False)}, losers)
    monkeypatch.setattr(holding.acceptance, "accept", lambda *of, **changes: taken.append((of, changes)) or rival)
    case, day, line = held(), date(2026, 11, 23), casefile.event("ACCEPTED")
    assert holding.take_in(case, "1" * 31, day, line, accepted_on=day) == rival
    assert taken == [((case, "1" * 31, day, line, {ME: True}, {ME: theirs(False)}, losers), {"accepted_on": day})]
    assert acts == ([] if rival else [("told", ["c2"])])


@pytest.mark.parametrize(
    ("values", "holds", "is_confirmed"),
    [
        ({"answers": {"property.home": {}}}, True, True),
        ({"rulings": {"property.home": {"of": "q"}}}, True, True),
        ({"answers": {"property.home": {}}}, False, False),
        ({}, True, False),  # nobody has said anything yet
    ],
)
def test_a_home_is_theirs_once_agencies_or_a_person_have_confirmed_it(monkeypatch, values, holds, is_confirmed):
    from chalicelib.casework import answers
    from chalicelib.domain.checks.evidence import Evidence

    monkeypatch.setattr(answers, "known", lambda case: ())
    monkeypatch.setattr(
        Evidence, "holds", lambda self, check, subject: holds and (check, subject) == ("property", "home")
    )
    assert holding._is_confirmed(held(of_sample(1), **values)) is is_confirmed


def test_of_a_home_two_cases_claim_whoever_has_it_has_a_person_find_out(monkeypatch):
    said = []
    monkeypatch.setattr(guards, "contest", lambda key, held, rival: said.append((key, held.case, rival)))
    monkeypatch.setattr(casefile, "load", lambda id: f"case {id}")
    monkeypatch.setattr(claimed_twice.disputes, "open_task", lambda case, code, *by: said.append((case, code, by[-1])))
    claimed_twice.say(held(), HOME, theirs())
    assert said == [(HOME, "c2", "c1"), ("case c2", "DISPUTE_HOME_CLAIMED", "c1")]


@pytest.mark.parametrize(
    ("rivals", "reviews", "ended", "is_open"),
    [
        ([], [], [], False),
        (["c2"], [], [], True),
        (["c2"], [("c2", "resolved")], [], False),
        (["c2"], [("c2", "upheld")], [], True),  # it is the other's
        (["c2"], [("c3", "resolved")], [], True),
        (["c2"], [], ["c2"], False),
        (["c2", "c3"], [("c2", "resolved")], [], True),
        (["c2", "c3"], [], ["c3"], True),
        (["c2", "c3"], [("c2", "resolved")], ["c3"], False),
    ],
)
def test_a_home_is_claimed_twice_until_every_live_rival_is_found_to_have_none_of_it(
    monkeypatch, rivals, reviews, ended, is_open
):
    monkeypatch.setattr(claimed_twice.disputes, "task_of", lambda case, *by: f"dispute over {by[-1]}")
    monkeypatch.setattr(casefile, "load", lambda id: held(status="REFUSED" if id in ended else "REVIEWING"))
    said = [{"task": f"dispute over {id}", "level": "dispute", "decision": word} for id, word in reviews]
    assert claimed_twice.is_open(held(reviews=said), ours(contested=rivals)) is is_open


def test_everybody_who_owes_the_loan_is_claimed_each_as_surely_as_they_have_authorised_it(monkeypatch):
    usual = {"use": "data", "session": "s"}
    acts = [
        {"id": "1", "person": "borrower", "party": "p1", **usual, "method": "signed_form"},
        {"id": "2", "person": "spouse", "party": "p2", **usual},
        {"id": "3", "person": "co_owner_1", "party": "p3", **usual},
    ]
    case = held(parties={"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}, unit="u1")
    vars(case).update(consents=acts)
    assert holding.claims(case) == {ME: False, SPOUSE: True}
