"""Every sample's decision, kept as the case store keeps it, is made again from what is kept beside it."""

import json
from dataclasses import asdict

import pytest

from chalicelib import policy
from chalicelib.agencies import credit_bureau
from chalicelib.domain.checks.finding import finding_from
from chalicelib.domain.form.application import application_from
from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.replay import SAME, replayed
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.form import sample
from tests.simulators.agencies import TODAY, answers, handed_in


def kept(value):
    """A value as it comes back out of the store."""
    return json.loads(json.dumps(value, default=str))


def corrected(number):
    """A sample with everything its correction brings."""
    if number != 3:
        return of_sample(number, documents=handed_in(number))
    (round,) = sample(3)["corrections"]
    return of_sample(
        3,
        documents={"B03": ["document"]},
        home__unit_number=round["form"]["home"]["unit_number"],
        commitments=round["form"]["commitments"],
    )


@pytest.mark.parametrize("number", range(1, 9))
def test_the_decision_of_a_sample_replays_identically(world, number):
    asked = corrected(number)
    rules, findings = policy.in_force(asked.centre, TODAY), list(answers(asked))
    findings += [credit_bureau.report(person, purpose(asked), asked.old_loan) for person in asked.people]
    stored = decide(asked, tuple(findings), rules, TODAY).to_json()
    replay = replayed(
        kept(stored),
        application_from(kept(asdict(asked))),
        [finding_from(kept(found.to_json())) for found in findings],
        rules,
    )
    assert (replay.outcome, replay.differences) == (SAME, ())
    assert stored["approved"] and ("ROUTE_UNVERIFIED" in stored["why"]) == (number == 4)


def test_the_early_refusal_of_sample_4_replays_identically_though_its_marks_are_gone(world, request):
    asked, shipped = corrected(4), policy.in_force("620000", TODAY)
    findings = list(answers(asked))
    request.getfixturevalue("verified")
    stored = refusal.grounds(asked, findings, policy.in_force(asked.centre, TODAY), TODAY)
    assert [reason["code"] for reason in stored["reasons"] if reason["outcome"] == "fail"] == ["HOMES"]
    assert replayed(kept(stored), asked, findings, shipped).outcome == SAME
