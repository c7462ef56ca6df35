"""Registers (登记簿), read side: from a number others know us by to the case. Intake and the later steps write them."""

from typing import Literal

from chalicelib import aws
from chalicelib.errors import CaseNotFound
from chalicelib.records import schema
from chalicelib.settings import setting


def case_of_number(number: str) -> str:
    """The case of a case number 办件流水号. Raises `CaseNotFound`."""
    return _case_of("number", number)


def case_of_contract(number: str) -> str:
    """The case of a loan contract number. Raises `CaseNotFound`."""
    return _case_of("contract", number)


def case_of_mortgage(apply_biz_id: str) -> str:
    """The case of the registry's own application id. Raises `CaseNotFound`."""
    return _case_of("mortgage", apply_biz_id)


def case_of_unit(reference: str) -> str:
    """The live case that has the guard of a real-estate unit (records/guards.py), by its reference. Raises `CaseNotFound`."""
    return _case_of("unit", reference)


def _case_of(kind: Literal["number", "contract", "mortgage", "unit"], value: str) -> str:
    response = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_REGISTERS"), Key={"key": {"S": f"{kind}#{value}"}}, ConsistentRead=True
    )
    if "Item" not in response:
        raise CaseNotFound(kind)
    return str(schema.known(response["Item"])["case"]["S"])
