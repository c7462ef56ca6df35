"""What we ask of the registry (不动产登记) through the exchange, for the OpenAPI document: every service with its fields and its answer.

From this the registry's engineer writes the other side; `tests/api/test_partner_contract.py` holds every call to it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.agencies import registry
from chalicelib.agencies.refusals import OF_THE_KEY, REFUSALS
from chalicelib.api.partners.events import BizStatus
from chalicelib.messages import text

_InForce = Literal["现势", "历史"]


class Purposed(BaseModel):
    """Why it is asked (用途): the case, the matter, on which consent or legal basis, for which centre. It stands in the citizens' ledger."""

    caseNo: str = Field(description="办件流水号，43 位；登记受理之前为空")
    matter: str = Field(description="联办事项代码：M7 产权核查，M8 抵押登记")
    purpose: str = Field(description="办理环节")
    materialCode: str = Field(description="以此替代的材料代码；没有则为空")
    consentId: str = Field(description="授权编号；依法办理、无须授权的为 basis: 加法律依据")
    sponsor: str = Field(description="公积金中心代码，6 位")
    operator: str = Field(description="system，或者经办人员代码")


class Obligor(BaseModel):
    """One party who owes (义务人)."""

    mc: str = Field(description="姓名")
    zjh: str = Field(description="证件号码")
    dh: str = Field(description="手机号码")


class MortgageApplied(BaseModel):
    """One application for registration. It may come again word by word: it is taken once, and answered with where it stands."""

    model_config = ConfigDict(extra="forbid")
    apply_biz_id: str = Field(description="申请编号，平台编制，一件申请一个，终身不变；以此防重", max_length=60)
    djlx: Literal["0304", "0201"] = Field(
        description="0304 预购商品房抵押权预告登记（新建商品房）；0201 抵押权首次登记"
    )
    htbh: str = Field(description="购房合同编号；自有住房为空")
    dkhtbh: str = Field(description="借款合同编号")
    bdcdyh: str = Field(description="不动产单元号，28 位")
    dysw: str = Field(description="抵押顺位：1，或者在先抵押之后的 2", pattern="^[12]$")
    bdbzzqse: str = Field(description="被担保主债权数额，元", pattern=r"^[0-9]+\.[0-9]{2}$")
    zwlxqssj: str = Field(description="债务履行起始日，yyyy-mm-dd")
    zwlxjssj: str = Field(description="债务履行结束日，yyyy-mm-dd")
    qlr: str = Field(description="权利人：公积金中心代码")
    ywr: list[Obligor] = Field(description="义务人：各借款人")


class MortgageAsked(BaseModel):
    """Which application it is about."""

    model_config = ConfigDict(extra="forbid")
    apply_biz_id: str = Field(description="申请编号")


class UnitAsked(BaseModel):
    """Which unit it is about."""

    model_config = ConfigDict(extra="forbid")
    bdcdyh: str = Field(description="不动产单元号")


class TitlesAsked(BaseModel):
    """Whose titles are asked for."""

    model_config = ConfigDict(extra="forbid")
    qlrmc: str = Field(description="权利人姓名")
    qlrzjh: str = Field(description="权利人证件号码")
    former_numbers: list[str] = Field(
        [], description="同一人原十五位身份证号码（1999 年以前的登记可能仍用），没有则不带；请以任一号码查询"
    )
    cxfw: Literal["620000"] = Field(description="查询范围：甘肃省")


class MortgageStands(BaseModel):
    """Where an application stands; the callback says the same, with the same names. It may say more."""

    apply_biz_id: str
    biz_status: BizStatus
    certificate_number: str | None = Field(None, description="不动产登记证明号，DONE 必填")
    registered_at: str | None = Field(None, description="登簿时间")
    reason: str | None = Field(None, description="REJECTED 的理由；NEED_MORE_MATERIAL 所要的材料")


class Nothing(BaseModel):
    """There is no such application."""

    model_config = ConfigDict(extra="forbid")


class Owner(BaseModel):
    id_number: str = Field(description="权利人证件号码或者统一社会信用代码")


class TitleRow(BaseModel):
    """One title (产权)."""

    title_number: str = Field(description="不动产权证号")
    unit_number: str = Field(description="不动产单元号")
    status: _InForce
    owners: list[Owner]
    use: str = Field(description="规划用途；住宅计入住房套数")
    completed_year: str | int | None = None
    location: str | None = None
    area: str | None = Field(None, description="建筑面积，平方米")


class SeizureRow(BaseModel):
    """One seizure (查封)."""

    status: _InForce


class MortgageRow(BaseModel):
    """One mortgage on the unit. Ours has to be there, in force, before money goes out."""

    certificate: str = Field(description="不动产登记证明号")
    status: _InForce
    qlr: str | None = Field(
        None, description="权利人：公积金中心代码或者银行代码；组合贷款的银行抵押凭此认定，未提供的视为他项"
    )
    bdbzzqse: str | None = Field(None, description="被担保主债权数额，元")


class Titled(BaseModel):
    houses: list[TitleRow]


class TitlesFound(Titled):
    asked_by: list[str] = Field([], description="实际据以查询的证件号码；没有列明原十五位号码的，平台以该号码再问一次")


class UnitFound(Titled):
    seizures: list[SeizureRow]
    mortgages: list[MortgageRow]


# By name: the service, what is asked of it, and what its answers may bring.
SERVICES: Mapping[str, tuple[str, type[BaseModel], tuple[type[BaseModel], ...]]] = {
    "registry.titles": (registry.TITLES.sid, TitlesAsked, (TitlesFound,)),
    "registry.unit": (registry.UNIT.sid, UnitAsked, (UnitFound,)),
    "mortgage.apply": (registry.APPLY.sid, MortgageApplied, (MortgageStands,)),
    "mortgage.query": (registry.QUERY.sid, MortgageAsked, (MortgageStands, Nothing)),
    "mortgage.discharge": (registry.DISCHARGE.sid, MortgageAsked, (MortgageStands, Nothing)),
}
MODELS: tuple[type[BaseModel], ...] = (
    Purposed, MortgageApplied, MortgageAsked, UnitAsked, TitlesAsked, MortgageStands, Nothing, TitlesFound, UnitFound,
)  # fmt: skip
_STRING = {"type": "string"}
HEADERS: Mapping[str, dict[str, Any]] = {
    "gjgxjhpt_rid": {**_STRING, "description": text("EXCHANGE_RID")},
    "gjgxjhpt_sid": {**_STRING, "description": text("EXCHANGE_SID")},
    "gjgxjhpt_rtime": {**_STRING, "pattern": "^[0-9]{1,15}$", "description": text("EXCHANGE_RTIME")},
    "gjgxjhpt_sign": {**_STRING, "description": text("EXCHANGE_SIGN")},
}


def asked(name: str, schema: Callable[[str], dict[str, Any]]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The path of a service, the body it is sent and the envelope it answers with."""
    sid, params, found = SERVICES[name]
    body = _object(additional=schema("Purposed")["schema"], params=schema(params.__name__)["schema"])
    data = [schema(one.__name__)["schema"] for one in found]
    answer = _object(
        code={"enum": ["0", "00"]},
        data=data[0] if len(data) == 1 else {"oneOf": data},
    )
    return f"/{sid}", body, {**answer, "additionalProperties": True}


def answers() -> dict[str, Any]:
    """What we make of an answer that is none, by its HTTP status, and by the envelope's code."""
    of_key, others = (sorted(code for code in REFUSALS if (code in OF_THE_KEY) is wanted) for wanted in (True, False))
    refused = {"description": text("EXCHANGE_REFUSED")}
    return {
        **{code: refused for code in others if code.isdecimal()},
        **{code: {"description": text("EXCHANGE_UNAUTHORISED")} for code in of_key if code.isdecimal()},
        "default": {
            "description": text(
                "EXCHANGE_AGAIN", codes="、".join(code for code in (*others, *of_key) if not code.isdecimal())
            )
        },
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}
