"""Whoever applies chooses by an act of their own what they bring after acceptance, brings it, and somebody looks at it."""

import hashlib
from dataclasses import replace

import pytest

from chalicelib import clock
from chalicelib.casework import asking, bringing, chasing, commitments, hands, signing, starting, stops
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import received_now
from chalicelib.domain import electronic
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import agenda, casefile, decisions, ledger, tasks
from chalicelib.records.inspections import incoming_key_of
from chalicelib.records.statements import Procedure
from chalicelib.steps import review
from chalicelib.sweep import procedures
from tests.given.answers import findings
from tests.given.case import TRACE, present, put, waiting
from tests.given.papers import PDF, pdf

OF_DRAFT = "/v1/applications/{}/tolerances"


def choose(api, id, who, **otherwise):
    offers = api("GET", OF_DRAFT.format(id), who=who).body.get("offered", ())
    words = next((one["version"] for one in offers if one["upload_as"] == "B03"), "0" * 16)
    return api("POST", OF_DRAFT.format(id), {"upload_as": "B03", "version": words, **otherwise}, who)


def upload(api, id, who, platform, material="B03", content=PDF):
    sha256 = hashlib.sha256(content).hexdigest()
    said = {"material": material, "content_type": "application/pdf", "size": len(content), "sha256": sha256}
    slot = api("POST", f"/v1/applications/{id}/documents", said, who)
    if slot.status == 201:
        key = incoming_key_of(id, slot.body["id"])
        platform.client("s3").put_object(Bucket="anju-documents", Key=key, Body=content)
        assert (
            api("POST", f"/v1/applications/{id}/documents/{slot.body['id']}/verify", {}, who).body["state"]
            == "verified"
        )
    return slot


def look_at(api, task, who, login, outcome="confirmed"):
    """What that reviewer, who has taken it, says of the receipt once they have opened it."""
    (look,) = task.details["looks"]
    for file in look["files"]:
        ledger.append(task.case, {"kind": "look", "person": f"person_{login}", "document": "f", "sha256": file})
    paid = f"{casefile.load(task.case).application.home.down_payment:.2f}"
    shown = {"facts": {"amount": paid, "paid_on": "2026-11-20", "payer": "borrower"}} if outcome == "confirmed" else {}
    item = {"check": "paper", "subject": "b03", "outcome": outcome, "comment": "已看", "files": look["files"], **shown}
    return api("POST", f"/v1/tasks/{task.id}/decision", {"items": [item]}, who)


@pytest.fixture
def owing(api, draft, borrower):
    """The draft was submitted with the commitment, and accepted; it waits for a supervisor, signing standing still."""
    assert choose(api, draft, borrower).status == 201
    assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
    case = put(draft, accepted_on=received_now(casefile.load(draft)), number="N" * 39 + "0001")
    put(draft, findings=findings(case.application, credit=False))
    waiting(draft, "attend", "ATTENDING", details={"step": "Sign", "error": "PreconditionFailed", "codes": ["OWED"]})
    return draft


def test_the_words_are_shown_kept_and_sealed_with_the_application(api, draft, borrower):
    (offer,) = api("GET", OF_DRAFT.format(draft), who=borrower).body.get("offered", ())
    assert (offer["upload_as"], offer["office_days"]) == ("B03", 5) and "首付款凭证" in offer["words"]
    before = casefile.load(draft).revision
    (owed,) = choose(api, draft, borrower).body["owed"]
    assert (owed["state"], owed["words"], owed["due_at"]) == ("chosen", offer["words"], None)
    kept = casefile.load(draft).tolerances["B03"]
    assert (kept.words, kept.how["level"], kept.party) == (offer["words"], "STRONG", casefile.load(draft).applicant)
    assert casefile.load(draft).revision == before + 1, "what is submitted is what was shown"
    choose(api, draft, borrower)
    assert casefile.load(draft).revision == before + 1, "the same again changes nothing"
    assert api("GET", f"/v1/applications/{draft}/track", who=borrower).body["foreseen"] == [], "it lacks nothing now"
    assert api("POST", f"/v1/applications/{draft}/submit", {"incomplete": False}, borrower).status == 202
    assert casefile.load(draft).application.tolerated == ("B03",)


@pytest.mark.parametrize(
    ("otherwise", "defect"),
    [
        ({"upload_as": "B01"}, ("NOT_A_CHOICE", "/upload_as")),
        ({"version": "0" * 16}, ("COMMITMENT_CHANGED", "/version")),
    ],
)
def test_nothing_is_chosen_that_is_not_offered_or_in_other_words(api, draft, borrower, otherwise, defect):
    assert choose(api, draft, borrower, **otherwise).codes == {defect}


def test_once_it_is_accepted_nothing_more_is_put_off_whatever_the_parties_are_asked(api, draft, borrower):
    (offer,) = api("GET", OF_DRAFT.format(draft), who=borrower).body["offered"]
    put(draft, status="CORRECTION", accepted_on=received_now(casefile.load(draft)))
    assert api("GET", OF_DRAFT.format(draft), who=borrower).body["offered"] == []
    said = {"upload_as": "B03", "version": offer["version"]}
    assert api("POST", OF_DRAFT.format(draft), said, borrower).body["code"] == "WRONG_STATUS"


def test_it_is_the_applicants_own_act_or_theirs_at_the_window(api, draft, borrower, spouse, login):
    clerk = login("clerk")
    assert choose(api, draft, spouse).status in (403, 404)
    assert choose(api, draft, clerk).body["code"] == "PRESENCE_REQUIRED"
    present(draft, "borrower")
    assert choose(api, draft, clerk).status == 201
    assert casefile.load(draft).tolerances["B03"].how["presence"] == "p1"


def put_aside(id):
    for _ in chasing.looked(casefile.load(id), tasks.of_case(id)):
        pass


def test_what_is_there_already_nobody_puts_off(api, draft, borrower, platform):
    upload(api, draft, borrower, platform)
    assert choose(api, draft, borrower).codes == {("NOT_A_CHOICE", "/upload_as")}


def test_what_is_owed_is_brought_seen_by_everybody_looked_at_and_lets_the_road_go_on(
    api, owing, borrower, login, platform
):
    track = api("GET", f"/v1/applications/{owing}/track", who=borrower).body
    assert [one["state"] for one in track["owed"]] == ["to_bring"] and track["owed"][0]["due_at"]
    assert "CAN_BRING_OWED" in {one["code"] for one in track["next"]}
    assert track["held_by"]["code"] == "HOLDER_CENTRE"
    put_aside(owing)
    track = api("GET", f"/v1/applications/{owing}/track", who=borrower).body
    assert track["held_by"]["code"] == "HOLDER_APPLICANT", "nobody but they can do anything"
    assert choose(api, owing, borrower).body["code"] == "WRONG_STATUS", "the letter of acceptance has its day already"
    assert "B03" not in asking.places(casefile.load(owing)), "and nobody asks for it before"
    assert api("POST", f"/v1/applications/{owing}/owed", {}, borrower).codes == {("MATERIAL_MISSING", "/documents/B03")}
    assert upload(api, owing, borrower, platform, "A02").codes == {("MATERIAL_UNKNOWN", "/material")}
    upload(api, owing, borrower, platform)
    for _ in range(2):
        brought = api("POST", f"/v1/applications/{owing}/owed", {}, borrower)
        assert [one["state"] for one in brought.body["owed"]] == ["to_read"]
    (task,) = [one for one in tasks.of_case(owing) if one.kind == "owed"]
    r1 = login("reviewer", "r1")
    assert [one["id"] for one in api("GET", "/v1/tasks?kind=owed", who=r1).body["items"]] == [task.id]
    assert api("POST", f"/v1/tasks/{task.id}/claim", {}, r1).status == 200
    shown = api("GET", f"/v1/tasks/{task.id}", who=r1).body
    assert [one["state"] for one in shown["owed"]] == ["to_read"]
    assert look_at(api, task, r1, "r1").status == 200
    assert tasks.get(tasks.task_id(owing, "attend")).outcome == {"next": "retry"}
    assert [one["state"] for one in api("GET", OF_DRAFT.format(owing), who=borrower).body["owed"]] == ["settled"]
    assert api("POST", f"/v1/applications/{owing}/owed", {}, borrower).body["code"] == "WRONG_STATUS"


def test_for_want_of_what_is_owed_nobody_ends_the_case_before_its_time_is_over(api, owing, login):
    task, who = tasks.task_id(owing, "attend"), login("supervisor", "s1")
    api("POST", f"/v1/tasks/{task}/claim", {}, who)
    ends = {"decision": "refuse", "reason": "承诺补交的材料逾期没有补交"}
    assert ("CHOICE_NOT_OFFERED", "/decision") in api("POST", f"/v1/tasks/{task}/decision", ends, who).codes
    decision = {
        "approved": True,
        "route": "B",
        "amount": "400000.00",
        "months": 240,
        "reasons": [{"code": "HOMES", "outcome": "look"}],
    }
    put(owing, decision=decision)  # on another ground it may be refused before, and that has to be named
    assert ("MISSING", "/rules") in api("POST", f"/v1/tasks/{task}/decision", ends, who).codes
    wrong = api("POST", f"/v1/tasks/{task}/decision", {**ends, "rules": ["OWED"]}, who)
    assert ("CHOICE_NOT_OFFERED", "/rules/0") in wrong.codes
    kept = casefile.load(owing).tolerances["B03"]
    put(owing, tolerances={"B03": kept.__class__(**{**kept.__dict__, "lapsed_at": "2026-12-05T00:00:00.000Z"})})
    assert "refuse" in api("GET", f"/v1/tasks/{task}", who=who).body.get("offered", ())
    assert text("STOP_OWED") in api("GET", f"/v1/tasks/{task}", who=who).body["details"]["texts"]


COMMIT, FINDINGS = "/v1/applications/{}/commitments", "/v1/applications/{}/commitments/SINGLE_STATUS/findings"


@pytest.fixture
def single(draft):
    """The draft of somebody who is not married."""
    whole = casefile.load(draft).form
    put(draft, form={**whole, "people": [{**whole["people"][0], "marital": "10"}]})
    return draft


def commitment_in_force(api, id, who):
    return api("GET", COMMIT.format(id), who=who).body["offered"][0]["version"]


def commit(api, id, who, version=""):
    offered = api("GET", COMMIT.format(id), who=who).body["offered"]
    return api("POST", COMMIT.format(id), {"code": "SINGLE_STATUS", "version": version or offered[0]["version"]}, who)


def test_a_commitment_is_an_act_of_its_own_kept_in_the_words_that_were_shown(api, single, borrower):
    assert commit(api, single, borrower, "0" * 16).codes == {("COMMITMENT_CHANGED", "/version")}
    (made,) = commit(api, single, borrower).body["made"]
    commit(api, single, borrower)
    case = casefile.load(single)
    kept = case.commitments["SINGLE_STATUS"]
    assert (made["state"], made["words"], kept.how["level"]) == ("made", kept.words, "STRONG")
    assert case.form["commitments"] == ["SINGLE_STATUS"] and case.revision == 2


def test_one_ticked_in_the_form_is_kept_with_the_proof_of_handing_it_in(api, single, borrower):
    put(single, form={**casefile.load(single).form, "commitments": ["SINGLE_STATUS"]})
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    kept = casefile.load(single).commitments["SINGLE_STATUS"]
    assert kept.how["level"] == "STRONG" and kept.words and kept.version


def test_staff_find_it_untrue_and_only_another_person_finds_otherwise(api, single, borrower, login):
    r1, s1, where = login("reviewer", "r1"), login("supervisor", "s1"), FINDINGS.format(single)
    said = {"untrue": True, "reason": "另案材料载明已婚"}
    assert api("POST", where, said, r1).body["code"] == "WRONG_STATUS", "nobody has committed to anything"
    commit(api, single, borrower)
    assert api("POST", where, said, r1).body["code"] == "WRONG_STATUS", "nor handed anything in"
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    put(single, status="REVIEWING")
    own = login("reviewer", "own", person=casefile.load(single).applicant)
    assert api("POST", where, said, r1).status == 201, "there is no task to claim"
    first, second = (waiting(single, kind, "REVIEWING") for kind in ("first_review", "second_review"))
    for who in (s1, login("reviewer", "r2")):
        for untrue in (True, False):
            assert api("POST", where, {"untrue": untrue, "reason": "并非本人"}, who).body["code"] == "CLAIM_FIRST"
    assert api("POST", f"/v1/tasks/{first}/claim", {}, r1).body["code"] == "FOUR_EYES", "another decides on it"
    assert api("POST", f"/v1/tasks/{second}/claim", {}, s1).status == 200
    assert [one["state"] for one in api("POST", where, said, r1, idempotency_key="k").body["made"]] == ["untrue"]
    for again in (r1, login("reviewer", "r1-again", person="person_r1")):
        assert api("POST", where, {**said, "untrue": False}, again).body["code"] == "FOUR_EYES"
    assert api("POST", where, said, own).body["code"] == "NOT_FOUND"
    recused = {"tie": "interest"}
    assert api("POST", f"/v1/applications/{single}/recusals", recused, r1).status == 201
    for key in ("k", "new"):
        assert api("POST", where, said, r1, idempotency_key=key).body["code"] == "RECUSED"
    cleared = api("POST", where, {"untrue": False, "reason": "并非本人"}, s1).body["made"]
    kept = casefile.load(single)
    (hand,) = [one for one in kept.hands.items() if one[1] == hands.FOLLOW]
    assert hand[1] == hands.FOLLOW and hands.barred(kept, Actor("s1-x", hand[0]), "first_review") == "FOUR_EYES"
    assert [one["why"] for one in cleared] == ["并非本人"]
    before = casefile.load(single).commitments["SINGLE_STATUS"]
    put(single, status="DRAFT", commitments={"SINGLE_STATUS": replace(before, version="0" * 16)})
    commit(api, single, borrower)
    after = casefile.load(single).commitments["SINGLE_STATUS"]
    assert (after.version, after.note) == (commitment_in_force(api, single, borrower), before.note), "nobody undoes it"
    assert "另案" not in str(api("GET", COMMIT.format(single), who=borrower).body), "what staff wrote is theirs"


def test_a_look_at_files_that_others_took_the_place_of_says_nothing_any_more(api, owing, borrower, login, platform):
    r1 = login("reviewer", "r1")
    for content in (PDF, pdf("another")):
        upload(api, owing, borrower, platform, content=content)
        assert api("POST", f"/v1/applications/{owing}/owed", {}, borrower).status == 201
    old, new = sorted((one for one in tasks.of_case(owing) if one.kind == "owed"), key=_is_wanted)
    for task, status in ((new, 200), (old, 409)):
        api("POST", f"/v1/tasks/{task.id}/claim", {}, r1)
        answer = look_at(api, task, r1, "r1", "confirmed" if task is new else "contradicted")
        assert answer.status == status, answer.body
    assert casefile.load(owing).rulings["paper.b03"].outcome == "confirmed"


def test_what_is_looked_at_are_the_files_that_count_when_it_is_asked_not_those_it_was_collated_by(
    api, owing, borrower, platform
):
    old = {"check": "paper", "subject": "b03", "code": "PAPER_TO_READ", "what": "LOOK_PAPER", "facts": ["amount"]}
    put(owing, status="VERIFYING", looks=[{**old, "files": ["0" * 64]}])
    upload(api, owing, borrower, platform)
    assert api("POST", f"/v1/applications/{owing}/owed", {}, borrower).status == 201
    entered = {
        "case": owing,
        "trace": TRACE,
        "step": "Verify",
        "ask": "verify",
        "attempt": 0,
        "last": "verify",
        "token": "t",
        "visit": clock.stamp(),
    }
    review.handle(entered)
    (task,) = [one for one in tasks.of_case(owing) if one.kind == "verify"]
    (look,) = task.details["looks"]
    assert look["files"] == [*casefile.load(owing).application.papers["B03"]] != ["0" * 64]


def test_of_two_who_look_at_the_same_files_the_one_who_said_first_counts(api, owing, borrower, login, platform):
    who = {name: login("reviewer", name) for name in ("r1", "r2")}
    upload(api, owing, borrower, platform)
    api("POST", f"/v1/applications/{owing}/owed", {}, borrower)
    (first,) = [one for one in tasks.of_case(owing) if one.kind == "owed"]
    second = tasks.get(waiting(owing, "verify", "ATTENDING", details={"looks": first.details["looks"]}))
    for name, task, outcome in (("r1", first, "confirmed"), ("r2", second, "contradicted")):
        api("POST", f"/v1/tasks/{task.id}/claim", {}, who[name])
        assert look_at(api, task, who[name], name, outcome).status == 200
    assert casefile.load(owing).rulings["paper.b03"].outcome == "confirmed"


def _is_wanted(task):
    return bringing.is_wanted(casefile.load(task.case), task)


def test_it_is_ended_or_brought_in_the_same_second_and_never_both(api, owing, borrower, login, platform, monkeypatch):
    s1, task = login("supervisor", "s1"), tasks.task_id(owing, "attend")
    kept, decide = casefile.load(owing).tolerances["B03"], decisions.decide
    put(owing, tolerances={"B03": replace(kept, lapsed_at="2026-12-05T00:00:00.000Z")})
    upload(api, owing, borrower, platform)
    api("POST", f"/v1/tasks/{task}/claim", {}, s1)
    monkeypatch.setattr(starting, "state_of", lambda _: "RUNNING")

    def while_it_comes(*said, **more):
        with monkeypatch.context() as once:
            once.setattr(decisions, "decide", decide)
            assert api("POST", f"/v1/applications/{owing}/owed", {}, borrower).status == 201
        return decide(*said, **more)

    monkeypatch.setattr(decisions, "decide", while_it_comes)
    ends = {"decision": "refuse", "reason": "承诺补交的材料逾期没有补交"}
    assert api("POST", f"/v1/tasks/{task}/decision", ends, s1).status == 409
    assert casefile.load(owing).leaving == ""


def track(api, id, who):
    return api("GET", f"/v1/applications/{id}/track", who=who).body


def test_found_untrue_while_it_waits_for_signatures_nobody_signs_and_whoever_attends_decides(
    api, single, borrower, login, monkeypatch
):
    told = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: told.append(item["outcome"]["S"]))
    r1, s1, where = login("reviewer", "r1"), login("supervisor", "s1"), FINDINGS.format(single)
    commit(api, single, borrower)
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    contract = {"number": "JK1", "bank": "B01", "key": "k", "sha256": "0" * 64, "due_at": "2027-01-01T00:00:00Z"}
    put(single, status="SIGNING", number="N" * 39 + "0001", contract=contract)
    waiting(single, "sign", "SIGNING")
    sign = {"person": "borrower", "sha256": "0" * 64, "agreed": electronic.VERSION}

    def may_sign():
        return "CAN_SIGN" in [one["code"] for one in track(api, single, borrower)["next"]]

    assert may_sign()
    read = casefile.load(single)
    entered = Procedure("investigation", "2026-11-30T01:00:00.000Z", "s1", "person_s1", "2026-12-14", "k")
    put(single, procedures={"investigation.1": entered})
    assert not may_sign(), "nor while a special procedure is open"
    assert [*procedures.committed(casefile.load(single), tasks.of_case(single))] == ["signing_held_up"]
    assert stops.codes(casefile.load(single), "Sign", "PreconditionFailed") == ["IN_PROCEDURE"]
    assert told == ['{"error": "PreconditionFailed"}'], "the time to sign does not run out meanwhile"
    told.clear()
    with pytest.raises(Contended):
        signing.sign(read, "bank", "0" * 64, "bank:B01", {})
    put(single, procedures={"investigation.1": replace(entered, result="needless", left_at="2026-12-01T01:00:00.000Z")})
    assert may_sign()
    read = casefile.load(single)
    for _ in range(2):
        assert api("POST", where, {"untrue": True, "reason": "户口簿载明已婚"}, r1).status == 201
    assert told == ['{"error": "PreconditionFailed"}'] * 2, "the road leaves for whoever attends"
    assert stops.codes(casefile.load(single), "Sign", "PreconditionFailed") == [commitments.STOP]
    assert not may_sign()
    assert api("POST", f"/v1/applications/{single}/signatures", sign, borrower).body["code"] == "WRONG_STATUS"
    for case in (read, casefile.load(single)):
        with pytest.raises(Contended):
            signing.sign(case, "bank", "0" * 64, "bank:B01", {})
    clear = {"untrue": False, "reason": "并非本人"}
    assert api("POST", where, clear, s1).body["code"] == "CLAIM_FIRST"
    stuck = waiting(single, "attend", "ATTENDING", details={"step": "Sign", "error": "", "codes": [commitments.STOP]})
    put(single, status="SIGNING")
    assert api("POST", f"/v1/tasks/{stuck}/claim", {}, s1).status == 200
    assert api("POST", where, clear, r1).body["code"] == "FOUR_EYES", "another finds otherwise"
    assert api("POST", where, clear, s1).status == 201
    assert tasks.get(stuck).outcome == {"next": "retry"}
    assert may_sign() and tasks.get(tasks.task_id(single, "sign")).is_open
    assert api("POST", f"/v1/applications/{single}/signatures", sign, borrower).status == 202


def test_nobody_approves_or_tries_again_what_rests_on_a_word_found_untrue_before_another_finds_it_true(
    api, single, borrower, login
):
    r1, s1, where = login("reviewer", "r1"), login("supervisor", "s1"), FINDINGS.format(single)
    commit(api, single, borrower)
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    approved = {"approved": True, "route": "C", "why": [], "amount": "900000.00", "months": 240, "reasons": []}
    review = waiting(single, "first_review", "REVIEWING", decision=approved)
    stuck = waiting(single, "attend", "ATTENDING", details={"step": "Sign", "error": "", "codes": [commitments.STOP]})
    for task, who in ((review, r1), (stuck, s1)):
        assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200

    def offered(task, who, word):
        return word in api("GET", f"/v1/tasks/{task}", who=who).body["offered"]

    assert offered(review, r1, "approve") and offered(stuck, s1, "retry")
    assert api("POST", where, {"untrue": True, "reason": "户口簿载明已婚"}, r1).status == 201
    assert tasks.get(review).claimed_by is None and not offered(review, r1, "refuse"), (
        "whoever found it decides nothing"
    )
    refuse = {"decision": "refuse", "reason": "承诺不实"}
    assert api("POST", f"/v1/tasks/{review}/decision", refuse, r1).body["code"] == "CLAIM_FIRST"
    assert api("POST", f"/v1/tasks/{review}/claim", {}, r1).body["code"] == "FOUR_EYES"
    assert api("POST", "/v1/tasks/next", {"kind": "first_review"}, r1).body["task"] is None
    r2 = login("reviewer", "r2")
    assert api("POST", f"/v1/tasks/{review}/claim", {}, r2).status == 200
    lines = api("GET", f"/v1/tasks/{review}", who=r2).body["checklist"]["lines"]
    same = {"reason": "同意贷款", "checked": [line["code"] for line in lines]}
    for task, who, word in (
        (review, r2, {"decision": "approve", **same}),
        (stuck, s1, {"decision": "retry", "reason": "再试"}),
    ):
        assert not offered(task, who, word["decision"])
        assert api("POST", f"/v1/tasks/{task}/decision", word, who).body["code"] == commitments.STOP
        assert tasks.get(task).is_open
    assert offered(review, r2, "refuse") and offered(stuck, s1, "compensate"), "there is a way on"
    assert api("POST", where, {"untrue": False, "reason": "户口簿是他人的"}, s1).status == 201
    assert offered(review, r2, "approve") and tasks.get(stuck).outcome == {"next": "retry"}


def test_who_approves_in_the_moment_in_which_another_finds_the_word_untrue_does_not(
    api, single, borrower, login, monkeypatch
):
    r1 = login("reviewer", "r1")
    commit(api, single, borrower)
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    approved = {"approved": True, "route": "C", "why": [], "amount": "900000.00", "months": 240, "reasons": []}
    review = waiting(single, "first_review", "REVIEWING", decision=approved)
    assert api("POST", f"/v1/tasks/{review}/claim", {}, r1).status == 200
    lines = api("GET", f"/v1/tasks/{review}", who=r1).body["checklist"]["lines"]
    decide = decisions.decide

    def late(*args, **more):
        commitments.find_untrue(casefile.load(single), "SINGLE_STATUS", "户口簿载明已婚", Actor("r2", "person_r2"))
        return decide(*args, **more)

    monkeypatch.setattr(decisions, "decide", late)
    word = {"decision": "approve", "reason": "同意贷款", "checked": [line["code"] for line in lines]}
    assert api("POST", f"/v1/tasks/{review}/decision", word, r1).body["code"] == "CHANGED_MEANWHILE"
    assert tasks.get(review).is_open


def test_found_untrue_once_the_loan_was_paid_moves_nothing_and_a_supervisor_follows_it_up(api, single, borrower, login):
    finder, s1, where = login("supervisor", "s0"), login("supervisor", "s1"), FINDINGS.format(single)
    commit(api, single, borrower)
    assert api("POST", f"/v1/applications/{single}/submit", {}, borrower).status == 202
    payment = {"serial": "S1", "status": "paid", "amount": "1.00", "day": "2026-11-26"}
    put(single, status="DISBURSED", number="N" * 39 + "0001", ended_at=clock.stamp(), payment=payment)
    agenda.leave(single, casefile.load(single).due_at)
    for _ in range(2):
        assert api("POST", where, {"untrue": True, "reason": "户口簿载明已婚"}, finder).status in (201, 409)
    (task,) = [one for one in tasks.of_case(single) if one.kind == "dispute"]
    assert api("POST", f"/v1/tasks/{task.id}/claim", {}, finder).body["code"] == "FOUR_EYES"
    assert task.details["codes"] == ["DISPUTE_WORD_UNTRUE"] and task.due_at
    kept = casefile.load(single)
    assert (kept.status, kept.payment.status, kept.stopped) == ("DISBURSED", "paid", None)
    assert kept.due_shard, "the sweep looks at it again, by the same write"
    assert text("COMMITMENT_UNTRUE_PAID") in [one["text"] for one in track(api, single, borrower)["timeline"]]
    clear = {"untrue": False, "reason": "户口簿是他人的"}
    assert api("POST", where, clear, s1).body["code"] == "CLAIM_FIRST"
    assert api("POST", f"/v1/tasks/{task.id}/claim", {}, s1).status == 200
    decision = f"/v1/tasks/{task.id}/decision"
    assert api("GET", f"/v1/tasks/{task.id}", who=s1).body["offered"] == ["resolved"], "nobody outside has said it"
    upheld = {"decision": "upheld", "reason": "确属不实"}
    assert api("POST", decision, upheld, s1).codes == {("CHOICE_NOT_OFFERED", "/decision")}
    assert api("POST", decision, {"decision": "resolved", "reason": "确属不实，已按合同处理"}, s1).status == 200
    assert api("POST", where, clear, login("reviewer", "r1")).body["code"] == "CLAIM_FIRST"
    assert api("POST", where, clear, finder).body["code"] == "FOUR_EYES"
    cleared = api("POST", where, clear, login("supervisor", "s2"))
    assert [one["state"] for one in cleared.body["made"]] == ["cleared"], (
        "what shows it came once nobody had a task for it"
    )
    assert api("POST", where, {"untrue": True, "reason": "又查到结婚证"}, finder).status == 201
    told = [one["text"] for one in track(api, single, borrower)["timeline"]]
    assert len(told) == len({*told}) and any("第 2 次" in one for one in told), "found again, it is told as that"
    assert text("TASK_DISPUTE") not in told and text("TASK_DISPUTE_OURS") in told, "nobody outside has said anything"
