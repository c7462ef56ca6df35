"""The rules of who may borrow for which home (贷款条件), in the order they are shown. Each is one function, by topic.

A rule says pass, fail, or look: it looks while an answer it needs is open, so a failure always rests on settled answers
only. What it says to people, its legal basis and the cases it is for are in policy/data/base/rules.yaml; its name in
messages/rules.py, its remedy in messages/remedies.py.
"""

from collections.abc import Mapping

from chalicelib.domain.judging.rule import Rule
from chalicelib.domain.judging.rules import account, credit, home, off_site, person, term, transfer

# Needs no credit report: a failure here ends the case before the credit bureau is asked.
BEFORE_CREDIT: Mapping[str, Rule] = {
    "ALIVE": person.alive,
    "ADULT": person.adult,
    "CO_OWNER_ADULT": person.co_owner_of_age,
    "RETIREMENT": person.not_retired,
    "RECENT_DIVORCE": person.recently_divorced,
    "DEPOSITOR": account.depositor,
    "FLEXIBLE_DEPOSITOR": account.flexible,
    "ACCOUNT_NORMAL": account.normal,
    "DEPOSIT_MONTHS": account.months,
    "DEPOSIT_PLACE": account.place,
    "OFF_SITE_PLACE": off_site.place,
    "OFF_SITE_CERTIFICATE": off_site.certificate,
    "FUND_LOAN_SETTLED": account.loan_settled,
    "FRAUD_BAN": account.fraud_ban,
    "WITHDRAWAL_DONE": account.withdrawal_done,
    "HOMES": home.counted,
    "HOME_USE": home.used_as_home,
    "SHARED_OWNERSHIP": home.shared,
    "NOT_SEIZED": home.not_seized,
    "NOT_MORTGAGED": home.not_mortgaged,
    "DOWN_PAYMENT": home.down_payment,
    "TRANSFER_COMMERCIAL_ONLY": transfer.commercial_only,
    "TRANSFER_BORROWER": transfer.borrower,
    "TRANSFER_TITLE": transfer.title,
    "TRANSFER_MONTHS": transfer.months,
    "TRANSFER_CAPACITY": transfer.capacity,
    "TRANSFER_MORTGAGE": transfer.mortgage,
    "TERM": term.left,
    "BANK_TERM": term.of_bank,
}
# About the credit reports (征信) of all parties.
AFTER_CREDIT: Mapping[str, Rule] = {
    "CREDIT_OVERDUE": credit.overdue,
    "CREDIT_CURRENT": credit.current,
    "CREDIT_STATUS": credit.status,
    "CREDIT_MORTGAGES": credit.mortgages,
    "CREDIT_QUERIES": credit.queries,
    "TRANSFER_RECORD": transfer.record,
}
