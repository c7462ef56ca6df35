"""The paper of each credit authorisation is its giver's, and under seal before the bureau is asked: on built objects. Over HTTP: tests/api/test_authorising.py."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from chalicelib.agencies import seal
from chalicelib.casework import authorisation, naming, papers
from chalicelib.errors import AgencyRefused, AgencyUnavailable, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.contents import Paper
from tests.given.application import of_sample
from tests.given.case import held

FORM = of_sample(1)
BORROWER, SPOUSE = FORM.people
PARTIES = {"borrower": "p1", "spouse": "p2"}
SEALED = {"signature": "s", "certificate": "c", "at": "2026-11-23"}


def given(id, person="borrower", use="credit", **more):
    party = PARTIES.get(person, "p9")
    return {"id": f"consent_{id}", "person": person, "party": party, "use": use, "given_at": "2026-11-23T02:00:00.000Z", **more}  # fmt: skip


@pytest.fixture
def asked(monkeypatch):
    """What is printed, sealed and written."""
    kept = []

    def made(case, name, paper):
        kept.append(("printed", name, paper.facts[0][1], paper.facts[1][1]))
        return Paper(name, "k", f"sha of {name}")

    def apply(sha256, document, purpose):
        kept.append(("sealed", sha256, document, purpose))
        return seal.Seal(f"over {sha256}", "certificate", "2026-11-23T03:00:00+08:00")

    @contextmanager
    def asking(case, step):
        yield step

    monkeypatch.setattr(naming, "digest", lambda case, name, id_number: f"{name}/{id_number}")
    monkeypatch.setattr(papers, "made", made)
    monkeypatch.setattr(seal, "apply", apply)
    monkeypatch.setattr(authorisation, "asking", asking)
    monkeypatch.setattr(casefile, "load", lambda id: "read again")
    monkeypatch.setattr(
        casefile, "amend", lambda case, *, expect, consents: kept.append(("written", expect.unchanged, consents))
    )
    return kept


def of(*consents):
    case = held(FORM, parties=PARTIES)
    vars(case).update(consents=[*consents])
    return case


def test_each_gets_their_own_paper_sealed_and_what_is_not_asked_of_the_bureau_or_is_no_more_stays_as_it_is(
    asked,
):
    drawn = {"key": "k", "name": "n", "sha256": "drawn before"}
    others = [
        given("1", use="data"),
        given("2", withdrawn_at="2026-11-23T03:00:00.000Z"),
        given("3", party="another"),
        given("4", "spouse", named="另一人", void_at="2026-11-23T03:00:00.000Z"),
    ]
    mine, hers = given("5", named=f"{BORROWER.name}/{BORROWER.id_number}"), given("6", "spouse", paper=drawn)
    assert authorisation.complete(of(mine, hers, *others)) == "read again"
    printed, *sealed, written = asked
    assert printed == ("printed", "authorisation-5.pdf", printed[2], BORROWER.id_number) and BORROWER.name in printed[2]
    of_each = ["sha of authorisation-5.pdf", "drawn before"]
    assert sealed == [("sealed", sha256, "CREDIT_AUTHORISATION", "credit") for sha256 in of_each]
    _, unchanged, consents = written
    assert unchanged == ("consents",) and consents[2:] == others
    assert [one["id"] for one in consents[:2]] == [mine["id"], hers["id"]]
    assert [one["paper"]["sha256"] for one in consents[:2]] == of_each
    assert [one["seal"]["signature"] for one in consents[:2]] == [f"over {sha256}" for sha256 in of_each]
    assert {one["seal"]["at"] for one in consents[:2]} == {"2026-11-23T03:00:00+08:00"}


@pytest.mark.parametrize("kept", [{}, {"paper": {"sha256": "s"}, "seal": SEALED}], ids=["open", "under seal already"])
def test_the_bureau_is_asked_on_no_paper_that_names_another_sealed_or_not(asked, kept):
    with pytest.raises(PreconditionFailed) as stopped:
        authorisation.complete(of(given("1", named="of another", **kept), given("2", "spouse")))
    assert stopped.value.codes == ("AUTHORISATION_OF_ANOTHER_NAME",) and asked == []
    case = of(given("1", seal=SEALED, named=naming.digest(of(), BORROWER.name, BORROWER.id_number)))
    assert authorisation.complete(case) is case and asked == []


@pytest.mark.parametrize("lost", [None, AgencyUnavailable("seal"), AgencyRefused("seal", "x")])
def test_an_authorisation_is_given_with_its_paper_though_it_cannot_be_sealed_now(asked, monkeypatch, lost):
    if lost:
        monkeypatch.setattr(seal, "apply", lambda *_: (_ for _ in ()).throw(lost))
    case, called = of(), replace(SPOUSE, name="林改名")
    one = authorisation.on_paper(case, given("6", "spouse"), called.name, called.id_number)
    assert one["paper"]["sha256"] == "sha of authorisation-6.pdf" and ("seal" in one) is (lost is None)
    assert one["named"] == naming.digest(case, "林改名", SPOUSE.id_number) and "林改名" in asked[0][2]
