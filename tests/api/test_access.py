"""Who may know of a case, asked of the one place that says so: routes admit audiences, this admits people."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.api import access, reaches, whose
from chalicelib.api.applicant import applications, authorising, complete, possible, uses
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call
from chalicelib.errors import CaseNotFound
from chalicelib.records import casefile, ledger, tasks
from chalicelib.records.acceptance import register
from chalicelib.records.presences import Presence
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import AUDIENCES, Session
from tests.given.case import CONTRACT, present, put
from tests.given.form import BORROWER, OTHER, SPOUSE


def call(audience: str, subject: str = "s1", centre: str = "620100", **path: str) -> Call:
    return Call(Session(audience, subject, centre, "test"), path, {}, {}, b"", "id")


def party(id_number: str, **path: str) -> Call:
    return call("depositor", reference("person", id_number), "", **path)


def refused(find, asked: Call) -> str:
    with pytest.raises(Problem) as problem:
        find(asked)
    return problem.value.code


def test_a_case_is_its_parties_own_and_no_strangers(submitted):
    assert reaches.own(party(BORROWER, id=submitted)).id == reaches.own(party(SPOUSE, id=submitted)).id == submitted
    for find in (reaches.own, reaches.followed):
        assert refused(find, party(OTHER, id=submitted)) == "NOT_FOUND"


def test_a_window_sees_the_cases_of_its_centre_alone(submitted):
    assert reaches.own(call("clerk", id=submitted)).id == reaches.followed(call("clerk", id=submitted)).id == submitted
    for find in (reaches.own, reaches.followed):
        assert refused(find, call("clerk", centre="620200", id=submitted)) == "NOT_FOUND"


@pytest.mark.parametrize("audience", sorted(set(AUDIENCES) - {"depositor", "clerk"}))
def test_nobody_else_of_the_centre_owns_a_case_and_only_the_hotline_follows_it(submitted, audience):
    assert refused(reaches.own, call(audience, id=submitted)) == "NOT_FOUND"
    if audience == "hotline":
        assert reaches.followed(call(audience, id=submitted)).id == submitted
    else:
        assert refused(reaches.followed, call(audience, id=submitted)) == "NOT_FOUND"


@pytest.mark.parametrize("audience", sorted(set(AUDIENCES) - {"depositor"}))
def test_whoever_bears_a_partys_reference_without_being_a_depositor_is_not_that_party(submitted, audience):
    case = casefile.load(submitted)
    bearer = call(audience, reference("person", BORROWER), "620200", id=submitted)
    assert whose.person(bearer, case) is None
    assert refused(reaches.own, bearer) == "NOT_FOUND"


def test_only_the_applicant_and_the_window_act_on_the_whole_case(submitted):
    case = casefile.load(submitted)
    assert refused(access.bind, party(SPOUSE).with_(found=case)) == "NOT_YOUR_ROUTE"
    access.bind(party(BORROWER).with_(found=case))
    access.fill_in(call("clerk").with_(found=case))


def test_a_window_acts_for_the_applicant_while_they_are_there(submitted):
    clerk = call("clerk")
    assert refused(access.bind, clerk.with_(found=casefile.load(submitted))) == "PRESENCE_REQUIRED"
    present(submitted, "borrower", clerk="s1")
    access.bind(clerk.with_(found=casefile.load(submitted)))


def test_a_task_is_for_staff_of_the_centre_that_has_it(submitted, waiting):
    task = waiting("first_review", "REVIEWING")
    assert reaches.of_task(call("reviewer", task=task)).id == submitted
    assert refused(reaches.of_task, call("reviewer", centre="620200", task=task)) == "NOT_FOUND"


def test_a_contract_is_for_the_bank_that_signs_it_and_not_before_it_is_drawn_up(submitted):
    register(f"contract#{CONTRACT['number']}", case=submitted)
    asked = call("bank", "B01", "", number=CONTRACT["number"])
    assert refused(reaches.of_contract, asked) == "NOT_FOUND"
    put(submitted, contract=CONTRACT)
    assert reaches.of_contract(asked).id == submitted
    assert refused(reaches.of_contract, call("bank", "B02", "", number=CONTRACT["number"])) == "NOT_FOUND"


def test_a_case_is_found_by_its_id_or_its_number(submitted):
    number = "1" * 43
    register(f"number#{number}", case=submitted)
    assert reaches.numbered(call("ops", no=submitted)).id == reaches.numbered(call("ops", no=number)).id == submitted
    with pytest.raises(CaseNotFound):
        reaches.numbered(call("ops", no="2" * 43))


def test_a_task_is_in_the_hands_of_the_very_person_who_took_it_and_not_of_their_login(submitted, waiting):
    task = tasks.get(waiting("attend", "ATTENDING"))
    taken = replace(task, state="claimed", claimed_by="s1", claimant="person_1", claimed_at=clock.stamp())

    def has(person: str, task: tasks.Task = taken) -> bool:
        return reaches.has_taken(
            call("supervisor").with_(who=Session("supervisor", "s1", "620100", "test", person)), task
        )

    assert has("person_1") and not has("person_2")
    assert has("person_2", replace(taken, claimant="")), "earlier releases kept no person"
    assert not has("person_1", replace(taken, state="done"))


def test_whom_the_form_names_no_more_sees_what_was_handed_in_only_where_that_was_of_them(submitted):
    """The spouse who was handed in, and one who came in during the correction and was replaced in their turn."""
    case, third = casefile.load(submitted), "110105194912310021"
    borrower, spouse = case.form["people"]
    paper = {"material": "D01", "state": "verified", "person": "spouse", "party": reference("person", SPOUSE)}
    put(
        submitted,
        status="CORRECTION",
        notices=[{"round": 1}],
        form={**case.form, "people": [borrower, {**spouse, "id_number": third}]},
        people={**case.people, **{reference("person", one): "spouse" for one in (OTHER, third)}},
        documents={"d" * 32: paper, "e" * 32: {**paper, "party": reference("person", third)}},
    )
    case = casefile.load(submitted)
    assert [whose.former(party(one), case) for one in (BORROWER, SPOUSE, OTHER, third)] == [None, "spouse", None, None]
    assert refused(reaches.seen, party(OTHER, id=submitted)) == "NOT_FOUND"
    assert not whose.owns_document(party(SPOUSE, document="d" * 32), case), "a file is opened by who is a party"
    opened = [whose.owns_document(party(third, document=one * 32), case) for one in "de"]
    assert opened == [False, True], "and not by whoever has come in the place of the one it is of"
    shown = applications.read(party(SPOUSE).with_(found=case)).body
    assert [one["id"] for one in shown["documents"]] == ["d" * 32], "nor is one of whom the case names now theirs"


def test_of_what_they_have_said_they_remain_the_master_as_whom_they_have_said_it_last():
    def consented(*consents: tuple[str, str], signed: str = "signed_form") -> str | None:
        seen = [Presence(one, one, "me", how, "", "", "", "") for one, how in (("spouse", signed), ("parent", "face"))]
        case = SimpleNamespace(presences=seen, consents=[{"person": key, "party": who} for key, who in consents])
        return whose.consented(call("depositor", "me"), case)

    assert consented() == "spouse", "who is said to have signed a form, and not who was at the window"
    assert consented(signed="face") is None
    assert consented(("spouse", "me"), ("co_owner_1", "me"), ("borrower", "other")) == "co_owner_1"


def test_who_stands_in_sees_a_case_by_open_work_that_was_lent_to_their_centre_and_is_theirs_alone(
    submitted, waiting, monkeypatch
):
    lent = replace(tasks.get(waiting("first_review", "REVIEWING")), centre="620200", lent_by="620100")

    def sees(audience: str = "reviewer", centre: str = "620200", **otherwise: str) -> bool:
        monkeypatch.setattr(tasks, "of_case", lambda _: [replace(lent, **otherwise)])
        case = casefile.load(submitted)
        return reaches.TIES["centre, or stands in"](call(audience, centre=centre), case)

    assert sees()
    assert not sees(state="done") and not sees(lent_by="") and not sees(kind="stuck") and not sees(centre="620300")


def test_without_a_task_a_word_is_said_to_be_untrue_at_its_centre_and_true_again_by_a_supervisor_of_a_paid_loan(
    submitted,
):
    def says(audience: str, *, untrue: bool, centre: str = "620100") -> str:
        who, said = Session(audience, "s1", centre, "test", "person_1"), SimpleNamespace(untrue=untrue)
        asked = call(audience, commitment="SINGLE_STATUS").with_(who=who, body=said, found=casefile.load(submitted))
        try:
            access.doubt(asked)
        except Problem as problem:
            return problem.code
        return ""

    assert [says(one, untrue=True) for one in ("reviewer", "supervisor", "clerk")] == ["", "", "NOT_YOUR_ROUTE"]
    assert [says(one, untrue=False) for one in ("reviewer", "supervisor")] == ["CLAIM_FIRST"] * 2
    put(submitted, status="DISBURSED")
    assert [says(one, untrue=False) for one in ("reviewer", "supervisor")] == ["CLAIM_FIRST", ""]
    assert says("supervisor", untrue=False, centre="620200") == "CLAIM_FIRST"


def test_who_was_a_party_once_reads_what_was_asked_about_them_and_neither_of_the_home_nor_who_has_looked(submitted):
    borrowing, once, third = (reference("person", one) for one in (BORROWER, SPOUSE, "110105194912310021"))
    case = casefile.load(submitted)
    borrower, spouse = case.form["people"]
    put(
        submitted,
        form={**case.form, "people": [borrower, {**spouse, "id_number": "110105194912310021"}]},
        parties={"borrower": borrowing, "spouse": third},
        people={borrowing: "borrower", third: "spouse"},
    )
    ledger.append(
        submitted,
        *({"agency": "police", "subject": "spouse", "party": one, "outcome": "confirmed"} for one in (once, third)),
        {"agency": "registry", "subject": "home", "party": borrowing, "outcome": "confirmed"},
        {"kind": "look", "audience": "reviewer", "operator": "r1", "shown": "decision"},
    )

    def told(id_number: str) -> list[str | None]:
        asked = party(id_number).with_(found=casefile.load(submitted))
        return [one["agency"] or "looked" for one in uses.listed(asked).body["items"]]

    assert told(SPOUSE) == ["police"]
    assert told("110105194912310021") == ["police", "registry", "looked"]
    assert told(BORROWER) == ["registry", "looked"]


def test_a_paper_that_authorises_is_there_for_who_has_given_it_and_at_the_window_alone(monkeypatch):
    """To `credit`, and of an agent."""
    given = [("borrower", "me"), ("spouse", "other")]
    monkeypatch.setattr(authorising, "link", lambda key: key)
    seen = [Presence(key, key, who, "signed_form", "", "", "", "") for key, who in given]
    monkeypatch.setattr(possible.agents, "authorisations", lambda case: seen)
    papers = [
        {"person": key, "party": who, "given_at": "", "paper": dict.fromkeys(("name", "sha256", "key"), key)}
        for key, who in given
    ]
    case = SimpleNamespace(consents=[*papers, {"person": "spouse", "party": "me", "given_at": ""}])

    def shown(audience: str, subject: str) -> tuple[list[str], list[str]]:
        asks = call(audience, subject)
        return [one["link"] for one in authorising.on_paper(asks, case)], [
            one.person for one in possible.mandates(asks, case)
        ]

    assert shown("depositor", "me") == (["borrower"], ["borrower"])
    assert shown("depositor", "other") == (["spouse"], ["spouse"])
    assert shown("clerk", "clerk-1") == (["borrower", "spouse"], ["borrower", "spouse"])
    assert [shown(one, "me") for one in sorted(set(AUDIENCES) - {"depositor", "clerk"})] == [([], [])] * (
        len(AUDIENCES) - 2
    )


def test_whether_somebody_has_handled_a_case_is_told_of_who_has_come_in_and_of_no_number_that_was_typed(monkeypatch):
    """Else whoever types one would learn who belongs together with whom."""
    monkeypatch.setattr(complete.hands, "have_handled", lambda case, person: person != "person_1")
    form = {"people": [{"key": "borrower"}, {"key": "spouse"}, {"key": "co_owner_1"}, {"key": "parent"}]}
    who = {"borrower": "person_1", "spouse": "person_2", "co_owner_1": "person_3"}
    found = complete._of_staff(SimpleNamespace(), form, who, {"/people/2"})
    assert [(one.code, one.field) for one in found] == [("PARTY_HANDLED_IT", "/people/1/id_number")]
