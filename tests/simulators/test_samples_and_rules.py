"""What the agencies say of each sample, put before the rules: the samples stay what they are meant to show."""

from datetime import date

import pytest

from chalicelib import policy, settings
from chalicelib.agencies import civil_affairs, credit_bureau, exchange, fund_core, home, police, tax
from chalicelib.domain import matters
from chalicelib.domain.judging import collation, decision
from chalicelib.errors import AnswerPending
from chalicelib.trust import secrets
from infra import simulators
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.form import sample
from tests.given.platform import EXCHANGE

TODAY = date(2026, 11, 27)


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setattr(secrets, "exchange", lambda: EXCHANGE)
    exchange._pool.cache_clear()
    with simulators.running(api_url="http://127.0.0.1:9", secrets={"exchange": EXCHANGE, "banks": {}}) as world:
        monkeypatch.setitem(settings.told, "ANJU_EXCHANGE_URL", f"{world.url}/exchange")
        yield world


def answers(asked):
    yield from (police.verify(person, purpose(asked)) for person in asked.people)
    yield civil_affairs.marriage(asked, purpose(asked))
    yield from (fund_core.account(person, purpose(asked)) for person in asked.people)
    yield home.check(asked, purpose(asked))
    linked = matters.checks(asked, policy.in_force(asked.centre, TODAY))
    if "off_site" in linked:
        yield from (fund_core.certificate(person, purpose(asked)) for person in asked.people)
    if "tax" not in linked:
        return
    try:
        yield tax.receipt(asked, purpose(asked))
    except AnswerPending:
        yield tax.receipt(asked, purpose(asked))


def handed_in(number):
    return {paper["material"]: ["document"] for paper in sample(number)["documents"]}


def collated(asked, findings):
    return collation.collate(asked, tuple(findings), policy.in_force(asked.centre, TODAY), TODAY)


@pytest.mark.parametrize("number", [1, 2, 5, 7, 8])
def test_a_sample_without_defects_is_decided_as_it_expects(world, number):
    asked, expected = of_sample(number, documents=handed_in(number)), sample(number)["expect"]
    findings = list(answers(asked))
    assert collated(asked, findings).next == "credit"
    findings += [credit_bureau.report(person, purpose(asked), asked.old_loan) for person in asked.people]
    assert collated(asked, findings).next == "assess"
    decided = decision.decide(asked, tuple(findings), policy.in_force(asked.centre, TODAY), TODAY)
    assert (decided.approved, decided.route) == (True, expected["class"])
    assert f"{decided.amount:.2f}" == expected.get("amount", f"{asked.wish.amount:.2f}")


def test_sample_3_is_told_its_three_defects_at_once_and_then_needs_two_reviewers(world):
    asked = of_sample(3)
    told = collated(asked, answers(asked))
    assert told.next == "correct"
    assert {defect.code for defect in told.defects} == {
        "MATERIAL_MISSING",
        "MARRIAGE_NO_RECORD",
        "FILING_UNIT_MISMATCH",
    }
    (round,) = sample(3)["corrections"]
    corrected = of_sample(
        3,
        documents={"B03": ["document"]},
        home__unit_number=round["form"]["home"]["unit_number"],
        commitments=round["form"]["commitments"],
    )
    findings = [*answers(corrected), credit_bureau.report(corrected.borrower, purpose(corrected))]
    assert decision.decide(corrected, tuple(findings), policy.in_force("620100", TODAY), TODAY).route == "C"


def test_sample_4_goes_on_to_a_person_and_is_refused_before_the_bureau_is_asked_where_the_rules_were_read(
    world, request
):
    asked = of_sample(4, documents=handed_in(4))
    found = tuple(answers(asked))
    assert collated(asked, found).next == "credit"
    request.getfixturevalue("verified")
    verdict = collated(asked, found)
    assert (verdict.next, [reason.code for reason in verdict.reasons]) == ("refuse", ["HOMES"])
    assert world.journal()["credit_queries"] == []
