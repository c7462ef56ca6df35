"""Who says that they must not handle a case does not handle it any more, under no login, whatever they did before."""

from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.records import agenda, casefile, ledger, relatives, tasks
from chalicelib.trust.index import reference
from tests.given.case import present, put
from tests.given.case import waiting as waiting_of
from tests.given.form import BORROWER, SPOUSE

READS = {
    "clerk": ("", "/track", "/materials", "/data-uses", "/signed-forms", "/decision"),
    "reviewer": ("/decision",),
    "hotline": ("/track",),
}
TIE = {"tie": "relative"}


def recused(api, case, who):
    return api("POST", f"/v1/applications/{case}/recusals", TIE, who)


def test_who_has_recused_themselves_handles_nothing_of_the_case_under_another_login_either(api, login, submitted):
    reviewer, clerk = login("reviewer", "R1", person="person_p"), login("clerk", "C1", person="person_p")
    agenda.enter(submitted, casefile.load(submitted).status, timedelta(hours=1))
    assert recused(api, submitted, reviewer).status == 201
    assert casefile.load(submitted).due_at <= clock.stamp(), "the sweep looks at once whether anybody is left"
    task = waiting_of(submitted, "first_review", "REVIEWING")
    present(submitted, "borrower", clerk="C1")
    tried = [
        api("POST", f"/v1/tasks/{task}/claim", {}, reviewer),
        api("POST", f"/v1/applications/{submitted}/withdraw", {}, clerk),
    ]
    assert [(reply.status, reply.body["code"]) for reply in tried] == [(403, "RECUSED")] * 2
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("reviewer", "R2")).status == 200


def test_nor_is_what_they_did_before_answered_again_but_that_they_have_recused_themselves(api, login, submitted):
    clerk = login("clerk", "C1")
    present(submitted, "borrower", clerk="C1")
    acts = {"withdraw": {}, "recusals": TIE}

    def act(name):
        return api("POST", f"/v1/applications/{submitted}/{name}", acts[name], clerk, idempotency_key=f"once {name}")

    assert [act(name).status for name in acts] == [202, 201]
    again = act("withdraw")
    assert (again.status, again.body["code"]) == (403, "RECUSED")
    assert act("recusals").headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("why", ["own case", "a relative's", "recused"])
def test_who_must_not_handle_a_case_reads_nothing_of_it_or_of_its_tasks(api, login, submitted, why):
    relatives.note(["person_kin", reference("person", SPOUSE)])
    person = {"own case": reference("person", BORROWER), "a relative's": "person_kin", "recused": "person_p"}[why]
    if why == "recused":
        assert recused(api, submitted, login("clerk", "C1", person=person)).status == 201
    task = f"/v1/tasks/{waiting_of(submitted, 'first_review', 'REVIEWING')}"
    read = {who: [f"/v1/applications/{submitted}{path}" for path in paths] for who, paths in READS.items()}
    read["reviewer"].append(task)
    said = [api("GET", path, who=login(who, "S1", person=person)).status for who in read for path in read[who]]
    assert {*said} == {404}
    queue = "/v1/tasks?kind=first_review"
    assert api("GET", queue, who=login("reviewer", "S1", person=person)).body["items"] == []
    assert api("GET", task, who=login("reviewer", "R2")).status == 200
    assert len(api("GET", queue, who=login("reviewer", "R2")).body["items"]) == 1
    put(
        submitted, status="REFUSED", handing="620100", results=[{"name": "refused.pdf", "key": "k", "sha256": "5" * 64}]
    )
    for path in ("/v1/applications", "/v1/handouts"):
        listed = [
            api("GET", path, who=login("clerk", "S1", person=one)).body["items"] for one in (person, "person_other")
        ]
        assert [len(items) for items in listed] == [0, 1], path


def test_a_task_they_had_claimed_is_there_for_others_again(api, login, submitted):
    task, one, another = waiting_of(submitted, "verify", "ATTENDING"), login("reviewer", "R1"), login("reviewer", "R2")
    api("POST", f"/v1/tasks/{task}/claim", {}, one)
    assert api("POST", f"/v1/tasks/{task}/claim", {}, another).status == 409
    assert recused(api, submitted, one).body["given_back"] == [task]
    assert tasks.get(task).claimed_by is None
    assert api("POST", f"/v1/tasks/{task}/claim", {}, another).status == 200


def test_a_task_they_had_claimed_under_another_login_is_there_for_others_too(api, login, submitted):
    task, another = waiting_of(submitted, "first_review", "REVIEWING"), login("reviewer", "R2")
    one, same = (login("reviewer", name, person="person_p") for name in ("R1", "R9"))
    api("POST", f"/v1/tasks/{task}/claim", {}, same)
    assert recused(api, submitted, one).body["given_back"] == [task]
    assert api("POST", f"/v1/tasks/{task}/claim", {}, another).status == 200


def test_a_task_kept_for_them_is_kept_for_nobody(api, login, submitted):
    task, one, another = waiting_of(submitted, "verify", "ATTENDING"), login("reviewer", "R1"), login("reviewer", "R2")
    api("POST", f"/v1/tasks/{task}/claim", {}, another)
    api("POST", f"/v1/tasks/{task}/return", {"reason": "请你办理", "to": "R1"}, another)
    assert (tasks.get(task).kept_for, tasks.get(task).state) == ("R1", "open")
    assert recused(api, submitted, one).body["given_back"] == [task]
    assert (tasks.get(task).kept_for, tasks.get(task).claimant) == ("", "")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("reviewer", "R3")).status == 200


def test_it_stands_beside_what_they_did_before_and_is_in_the_ledger_once(api, login, submitted):
    clerk = login("clerk", "C1", person="person_p")
    present(submitted, "borrower", clerk="C1")
    assert api("POST", f"/v1/applications/{submitted}/withdraw", {}, clerk).status == 202
    assert casefile.load(submitted).hands == {"person_p": "window"}
    assert [recused(api, submitted, clerk).status for _ in range(2)] == [201, 201]
    assert casefile.load(submitted).hands == {"person_p": "recused+window"}
    (entry,) = [one for one in ledger.entries(submitted) if one.get("kind") == "recused"]
    assert (entry["operator"], entry["person"], entry["tie"]) == ("C1", "person_p", "relative")


def test_the_parties_read_that_somebody_has_recused_themselves_and_not_who(api, login, borrower, submitted):
    recused(api, submitted, login("reviewer", "R1", person="person_p"))
    told = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["timeline"][-1]
    assert told["code"] == "STAFF_RECUSED" and "R1" not in str(told) and "person_p" not in str(told)
    assert "recused" not in str(api("GET", f"/v1/applications/{submitted}/data-uses", who=borrower).body)
    assert api("GET", f"/v1/applications/{submitted}/data-uses", who=login("clerk")).status == 200


def test_who_has_applied_together_is_related_in_every_other_case_too(api, login, form, submitted):
    """The spouse of one case works at the centre, and the borrower applies once more, alone."""
    at_the_desk = login("reviewer", "R1", person=reference("person", SPOUSE))
    alone = [form["people"][0] | {"marital": "10"}]
    other = api("POST", "/v1/applications", {**form, "people": alone}, login("depositor", BORROWER)).body["id"]
    task = waiting_of(other, "first_review", "REVIEWING")
    reply = api("POST", f"/v1/tasks/{task}/claim", {}, at_the_desk)
    assert (reply.status, reply.body["code"]) == (404, "NOT_FOUND")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, login("reviewer", "R2")).status == 200


def test_a_clerk_types_no_application_of_somebody_they_have_applied_with(api, login, form, submitted):
    clerk = login("clerk", "C1", person=reference("person", SPOUSE))
    reply = api("POST", "/v1/applications", {**form, "people": form["people"][:1]}, clerk)
    assert (reply.status, reply.body["code"]) == (403, "RELATIVE")


def test_who_has_applied_alone_is_related_to_nobody(platform):
    relatives.note(["person_a"])
    assert relatives.of("person_a") == frozenset()
    relatives.note(["person_a", "person_b", "person_c"])
    assert relatives.of("person_b") == {"person_a", "person_c"}


def test_who_acts_under_another_login_while_they_recuse_themselves_has_both_on_record(api, login, draft, monkeypatch):
    reviewer, clerk = login("reviewer", "R1", person="person_p"), login("clerk", "C1", person="person_p")
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    amend = casefile.amend

    def overtaken(*case, **changes):
        monkeypatch.setattr(casefile, "amend", amend)
        assert api("POST", f"/v1/applications/{draft}/documents", paper, clerk).status == 201
        amend(*case, **changes)

    monkeypatch.setattr(casefile, "amend", overtaken)
    assert recused(api, draft, reviewer).status == 201
    assert casefile.load(draft).hands == {"person_p": "recused+window"}
