"""Why a step stands still in the course of business (正常停办): time, another case, the desk, a party or an agency clears it."""

# What time alone may clear: a withdrawal ends by itself within days (住房公积金管理条例 25), whether it is paid or not.
# So does another case that holds what this one claims.
PERSON_CLAIMED = "PERSON_CLAIMED_ELSEWHERE"
PASSING = frozenset({"WITHDRAWAL_IN_FLIGHT", PERSON_CLAIMED, "HOME_CLAIMED_ELSEWHERE", "HOME_CLAIMED_TWICE"})
# What the desk, a party or an agency clears, or time, in the course of business: nobody of operations has to know. Whatever is not listed wakes them.
ORDINARY = PASSING | {
    "IN_PROCEDURE", "OWED", "COMMITMENT_UNTRUE", "COMMITMENT_UNCLEAR", "CONSENT_WITHDRAWN", "NOTICE_LATE", "SIGNATURE_DENIED", "PAYEE_NOT_FILED",
    "FILING_NOT_IN_FORCE", "FILING_CHANGED", "FILING_TO_LOOK_AT", "TITLE_OWNERS_CHANGED", "TITLE_TO_LOOK_AT", "TITLE_NOT_FREE", "OLD_LOAN_NOT_CONFIRMED",
    "OLD_MORTGAGE_STANDS", "LOAN_STANDS", "PAYMENT_DISPUTED", "BANK_PART_NOT_PAYABLE",
}  # fmt: skip
