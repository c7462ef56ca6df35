"""Bodies of what partners tell."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from chalicelib.api.forms import Model
from chalicelib.api.forms.fields import Day
from chalicelib.banks import callbacks as shapes
from chalicelib.banks.callbacks import NEEDS
from chalicelib.domain.bank_part import Condition

Number = Annotated[str, Field(pattern=shapes.NUMBER)]
Sha256 = Annotated[str, Field(pattern=shapes.SHA256)]
BizStatus = Annotated[
    Literal["PENDING", "CANCELLED", "DONE", "REJECTED", "NEED_MORE_MATERIAL"],
    Field(
        description="PENDING 审核中；CANCELLED 已撤回；DONE 已办结；REJECTED 已退件；NEED_MORE_MATERIAL 待补件："
        "补件之后平台先查询，仍为待补件的撤回原申请，另以新的 apply_biz_id 申请"
    ),
]
Yuan = Annotated[str, Field(pattern=shapes.YUAN)]
Percent = Annotated[str, Field(pattern=shapes.PERCENT)]
Short = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(description="原因，自由文本；只留存前 200 字，加密，仅供办理人员核实时查看")]


def _is_a_day(day: str) -> str:
    date.fromisoformat(day)  # raises `ValueError` for none; whether it can be that day, the record knows
    return day


ADay = Annotated[Day, AfterValidator(_is_a_day)]


class Told(Model):
    """What a partner tells: it may come to tell more than we know of."""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)


_EXAMPLE = {
    "contract_number": "JK620100202611230001",
    "sha256": "6a2da20943931e9834fc12cfe5bb47bbd9ae43489a30726962b576f4e3993e50",
    "serial": "JK620100202611230001P1",
    "amount": "300000.00", "months": "480", "rate": "3.50", "fees": "0.00", "all_in": "3.56",
    "bank_contract_number": "GD20261123000001", "place": "陇原银行兰州示例支行", "condition": "sale_filed",
    "statement": "0b7f6a2da20943931e9834fc12cfe5bb47bbd9ae43489a30726962b576f4e399", "filing_number": "XSBA2026000001", "reference": "H2026112300001", "account": "6222022700000002017",
}  # fmt: skip


class BankData(Told):
    """What an event is about; which of these an event needs, `BankEvent` says."""

    contract_number: Number | None = Field(None, description="合同编号，签约通知所带，合同事件必填")
    sha256: Sha256 | None = Field(None, description="银行所签合同文件的 SHA-256，须与读取合同时所得一致")
    signed_at: Short | None = Field(None, description="银行签署的时间，照录，不作判断依据")
    serial: Number | None = Field(None, description="放款指令的 RefSeqNo1，放款事件必填，且只凭它认定是哪一笔")
    paid_on: ADay | None = Field(None, description="实际划款日期（北京时间），payment.settled 请带；未带时中心另行查询")
    reason: Reason | None = None
    amount: Yuan | None = Field(None, description="商业部分：报价金额，或者实际放款金额，元")
    months: Annotated[str, Field(pattern=shapes.MONTHS)] | None = Field(None, description="商业部分期限，月")
    rate: Percent | None = Field(None, description="商业部分年利率，百分数")
    method: Literal["01", "02"] | None = Field(None, description="商业部分还款方式，未说明的依申请")
    fees: Yuan | None = Field(None, description="利息之外的全部费用，元")
    all_in: Percent | None = Field(None, description="综合融资成本，年化百分数")
    bank_contract_number: Number | None = Field(None, description="银行自己的借款合同编号")
    place: Annotated[str, Field(min_length=1, max_length=60)] | None = Field(None, description="当面签订的网点")
    condition: Condition | None = Field(
        None, description="已满足的放款条件，只能是读取合同所得的那一个；其他的不予采用，由专人核实"
    )
    filing_number: Annotated[str, Field(pattern=shapes.FILING)] | None = Field(
        None, description="证明该条件的备案或者登记编号；抵押登记的为银行自己的不动产登记证明号，与登记簿核对"
    )
    reference: Number | None = Field(
        None, description="银行自己的放款流水号，一笔一个；告知失败或者退回的流水号不得再用于另一笔"
    )
    statement: Sha256 | None = Field(
        None,
        description="所签条款的综合融资成本明示：bank_part.offered 的应答和读取合同所得的 statement。它是下列 JSON 文本（UTF-8）的 SHA-256，"
        '键按字母序、以 ", " 和 ": " 分隔：{"all_in", "amount", "contract_number", "fees", "method", "months", "rate"}，值均为报价所告的字符串，'
        "未告 method 的为申请的还款方式",
    )
    account: Annotated[str, Field(pattern=shapes.ACCOUNT)] | None = Field(None, description="实际付至的账号")


def _one_of(type: str, needs: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": type,
        "properties": {
            "type": {"const": type},
            "data": {"required": list(needs), "properties": {n: {"type": "string"} for n in needs}},
        },
    }


class BankEvent(Told):
    """Something that happened at a bank. It may be told again, and in any order: what is known already changes nothing, and what
    contradicts our record is heard, moves nothing and is taken up by a person. A signature told while signing is held up is answered
    409 `CHANGED_MEANWHILE` and is to be told again until it is over; that a bank declines is taken all the same."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [_one_of(type, needs) for type, needs in NEEDS.items()],
            "examples": [
                {"type": type, "timestamp": "2026-11-23T10:00:00Z", "data": {name: _EXAMPLE[name] for name in needs}}
                for type, needs in NEEDS.items()
            ],
        }
    )
    type: Literal[
        "contract.signed", "contract.declined", "payment.settled", "payment.failed", "bank_part.offered", "bank_part.signed",
        "bank_part.declined", "bank_part.ready", "bank_part.settled", "bank_part.failed",
    ]  # fmt: skip
    timestamp: Annotated[
        Short, Field(description="事情发生的时刻（ISO 8601），重发时不变；两次报价以它定先后，较早的不取代较晚的")
    ]
    data: BankData


class BankLogin(Told):
    """Client credentials (RFC 6749 4.4), where the client is told by its signature over this body."""

    grant_type: Literal["client_credentials"]


class RegistryEvent(Told):
    """Where a mortgage registration stands (docs/domain.md 4.2). `DONE` brings its `certificate_number`. It may be told again: what is
    known already changes nothing, and a last word other than the last is heard, moves nothing and is taken up by a person."""

    apply_biz_id: Number = Field(description="申请编号，申请时所带")
    biz_status: BizStatus
    certificate_number: Short | None = Field(None, description="不动产登记证明号，DONE 必填")
    registered_at: Short | None = Field(None, description="登簿时间，照录")
    reason: Reason | None = Field(
        None, description="REJECTED 的理由；NEED_MORE_MATERIAL 所要的材料。只留存前 200 字，加密，供办理人员查看"
    )
