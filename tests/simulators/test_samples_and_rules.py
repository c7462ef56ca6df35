"""What the agencies say of each sample, put before the rules: the samples stay what they are meant to show."""

import pytest

from chalicelib import policy
from chalicelib.agencies import credit_bureau
from chalicelib.domain.judging import collation, decision
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.form import sample
from tests.simulators.agencies import TODAY, answers, handed_in


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
