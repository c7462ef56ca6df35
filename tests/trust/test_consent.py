from chalicelib.trust import consent

DATA = {"person": "borrower", "use": "data"}
CREDIT = {"person": "borrower", "use": "credit"}


def test_everyone_owes_both_consents():
    assert consent.missing(["borrower", "spouse"], [DATA]) == [
        ("borrower", "credit"), ("spouse", "data"), ("spouse", "credit"),
    ]  # fmt: skip


def test_a_consent_keeps_its_id_and_the_moment_it_was_first_given():
    first = consent.record("case-1", [DATA], "2026-11-23T01:00:00Z")
    later = consent.record("case-1", [DATA, CREDIT], "2026-11-24T01:00:00Z", first)
    assert later[0] == first[0]
    assert later[1]["given_at"] == "2026-11-24T01:00:00Z"


def test_the_same_consent_twice_is_one():
    assert len(consent.record("case-1", [DATA, DATA], "now")) == 1


def test_consents_of_two_cases_are_two():
    assert consent.record("case-1", [DATA], "now")[0]["id"] != consent.record("case-2", [DATA], "now")[0]["id"]
