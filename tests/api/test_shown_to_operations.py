"""What operations and whoever holds a paper are told of a case, each rule by itself: on built objects. Over HTTP: test_ops, test_verifying, test_prefill."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import prefilling
from chalicelib.api.ops import asked, cases, stopped
from chalicelib.api.public import verifying
from chalicelib.errors import CaseNotFound
from tests.given.case import held
from tests.given.refusals import answered, refused


@pytest.mark.parametrize(
    ("use", "operator", "who", "what", "about"),
    [
        ({"audience": "reviewer", "operator": "r1", "shown": "decision"}, "r1", "AUDIENCE_REVIEWER", "SHOWN_DECISION", None),
        ({"audience": "depositor", "operator": "p1", "kind": "look"}, None, "AUDIENCE_DEPOSITOR", "SHOWN_LOOK", None),
        ({"audience": "bank", "operator": "b1", "shown": "data-uses"}, None, "AUDIENCE_BANK", "SHOWN_DATA_USES", None),
        ({"asked_by": "check_homes", "agency": "tax", "subject": "spouse"}, None, "CheckHomes", "agency tax", "the spouse"),
    ],
)  # fmt: skip
def test_a_line_of_the_ledger_tells_operations_a_role_and_of_staff_alone_which_login(
    monkeypatch, use, operator, who, what, about
):
    monkeypatch.setattr(asked, "text_or", lambda otherwise, code: code)
    monkeypatch.setattr(asked, "partner", lambda name: f"agency {name}")
    monkeypatch.setattr(asked, "step", lambda name: name)
    monkeypatch.setattr(asked, "whom", lambda key: f"the {key}")
    line = asked._line({"number": 7, "hash": "h", "name": "of somebody", "answer": "told", **use})
    assert (line["operator"], line["who_text"], line["what_text"], line["about_text"]) == (operator, who, what, about)
    assert (line["number"], line["hash"]) == (7, "h") and not {"of somebody", "told", "p1", "b1"} & {*line.values()}


def test_a_line_of_the_timeline_is_filled_with_codes_of_the_catalogue_and_no_other_word(monkeypatch):
    monkeypatch.setattr(cases, "known", lambda code: code == "PARTY_SPOUSE")
    monkeypatch.setattr(cases, "said", lambda line: "CODE")
    monkeypatch.setattr(cases, "worded", lambda code, values: values)
    values = {"party": "PARTY_SPOUSE", "name": "林测试"}
    assert cases._worded(SimpleNamespace(values=values)) == {"party": "PARTY_SPOUSE", "name": "…"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("RESTART_MENDED", "RESTART_MENDED"),
        ("RESTART_MENDED：more", "RESTART_MENDED"),
        ("林测试 has called", "RESTART_OTHER"),
        ("", "RESTART_OTHER"),
    ],
)
def test_why_a_restart_is_asked_for_is_shown_in_our_words_alone(monkeypatch, said, shown):
    monkeypatch.setattr(stopped, "worded", lambda code: code)
    monkeypatch.setattr("chalicelib.records.casefile.CaseFile.reason_of", lambda case, review: said)
    told = stopped._asked(held(), SimpleNamespace(by="o1", at="t"))
    assert told == {"by": "o1", "at": "t", "reason": shown}


PAPER = SimpleNamespace(case="c1", code="k", title="t", issuer="i", on="2026-11-24", sha256="h", kind="contract")


@pytest.mark.parametrize(
    ("typed", "issued", "case", "state", "is_found"),
    [
        ("good", PAPER, "c1", "valid", True),
        ("good", PAPER, "c1", "void", True),  # and it is told that it stands no more
        ("a slip", PAPER, "c1", "valid", False),
        ("good", None, "c1", "valid", False),
        ("good", PAPER, None, "valid", False),
        ("good", PAPER, "c1", None, False),  # its case does not know it
    ],
)
def test_a_paper_is_found_by_its_code_as_long_as_its_case_knows_it(monkeypatch, typed, issued, case, state, is_found):
    def load(id):
        if case is None:
            raise CaseNotFound(id)
        return f"the case {id}"

    monkeypatch.setattr(verifying.paper_code, "read", lambda typed: "k" if typed == "good" else None)
    monkeypatch.setattr(verifying.issued, "find", lambda code: issued)
    monkeypatch.setattr(verifying.casefile, "load", load)
    monkeypatch.setattr(verifying.validity, "state", lambda case, paper: state)
    assert refused(verifying._found, typed) == (("the case c1", PAPER) if is_found else ("NOT_FOUND",))


@pytest.mark.parametrize(("like", "is_same"), [("same", True), ("copy", True), ("other", False)])
@pytest.mark.parametrize("kind", ["contract", "receipt"])
def test_whoever_holds_a_paper_is_told_what_it_is_and_whether_it_stands_and_nothing_of_anybody(
    monkeypatch, like, is_same, kind
):
    paper = SimpleNamespace(**{**vars(PAPER), "kind": kind})
    monkeypatch.setattr(verifying, "_found", lambda code: (held(number="n1"), paper))
    monkeypatch.setattr(verifying.validity, "likeness", lambda case, paper, sha256: like if sha256 == "s" else "wrong")
    monkeypatch.setattr(verifying.validity, "number", lambda case, paper: "n1")
    monkeypatch.setattr(verifying.validity, "state", lambda case, paper: "void")
    monkeypatch.setattr(verifying.paper_code, "written", lambda code: f"-{code}-")
    monkeypatch.setattr(verifying, "text", lambda code: code)
    call = SimpleNamespace(path={"code": "k"}, body=SimpleNamespace(sha256="s"))
    looked, compared = verifying.looked_up(call), verifying.compared(call)
    told = {
        "code": "-k-", "title": "t", "issuer": "i", "number": "n1", "issued_on": "2026-11-24", "state": "void",
        "state_text": "PAPER_IS_VOID", "sha256": "h",
    }  # fmt: skip
    of = "CONTRACT_" if kind == "contract" else ""
    assert looked.body == {**told, "same": None, "same_text": None}
    assert compared.body == {**told, "same": is_same, "same_text": f"PAPER_LIKE_{of}{like.upper()}"}
    assert {looked.headers["Cache-Control"], compared.headers["Cache-Control"]} == {"no-store"}


@pytest.mark.parametrize(
    ("audience", "is_open", "asker"),
    [
        ("depositor", True, ("spouse", "p2", "ticket", "system")),
        ("clerk", True, ("spouse", "p9", "", "p2")),  # of the party who is there, by the clerk's login
        ("depositor", False, ["WRONG_STATUS"]),
    ],
)
def test_what_agencies_know_is_asked_of_oneself_or_of_who_is_at_the_window_while_the_form_is_open(
    monkeypatch, audience, is_open, asker
):
    asks: list = []
    monkeypatch.setattr(prefilling.actors, "party", lambda call, person: "spouse")
    monkeypatch.setattr(prefilling.actors, "present", lambda call, key: SimpleNamespace(party="p9"))
    monkeypatch.setattr(prefilling, "form_is_open", lambda case: is_open)
    monkeypatch.setattr(prefilling.prefill, "asked", lambda case, who: asks.append(who) or case)
    told: list = []
    monkeypatch.setattr(prefilling.prefilled, "fields", lambda case, *of: told.append(of) or ([], []))
    who = SimpleNamespace(audience=audience, subject="p2", ticket="ticket")
    case = held(people={"p9": "spouse"})
    found = answered(prefilling.known, SimpleNamespace(case=case, query={}, who=who))
    if isinstance(asker, list):
        assert (found, asks) == (asker, [])
    else:
        assert found.body["person"] == "spouse"
        assert [(one.key, one.party, one.ticket, one.operator) for one in asks] == [asker]
        assert told == [asker[:2]], "and of them alone it is told"
