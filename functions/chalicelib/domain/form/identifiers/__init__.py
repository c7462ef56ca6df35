"""Identifiers (docs/domain.md 3), a module per kind. Each check returns None for a good one, or the code of what is wrong.

python-stdnum knows three of them, but importing any part of it takes 45 ms (pydoc, ssl), and `cn.ric` insists on a current
region, which a number given out long ago need not have. So the checks are ours and the tests hold them against it.
"""

from chalicelib.domain.form.identifiers.accounts import account, bank_card, fund_account
from chalicelib.domain.form.identifiers.organisations import credit_code, organisation_code
from chalicelib.domain.form.identifiers.people import (
    birth_in,
    birth_told,
    identity,
    mobile,
    officer_id,
    passport,
    permanent_residence,
    residence_permit,
    resident_id,
    sex_in,
    type_in,
)
from chalicelib.domain.form.identifiers.places import division
from chalicelib.domain.form.identifiers.property import (
    contract_number,
    normal_certificate,
    presale_permit,
    registration_proof,
    title_number,
    unit_number,
)
from chalicelib.domain.form.identifiers.services import (
    case_number,
    catalog_code,
    handle_item_code,
    region_code,
    task_code,
)

__all__ = [
    "account",
    "bank_card",
    "birth_in",
    "birth_told",
    "case_number",
    "catalog_code",
    "contract_number",
    "credit_code",
    "division",
    "fund_account",
    "handle_item_code",
    "identity",
    "mobile",
    "normal_certificate",
    "officer_id",
    "organisation_code",
    "passport",
    "permanent_residence",
    "presale_permit",
    "region_code",
    "registration_proof",
    "residence_permit",
    "resident_id",
    "sex_in",
    "task_code",
    "title_number",
    "type_in",
    "unit_number",
]
