from datetime import timedelta
from types import SimpleNamespace

import time_machine

from chalicelib import clock
from chalicelib.api.http import serve
from chalicelib.api.http.route import Call
from chalicelib.records import casefile
from chalicelib.records import idempotency as keys
from chalicelib.trust.sessions import Session
from tests.given.case import authorised
from tests.given.form import OTHER

KEY = "key-0123456789"


def test_the_same_request_again_gets_the_first_answer_and_makes_nothing_new(api, borrower, form, platform):
    first, again = (api("POST", "/v1/applications", form, borrower, idempotency_key=KEY) for _ in range(2))
    assert (first.status, first.body, first.headers["ETag"]) == (again.status, again.body, again.headers["ETag"])
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(platform.items("cases")) == 1


def test_without_a_key_two_requests_are_two(api, borrower, form, platform):
    for _ in range(2):
        api("POST", "/v1/applications", form, borrower)
    assert len(platform.items("cases")) == 2


def test_the_same_key_for_another_request_is_refused(api, borrower, draft, form):
    api("POST", "/v1/applications", form, borrower, idempotency_key=KEY)
    other = {**form, "commitments": ["SINGLE_STATUS"]}
    assert api("POST", "/v1/applications", other, borrower, idempotency_key=KEY).body["code"] == "IDEMPOTENCY_MISMATCH"
    submitted = api("POST", f"/v1/applications/{draft}/submit", form and None, borrower, idempotency_key=KEY)
    assert submitted.body["code"] == "IDEMPOTENCY_MISMATCH"


def test_a_key_used_again_the_day_after_opens_a_case_of_its_own(api, login, form):
    first = api("POST", "/v1/applications", form, login("clerk"), idempotency_key="1").body["id"]
    other = {**form, "people": [form["people"][0] | {"id_number": OTHER, "marital": "10"}]}
    with time_machine.travel(clock.now() + keys.KEEP + timedelta(hours=1)):
        made = api("POST", "/v1/applications", other, login("clerk"), idempotency_key="1")
    assert made.status == 201 and made.body["id"] != first
    assert casefile.load(made.body["id"]).form["people"][0]["id_number"] == OTHER


def test_keys_of_two_people_are_two_keys(api, borrower, spouse):
    one, other = (
        api("POST", "/v1/applications", {"centre": "620100"}, who, idempotency_key=KEY) for who in (borrower, spouse)
    )
    assert one.body["id"] != other.body["id"]


def test_a_request_still_running_is_a_409(api, borrower, form, monkeypatch):
    monkeypatch.setattr(keys, "keep", lambda claim, answer: None)  # as if it had not ended
    api("POST", "/v1/applications", form, borrower, idempotency_key=KEY)
    refused = api("POST", "/v1/applications", form, borrower, idempotency_key=KEY)
    assert (refused.status, refused.body["code"]) == (409, "REQUEST_RUNNING")


def test_a_failure_of_ours_frees_the_key_and_the_second_attempt_finishes_the_same_thing(
    api, borrower, form, monkeypatch
):
    load, broken = casefile.load, []

    def once_broken(*args, **kwargs):
        if not broken:
            broken.append(True)
            raise OSError("the lights went out")
        return load(*args, **kwargs)

    monkeypatch.setattr(casefile, "load", once_broken)
    assert api("POST", "/v1/applications", form, borrower, idempotency_key=KEY).status == 500
    made = api("POST", "/v1/applications", form, borrower, idempotency_key=KEY)
    assert made.status == 201
    assert [row["id"] for row in api("GET", "/v1/applications", who=borrower).body["items"]] == [made.body["id"]]


def test_a_refusal_is_not_kept_the_same_key_works_once_its_cause_is_gone(api, borrower, form):
    draft = api("POST", "/v1/applications", {"centre": "620100"}, borrower).body
    submit = lambda: api("POST", f"/v1/applications/{draft['id']}/submit", None, borrower, idempotency_key=KEY)  # noqa: E731
    assert submit().status == 422
    api("PATCH", f"/v1/applications/{draft['id']}", form, borrower, if_match=f'"{draft["revision"]}"')
    authorised(draft["id"])
    assert submit().status == 202
    assert submit().headers["Idempotency-Replayed"] == "true"


def test_a_key_of_a_refused_request_is_still_that_request_s_own(api, borrower, form):
    refused = api("POST", "/v1/applications", {"centre": "999999"}, borrower, idempotency_key=KEY)
    assert refused.status == 422
    assert api("POST", "/v1/applications", form, borrower, idempotency_key=KEY).body["code"] == "IDEMPOTENCY_MISMATCH"


def test_what_is_kept_for_repetition_holds_no_personal_data(api, borrower, form, platform):
    api("POST", "/v1/applications", form, borrower, idempotency_key=KEY)
    kept = str(platform.items("ephemeral"))
    assert form["people"][0]["id_number"] not in kept
    assert form["people"][0]["name"] not in kept


def test_what_is_told_of_a_case_is_kept_sealed_for_repetition_and_told_again_in_clear(
    api, submitted, borrower, platform
):
    said = {"sort": "complaint", "text": "窗口让我白跑了三趟"}
    sent = [api("POST", f"/v1/applications/{submitted}/voices", said, borrower, idempotency_key="k") for _ in range(2)]
    assert [one.body["text"] for one in sent] == [said["text"]] * 2 and sent[1].headers[
        "Idempotency-Replayed"
    ] == "true"
    assert said["text"] not in str(platform.items("ephemeral"))


def test_a_place_for_a_file_that_has_gone_by_is_given_anew_for_the_same_file(api, borrower, draft):
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}

    def place():
        told = api("POST", f"/v1/applications/{draft}/documents", paper, borrower, idempotency_key=KEY)
        assert told.status == 201, told.body
        return told.body

    first = place()
    with time_machine.travel(clock.now() + timedelta(minutes=12)):
        again = place()
        assert again["id"] == first["id"] and again["expires_at"] > clock.stamp() > first["expires_at"]
    assert [*casefile.load(draft).documents] == [first["id"]]


def test_a_key_is_of_one_login_in_one_role_and_of_the_whole_request(monkeypatch):
    claimed = []
    monkeypatch.setattr(
        serve.idempotency, "claim", lambda *asked: claimed.append(asked) or {"body": {}, "status": 200, "headers": {}}
    )
    route = SimpleNamespace(method="POST", path="/v1/tasks/{task}/claim", may=None, answer="answers.staff.TaskLine")

    def sent(audience: str, key: str) -> object:
        asked = Call(Session(audience, "s1", "", "desk"), {"task": "t"}, {}, {"idempotency-key": key}, b"{}", "id")
        return serve._guarded(lambda: serve._once(route, asked, "idempotency-key"))

    assert [sent(one, "k" * 200).status for one in ("reviewer", "supervisor")] == [200, 200]
    assert claimed == [(f"{one}/s1", "k" * 200, "POST /v1/tasks/t/claim\n{}") for one in ("reviewer", "supervisor")]
    assert [sent("reviewer", key).code for key in ("", "k" * 201)] == ["BAD_HEADER"] * 2
