"""A clerk alone can do nothing that binds: for every such act the party is there, and a terminal has said so."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from chalicelib import aws, clock
from chalicelib.agencies import identity_platform
from chalicelib.agencies.identity_platform import Seen
from chalicelib.api.applicant import presences
from chalicelib.casework import presence
from chalicelib.errors import Contended
from chalicelib.records import casefile, inspections, ledger
from chalicelib.settings import setting
from chalicelib.trust import consent
from chalicelib.trust.index import reference
from tests.given.case import CONTRACT, SIGNED, accepted_by_another, authorised, evidence_of, present, put, words
from tests.given.form import BORROWER, OTHER, SPOUSE
from tests.given.papers import pdf

ACTS = ["submit", "withdraw", "corrections", "signatures", "consents", "consents/withdrawals"]


def ago(**time):
    return clock.stamp(clock.now() - timedelta(**time))


@pytest.fixture
def clerk(login):
    return login("clerk")


@pytest.fixture
def seen(monkeypatch):
    """What the terminal has seen."""

    def saw(id_number, at=None):
        found = Seen(id_number, "id_card_and_face", "T-620100-01", at or clock.stamp(), "e" * 64) if id_number else None
        monkeypatch.setattr(identity_platform, "present", lambda code, key, purpose: found)

    return saw


def shown(api, case, clerk, person="spouse"):
    return api("POST", f"/v1/applications/{case}/presences", {"person": person, "code": "face-x"}, clerk)


def acted(api, case, act, clerk, person="spouse"):
    about = {"person": person}
    body = {
        "signatures": {**SIGNED, **about},
        "consents": {"use": "data", "version": words("data"), **about},
        "consents/withdrawals": {"use": "data", **about},
        "corrections": {"wish": {"months": 240}},
    }.get(act)
    return api("POST", f"/v1/applications/{case}/{act}", body, clerk)


@pytest.fixture
def place(draft, submitted, waiting):
    """The case in which an act would be done."""

    def of(act):
        if act in ("corrections", "signatures"):
            kind, status = ("correction", "CORRECTION") if act == "corrections" else ("sign", "SIGNING")
            more = (
                {"notice": {"round": 1, "due_at": "2026-12-01", "defects": []}}
                if act == "corrections"
                else {"contract": CONTRACT}
            )
            waiting(kind, status, **more)
            return submitted
        if act == "consents":
            put(draft, consents=[])  # what was given as it is asked is not given again
        return draft

    return of


@pytest.mark.parametrize("act", ACTS)
def test_a_clerk_alone_does_nothing_that_binds(api, clerk, place, act):
    case = place(act)
    before = casefile.load(case)
    reply = acted(api, case, act, clerk)
    assert (reply.status, reply.body["code"]) == (403, "PRESENCE_REQUIRED")
    assert casefile.load(case) == before


@pytest.mark.parametrize("act", ACTS)
def test_while_the_party_is_there_the_window_acts_for_them(api, clerk, place, act):
    case = place(act)
    present(case, "borrower")
    present(case, "spouse")
    assert acted(api, case, act, clerk).status < 300


def test_a_clerk_alone_types_and_uploads(api, clerk, draft):
    paper = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    assert api("PATCH", f"/v1/applications/{draft}", {"wish": {"months": 12}}, clerk, if_match='"1"').status == 200
    assert api("POST", f"/v1/applications/{draft}/documents", paper, clerk).status == 201


def test_who_was_there_is_kept_with_who_where_when_and_by_whom(api, clerk, submitted, seen):
    seen(SPOUSE)
    assert shown(api, submitted, clerk).status == 201
    (kept,) = casefile.load(submitted).presences
    assert (kept.person, kept.party, kept.by) == ("spouse", reference("person", SPOUSE), "clerk-1")
    assert (kept.method, kept.terminal, kept.evidence) == ("id_card_and_face", "T-620100-01", "e" * 64)


@pytest.mark.parametrize("at", [{"minutes": 30}, {"days": 1}, {"minutes": -31}], ids=str)
def test_a_result_that_is_not_of_now_proves_nothing(api, clerk, submitted, seen, at):
    seen(SPOUSE, ago(**at))
    assert shown(api, submitted, clerk).codes == {("PRESENCE_NOT_PROVEN", "/code")}


@pytest.mark.parametrize("who", [None, OTHER, BORROWER])
def test_a_result_of_nobody_or_of_somebody_else_proves_nothing(api, clerk, submitted, seen, who):
    seen(who)
    assert shown(api, submitted, clerk).codes == {("PRESENCE_NOT_PROVEN", "/code")}
    assert casefile.load(submitted).presences == ()


@pytest.mark.parametrize(
    "otherwise",
    [{"at": "2026-01-01T00:00:00.000Z"}, {"by": "clerk-2"}, {"party": "person_x"}, {"person": "borrower"}],
    ids=str,
)
def test_a_presence_holds_for_half_an_hour_one_clerk_and_one_person(api, clerk, draft, otherwise):
    present(draft, "spouse", **otherwise)
    assert acted(api, draft, "consents", clerk).body["code"] == "PRESENCE_REQUIRED"


def test_the_window_takes_a_consent_of_whom_it_has_before_it_and_names_the_proof(api, clerk, borrower, form, seen):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    authorised(case, "borrower")
    seen(SPOUSE)
    assert shown(api, case, clerk).status == 201
    for use in ("data", "credit"):
        given = {"use": use, "version": words(use), "person": "spouse"}
        assert api("POST", f"/v1/applications/{case}/consents", given, clerk).status == 201
    kept = casefile.load(case)
    mine = [one for one in kept.consents if one["person"] == "spouse"]
    assert {(one["by"], one["presence"]) for one in mine} == {("clerk:clerk-1", kept.presences[0].id)}
    assert api("POST", f"/v1/applications/{case}/submit", None, borrower).status == 202


def test_who_was_at_the_window_follows_the_case_from_home(api, clerk, borrower, spouse, form, seen):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    seen(SPOUSE)
    shown(api, case, clerk)
    assert [line["id"] for line in api("GET", "/v1/applications", who=spouse).body["items"]] == [case]
    assert api("GET", f"/v1/applications/{case}", who=spouse).status == 200


def test_nobody_but_the_window_of_the_centre_proves_who_is_there(api, login, borrower, submitted, seen):
    seen(SPOUSE)
    assert shown(api, submitted, borrower).status == 403
    assert shown(api, submitted, login("clerk", "clerk-9", centre="620200")).status == 404
    assert ledger.entries(submitted) == []


# What is done at the window, and what a form is signed for.
SIGNED_FOR = {"submit": "submit", "corrections": "corrections", "signatures": "signatures", "consents": "consents.data"}
OTHERWISE = {
    "for another act": {"act": "consents.credit"},
    "about something that has changed since": {"about": "0"},
    "of another person": {"party": "person_x"},
    "taken by another clerk": {"by": "clerk-2"},
    "of yesterday": {"at": "2026-01-01T00:00:00.000Z"},
}


def on_paper(case, done, **otherwise):
    """The party an act is of has signed a form for it."""
    person = "borrower" if done in ("submit", "corrections", "withdraw") else "spouse"
    what = SIGNED_FOR.get(done, done)
    said = {"method": "signed_form", "act": what, "about": presence.about(casefile.load(case), what, person) or "1"}
    present(case, person, **{**said, **otherwise})


def filed(api, case, act, clerk):
    """What a form by hand is for: a correction sends nothing besides, and nobody agrees to sign electronically."""
    bare = {"corrections": {}, "signatures": {"sha256": CONTRACT["sha256"], "person": "spouse"}}
    if act not in bare:
        return acted(api, case, act, clerk)
    return api("POST", f"/v1/applications/{case}/{act}", bare[act], clerk)


@pytest.mark.parametrize("act", SIGNED_FOR)
def test_on_a_form_the_party_signed_for_it_the_window_does_that_act(api, clerk, place, act):
    case = place(act)
    on_paper(case, act)
    assert filed(api, case, act, clerk).status < 300


@pytest.mark.parametrize("otherwise", OTHERWISE)
@pytest.mark.parametrize("act", SIGNED_FOR)
def test_on_any_other_form_the_window_does_nothing_that_binds(api, clerk, place, act, otherwise):
    case = place(act)
    on_paper(case, act, **OTHERWISE[otherwise])
    before = casefile.load(case)
    assert filed(api, case, act, clerk).body["code"] == "PRESENCE_REQUIRED" and casefile.load(case) == before


@pytest.mark.parametrize("act", ["withdraw", "consents/withdrawals"])
def test_no_form_takes_anything_back(api, clerk, place, act):
    case = place(act)
    for what in presence.ACTS:
        on_paper(case, act, act=what)
    assert acted(api, case, act, clerk).body["code"] == "PRESENCE_REQUIRED"


def test_a_form_is_signed_for_what_is_saved_and_not_for_what_a_clerk_sends_with_it(api, clerk, place):
    case = place("corrections")
    on_paper(case, "corrections")
    assert acted(api, case, "corrections", clerk).body["code"] == "PRESENCE_REQUIRED"


PAPER = pdf("signed by hand")


def scanned(api, case, clerk, content=PAPER, slot="", **said):
    announced = {"content_type": "application/pdf"}
    slot = slot or api("POST", f"/v1/applications/{case}/signed-forms", announced, clerk).body["id"]
    if content:
        key = inspections.incoming_key_of(case, slot)
        aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=content)
    usual = {"person": "spouse", "act": "signatures", "place": "W-620100-03", "content_type": "application/pdf"}
    body = {**usual, "sha256": hashlib.sha256(PAPER).hexdigest(), **said}
    return api("POST", f"/v1/applications/{case}/signed-forms/{slot}/verify", body, clerk)


def test_a_signed_form_is_kept_with_who_for_what_where_when_by_whom_and_its_hash(api, clerk, place):
    case = place("signatures")
    assert scanned(api, case, clerk).status == 201
    (kept,) = casefile.load(case).presences
    assert (kept.person, kept.party, kept.by, kept.terminal) == (
        "spouse",
        reference("person", SPOUSE),
        "clerk-1",
        "W-620100-03",
    )
    assert (kept.method, kept.act, kept.about) == ("signed_form", "signatures", CONTRACT["sha256"])
    assert kept.evidence == hashlib.sha256(PAPER).hexdigest()
    stored = aws.client("s3").get_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=inspections.key_of(case, kept.id))
    assert stored["Body"].read() == PAPER
    accepted_by_another(case)
    assert filed(api, case, "signatures", clerk).status == 202
    proven = evidence_of(case, "spouse")["how"]
    assert (proven["presence"], proven["method"], proven["proof"]) == (kept.id, "signed_form", kept.evidence)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 409, "DOCUMENT_NOT_THERE"),
        (pdf("another"), 422, "DOCUMENT_CHANGED"),
        (b"no paper", 422, "DOCUMENT_CHANGED"),
    ],
)
def test_a_scan_that_is_not_there_or_is_not_what_was_said_proves_nothing(api, clerk, place, content, status, code):
    case = place("signatures")
    refused = scanned(api, case, clerk, content)
    assert refused.status == status and code in str(refused.body)
    assert casefile.load(case).presences == ()


def test_there_is_no_form_for_a_contract_that_is_not_there_and_for_nobody(api, clerk, submitted, login, borrower):
    assert scanned(api, submitted, clerk).body["code"] == "WRONG_STATUS"
    assert scanned(api, submitted, clerk, person="co_borrower_1").codes == {("NOT_A_CHOICE", "/person")}
    announced = {"content_type": "application/pdf"}
    assert api("POST", f"/v1/applications/{submitted}/signed-forms", announced, borrower).status == 403


@pytest.mark.parametrize("other", [{"act": "consents.credit"}, {"person": "borrower"}], ids=str)
@pytest.mark.parametrize("slot", ["the same", "another"])
def test_a_scan_stands_for_one_act_of_one_person(api, clerk, draft, slot, other):
    assert scanned(api, draft, clerk, act="consents.data").status == 201
    (kept,) = casefile.load(draft).presences
    again = scanned(api, draft, clerk, slot=kept.id if slot == "the same" else "", **{"act": "consents.data", **other})
    assert again.codes == {("SCAN_OF_ANOTHER_ACT", "/sha256")} and casefile.load(draft).presences == [kept]


def test_a_scan_that_is_kept_is_not_sent_over_and_its_half_hour_does_not_begin_anew(api, clerk, draft):
    first = scanned(api, draft, clerk, act="consents.data")
    (kept,) = casefile.load(draft).presences
    other = pdf("?")
    digest = hashlib.sha256(other).hexdigest()
    over = scanned(api, draft, clerk, other, slot=kept.id, act="consents.data", sha256=digest)
    assert over.codes == {("SCAN_OF_ANOTHER_ACT", "/sha256")}
    stored = aws.client("s3").get_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=inspections.key_of(draft, kept.id))
    assert stored["Body"].read() == PAPER
    assert scanned(api, draft, clerk, slot=kept.id, act="consents.data").body == first.body


def test_a_form_signed_for_some_departments_is_good_for_no_more(api, clerk, borrower, form):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    assert scanned(api, case, clerk, act="consents.data").status == 201
    accepted_by_another(case)
    existing = {"kind": "existing", "home": {"kind": "existing", "appraisal": "950000.00"}}
    assert api("PATCH", f"/v1/applications/{case}", existing, clerk, if_match='"1"').status == 200
    assert acted(api, case, "consents", clerk).body["code"] == "PRESENCE_REQUIRED"


def test_an_authorisation_signed_by_hand_says_so_and_not_that_its_giver_came(api, clerk, borrower, form):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    assert scanned(api, case, clerk, act="consents.credit").status == 201
    accepted_by_another(case)
    given = {"use": "credit", "version": words("credit"), "person": "spouse"}
    assert api("POST", f"/v1/applications/{case}/consents", given, clerk).status == 201
    (kept,) = casefile.load(case).consents
    content = aws.client("s3").get_object(Bucket=setting("BUCKET_ARCHIVE"), Key=kept["paper"]["key"])["Body"].read()
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", "")
    assert "本人未到窗口" in printed and kept["proof"] in printed and "签字表单编号" in printed
    assert "本人到窗口，经核验后签署" not in printed and "到场核验编号" not in printed


@pytest.mark.parametrize("renamed", [False, True], ids=["as signed", "renamed"])
def test_a_credit_authorisation_signed_by_hand_is_for_the_name_that_was_signed(api, clerk, borrower, form, renamed):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    assert scanned(api, case, clerk, act="consents.credit").status == 201
    accepted_by_another(case)
    name = "林改名" if renamed else form["people"][1]["name"]
    people = [form["people"][0], {**form["people"][1], "name": name}]
    assert api("PATCH", f"/v1/applications/{case}", {"people": people}, borrower, if_match='"1"').status == 200
    given = {"use": "credit", "version": words("credit"), "person": "spouse"}
    answer = api("POST", f"/v1/applications/{case}/consents", given, clerk)
    assert answer.body.get("code") == ("PRESENCE_REQUIRED" if renamed else None)
    assert len(casefile.load(case).consents) == (0 if renamed else 1)


def test_a_credit_authorisation_is_not_signed_by_hand_before_the_form_has_a_name(api, clerk, borrower, form):
    nameless = {name: value for name, value in form["people"][1].items() if name != "name"}
    case = api("POST", "/v1/applications", {**form, "people": [form["people"][0], nameless]}, borrower).body["id"]
    refused = scanned(api, case, clerk, act="consents.credit")
    assert refused.codes == {("NAME_AND_NUMBER_FIRST", "/person")} and not casefile.load(case).presences


def test_a_file_added_since_a_form_was_signed_to_submit_is_not_submitted_on_it(api, clerk, draft):
    assert scanned(api, draft, clerk, act="submit", person="borrower").status == 201
    accepted_by_another(draft)
    content = pdf("a receipt")
    file = {"content_type": "application/pdf", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    where = f"/v1/applications/{draft}"
    id = api("POST", f"{where}/documents", {"material": "B03", **file}, clerk).body["id"]
    key = inspections.incoming_key_of(draft, id)
    aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=content)
    assert api("POST", f"{where}/documents/{id}/verify", None, clerk).body["state"] == "verified"
    assert api("POST", f"{where}/submit", {}, clerk).body["code"] == "PRESENCE_REQUIRED"


def test_who_is_another_party_already_is_not_let_in_at_the_window(api, clerk, borrower, form, seen):
    people = [form["people"][0], {**form["people"][1], "id_number": BORROWER}]
    case = api("POST", "/v1/applications", {**form, "people": people}, borrower).body["id"]
    seen(BORROWER)
    assert shown(api, case, clerk).codes == {("PERSON_REPEATED", "/person")}
    assert shown(api, case, clerk, "borrower").status == 201
    assert set(casefile.load(case).people.values()) == {"borrower"}


def brought(api, case, clerk, content=PAPER, **said):
    """A scan of these bytes is announced, sent and looked at."""
    return scanned(api, case, clerk, content, **{"act": "consents.data", "sha256": sha(content), **said})


def looked_at(api, case, id, clerk, content=PAPER, **said):
    """These bytes are sent under that id and looked at."""
    key = inspections.incoming_key_of(case, id)
    aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=content)
    usual = {"person": "spouse", "act": "consents.data", "place": "W-1", "content_type": "application/pdf"}
    body = {**usual, "sha256": sha(content), **said}
    return api("POST", f"/v1/applications/{case}/signed-forms/{id}/verify", body, clerk)


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def opened(api, borrower, form):
    """A draft in which nobody has authorised anything."""
    return api("POST", "/v1/applications", form, borrower).body["id"]


@pytest.mark.parametrize("use", ["data", "credit"])
def test_a_form_signed_by_hand_is_spent_by_the_one_act_it_is_for(api, clerk, opened, use):
    assert brought(api, opened, clerk, act=f"consents.{use}").status == 201
    accepted_by_another(opened)
    given = {"use": use, "version": words(use), "person": "spouse"}
    assert api("POST", f"/v1/applications/{opened}/consents", given, clerk).status == 201
    case = casefile.load(opened)
    assert set(case.spent) == {case.presences[0].id}
    assert api("POST", f"/v1/applications/{opened}/consents", given, clerk).body["code"] == "PRESENCE_REQUIRED"


@pytest.mark.parametrize("act", SIGNED_FOR)
def test_every_act_on_a_form_spends_it_in_the_write_that_does_it(api, clerk, place, act):
    case = place(act)
    on_paper(case, act)
    assert filed(api, case, act, clerk).status < 300
    assert set(casefile.load(case).spent) == {"p1"}


def test_the_request_that_has_spent_a_form_may_be_repeated_and_no_other(draft):
    on_paper(draft, "submit")
    for _ in range(2):
        now = put(draft, spent={"p1": "r1"})
    with pytest.raises(Contended):
        put(draft, spent={"p1": "r2"})
    assert presence.present(now, "borrower", "clerk-1", "submit", "r1")
    assert presence.present(now, "borrower", "clerk-1", "submit", "r2") is None


def test_of_two_acts_at_once_on_one_form_one_is_done(api, clerk, opened, monkeypatch):
    on_paper(opened, "consents")
    given = consent.given

    def spent_meanwhile(*said, **how):
        put(opened, spent={"p1": "another"})
        return given(*said, **how)

    monkeypatch.setattr(consent, "given", spent_meanwhile)
    assert acted(api, opened, "consents", clerk).body["code"] == "PRESENCE_REQUIRED"
    assert casefile.load(opened).consents == []


def test_a_form_from_before_a_consent_was_taken_back_gives_it_no_more(api, clerk, spouse, borrower, opened):
    assert brought(api, opened, clerk).status == 201
    accepted_by_another(opened)
    code = api("POST", f"/v1/applications/{opened}/invitations", {"person": "spouse"}, borrower).body["code"]
    assert api("POST", "/v1/joins", {"code": code}, spouse).status == 201
    where = f"/v1/applications/{opened}/consents"
    assert api("POST", where, {"use": "data", "version": words("data")}, spouse).status == 201
    assert api("POST", f"{where}/withdrawals", {"use": "data"}, spouse).status == 200
    assert acted(api, opened, "consents", clerk).body["code"] == "PRESENCE_REQUIRED"
    signed, kept = casefile.load(opened).presences[-1].at, casefile.load(opened).consents
    put(opened, consents=[{**one, "withdrawn_at": signed} if one.get("withdrawn_at") else one for one in kept])
    assert acted(api, opened, "consents", clerk).body["code"] == "PRESENCE_REQUIRED", "nor one of that very moment"
    assert brought(api, opened, clerk, pdf("once more")).status == 201
    accepted_by_another(opened)
    of_another = {
        "id": "c9",
        "person": "borrower",
        "party": casefile.load(opened).applicant,
        "withdrawn_at": clock.stamp(),
    }
    before = casefile.load(opened).consents
    put(opened, consents=[*before, {**before[-1], **of_another}])
    assert acted(api, opened, "consents", clerk).status == 201, "what another has taken back is theirs alone"


@pytest.mark.parametrize("otherwise", [{}, {"act": "consents.credit"}, {"person": "borrower"}], ids=str)
def test_one_scan_is_kept_once_for_one_act_of_one_party(api, clerk, opened, otherwise):
    assert brought(api, opened, clerk).status == 201
    assert brought(api, opened, clerk, **otherwise).codes == {("SCAN_OF_ANOTHER_ACT", "/sha256")}
    assert len(casefile.load(opened).presences) == 1


def test_one_scan_stands_in_one_case_alone(api, clerk, borrower, opened, form):
    assert brought(api, opened, clerk).status == 201
    another = api("POST", "/v1/applications", form, borrower).body["id"]
    assert brought(api, another, clerk).codes == {("SCAN_OF_ANOTHER_ACT", "/sha256")}
    assert casefile.load(another).presences == ()


def test_what_is_kept_of_a_file_is_never_put_over(opened):
    s3, bucket = aws.client("s3"), setting("BUCKET_DOCUMENTS")
    for content, defect in ((PAPER, None), (PAPER, None), (pdf("!"), "DOCUMENT_CHANGED")):
        s3.put_object(Bucket=bucket, Key=inspections.incoming_key_of(opened, "d1"), Body=content)
        found, *_ = inspections.look_at(opened, "d1", "application/pdf", sha(content))
        assert found == defect
    assert s3.get_object(Bucket=bucket, Key=inspections.key_of(opened, "d1"))["Body"].read() == PAPER


def test_only_what_this_clerk_announced_as_a_signed_form_is_one(api, login, clerk, borrower, opened):
    paper = {"material": "B03", "content_type": "application/pdf", "size": len(PAPER), "sha256": sha(PAPER)}
    material = api("POST", f"/v1/applications/{opened}/documents", paper, borrower).body["id"]
    assert looked_at(api, opened, material, clerk).status == 404
    another, where = login("clerk", "clerk-2"), f"/v1/applications/{opened}/signed-forms"
    id = api("POST", where, {"content_type": "application/pdf"}, another).body["id"]
    assert looked_at(api, opened, id, clerk).status == 404
    assert looked_at(api, opened, id, another).status == 201


def test_the_version_of_the_scan_that_was_looked_at_is_kept(api, clerk, opened):
    s3, bucket = aws.client("s3"), setting("BUCKET_DOCUMENTS")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    assert brought(api, opened, clerk).status == 201
    (taken,) = casefile.load(opened).presences
    kept = s3.get_object(Bucket=bucket, Key=inspections.key_of(opened, taken.id), VersionId=taken.version)
    assert kept["Body"].read() == PAPER


def test_on_a_form_signed_to_sign_nobody_declines(api, clerk, place):
    case, decline = place("signatures"), {"decline": True, "person": "spouse"}
    on_paper(case, "signatures")
    assert api("POST", f"/v1/applications/{case}/signatures", decline, clerk).body["code"] == "PRESENCE_REQUIRED"
    assert not casefile.load(case).contract.declined
    present(case, "spouse")
    assert api("POST", f"/v1/applications/{case}/signatures", decline, clerk).status == 202


def test_one_result_of_the_terminal_stands_in_one_case_alone(api, clerk, borrower, form, seen):
    seen(SPOUSE)
    one, another = (api("POST", "/v1/applications", form, borrower).body["id"] for _ in range(2))
    assert shown(api, one, clerk).status == shown(api, one, clerk).status == 201
    assert shown(api, another, clerk).codes == {("PRESENCE_NOT_PROVEN", "/code")}
    assert casefile.load(another).presences == ()


def test_proofs_are_counted_by_the_day_and_not_over_the_life_of_a_case(api, login, draft, seen, monkeypatch):
    monkeypatch.setattr(presences, "A_DAY", 2)

    def be_there(who="clerk-1"):
        seen(SPOUSE)
        return shown(api, draft, login("clerk", who))

    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        assert [be_there().status, be_there().status] == [201, 201]
        assert be_there().codes == {("TOO_MANY_TODAY", "")}
        assert be_there("clerk-2").status == 201, "nobody uses up the others' room"
        time.shift(24 * 3600)
        assert be_there().status == 201
        monkeypatch.setattr(presences, "BY_ONE", 3)
        assert be_there().codes == {("TOO_MANY_TODAY", "")}
