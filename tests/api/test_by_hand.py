"""Forms signed by hand: who took the scan does not vouch for it alone, and whoever decides sees every one of them."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import aws, clock
from chalicelib.casework import presence
from chalicelib.records import casefile, inspections
from chalicelib.settings import setting
from tests.given.case import CONTRACT, SIGNED, evidence_of, present, put
from tests.given.meanwhile import overtaken
from tests.given.papers import pdf

PAPER = pdf("signed by hand")
SHA = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def clerk(login):
    return login("clerk")


@pytest.fixture
def case(waiting, submitted):
    """A contract waits for signatures."""
    waiting("sign", "SIGNING", contract=CONTRACT)
    return submitted


@pytest.fixture
def scan(api, clerk, case):
    """The spouse has signed the contract on paper, and the first clerk has kept the scan."""
    where = f"/v1/applications/{case}/signed-forms"
    id = api("POST", where, {"content_type": "application/pdf"}, clerk).body["id"]
    key = inspections.incoming_key_of(case, id)
    aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=PAPER)
    said = {"person": "spouse", "act": "signatures", "place": "W-1", "content_type": "application/pdf", "sha256": SHA}
    assert api("POST", f"{where}/{id}/verify", said, clerk).status == 201
    return id


@pytest.fixture
def looked(api, case, scan):
    """Somebody's word on the scan."""

    def at(who, accepted=True, sha256=SHA):
        body = {"sha256": sha256, "accepted": accepted}
        return api("POST", f"/v1/applications/{case}/signed-forms/{scan}/second", body, who)

    return at


@pytest.fixture
def sign(api, case, clerk):
    def by_hand(**more):
        body = {"sha256": CONTRACT["sha256"], "person": "spouse", **more}
        return api("POST", f"/v1/applications/{case}/signatures", body, clerk)

    return by_hand


def test_nothing_rests_on_a_scan_before_another_person_has_accepted_it(sign, looked, login, case):
    assert sign().body["code"] == "PRESENCE_REQUIRED"
    seen = looked(login("clerk", "clerk-2"))
    assert (seen.status, seen.body["second"], seen.body["state"]) == (201, "clerk-2", "KEPT")
    assert sign().status == 202
    assert evidence_of(case, "spouse")["how"]["second"] == "clerk-2"
    (form,) = casefile.load(case).presences
    assert (form.hand, form.second["person"]) == ("person_clerk-1", "person_clerk-2")
    assert casefile.load(case).hands == {"person_clerk-1": "signing", "person_clerk-2": "signing"}


def test_who_took_a_scan_does_not_accept_it_whatever_the_login(sign, looked, login, clerk):
    assert looked(clerk).body["code"] == "OWN_SCAN"
    assert looked(login("clerk", "C77", person="person_clerk-1")).body["code"] == "OWN_SCAN"
    assert sign().body["code"] == "PRESENCE_REQUIRED"


def test_a_form_of_which_nobody_knows_which_person_took_it_is_accepted_by_none(api, login, case):
    present(
        case,
        "spouse",
        method="signed_form",
        act="signatures",
        about=CONTRACT["sha256"],
        evidence=SHA,
        proof="e" * 32,
        second={},
    )
    where = f"/v1/applications/{case}/signed-forms/{'e' * 32}/second"
    assert api("POST", where, {"sha256": SHA, "accepted": True}, login("clerk", "clerk-2")).body["code"] == "OWN_SCAN"


def test_the_second_person_says_which_bytes_they_have_looked_at(sign, looked, login):
    assert looked(login("clerk", "clerk-2"), sha256="0" * 64).codes == {("SCAN_NOT_LOOKED_AT", "/sha256")}
    assert sign().body["code"] == "PRESENCE_REQUIRED"


@pytest.mark.parametrize(("first", "stands"), [(False, "VOID"), (True, "KEPT")])
def test_the_first_word_of_a_second_person_stands_and_another_is_told_so(sign, looked, login, first, stands):
    assert looked(login("clerk", "clerk-2"), first).body["state"] == stands
    assert looked(login("clerk", "clerk-3"), first).body["state"] == stands
    refused = looked(login("clerk", "clerk-3"), not first)
    assert (refused.status, refused.body["code"]) == (409, "SCAN_LOOKED_AT")
    assert refused.codes == {(f"BY_HAND_{stands}", "/accepted")}
    assert sign().status == (202 if first else 403)


@pytest.mark.parametrize("who", ["clerk-1", "clerk-2"])
def test_either_of_the_two_makes_an_accepted_form_void_on_which_nothing_was_done(sign, looked, login, who):
    looked(login("clerk", "clerk-2"))
    assert looked(login("clerk", who), accepted=False).body["state"] == "VOID"
    assert sign().body["code"] == "PRESENCE_REQUIRED"


@pytest.mark.parametrize("who", ["clerk-1", "clerk-2"])
def test_a_form_on_which_something_was_done_is_made_void_by_nobody(sign, looked, login, who, case):
    looked(login("clerk", "clerk-2"))
    assert sign().status == 202
    assert looked(login("clerk", who), accepted=False).codes == {("BY_HAND_USED", "/accepted")}
    assert not casefile.load(case).presences[0].void


@pytest.mark.parametrize("first", ["signed", "void"])
def test_a_form_that_is_made_void_as_it_is_spent_is_one_or_the_other(sign, looked, login, case, first):
    one = login("clerk", "clerk-2")
    looked(one)
    do = {"signed": sign, "void": lambda: looked(one, accepted=False)}
    late, code = ("signed", "PRESENCE_REQUIRED") if first == "void" else ("void", "CHANGED_MEANWHILE")
    told = []
    with overtaken(1, lambda: told.append(do[first]().status)):
        assert do[late]().body["code"] == code
    kept = casefile.load(case)
    (form,) = kept.presences
    assert told == [202 if first == "signed" else 201]
    assert (bool(form.void), "spouse" in kept.signatures, form.id in kept.spent) == (
        (False, True, True) if first == "signed" else (True, False, False)
    )


def test_a_form_that_is_denied_as_another_party_signs_proves_no_signature_any_more(
    borrower, spouse, sign, looked, login, api, case, scan
):
    looked(login("clerk", "clerk-2"))

    def meanwhile():
        assert api("POST", f"/v1/applications/{case}/signed-forms/{scan}/denials", {}, spouse).status == 201
        assert api("POST", f"/v1/applications/{case}/signatures", SIGNED, borrower).status == 202

    with overtaken(1, meanwhile):
        late = sign()
    assert late.body["code"] == "PRESENCE_REQUIRED"
    assert set(casefile.load(case).signatures) == {"borrower"} and not casefile.load(case).spent


def test_the_window_reads_what_waits_with_a_link_to_the_scan(api, login, case, scan):
    (line,) = api("GET", f"/v1/applications/{case}/signed-forms", who=login("clerk", "clerk-2")).body["items"]
    assert (line["id"], line["state"], line["sha256"]) == (scan, "WAITING", SHA)
    assert inspections.key_of(case, scan) in line["link"]


def test_whoever_decides_is_shown_every_act_that_rests_on_a_hand(api, login, looked, sign, case, scan):
    from tests.given.case import waiting

    looked(login("clerk", "clerk-2"))
    assert sign().status == 202
    task = waiting(case, "first_review", "REVIEWING")
    (line,) = api("GET", f"/v1/tasks/{task}", who=login("reviewer")).body["by_hand"]
    assert (line["person"], line["act"]["text"], line["by"], line["second"]) == (
        "spouse",
        "签署合同",
        "clerk-1",
        "clerk-2",
    )
    assert (line["state"], line["at"]) == ("USED", casefile.load(case).presences[0].at)
    assert inspections.key_of(case, scan) in line["link"]


def test_who_signs_on_paper_agrees_to_nothing_electronic_and_is_not_recorded_to(sign, looked, login, case):
    looked(login("clerk", "clerk-2"))
    assert sign(agreed=SIGNED["agreed"]).codes == {("SIGNED_NOT_ELECTRONICALLY", "/agreed")}
    assert casefile.load(case).signatures == {}
    assert sign().status == 202
    assert "agreed" not in evidence_of(case, "spouse")


def test_who_is_at_the_window_signs_electronically_and_agrees_to_it(sign, case):
    present(case, "spouse")
    assert sign().codes == {("ELECTRONIC_NOT_AGREED", "/agreed")}
    assert sign(agreed=SIGNED["agreed"]).status == 202
    assert evidence_of(case, "spouse")["agreed"]["version"] == SIGNED["agreed"]


def test_a_scan_that_is_void_proves_nothing_though_it_was_accepted(case):
    said = {"method": "signed_form", "act": "signatures", "about": CONTRACT["sha256"]}
    present(case, "spouse", **said, void={"at": "", "by": "clerk:x"})
    assert presence.present(put(case), "spouse", "clerk-1", "signatures", "r") is None


@pytest.fixture
def ago(case):
    """What was done with the form was done that many minutes earlier."""

    def back(minutes):
        (form,) = casefile.load(case).presences
        before = {
            name: clock.stamp(clock.parsed(at) - timedelta(minutes=minutes))
            for name, at in {"at": form.at, "second": form.second.get("at")}.items()
            if at
        }
        second = {**form.second, "at": before["second"]} if form.second else {}
        put(case, presences=[replace(form, at=before["at"], second=second)])

    return back


@pytest.fixture
def again(api, clerk, case, scan):
    """The same scan is brought once more by who took it."""

    def bring(**otherwise):
        said = {"person": "spouse", "act": "signatures", "place": "W-1", "content_type": "application/pdf"}
        return api(
            "POST", f"/v1/applications/{case}/signed-forms/{scan}/verify", {**said, "sha256": SHA, **otherwise}, clerk
        )

    return bring


def test_the_half_hour_of_a_form_runs_from_the_second_persons_look(sign, looked, login, ago):
    ago(45)
    assert looked(login("clerk", "clerk-2")).body["state"] == "KEPT"
    ago(29)
    assert sign().status == 202


def test_a_form_that_ran_out_says_so_and_nothing_rests_on_it(api, login, sign, looked, case, ago):
    looked(login("clerk", "clerk-2"))
    ago(31)
    assert sign().body["code"] == "PRESENCE_REQUIRED"
    (line,) = api("GET", f"/v1/applications/{case}/signed-forms", who=login("clerk")).body["items"]
    assert line["state"] == "EXPIRED" and "三十分钟" in line["state_text"]


def test_a_scan_that_ran_out_is_brought_again_and_waits_for_another_look(sign, looked, again, login, case, ago):
    looked(login("clerk", "clerk-2"))
    ago(31)
    taken_at = casefile.load(case).presences[0].at
    assert (again().status, again().body["until"]) == (201, None)
    assert sign().body["code"] == "PRESENCE_REQUIRED"
    assert looked(login("clerk", "clerk-3")).body["state"] == "KEPT"
    assert casefile.load(case).presences[0].at == taken_at
    assert sign().status == 202


def test_a_scan_that_was_used_waits_for_nobody_when_it_is_brought_again(sign, looked, again, login, case, ago):
    looked(login("clerk", "clerk-2"))
    assert sign().status == 202
    ago(31)
    again()
    assert casefile.load(case).presences[0].second["by"] == "clerk-2"


def test_a_scan_that_was_not_accepted_stays_so_when_it_is_brought_again(sign, looked, again, login, case, ago):
    looked(login("clerk", "clerk-2"), accepted=False)
    ago(31)
    again()
    assert casefile.load(case).presences[0].void
    assert sign().body["code"] == "PRESENCE_REQUIRED"


def test_the_window_is_told_of_a_scan_that_waits_and_the_parties_are_not(api, login, borrower, looked, case, scan):
    def may_look(who):
        return "CAN_LOOK_AT_SCAN" in {
            step["code"] for step in api("GET", f"/v1/applications/{case}/track", who=who).body["next"]
        }

    assert may_look(login("clerk", "clerk-2")) and not may_look(borrower)
    looked(login("clerk", "clerk-2"))
    assert not may_look(login("clerk", "clerk-2"))


def test_whose_paper_was_signed_for_reads_so_in_the_timeline_and_of_the_signature(
    api, borrower, looked, sign, login, case
):
    looked(login("clerk", "clerk-2"))
    assert sign().status == 202
    seen = api("GET", f"/v1/applications/{case}/track", who=borrower).body
    (line,) = [line for line in seen["timeline"] if line["code"] == "FORM_ACTED"]
    assert "配偶本人签字的纸质表单" in line["text"] and "签署合同" in line["text"]
    (signature,) = seen["contract"]["signatures"]
    assert (signature["how"], "纸质表单" in signature["how_text"]) == ("BY_HAND", True)
