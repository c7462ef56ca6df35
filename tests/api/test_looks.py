"""Every look leaves a line: whoever opens a case that is not their own is in its ledger before the bytes leave."""

import json
import pkgutil
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine

from chalicelib import agencies, clock
from chalicelib.agencies import exchange
from chalicelib.api.http import limits, looks
from chalicelib.api.http.route import model_of
from chalicelib.api.routes import ROUTES
from chalicelib.casework import prefill_sources
from chalicelib.messages import text
from chalicelib.records import acceptance, casefile, guards, ledger, tasks
from chalicelib.records.contents import Prefilled
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import AUDIENCES, id_of
from chalicelib.trust.throttle import Limit
from tests.given.case import CONTRACT, authorised, present, put, words
from tests.given.form import SPOUSE

AGENCIES = [import_module(one.name) for one in pkgutil.walk_packages(agencies.__path__, "chalicelib.agencies.")]
READ = [route for route in ROUTES if route.finds and (route.method == "GET" or route.path == "/v1/cases/find")]
DOCUMENT = "d" * 32
SPOUSE_PHONE = "13900000002"
CASE = "/v1/applications/{id}"


def of_case(case):
    return [entry for entry in ledger.entries(case) if entry.get("kind") == "look"]


@pytest.fixture
def read(api, login, submitted, waiting):
    """Lets somebody read a route about the submitted case."""
    task = waiting("first_review", "REVIEWING")
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    file = {"material": "B03", "state": "verified", "content_type": "application/pdf", "version": None}
    put(submitted, contract=CONTRACT, documents={DOCUMENT: file})

    def asked(audience, path):
        who = login(audience, "B01") if audience == "bank" else login(audience)
        names = {"no": submitted, "task": task, "number": CONTRACT["number"], "document": DOCUMENT}
        body = {"number": CONTRACT["number"]} if path == "/v1/cases/find" else None
        return who, api("POST" if body else "GET", path.format(id=submitted, **names), body, who)

    return asked


@pytest.mark.parametrize("route", READ, ids=lambda route: route.path)
def test_every_route_that_shows_a_case_leaves_one_line_whoever_else_looks(read, submitted, route):
    for audience in {*route.audience} - {"depositor"}:
        before = len(of_case(submitted))
        who, reply = read(audience, route.path)
        made = of_case(submitted)[before:]
        assert len(made) == (reply.status == 200), audience
        for line in made:
            assert (line["audience"], line["session"], line["channel"]) == (audience, id_of(who)[:16], "test")
            assert line["shown"] == looks.shown_by(route) and line["at"]


def test_a_line_says_which_person_looked_and_which_parts_were_shown_and_holds_no_values(read, submitted, form):
    _, reply = read("clerk", CASE)
    (line,) = of_case(submitted)
    assert (line["operator"], line["person"], line["centre"]) == ("clerk-1", "person_clerk-1", "620100")
    assert set(line["fields"]) <= set(reply.body) and "form" in line["fields"]
    assert form["people"][0]["name"] not in str(line)


def test_who_follows_their_own_case_leaves_no_line(api, borrower, spouse, submitted):
    for who in (borrower, spouse):
        assert api("GET", f"/v1/applications/{submitted}", who=who).status == 200
    assert of_case(submitted) == []


def test_nothing_is_shown_that_could_not_be_written_down(api, login, submitted, monkeypatch):
    def lost(case, entry):
        raise OSError("no ledger")

    monkeypatch.setattr(ledger, "append", lost)
    assert api("GET", f"/v1/applications/{submitted}", who=login("clerk")).status == 500


def test_a_refused_look_shows_nothing_and_leaves_no_line(api, login, submitted):
    assert api("GET", f"/v1/applications/{submitted}", who=login("clerk", centre="620200")).status == 404
    assert of_case(submitted) == []


def test_people_read_in_words_who_has_looked(api, read, borrower, spouse, submitted):
    read("hotline", f"{CASE}/track")
    for who in (borrower, spouse):
        (told,) = api("GET", f"/v1/applications/{submitted}/data-uses", who=who).body["items"]
        assert told["text"] == "热线话务员（hotline-1）为答复来电查看了办件进度"


def test_every_look_there_can_be_has_its_words():
    acts = [
        one for one in ROUTES if one.finds and one.answer not in looks.TELLS_NOTHING and {*one.audience} - {"depositor"}
    ]
    for route in [*READ, *acts]:
        assert text(f"SHOWN_{looks.shown_by(route).upper().replace('-', '_')}")
    for audience in {*AUDIENCES} - {"depositor"}:
        assert text(f"AUDIENCE_{audience.upper()}") and text(f"PURPOSE_{audience.upper()}")


def test_every_agency_and_outcome_there_can_be_has_its_words():
    services = {
        value.agency for module in AGENCIES for value in vars(module).values() if isinstance(value, exchange.Service)
    }
    assert len(services) >= 9
    for agency in services:
        assert text(f"AGENCY_{agency.upper()}")
    for outcome in ("answered", "pending", "refused", "unavailable"):
        assert text(f"USE_{outcome.upper()}", agency="")


def test_staff_look_only_so_often_a_day_at_one_case_and_at_all_whatever_logins_they_have(
    api, login, submitted, borrower, draft, monkeypatch, capsys
):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        monkeypatch.setattr(limits, "LOOKS", {"looks at a case": Limit(2, 86400), "looks": Limit(3, 86400)})
        look = lambda case, who: api("GET", f"/v1/applications/{case}/track", who=who).status  # noqa: E731
        clerk, same, other = login("clerk"), login("hotline", person="person_clerk-1"), login("clerk", "clerk-2")
        assert [look(submitted, who) for who in (clerk, same, clerk)] == [200, 200, 429]
        assert [look(draft, clerk), look(draft, clerk)] == [200, 429]
        assert look(submitted, other) == 200 and len(of_case(submitted)) == 3
        assert "too many looks" in capsys.readouterr().out
        refused = api("GET", f"/v1/applications/{submitted}/track", who=clerk)
        assert int(refused.headers["Retry-After"]) == 23 * 3600
        time.shift(23 * 3600)
        assert look(submitted, login("clerk")) == 200
        assert [look(submitted, login("depositor")) for _ in range(4)] == [200] * 4


def test_past_the_limit_no_agency_is_asked_for_what_nobody_would_be_shown(api, login, borrower, form, monkeypatch):
    asked = []
    monkeypatch.setattr(limits, "LOOKS", {"looks at a case": Limit(1, 86400), "looks": Limit(9, 86400)})
    monkeypatch.setattr(prefill_sources, "answer", lambda name, *_: asked.append(name) or ("PREFILL_NOT_FOUND", {}))
    case, clerk = api("POST", "/v1/applications", form, borrower).body["id"], login("clerk")
    authorised(case)
    present(case, "spouse")
    assert api("GET", f"/v1/applications/{case}/track", who=clerk).status == 200
    assert api("GET", f"/v1/applications/{case}/prefill?person=spouse", who=clerk).status == 429
    assert asked == [] and [line["shown"] for line in of_case(case)] == ["track"]


def test_an_act_at_the_window_that_is_answered_with_peoples_papers_leaves_a_line_too(
    api, login, borrower, form, monkeypatch
):
    monkeypatch.setattr(limits, "LOOKS", {"looks at a case": Limit(0, 86400)})
    case, clerk = api("POST", "/v1/applications", form, borrower).body["id"], login("clerk")
    present(case, "spouse")
    credit = {"use": "credit", "version": words("credit"), "person": "spouse"}
    given = api("POST", f"/v1/applications/{case}/consents", credit, clerk, idempotency_key="once")
    (line,) = of_case(case)
    assert given.status == 201 and [one["paper"] for one in given.body["items"] if one["paper"]]
    assert (line["operator"], line["shown"], line["fields"]) == ("clerk-1", "consents", sorted(given.body))
    mine = {"use": "credit", "version": words("credit")}
    assert api("POST", f"/v1/applications/{case}/consents", mine, borrower).status == 201
    assert len(of_case(case)) == 1, "who acts for themselves leaves none"
    again = api("POST", f"/v1/applications/{case}/consents", credit, clerk, idempotency_key="once")
    assert again.body == given.body and [one["shown"] for one in of_case(case)] == ["consents"] * 2


def test_whoever_has_a_task_in_hand_reads_the_number_of_one_party_to_phone_them_and_its_parties_read_that(
    api, login, borrower, submitted, waiting
):
    task, supervisor = waiting("attend", "ATTENDING"), login("supervisor")
    where, whom = f"/v1/tasks/{task}/phone", {"person": "spouse"}
    assert api("POST", where, whom, supervisor).body["code"] == "CLAIM_FIRST"
    api("POST", f"/v1/tasks/{task}/claim", {}, supervisor)
    assert api("POST", where, {"person": "co_owner_1"}, supervisor).body["defects"][0]["field"] == "/person"
    assert of_case(submitted) == []
    for _ in range(2):  # whatever key it bears, nothing is kept of it: each is a look
        told = api("POST", where, whom, supervisor, idempotency_key="once")
        assert told.body == {"person": "spouse", "phone": SPOUSE_PHONE}
    first, again = of_case(submitted)
    for line in (first, again):
        assert (line["subject"], line["purpose"], line["fields"]) == ("spouse", "phone", ["person", "phone"])
        assert (line["operator"], line["person"]) == ("supervisor-1", "person_supervisor-1")
        assert line["session"] == id_of(supervisor)[:16] and SPOUSE_PHONE not in str(line)
    read = api("GET", f"/v1/applications/{submitted}/data-uses", who=borrower).body["items"]
    assert [one["text"] for one in read] == ["审批主管（supervisor-1）为电话核实查看了配偶（共同借款人）的手机号码"] * 2
    assert api("POST", where, whom, login("supervisor", "s2")).body["code"] == "TASK_TAKEN"
    with time_machine.travel(clock.now() + tasks.CLAIM + timedelta(seconds=1)):
        assert api("POST", where, whom, login("supervisor")).body["code"] == "CLAIM_FIRST", "another may take it by now"
    put(submitted, hands={"person_supervisor-1": "recused"})
    assert api("POST", where, whom, supervisor).body["code"] == "NOT_FOUND"
    assert len(of_case(submitted)) == 2


def test_they_are_phoned_on_the_number_their_own_login_told_and_not_on_one_typed_for_them(
    api, login, submitted, waiting
):
    task, supervisor, case = waiting("attend", "ATTENDING"), login("supervisor"), casefile.load(submitted)
    api("POST", f"/v1/tasks/{task}/claim", {}, supervisor)
    who = case.parties["spouse"]
    consent = next(one["id"] for one in case.consents if (one["party"], one["use"]) == (who, "data"))
    own = Prefilled(who, consent, "", clock.stamp(), "", {"person.phone": "13900000009"})
    put(submitted, prefilled={"spouse.login": own})
    told = api("POST", f"/v1/tasks/{task}/phone", {"person": "spouse"}, supervisor)
    assert told.body["phone"] == "13900000009" != SPOUSE_PHONE


@pytest.mark.parametrize("number", [CONTRACT["number"], "home"])
def test_who_must_not_handle_a_case_does_not_find_it_by_a_number_in_the_body_either(api, login, submitted, number):
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    put(submitted, unit=reference("unit", "home"))
    acceptance.register(guards.of_unit(reference("unit", "home")), case=submitted)
    related, unrelated = login("reviewer", person=reference("person", SPOUSE)), login("reviewer", "r2")
    told = [api("POST", "/v1/cases/find", {"number": number}, who) for who in (related, unrelated)]
    assert [one.status for one in told] == [404, 200]
    nothing = api("POST", "/v1/cases/find", {"number": "JK0"}, related)
    assert {**told[0].body, "trace": ""} == {**nothing.body, "trace": ""}
    (line,) = of_case(submitted)
    assert (line["operator"], line["person"]) == ("r2", "person_r2")


def links(model):
    """Whether an answer of that model shows a file, however deep."""
    return '"link"' in json.dumps(model_of(model).model_json_schema())


def test_what_tells_nothing_is_answered_to_acts_and_shows_no_link_and_no_word_of_anybody():
    acts = {one.answer for one in ROUTES if one.method != "GET" and one.finds}
    assert acts >= looks.TELLS_NOTHING
    for answer in looks.TELLS_NOTHING:
        assert not links(answer) and not {"reason", "text", "note", "notes", "made"} & {*model_of(answer).model_fields}


def test_an_act_that_is_answered_with_what_others_wrote_leaves_a_line_each_time(api, login, submitted, waiting):
    where, who = f"/v1/tasks/{waiting('first_review', 'REVIEWING')}/notes", login("reviewer", "r2")
    for _ in range(2):
        assert api("POST", where, {"text": "已核对"}, who, idempotency_key="n").status == 201
    assert [(one["operator"], one["shown"]) for one in of_case(submitted)] == [("r2", "notes")] * 2
