"""What passes between partners and us, for the OpenAPI document: how their messages are signed, what we send to banks and to the
registry, and what an answer to it means. From this a partner's engineer writes the other side; `tests/api/test_partner_contract.py` does.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.api.partners import exchanging, sealing
from chalicelib.api.partners.events import BankData
from chalicelib.banks import bank_parts, old_loans, partners, payments, seals, webhooks
from chalicelib.messages import text

_STRING = {"type": "string"}
_STANDARD: Mapping[str, dict[str, Any]] = {
    "webhook-id": {**_STRING, "minLength": 1, "maxLength": 200},
    "webhook-timestamp": {**_STRING, "pattern": "^[0-9]{1,12}$"},
    "webhook-signature": {**_STRING, "pattern": "v1,"},
}


class WebhookData(BaseModel):
    """Thin on purpose: the bank reads the contract with its own session."""

    contract_number: str = Field(description="借款合同编号：GET /v1/bank/contracts/{number}")


class Webhook(BaseModel):
    """What banks are told, signed as Standard Webhooks says. More may come to be told."""

    type: Literal["loan.contract.ready", "loan.contract.voided", "loan.settled"]
    timestamp: str = Field(description="事情发生的时间（ISO 8601，UTC），重发时不变")
    data: WebhookData


class PaymentOrder(BaseModel):
    """Pay `Amt` yuan from the fund's entrusted account to one account (受托支付): BDC101, docs/domain.md 4.4. `RefSeqNo1` is ours,
    one per loan."""

    model_config = ConfigDict(extra="forbid")
    SettleType: Literal["1", "2"] = Field(description="1 同行：收款账户在本行；2 跨行实时")
    BusType: Literal["04"] = Field(description="划拨委贷基金")
    PayerAcctNo: str = Field(description="中心在该行的委托贷款账户，由该行告知", pattern=r"^[0-9]{8,32}$")
    PayeeAcctNo: str = Field(description="收款账号")
    PayeeName: str = Field(description="收款账户名称")
    PayeeBankCode: str = Field(description="收款账户开户银行代码，借款人填报")
    Amt: str = Field(description="元", pattern=r"^[0-9]+\.[0-9]{2}$")
    RefSeqNo1: str = Field(description="业务流水号，一笔贷款一个，终身不变", max_length=60)
    Summary: str = Field(description="借款合同编号")


class PaymentQuery(BaseModel):
    """What became of the order with this serial?"""

    model_config = ConfigDict(extra="forbid")
    RefSeqNo1: str


_PAID_ON = Field(
    None,
    description="Result 为 0 时：实际划款日期（北京时间），利息自该日起算",
    pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
)


_HOST = Field(None, description="Result 为 0 时：银行核心流水号，印在放款凭证上", pattern=r"^[0-9A-Za-z-]{1,40}$")


class PaymentResult(BaseModel):
    """The bank's answer to an order; it may say more."""

    Result: Literal["0", "1", "2"] = Field(description=text("RESULT_CODES"))
    PaidOn: str | None = _PAID_ON
    CapHostSeqNo: str | None = _HOST


class PaymentFound(BaseModel):
    """The bank's answer to a query; it may say more."""

    Result: Literal["0", "1", "2", "9"] = Field(description=text("RESULT_CODES"))
    PaidOn: str | None = _PAID_ON
    CapHostSeqNo: str | None = _HOST


class BankPartQuery(BaseModel):
    """What do you stand by of your part of the combination beside this contract?"""

    model_config = ConfigDict(extra="forbid")
    contract_number: str


class BankPartWord(BaseModel):
    """One word, as it was called back."""

    type: Literal[
        "bank_part.offered",
        "bank_part.signed",
        "bank_part.declined",
        "bank_part.ready",
        "bank_part.settled",
        "bank_part.failed",
    ]
    data: BankData


class BankPartTold(BaseModel):
    """Every word the bank stands by, the oldest first; it may say more."""

    Told: list[BankPartWord]


class OldLoanQuery(BaseModel):
    """What settles the loan under that contract of yours on that day?"""

    model_config = ConfigDict(extra="forbid")
    contract_number: str
    on: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


class OldLoanStanding(BaseModel):
    """What the bank confirms; amounts in yuan. `payoff` settles the loan on the day `on`."""

    contract_number: str
    on: str
    account: str
    holder: str
    payoff: str


class OldLoanTold(BaseModel):
    """The bank's answer, null where it has no such loan; it may say more."""

    Loan: OldLoanStanding | None


MODELS: tuple[type[BaseModel], ...] = (
    Webhook, PaymentOrder, PaymentQuery, PaymentResult, PaymentFound, BankPartQuery, BankPartTold, OldLoanQuery, OldLoanTold, *sealing.MODELS, *exchanging.MODELS,
)  # fmt: skip
SCHEMES = {
    "standardWebhooks": {
        "type": "apiKey", "in": "header", "name": "webhook-signature", "description": text("SIGNED_STANDARD"),
    },
    "exchange": {
        "type": "apiKey", "in": "header", "name": "gjgxjhpt_sign", "description": text("SIGNED_EXCHANGE"),
    },
    "exchangeCalls": {
        "type": "apiKey", "in": "header", "name": "gjgxjhpt_sign", "description": text("SIGNED_EXCHANGE_CALLS"),
    },
}  # fmt: skip


def signature(by: str) -> dict[str, Any]:
    """The headers and the scheme of a message signed by a `bank` or the `registry`, as an operation has them."""
    if by == "registry":
        return {"security": [{"exchange": []}], "parameters": _headers(exchanging.HEADERS)}
    of_earlier_releases = {
        "name": "anju-bank",
        "in": "header",
        "required": False,
        "deprecated": True,
        "description": text("NAMED_BY_ITSELF"),
        "schema": _STRING,
    }
    return {"security": [{"standardWebhooks": []}], "parameters": [*_headers(_STANDARD), of_earlier_releases]}


def sent(schema: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Every message we send to banks and to the registry, by name, as the document's `webhooks`."""
    thin = {type: _sent(type, webhooks.PATH, schema("Webhook"), None) for type in sorted(webhooks.TYPES)}
    return {
        **thin,
        "payment.order": _sent("payment.order", payments.ORDER, schema("PaymentOrder"), schema("PaymentResult")),
        "payment.query": _sent("payment.query", payments.QUERY, schema("PaymentQuery"), schema("PaymentFound")),
        "bank_part.query": _sent("bank_part.query", bank_parts.QUERY, schema("BankPartQuery"), schema("BankPartTold")),
        "seal.order": _sent("seal.order", seals.ORDER, schema("SealOrder"), schema("SealOrdered")),
        "seal.query": _sent("seal.query", seals.QUERY, schema("SealQuery"), schema("SealFound")),
        "old_loan.query": _sent("old_loan.query", old_loans.QUERY, schema("OldLoanQuery"), schema("OldLoanTold")),
        **{name: _asked(name, schema) for name in exchanging.SERVICES},
    }


def _asked(name: str, schema: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    path, body, answer = exchanging.asked(name, schema)
    good = {"description": text("EXCHANGE_ANSWERED"), "content": {"application/json": {"schema": answer}}}
    return {
        "post": {
            **_named(name, path, "SENT_TO_REGISTRY"),
            "security": [{"exchangeCalls": []}],
            "parameters": _headers({**exchanging.HEADERS, "gjgxjhpt_sid": {"const": path.removeprefix("/")}}),
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": {"200": good, **exchanging.answers()},
        }
    }


def _sent(name: str, path: str, body: dict[str, Any], answer: dict[str, Any] | None) -> dict[str, Any]:
    good: dict[str, Any] = {"description": text("ANSWER_TAKEN")}
    if answer:
        good["content"] = {"application/json": answer}
    return {
        "post": {
            **_named(name, path, "SENT_TO_BANK"),
            "security": [{"standardWebhooks": []}],
            "parameters": _headers(_STANDARD),
            "requestBody": {"required": True, "content": {"application/json": body}},
            "responses": {"200" if answer else "2XX": good, **_answers()},
        }
    }


def _named(name: str, path: str, to: str) -> dict[str, str]:
    code = name.replace(".", "_")
    description = f"POST {{url}}{path}\n\n{text(to, url='{url}')}"
    return {"operationId": code, "summary": text(f"SENT_{code.upper()}"), "description": description}


def _answers() -> dict[str, Any]:
    """What we make of each status of a bank's answer that is no success."""
    refused = {str(status): "ANSWER_REFUSED" for status in sorted(partners.REFUSALS)}
    meanings = {**refused, "401": "ANSWER_UNAUTHORISED", "429": "ANSWER_LATER", "default": "ANSWER_AGAIN"}
    return {status: {"description": text(code)} for status, code in meanings.items()}


def _headers(named: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "header", "required": True, "schema": schema} for name, schema in named.items()]
