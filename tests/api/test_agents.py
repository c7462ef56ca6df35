"""Agents: who comes for a party does what a checked authorisation covers, and nothing else; the party reads of it and may end it."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import aws, clock
from chalicelib.agencies import identity_platform
from chalicelib.agencies.identity_platform import Seen
from chalicelib.api.applicant import signed_forms
from chalicelib.casework import agents, delivering, denied, disputes, hands
from chalicelib.casework.actor import Actor
from chalicelib.records import casefile, inspections, lanes, ledger, relatives, tasks
from chalicelib.records.presences import Presence
from chalicelib.settings import setting
from chalicelib.trust.index import reference
from tests.given.application import accepted
from tests.given.case import present, put
from tests.given.form import BORROWER, OTHER, SPOUSE
from tests.given.meanwhile import overtaken
from tests.given.papers import pdf

PAPER = pdf("authorisation of an agent")
SHA = hashlib.sha256(PAPER).hexdigest()


def day(days):
    return (clock.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def clerk(login):
    return login("clerk")


@pytest.fixture
def second(login):
    return login("clerk", "clerk-2")


@pytest.fixture
def brought(api, clerk, draft):
    """The borrower's authorisation is brought to the window; it says so."""

    def scanned(who=None, paper=PAPER, **said):
        where = f"/v1/applications/{draft}/signed-forms"
        id = api("POST", where, {"content_type": "application/pdf"}, who or clerk).body["id"]
        key = inspections.incoming_key_of(draft, id)
        aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=paper)
        agent = {"id_number": OTHER, "acts": ["submit", "documents"], "until": day(30), **said}
        body = {
            "person": "borrower", "act": "agent", "agent": agent, "place": "W-1", "content_type": "application/pdf",
            "sha256": hashlib.sha256(paper).hexdigest(),
        }  # fmt: skip
        return api("POST", f"{where}/{id}/verify", body, who or clerk)

    return scanned


@pytest.fixture
def looked(api, draft, second):
    """A second person has looked at the authorisation."""

    def at(accepted=True):
        (form,) = agents.authorisations(casefile.load(draft))
        body = {"sha256": SHA, "accepted": accepted}
        return api("POST", f"/v1/applications/{draft}/signed-forms/{form.id}/second", body, second)

    return at


@pytest.fixture
def comes(api, clerk, draft, monkeypatch):
    """Somebody is before the terminal, for an act of the borrower."""

    def there(act="submit", id_number=OTHER, who=None, evidence=None):
        found = Seen(id_number, "id_card_and_face", "T-1", clock.stamp(), evidence or token_hex(32))
        monkeypatch.setattr(identity_platform, "present", lambda code, key, purpose: found)
        body = {"person": "borrower", "code": "face-x", "agent_for": act}
        return api("POST", f"/v1/applications/{draft}/presences", body, who or clerk)

    return there


@pytest.fixture
def does(api, clerk, draft):
    def act(what, body=None, who=None):
        return api("POST", f"/v1/applications/{draft}/{what}", body, who or clerk)

    return act


@pytest.fixture
def with_them(draft):
    """The case with these proofs, and an accepted authorisation of its applicant."""
    case = casefile.load(draft)
    given = Presence(
        "a1", "borrower", case.applicant, "signed_form", "T1", "2026-11-23T01:00:00.000Z", "clerk-1", "e", act="agent",
        second={"by": "clerk-2", "at": "2026-11-23T01:10:00.000Z"}, agent="person_9", acts=("submit",), until="2026-12-10",
    )  # fmt: skip
    return given, lambda *presences: replace(case, presences=[*presences])


def test_an_authorisation_is_its_own_principals_agents_and_acts_and_good_to_the_end_of_its_last_day(with_them):
    given, of = with_them
    case, theirs = of(given), ("borrower", "person_9", "submit")
    with time_machine.travel("2026-12-10T23:59:59+08:00", tick=False):
        assert agents.covering(case, *theirs) == given
        for other in [
            ("spouse", *theirs[1:]),
            ("borrower", "person_8", "submit"),
            ("borrower", "person_9", "corrections"),
        ]:
            assert agents.covering(case, *other) is None
    with time_machine.travel("2026-12-11T00:00:00+08:00", tick=False):
        assert agents.covering(case, *theirs) is None


def test_an_authorisation_that_is_void_keeps_nobody_from_the_case_who_has_not_come_under_it(with_them):
    given, of = with_them
    void = replace(given, void={"at": "2026-11-24T01:00:00.000Z", "by": "x"})
    came = replace(given, id="p1", act="submit", second={}, acts=(), until=None, mandate="a1")
    assert agents.named(of(given)) == agents.named(of(void, came)) == {"person_9"}
    assert agents.named(of(void)) == agents.named(of(replace(given, second={}))) == set()


def test_one_result_of_the_terminal_stands_for_one_act_of_an_agent(brought, looked, comes, draft):
    brought(), looked()
    assert comes("documents", evidence="e" * 64).status == 201
    for act in ("submit", "documents"):
        assert comes(act, evidence="e" * 64).codes == {("AGENT_NOT_PROVEN", "/code")}
    assert comes("submit", evidence="d" * 64).status == 201
    assert [one.act for one in casefile.load(draft).presences if one.mandate] == ["documents", "submit"]


def test_an_agent_submits_under_an_authorisation_two_members_of_staff_have_looked_at(
    brought, looked, comes, does, draft
):
    assert brought().status == 201
    assert comes().codes == {("AGENT_NOT_PROVEN", "/code")}
    assert looked().status == 201
    assert does("submit").body["code"] == "PRESENCE_REQUIRED"
    assert comes().status == 201
    assert does("submit").status == 202
    form, agent = casefile.load(draft).presences
    assert (agent.agent, agent.mandate, agent.act) == (reference("person", OTHER), form.id, "submit")
    assert (agent.party, agent.by, agent.evidence != form.evidence) == (reference("person", BORROWER), "clerk-1", True)
    assert set(casefile.load(draft).spent) == {agent.id}
    sent = casefile.load(draft).sent[-1]
    assert (sent["agent"], sent["mandate"], sent["presence"]) == (agent.agent, form.id, agent.id)


def test_what_an_agent_hands_in_agrees_to_electronic_delivery_for_nobody(brought, looked, comes, does, draft):
    form = casefile.load(draft).form
    put(draft, form={**form, "declarations": [*form["declarations"], "E_DELIVERY"]})
    brought(), looked(), comes()
    assert does("submit").status == 202
    said = casefile.load(draft).deliveries["borrower"]
    assert (said.is_electronic, said.how["agent"]) == (False, reference("person", OTHER))
    assert delivering.agreed(casefile.load(draft)) == []
    assert [one for one in ledger.entries(draft) if one.get("kind") == delivering.KIND] == [], "they have said nothing"


def test_the_coming_of_an_agent_that_is_denied_does_nothing_more(api, brought, looked, comes, does, borrower, draft):
    brought(), looked(), comes()
    visit = casefile.load(draft).presences[-1].id
    assert does(f"signed-forms/{visit}/denials", {}, borrower).body["state"] == "DENIED"
    assert does("submit").body["code"] == "PRESENCE_REQUIRED"
    assert comes().status == 201 and does("submit").status == 202, "the authorisation stands"


def test_an_authorisation_on_which_was_submitted_is_found_out_about_once_it_is_denied_and_made_void_by_no_clerk(
    brought, looked, comes, does, borrower, draft
):
    brought(), looked(), comes(), does("submit")
    assert looked(accepted=False).codes == {("BY_HAND_USED", "/accepted")}
    assert casefile.load(draft).presences[0].void == {}
    paper = casefile.load(draft).presences[0].id
    assert does(f"signed-forms/{paper}/denials", {}, borrower).body["state"] == "DENIED"
    assert [task.details["codes"] for task in tasks.of_case(draft) if task.kind == "dispute"] == [
        ["DISPUTE_FORM_DENIED"]
    ]


def test_an_authorisation_is_not_made_void_as_something_is_done_under_it(brought, looked, comes, does, draft):
    brought(), looked(), comes()
    with overtaken(1, lambda: does("submit")):
        assert looked(accepted=False).body["code"] == "CHANGED_MEANWHILE"
    paper, visit = casefile.load(draft).presences
    assert (paper.void, visit.id in casefile.load(draft).spent) == ({}, True)


def test_nobody_denies_a_form_where_they_came_themselves(does, borrower, draft):
    present(draft, "borrower", proof="p" * 32)
    assert does(f"signed-forms/{'p' * 32}/denials", {}, borrower).status == 404


def test_who_authorised_an_agent_reads_of_it_in_words(api, brought, looked, comes, does, borrower, spouse, draft):
    brought(), looked(), comes(), does("submit")
    track = api("GET", f"/v1/applications/{draft}/track", who=borrower).body
    texts = [line["text"] for line in track["timeline"]]
    assert "代办人凭授权委托书代主借款人办理：提交申请" in texts and any(
        "授权委托书经两名工作人员核验" in one for one in texts
    )
    (agent,) = track["agents"]
    assert (agent["state"], [one["text"] for one in agent["acts"]]) == ("VALID", ["递交材料", "提交申请"])
    assert "CAN_REVOKE_AGENT" in {one["code"] for one in track["next"]}
    uses = [one["text"] for one in api("GET", f"/v1/applications/{draft}/data-uses", who=borrower).body["items"]]
    assert "代办人凭授权委托书到窗口，由窗口人员（clerk-1）核验身份后代主借款人办理：提交申请" in uses
    (entry,) = [one for one in ledger.entries(draft) if one.get("kind") == "agent"]
    assert (entry["agent"], entry["terminal"], entry["act"]) == (reference("person", OTHER), "T-1", "submit")
    theirs = api("GET", f"/v1/applications/{draft}/track", who=spouse).body
    assert theirs["agents"] == [] and "CAN_REVOKE_AGENT" not in {one["code"] for one in theirs["next"]}


NOT_AN_AGENTS = {
    "consents": {"use": "data", "version": "1", "person": "borrower"},
    "consents/withdrawals": {"use": "data", "person": "borrower"},
    "withdraw": None,
    "agents/revocations": {"person": "borrower"},
}


@pytest.mark.parametrize("act", NOT_AN_AGENTS)
def test_what_is_not_an_agents_is_not_done_by_one_who_is_there(brought, looked, comes, does, act):
    brought(), looked(), comes()
    assert does(act, NOT_AN_AGENTS[act]).body["code"] == "PRESENCE_REQUIRED"


def test_an_agent_is_shown_nothing_that_agencies_know_and_comes_in_as_nobody(api, brought, looked, comes, clerk, draft):
    brought(), looked(), comes()
    asked = api("GET", f"/v1/applications/{draft}/prefill?person=borrower", who=clerk)
    assert asked.body["code"] == "PRESENCE_REQUIRED"
    assert reference("person", OTHER) not in casefile.load(draft).people


@pytest.mark.parametrize("act", ["signatures", "consents.data", "consents.credit", "withdraw"])
def test_no_authorisation_covers_what_a_person_does_themselves(brought, comes, act):
    assert brought(acts=[act]).status == 422
    assert comes(act).status == 422


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"id_number": BORROWER}, "AGENT_FOR_THEMSELVES"),
        ({"id_number": "620102199001010000"}, "ID_CHECK_DIGIT"),
        ({"until": "2026-02-30"}, "DAY_INVALID"),
        ({"until": "2020-01-01"}, "OUT_OF_RANGE"),
        ({"until": "2099-01-01"}, "OUT_OF_RANGE"),
    ],
)
def test_an_authorisation_names_somebody_else_and_a_last_day_within_a_year(brought, draft, said, code):
    assert {one for one, _ in brought(**said).codes} == {code}
    assert casefile.load(draft).presences == ()


@pytest.mark.parametrize(
    ("days", "wrong"), [(-1, ["OUT_OF_RANGE"]), (0, []), (365, []), (366, ["OUT_OF_RANGE"])], ids=str
)
def test_its_last_day_is_today_or_within_the_year_that_begins_today(days, wrong):
    said = SimpleNamespace(id_number=OTHER, until=f"{clock.today() + timedelta(days)}")
    case = SimpleNamespace(hands={}, reviews=[])
    asked = SimpleNamespace(body=SimpleNamespace(agent=said), case=case)
    assert [one.code for one in signed_forms._wrong(asked, "person_agent", "person_1")] == wrong


@pytest.mark.parametrize(
    "otherwise", ["over", "taken back", "not accepted", "another act", "somebody else", "about what was saved since"]
)
def test_whoever_comes_under_no_valid_authorisation_for_that_act_does_nothing(
    api, brought, looked, comes, does, borrower, clerk, draft, otherwise
):
    brought()
    looked(accepted=otherwise != "not accepted")
    if otherwise == "over":
        (form,) = casefile.load(draft).presences
        put(draft, presences=[replace(form, until=day(-1))])
    if otherwise == "taken back":
        assert comes().status == 201
        assert does("agents/revocations", {}, borrower).body["agents"][0]["state"] == "VOID"
    if otherwise == "about what was saved since":
        assert comes().status == 201
        assert api("PATCH", f"/v1/applications/{draft}", {"wish": {"months": 12}}, clerk, if_match='"1"').status == 200
    else:
        act = "corrections" if otherwise == "another act" else "submit"
        assert comes(act, SPOUSE if otherwise == "somebody else" else OTHER).codes == {("AGENT_NOT_PROVEN", "/code")}
    assert does("submit").body["code"] == "PRESENCE_REQUIRED"


def test_one_coming_is_good_for_one_act_of_that_clerk(brought, looked, comes, does, login):
    brought(), looked(), comes()
    assert does("submit", who=login("clerk", "clerk-3")).body["code"] == "PRESENCE_REQUIRED"
    assert does("submit").status == 202


def test_what_an_agent_hands_in_is_told_and_what_a_clerk_brings_alone_is_not(
    api, brought, looked, comes, does, borrower, draft
):
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    brought(), looked()
    assert does("documents", paper).status == 201
    comes("documents")
    assert does("documents", paper).status == 201
    case = casefile.load(draft)
    assert [one.brought for one in case.documents.values()] == [None, case.presences[-1].id]
    texts = [line["text"] for line in api("GET", f"/v1/applications/{draft}/track", who=borrower).body["timeline"]]
    assert "代办人凭授权委托书代主借款人办理：递交材料" in texts


@pytest.mark.parametrize(
    ("status", "rests", "leaves"),
    [("DRAFT", False, False), ("REVIEWING", True, True), ("CORRECTION", True, False), ("REVIEWING", False, False)],
)
def test_files_of_an_agent_whom_nobody_sent_count_no_more_and_hold_what_was_handed_in_with_them(
    api, brought, looked, comes, does, login, borrower, draft, form, status, rests, leaves
):
    brought(), looked(), comes("documents")
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    id = does("documents", paper).body["id"]
    document = replace(casefile.load(draft).documents[id], state="verified")
    handed_in = {} if status == "DRAFT" else {"application": accepted(form, documents={"B03": [id] if rests else []})}
    put(draft, status=status, documents={id: document}, **handed_in)
    scan = casefile.load(draft).presences[0].id
    assert does(f"signed-forms/{scan}/denials", {}, borrower).status == 201
    assert denied.holds_money_up(casefile.load(draft)) is rests
    (task,) = (one.id for one in tasks.of_case(draft) if one.kind == disputes.KIND)
    for who in (login("supervisor", "s1"), login("supervisor", "s2")):
        assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200
        said = {"decision": "upheld", "reason": "笔迹已核对"}
        assert api("POST", f"/v1/tasks/{task}/decision", said, who).status == 200
    case = casefile.load(draft)
    assert (case.documents[id].state, case.documents[id].defect) == ("rejected", "DOCUMENT_NOT_THEIRS")
    assert bool(case.withdrawal) is leaves


def test_only_who_gave_an_authorisation_takes_it_back(does, brought, looked, borrower, spouse, draft):
    brought(), looked()
    put(draft, people={reference("person", BORROWER): "borrower", reference("person", SPOUSE): "spouse"})
    assert does("agents/revocations", {}, spouse).body["agents"] == []
    assert agents.state(casefile.load(draft), casefile.load(draft).presences[0]) == "VALID"
    for _ in range(2):
        assert [one["state"] for one in does("agents/revocations", {}, borrower).body["agents"]] == ["VOID"]


def test_an_agent_and_their_relatives_handle_the_case_in_no_role_and_who_has_handled_it_is_no_agent(
    brought, looked, login, draft
):
    relatives.note([reference("person", OTHER), "person_kin"])
    assert brought(login("clerk", "C8", person="person_kin")).body["code"] == "RELATIVE"
    assert brought(login("clerk", "C7", person=reference("person", OTHER))).body["code"] == "OWN_CASE"
    assert brought().status == 201
    assert hands.barred(casefile.load(draft), Actor("L", reference("person", OTHER)), "verify") is None, (
        "on one clerk's word"
    )
    looked()
    case = casefile.load(draft)
    for role in ("window", "verify", "first_review", "follow"):
        assert hands.barred(case, Actor("L", reference("person", OTHER)), role) == "OWN_CASE"
        assert hands.barred(case, Actor("L", "person_kin"), role) == "RELATIVE"


def test_who_has_handled_the_case_is_no_agent_in_it(brought, draft):
    put(draft, hands={reference("person", OTHER): "window"})
    assert brought().codes == {("AGENT_HANDLES_IT", "/agent/id_number")}


@pytest.mark.parametrize(("person", "code"), [("agent", "OWN_CASE"), ("person_kin", "RELATIVE")])
def test_neither_the_agent_nor_a_relative_of_theirs_looks_at_the_agents_own_authorisation(
    api, brought, login, draft, person, code
):
    relatives.note([reference("person", OTHER), "person_kin"])
    brought()
    person = reference("person", OTHER) if person == "agent" else person
    near, (form,) = login("clerk", "C8", person=person), agents.authorisations(casefile.load(draft))
    ((task,), _) = lanes.queue("620100", "second_look")
    look = {"sha256": SHA, "accepted": True}
    tried = [
        api("POST", f"/v1/applications/{draft}/signed-forms/{form.id}/second", look, near),
        api("POST", f"/v1/tasks/{task.id}/claim", {}, near),
    ]
    assert [(one.status, one.body["code"]) for one in tried] == [(403, code)] * 2


def test_whose_relative_has_handled_the_case_is_no_agent_in_it_and_comes_for_nothing(brought, looked, comes, draft):
    brought(), looked()
    relatives.note([reference("person", OTHER), "person_kin"])
    put(draft, hands={"person_kin": "window"})
    assert comes().codes == {("AGENT_NOT_PROVEN", "/code")}
    assert brought(paper=pdf("again")).codes == {("AGENT_HANDLES_IT", "/agent/id_number")}


def test_when_the_principal_is_another_person_the_authorisation_is_nobodys(brought, looked, draft):
    brought(), looked()
    case = casefile.load(draft)
    replaced = put(draft, applicant="person_another")
    assert agents.state(case, case.presences[0]) == "VALID" and agents.state(replaced, case.presences[0]) == "OVER"


def test_the_desk_sees_what_an_agent_came_for_and_the_paper_behind_it(api, brought, looked, comes, does, login, draft):
    from tests.given.case import waiting

    brought(), looked(), comes(), does("submit")
    task = waiting(draft, "first_review", "REVIEWING")
    paper, act = api("GET", f"/v1/tasks/{task}", who=login("reviewer")).body["by_hand"]
    assert (paper["act"]["code"], paper["is_agent"], paper["second"]) == ("ACT_AGENT", False, "clerk-2")
    assert (act["act"]["code"], act["is_agent"], act["state"]) == ("ACT_SUBMIT", True, "USED")
    assert (
        inspections.key_of(draft, paper["id"]) in paper["link"]
        and inspections.key_of(draft, paper["id"]) in act["link"]
    )
