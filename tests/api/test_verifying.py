"""文书验真: whoever holds a paper learns what it is and whether it stands, and nothing about anybody."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.public import verifying
from chalicelib.casework import accepting, papers, validity
from chalicelib.domain import paper_code as codes
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event
from chalicelib.records.presences import DENIED
from tests.given.case import put
from tests.papers.conftest import NOTICE


@pytest.fixture
def issued(platform, submitted):
    """A letter of acceptance that the case has handed out: the paper, and its code."""
    case = casefile.load(submitted)
    paper = papers.made(case, "acceptance.pdf", NOTICE)
    put(submitted, results=[paper])
    return paper, code_of(platform, paper)


def code_of(platform, paper):
    return next(
        one["code"]["S"] for one in platform.items("registers") if one.get("sha256", {}).get("S") == paper.sha256
    )


def test_a_paper_is_found_by_its_code_however_that_is_typed(api, issued):
    paper, code = issued
    for typed in (code, codes.written(code), code.lower(), codes.written(code).lower()):
        found = api("GET", f"/v1/verify/{typed}")
        assert found.status == 200 and found.body["state"] == "valid" and found.body["sha256"] == paper.sha256
    assert found.body["number"].endswith("号") and found.body["title"] == NOTICE.head.title
    assert found.headers["Cache-Control"] == "no-store"


def test_nothing_of_anybody_is_told(api, issued, form):
    _, code = issued
    said = str(api("GET", f"/v1/verify/{code}").body) + api("GET", f"/v1/verify/page?code={code}").body
    for person in form["people"]:
        assert person["name"] not in said and person["id_number"] not in said
    assert form["home"]["location"] not in said


def test_a_slip_a_guess_and_what_was_never_issued_get_one_answer(platform, api, issued, submitted):
    _, code = issued
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    guess = codes.drawn(lambda signs: signs[7])
    never = code_of(platform, papers.made(casefile.load(submitted), "refused.pdf", replace(NOTICE, opening="未发出。")))
    answers = [api("GET", f"/v1/verify/{one}") for one in (slip, guess, never, "x", "1" * 40)]
    assert {(one.status, one.body["code"]) for one in answers} == {(404, "NOT_FOUND")}
    assert len({tuple(sorted((k, str(v)) for k, v in one.body.items() if k != "trace")) for one in answers}) == 1


def test_a_file_is_compared_by_its_digest(api, issued):
    paper, code = issued
    compare = lambda sha: api("POST", f"/v1/verify/{code}", {"sha256": sha}).body["same"]  # noqa: E731
    assert compare(paper.sha256) is True and compare("0" * 64) is False
    assert api("POST", f"/v1/verify/{code}", {"sha256": "x"}).codes == {("WRONG_FORMAT", "/sha256")}


def test_what_another_has_taken_the_place_of_says_so(platform, api, issued, submitted):
    _, code = issued
    case = casefile.load(submitted)
    newer = papers.made(case, "acceptance.pdf", replace(NOTICE, opening="更正。"))
    put(submitted, results=accepting.papers(case.results, newer))
    assert api("GET", f"/v1/verify/{code}").body["state"] == "superseded"


def test_what_names_a_limit_that_counts_no_more_since_the_case_was_reopened_says_so_on_the_page_too(
    api, borrower, issued, submitted
):
    _, code = issued
    for reopened, state in (("2026-11-23", "valid"), ("2026-11-24", "superseded")):
        put(submitted, accepted_on="2026-11-23", reopened_on=reopened)
        assert api("GET", f"/v1/verify/{code}").body["state"] == state
    (shown,) = api("GET", f"/v1/applications/{submitted}/track", who=borrower).body["results"]
    assert shown["replaced"]
    case = casefile.load(submitted)
    for values, state in (({}, False), ({"reopened": "1"}, True)):
        answered = replace(case, events={"CORRECTED.2": Event("2026-11-24T01:00:00.000Z", "CORRECTED", values)})
        assert validity.overtaken(answered, "correction-2.pdf") == validity.overtaken(answered, "hold-2.pdf") == state


def test_what_says_how_far_a_case_is_says_that_it_has_ended_once_it_has(api, issued, submitted):
    _, code = issued
    assert api("GET", f"/v1/verify/{code}").body["state"] == "valid"
    for status in ("DISBURSED", "REFUSED", "WITHDRAWN"):
        put(submitted, status=status)
        shown = api("GET", f"/v1/verify/{code}").body
        assert (shown["state"], shown["state_text"]) == ("closed", "真实；所涉办件已办结")


@pytest.mark.parametrize(
    ("then", "state"),
    [
        ({"status": "DISBURSED"}, "valid"),
        ({"status": "CANCELLED"}, "void"),
        ({"status": "WITHDRAWN"}, "void"),
        ({"status": "DISBURSED", "payment": {"serial": "P1", "status": "overturned"}}, "void"),
    ],
)
def test_what_says_there_is_a_loan_is_void_where_there_is_none(platform, api, submitted, then, state):
    from chalicelib.documents.approval import Approval

    case = casefile.load(submitted)
    values = {name: "" for name in Approval.__annotations__ if name not in ("KIND", "head")}
    value = Approval(
        head=NOTICE.head,
        **{name: () if "tuple" in str(Approval.__annotations__[name]) else text for name, text in values.items()},
    )
    paper = papers.made(case, "approval.pdf", value)
    put(submitted, results=[{"name": paper.name, "key": paper.key, "sha256": paper.sha256}], **then)
    assert api("GET", f"/v1/verify/{code_of(platform, paper)}").body["state"] == state


@pytest.mark.parametrize("over", ["withdrawn_at", "void_at"])
def test_an_authorisation_on_paper_is_void_once_it_was_taken_back_or_the_form_names_them_no_more(over):
    def found(**given):
        case = SimpleNamespace(consents=[{"paper": {"sha256": "b"}}, {"paper": {"sha256": "a"}, **given}, {}])
        return validity.state(case, SimpleNamespace(kind="authorisation", sha256="a"))

    assert (found(), found(**{over: "2026-11-24T00:00:00.000Z"}), found(paper={})) == ("valid", "void", None)


def test_a_contract_stands_once_everybody_has_signed_it_and_until_it_is_void(platform, api, submitted):
    from tests.given.case import CONTRACT

    case = casefile.load(submitted)
    drawn = papers.made(case, "acceptance.pdf", NOTICE)
    code = code_of(platform, drawn)
    entry = verifying.issued.find(code)
    contract = {**CONTRACT, "sha256": drawn.sha256}
    with pytest.MonkeyPatch.context() as kind:
        kind.setattr(
            verifying.issued, "find", lambda _: replace(entry, kind="contract", name="contract.pdf", number="")
        )
        put(submitted, contract=contract)
        shown = api("GET", f"/v1/verify/{code}").body
        assert (shown["state"], shown["number"]) == ("pending", CONTRACT["number"]), "nobody has signed it"
        assert "不含签章" in api("POST", f"/v1/verify/{code}", {"sha256": drawn.sha256}).body["same_text"]
        signed = {key: {"sha256": drawn.sha256} for key in ("borrower", "spouse", "bank")}
        put(submitted, **{f"signatures.{key}": one for key, one in signed.items()})
        put(submitted, results=[{"name": "contract.pdf", "key": "k", "sha256": "e" * 64}])
        assert api("GET", f"/v1/verify/{code}").body["state"] == "valid"
        assert "已签章" in api("POST", f"/v1/verify/{code}", {"sha256": "e" * 64}).body["same_text"]
        by_agent = {
            "id": "p",
            "person": "borrower",
            "party": "p1",
            "method": "signed_form",
            "act": "agent",
            "acts": ["results"],
        }
        by_hand = {**by_agent, "act": "signatures", "acts": [], "about": drawn.sha256}
        kind.setattr(CaseFile, "application", None)  # whoever holds a paper has no application opened by looking
        denial = {"at": "2026-11-24T00:00:00.000Z", "by": "borrower", "why": DENIED}
        for void, state in (
            ({**by_agent, "void": {"at": "2026-11-24T00:00:00.000Z", "by": "borrower"}}, "valid"),
            ({**by_agent, "void": denial}, "valid"),
            ({**by_hand, "void": denial}, "questioned"),
            ({**by_hand, "void": {**denial, "resolved_by": "clerk"}}, "valid"),
            ({**by_hand, "act": "submit", "void": {**denial, "upheld_by": "s1"}}, "forged"),
        ):
            put(
                submitted,
                presences=[void | dict.fromkeys(("terminal", "at", "by", "evidence"), "")],
                spent={"p": "signatures"},
            )
            assert api("GET", f"/v1/verify/{code}").body["state"] == state, void
        forged = {"sha256": drawn.sha256, "void_at": "2026-11-24T00:00:00.000Z"}
        put(submitted, presences=[])  # whatever is known of why
        for payment, state in ((None, "pending"), ({"serial": "JK1P1", "status": "paid"}, "forged")):
            put(submitted, **{"signatures.borrower": forged}, payment=payment)
            assert api("GET", f"/v1/verify/{code}").body["state"] == state, (
                "until it is paid they may sign it themselves"
            )
        by_then = {**by_hand, "void": {**denial, "upheld_by": "s1"}}
        for signed_at, state in (("2026-11-23", "forged"), ("2026-11-25", "valid")):
            put(
                submitted,
                presences=[by_then | dict.fromkeys(("terminal", "at", "by", "evidence"), "")],
                status="DISBURSED",
                **{"signatures.borrower": {"sha256": drawn.sha256, "at": f"{signed_at}T00:00:00.000Z"}},
            )
            assert api("GET", f"/v1/verify/{code}").body["state"] == state, (
                "after the end a forged one is made void no more"
            )
        put(submitted, **{"signatures.borrower": signed["borrower"]}, payment=None, presences=[], status="SIGNING")
        for then in (
            {"voided_at": f"{date.today()}T00:00:00.000Z"},
            {"declined": {"party": "spouse", "at": "2026-11-23T00:00:00.000Z"}},
        ):
            put(submitted, contract={**contract, **then})
            assert api("GET", f"/v1/verify/{code}").body["state"] == "void"
        put(submitted, contract=contract, status="CANCELLED")
        assert api("GET", f"/v1/verify/{code}").body["state"] == "void"


def test_the_letter_of_an_end_stands_for_as_long_as_the_case_has_ended_so(platform, api, submitted):
    drawn = papers.made(casefile.load(submitted), "refused-spouse.pdf", NOTICE)
    code = code_of(platform, drawn)
    entry = verifying.issued.find(code)
    with pytest.MonkeyPatch.context() as kind:
        kind.setattr(verifying.issued, "find", lambda _: replace(entry, kind="ending"))
        for status, name, state in (
            ("REFUSED", drawn.name, "valid"),
            ("DISBURSED", drawn.name, "void"),
            ("CANCELLED", "released-co_owner_1.pdf", "valid"),
            ("VERIFYING", "released-co_owner_1.pdf", "void"),
        ):
            entry = replace(entry, name=name)
            put(submitted, results=[drawn], status=status)
            assert api("GET", f"/v1/verify/{code}").body["state"] == state


def test_the_page_tells_a_slip_from_a_paper_that_is_not_there_and_prints_what_was_typed_as_it_stands(api, issued):
    _, code = issued
    page = lambda typed: api("GET", f"/v1/verify/page?code={typed}")  # noqa: E731
    shown = page(codes.written(code))
    assert NOTICE.head.title in shown.body and "有效" in shown.body and 'src="page.js"' in shown.body
    assert f"<dd>{NOTICE.head.day}</dd>" in shown.body and NOTICE.head.on not in shown.body
    assert (
        "script-src 'self'; connect-src 'self'" in shown.headers["Content-Security-Policy"]
        and "unsafe-inline'; script" not in shown.headers["Content-Security-Policy"]
    )
    assert "验真码有误" in page(code[:-1]).body
    assert "没有这份文书" in page(codes.drawn(lambda signs: signs[3])).body
    assert "<b>" not in page("%22%3E%3Cb%3Ex").body
    for odd in ("%00", "汉", "{}", "%ff%fe", "'", "-"):
        assert page(odd).status == 200 and "验真码有误" in page(odd).body
    assert "dl" not in api("GET", "/v1/verify/page").body.split("<form")[1]
    script = api("GET", "/v1/verify/page.js")
    assert (
        script.status == 200
        and "SHA-256" in script.body
        and script.headers["Content-Type"].startswith("text/javascript")
    )
