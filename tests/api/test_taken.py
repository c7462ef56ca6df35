"""Papers taken in somebody's name: they are told, read of it and find the case, though they have never come in; and may deny it."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.casework import denied, disputes, phones, second_looks, signing, starting
from chalicelib.casework import taken as taken_papers
from chalicelib.errors import AgencyUnavailable
from chalicelib.records import casefile, inspections, lanes, tasks
from chalicelib.sweep import run as sweep
from chalicelib.trust.index import reference
from tests.given.case import CONTRACT, present, put, waiting, words
from tests.given.form import BORROWER, OTHER, SPOUSE, form
from tests.given.meanwhile import overtaken
from tests.given.papers import pdf


@pytest.fixture
def told(monkeypatch):
    """The messages that went out: key, phone, id, text."""
    out = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: out.append((key, phone, id, text)))
    return out


@pytest.fixture
def draft(api, borrower):
    """A draft that names a spouse who knows nothing of it."""
    return api("POST", "/v1/applications", form(), borrower).body["id"]


@pytest.fixture
def consented(taken, look, api, login, draft):
    """The scan on which the window has given the spouse's consent."""
    scan = taken("consents.data", "spouse")
    assert look(scan, login("clerk", "clerk-2")).status == 201
    body = {"use": "data", "version": words("data"), "person": "spouse"}
    assert api("POST", f"/v1/applications/{draft}/consents", body, login("clerk")).status == 201
    return scan


def deny(api, draft, scan, who):
    return api("POST", f"/v1/applications/{draft}/signed-forms/{scan}/denials", {}, who)


def test_whoever_is_said_to_have_signed_is_told_by_the_phone_typed_for_them_what_where_and_when(told, taken, draft):
    taken("consents.credit", "spouse")
    ((key, phone, id, text),) = told
    assert (key, phone) == ("spouse", form()["people"][1]["phone"])
    assert "W-1" in text and "授权查询征信" in text and "否认" in text and "12329" in text
    assert not [
        one for one in (SPOUSE, BORROWER, phone, *(person["name"] for person in form()["people"])) if one in text
    ]


def test_of_one_act_and_day_they_are_told_once(told, taken, look, login):
    look(taken(), login("clerk", "clerk-2"))
    taken(content=pdf("once more"))
    assert len(told) == 1
    taken("consents.credit", content=pdf("of another act"))
    assert len(told) == 2


def test_who_types_a_phone_of_their_own_for_a_day_does_not_keep_word_of_a_paper_from_them(
    told, taken, api, login, draft
):
    theirs = form()["people"][1]["phone"]

    def typed(phone):
        people = [form()["people"][0], {**form()["people"][1], "phone": phone}]
        tag = f'"{casefile.load(draft).revision}"'
        assert api("PATCH", f"/v1/applications/{draft}", {"people": people}, login("clerk"), if_match=tag).status == 200

    typed("13911112222")
    taken("consents.data", "spouse")
    typed(theirs)
    typed("13911112222")
    assert [phone for _, phone, *_ in told] == ["13911112222", theirs]
    assert len({id for _, _, id, _ in told}) == 2 and theirs not in told[1][2]


def test_a_paper_sends_word_to_a_few_typed_phones_a_day_and_to_their_own_in_any_case(
    told, taken, look, api, login, draft, monkeypatch
):
    def typed(*phones):
        for phone in phones:
            people = [form()["people"][0], {**form()["people"][1], "phone": phone}]
            put(draft, form={**casefile.load(draft).form, "people": people})
            taken_papers.follow(casefile.load(draft))
        said = sorted(phone for _, phone, *_ in told)
        told.clear()
        return said

    for act in ("consents.data", "consents.credit"):
        taken(act, "spouse", content=pdf(f"of {act}"))
    kept, (first, *_) = len(casefile.load(draft).messages), typed()
    few, more = ["13911110001", "13911110002"], ["13911110003", "13911110004"]
    assert typed(*few, *more, *few) == sorted([*few, *few]), "each of both papers, and no phone past the third"
    assert len(casefile.load(draft).messages) == kept, "a phone is no entry of its own"
    with monkeypatch.context() as own:
        own.setattr(phones, "own", lambda *_: "13911110009")
        assert typed(*few) == ["13911110009"] * 2
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    assert typed(first, *more) == sorted([*more, *more]), "another day has room for others"


def test_what_an_earlier_release_has_sent_is_not_sent_again(told, taken, draft):
    taken("consents.data", "spouse")
    ((sent, one),) = casefile.load(draft).messages.items()
    ((mark, _),) = one.phones.items()
    put(draft, messages={sent: replace(one, phones={}), f"{sent}.{mark}": replace(one, phones={})})
    taken_papers.follow(casefile.load(draft))
    assert len(told) == 1


def test_who_is_named_in_anothers_place_the_same_day_is_told_too(told, taken, api, borrower, draft):
    taken("consents.data", "spouse")
    people = [form()["people"][0], {**form()["people"][1], "id_number": OTHER, "phone": "13900001111"}]
    tag = f'"{casefile.load(draft).revision}"'
    assert api("PATCH", f"/v1/applications/{draft}", {"people": people}, borrower, if_match=tag).status == 200
    taken("consents.data", "spouse", content=pdf("of another person"))
    assert [phone for _, phone, *_ in told] == [form()["people"][1]["phone"], "13900001111"]
    assert len({id for _, _, id, _ in told}) == 2


def test_a_paper_is_kept_also_while_nobody_delivers_messages_and_they_are_told_with_the_second_look(
    taken, look, login, draft, monkeypatch
):
    ids = []

    def silent(key, phone, id, *_):
        ids.append(id)
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", silent)
    scan = taken()
    assert [one.id for one in casefile.load(draft).presences] == [scan]
    look(scan, login("clerk", "clerk-2"))
    assert len(ids) == 2 and len(set(ids)) == 1


def test_they_find_the_case_and_read_their_own_papers_and_who_took_them_and_nothing_else(
    told, taken, api, spouse, draft
):
    scan, _ = taken("consents.data", "spouse"), taken(content=pdf("of the borrower"))
    assert [one["id"] for one in api("GET", "/v1/applications", who=spouse).body["items"]] == [draft]
    (own,) = api("GET", f"/v1/applications/{draft}/signed-forms", who=spouse).body["items"]
    assert (own["id"], own["person"], own["state"], own["by"]) == (scan, "spouse", "WAITING", "clerk-1")
    assert inspections.key_of(draft, scan) in own["link"]
    uses = api("GET", f"/v1/applications/{draft}/data-uses", who=spouse).body["items"]
    assert [one["text"] for one in uses] == [
        "窗口人员（clerk-1）收取了以配偶名义签字的纸质表单：授权共享数据；非本人签字的，可以否认"
    ]
    for path in ("", "/track", "/materials", "/prefill"):
        assert api("GET", f"/v1/applications/{draft}{path}", who=spouse).status == 404, path


def test_a_party_reads_no_paper_of_another_and_a_stranger_none(told, taken, api, login, borrower, draft):
    scan = taken("consents.data", "spouse")
    assert api("GET", f"/v1/applications/{draft}/signed-forms", who=borrower).body["items"] == []
    assert deny(api, draft, scan, borrower).status == 404
    stranger = login("depositor", OTHER)
    assert api("GET", f"/v1/applications/{draft}/signed-forms", who=stranger).status == 404
    assert deny(api, draft, scan, stranger).status == 404


def test_nothing_rests_on_what_is_denied_and_nobody_has_to_look_at_it_any_more(
    told, taken, look, api, login, spouse, draft
):
    scan = taken("consents.data", "spouse")
    denied = deny(api, draft, scan, spouse)
    assert (denied.status, denied.body["state"], denied.body["state_text"]) == (201, "DENIED", "本人否认签字")
    assert lanes.queue("620100", second_looks.KIND)[0] == [] == lanes.queue("620100", disputes.KIND)[0]
    assert look(scan, login("clerk", "clerk-2")).codes == {("BY_HAND_DENIED", "/accepted")}
    body = {"use": "data", "version": words("data"), "person": "spouse"}
    assert api("POST", f"/v1/applications/{draft}/consents", body, login("clerk")).body["code"] == "PRESENCE_REQUIRED"


def test_after_a_denial_they_are_told_of_the_next_paper_at_once_and_whoever_looks_at_it_sees_what_was_denied(
    told, taken, api, login, spouse, draft
):
    scan = taken("consents.data", "spouse")
    assert deny(api, draft, scan, spouse).status == 201
    newer = taken("consents.data", "spouse", content=pdf("once more"))
    assert [key for key, *_ in told] == ["spouse"] * 2 and len({id for _, _, id, _ in told}) == 2
    ((task,), _) = lanes.queue("620100", second_looks.KIND)
    shown = api("GET", f"/v1/tasks/{task.id}", who=login("clerk", "clerk-2")).body["by_hand"]
    assert [(one["id"], one["state"]) for one in shown] == [(scan, "DENIED"), (newer, "WAITING")]


def test_an_accepted_one_that_is_denied_is_good_for_nothing_either(told, taken, look, api, login, spouse, draft):
    scan = taken("consents.data", "spouse")
    assert look(scan, login("clerk", "clerk-2")).status == 201
    assert deny(api, draft, scan, spouse).status == 201
    body = {"use": "data", "version": words("data"), "person": "spouse"}
    assert api("POST", f"/v1/applications/{draft}/consents", body, login("clerk")).body["code"] == "PRESENCE_REQUIRED"


def test_what_was_done_on_what_is_denied_is_found_out_about_by_a_supervisor_once(
    told, consented, api, login, spouse, draft
):
    for _ in range(2):
        assert deny(api, draft, consented, spouse).body["state"] == "DENIED"
    ((task,), _) = lanes.queue("620100", disputes.KIND)
    supervisor = login("supervisor")
    shown = api("GET", f"/v1/tasks/{task.id}", who=supervisor).body
    assert shown["details"]["codes"] == ["DISPUTE_FORM_DENIED"] and "向本人核实" in shown["details"]["texts"][0]
    assert [(one["id"], one["state"]) for one in shown["by_hand"]] == [(consented, "DENIED")]
    assert api("POST", f"/v1/tasks/{task.id}/claim", {}, supervisor).status == 200
    said = {"decision": "resolved", "reason": "本人到场确认系其签字"}
    assert api("POST", f"/v1/tasks/{task.id}/decision", said, supervisor).status == 200
    assert "FORM_DENIED" in json.dumps([one.code for one in casefile.load(draft).events.values()])


def test_who_dies_on_a_denial_has_said_nothing_or_left_it_with_a_supervisor(spouse, told, consented, api, draft):
    def dies():
        raise OSError("killed")

    for writes in (1, 2, 3):
        with suppress(OSError), overtaken(writes, dies):
            deny(api, draft, consented, spouse)
        (form,) = casefile.load(draft).presences
        assert denied.is_denied(form) is bool(lanes.queue("620100", disputes.KIND)[0])
    assert denied.is_denied(form), "it went through in the end"


@pytest.mark.parametrize("status", ["REGISTERING", "DISBURSED"])
def test_a_denied_form_that_nobody_has_a_task_about_is_taken_up_by_the_sweep_once(told, draft, borrower, api, status):
    put(draft, status=status, contract=CONTRACT, signatures={"borrower": {}}, number="N" * 43)
    denied_form(draft, "signatures", about=CONTRACT["sha256"])
    case = casefile.load(draft)
    put(draft, presences=[replace(one, void={"at": "", "by": "", "why": "DENIED"}) for one in case.presences])
    assert denied.holds_money_up(casefile.load(draft))
    for times in (1, 0):
        assert sweep.handle({"execution": draft}).get("denial_taken_up", 0) == times
        assert len(lanes.queue("620100", disputes.KIND)[0]) == 1
    assert casefile.load(draft).due_at


def test_a_consent_given_on_what_is_denied_is_void_with_the_denial_and_one_of_their_own_is_not(
    told, consented, api, spouse, draft
):
    own = casefile.load(draft).consents[-1]
    put(draft, consents=[{**own, "id": "own", "use": "credit", "presence": "p2"}, own])
    assert deny(api, draft, consented, spouse).status == 201
    credit, data = casefile.load(draft).consents
    assert data["void_at"] and "void_at" not in credit
    assert not casefile.load(draft).withdrawal, "a draft goes on"


@pytest.mark.parametrize("others", [False, True])
def test_a_case_on_its_road_leaves_it_when_a_consent_it_rests_on_is_denied(told, consented, api, spouse, draft, others):
    (given,) = casefile.load(draft).consents
    own = [{**given, "id": "own", "presence": "p2"}] if others else []
    wait = waiting(draft, "first_review", "REVIEWING", consents=[*own, given], parties={"spouse": given["party"]})
    assert deny(api, draft, consented, spouse).status == 201
    assert bool(casefile.load(draft).withdrawal) is not others
    assert tasks.get(wait).is_open is others


@pytest.mark.parametrize("word", ["resolved", "upheld"])
def test_who_denied_a_form_and_the_parties_read_what_was_found_out(
    told, consented, api, login, borrower, spouse, draft, word
):
    deny(api, draft, consented, spouse)
    find_out(api, login, draft, word, *(("s1", "s2") if word == "upheld" else ("s1",)))
    (own,) = api("GET", f"/v1/applications/{draft}/signed-forms", who=spouse).body["items"]
    assert own["state"] == "DENIED"
    assert ("不是其本人所签" if word == "upheld" else "系其本人所签") in own["state_text"]
    shown = api("GET", f"/v1/applications/{draft}/track", who=borrower).body["timeline"]
    (line,) = (one for one in shown if one["code"].startswith("DENIAL"))
    assert line["code"] == f"DENIAL_{word.upper()}" and "纸质表单" in line["text"]


@pytest.mark.parametrize(("word", "said"), [("resolved", "系您本人所签"), ("upheld", "不是您本人所签")])
def test_who_denied_a_form_is_sent_word_of_what_was_found_out_and_again_with_the_same_decision_where_nobody_delivered_it(
    told, consented, api, login, spouse, draft, word, said, monkeypatch
):
    deny(api, draft, consented, spouse)
    told.clear()
    deliver = province.notify

    def out_of_order(*_):
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", out_of_order)
    last = "s2" if word == "upheld" else "s1"
    find_out(api, login, draft, word, *{"s1": 1, last: 1})
    monkeypatch.setattr(province, "notify", deliver)
    for _ in range(2):
        find_out(api, login, draft, word, last)
    ((key, _, _, text),) = told
    assert key == "spouse" and said in text and "12329" in text


@pytest.mark.parametrize(("status", "leaves"), [("REVIEWING", True), ("DISBURSED", False)])
def test_a_case_handed_in_on_what_two_persons_find_to_be_forged_leaves_its_road(
    told, api, login, borrower, draft, status, leaves
):
    denied_form(draft, "submit", about="1")
    wait = waiting(draft, "first_review", status)
    assert deny(api, draft, "e" * 32, borrower).status == 201
    find_out(api, login, draft, "upheld", "s1")
    assert not casefile.load(draft).withdrawal, "one person's word moves nothing"
    find_out(api, login, draft, "upheld", "s2")
    assert bool(casefile.load(draft).withdrawal) is leaves
    assert tasks.get(wait).is_open is not leaves


def test_a_signature_that_two_persons_find_to_be_forged_is_void_and_no_money_goes_out_on_it(
    told, api, login, borrower, draft
):
    put(draft, status="REGISTERING", contract=CONTRACT, signatures={"borrower": {}, "bank": {}})
    denied_form(draft, "signatures", about=CONTRACT["sha256"])
    deny(api, draft, "e" * 32, borrower)
    find_out(api, login, draft, "upheld", "s1", "s2")
    case = casefile.load(draft)
    assert case.signatures["borrower"].void_at and not case.signatures["bank"].void_at
    assert denied.holds_money_up(case) and case.signed == ["bank"]


def test_a_forged_signature_on_a_contract_that_was_drawn_up_before_voids_none_on_the_one_there_is(
    told, api, login, borrower, draft
):
    theirs = {"borrower": {"sha256": CONTRACT["sha256"]}}
    put(draft, status="REGISTERING", contract=CONTRACT, signatures=theirs)
    denied_form(draft, "signatures", about="0" * 64)
    deny(api, draft, "e" * 32, borrower)
    assert not denied.of_signature(casefile.load(draft), "borrower"), "another contract's"
    find_out(api, login, draft, "upheld", "s1", "s2")
    assert casefile.load(draft).signed == ["borrower"] and not denied.holds_money_up(casefile.load(draft))


def test_a_signature_found_forged_once_the_case_has_ended_is_shown_so(told, api, login, borrower, draft):
    def shown():
        return {
            one["person"]: one["state_text"]
            for one in api("GET", f"/v1/applications/{draft}/track", who=borrower).body["contract"]["signatures"]
        }

    theirs = {key: {"sha256": CONTRACT["sha256"]} for key in ("borrower", "bank")}
    put(draft, status="DISBURSED", contract=CONTRACT, signatures=theirs)
    denied_form(draft, "signatures", about=CONTRACT["sha256"])
    assert set(shown().values()) == {"有效"}
    deny(api, draft, "e" * 32, borrower)
    assert shown() == {"borrower": "本人否认签字，正在核查", "bank": "有效"}
    find_out(api, login, draft, "upheld", "s1", "s2")
    assert shown()["borrower"] == "经两名工作人员核实，不是本人所签；效力依法认定，请向中心核实"
    assert denied.is_found_forged(casefile.load(draft)) and not casefile.load(draft).signatures["borrower"].void_at
    void = {**theirs["borrower"], "void_at": "2026-11-24T00:00:00.000Z"}
    put(draft, signatures={**theirs, "borrower": void})
    assert shown()["borrower"] == "经两名工作人员核实，不是本人所签，该签署无效", "set aside before the end"
    put(draft, signatures=theirs)
    gone = put(draft, status="CANCELLED", contract={**CONTRACT, "voided_at": "2026-11-24T00:00:00.000Z"})
    assert not denied.holds_money_up(gone), "nothing rests on a void contract"


def test_who_did_not_sign_may_sign_after_all_and_nobody_needs_to_wait_for_it(told, api, login, borrower, draft):
    wait = waiting(draft, "sign", "SIGNING", contract=CONTRACT, parties={"borrower": "p1"}, signatures={"borrower": {}})
    denied_form(draft, "signatures", about=CONTRACT["sha256"])
    deny(api, draft, "e" * 32, borrower)
    find_out(api, login, draft, "upheld", "s1", "s2")
    signing.sign(casefile.load(draft), "bank", CONTRACT["sha256"], "bank:B01", {})
    assert tasks.get(wait).is_open, "the forged one is none of the signatures the road waits for"
    signing.sign(casefile.load(draft), "borrower", CONTRACT["sha256"], "p1", {})
    assert tasks.get(wait).outcome == {"next": "signed"} and not denied.holds_money_up(casefile.load(draft))


def test_a_supervisor_ends_a_case_whose_signature_is_forged_where_the_money_waits(
    told, api, login, borrower, draft, monkeypatch
):
    monkeypatch.setattr(starting, "state_of", lambda case: "RUNNING")
    put(draft, status="REGISTERING", contract=CONTRACT, signatures={"borrower": {}, "bank": {}})
    denied_form(draft, "signatures", about=CONTRACT["sha256"])
    deny(api, draft, "e" * 32, borrower)
    find_out(api, login, draft, "upheld", "s1", "s2")
    stuck = waiting(draft, "attend", "ATTENDING", details={"step": "Disburse", "codes": ["SIGNATURE_DENIED"]})
    assert api("POST", f"/v1/tasks/{stuck}/claim", {}, login("supervisor", "s1")).status == 200
    said = {"decision": "compensate", "reason": "签字不是本人所签"}
    assert api("POST", f"/v1/tasks/{stuck}/decision", said, login("supervisor", "s1")).status == 200
    assert (casefile.load(draft).leaving, tasks.get(stuck).outcome) == ("CANCELLED", {"next": "compensate"})


def test_a_denied_authorisation_under_which_nobody_came_keeps_no_supervisor_from_the_dispute(
    borrower, told, taken, look, api, login, draft
):
    supervisor = login("supervisor", "s1", person=reference("person", OTHER))
    until = (clock.today() + timedelta(days=9)).isoformat()
    scan = taken("agent", agent={"id_number": OTHER, "acts": ["submit"], "until": until})
    assert look(scan, login("clerk", "clerk-2")).status == 201
    denied_form(draft, "submit", about="1")
    assert deny(api, draft, "e" * 32, borrower).status == 201
    (task,) = (one.id for one in tasks.of_case(draft) if one.kind == disputes.KIND)
    claimed = lambda: api("POST", f"/v1/tasks/{task}/claim", {}, supervisor).status  # noqa: E731
    assert claimed() != 200, "an agent of a party decides nothing"
    assert deny(api, draft, scan, borrower).status == 201
    assert claimed() == 200
    named = casefile.load(draft).presences[0]
    put(draft, presences=[*casefile.load(draft).presences, replace(named, id="came", acts=(), mandate=scan, void={})])
    assert claimed() != 200, "who came under it has acted for a party"


def denied_form(case, act, about):
    """A form the borrower is said to have signed, on which that was done."""
    present(case, "borrower", proof="e" * 32, method="signed_form", act=act, about=about)
    put(case, spent={"e" * 32: "r"})


def find_out(api, login, case, word, *who):
    """What those supervisors say of the dispute, one after the other."""
    (task,) = (one.id for one in tasks.of_case(case) if one.kind == disputes.KIND)
    for one in who:
        api("POST", f"/v1/tasks/{task}/claim", {}, login("supervisor", one))
        said = {"decision": word, "reason": "笔迹已核对"}
        assert api("POST", f"/v1/tasks/{task}/decision", said, login("supervisor", one)).status == 200


def test_a_consent_given_as_its_form_is_denied_is_void_or_was_not_given(told, taken, look, api, login, spouse, draft):
    scan = taken("consents.data", "spouse")
    look(scan, login("clerk", "clerk-2"))
    body = {"use": "data", "version": words("data"), "person": "spouse"}
    give = lambda: api("POST", f"/v1/applications/{draft}/consents", body, login("clerk")).status  # noqa: E731
    with overtaken(1, give):
        assert deny(api, draft, scan, spouse).status == 201
    assert all(one["void_at"] for one in casefile.load(draft).consents)


def test_who_never_came_in_takes_back_what_was_consented_on_paper_in_their_name(consented, api, spouse, draft):
    reply = api("POST", f"/v1/applications/{draft}/consents/withdrawals", {"use": "data"}, spouse)
    assert reply.status == 200 and casefile.load(draft).consents[-1]["withdrawn_at"]


def test_a_denial_may_come_after_the_case_has_ended(told, taken, api, spouse, draft):
    scan = taken("consents.data", "spouse")
    put(draft, status="WITHDRAWN")
    assert deny(api, draft, scan, spouse).body["state"] == "DENIED"


def test_track_says_truly_how_each_party_has_confirmed(consented, api, login, borrower, draft):
    body = {"use": "data", "version": words("data")}
    assert api("POST", f"/v1/applications/{draft}/consents", body, borrower).status == 201
    shown = api("GET", f"/v1/applications/{draft}/track", who=borrower).body["parties"]
    assert [(one["how"], one["how_text"][:4]) for one in shown] == [("ONLINE", "本人登录"), ("ON_PAPER", "本人未到")]


def test_whoever_is_there_has_confirmed_at_the_window_and_who_has_not_at_all_in_no_way(api, login, borrower, draft):
    present(draft, "spouse")
    body = {"use": "data", "version": words("data"), "person": "spouse"}
    assert api("POST", f"/v1/applications/{draft}/consents", body, login("clerk")).status == 201
    shown = api("GET", f"/v1/applications/{draft}", who=borrower).body["parties"]
    assert [one["how"] for one in shown] == [None, "AT_WINDOW"]
