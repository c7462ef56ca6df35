"""Two persons uphold a partner, who opens a file, what is told of papers handed out and of forms signed by hand: rule by rule, on built cases."""

from types import SimpleNamespace

import pytest

from chalicelib.api import by_hand, contested, handed, opening
from chalicelib.api.desk import upholding
from chalicelib.api.http.problem import Problem
from chalicelib.casework import clearing, lent
from chalicelib.casework.presence import SIGN, SIGNED_FORM
from chalicelib.records.presences import DENIED, Presence
from tests.given.refusals import refused

TASK = SimpleNamespace(id="t1", kind="dispute")


def call_of(case=None, audience="supervisor", centre="620100"):
    who = SimpleNamespace(subject="s1", person="p1", audience=audience, centre=centre)
    body = SimpleNamespace(decision="upheld", reason="why")
    return SimpleNamespace(who=who, body=body, case=case, path={"document": "d1"})


@pytest.fixture
def uphold(monkeypatch):
    """Upholds a dispute after what somebody has said of it before: the code, or what was done in order."""

    def upheld(before=None, changes=(), ended="", possible=True):
        done = []
        corrected = SimpleNamespace(changes=dict.fromkeys(changes, 1), told="told")

        def decide(case, id, word, who, told, *, expect, **said):
            done.append(("decided", id, word, who, told, {*expect.unchanged}, {*said}, said["reviews"][-1]))

        for place, name, known in [
            (clearing, "upheld", lambda case, task: corrected if possible else None),
            (upholding.actors, "hand", lambda call, role: {"hands": role}),
            (upholding.actors, "acting", lambda call: "supervisor:s1"),
            (upholding.upkeep, "release", lambda task: done.append(("released",))),
            (upholding.casefile, "amend", lambda case, *, expect, **said: done.append(("kept", {*expect.unchanged}, {*said}, said["reviews"][-1]))),
            (upholding.casefile, "load", lambda id: f"{id} now"),
            (upholding.decisions, "decide", decide),
            (lent, "agree", lambda case: done.append(("lent", case))),
            (upholding.taken, "answer", lambda case: done.append(("platform", case))),
            (upholding.tasks, "interrupt", lambda case: done.append(("interrupted", case))),
            (upholding.settlement, "resume", lambda case, by: done.append(("resumed", by))),
        ]:  # fmt: skip
            monkeypatch.setattr(place, name, known)
        said = [SimpleNamespace(task="t1.first", **before)] if before else []
        case = SimpleNamespace(
            id="c1", ended=ended, reviews=[SimpleNamespace(task="t0.first", by="s1", person="p1"), *said]
        )
        case.review = lambda *said: said
        try:
            upholding.uphold(call_of(case), TASK)
        except Problem as problem:
            done.append(problem.code)
        return done

    return upheld


ANOTHER = {"by": "s2", "person": "p2"}
# All that a correction rests on or puts right: of money, of the contract and the registry, of who was there and signed.
READ = {
    "reviews", "payment", "payment_notice", "bank_part", "mortgage", "contract", "leaving", "presences", "signatures", "documents",
}  # fmt: skip
REVIEW = ("dispute", "s1", "upheld", "why", "p1")


def test_the_first_word_is_kept_and_the_dispute_given_back_for_another_person(uphold):
    assert uphold() == [("kept", {"reviews"}, {"reviews", "hands"}, ("t1.first", *REVIEW)), ("released",)]


@pytest.mark.parametrize("before", [{"by": "s1", "person": "p2"}, {"by": "s2", "person": "p1"}])
def test_nobody_says_both_words_under_whatever_login(uphold, before):
    assert uphold(before) == [("released",), "FOUR_EYES"]


def test_where_nothing_follows_it_is_upheld_elsewhere(uphold):
    assert uphold(ANOTHER, possible=False) == ["UPHELD_ELSEWHERE"]


@pytest.mark.parametrize(
    ("changes", "ended", "then"),
    [
        (("mortgage",), "", []),
        (("payment",), "", [("resumed", "supervisor:s1")]),
        (("payment",), "2026-11-23", [("lent", "c1 now"), ("resumed", "supervisor:s1")]),
        (("bank_part",), "2026-11-23", [("resumed", "supervisor:s1")]),
        (("presences",), "", [("platform", "c1 now")]),
        (("withdrawal", "payment"), "", [("interrupted", "c1")]),
        (("results",), "", []),
    ],
)
def test_the_second_word_corrects_the_record_and_what_follows_is_done(uphold, changes, ended, then):
    decided, *after = uphold(ANOTHER, changes, ended)
    written = {"reviews", "hands", *changes}
    assert decided == (
        "decided",
        "t1",
        {"next": "upheld"},
        "s1",
        "told",
        READ | ({"results"} & {*changes}),
        written,
        ("t1", *REVIEW),
    )
    assert after == then


# Opening a file


@pytest.mark.parametrize(
    ("audience", "centre", "handled", "taken", "state", "code"),
    [
        ("reviewer", "620100", False, True, "verified", None),
        ("reviewer", "620100", True, False, "verified", None),
        ("reviewer", "620100", False, False, "verified", "CLAIM_FIRST"),
        ("reviewer", "620200", True, False, "verified", "CLAIM_FIRST"),
        ("reviewer", "620200", True, True, "verified", None),
        ("clerk", "620100", False, False, "verified", "CLAIM_FIRST"),
        ("supervisor", "620100", False, False, "verified", "CLAIM_FIRST"),
        ("supervisor", "620100", True, False, "verified", None),
        ("depositor", "", False, False, "verified", None),
        ("depositor", "", False, False, "announced", "NOT_FOUND"),
        ("reviewer", "620100", True, True, "rejected", "NOT_FOUND"),
        ("depositor", "", False, False, None, "NOT_FOUND"),
    ],
)
def test_a_file_is_opened_by_its_owner_and_who_works_on_the_case_once_it_was_looked_at(
    monkeypatch, audience, centre, handled, taken, state, code
):
    monkeypatch.setattr(opening.reaches, "has_taken", lambda call, wait: taken)
    monkeypatch.setattr(opening.tasks, "of_case", lambda id: ["wait"])
    monkeypatch.setattr(opening.documents, "link", lambda *said: said)
    monkeypatch.setattr(opening, "policy_of", lambda case: SimpleNamespace(materials=()))
    file = SimpleNamespace(
        state=state,
        content_type="c",
        version="v",
        material="B03",
        person=None,
        kept="",
        sha256="s",
        at="a",
        supplies=None,
    )
    case = SimpleNamespace(
        id="c1",
        centre="620100",
        hands={"p1": "verify"} if handled else {"p2": "verify"},
        documents={"d1": file} if state else {},
    )
    try:
        found = opening.opened(call_of(case, audience, centre)).body
    except Problem as problem:
        assert problem.code == code
    else:
        assert code is None and (found["link"], found["sha256"]) == (("c1", "d1", "c", "v"), "s")


@pytest.mark.parametrize(
    ("material", "supplies", "kept", "name", "sha256"),
    [
        ("B03", None, "", "合同", "said"), ("B03", "wish", "found", "合同", "found"),
        ("Z99", "wish", "", "MATERIAL_WANTED", "said"), ("Z99", None, "", "MATERIAL_OF_CONTEST", "said"),
    ],
)  # fmt: skip
def test_a_file_is_called_by_what_it_is_and_its_hash_is_of_the_bytes_that_are_kept(
    monkeypatch, material, supplies, kept, name, sha256
):
    monkeypatch.setattr(opening, "text", lambda code: code)
    rules = SimpleNamespace(materials=[SimpleNamespace(code="B03", name="合同")])
    one = SimpleNamespace(
        material=material, supplies=supplies, kept=kept, sha256="said", person="spouse", content_type="c", at="a"
    )
    found = opening._shown("d1", one, rules)
    assert (found["name"], found["sha256"], found["person"]) == (name, sha256, "spouse")


def test_of_files_those_are_listed_that_count_and_were_looked_at(monkeypatch):
    files = {n: SimpleNamespace(state=n) for n in ("verified", "announced", "rejected")}
    monkeypatch.setattr(opening.parties, "named", lambda case: {})
    monkeypatch.setattr(opening, "policy_of", lambda case: None)
    monkeypatch.setattr(opening.uploads, "counting", lambda case, named: files)
    monkeypatch.setattr(opening, "_shown", lambda id, one, rules: id)
    assert opening.papers(None) == ["verified"]


# What was handed out, what was signed by hand


def paper(name, party=None, replaced=False):
    return SimpleNamespace(
        name=name, sha256=name, party=party, replaced=replaced, is_for=lambda viewer: party in (None, viewer)
    )


@pytest.mark.parametrize(
    ("viewer", "own", "titles", "handed_to"),
    [
        ("spouse", "spouse", ["all", "theirs"], ["spouse"]),
        ("borrower", "borrower", ["all"], ["borrower"]),
        ("borrower", None, ["all"], ["borrower", "spouse"]),
    ],
)
def test_a_party_reads_of_their_papers_when_they_had_them_and_the_window_when_anybody_had(
    monkeypatch, viewer, own, titles, handed_to
):
    monkeypatch.setattr(handed.handing, "called", lambda paper, among: paper.name)
    monkeypatch.setattr(handed, "overtaken", lambda case, name: name == "theirs")
    given = [
        SimpleNamespace(person=who, papers=[what], how="post", agent=None, at="2026-11-23T17:00:00.000Z", tracking="")
        for who, what in (("borrower", "all"), ("spouse", "all"), ("borrower", "other"))
    ]
    case = SimpleNamespace(results=[paper("all"), paper("theirs", "spouse")], handed=given)
    found = handed.results(case, viewer, own)
    assert [one["title"] for one in found] == titles
    assert [one["person"] for one in found[0]["handed"]] == handed_to
    assert [one["replaced"] for one in found] == [False, True][: len(titles)]
    assert [one["papers"] for one in handed.every(case)] == [["all"], ["all"], []]


@pytest.mark.parametrize(
    ("how", "agent", "told"),
    [("window", None, "window"), ("window", "p9", "agent"), ("post", "p9", "post"), ("page", None, "page")],
)
def test_of_papers_handed_out_it_is_told_how_to_whom_and_on_which_day_here(monkeypatch, how, agent, told):
    monkeypatch.setattr(handed, "worded", lambda code, said: (code, said["day"]))
    one = SimpleNamespace(person="spouse", how=how, agent=agent, at="2026-11-23T17:00:00.000Z", tracking="")
    found = handed._told(one)
    assert (found["how"], found["text"]) == (told, (f"HANDED_{told.upper()}", "2026-11-24"))


@pytest.mark.parametrize(
    ("denied", "used", "method", "vouched", "void", "run_out", "state"),
    [
        (True, True, SIGNED_FORM, True, {}, False, DENIED),
        (False, True, SIGNED_FORM, False, {}, True, "USED"),
        (False, False, SIGNED_FORM, False, {}, True, "WAITING"),
        (False, False, SIGNED_FORM, False, {"at": "a"}, False, "VOID"),
        (False, False, SIGNED_FORM, True, {}, False, "KEPT"),
        (False, False, SIGNED_FORM, True, {}, True, "EXPIRED"),
        (False, False, "agent", False, {}, False, "KEPT"),
    ],
)
def test_a_form_signed_by_hand_waits_for_another_look_before_it_is_good_for_anything(
    monkeypatch, denied, used, method, vouched, void, run_out, state
):
    monkeypatch.setattr(by_hand, "is_denied", lambda one: denied)
    monkeypatch.setattr(by_hand, "is_used", lambda case, one: used)
    monkeypatch.setattr(by_hand.presence, "is_vouched", lambda one: vouched)
    monkeypatch.setattr(by_hand.presence, "has_run_out", lambda one: run_out)
    assert by_hand.state(None, SimpleNamespace(method=method, void=void)) == state


@pytest.mark.parametrize(
    ("values", "spent", "signed"),
    [
        ({}, ["f1"], True), ({}, [], False), ({"person": "borrower"}, ["f1"], False), ({"act": "submit"}, ["f1"], False), ({"about": "other"}, ["f1"], False),
        ({"method": "agent"}, ["f1"], False),
    ],
)  # fmt: skip
def test_a_contract_is_signed_on_paper_by_that_party_once_the_form_has_done_so(values, spent, signed):
    one = SimpleNamespace(
        **{"id": "f1", "person": "spouse", "act": SIGN, "about": "sha", "method": SIGNED_FORM, **values}
    )
    assert by_hand.is_signed(SimpleNamespace(presences=[one], spent=spent), "spouse", "sha") is signed


@pytest.mark.parametrize(
    ("minor", "own", "warning"),
    [(True, "1", "BY_HAND_REPRESENTED"), (False, None, "BY_HAND_PHONE_TYPED"), (False, "1", None)],
)
def test_who_looks_is_warned_where_word_of_it_goes_to_a_phone_that_another_has_typed(monkeypatch, minor, own, warning):
    monkeypatch.setattr(by_hand, "text", lambda code: code)
    monkeypatch.setattr(by_hand.parties, "is_minor", lambda case, key: minor)
    monkeypatch.setattr(by_hand.phones, "own", lambda case, key: own)
    assert by_hand._warning(None, SimpleNamespace(person="spouse")) == warning


def test_every_form_and_every_coming_of_an_agent_is_shown_with_the_scan_it_rests_on_also_once_it_is_void(monkeypatch):
    monkeypatch.setattr(by_hand, "state", lambda case, one: "VOID")
    monkeypatch.setattr(by_hand, "_warning", lambda case, one: None)
    monkeypatch.setattr(by_hand.documents, "link", lambda case, id: f"link to {id}")
    kept = {"party": "p2", "terminal": "W1", "at": "a", "by": "clerk-1", "evidence": "e"}
    seen = [
        Presence(id, "spouse", method=method, act=act, mandate=mandate, void=void, **kept)
        for id, method, act, mandate, void in (
            ("f1", SIGNED_FORM, "submit", None, {}),
            ("f2", SIGNED_FORM, "submit", None, {"at": "a", "by": "c"}),
            ("came", "id_card_and_face", "submit", "m1", {}),
            ("themselves", "id_card_and_face", None, None, {}),
        )
    ]
    found = by_hand.shown(SimpleNamespace(id="c1", presences=seen))
    assert [(one["id"], one["is_agent"], one["link"]) for one in found] == [
        ("f1", False, "link to f1"), ("f2", False, "link to f2"), ("came", True, "link to m1"),
    ]  # fmt: skip


@pytest.mark.parametrize(("is_barred", "told"), [(True, ("FOUR_EYES",)), (False, None)])
def test_who_has_found_what_is_contested_does_not_decide_it(monkeypatch, is_barred, told):
    asked: list = []
    monkeypatch.setattr(contested.contests, "is_barred", lambda *of: asked.append(of) or is_barred)
    task = SimpleNamespace(kind="verify", details={"looks": ["it"]})
    assert refused(contested.not_who_found_it, "case", task, "who") == told
    assert asked == [("case", "verify", {"looks": ["it"]}, "who")]
