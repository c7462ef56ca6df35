"""Two answers at once have one winner, and record, task and road agree with it: run, not reasoned."""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from chalicelib import aws
from chalicelib.api.http import limits
from chalicelib.casework import signing
from chalicelib.records import casefile, road, tasks
from chalicelib.settings import setting
from tests.given.case import CONTRACT, SIGNED, authorised, put

FEW, MANY = 3, pytest.param(20, marks=pytest.mark.soak)
OFTEN = pytest.mark.parametrize("rounds", [5, MANY])
ROUNDS = pytest.mark.parametrize("rounds", [FEW, MANY])
APPROVE, REFUSE = ({"decision": word, "reason": "理由说明"} for word in ("approve", "refuse"))
WORDS = {"approve": {"next": "approved"}, "refuse": {"next": "refused"}}


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {})  # many rounds are more than one person may send in an hour


@pytest.fixture
def told(monkeypatch):
    """What the road was told."""
    heard = []
    monkeypatch.setattr(road, "tell", lambda item: heard.append(item["outcome"]["S"]))
    return heard


def at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(act) for act in acts]]


@ROUNDS
def test_two_decisions_of_one_reviewer_at_once_leave_one_in_record_task_and_road(
    api, login, submitted, waiting, told, rounds
):
    reviewer = login("reviewer", "r1")
    for number in range(1, rounds + 1):
        put(submitted, reviews=[])
        task = waiting("first_review", "REVIEWING", number=number)
        api("POST", f"/v1/tasks/{task}/claim", {}, reviewer)
        told.clear()

        def say(body, task=task):
            return api("POST", f"/v1/tasks/{task}/decision", body, reviewer).status

        statuses = at_once(lambda: say(APPROVE), lambda: say(REFUSE))
        assert sorted(statuses) == [200, 409]
        winner = ("approve", "refuse")[statuses.index(200)]
        assert [review.decision for review in casefile.load(submitted).reviews] == [winner]
        assert tasks.get(task).outcome == WORDS[winner]
        assert {*told} == {'{"next": "approved"}' if winner == "approve" else '{"next": "refused"}'}


@ROUNDS
def test_of_corrections_sent_at_once_one_is_taken_and_the_others_are_told_so(
    api, borrower, submitted, waiting, told, rounds
):
    for number in range(1, rounds + 1):
        notice = [{"round": number, "issued_at": "", "due_at": "2099-01-01T00:00:00+08:00", "defects": []}]
        waiting("correction", "CORRECTION", number=number, notices=notice)
        amounts = [f"{100_000 + 1000 * number + one}.00" for one in range(5)]

        def correct(amount):
            return api(
                "POST", f"/v1/applications/{submitted}/corrections", {"wish": {"amount": amount}}, borrower
            ).status

        statuses = at_once(*(lambda amount=amount: correct(amount) for amount in amounts))
        assert sorted(statuses) == [202, 409, 409, 409, 409]
        assert casefile.load(submitted).form["wish"]["amount"] == amounts[statuses.index(202)]
        assert str(casefile.load(submitted).application.wish.amount) == amounts[statuses.index(202)]


def test_the_same_correction_again_is_told_again_and_another_is_not_taken(api, borrower, submitted, waiting, told):
    notice = [{"round": 1, "issued_at": "", "due_at": "2099-01-01T00:00:00+08:00", "defects": []}]
    waiting("correction", "CORRECTION", notices=notice)

    def sent(amount):
        return api("POST", f"/v1/applications/{submitted}/corrections", {"wish": {"amount": amount}}, borrower)

    assert [sent("400000.00").status for _ in range(2)] == [202, 202] and len(told) == 2
    assert sent("410000.00").body["code"] == "CHANGED_MEANWHILE"
    assert casefile.load(submitted).form["wish"]["amount"] == "400000.00"


def test_of_submissions_at_once_one_execution_comes(api, borrower, platform, form):
    for _ in range(5):
        case = api("POST", "/v1/applications", form, borrower).body["id"]
        authorised(case)
        submit = lambda case=case: api("POST", f"/v1/applications/{case}/submit", None, borrower).status  # noqa: E731
        assert set(at_once(*[submit] * 4)) <= {202, 409}
        assert casefile.load(case).status == "SUBMITTED"
        assert api("POST", f"/v1/applications/{case}/submit", None, borrower).status == 202


@ROUNDS
def test_of_claims_at_once_one_has_the_task(api, login, waiting, rounds):
    for number in range(1, rounds + 1):
        task = waiting("first_review", "REVIEWING", number=number)
        people = [login("reviewer", f"r{one}") for one in range(3)]
        claims = [partial(api, "POST", f"/v1/tasks/{task}/claim", {}, who) for who in people]
        statuses = [reply.status for reply in at_once(*claims)]
        assert sorted(statuses) == [200, 409, 409]
        assert tasks.get(task).claimed_by == f"r{statuses.index(200)}"


DECLINE = {"decline": True}
SIGNINGS = {
    "the same party signs and declines": (["bank", "borrower"], ("spouse", SIGNED), ("spouse", DECLINE)),
    "one party signs as another declines": (["bank"], ("borrower", SIGNED), ("spouse", DECLINE)),
    "the last party signs as another declines": (["bank"], ("spouse", DECLINE), ("borrower", SIGNED)),
    "the last two sign": (["bank"], ("borrower", SIGNED), ("spouse", SIGNED)),
    "the same party signs twice": (["bank", "borrower"], ("spouse", SIGNED), ("spouse", SIGNED)),
}


@OFTEN
@pytest.mark.parametrize("race", SIGNINGS)
def test_of_words_on_the_contract_at_once_record_task_and_road_tell_the_same(
    api, borrower, spouse, submitted, waiting, told, race, rounds
):
    signed, *words = SIGNINGS[race]
    who = {"borrower": borrower, "spouse": spouse}
    for _ in range(rounds):
        put(submitted, **dict.fromkeys(("signatures.borrower", "signatures.spouse", "signatures.bank")))
        task = waiting("sign", "SIGNING", contract=CONTRACT, **{f"signatures.{party}": {} for party in signed})
        reopened(task)
        told.clear()
        say = [
            partial(api, "POST", f"/v1/applications/{submitted}/signatures", body, who[party]) for party, body in words
        ]
        statuses = [reply.status for reply in at_once(*say)]
        case, wait = casefile.load(submitted), tasks.get(task)
        assert set(statuses) <= {202, 409} and 202 in statuses
        for status, (party, body) in zip(statuses, words, strict=True):
            if body is SIGNED:
                assert (party in case.signatures) == (status == 202)
            else:
                assert (signing.declined_by(case.contract) == party) == (status == 202)
        outcome = {"next": "declined"} if case.contract.declined else None if case.unsigned else {"next": "signed"}
        assert wait.outcome == outcome
        assert {*told} == ({json.dumps(outcome)} if outcome else set())
        assert not (case.contract.declined and not case.unsigned)


def reopened(task):
    """The same wait, as it was before anybody answered it."""
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_TASKS"),
        Key={"id": {"S": task}},
        UpdateExpression="SET #s = :open REMOVE outcome, answered_by",
        ExpressionAttributeNames={"#s": "state"},
        ExpressionAttributeValues={":open": {"S": "open"}},
    )


def test_another_ruling_under_the_same_word_is_not_taken_for_the_first_once_more(api, login, waiting, told, submitted):
    look = {"check": "marriage", "subject": "borrower", "code": "MARRIAGE_UNAVAILABLE", "of": "d2", "facts": []}
    task, one = waiting("verify", "ATTENDING", {"looks": [look]}), login("reviewer", "r1")
    api("POST", f"/v1/tasks/{task}/claim", {}, one)

    def rule(outcome):
        items = [{"check": "marriage", "subject": "borrower", "outcome": outcome}]
        return api("POST", f"/v1/tasks/{task}/decision", {"items": items}, one).status

    assert [rule("confirmed"), rule("confirmed"), rule("contradicted")] == [200, 200, 409]
    assert casefile.load(submitted).rulings["marriage.borrower"].outcome == "confirmed"
