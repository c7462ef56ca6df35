"""人民银行 credit reference centre: one report per person and authorisation; only derived figures leave this folder."""

from chalicelib.agencies import exchange
from chalicelib.agencies.credit_bureau.answers import meaning
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import OldLoan
from chalicelib.domain.form.people import Person

REPORT = exchange.Service("credit_bureau", "s_11620000MB00000064_0001")
# Second-generation credit report, from JGJ/T 320 A.1 [general knowledge]: 10 resident ID, 20 military, 2 passport, 8 permanent residence.
_ID_TYPES, _OTHER = {"01": "10", "02": "20", "03": "2", "04": "8"}, "X"
_BEFORE_LENDING = "02"  # query reason 贷款审批


def report(person: Person, purpose: Purpose, old_loan: OldLoan | None = None) -> Finding:
    """One person's credit (个人信用报告, matter M6) on their own credit authorisation, once per person and case.

    Asking again for the same case and authorisation returns the report already made: the bureau counts one query.
    What it says of the loan to be replaced, `old_loan`, is told apart.
    """
    use = purpose.about(person.key, "M6", "A05", use="credit")
    params = {
        "name": person.name,
        "id_type": _ID_TYPES.get(person.id_type, _OTHER),
        "id_number": person.id_number,
        "reason": _BEFORE_LENDING,
        "authorisation": use.consent,
    }
    return exchange.call(REPORT, params, use, lambda data: meaning(person, data["report"], old_loan))
