"""Who may do what, asked of every route: docs/access.md says it, and every cell of it is tried on the real thing."""

import json
from dataclasses import dataclass

import pytest

from chalicelib.api import access, reaches
from chalicelib.api.routes import ROUTES
from chalicelib.records import acceptance, proofs
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import AUDIENCES
from infra.tools import access as page
from tests.given.case import CONTRACT, authorised, present, put, waiting
from tests.given.form import BORROWER, CO_OWNER, OTHER, SPOUSE, form

REFUSALS = {
    "NOT_FOUND",
    "NOT_YOUR_ROUTE",
    "OWN_CASE",
    "RECUSED",
    "RELATIVE",
    "FOUR_EYES",
    "PRESENCE_REQUIRED",
    "LOGIN_REQUIRED",
}
ELSEWHERE = "620200"
UNKNOWN = "0" * 32
DOCUMENT, PAPER = "d" * 32, "c" * 32  # one that was announced; one that was verified
SCAN, TAKEN = "e" * 32, "d" * 32  # a scan that was announced; one that another clerk has taken
PERSONAL = ("周测试", "林测试", BORROWER, SPOUSE)
# A body that is well formed, so that what refuses is who asks.
BODIES = {
    "applicant.bodies.Submitting": {"incomplete": True},
    "forms.Patch": {},
    "applicant.bodies.Correcting": {},
    "forms.people.PersonForm": {},
    "applicant.bodies.Inviting": {"person": "spouse"},
    "applicant.window_bodies.Present": {"person": "borrower", "code": "x"},
    "applicant.bodies.Authorising": {"use": "credit", "version": "0"},
    "applicant.bodies.TakingBack": {"use": "credit"},
    "applicant.bodies.Contesting": {"check": "identity", "subject": "spouse", "reason": "不属实"},
    "applicant.bodies.Replying": {"answer": "none"},
    "applicant.bodies.Tolerating": {"upload_as": "B03", "version": "0" * 16},
    "applicant.bodies.Committing": {"code": "SINGLE_STATUS", "version": "0" * 16},
    "desk.bodies.FindingUntrue": {"untrue": True, "reason": "与登记不符"},
    "applicant.bodies.Appealing": {"grounds": "事实认定不符，请复核"},
    "applicant.bodies.Delivering": {"electronic": True},
    "applicant.bodies.Voicing": {"sort": "suggestion", "text": "窗口可以多开一个"},
    "applicant.bodies.NewDocument": {"material": "B03", "content_type": "image/png", "size": 9, "sha256": "0" * 64},
    "applicant.bodies.Signing": {"sha256": CONTRACT["sha256"]},
    "applicant.bodies.ConfirmingCost": {"sha256": "0" * 64},
    "applicant.window_bodies.NewScan": {"content_type": "image/png"},
    "applicant.window_bodies.SignedForm": {
        "person": "borrower",
        "act": "submit",
        "place": "W1",
        "content_type": "image/png",
        "sha256": "0" * 64,
    },
    "applicant.window_bodies.Seconding": {"sha256": "0" * 64, "accepted": True},
    "applicant.bodies.Revoking": {},
    "applicant.window_bodies.Collecting": {"person": "borrower"},
    "applicant.window_bodies.Mailing": {"person": "borrower", "tracking": "EA123456789CN"},
    "desk.bodies.Finding": {},
    "desk.bodies.Next": {"kind": "verify"},
    "desk.bodies.Answering": {"text": "已收到您的建议"},
    "desk.team_bodies.Returning": {"reason": "转由他人办理"},
    "desk.team_bodies.Holding": {"why": "other"},
    "desk.bodies.Phoning": {"person": "borrower"},
    "desk.bodies.Entering": {"kind": "appraisal", "reason": "等待评估报告"},
    "desk.bodies.Leaving": {"result": "obtained", "note": "报告已收到"},
    "desk.bodies.Noting": {"text": "", "draft": True},
    "desk.deciding_bodies.Deciding": {"decision": "refuse", "reason": "不符合条件"},
    "desk.bodies.Calling": {"counter": "3"},
    "desk.bodies.Recusing": {"tie": "relative"},
    "ops.bodies.Restarting": {"reason": "执行中断"},
}
NAMES_THE_PARTY = (
    "applicant.bodies.Authorising",
    "applicant.bodies.TakingBack",
    "applicant.bodies.Contesting",
    "applicant.bodies.Appealing",
    "applicant.bodies.Delivering",
    "applicant.bodies.Voicing",
    "applicant.bodies.Signing",
    "applicant.bodies.ConfirmingCost",
    "applicant.bodies.Revoking",
)


@dataclass(frozen=True)
class Scene:
    """The cases somebody may ask about, by situation, and the task of each."""

    cases: dict[str, str]
    tasks: dict[str, str]
    looks: dict[str, str]  # and the task of a clerk
    contracts: dict[str, str]
    sessions: dict[tuple[str, str], str]


@pytest.fixture
def scene(platform, api, login):
    """Mine, somebody else's, another centre's and one that has ended."""

    def made() -> Scene:
        own = filed(api, login, BORROWER)
        cases = {
            "own": own,
            "ended": filed(api, login, BORROWER),
            "other": filed(api, login, OTHER, "620100"),
            "elsewhere": filed(api, login, OTHER, ELSEWHERE),
            "unknown": UNKNOWN,
        }
        tasks, contracts = {"unknown": f"{UNKNOWN}.first_review.1"}, {"unknown": "JK000000000000000000"}
        looks = {"unknown": f"{UNKNOWN}.second_look.1"}
        for number, (name, case) in enumerate(list(cases.items())[:-1]):
            tasks[name] = waiting(case, "first_review", "SIGNING")
            looks[name] = waiting(case, "second_look", "SIGNING", details={"scan": TAKEN})
            contracts[name] = f"JK62010020261123000{number}"
            bank = "B02" if name == "other" else "B01"
            document = {"material": "B03", "content_type": "image/png", "state": "announced", "sha256": "0" * 64}
            put(
                case,
                contract={**CONTRACT, "number": contracts[name], "bank": bank},
                hands={"person_typed": "window", "person_reviewed": "first_review", "person_recused": "recused"},
                results=[{"name": "contract.pdf", "key": "k", "sha256": "5" * 64}],
                documents={DOCUMENT: document, PAPER: {**document, "state": "verified"}},
            )
            acceptance.register(f"contract#{contracts[name]}", case=case)
            present(case, "borrower")
            form = {"proof": TAKEN, "method": "signed_form", "act": "submit", "evidence": "0" * 64, "second": {}}
            present(case, "borrower", "clerk-9", **form, hand="person_clerk-9")
        put(cases["ended"], status="WITHDRAWN")
        as_given = {"party": "own", "owner": "own", "two": "own", "recused": "own", "absent": "own"}
        sessions = {(who, how): somebody(login, who, how) for who in AUDIENCES for how in page.situations(who)}
        return Scene(
            *(
                {**one, **{name: one[like] for name, like in as_given.items()}}
                for one in (cases, tasks, looks, contracts)
            ),
            sessions,
        )

    return platform.once("who may", made)


def filed(api, login, applicant, centre="620100"):
    """A submitted case."""
    person = form()["people"][0] | {"id_number": applicant}
    people = [*form()["people"], CO_OWNER] if applicant == BORROWER else [person | {"marital": "10"}]
    declared = [] if applicant == BORROWER else ["SINGLE_STATUS"]
    who = login("depositor", applicant)
    case = api("POST", "/v1/applications", form(people=people, centre=centre, commitments=declared), who).body["id"]
    authorised(case)
    sent = api("POST", f"/v1/applications/{case}/submit", None, who)
    assert sent.status == 202, sent.body
    return case


@pytest.fixture
def asked(api, scene, monkeypatch):
    """Lets somebody who stands so to a case ask a route about it; the scan they speak of they have announced."""
    monkeypatch.setattr(proofs, "is_announced", lambda case, scan, clerk: scan == SCAN)

    def ask(route, audience, situation):
        like = "own" if situation == "other" and audience == "depositor" else situation
        path = route.path.format(
            id=scene.cases[like],
            no=scene.cases[like],
            task=(scene.looks if audience == "clerk" else scene.tasks)[like],
            number=scene.contracts[like],
            paper="5" * 64,
            item="1",
            procedure="appraisal.1",
            commitment="SINGLE_STATUS",
            document=PAPER
            if route.answer.endswith("DocumentOpened")
            else DOCUMENT
            if "/signed-forms/" not in route.path
            else SCAN
            if "verify" in route.path
            else TAKEN,
        )
        body = BODIES[route.body] if route.body else None
        if route.body in NAMES_THE_PARTY and audience == "clerk":
            body = {**body, "person": "borrower"}
        if route.body == "desk.bodies.Finding":
            body = {"number": scene.cases[like]}
        if "person" in route.query and audience == "clerk":
            path += "?person=borrower"
        return api(route.method, path, body, scene.sessions[audience, situation], if_match='"1"')

    return ask


def somebody(login, audience, situation):
    """A session of whoever stands so to the case."""
    if audience == "depositor":
        return login(
            audience, {"party": SPOUSE, "owner": CO_OWNER["id_number"], "other": OTHER}.get(situation, BORROWER)
        )
    if audience == "bank":
        return login(audience, "B01")
    if situation == "party":
        return login(audience, f"{audience}-1", person=reference("person", SPOUSE))
    if situation == "recused":
        return login(audience, f"{audience}-1", person="person_recused")
    if situation == "two":
        return login(audience, f"{audience}-1", person="person_reviewed" if audience == "clerk" else "person_typed")
    return login(audience, f"{audience}-2" if situation == "absent" else f"{audience}-1")


def named(value):
    return f"{value.method} {value.path}" if hasattr(value, "path") else str(value)


ASKING = [route for route in ROUTES if route.path.endswith("/prefill")]  # a look for which agencies are asked
LOOKING = [route for route in ROUTES if route.path == "/v1/cases/find"]  # by a number that must not stand in an address
ABOUT_A_CASE = list(dict.fromkeys(route for route, _ in page.about_a_case()))


@pytest.mark.parametrize("route", ABOUT_A_CASE, ids=named)
def test_whoever_asks_is_answered_as_the_page_says_and_what_is_not_theirs_like_what_is_not_there(asked, route):
    for audience in route.audience:
        unknown = asked(route, audience, "unknown")
        assert (unknown.status, unknown.body["code"]) == (404, "NOT_FOUND")
        for situation in page.situations(audience):
            reply, expected = asked(route, audience, situation), page.outcome(route, audience, situation)
            code = reply.body["code"] if reply.status >= 400 else ""
            assert (code if code in REFUSALS else "") == expected, (audience, situation, reply.status, code)
            if expected == "NOT_FOUND":
                assert same(reply) == same(unknown), (audience, situation)
            if expected:
                assert not {one for one in PERSONAL if one in json.dumps(reply.body, ensure_ascii=False)}


def same(reply):
    """An answer but for what tells one request from another."""
    headers = set(reply.headers)
    return reply.status, {**reply.body, "trace": ""}, headers


def test_every_route_about_a_case_names_its_line_of_the_table_and_every_act_who_may():
    for route in ABOUT_A_CASE:
        assert route.finds in reaches.REACHES.values(), named(route)
        is_act = (route.method != "GET" and route not in LOOKING) or route in ASKING
        assert (route.may in access.ACTS.values()) == is_act, named(route)
        assert {*route.audience} == {*route.finds.ties} & {*route.audience}, named(route)
        assert not is_act or {*route.audience} <= {*route.may.by}, named(route)


def test_only_routes_that_find_a_case_have_its_name_in_their_path():
    """So a route without a reach, to which nobody has to be tied, cannot tell of one."""
    of_a_case = {"id", "no", "task", "number", "document", "paper"}
    for route in ROUTES:
        if not route.finds:
            assert not of_a_case & {part.strip("{}") for part in route.path.split("/")}, named(route)


def test_the_page_says_what_the_table_says():
    assert page.FILE.read_text(encoding="utf-8") == page.text(), "make render"


def test_a_session_of_somebody_else_and_one_that_is_not_there_are_one_answer(api, login):
    mine, anothers = login("clerk"), login("clerk", "clerk-2")
    theirs = api("GET", "/v1/sessions", who=anothers).body["items"][0]["id"]
    tried = [api("DELETE", f"/v1/sessions/{one}", who=mine) for one in (theirs, "0" * 64)]
    assert same(tried[0]) == same(tried[1]) and tried[0].status == 404
    assert len(api("GET", "/v1/sessions", who=anothers).body["items"]) == 1
