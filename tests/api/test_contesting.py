"""What is found against somebody can be contested: it comes to another person than who found it, with reason and papers, and what they say is told."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import contests, refusing, reopening
from chalicelib.casework.actor import Actor
from chalicelib.casework.answers import known
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import CONTESTED, OVERTURNED, UPHELD
from chalicelib.domain.judging import decision
from chalicelib.records import casefile, tasks
from chalicelib.steps import collate, review
from tests.given import case as given
from tests.given.answers import finding, findings
from tests.given.case import TRACE, put

SHA = "a" * 64
PAPER = {
    "material": "A02",
    "content_type": "application/pdf",
    "size": 9,
    "sha256": "b" * 64,
    "kept": SHA,
    "state": "verified",
}
ID = "d" * 32
WHY = "孩子是共有人，随父母购房，见户口簿"
_YES_OR_NO = ("seized", "mortgaged", "owners_are_parties")
ADVERSE = {
    "property.home": ("FILING_BUYER_MISMATCH", {"defects": ["FILING_BUYER_MISMATCH"]}),
    "identity.spouse": ("IDENTITY_MISMATCH", {"name_match": "4"}),
    "identity.borrower": ("IDENTITY_DECEASED", {"alive": False}),
    "marriage.borrower": ("MARRIAGE_SPOUSE_MISMATCH", {"spouse_key": None}),
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    with time_machine.travel("2026-11-30T01:00:00Z"):
        yield


@pytest.fixture
def noticed(submitted):
    """A case whose notice waits for its corrections, with that found against it; one paper has been uploaded."""

    def make(place="property.home", by="", found=None):
        check, _, subject = place.partition(".")
        code, facts = found or ADVERSE[place]
        case = casefile.load(submitted)
        paid = {"down_payment_received": "400000.00"}  # or a paper would be asked for
        instead = finding(
            check, subject, "unavailable" if by else "contradicted", code, **({} if by else facts), **paid
        )
        others = [finding("property", "home", **paid)] if check != "property" else []
        answers = findings(case.application, *others, instead, credit=True)
        put(submitted, findings=answers, application=case.application, status="VERIFYING")
        case = casefile.load(submitted)
        if by:
            of = contests.questions(case.application)(check, subject)
            ruling = replace(
                case.ruling(place, "contradicted", of, by, "不一致", {}, f"person_{by}"), at="2026-11-22T00:00:00.000Z"
            )
            put(submitted, rulings={place: ruling}, hands={f"person_{by}": "verify"})
        assert collated(submitted) == "correct"
        notices = casefile.load(submitted).notices
        given.waiting(submitted, "correction", "CORRECTION", notices=notices, **{f"documents.{ID}": PAPER})
        return submitted

    return make


def collated(id):
    return collate.handle({"case": id, "trace": TRACE, "step": "Collate", "attempt": 0, "last": "check"})["next"]


@pytest.fixture
def contest(api, borrower):
    def send(id, place="property.home", who="", **more):
        check, _, subject = place.partition(".")
        body = {"check": check, "subject": subject, "reason": WHY, **more}
        return api("POST", f"/v1/applications/{id}/contests", body, who or borrower)

    return send


def settled(api, id, code, borrower):
    """They say of that item that it was put right where it was found."""
    (item,) = (n for n, one in enumerate(casefile.load(id).notice.defects, 1) if one["code"] == code)
    assert api("POST", f"/v1/applications/{id}/notice/{item}", {"answer": "settled"}, borrower).status == 200


def sent_back(api, id, borrower):
    """The parties answer the notice, changing nothing, and the road comes to Collate and to a person."""
    assert api("POST", f"/v1/applications/{id}/corrections", {}, borrower).status == 202
    put(id, status="VERIFYING")
    word = collated(id)
    if word == "verify":
        visit = "2026-11-30T01:00:01.000Z"
        review.handle(
            {
                "case": id,
                "trace": TRACE,
                "step": "Verify",
                "attempt": 0,
                "last": "check",
                "ask": "verify",
                "token": "t",
                "visit": visit,
            }
        )
    return word


def task_of(id):
    return next(one for one in tasks.of_case(id) if one.kind == "verify")


def rules(
    api, id, who, outcome, place="property.home", comment="已核对户口簿与备案", files=(), unfounded=None, **facts
):
    check, _, subject = place.partition(".")
    (told,) = api("GET", f"/v1/tasks/{task_of(id).id}", who=who).body["contested"]
    item = {
        "check": check,
        "subject": subject,
        "outcome": outcome,
        "comment": comment,
        "files": list(files),
        "unfounded": (told["codes"] if outcome == "confirmed" else []) if unfounded is None else unfounded,
        "facts": facts,
    }
    return api("POST", f"/v1/tasks/{task_of(id).id}/decision", {"items": [item]}, who)


@pytest.mark.parametrize("place", ADVERSE)
def test_what_is_found_against_somebody_comes_to_a_person_with_the_reason_once_it_is_contested(
    noticed, contest, api, borrower, login, place
):
    id = noticed(place)
    told = contest(id, place)
    assert (told.status, told.body["codes"], told.body["party"]) == (201, [ADVERSE[place][0]], "borrower")
    assert sent_back(api, id, borrower) == "verify"
    (look,) = task_of(id).details["looks"]
    assert (f"{look['check']}.{look['subject']}", look["code"]) == (place, CONTESTED)
    r1 = login("reviewer", "r1")
    (shown,) = api("GET", f"/v1/tasks/{task_of(id).id}", who=r1).body["contested"]
    assert (shown["reason"], shown["codes"], shown["found_by"]) == (WHY, [ADVERSE[place][0]], "agency")
    assert api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1).status == 200
    facts = {name: name == "owners_are_parties" for name in look["facts"] if name in _YES_OR_NO}
    assert ("owners_are_parties" in facts) == (place == "property.home")
    if "owners_are_parties" in facts:  # a child who buys with them, and is no party, would mortgage nothing
        told = rules(api, id, r1, "confirmed", place, **{**facts, "owners_are_parties": False})
        assert told.codes == {("OWNER_NOT_PARTY", "/items/0/facts/owners_are_parties")}
        without = {name: value for name, value in facts.items() if name != "owners_are_parties"}
        assert ("FACT_MISSING", "/items/0/facts/owners_are_parties") in rules(
            api, id, r1, "confirmed", place, **without
        ).codes
    assert rules(api, id, r1, "confirmed", place, **facts).status == 200
    put(id, status="VERIFYING")
    assert collated(id) == "assess"
    case = casefile.load(id)
    assert [found.code for found in known(case) if found.code in (OVERTURNED, UPHELD)] == [OVERTURNED]
    decided = decision.decide(case.application, known(case), policy_of(case), clock.today())
    assert decided.approved and decided.route == "C", "a person says otherwise than an agency: two more look"


def test_a_contested_finding_another_person_upholds_ends_the_case_with_what_they_say(
    noticed, contest, api, borrower, login
):
    id = noticed(found=said(PRICE))
    contest(id)
    sent_back(api, id, borrower)
    r1 = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    assert rules(api, id, r1, "contradicted").status == 200
    put(id, status="VERIFYING")
    assert collated(id) == "refuse"
    (reason,) = [one for one in refusing.reasons_in_words(casefile.load(id)) if one["code"] == UPHELD]
    assert "总价" in reason["text"] and "已核对户口簿与备案" in reason["text"] and reason["basis"]
    assert "户口簿" not in str(casefile.load(id).reasons)


def said(*defects, **more):
    return defects[0], {"defects": [*defects], **more}


PRICE, BUYER, ACCOUNT = "FILING_PRICE_MISMATCH", "FILING_BUYER_MISMATCH", "FILING_ACCOUNT_MISMATCH"


def test_a_family_that_contested_in_vain_who_buys_is_told_again_what_to_correct_and_has_to_answer_it(
    noticed, contest, api, borrower, login
):
    id = noticed()
    contest(id)
    sent_back(api, id, borrower)
    r1 = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    assert rules(api, id, r1, "contradicted").status == 200
    put(id, status="VERIFYING")
    assert collated(id) == "correct", "whoever buys with them can still join"
    case = casefile.load(id)
    (item,) = (one for one in case.notice.defects if one["check"] == "property")
    assert (case.notice.round, item["code"], item.get("why")) == (2, BUYER, None)
    given.waiting(id, "correction", "CORRECTION", 2, notices=case.notices, **{f"documents.{ID}": PAPER})
    assert api("POST", f"/v1/applications/{id}/corrections", {}, borrower).status == 422, "it was decided already"
    assert contest(id, documents=[ID]).status == 201, "unless they bring what nobody has seen"
    looks = [{"check": "property", "subject": "home", "of": casefile.load(id).contests["property.home"].of}]
    again = {
        who: contests.is_barred(casefile.load(id), "verify", {"looks": looks}, Actor(who, f"person_{who}"))
        for who in ("r1", "r2")
    }
    assert again == {"r1": True, "r2": False}


def test_of_several_differences_what_is_meant_is_named_and_what_nobody_contests_stands(noticed, contest, api, borrower):
    id = noticed(found=said(PRICE, BUYER))
    assert ("MISSING", "/codes") in contest(id).codes
    assert ("NOT_A_CHOICE", "/codes/0") in contest(id, codes=[ACCOUNT]).codes
    assert contest(id, codes=[PRICE]).body["codes"] == [PRICE]
    track = api("GET", f"/v1/applications/{id}/track", who=borrower).body["notice"]["defects"]
    assert {one["code"]: one["contested"] for one in track if one["check"] == "property"} == {PRICE: True, BUYER: False}
    case = casefile.load(id)
    (found,) = (one for one in known(case) if one.check == "property")
    assert (found.outcome, found.code, found.facts["defects"]) == ("contradicted", BUYER, [BUYER])
    assert api("POST", f"/v1/applications/{id}/corrections", {}, borrower).status == 422, (
        "nothing is said of the buyer yet"
    )
    settled(api, id, BUYER, borrower)
    assert sent_back(api, id, borrower) == "correct", "a foreign buyer is no less one because the price was contested"


def test_whoever_decides_sees_each_thing_that_is_contested_and_says_of_each_that_it_is_not_so(
    noticed, contest, api, borrower, login
):
    id = noticed(found=said(PRICE, BUYER, doubts=["PAYEE_HOLDER_DIFFERS"]))
    contest(id, codes=[PRICE])
    assert contest(id, codes=[BUYER], reason="另一项也不实").body["codes"] == [PRICE, BUYER]
    assert sent_back(api, id, borrower) == "verify"
    r1 = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    (shown,) = api("GET", f"/v1/tasks/{task_of(id).id}", who=r1).body["contested"]
    assert shown["codes"] == sorted([PRICE, BUYER, "PAYEE_HOLDER_DIFFERS"]) and len(set(shown["texts"])) == 3
    assert WHY in shown["reason"] and "另一项也不实" in shown["reason"]
    for some in ([], [PRICE], [PRICE, BUYER]):
        told = rules(api, id, r1, "confirmed", unfounded=some)
        assert ("CONTEST_NOT_SETTLED", "/items/0/unfounded") in told.codes
    assert ("CONTEST_NOT_SETTLED", "/items/0/unfounded") in rules(api, id, r1, "contradicted", unfounded=[PRICE]).codes
    assert rules(api, id, r1, "confirmed", owners_are_parties=True).status == 200
    put(id, status="VERIFYING")
    assert collated(id) == "assess"


def test_a_contested_account_is_told_by_whoever_decides_and_is_the_one_that_is_paid(
    noticed, contest, api, borrower, login
):
    filed = {"regulated_account": "6222020000000000099", "account_holder": "某某置业", "owners": ["borrower"]}
    id = noticed(found=said(ACCOUNT, **filed))
    contest(id)
    sent_back(api, id, borrower)
    (look,) = task_of(id).details["looks"]
    assert "regulated_account" in look["facts"]
    r1 = login("reviewer", "r1")
    assert api("GET", f"/v1/tasks/{task_of(id).id}", who=r1).body["payee"] is None
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    payee = api("GET", f"/v1/tasks/{task_of(id).id}", who=r1).body["payee"]
    assert (payee["number_told"], payee["holder_told"]) == (filed["regulated_account"], "某某置业")
    other = rules(api, id, r1, "confirmed", regulated_account="6222020000000000099")
    assert ("PAYEE_NOT_AS_STATED", "/items/0/facts/regulated_account") in other.codes
    assert rules(api, id, r1, "confirmed", regulated_account=payee["number"]).status == 200
    (found,) = (one for one in known(casefile.load(id)) if one.check == "property")
    assert found.facts["regulated_account"] == payee["number"], "which the pay-out compares"


def test_whoever_contests_is_told_why_it_stands_or_does_not(noticed, contest, api, borrower, login):
    id = noticed()
    contest(id)
    sent_back(api, id, borrower)
    r1 = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    item = {"check": "property", "subject": "home", "outcome": "contradicted"}
    refused = api("POST", f"/v1/tasks/{task_of(id).id}/decision", {"items": [item]}, r1)
    assert ("MISSING", "/items/0/comment") in refused.codes


def test_who_has_found_it_does_not_decide_the_contest_by_any_login_and_another_does(
    noticed, contest, api, borrower, login
):
    id = noticed("identity.spouse", by="r1")
    assert contest(id, "identity.spouse").body["codes"] == ["RULED_IDENTITY"]
    assert sent_back(api, id, borrower) == "verify"
    for who in (login("reviewer", "r1"), login("reviewer", "r1-b", person="person_r1")):
        refused = api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, who)
        assert (refused.status, refused.body["code"]) == (403, "FOUR_EYES")
    tasks.claim(task_of(id).id, "r1", "person_r1")  # as an earlier release let them
    assert rules(api, id, login("reviewer", "r1"), "contradicted", "identity.spouse").body["code"] == "FOUR_EYES"
    tasks.release(task_of(id).id, "r1")
    r2 = login("reviewer", "r2")
    assert api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r2).status == 200
    assert rules(api, id, r2, "confirmed", "identity.spouse").status == 200
    put(id, status="VERIFYING")
    assert collated(id) == "assess"


def test_of_an_earlier_release_whoever_has_ever_ruled_here_is_kept_off(noticed, contest):
    id = noticed("identity.spouse", by="r1")
    contest(id, "identity.spouse")
    case = casefile.load(id)
    old = {"identity.spouse": replace(case.contests["identity.spouse"], person="")}
    put(id, contests=old)
    looks = [{"check": "identity", "subject": "spouse", "of": old["identity.spouse"].of}]
    barred = {
        who: contests.is_barred(casefile.load(id), "verify", {"looks": looks}, Actor(f"{who}-x", f"person_{who}"))
        for who in ("r1", "r2")
    }
    assert barred == {"r1": True, "r2": False}


def test_the_papers_brought_for_it_have_to_be_opened_by_who_decides(noticed, contest, api, borrower, login):
    id = noticed()
    put(id, **{f"documents.{'e' * 32}": {**PAPER, "state": "rejected"}})
    assert ("NOT_A_CHOICE", "/documents/0") in contest(id, documents=["e" * 32]).codes, "nobody has found it good"
    assert contest(id, documents=[ID]).body["files"] == 1
    sent_back(api, id, borrower)
    (look,) = task_of(id).details["looks"]
    assert list(look["files"]) == [SHA]
    alone = {name: look[name] for name in ("check", "subject")}
    assert "files" not in review._look(casefile.load(id), alone, "another question"), "they were brought for this one"
    r1 = login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task_of(id).id}/claim", {}, r1)
    assert ("PAPER_NOT_LOOKED_AT", "/items/0/files") in rules(api, id, r1, "confirmed", files=[SHA]).codes


@pytest.mark.parametrize(
    ("place", "more", "defect"),
    [
        ("identity.borrower", {}, ("NOT_A_CHOICE", "/check")),
        ("property.borrower", {}, ("NOT_A_CHOICE", "/check")),
        ("magic.home", {}, ("NOT_A_CHOICE", "/check")),
        ("property.home", {"documents": ["e" * 32]}, ("NOT_A_CHOICE", "/documents/0")),
        ("property.home", {"person": "spouse"}, ("NOT_A_CHOICE", "/person")),
    ],
)
def test_only_what_is_found_against_them_is_contested_with_papers_that_are_there(noticed, contest, place, more, defect):
    refused = contest(noticed(), place, **more)
    assert refused.status == 422 and defect in refused.codes


def test_the_same_again_changes_nothing_and_once_it_was_decided_it_stands(noticed, contest, api, borrower, login):
    id = noticed()
    first, again = contest(id), contest(id, reason="另一个理由")
    assert first.body == again.body and casefile.load(id).contests["property.home"].at == first.body["at"]
    lines = [line for line in casefile.load(id).events.values() if line.code == "CONTESTED"]
    assert len(lines) == 1 and WHY not in str(casefile.load(id).contests)


def test_a_further_paper_or_a_further_difference_is_added_to_what_was_contested(noticed, contest):
    id = noticed(found=said(PRICE, BUYER))
    contest(id, codes=[PRICE])
    first = casefile.load(id).contests["property.home"]
    assert contest(id, codes=[PRICE], documents=[ID]).body["files"] == 1
    assert contest(id).body["codes"] == [PRICE, BUYER], "the rest of it, where no code is named"
    kept = casefile.load(id).contests["property.home"]
    assert (kept.code, kept.finder, [*kept.files]) == (first.code, first.finder, [SHA])


def test_who_has_ruled_on_what_is_contested_does_not_rule_anew_once_a_further_paper_is_brought(noticed, contest):
    id = noticed()
    contest(id)
    case = casefile.load(id)
    of = case.contests["property.home"].of
    ruling = case.ruling("property.home", "contradicted", of, "r1", "不一致", {}, "person_r1")
    put(id, rulings={"property.home": replace(ruling, at="2099-01-01T00:00:00.000Z")})
    assert contest(id, documents=[ID]).status == 201
    kept = casefile.load(id).contests["property.home"]
    assert (kept.finder, kept.person) == ("r1", "person_r1")


def test_nobody_contests_before_there_is_a_notice_nor_after_it_was_answered(submitted, noticed, contest, api, borrower):
    assert contest(submitted).body["code"] == "WRONG_STATUS"
    id = noticed()
    settled(api, id, "FILING_BUYER_MISMATCH", borrower)
    sent_back(api, id, borrower)
    put(id, status="VERIFYING")
    assert contest(id).body["code"] == "WRONG_STATUS"


def test_the_notice_says_what_may_be_contested_and_what_is(noticed, contest, api, borrower, spouse):
    id = noticed()
    track = api("GET", f"/v1/applications/{id}/track", who=spouse).body
    assert "CAN_CONTEST" in [one["code"] for one in track["next"]]
    assert [one["contested"] for one in track["notice"]["defects"] if one["check"] == "property"] == [False]
    contest(id)
    track = api("GET", f"/v1/applications/{id}/track", who=spouse).body
    assert [one["contested"] for one in track["notice"]["defects"] if one["check"] == "property"] == [True]
    assert "CONTESTED" in [line["code"] for line in track["timeline"]]


def test_a_contest_is_about_that_question_and_falls_with_the_form_that_was_contested(noticed, contest):
    id = noticed()
    contest(id)
    case = casefile.load(id)
    form = given.stored(case.application)
    form["home"]["price"] = "900001.00"
    again = findings(case.application, finding("property", "home", "contradicted", *ADVERSE["property.home"][:1]))
    put(id, findings=again, application=form)
    assert [one.check for one in contests.contestable(casefile.load(id))] == ["property"]


BOTH = {"buyers": "b1", "named": "n1", "price": "p1", "unit_number": "u1"}


@pytest.mark.parametrize(
    ("codes", "parts", "change", "goes_on"),
    [
        ([BUYER], {}, {}, True),
        ([BUYER], {"buyers": "b2"}, {}, False),  # the contract names others by now
        ([BUYER], {}, {"name": "另一人"}, False),  # whom it is compared with is another
        ([PRICE], {}, {}, False),  # what is contested was the price that the form had
        ([BUYER], {}, {"home": {"contract_number": "620102-2026-999999"}}, False),  # another contract
        ([BUYER], {}, {"home": {"unit_number": "620102001001GB00101F00029999"}}, False),  # another home
        ([BUYER], {"unit_number": "u2"}, {}, False),
        ([BUYER], {}, {"rests": ""}, False),  # an earlier release kept nothing of what it is about
    ],
)
def test_what_is_contested_goes_on_while_the_rest_is_corrected_as_long_as_it_is_the_same_against_the_same(
    noticed, contest, codes, parts, change, goes_on
):
    id = noticed(found=said(PRICE, BUYER, contract_parts=BOTH))
    contest(id, codes=codes)
    case = casefile.load(id)
    form = given.stored(case.application)
    form["home"] |= {"price": "900001.00", **change.get("home", {})}
    form["people"][1]["name"] = change.get("name", form["people"][1]["name"])
    before = case.contests["property.home"]
    if "rests" in change:
        put(id, contests={"property.home": replace(before, rests="")})
    code, facts = said(*codes, contract_parts={**BOTH, "price": "p2", **parts}, down_payment_received="400000.00")
    instead = finding("property", "home", "contradicted", code, **facts)
    put(id, findings=findings(case.application, instead, credit=True), application=form, status="VERIFYING")
    for _ in range(2):
        assert collated(id) == ("verify" if goes_on else "correct")
    now = casefile.load(id)
    assert (now.contests["property.home"].of != before.of) is goes_on
    if goes_on:
        (found,) = (one for one in known(now) if one.check == "property")
        assert found.code == CONTESTED and now.reason_against("property.home", now.contests["property.home"]) == WHY


@pytest.mark.parametrize(("buyers", "stands"), [("b1", True), ("b2", False)])
def test_reopened_what_was_upheld_stands_again_only_where_the_agency_says_it_again_and_another_decides(
    noticed, contest, api, borrower, buyers, stands
):
    id = noticed(found=said(BUYER, contract_parts=BOTH))
    contest(id, codes=[BUYER])
    assert sent_back(api, id, borrower) == "verify"
    case = casefile.load(id)
    of = contests.questions(case.application)("property", "home")
    upheld = case.ruling("property.home", "contradicted", of, "r1", "不成立", {}, "person_r1")
    put(id, rulings={"property.home": upheld}, reasons=[], status="REFUSED", ended_at=clock.stamp())
    case = casefile.load(id)
    put(id, **reopening.changes(case))
    assert casefile.load(id).contests["property.home"].of == ""
    code, facts = said(BUYER, contract_parts={**BOTH, "buyers": buyers}, down_payment_received="400000.00")
    again = finding("property", "home", "contradicted", code, **facts)
    put(id, findings=findings(case.application, again, credit=True), status="VERIFYING")
    assert collated(id) == ("verify" if stands else "correct")
    case = casefile.load(id)
    (found,) = (one for one in known(case) if one.check == "property")
    assert found.code == (CONTESTED if stands else BUYER)
    looks = [{"check": "property", "subject": "home", "of": of}]
    who = (Actor("r1", "person_r1"), Actor("r2", "person_r1"), Actor("r3", "person_r3"))
    assert [contests.is_barred(case, "verify", {"looks": looks}, one) for one in who] == [True, True, False]


def test_a_contest_that_is_overtaken_by_the_answer_to_the_notice_is_kept_or_refused_never_half(
    noticed, contest, api, borrower
):
    from tests.given.meanwhile import overtaken

    id = noticed()
    with overtaken(1, lambda: api("POST", f"/v1/applications/{id}/corrections", {}, borrower)):
        told = contest(id)
    kept = casefile.load(id).contests
    assert (told.status == 201) == ("property.home" in kept)
    put(id, status="VERIFYING")
    assert collated(id) == ("verify" if kept else "correct")


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_what_is_open_again_where_it_is_contested_are_facts_of_that_check(check):
    by_code = {name for names in check.contested_by.values() for name in names}
    assert {*check.contested} | by_code <= {*check.kinds} and {*check.contested_by} <= {*check.fields}
