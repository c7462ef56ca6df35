"""What the tax office's answer means (SNSW.FCSB.GETWSQKXX, docs/domain.md 4.2): Wsbz is N first and Y later."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.facts import TaxFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.errors import AnswerPending

_UNKNOWN_CONTRACT = "404"  # [assumption]: the published interface names 000 only


def meaning(price: Decimal, data: Mapping[str, Any], contract_number: str = "") -> Finding:
    """The finding about an existing home sold for `price`. Raises `ValueError` for an answer about another contract than asked about."""
    told = normal.document(data.get("Htbh") or "")
    if contract_number and told and told != normal.document(contract_number):
        raise ValueError("an answer about another contract")
    if data["RetCode"] == _UNKNOWN_CONTRACT:
        return _finding(Outcome.NOT_FOUND, "TAX_CONTRACT_NOT_FOUND", TaxFacts(paid=False, receipt=None, amount=None))
    if data["RetCode"] != "000" or data["Wsbz"] not in ("Y", "N"):
        raise ValueError("unknown code")
    if data["Wsbz"] == "N":
        raise AnswerPending("tax not paid yet")
    facts = TaxFacts(paid=True, receipt=data["Dzsphm"], amount=f"{Decimal(data['Ybtse']):.2f}")
    if Decimal(data["Htje"]) != price:
        return _finding(Outcome.CONTRADICTED, "TAX_PRICE_MISMATCH", facts)
    return _finding(Outcome.CONFIRMED, "TAX_PAID", facts)


def _finding(outcome: Outcome, code: str, facts: TaxFacts) -> Finding:
    return Finding("tax", "home", outcome, code, {**facts})
