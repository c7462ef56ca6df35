"""Who signs a contract or gives their word, in which words, and who gets papers, each rule by itself. Over HTTP: test_signing, test_owing, test_handing_out."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import collecting, committing, contract_shown, owing, revisions, signing
from chalicelib.domain import electronic
from chalicelib.domain.status import Status
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.commitments import Commitment, Tolerance
from chalicelib.records.handouts import HandOut
from tests.given.refusals import refused

HAND = Changes(hands={"c1": "window"})
AGREED = {"agreed": electronic.VERSION}


@pytest.fixture
def sign(monkeypatch):
    """One party's word on the contract: the refusal, or what was done with which proof."""
    done = []
    monkeypatch.setattr(signing.actors, "acting", lambda call: "who")
    monkeypatch.setattr(signing.actors, "party", lambda call, given: given)
    monkeypatch.setattr(signing.actors, "once", lambda call, party: HAND)
    monkeypatch.setattr(signing.signing, "decline", lambda case, *said: done.append(("declined", *said)))
    monkeypatch.setattr(signing.signing, "sign", lambda case, *said: done.append(("signed", *said)))
    monkeypatch.setattr(signing.casefile, "load", lambda id: SimpleNamespace(unsigned=["spouse"]))
    monkeypatch.setattr(signing.clock, "today", lambda: date(2026, 11, 23))

    def sign(body, *, method="pin", born=date(2000, 1, 1), signs=True, declines=True, contract=True):
        done.clear()
        monkeypatch.setattr(signing.evidence, "of", lambda call, party: {"method": method})
        monkeypatch.setattr(signing, "may_be_signed", lambda case: signs)
        monkeypatch.setattr(signing, "may_be_declined", lambda case: declines)
        application = SimpleNamespace(party=lambda key: SimpleNamespace(birth=born))
        found = SimpleNamespace(sha256="contract") if contract else None
        case = SimpleNamespace(id="c1", contract=found, application=application)
        said = SimpleNamespace(**{"person": "borrower", "sha256": None, "decline": False, "agreed": None} | body)
        found = refused(signing.sign_or_decline, SimpleNamespace(case=case, body=said))
        return found if isinstance(found, tuple) else done[0]

    return sign


CONTRACT, DECLINE = {"sha256": "contract"}, {"decline": True}


def test_a_contract_is_signed_in_the_words_in_force_that_are_kept_with_it(sign):
    how = {"how": {"method": "pin"}, "agreed": signing.evidence.words("ELECTRONIC_SIGNING", electronic.VERSION)}
    assert sign(CONTRACT | AGREED) == ("signed", "borrower", "contract", "who", how, HAND)
    assert sign(CONTRACT | AGREED, declines=False)[0] == "signed"


def test_on_paper_it_is_signed_and_by_word_declined_without_any_words_agreed_to(sign):
    on_paper = {"how": {"method": "signed_form"}}
    assert sign(CONTRACT, method="signed_form") == ("signed", "borrower", "contract", "who", on_paper, HAND)
    assert sign(DECLINE, signs=False, born=date(2020, 1, 1)) == ("declined", "borrower", "who", {"how": {"method": "pin"}}, HAND)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "values", "told"),
    [
        ({}, {}, ("INVALID_REQUEST", "MISSING")),
        (CONTRACT | DECLINE, {}, ("INVALID_REQUEST", "UNEXPECTED")),
        (CONTRACT | AGREED, {"signs": False}, ("WRONG_STATUS",)),
        (DECLINE, {"declines": False}, ("WRONG_STATUS",)),
        (CONTRACT | AGREED, {"contract": False}, ("WRONG_STATUS",)),
        ({"sha256": "another"} | AGREED, {}, ("INVALID_REQUEST", "SIGNED_OTHER_CONTRACT")),
        ({"sha256": "another"}, {"method": "signed_form"}, ("INVALID_REQUEST", "SIGNED_OTHER_CONTRACT")),
        (CONTRACT | AGREED, {"method": "signed_form"}, ("INVALID_REQUEST", "SIGNED_NOT_ELECTRONICALLY")),
        (CONTRACT, {}, ("INVALID_REQUEST", "ELECTRONIC_NOT_AGREED")),
        (CONTRACT | {"agreed": "0"}, {}, ("INVALID_REQUEST", "ELECTRONIC_NOT_AGREED")),
        (CONTRACT | AGREED, {"born": date(2008, 11, 24)}, ("LEGAL_REPRESENTATIVE",)),
    ],
)
def test_nobody_is_bound_who_has_not_said_so_of_this_contract_in_these_words(sign, body, values, told):
    assert sign(body, **values) == told


def test_who_is_of_age_today_signs(sign):
    assert sign(CONTRACT | AGREED, born=date(2008, 11, 23))[0] == "signed"


@pytest.mark.parametrize(
    ("void_at", "voided_at", "denied", "state", "void"),
    [
        (None, None, None, "VALID", None),
        (None, None, "DENIED", "DENIED", None),
        ("t1", None, "DENIED", "SET_ASIDE", "t1"),
        ("t1", "t2", "DENIED", "VOID", "t1"),
        (None, "t2", None, "VOID", "t2"),
    ],
)
@pytest.mark.parametrize(("by_hand", "how"), [(True, "BY_HAND"), (False, "ELECTRONIC")])
def test_a_signature_is_shown_as_it_stands_and_how_it_was_made(
    monkeypatch, void_at, voided_at, denied, state, void, by_hand, how
):
    monkeypatch.setattr(contract_shown, "text", lambda code: code)
    monkeypatch.setattr(contract_shown, "link", lambda key: f"link to {key}")
    monkeypatch.setattr(contract_shown.denied, "of_signature", lambda case, key: denied)
    monkeypatch.setattr(contract_shown.by_hand, "is_signed", lambda case, *of: by_hand and of == ("spouse", "of then"))
    monkeypatch.setattr(contract_shown, "may_be_signed", lambda case: not voided_at)
    contract = SimpleNamespace(number="n", sha256="of now", bank="B01", key="k", voided_at=voided_at)
    signature = SimpleNamespace(at="t0", sha256="of then", void_at=void_at)
    case = SimpleNamespace(contract=contract, signed=[], unsigned=["spouse"], signatures={"spouse": signature})
    shown = contract_shown.shown(case)
    assert shown["waiting_for"] == ([] if voided_at else ["spouse"])
    assert (shown["link"], shown["sha256"], shown["electronic"]["version"]) == ("link to k", "of now", electronic.VERSION)  # fmt: skip
    (one,) = shown["signatures"]
    assert one == {
        "person": "spouse", "at": "t0", "sha256": "of then", "void_at": void, "state_text": f"SIGNATURE_{state}", "how": how, "how_text": f"SIGNATURE_{how}",
    }  # fmt: skip


WORDS = "I bring the deed within 5 days"
VERSION = revisions.of_words(WORDS)
KEY = "B03"
RULES = SimpleNamespace(tolerance={KEY: {"office_days": 5}})


@pytest.fixture
def choose(monkeypatch):
    """The word to bring a material later: the refusal, or what was written, if anything was."""
    written = []
    monkeypatch.setattr(owing, "policy_of", lambda case: RULES)
    monkeypatch.setattr(owing, "text", lambda code, name, days: f"I bring the {name} within {days} days")
    monkeypatch.setattr(
        owing, "offered", lambda form, rules: [SimpleNamespace(code="B03", name="deed", subject="home")]
    )
    monkeypatch.setattr(owing.materials, "draft", lambda case: "form")
    monkeypatch.setattr(owing.owed, "shown", lambda case: [])
    monkeypatch.setattr(owing.parties, "named", lambda case: {"borrower": "p1"})
    monkeypatch.setattr(owing.evidence, "of", lambda call, key: {"of": key})
    monkeypatch.setattr(owing.actors, "acting", lambda call: "who")
    monkeypatch.setattr(owing.actors, "once", lambda call, key: Changes(spent={"of": key}))
    monkeypatch.setattr(owing.clock, "stamp", lambda: "t1")
    monkeypatch.setattr(owing.casefile, "event", lambda *said, **more: (*said, more["name"]))
    monkeypatch.setattr(owing.casefile, "amend", lambda case, told, **more: written.append({"told": told, **more}))
    monkeypatch.setattr(owing.wanted, "after_edit", lambda case: written.append("looked at anew"))

    def choose(key=KEY, version=VERSION, before=None, *, is_open=True, accepted=None):
        written.clear()
        monkeypatch.setattr(owing, "form_is_open", lambda case: is_open)
        told = {
            "id": "c1",
            "status": Status.DRAFT,
            "revision": 7,
            "edited": {"/loan": 3},
            "accepted_on": accepted,
            "is_submitted": False,
        }
        case = SimpleNamespace(**told, tolerances={"other": "other"} | ({KEY: before} if before else {}))
        monkeypatch.setattr(owing.casefile, "load", lambda id: case)
        found = refused(owing.choose, SimpleNamespace(case=case, body=SimpleNamespace(upload_as=key, version=version)))
        return found if isinstance(found, tuple) else written

    return choose


def before(party="p1", version=VERSION):
    return Tolerance("t0", "who", party, version, WORDS)


@pytest.mark.parametrize("earlier", [None, before("p9"), before(version="other words")])
def test_the_word_to_bring_it_later_is_the_applicants_in_the_words_that_were_shown(choose, earlier):
    wrote, then = choose(before=earlier)
    assert then == "looked at anew"
    assert wrote == {
        "told": ("OWED_CHOSEN", f"{KEY}.t1", "deed"),
        "expect": Expect(status={Status.DRAFT}, revision=7, unchanged=("tolerances",)),
        "tolerances": {"other": "other", KEY: Tolerance("t1", "who", "p1", VERSION, WORDS, {"of": "borrower"})},
        "revision": 8,
        "edited": {"/loan": 3, f"/tolerances/{KEY}": 8},
        "spent": {"of": "borrower"},
    }


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"before": before()}, []),
        ({"key": "B99"}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        ({"version": "other words"}, ("INVALID_REQUEST", "COMMITMENT_CHANGED")),
        ({"is_open": False}, ("WRONG_STATUS",)),
        ({"accepted": "2026-11-20"}, ("WRONG_STATUS",)),
    ],
)
def test_what_is_not_offered_now_is_not_chosen_and_the_same_word_again_changes_nothing(choose, values, told):
    assert choose(**values) == told


BEFORE = {"revision": 7, "form": "f", "files": "those of then", "by": "me"}


@pytest.fixture
def bring(monkeypatch):
    """Brings what was uploaded of what is owed: the refusal, or what was handed in, if anything was."""
    from chalicelib.casework import bringing

    brought = []
    monkeypatch.setattr(owing.parties, "named", lambda case: {})
    monkeypatch.setattr(owing.uploads, "counting", lambda case, named: {})
    monkeypatch.setattr(owing.documents, "verified", lambda files: {KEY: ["d2"], "B09": ["d9"]})
    monkeypatch.setattr(owing.owing, "left", lambda case: {KEY: SimpleNamespace(name="deed")})
    monkeypatch.setattr(owing.evidence, "of", lambda call, key: {"of": key})
    monkeypatch.setattr(owing.revisions, "digest_of_files", lambda files: "these files")
    monkeypatch.setattr(owing.clock, "stamp", lambda: "t1")
    monkeypatch.setattr(owing, "policy_of", lambda case: RULES)
    monkeypatch.setattr(owing, "form_is_open", lambda case: False)
    monkeypatch.setattr(owing.owed, "shown", lambda case: [])
    monkeypatch.setattr(owing.actors, "acting", lambda call: "who")
    monkeypatch.setattr(owing.actors, "once", lambda call, key: HAND)
    monkeypatch.setattr(bringing, "bring", lambda case, *said: brought.append(said))

    def bring(there, papers, *, read=False, taken=True):
        brought.clear()
        monkeypatch.setattr(owing.documents, "kept", lambda files: {KEY: there, "B09": ["other"]})
        monkeypatch.setattr(owing.owing, "is_taken", lambda case: taken)
        monkeypatch.setattr(owing.owing, "is_being_read", lambda case, key: read)
        sealed = {"loan": "l", "documents": {"B01": ["d1"]}, "papers": {"B01": ["one"], **(papers or {})}}
        application = SimpleNamespace(papers=papers)
        case = SimpleNamespace(id="c1", revision=8, application=application, as_sealed=sealed, sent=[BEFORE])
        monkeypatch.setattr(owing.casefile, "load", lambda id: case)
        found = refused(owing.bring, SimpleNamespace(case=case))
        return found if isinstance(found, tuple) else brought

    return bring


@pytest.mark.parametrize("papers", [None, {}, {KEY: ("earlier",)}])
def test_what_is_owed_and_new_is_handed_in_beside_what_was_with_the_act(bring, papers):
    ((new, sealed, hand),) = bring(["now"], papers)
    assert (new, hand) == ({KEY: ["now"]}, HAND)
    act = {"revision": 7, "form": "f", "files": "these files", "at": "t1", "by": "who", "of": "borrower"}
    assert sealed == {
        "loan": "l", "documents": {"B01": ["d1"], KEY: ["d2"]}, "papers": {"B01": ["one"], KEY: ["now"]}, "sent": [BEFORE, act],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("there", "papers", "values", "told"),
    [
        (["now"], {KEY: ("now",)}, {"read": True}, []),
        (["now"], {KEY: ("now",)}, {}, ("FORM_INCOMPLETE", "MATERIAL_MISSING")),
        ([], None, {}, ("FORM_INCOMPLETE", "MATERIAL_MISSING")),
        (["now"], None, {"taken": False}, ("WRONG_STATUS",)),
    ],
)
def test_the_same_files_bring_nothing_and_nothing_is_brought_where_nothing_is_owed(bring, there, papers, values, told):
    assert bring(there, papers, **values) == told


SINGLE = SimpleNamespace(text="I am single", sort="commitment", when=None)
FOUND = {"untrue_at": "t0", "found_by": "r1", "finder": "person-r1", "note": "sealed"}


@pytest.mark.parametrize(
    ("earlier", "made_at"),
    [(None, "t1"), ("p1 same", "t0"), ("p1 other", "t1"), ("p9 same", "t1")],
)
def test_a_word_is_whose_in_which_words_and_what_was_found_of_it_stays_whoever_gives_it_anew(
    monkeypatch, earlier, made_at
):
    monkeypatch.setattr(committing, "policy_of", lambda case: SimpleNamespace(declarations={"SINGLE": SINGLE}))
    monkeypatch.setattr(committing.parties, "references", lambda form: {"borrower": "p1"})
    monkeypatch.setattr(committing.evidence, "of", lambda call, key: {"of": key})
    monkeypatch.setattr(committing.actors, "acting", lambda call: "who")
    monkeypatch.setattr(committing.clock, "stamp", lambda: "t1")
    version, kept = revisions.of_words(SINGLE.text), {"ANOTHER": "kept"}
    if earlier:
        party, same = earlier.split()
        kept["SINGLE"] = Commitment("t0", "w", party, version if same == "same" else "old", "words", {}, **FOUND)
    case = SimpleNamespace(applicant="p1", commitments=kept)
    found = committing.with_proof(SimpleNamespace(case=case), {"commitments": ["SINGLE", "UNKNOWN"]})
    one = found.pop("SINGLE")
    assert found == {"ANOTHER": "kept"} and one.at == made_at
    assert {name: getattr(one, name) for name in FOUND} == (FOUND if earlier else dict.fromkeys(FOUND, ""))
    if made_at == "t1":
        assert (one.by, one.party, one.version, one.words, one.how) == ("who", "p1", version, SINGLE.text, {"of": "borrower"})  # fmt: skip


@pytest.mark.parametrize(
    ("code", "version", "values", "told"),
    [
        ("SINGLE", revisions.of_words("I am single"), {"is_open": False}, ("WRONG_STATUS",)),
        ("NONE", revisions.of_words("I am single"), {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        ("CHILD", revisions.of_words("I am single"), {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),  # no commitment
        ("AWAY", revisions.of_words("I am single"), {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),  # not of this form
        ("SINGLE", "others", {}, ("INVALID_REQUEST", "COMMITMENT_CHANGED")),
        ("SINGLE", revisions.of_words("I am single"), {}, {"/commitments": 8}),
        ("UNSAID", revisions.of_words("unsaid"), {}, {"/commitments": 8}),
        ("SINGLE", revisions.of_words("I am single"), {"made": ["SINGLE"]}, {"/commitments": 8}),
        ("SINGLE", revisions.of_words("I am single"), {"kept": "new"}, {"/commitments": 8}),
        ("SINGLE", revisions.of_words("I am single"), {"made": ["SINGLE"], "kept": "new"}, None),
    ],
)
def test_a_word_is_given_once_on_what_is_offered_in_the_words_that_were_shown(monkeypatch, code, version, values, told):
    declared = {
        "SINGLE": SimpleNamespace(text="I am single", sort="commitment", when=True),
        "CHILD": SimpleNamespace(text="I am single", sort="statement", when=True),
        "AWAY": SimpleNamespace(text="I am single", sort="commitment", when=False),
        "UNSAID": SimpleNamespace(text="unsaid", sort="commitment", when=None),
    }
    written = []
    monkeypatch.setattr(committing, "policy_of", lambda case: SimpleNamespace(declarations=declared))
    monkeypatch.setattr(committing.circumstances, "of_form", lambda form, rules: None)
    monkeypatch.setattr(committing.circumstances, "holds", lambda when, facts: when)
    monkeypatch.setattr(committing, "form_is_open", lambda case: values.get("is_open", True))
    monkeypatch.setattr(committing, "with_proof", lambda call, form: "new")
    monkeypatch.setattr(committing.actors, "once", lambda call, key: Changes(spent={"of": key}))
    monkeypatch.setattr(committing.casefile, "load", lambda id: None)
    monkeypatch.setattr(committing.casefile, "amend", lambda case, **more: written.append(more))
    monkeypatch.setattr(committing.wanted, "after_edit", lambda case: written.append("looked at anew"))
    monkeypatch.setattr(committing, "_answer", lambda case, status: status)
    form = {"commitments": values["made"]} if "made" in values else {}
    case = SimpleNamespace(
        id="c1", form=form, commitments=values.get("kept", "old"), revision=7, status=Status.DRAFT, edited={}
    )
    found = refused(committing.commit, SimpleNamespace(case=case, body=SimpleNamespace(code=code, version=version)))
    if told is None or isinstance(told, tuple):
        assert (found, written) == (told or 201, [])
        return
    wrote, then = written
    assert then == "looked at anew" and wrote["form"] == {"commitments": [code]}
    assert (wrote["commitments"], wrote["revision"], wrote["spent"]) == ("new", 8, {"of": "borrower"})
    assert wrote["expect"] == Expect(status={Status.DRAFT}, revision=7, unchanged=("commitments",))
    assert wrote["edited"] == told


@pytest.fixture
def post(monkeypatch):
    """Sends a party their papers: the refusal, or the letter and what was written down."""
    done = []
    paper = [SimpleNamespace(name=f"{name}.pdf", sha256=name) for name in ("one", "two")]
    monkeypatch.setattr(collecting.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(collecting.actors, "at_window", lambda call: HAND)
    monkeypatch.setattr(collecting.clock, "stamp", lambda: "t1")
    monkeypatch.setattr(collecting.delivering, "place_in_words", lambda to: to)
    monkeypatch.setattr(collecting.handing, "record", lambda case, one, changes: done.append((one, changes)))
    monkeypatch.setattr(collecting.handing, "note", lambda case, one, **more: done.append((one, more)))

    def post(person="spouse", *, place="home", by_id_card=False, owed=1, before=None, letter=None):
        done.clear()
        monkeypatch.setattr(collecting.delivery, "place", lambda form, key: place)
        monkeypatch.setattr(collecting.handing, "done", lambda case, id: before)
        monkeypatch.setattr(collecting.handing, "owed", lambda case, key: paper[:owed])
        case = SimpleNamespace(id="c1", form={}, is_submitted=False, results=paper, handed=[letter] if letter else [])
        body = SimpleNamespace(person=person, by_id_card=by_id_card, tracking="EMS1")
        who = SimpleNamespace(subject="c1", person="person-c1")
        found = refused(collecting.send, SimpleNamespace(id="r1", case=case, body=body, who=who))
        return found if isinstance(found, tuple) else (found.body, done)

    return post


LETTER = HandOut("r1", "spouse", "p2", "post", "t1", ["one"], "c1", tracking="EMS1", to="home")


def test_a_letter_is_recorded_and_stands_in_the_ledger_with_what_is_in_it_and_who_sent_it(post):
    body, done = post()
    assert done == [(LETTER, HAND), (LETTER, {"person": "person-c1"})]
    assert (body["to"], body["tracking"], body["items"]) == ("home", "EMS1", [{"name": "one.pdf", "sha256": "one"}])


@pytest.mark.parametrize("values", [{"before": LETTER}, {"letter": LETTER}])
def test_a_letter_is_sent_once_whoever_says_so_again(post, values):
    body, done = post(owed=2, **values)
    assert done == [(LETTER, {"person": "person-c1"})] and len(body["items"]) == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"person": "co_owner_1"}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        ({"owed": 0}, ("WRONG_STATUS",)),
        ({"person": "borrower", "letter": LETTER}, ("INVALID_REQUEST", "LETTER_OF_ANOTHER")),
        ({"place": ""}, ("INVALID_REQUEST", "NO_ADDRESS")),
    ],
)
def test_a_letter_is_one_partys_with_something_in_it_and_an_address(post, values, told):
    assert post(**values) == told


@pytest.mark.parametrize(("place", "to"), [("home", "home"), ("", "id_card")])
def test_papers_go_to_the_address_of_an_identity_card_where_the_form_has_none(post, place, to):
    assert post(place=place, by_id_card=True)[0]["to"] == to


@pytest.mark.parametrize(
    ("receipt", "announced", "version", "told"),
    [
        (None, False, None, {"how": "electronic", "evidence": "e"}),
        ("d1", True, "v1", {"how": "scan", "document": "d1", "sha256": "s", "version": "v1"}),
        ("d1", True, None, {"how": "scan", "document": "d1", "sha256": "s"}),
        ("d1", False, "v1", ("INVALID_REQUEST", "DOCUMENT_ABSENT")),
    ],
)
def test_who_gets_papers_has_signed_at_the_terminal_or_on_a_scan_that_this_clerk_announced(
    monkeypatch, receipt, announced, version, told
):
    asked = ("c1", "d1", "clerk-1")
    monkeypatch.setattr(collecting.proofs, "is_announced", lambda *of: announced and of == asked)
    monkeypatch.setattr(collecting.signed_forms, "look_at", lambda *of: version)
    said = SimpleNamespace(document=receipt, sha256="s") if receipt else None
    who = SimpleNamespace(subject="clerk-1")
    call = SimpleNamespace(case=SimpleNamespace(id="c1"), who=who, body=SimpleNamespace(receipt=said))
    assert refused(collecting._signed, call, SimpleNamespace(evidence="e")) == told


@pytest.mark.parametrize(
    ("key", "for_key", "sha256", "opens"),
    [("spouse", "spouse", "s", True), ("spouse", "borrower", "s", False), ("spouse", "spouse", "t", False), (None, None, "s", False)],
)  # fmt: skip
def test_a_paper_is_opened_by_whose_it_is_once_that_is_written_down(monkeypatch, key, for_key, sha256, opens):
    done = []
    monkeypatch.setattr(collecting.whose, "person", lambda call, case: key)
    monkeypatch.setattr(collecting.handing, "by_page", lambda case, *said: done.append(said[:2]))
    monkeypatch.setattr(collecting, "_shown", lambda case, paper: done.append("link"))
    paper = SimpleNamespace(sha256="s", is_for=lambda asked: asked == for_key)
    case, who = SimpleNamespace(id="c1", results=[paper]), SimpleNamespace(subject="p2")
    found = refused(collecting.opened, SimpleNamespace(case=case, path={"paper": sha256}, who=who))
    assert done == ([("spouse", "p2"), "link"] if opens else []) and opens != (found == ("NOT_FOUND",))


@pytest.mark.parametrize(("is_open", "offered"), [(True, [("SINGLE", "I am single")]), (False, [])])
def test_what_may_be_met_by_a_word_is_told_in_its_words_while_the_form_is_open(monkeypatch, is_open, offered):
    monkeypatch.setattr(committing, "form_is_open", lambda case: is_open)
    monkeypatch.setattr(committing, "_offered", lambda case: {"SINGLE": "I am single"})
    monkeypatch.setattr(committing.committed, "shown", lambda case: ["made"])
    told = committing.listed(SimpleNamespace(case=SimpleNamespace(id="c1", revision=7))).body
    assert [(one["code"], one["words"]) for one in told["offered"]] == offered and told["made"] == ["made"]
    assert all(one["version"] == revisions.of_words(one["words"]) for one in told["offered"])
