"""The samples of the README, as real executions of the real definition."""

import hashlib
from datetime import timedelta

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework.present import present
from chalicelib.records import archive, casefile
from infra.players import samples
from tests.papers.judging import is_good, judged
from tests.workflow.conftest import sample_of

# What is said in each for the first time (test_words.py).
WORDS = {
    "1": [
        "Enter-otherwise",
        "Accepted-otherwise",
        "Collated-credit",
        "Collated-assess",
        "Route-A",
        "Signed-signed",
        "Registered-registered",
        "Paid-paid",
    ],
    "2": ["Route-B"],
    "3": ["Collated-correct", "Route-C", "FirstReviewed-approved", "Reviewed-approved"],
    "5": ["Registered-otherwise"],
    "6": ["Collated-verify"],
}
SAMPLES = [
    pytest.param(sample.key, id=sample.key, marks=pytest.mark.walks(*WORDS.get(sample.key[0], ())))
    for sample in samples.load()
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_ends_as_its_file_says(running, sample: str):
    assert running.played(sample).ending.wrong == []


def test_every_paper_that_is_handed_out_is_sealed_and_the_contract_by_the_bank_too(running):
    first = running.played(SAMPLES[0].id)
    ending = first.ending
    sealed = {name: judged(pdf) for name, pdf in ending.papers.items() if name.endswith(".pdf")}
    assert {
        "receipt.pdf",
        "acceptance.pdf",
        "approval.pdf",
        "voucher.pdf",
        "schedule.pdf",
        "contract.pdf",
    } <= sealed.keys()
    assert all(is_good(seal) for seals in sealed.values() for seal in seals)
    assert {name: len(seals) for name, seals in sealed.items()} == dict.fromkeys(sealed, 1) | {"contract.pdf": 2}
    (order,) = first.journal["bank_seals"]
    assert order["orders"] == 1 and order["signed"] == sha256_of_signed(ending)


def sha256_of_signed(ending):
    """That of the contract as everybody was shown it, which the sealed one begins with."""
    case = casefile.load(ending.case)
    signed = archive.read(case.contract.key)
    assert ending.papers["contract.pdf"].startswith(signed)
    return hashlib.sha256(signed).hexdigest()


def test_a_year_ahead_in_a_year_nobody_has_arranged_a_sample_ends_the_same_and_its_due_times_are_provisional(world):
    """With a notice, a person's look, two reviews and signatures: every kind of due time."""
    due: dict[str, bool] = {}

    def look(track) -> None:
        if track["held_by"]["until"]:
            due[track["status"]] = track["held_by"]["provisional"]

    with time_machine.travel(clock.now() + timedelta(365), tick=True):
        ending = world.plan(sample_of("3")).run(look)
        assert ending.wrong == []
        world.come_to_rest()
        due["SIGNING"] = present(
            casefile.load(ending.case).contract, "contract"
        ).provisional  # a quick party signs before anybody looks
    assert {"CORRECTION", "REVIEWING"} <= due.keys()
    fixed = {status for status, provisional in due.items() if not provisional}
    assert fixed <= {"REVIEWING"}, "only the law's own last day never moves"


def test_the_simple_case_takes_at_most_thirty_transitions_and_no_large_payload(running):
    assert running.played(SAMPLES[0].id).ending.transitions <= 30
    # No state holds what the function that makes papers is given.
    assert max(size for name, size in running.platform.bridge.largest.items() if name != "papers") < 16 * 1024
