"""税务: was the deed tax of this transaction paid?"""

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.agencies.tax.answers import meaning
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application

RECEIPT = exchange.Service("tax", "s_11620000MB00000051_0001")


def receipt(application: Application, purpose: Purpose) -> Finding:
    """Deed tax by contract (契税完税, matter M5, replaces B07). Raises `AnswerPending` while it is not paid."""
    home = application.home
    params = {"HTBH": home.contract_number, "QXDM": home.city}
    use = purpose.about("home", "M5", "B07", of="borrower")
    return exchange.call(RECEIPT, params, use, lambda data: meaning(home.price, data, home.contract_number))
