from chalicelib.domain.policy import Authorisation
from chalicelib.trust import consent

DATA = {"person": "borrower", "use": "data"}
CREDIT = {"person": "borrower", "use": "credit"}
TEXTS = {use: Authorisation(use, "某中心", f"为{use}", "全部", "至办结", "1") for use in ("data", "credit")}
NEWER = {use: Authorisation(use, "某中心和某银行", f"为{use}", "全部", "永久", "2") for use in ("data", "credit")}


def test_a_consent_keeps_its_id_and_the_moment_it_was_first_given():
    first = consent.record("case-1", [DATA], TEXTS, "2026-11-23T01:00:00Z")
    later = consent.record("case-1", [DATA, CREDIT], TEXTS, "2026-11-24T01:00:00Z", first)
    assert later[0] == first[0]
    assert later[1]["given_at"] == "2026-11-24T01:00:00Z"


def test_a_consent_keeps_what_was_agreed_to_when_the_text_changes():
    (first,) = consent.record("case-1", [DATA], TEXTS, "1")
    assert (first["version"], first["purpose"], first["validity"], first["to"]) == ("1", "为data", "至办结", "某中心")
    later = consent.record("case-1", [DATA, CREDIT], NEWER, "2", [first])
    assert [one["version"] for one in later] == ["1", "2"]
    assert later[0] == first


def test_each_use_is_a_consent_of_its_own_with_its_own_purpose():
    both = consent.record("case-1", [DATA, CREDIT], TEXTS, "1")
    assert len({one["id"] for one in both}) == len({one["purpose"] for one in both}) == 2


def test_the_departments_are_those_ticked_last():
    (first,) = consent.record("case-1", [{**DATA, "departments": ["tax", "police"]}], TEXTS, "1")
    assert first["departments"] == ["police", "tax"]
    assert consent.record("case-1", [{**DATA, "departments": ["bank"]}], TEXTS, "2", [first])[0]["departments"] == [
        "bank"
    ]
    assert "departments" not in consent.record("case-1", [DATA], TEXTS, "2", [first])[0]


def test_the_same_consent_twice_is_one():
    assert len(consent.record("case-1", [DATA, DATA], TEXTS, "now")) == 1


def test_consents_of_two_cases_are_two():
    assert (
        consent.record("case-1", [DATA], TEXTS, "now")[0]["id"]
        != consent.record("case-2", [DATA], TEXTS, "now")[0]["id"]
    )
