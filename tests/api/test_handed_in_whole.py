"""Who of staff and parties may act, and what keeps a form from being handed in, each rule by itself. Over HTTP: test_who_may, test_hands, test_submission."""

from types import SimpleNamespace

import pytest

from chalicelib.api import access, actors, whose
from chalicelib.api.applicant import complete, submission
from chalicelib.api.http.problem import Defect
from chalicelib.casework import commitments
from chalicelib.domain.status import Status
from chalicelib.records.casefile import Changes, Expect
from tests.given.case import held
from tests.given.refusals import refused


@pytest.mark.parametrize(
    ("to", "holder", "code", "told"),
    [
        ("", "s1", "FOUR_EYES", None),  # giving up what one has oneself is right
        ("r2", "s1", "FOUR_EYES", ("FOUR_EYES",)),
        ("", "r1", "FOUR_EYES", ("FOUR_EYES",)),
        ("", None, "OWN_CASE", ("NOT_FOUND",)),
        ("r2", "r1", "RELATIVE", ("NOT_FOUND",)),
        ("r2", "r1", None, None),
    ],
)
def test_nobody_chooses_who_decides_their_own_case_or_finding_or_takes_it_away(monkeypatch, to, holder, code, told):
    monkeypatch.setattr(access.tasks, "get", lambda id: SimpleNamespace(claimed_by=holder))
    monkeypatch.setattr(access.claims, "may_not_place", lambda case, task, who: code if who.login == "s1" else None)
    who = SimpleNamespace(subject="s1", person="person-s1", audience="supervisor")
    call = SimpleNamespace(who=who, path={"task": "t1"}, body=SimpleNamespace(to=to), case=SimpleNamespace(id="c1"))
    assert refused(access.give, call) == told


DOUBTER = {"apart": None, "found": False, "bearing": [], "taken": [], "untrue": True, "audience": "reviewer", "status": Status.REVIEWING, "centre": "620100"}  # fmt: skip
CLAIM = ("CLAIM_FIRST",)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, None),
        ({"apart": "OWN_CASE"}, ("NOT_FOUND",)),
        ({"apart": "RECUSED", "found": True}, ("RECUSED",)),
        ({"found": True, "untrue": False, "centre": "620200"}, None),
        ({"bearing": ["t1", "t2"], "taken": ["t2"], "untrue": False}, None),
        ({"bearing": ["t1"], "taken": ["t9"]}, CLAIM),
        ({"bearing": ["t1"], "taken": []}, CLAIM),
        ({"untrue": False}, CLAIM),
        ({"centre": "620200"}, CLAIM),
        ({"untrue": False, "audience": "supervisor"}, CLAIM),
        ({"untrue": False, "audience": "supervisor", "status": Status.DISBURSED}, None),
        ({"untrue": False, "status": Status.DISBURSED}, CLAIM),
    ],
)
def test_who_says_that_a_word_is_untrue_has_what_bears_on_it_in_hand_or_there_is_nothing(monkeypatch, values, told):
    world = SimpleNamespace(**DOUBTER | values)
    monkeypatch.setattr(access.hands, "apart", lambda case, person: world.apart if person == "person-s1" else None)
    monkeypatch.setattr(commitments, "has_found", lambda case, who: world.found)
    monkeypatch.setattr(commitments, "bears", lambda task: task in world.bearing)
    monkeypatch.setattr(access.tasks, "of_case", lambda id: ["t1", "t2", "t9"])
    monkeypatch.setattr(access, "has_taken", lambda call, task: task in world.taken)
    who = SimpleNamespace(subject="s1", person="person-s1", audience=world.audience, centre=world.centre)
    case = SimpleNamespace(id="c1", status=world.status, centre="620100")
    assert refused(access.doubt, SimpleNamespace(who=who, body=SimpleNamespace(untrue=world.untrue), case=case)) == told


@pytest.mark.parametrize(
    ("act", "values", "told"),
    [
        ("phone", {"apart": "RECUSED", "taken": True}, ("NOT_FOUND",)),
        ("phone", {}, ("CLAIM_FIRST",)),
        ("phone", {"holder": "s1"}, ("CLAIM_FIRST",)),
        ("phone", {"holder": "r9"}, ("TASK_TAKEN",)),
        ("phone", {"taken": True}, None),
        ("handle", {}, None),
        ("handle", {"barred": "FOUR_EYES"}, ("FOUR_EYES",)),
        ("handle", {"centre": "620200"}, ("CLAIM_FIRST",)),
        ("handle", {"centre": "620200", "taken": True}, None),
        ("handle", {"centre": "620200", "taken": True, "barred": "FOUR_EYES"}, ("FOUR_EYES",)),
        ("take_on", {"centre": "620200"}, None),
        ("take_on", {"barred": "RELATIVE"}, ("NOT_FOUND",)),
    ],
)
def test_who_stands_in_or_phones_has_the_task_in_hand_and_nobody_acts_in_a_role_that_is_closed(
    monkeypatch, act, values, told
):
    world = {"apart": None, "taken": False, "holder": None, "barred": None, "centre": "620100"} | values
    task = SimpleNamespace(kind="first_review", claimed_by=world["holder"])
    monkeypatch.setattr(access.tasks, "get", lambda id: task)
    monkeypatch.setattr(access.hands, "apart", lambda case, person: world["apart"])
    monkeypatch.setattr(access.hands, "role_in", lambda case, kind: f"role of {kind}")
    monkeypatch.setattr(actors.hands, "barred", lambda case, who, role: world["barred"] if role == "role of first_review" else "")  # fmt: skip
    monkeypatch.setattr(actors.hands, "with_role", lambda case, who, role: role)
    monkeypatch.setattr(access, "has_taken", lambda call, task: world["taken"])
    who = SimpleNamespace(subject="s1", person="person-s1", audience="reviewer", centre=world["centre"])
    call = SimpleNamespace(who=who, path={"task": "t1"}, case=SimpleNamespace(id="c1", centre="620100"))
    assert refused(access.ACTS[act], call) == told


@pytest.mark.parametrize(
    ("audience", "given", "key"),
    [
        ("depositor", None, "spouse"),
        ("depositor", "spouse", "spouse"),
        ("depositor", "borrower", None),
        ("depositor", "parent", None),
        ("clerk", "borrower", "borrower, who is there"),
        ("clerk", "parent", None),
        ("clerk", None, None),
        ("reviewer", "borrower", None),
    ],
)
def test_an_act_is_ones_own_or_at_the_window_that_of_who_is_named_and_there(monkeypatch, audience, given, key):
    there = []
    monkeypatch.setattr(actors, "person", lambda call, case: "spouse" if audience == "depositor" else None)
    monkeypatch.setattr(actors, "consented", lambda call, case: "once")
    monkeypatch.setattr(actors.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(actors, "present", lambda call, key: there.append(key))
    if audience != "depositor":
        monkeypatch.setattr(actors, "consented", lambda call, case: None)
    call = SimpleNamespace(case=None, who=SimpleNamespace(audience=audience))
    found = refused(actors.party, call, given)
    if key is None:
        assert (found, there) == (("INVALID_REQUEST", "NOT_A_CHOICE"), [])
    else:
        assert (found, there) == (key.partition(",")[0], [given] if "there" in key else [])


@pytest.mark.parametrize(
    ("audience", "act", "changes"),
    [
        ("depositor", "submit", {}),
        ("clerk", None, {"hands": {"person-c1": "window"}}),
        ("clerk", "submit", {"hands": {"person-c1": "window"}, "spent": {"d1": "r1"}}),
    ],
)
def test_an_act_at_the_window_leaves_the_clerks_hand_and_spends_the_form_it_was_done_on(
    monkeypatch, audience, act, changes
):
    monkeypatch.setattr(actors.hands, "at_window", lambda case: "window")
    monkeypatch.setattr(actors.hands, "barred", lambda case, who, role: None)
    monkeypatch.setattr(actors.hands, "with_role", lambda case, who, role: role)
    monkeypatch.setattr(actors, "present", lambda call, key: SimpleNamespace(id="d1", act=act))
    who = SimpleNamespace(audience=audience, subject="c1", person="person-c1")
    assert actors.once(SimpleNamespace(id="r1", case=None, who=who), "spouse") == changes


@pytest.mark.parametrize(
    ("to", "who", "audience", "there", "reads"),
    [
        ("", "p1", "depositor", False, True),
        ("", "p2", "depositor", False, True),
        ("", "c1", "clerk", False, True),
        ("borrower", "p1", "depositor", False, True),
        ("borrower", "p2", "depositor", False, False),
        ("borrower", "c1", "clerk", False, True),
        ("spouse", "p2", "depositor", False, True),
        ("spouse", "p1", "depositor", False, False),
        ("spouse", "c1", "clerk", False, False),
        ("spouse", "c1", "clerk", True, True),
    ],
)
def test_what_one_party_alone_is_asked_the_window_reads_while_they_are_there(
    monkeypatch, to, who, audience, there, reads
):
    monkeypatch.setattr(whose, "person", lambda call, case: {"p1": "borrower", "p2": "spouse"}.get(call.who.subject))
    monkeypatch.setattr(whose.presence, "present", lambda case, key, *_: "proof" if there and key == "spouse" else None)
    case = SimpleNamespace(notice=SimpleNamespace(to=to))
    call = SimpleNamespace(case=case, who=SimpleNamespace(subject=who, audience=audience), act="corrections", id="r1")
    assert whose.reads_notice(call) is reads


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, []),
        ({"lacks": ["data"]}, ["CONSENT_DATA_MISSING"]),
        ({"lacks": ["data"], "changed": ["data"]}, ["CONSENT_DATA_CHANGED"]),
        ({"lacks": ["credit"]}, ["CONSENT_CREDIT_MISSING"]),
        ({"lacks": ["data", "credit"], "is_in": "p2"}, ["CONSENT_DATA_MISSING", "CONSENT_CREDIT_MISSING"]),
        ({"lacks": ["data", "credit"], "is_in": "p9"}, ["PARTY_NOT_CONFIRMED"]),  # who came was another
        ({"lacks": ["data", "credit"]}, ["PARTY_NOT_CONFIRMED"]),
        ({"lacks": ["data", "credit"], "changed": ["data"]}, ["CONSENT_DATA_CHANGED", "CONSENT_CREDIT_MISSING"]),
    ],
)
def test_who_has_not_come_in_is_told_to_be_so_and_of_others_which_consent_is_missing(monkeypatch, values, found):
    monkeypatch.setattr(complete.parties, "asked_of", lambda form, rules: ())
    monkeypatch.setattr(
        complete.parties, "lacking", lambda case, form, key, who, uses, of: list(values.get("lacks", []))
    )
    monkeypatch.setattr(complete.parties, "reworded", lambda case, key, who, uses: values.get("changed", []))
    monkeypatch.setattr(complete, "asked", lambda rules, key: ["data", "credit"])
    case = SimpleNamespace(people={values["is_in"]: "spouse"} if "is_in" in values else {})
    form = {"people": [{}, {"key": "spouse"}]}
    told = list(complete._unauthorised(case, form, {"spouse": "p2"}, None))
    assert [(one.code, one.field) for one in told] == [(code, "/people/1") for code in found]


@pytest.mark.parametrize(
    ("person", "strangers", "handled", "told"),
    [
        ({"key": "spouse"}, [], {"p2"}, [1]),
        ({"key": "spouse"}, ["/people/0"], {"p2"}, [1]),
        ({"key": "spouse"}, ["/people/1"], {"p2"}, []),  # whoever typed their number learns nothing of them
        ({"key": "spouse"}, [], {"p1"}, [0]),
        ({"key": "spouse"}, [], {"p1", "p2"}, [0, 1]),
        ({"key": "co_borrower"}, [], {None, ""}, []),  # no number is typed
        ({}, [], {None, ""}, []),
    ],
)
def test_who_has_handled_the_case_for_the_centre_is_no_party_of_it(monkeypatch, person, strangers, handled, told):
    monkeypatch.setattr(complete.hands, "have_handled", lambda case, who: who in handled)
    form, who = {"people": [{"key": "borrower"}, person]}, {"borrower": "p1", "spouse": "p2"}
    found = [(one.code, one.field) for one in complete._of_staff(None, form, who, strangers)]
    assert found == [("PARTY_HANDLED_IT", f"/people/{place}/id_number") for place in told]


LACKS = Defect("MATERIAL_MISSING", "/documents/B03")


@pytest.fixture
def hand_in(monkeypatch):
    """Hands in a form: the refusal, or what the case keeps."""

    def hand_in(
        party="borrower",
        *,
        defects=(),
        applicant="p1",
        centre="620100",
        how=None,
        unauthorised=(),
        staff=(),
        words=(),
        **more,
    ):
        monkeypatch.setattr(complete, "policy_of", lambda case: None)
        monkeypatch.setattr(complete.completeness, "defects", lambda form, rules, day: defects)
        monkeypatch.setattr(complete.parties, "references", lambda form: {"borrower": "p1", "spouse": "p2"})
        monkeypatch.setattr(complete, "_unauthorised", lambda *_: [Defect(*one) for one in unauthorised])  # fmt: skip
        monkeypatch.setattr(complete.hands, "have_handled", lambda case, who: who in staff)
        monkeypatch.setattr(complete.uploads, "counting", lambda case, who: {"d1": "file"})
        monkeypatch.setattr(complete.naming, "live", lambda case, form, who: {"k": "live"})
        monkeypatch.setattr(complete.documents, "verified", lambda files: {"B03": ["d1"]})
        monkeypatch.setattr(complete.documents, "kept", lambda files: {"B03": ["bytes"]})
        monkeypatch.setattr(complete.materials, "tolerated", lambda case: {"tolerated": ["B09"]})
        monkeypatch.setattr(complete.evidence, "of", lambda call, party: how or {"channel": "app"})
        monkeypatch.setattr(complete.actors, "acting", lambda call: "who")
        monkeypatch.setattr(complete.delivering, "by_form", lambda *_, is_own: Changes(deliveries={"own": is_own}))
        monkeypatch.setattr(complete.voiding, "by_form", lambda case, form: {})
        monkeypatch.setattr(complete.revisions, "digest_of_files", lambda files: [*files])
        monkeypatch.setattr(complete.revisions, "digest_of_replies", lambda case: "replies")
        monkeypatch.setattr(complete, "reference", lambda kind, number: f"{kind} {number}")
        case = SimpleNamespace(applicant=applicant, centre="620100", consents=["all"], revision=7, sent=[])
        form = {
            "people": [{"key": "borrower"}, {"key": "spouse"}],
            "centre": centre,
            "home": {"unit_number": "u"},
            "declarations": ["judged by nobody"],
            "commitments": words,
        }
        monkeypatch.setattr("chalicelib.api.applicant.committing.with_proof", lambda call, form: [*form["commitments"]])
        found = refused(complete.handed_in, SimpleNamespace(case=case), form, party, **more)
        return found if isinstance(found, tuple) else found

    return hand_in


def test_kept_are_the_form_the_files_and_consents_it_rests_on_and_the_act(hand_in):
    kept = hand_in(lacking=[LACKS], as_it_is=True)
    sent = kept["application"].pop("sent")[-1]
    assert kept["application"]["home"] == {"unit_number": "u"} and kept["application"]["whole"]
    assert kept["application"]["declarations"] == ["judged by nobody"]
    assert (sent["revision"], sent["by"], sent["channel"], sent["files"]) == (7, "who", "app", ["d1"])
    assert sent["lacking"] == [["MATERIAL_MISSING", "/documents/B03"]]
    assert kept["application"]["consents"] == ["live"] and kept["application"]["documents"] == {"B03": ["d1"]}
    assert kept["application"]["papers"] == {"B03": ["bytes"]} and kept["application"]["tolerated"] == ["B09"]
    assert (kept["parties"], kept["people"]) == ({"borrower": "p1", "spouse": "p2"}, {"p1": "borrower", "p2": "spouse"})
    assert (kept["edited"], kept["consents"], kept["unit"]) == ({}, ["all"], "unit u")
    assert "lacking" not in hand_in()["application"]["sent"][-1]


@pytest.mark.parametrize(
    ("party", "how", "own"),
    [("borrower", None, True), ("spouse", None, False), ("borrower", {"agent": "p7"}, False)],
)
def test_what_the_form_says_of_delivery_is_the_borrowers_own_word_alone(hand_in, party, how, own):
    assert hand_in(party, how=how)["deliveries"] == {"own": own}


def test_a_word_ticked_in_the_form_is_kept_with_the_proof_and_where_none_is_those_before_stay(hand_in):
    assert hand_in(words=["no other home"])["commitments"] == ["no other home"]
    assert "commitments" not in hand_in()


BROKEN = [SimpleNamespace(code="FIELD_MISSING", field="/home", values=())]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"defects": BROKEN}, ("FORM_INCOMPLETE", "FIELD_MISSING")),
        ({"defects": BROKEN, "lacking": [LACKS]}, ("FORM_INCOMPLETE", "FIELD_MISSING", "MATERIAL_MISSING")),
        ({"defects": BROKEN, "lacking": [LACKS], "as_it_is": True}, ("FORM_INCOMPLETE", "FIELD_MISSING")),
        ({"lacking": [LACKS]}, ("STILL_LACKING", "MATERIAL_MISSING")),
        ({"applicant": "p2"}, ("FORM_INCOMPLETE", "BORROWER_NOT_APPLICANT")),
        ({"centre": "620200"}, ("FORM_INCOMPLETE", "CENTRE_FIXED")),
        ({"unauthorised": [("PARTY_NOT_CONFIRMED", "/people/1")]}, ("FORM_INCOMPLETE", "PARTY_NOT_CONFIRMED")),
        # Of who has not come in nobody learns whether they, or whose relative, have handled it.
        (
            {"unauthorised": [("PARTY_NOT_CONFIRMED", "/people/1")], "staff": ["p2"]},
            ("FORM_INCOMPLETE", "PARTY_NOT_CONFIRMED"),
        ),
        (
            {"unauthorised": [("CONSENT_DATA_MISSING", "/people/1")], "staff": ["p2"]},
            ("FORM_INCOMPLETE", "CONSENT_DATA_MISSING", "PARTY_HANDLED_IT"),
        ),
    ],
)
def test_what_is_wrong_is_told_whole_and_what_lacks_may_be_handed_in_knowing_it(hand_in, values, told):
    assert hand_in(**values) == told


def test_nobody_hands_in_over_what_has_changed_since():
    assert complete.as_read(held(revision=7, status="DRAFT")) == Expect(
        status={Status.DRAFT}, revision=7, unchanged=("people", "consents", "documents", "presences", "replies", "tolerances", "commitments", "deliveries"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "at", "now", "done"),
    [
        (Status.DRAFT, None, Status.SUBMITTED, ["as shown", "kin of p1", "addresses", "written", "started"]),
        (Status.DRAFT, None, Status.VERIFYING, ["as shown", "kin of p1", "addresses", "written"]),  # another began it
        (Status.SUBMITTED, "t0", None, ["started"]),
        (Status.VERIFYING, "t0", None, []),
        (Status.WITHDRAWN, None, None, ("WRONG_STATUS",)),
    ],
)
def test_a_form_is_handed_in_once_as_it_was_shown_and_again_only_starts_its_road(monkeypatch, status, at, now, done):
    did, wrote = [], {}
    monkeypatch.setattr(submission.revisions, "as_shown", lambda call: did.append("as shown"))
    monkeypatch.setattr(submission.materials, "lacking", lambda case: [LACKS])
    monkeypatch.setattr(submission, "handed_in", lambda call, form, **said: Changes(parties={"b": "p1"}, of=said))
    monkeypatch.setattr(submission.tracing, "new_trace_id", lambda: "new trace")
    monkeypatch.setattr(submission, "received_now", lambda case: "today")
    monkeypatch.setattr(submission.clock, "stamp", lambda: "t1")
    monkeypatch.setattr(submission.actors, "once", lambda call, key: Changes(spent={"of": key}))
    monkeypatch.setattr(submission.relatives, "note", lambda who: did.append(f"kin of {' '.join(who)}"))
    monkeypatch.setattr(submission.delivering, "note", lambda case, changes: did.append("addresses"))
    monkeypatch.setattr(submission, "as_read", lambda case: "as read")
    monkeypatch.setattr(submission.casefile, "amend", lambda case, told, **said: did.append("written") or wrote.update(said, told=told))  # fmt: skip
    monkeypatch.setattr(submission.casefile, "event", lambda code: code)
    monkeypatch.setattr(submission.casefile, "load", lambda id: SimpleNamespace(id=id, status=now))
    monkeypatch.setattr(submission.starting, "start", lambda case: did.append("started"))
    case = SimpleNamespace(id="c1", status=status, submitted_at=at, trace="", form={})
    found = refused(submission.submit, SimpleNamespace(case=case, body=SimpleNamespace(incomplete=True)))
    if isinstance(done, tuple):
        assert (found, did) == (done, [])
        return
    assert did == done and found.body["status"] == (now or status)
    if wrote:
        said = {name: wrote[name] for name in ("trace", "status", "submitted_at", "received_on", "spent", "expect")}
        assert said == {
            "trace": "new trace", "status": Status.SUBMITTED, "submitted_at": "t1", "received_on": "today", "spent": {"of": "borrower"}, "expect": "as read",
        }  # fmt: skip
        assert wrote["told"] == "SUBMITTED"
        assert wrote["of"] == {"lacking": [LACKS], "as_it_is": True}
