"""The checks there are (核验事项), in the order they are waited for. A new one is declared here and nowhere else."""

from chalicelib.domain.checks import facts
from chalicelib.domain.checks.declaration import Check


class UndeclaredCheck(Exception):
    """Somebody names a check that is not declared: what nobody waits for must not start, lest it be passed unanswered."""


_ACCOUNT = ("consecutive_months", "base", "balance", "loans_used")
_SAVED = ("status", "centre", "consecutive_months", "base", "balance")
# Codes of who buys or owns the home: where they are set aside, all parties mortgage it, and nobody else does.
_OF_OWNERS = ("FILING_BUYER_MISMATCH", "CO_OWNER_NOT_NAMED", "TITLE_CO_OWNER_BESIDE", "TITLE_OWNER_MISMATCH")
_DECLARED = (
    Check(
        "identity", "公安", agency="police", call="verify", step="identity", about="every_party", facts=facts.IdentityFacts, certain="", also="", scope=("身份",), of_owners=True,
        contested=("name_match", "number_match", "alive"), fields={"IDENTITY_MISMATCH": "id_number"}, stated={"name_match": "1", "number_match": "1", "alive": True},
    ),
    Check(
        "marriage", "民政", agency="civil_affairs", call="marriage", step="marriage", about="borrower", facts=facts.MarriageFacts,
        certain="", also="", scope=("婚姻",),
        contested=("status", "spouse_key", "basis", "divorced_on", "spouse_divorced_on"), fields={"MARRIAGE_STATUS_MISMATCH": "marital", "MARRIAGE_SPOUSE_MISMATCH": "people"},
        proof="REMEDY_MARITAL_PROOF", stated={"status": "", "spouse_key": None, "basis": "record"},
    ),
    Check(
        "fund_account", "缴存", agency="fund_core", call="account", step="fund_account", about="each", facts=facts.FundAccountFacts,
        needed=("status", "centre", *_ACCOUNT, "unsettled_loan"), of_depositors=_SAVED, certain="subject", also="", scope=("缴存",), named=False,
    ),
    Check(
        "off_site", "缴存地中心", agency="fund_core", call="certificate", step="fund_account", about="off_site_depositors", facts=facts.OffSiteFacts,
        needed=("centre", "status", *_ACCOUNT, "loan_balance"), certain="subject", also="", scope=("缴存",), named=False,
        contested=("centre",), fields={"OFF_SITE_SUBJECT_MISMATCH": "id_number", "OFF_SITE_CENTRE_MISMATCH": "deposit_centre"},
    ),
    Check(
        "property", "网签与权属", agency="home", call="check", step="property", about="home", facts=facts.PropertyFacts,
        needed=("homes_owned", "regulated_account", "seized", "mortgaged"), of_purchases=("regulated_account",),
        certain="family", also="home", scope=("房屋交易与权属", "未成年子女的户籍和名下住房"), of_owners=True, beside={"homes_owned": "homes_in_district", "mortgaged": "mortgage_numbers"}, of_own_homes=("mortgage_numbers",), contested=("defects", "doubts"),
        contested_by={
            "FILING_ACCOUNT_MISMATCH": ("regulated_account", "account_holder", "down_payment_received"),
            "FILING_UNIT_MISMATCH": ("seized", "mortgaged", "mortgages", "mortgage_holders", "completed_year", "use"),
            **dict.fromkeys(_OF_OWNERS, ("owners",)),
        },
        contest_asks=dict.fromkeys(_OF_OWNERS, "owners_are_parties"), unnamed_asks={"owners": "owners_are_parties"},
        fields={
            "FILING_NOT_FILED": "home.contract_number", "FILING_CANCELLED": "home.contract_number",
            "FILING_UNIT_MISMATCH": "home.unit_number", "FILING_PRICE_MISMATCH": "home.price",
            "FILING_BUYER_MISMATCH": "home.contract_number", "FILING_ACCOUNT_MISMATCH": "home.seller.number",
            "FILING_SELLER_MISMATCH": "home.seller_id", "HOME_KIND_MISMATCH": "home.kind",
            "TITLE_SELLER_MISMATCH": "home.seller_id", "TITLE_OWNER_MISMATCH": "home.unit_number",
            "TITLE_CO_OWNER_BESIDE": "people", "CO_OWNER_NOT_NAMED": "people",
        },
    ),
    Check(
        "old_loan", "原贷款银行", agency="old_lender", call="check", step="property", about="home", facts=facts.OldLoanFacts,
        needed=("account", "holder", "payoff", "on"), certain="", also="old_loan", scope=("原借款合同编号", "还款账户", "户名", "结清金额"), contested=("account", "holder"),
        fields={"OLD_LOAN_MISMATCH": "old_loan.account.number"},
    ),
    Check(
        "tax", "税务", agency="tax", call="receipt", step="tax", about="home", facts=facts.TaxFacts, certain="", also="home", scope=("完税",), pending=True,
        fields={"TAX_PRICE_MISMATCH": "home.price"}, stated={"paid": True, "receipt": None, "amount": None},
    ),
    Check(
        "credit", "征信", agency="credit_bureau", call="report", step="credit", about="each", facts=facts.CreditFacts,
        needed=(
            "max_consecutive_overdue_24m", "total_overdue_24m", "current_overdue", "monthly_debt",
            "unsettled_housing_loans", "bad_status",
        ),
        certain="subject", also="old_loan", scope=("个人信用报告",), named=False, last=True,
    ),
)  # fmt: skip
CHECKS: dict[str, Check] = {check.code: check for check in _DECLARED}

# Sources of the material list that no check asks yet (电子证照; a bank's word): none of them ever gives a material.
UNASKED = frozenset({"licence", "bank_approval"})


def behind(source: str) -> Check | None:
    """The check that answers a source of the material list; None where none does. Raises `UndeclaredCheck`."""
    return declared(source) if source and source not in UNASKED else None


def declared(code: str) -> Check:
    """The check of that code. Raises `UndeclaredCheck`."""
    if code not in CHECKS:
        raise UndeclaredCheck(f"no such check is declared: {code}; there are {', '.join(CHECKS)}")
    return CHECKS[code]


def asked_by(step: str) -> list[Check]:
    """The checks a step asks, in their order. Raises `UndeclaredCheck` where there is none."""
    checks = [check for check in CHECKS.values() if check.step == step]
    if not checks:
        raise UndeclaredCheck(f"no check is declared to be asked by {step}")
    return checks
