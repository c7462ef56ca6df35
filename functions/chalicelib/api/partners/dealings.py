"""What passes between partners and us, for the OpenAPI document: how their messages are signed, what we send to banks and what an
answer to it means. From this a partner's engineer writes the other side; `tests/api/test_partner_contract.py` does.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.banks import partners, payments, webhooks
from chalicelib.messages import text

_STRING = {"type": "string"}
_STANDARD: Mapping[str, dict[str, Any]] = {
    "webhook-id": {**_STRING, "minLength": 1, "maxLength": 200},
    "webhook-timestamp": {**_STRING, "pattern": "^[0-9]{1,12}$"},
    "webhook-signature": {**_STRING, "pattern": "v1,"},
}
_EXCHANGE: Mapping[str, dict[str, Any]] = {
    "gjgxjhpt_rid": _STRING,
    "gjgxjhpt_sid": _STRING,
    "gjgxjhpt_rtime": {**_STRING, "pattern": "^[0-9]{1,15}$"},
    "gjgxjhpt_sign": _STRING,
}


class WebhookData(BaseModel):
    """Thin on purpose: the bank reads the contract with its own session."""

    contract_number: str


class Webhook(BaseModel):
    """What banks are told, signed as Standard Webhooks says. More may come to be told."""

    type: str
    timestamp: str
    data: WebhookData


class PaymentOrder(BaseModel):
    """Pay `Amt` yuan from the fund's entrusted account to one account (受托支付): BDC101, docs/domain.md 4.4. `RefSeqNo1` is ours,
    one per loan."""

    model_config = ConfigDict(extra="forbid")
    SettleType: Literal["1"] = Field(description="同行")
    BusType: Literal["04"] = Field(description="划拨委贷基金")
    PayerAcctNo: str = Field(description="中心在该行的委托贷款账户")
    PayeeAcctNo: str
    PayeeName: str
    Amt: str = Field(description="元", pattern=r"^[0-9]+\.[0-9]{2}$")
    RefSeqNo1: str = Field(description="业务流水号，一笔贷款一个，终身不变", max_length=60)
    Summary: str = Field(description="借款合同编号")


class PaymentQuery(BaseModel):
    """What became of the order with this serial?"""

    model_config = ConfigDict(extra="forbid")
    RefSeqNo1: str


class PaymentResult(BaseModel):
    """The bank's answer to an order; it may say more."""

    Result: Literal["0", "1", "2"] = Field(description=text("RESULT_CODES"))


class PaymentFound(BaseModel):
    """The bank's answer to a query; it may say more."""

    Result: Literal["0", "1", "2", "9"] = Field(description=text("RESULT_CODES"))


MODELS: tuple[type[BaseModel], ...] = (Webhook, PaymentOrder, PaymentQuery, PaymentResult, PaymentFound)
SCHEMES = {
    "standardWebhooks": {
        "type": "apiKey", "in": "header", "name": "webhook-signature", "description": text("SIGNED_STANDARD"),
    },
    "exchange": {
        "type": "apiKey", "in": "header", "name": "gjgxjhpt_sign", "description": text("SIGNED_EXCHANGE"),
    },
}  # fmt: skip


def signature(by: str) -> dict[str, Any]:
    """The headers and the scheme of a message signed by a `bank` or the `registry`, as an operation has them."""
    if by == "registry":
        return {"security": [{"exchange": []}], "parameters": _headers(_EXCHANGE)}
    of_earlier_releases = {
        "name": "anju-bank",
        "in": "header",
        "required": False,
        "deprecated": True,
        "schema": _STRING,
    }
    return {"security": [{"standardWebhooks": []}], "parameters": [*_headers(_STANDARD), of_earlier_releases]}


def sent(schema: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Every message we send to banks, by name, as the document's `webhooks`."""
    thin = {type: _sent(type, webhooks.PATH, schema("Webhook"), None) for type in sorted(webhooks.TYPES)}
    return {
        **thin,
        "payment.order": _sent("payment.order", payments.ORDER, schema("PaymentOrder"), schema("PaymentResult")),
        "payment.query": _sent("payment.query", payments.QUERY, schema("PaymentQuery"), schema("PaymentFound")),
    }


def _sent(name: str, path: str, body: dict[str, Any], answer: dict[str, Any] | None) -> dict[str, Any]:
    good: dict[str, Any] = {"description": text("ANSWER_TAKEN")}
    if answer:
        good["content"] = {"application/json": answer}
    code = name.replace(".", "_")
    return {
        "post": {
            "operationId": code,
            "summary": text(f"SENT_{code.upper()}"),
            "description": f"POST {{url}}{path}",
            "security": [{"standardWebhooks": []}],
            "parameters": _headers(_STANDARD),
            "requestBody": {"required": True, "content": {"application/json": body}},
            "responses": {"200" if answer else "2XX": good, **_answers()},
        }
    }


def _answers() -> dict[str, Any]:
    """What we make of each status of a bank's answer that is no success."""
    refused = {str(status): "ANSWER_REFUSED" for status in sorted(partners.REFUSALS)}
    meanings = {**refused, "401": "ANSWER_UNAUTHORISED", "429": "ANSWER_LATER", "default": "ANSWER_AGAIN"}
    return {status: {"description": text(code)} for status, code in meanings.items()}


def _headers(named: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "header", "required": True, "schema": schema} for name, schema in named.items()]
