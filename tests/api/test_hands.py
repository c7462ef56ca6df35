"""Persons, not logins: whoever has had a hand in a case acts in no other role of it, and nobody handles their own."""

import pytest

from chalicelib.casework import hands
from chalicelib.casework.actor import Actor
from chalicelib.records import casefile, relatives
from chalicelib.records.statements import ANEW
from chalicelib.trust.index import reference
from tests.given.case import CONTRACT, SIGNED, authorised, happened, present, put
from tests.given.case import waiting as waiting_of
from tests.given.form import BORROWER, OTHER, SPOUSE

APPROVE = {"decision": "approve", "reason": "资料齐全"}
LOOK = {"check": "marriage", "subject": "borrower", "code": "MARRIAGE_UNAVAILABLE", "of": "d2", "facts": []}
RULED = {"items": [{"check": "marriage", "subject": "borrower", "outcome": "confirmed"}]}


def decided(api, task, body, who):
    claimed = api("POST", f"/v1/tasks/{task}/claim", {}, who)
    return claimed if claimed.status != 200 else api("POST", f"/v1/tasks/{task}/decision", body, who)


def code(reply):
    return reply.status, reply.body.get("code")


def test_who_filed_an_application_at_the_window_does_not_review_it_under_another_login(api, login, form):
    clerk, reviewer = login("clerk", "C003", person="person_p"), login("reviewer", "R003", person="person_p")
    case = api("POST", "/v1/applications", form, clerk).body["id"]
    authorised(case)
    present(case, "borrower", clerk="C003")
    assert api("POST", f"/v1/applications/{case}/submit", None, clerk).status == 202
    task = waiting_of(case, "first_review", "REVIEWING")
    assert code(decided(api, task, APPROVE, reviewer)) == (403, "FOUR_EYES")
    assert decided(api, task, APPROVE, login("reviewer", "R001")).status == 200


@pytest.mark.parametrize("act", ["save", "announce", "submit", "withdraw"])
def test_every_act_at_the_window_is_a_hand_in_the_case(api, login, borrower, draft, form, act):
    clerk = login("clerk", "C003", person="person_p")
    present(draft, "borrower", clerk="C003")
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    where = f"/v1/applications/{draft}"
    done = {
        "save": lambda: api("PATCH", where, {"kind": "existing"}, clerk, if_match='"1"'),
        "announce": lambda: api("POST", f"{where}/documents", paper, clerk),
        "submit": lambda: api("POST", f"{where}/submit", None, clerk),
        "withdraw": lambda: api("POST", f"{where}/withdraw", None, clerk),
    }[act]()
    assert done.status < 300
    assert casefile.load(draft).hands == {"person_p": "window"}


def test_whom_the_open_form_names_no_more_stands_apart_while_they_are_a_party(submitted):
    case = casefile.load(submitted)
    left = [one for one in case.form["people"] if one["key"] != "spouse"]
    put(submitted, status="CORRECTION", form={**case.form, "people": left}, people={case.applicant: "borrower"})
    assert hands.apart(casefile.load(submitted), case.parties["spouse"]) == "OWN_CASE"


REFUSED = {"task": "t", "level": "first_review", "by": "r1", "person": "p1", "decision": "refuse", "at": "2026-01-05T01:00:00.000Z"}  # fmt: skip


def test_who_refused_it_before_it_was_reopened_reviews_it_no_more_and_may_do_what_is_no_review(submitted, monkeypatch):
    monkeypatch.setattr(hands, "_one_person", lambda case: [frozenset({"first_review", "verify"})])
    put(submitted, reviews=[REFUSED])
    happened(submitted, ANEW)
    case, who = casefile.load(submitted), Actor("r1", "p1")
    assert [hands.barred(case, who, role) for role in ("first_review", "verify")] == ["FOUR_EYES", None]


def test_whoever_reviewed_it_has_handled_it_though_a_release_kept_no_hand_of_theirs(submitted):
    case = put(submitted, reviews=[REFUSED])
    assert [hands.have_handled(case, person) for person in ("p1", "p2")] == [True, False]


def test_people_who_act_for_themselves_leave_no_hand(api, borrower, submitted):
    assert casefile.load(submitted).hands == {}


def test_who_supplied_facts_does_not_approve_what_rests_on_them(api, login, waiting):
    one = login("reviewer", "R001")
    assert decided(api, waiting("verify", "ATTENDING", {"looks": [LOOK]}), RULED, one).status == 200
    first = waiting("first_review", "REVIEWING")
    assert code(decided(api, first, APPROVE, one)) == (403, "FOUR_EYES")
    assert decided(api, first, APPROVE, login("reviewer", "R002")).status == 200


def test_who_attends_to_what_is_stuck_also_settles_a_dispute_but_reviews_nothing(api, login, submitted, waiting):
    one = login("supervisor", "S001")
    stuck = waiting("attend", "ATTENDING", {"step": "Mortgage", "error": "X"})
    assert decided(api, stuck, {"decision": "retry", "reason": "已联系登记机构"}, one).status == 200
    disputed = waiting("dispute", "ATTENDING", {"codes": [], "partner": "B01", "said": "payment.failed"})
    assert decided(api, disputed, {"decision": "resolved", "reason": "已与银行核实"}, one).status == 200
    assert code(decided(api, waiting("second_review", "REVIEWING"), APPROVE, one)) == (403, "FOUR_EYES")


@pytest.mark.parametrize("party", [BORROWER, SPOUSE])
@pytest.mark.parametrize("kind", ["verify", "first_review", "second_review", "attend"])
def test_nobody_handles_a_case_they_are_a_party_of(api, login, waiting, party, kind):
    task = waiting(kind, "ATTENDING", {"looks": [], "step": "Sign", "error": "X"})
    own = login("supervisor", "S001", person=reference("person", party))
    assert code(decided(api, task, APPROVE, own)) == (404, "NOT_FOUND")


@pytest.mark.parametrize("party", [BORROWER, SPOUSE])
def test_a_clerk_types_no_application_of_their_own_family(api, login, form, party):
    clerk = login("clerk", "C001", person=reference("person", party))
    assert code(api("POST", "/v1/applications", form, clerk)) == (403, "OWN_CASE")


def test_a_restart_asked_by_one_person_is_not_confirmed_by_them_under_another_login(api, login, submitted, monkeypatch):
    from chalicelib.casework import starting

    monkeypatch.setattr(starting, "state_of", lambda case: "FAILED")
    one, same = login("ops", "O001", "620000", "person_o"), login("ops", "O009", "620000", "person_o")
    asked = {"reason": "执行中断"}
    assert api("POST", f"/v1/ops/cases/{submitted}/restart", asked, one).status == 202
    assert code(api("POST", f"/v1/ops/cases/{submitted}/restart", asked, same)) == (403, "FOUR_EYES")


def test_who_asked_for_or_confirmed_a_restart_does_not_review_the_case_under_another_login(
    api, login, submitted, monkeypatch
):
    from chalicelib.casework import starting

    monkeypatch.setattr(starting, "state_of", lambda case: "FAILED")
    for login_of, person in (("O001", "person_o"), ("O002", "person_q")):
        who = login("ops", login_of, "620000", person)
        assert api("POST", f"/v1/ops/cases/{submitted}/restart", {"reason": "执行中断"}, who).status == 202
    task = waiting_of(submitted, "first_review", "REVIEWING")
    for person in ("person_o", "person_q"):
        assert casefile.load(submitted).hands[person] == hands.FOLLOW
        assert code(decided(api, task, APPROVE, login("reviewer", "R009", person=person))) == (403, "FOUR_EYES")


def test_a_clerk_whom_the_form_names_does_nothing_for_the_case_before_anybody_has_come_in(api, login, borrower, form):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    own = login("clerk", "C003", person=reference("person", SPOUSE))
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    assert code(api("POST", f"/v1/applications/{case}/documents", paper, own)) == (404, "NOT_FOUND")
    assert code(api("PATCH", f"/v1/applications/{case}", {}, own, if_match='"1"')) == (404, "NOT_FOUND")


@pytest.fixture
def handled_by_them(api, login, borrower, form):
    """A draft for which the person who is then typed as the spouse, or somebody who has applied with them, brought a paper as a clerk."""
    alone = [form["people"][0] | {"marital": "10"}]
    case = api("POST", "/v1/applications", {**form, "people": alone}, borrower).body["id"]
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    where = f"/v1/applications/{case}"

    def bring(person):
        brought = api("POST", f"{where}/documents", paper, login("clerk", "C003", person=reference("person", person)))
        assert brought.status == 201
        named = {"people": form["people"]}
        assert api("PATCH", where, named, borrower, if_match=f'"{casefile.load(case).revision}"').status == 200
        return case

    return bring


@pytest.mark.parametrize(("clerk", "joins"), [(SPOUSE, 422), (OTHER, 201)])
def test_who_has_handled_a_case_does_not_join_it_as_a_party(
    api, login, borrower, spouse, handled_by_them, clerk, joins
):
    case = handled_by_them(clerk)
    code = api("POST", f"/v1/applications/{case}/invitations", {"person": "spouse"}, borrower).body["code"]
    joined = api("POST", "/v1/joins", {"code": code}, spouse)
    assert joined.status == joins
    assert joins == 201 or joined.codes == {("PARTY_HANDLED_IT", "")}
    assert (reference("person", SPOUSE) in casefile.load(case).people) == (joins == 201)


@pytest.mark.parametrize("since", ["", "recused themselves since"])
@pytest.mark.parametrize("who", ["themselves", "a relative"])
def test_nothing_is_handed_in_for_a_party_who_or_whose_relative_has_handled_it_and_a_recusal_mends_nothing(
    api, login, borrower, handled_by_them, who, since
):
    case = handled_by_them(SPOUSE if who == "themselves" else OTHER)
    relatives.note([reference("person", SPOUSE), reference("person", OTHER)])
    if since:
        clerk = login("clerk", "C003", person=reference("person", SPOUSE if who == "themselves" else OTHER))
        assert api("POST", f"/v1/applications/{case}/recusals", {"tie": "relative"}, clerk).status == 201
    authorised(case)
    sent = api("POST", f"/v1/applications/{case}/submit", None, borrower)
    assert sent.codes == {("PARTY_HANDLED_IT", "/people/1/id_number")}


def test_whoever_types_a_number_learns_of_nobody_who_has_not_come_in_whose_relative_works_there(
    api, login, borrower, handled_by_them
):
    case = handled_by_them(OTHER)
    said = []
    for _ in range(2):
        said.append(api("POST", f"/v1/applications/{case}/submit", None, borrower).codes)
        relatives.note([reference("person", SPOUSE), reference("person", OTHER)])
    assert said[0] == said[1] and ("PARTY_NOT_CONFIRMED", "/people/1") in said[0]


def test_who_has_only_said_that_they_must_not_handle_it_may_be_a_party(api, login, borrower, draft):
    own = login("reviewer", "R001", person=reference("person", SPOUSE))
    assert api("POST", f"/v1/applications/{draft}/recusals", {"tie": "relative"}, own).status == 201
    assert api("POST", f"/v1/applications/{draft}/submit", None, borrower).status == 202


def test_a_correction_names_nobody_who_has_judged_the_case(api, login, borrower, submitted, waiting, form):
    judge = login("reviewer", "R001", person=reference("person", OTHER))
    assert decided(api, waiting("first_review", "REVIEWING"), APPROVE, judge).status == 200
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2099-12-01", "defects": []})
    people = [form["people"][0], {**form["people"][1], "id_number": OTHER}]
    where, revision = f"/v1/applications/{submitted}", casefile.load(submitted).revision
    assert api("PATCH", where, {"people": people}, borrower, if_match=f'"{revision}"').status == 200
    authorised(submitted)
    sent = api("POST", f"{where}/corrections", {}, borrower)
    assert ("PARTY_HANDLED_IT", "/people/1/id_number") in sent.codes


SMALL, MIDDLE, LARGE = "500000.00", "550000.00", "550000.01"
UNDECIDED = None
# An amount approved, who somebody has been, and what they may besides under the policy that is shipped.
TIERS = [
    (SMALL, "window", {"signing"}),
    (SMALL, "verify", {"follow"}),
    (SMALL, "first_review", set()),
    (SMALL, "second_review", set()),
    (SMALL, "final_review", set()),
    (SMALL, "signing+window", set()),
    (MIDDLE, "window", {"signing"}),
    (MIDDLE, "verify", set()),
    (LARGE, "window", set()),
    (LARGE, "follow", set()),
    (UNDECIDED, "window", set()),
    (UNDECIDED, "follow", set()),
    (SMALL, "a role of a later release", set()),
]
ROLES = {"window", "signing", "verify", "first_review", "second_review", "final_review", "follow"}


def test_a_role_nobody_declared_is_refused_and_kept_of_nobody(submitted):
    case, who = casefile.load(submitted), Actor("L", "person_p")
    for asked in (hands.barred, hands.with_role):
        with pytest.raises(ValueError, match="auditor"):
            asked(case, who, "auditor")
    assert ROLES < hands.ROLES


def decided_on(case, amount, **values):
    decision = {} if amount is None else {"decision": {"approved": True, "amount": amount}}
    return put(case, **decision, **values)


@pytest.mark.parametrize(("amount", "been", "besides"), TIERS)
def test_roles_are_one_persons_only_where_the_tier_of_the_approved_amount_says_so(submitted, amount, been, besides):
    case = decided_on(submitted, amount, hands={"person_p": been})
    free = {role for role in ROLES if hands.barred(case, Actor("L", "person_p"), role) is None}
    assert free == besides | (ROLES & {*been.split("+")})
    assert not hands.barred(case, Actor("L", "person_q"), "first_review")


def test_an_amount_that_was_refused_lets_nobody_have_two_roles(submitted):
    case = put(submitted, decision={"approved": False, "amount": SMALL}, hands={"person_p": "window"})
    assert hands.barred(case, Actor("L", "person_p"), "signing") == "FOUR_EYES"


@pytest.mark.parametrize("amount", [SMALL, LARGE])
@pytest.mark.parametrize(("person", "refused"), [(SPOUSE, "OWN_CASE"), ("recused", "RECUSED")])
def test_whatever_the_amount_a_party_and_who_has_recused_themselves_have_no_role(submitted, amount, person, refused):
    case = decided_on(submitted, amount, hands={reference("person", "recused"): "recused"})
    who = Actor("L", reference("person", person))
    assert {hands.barred(case, who, role) for role in ROLES} == {refused}


@pytest.mark.parametrize(("amount", "status", "roles"), [(SMALL, 202, "signing+window"), (LARGE, 403, "window")])
def test_the_clerk_who_filed_a_case_has_its_contract_signed_where_the_amount_allows_it(
    api, login, submitted, waiting, amount, status, roles
):
    waiting("sign", "SIGNING", contract=CONTRACT)
    decided_on(submitted, amount, hands={"person_clerk-1": "window"})
    present(submitted, "spouse")
    signed = api("POST", f"/v1/applications/{submitted}/signatures", {**SIGNED, "person": "spouse"}, login("clerk"))
    assert signed.status == status
    assert casefile.load(submitted).hands == {"person_clerk-1": roles}
