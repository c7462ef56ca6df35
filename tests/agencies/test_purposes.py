"""What an agency is asked for (用途) is written beside the call; policy knows every matter and material that stands there."""

import ast
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.agencies import credit_bureau, exchange, former, fund_core, registry
from chalicelib.agencies.purpose import is_unnamed
from chalicelib.errors import PreconditionFailed
from infra.tools.policy import COMPILED
from tests.agencies.conftest import HOUSE, trees
from tests.given.answers import purpose
from tests.given.application import of_sample

ABOUT_NOBODY = "M0"  # a number in the hall
MATERIAL = re.compile(r"[A-D]\d\d")  # docs/domain.md 1.3


def asked() -> Iterator[tuple[str, str]]:
    """The place of every call of `about`, and the matter it names."""
    for path, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "about":
                matter = call.args[1]
                assert isinstance(matter, ast.Constant), f"{path}: write the matter down: {ast.unparse(call)}"
                yield f"{path.relative_to(HOUSE)}:{call.lineno}", matter.value


def materials() -> set[str]:
    """Every material an agency names, in a call or in a table of its own."""
    texts = (node.value for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if MATERIAL.fullmatch(str(text))}


def known(family: str) -> set[str]:
    """The codes of a family that the province's policy has at any time."""
    base = json.loads(COMPILED.read_text(encoding="utf-8"))["base"]
    return {name.removeprefix(f"{family}.") for name in base if name.startswith(f"{family}.")}


@pytest.mark.parametrize(("place", "matter"), list(asked()))
def test_every_call_of_an_agency_is_for_a_matter_the_policy_knows(place, matter):
    assert matter in {*known("matters"), ABOUT_NOBODY}


@pytest.mark.parametrize("material", sorted(materials()))
def test_what_an_answer_replaces_is_a_material_the_policy_knows(material):
    assert material in known("materials")


def test_the_exchange_is_told_who_asks_for_what_and_the_ledger_whose_data_on_which_signed_paper_too():
    of = of_sample(1)
    signed = tuple(replace(one, signed="5" * 64) if one.use == "credit" else one for one in of.consents)
    asked = replace(purpose(of), operator="C001", parties={"spouse": "person_s"}, consents=signed)
    use, given = asked.about("spouse", "M6", "A05", use="credit"), of.consent("spouse", "credit").id
    assert use.additional() == {
        "caseNo": asked.number, "matter": "M6", "purpose": asked.asked_by, "materialCode": "A05", "consentId": given,
        "sponsor": of.centre, "operator": "C001",
    }  # fmt: skip
    told = use.entry()
    assert (told["subject"], told["party"], told["consent"], told["paper"]) == ("spouse", "person_s", given, "5" * 64)
    assert (told["operator"], told["material"], "paper" in asked.about("spouse", "M2").entry()) == (
        "C001",
        "A05",
        False,
    )


def test_what_rests_on_the_law_needs_no_consent_that_stands_or_names_who_is_asked():
    def refused(*_):
        raise PreconditionFailed("", "CONSENT_LACKING")

    gone = replace(purpose(of_sample(1)), still=refused, names=refused)
    gone.about("borrower", "M1", basis="一次告知").stands()
    with pytest.raises(PreconditionFailed):
        gone.about("borrower", "M1")
    with pytest.raises(PreconditionFailed):
        replace(gone, names=lambda *_: True).about("borrower", "M1").stands()


def test_no_law_stands_in_for_the_signed_authorisation_of_a_credit_query():
    of = of_sample(1)
    unsigned = tuple(replace(one, signed="") for one in of.consents)
    for consents in ((), unsigned, tuple(one for one in of.consents if one.person == "borrower")):
        for basis in ("", "一次告知"):
            with pytest.raises(PreconditionFailed):
                replace(purpose(of), consents=consents).about("spouse", "M6", "A05", use="credit", basis=basis)


@pytest.mark.parametrize("material", ["", "A02"])
def test_whom_the_words_of_a_consent_do_not_name_is_not_asked_whatever_paper_that_would_replace(material):
    named = []
    of = replace(purpose(of_sample(1)), names=lambda consent, matter: named.append((consent, matter)))
    with pytest.raises(PreconditionFailed) as refused:
        of.about("spouse", "M2", material)
    assert is_unnamed(refused.value) and named == [(of_sample(1).consent("spouse", "data").id, "M2")]


def test_each_parent_consents_for_their_children_by_themselves_and_the_ledger_tells_which_child_was_asked_about():
    of = of_sample(1)
    hers = tuple(replace(one, children=one.person == "spouse") for one in of.consents)
    use = replace(purpose(of), consents=hers)
    assert [use.covers_children(key) for key in ("borrower", "spouse", "co_borrower_1")] == [False, True, False]
    assert [use.leaves_children_out(key) for key in ("borrower", "spouse", "co_borrower_1")] == [True, False, False]
    assert use.of_child("child_1").about("spouse", "M7").entry()["ward"] == "child_1"
    assert "ward" not in use.about("spouse", "M7").entry()
    with pytest.raises(PreconditionFailed):
        use.of_child("child_1").about("borrower", "M7")


@pytest.fixture
def sent(monkeypatch):
    """The params and the purpose of each call, which nobody answers."""
    calls = []
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: calls.append((params, use)))
    return calls


def answering(monkeypatch, *answers):
    """Each call is given the next of these answers to read."""
    left = [*answers]
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read(left.pop(0)))


@pytest.mark.parametrize(("kind", "told"), [("01", "10"), ("02", "20"), ("03", "2"), ("04", "8"), ("99", "X")])
def test_the_bureau_is_told_which_kind_of_document_it_is_and_on_which_authorisation_it_is_asked(sent, kind, told):
    of = of_sample(1)
    credit_bureau.report(replace(of.borrower, id_type=kind), purpose(of))
    ((params, _),) = sent
    assert (params["id_type"], params["id_number"]) == (told, of.borrower.id_number)
    assert (params["authorisation"], params["reason"]) == (of.consent("borrower", "credit").id, "02")


def test_what_both_numbers_of_a_person_find_is_read_together_and_each_row_once(monkeypatch):
    old, new, other = ({"op_type": kind} for kind in ("IA", "IB", "IC"))
    answering(monkeypatch, {"records": [old, new]}, {"records": [new, other]})
    of = of_sample(1)
    who = {"cert_num_man": of.borrower.id_number}
    use = purpose(of).about("borrower", "M3")
    assert former.call(exchange.Service("a", "s"), who, "cert_num_man", "records", use, lambda data: data["records"]) == [
        old, new, other,
    ]  # fmt: skip


def test_only_dwellings_are_offered_as_the_home_an_application_is_about(monkeypatch):
    row = {"unit_number": "U1", "owners": [{"id_number": "110105194912310048"}], "status": "现势"}
    owned = [{**row, "title_number": f"甘{use}", "use": use} for use in ("住宅", "车位", "商业")]
    answering(monkeypatch, {"houses": owned, "asked_by": ["110105491231004"]})
    told = registry.homes_of("borrower", "某人", "110105194912310048", purpose(of_sample(1)))
    assert [one.number for one in told] == ["甘住宅"]


def test_a_loan_the_core_did_not_mark_is_not_reported(monkeypatch):
    of = of_sample(8)
    for marked in ("0", "1"):
        answering(monkeypatch, {"marked": marked})
        with pytest.raises(ValueError) if marked == "0" else nullcontext():
            fund_core.report_loan(of.borrower, "JK1", Decimal(400000), date(2026, 11, 23), purpose(of))
