"""Who has come to the window, each rule by itself: on built objects. Over HTTP: test_presence, test_agents."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.agencies.purpose import Purpose
from chalicelib.api.applicant import presences
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.presences import Presence
from tests.given.case import held
from tests.given.refusals import answered

NOW = "2026-11-24T02:00:00.000Z"
TOO_MANY = ["INVALID_REQUEST", "TOO_MANY_TODAY"]
NOT_PROVEN = ["INVALID_REQUEST", "PRESENCE_NOT_PROVEN /code"]
NO_AGENT = ["INVALID_REQUEST", "AGENT_NOT_PROVEN /code"]
MANDATE = SimpleNamespace(id="m1")


def was_there(hand: str = "h1", at: str = NOW) -> Presence:
    return Presence("p0", "spouse", "p2", "id_card_and_face", "T1", at, "clerk-1", "e0", hand=hand)


@pytest.fixture(autouse=True)
def that_moment():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def come(monkeypatch):
    """What became of somebody's coming to the window, and everything that was written of it."""

    def comes(
        person="spouse", agent_for=None, there="p2", at=NOW, named=None, mandate=MANDATE, handled=False, claimed=True, is_open=True,
        seen=True, people=None, before=1,
    ):  # fmt: skip
        acts: list = []
        case = held(presences=[was_there()] * before, people=people or {})
        world = {"borrower": "p1", "spouse": "p2"} if named is None else named
        monkeypatch.setattr(presences.actors, "at_window", lambda call: Changes(hands={"h1": "window"}))
        monkeypatch.setattr(presences.parties, "named", lambda case: world)
        monkeypatch.setattr(presences, "reference", lambda kind, number: number)
        monkeypatch.setattr(presences, "form_is_open", lambda case: is_open)
        monkeypatch.setattr(
            presences.agents,
            "covering",
            lambda case, key, agent, act: mandate if (key, agent) == ("spouse", there) else None,
        )
        monkeypatch.setattr(presences.hands, "have_handled", lambda case, who: handled)
        monkeypatch.setattr(presences.presence, "about", lambda case, act, key: f"{act} of {key}")
        purpose = lambda case, step, operator: Purpose(case.id, "", step, "", print, operator=operator)  # noqa: E731
        monkeypatch.setattr(presences, "purpose_of", purpose)
        result = SimpleNamespace(id_number=there, at=at, method="id_card_and_face", terminal="T1", evidence="e1")

        def platform(code, about, asked):
            acts.append((code, about, asked.parties, asked.awaited, asked.operator))
            return result if seen else None

        def claim(evidence, stands_for):
            acts.append((evidence, stands_for))
            return claimed

        monkeypatch.setattr("chalicelib.agencies.identity_platform.present", platform)
        monkeypatch.setattr(presences.proofs, "claim", claim)
        monkeypatch.setattr(presences.ledger, "append", lambda id, entry: acts.append(entry))
        monkeypatch.setattr(presences.casefile, "amend", lambda case, **said: acts.append(("kept", said)))
        monkeypatch.setattr(
            presences.joining, "let_in", lambda case, key, who, changes: acts.append(("let in", key, who, changes))
        )
        who = SimpleNamespace(subject="clerk-1", person="h1")
        body = SimpleNamespace(person=person, agent_for=agent_for, code="code")
        found = answered(presences.show, SimpleNamespace(case=case, body=body, who=who, id="r1"))
        return found, acts

    return comes


HAND = {"h1": "window"}
OF_PARTY = [("code", "spouse", {"spouse": "p2"}, True, "clerk-1"), ("e1", "c1")]
OF_AGENT = [("code", "agent", {"spouse": "p2"}, True, "clerk-1"), ("e1", "c1/r1")]


def test_who_has_come_is_kept_with_the_proof_and_let_in_for_half_an_hour(come):
    found, (*asked, (done, key, who, changes)) = come()
    assert (found.status, found.body) == (
        201,
        {"id": "c1", "person": "spouse", "at": NOW, "until": "2026-11-24T02:30:00.000Z"},
    )
    came = Presence("r1", "spouse", "p2", "id_card_and_face", "T1", NOW, "clerk-1", "e1", hand="h1")
    assert (asked, done, key, who) == (OF_PARTY, "let in", "spouse", "p2")
    assert changes == Changes(presences=[was_there(), came], hands=HAND)


@pytest.mark.parametrize(
    ("more", "done"),
    [
        ({"people": {"p2": "spouse"}}, "kept"),
        ({"people": {"p2": "co_owner_1"}}, "let in"),  # they are in as somebody else
        ({"people": {"p1": "spouse"}}, "let in"),
        ({"is_open": False}, "kept"),
    ],
)
def test_who_comes_is_let_in_once_and_into_no_closed_form(come, more, done):
    assert come(**more)[1][-1][0] == done


def test_an_agent_comes_for_one_act_under_their_authorisation_is_let_in_nowhere_and_the_party_reads_of_it(come):
    found, (*asked, entry, (done, said)) = come(agent_for="submit", there="p9")
    came = said["presences"][-1]
    assert (found.status, asked, done, said["expect"]) == (201, OF_AGENT, "kept", Expect(unchanged=("presences",)))
    assert (came.party, came.agent, came.act, came.mandate) == ("p2", "p9", "submit", "m1")
    assert (came.about, said["hands"]) == ("submit of spouse", HAND)
    assert entry == {
        "kind": "agent", "subject": "spouse", "party": "p2", "act": "submit", "agent": "p9", "mandate": "m1", "presence": "r1",
        "method": "id_card_and_face", "terminal": "T1", "proof": "e1", "operator": "clerk-1", "person": "h1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"person": "co_owner_1"}, ["INVALID_REQUEST", "NOT_A_CHOICE /person"]),
        ({"named": {"spouse": ""}}, ["INVALID_REQUEST", "NOT_A_CHOICE /person"]),  # no number is typed
        ({"named": {"borrower": "p2", "spouse": "p2"}}, ["INVALID_REQUEST", "PERSON_REPEATED /person"]),
        ({"before": presences.A_DAY}, TOO_MANY),
        ({"seen": False}, NOT_PROVEN),
        ({"there": "p3"}, NOT_PROVEN),
        ({"there": "p3", "mandate": None}, NOT_PROVEN),
        ({"at": "2026-11-24T01:30:00.000Z"}, NOT_PROVEN),
        ({"at": "2026-11-24T02:30:00.000Z"}, NOT_PROVEN),
        ({"at": "no moment"}, NOT_PROVEN),
        ({"claimed": False}, NOT_PROVEN),  # they were there for another case
        ({"agent_for": "submit", "mandate": None}, NO_AGENT),
        ({"agent_for": "submit", "mandate": None, "there": "p2"}, NO_AGENT),
        ({"agent_for": "submit", "handled": True}, NO_AGENT),
        ({"agent_for": "submit", "seen": False}, NO_AGENT),
        ({"agent_for": "submit", "at": "2026-11-24T01:30:00.000Z"}, NO_AGENT),
        ({"agent_for": "submit", "claimed": False}, NO_AGENT),
    ],
)
def test_nobody_has_come_who_is_not_proven_now_to_be_who_was_named_or_their_agent(come, more, told):
    found, acts = come(**more)
    assert found == told
    assert not [one for one in acts if isinstance(one, dict) or one[0] in ("kept", "let in")]


A_DAY, BY_ONE, IN_ALL = presences.A_DAY, presences.BY_ONE, presences.IN_ALL
YESTERDAY = "2026-11-23T15:59:00.000Z"  # ends at 16:00, by the clock of China


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ([was_there()] * (A_DAY - 1), None),
        ([was_there()] * A_DAY, TOO_MANY),
        ([was_there("h2")] * A_DAY, None),
        ([was_there(at=YESTERDAY)] * A_DAY, None),
        ([was_there(at="2026-11-23T16:00:00.000Z")] * A_DAY, TOO_MANY),
        ([was_there(at=YESTERDAY)] * BY_ONE, TOO_MANY),
        ([was_there("h2")] * (IN_ALL - 1), None),
        ([was_there("h2")] * IN_ALL, TOO_MANY),
    ],
)
def test_one_member_of_staff_uses_up_neither_the_case_nor_their_colleagues_room(kept, told):
    assert answered(lambda call: presences.room_for_one(held(presences=kept), "h1"), None) == told
