"""The saga (补偿) as a table: what each step of the road does outside, who is told, and what takes it back.

docs/saga.md is rendered from here (`infra/tools/saga.py`). A step that may reach an agency or a bank and is not here fails a test,
and so does one whose way back is no state of the road.
"""

from collections.abc import Mapping
from typing import NamedTuple

from chalicelib.domain.checks.declared import CHECKS

# What nothing has to take back: a question leaves its entry in the ledger and no more.
ASKS = tuple(dict.fromkeys(check.step for check in CHECKS.values()))


class Done(NamedTuple):
    """What one step does outside. `undone_by`: the states of the road that take it back, in their order; none where it does not come back, and
    then `stays` says why that is right. `fails`: what may keep the undoing from being done, and who finds it on their table then."""

    outside: str
    told: str
    undone_by: tuple[str, ...] = ()
    stays: str = ""
    fails: str = ""


SAGA: Mapping[str, Done] = {
    "correction": Done("", "各方：告知书（短信、文书）", (), "告知过的不收回；补正后的新一轮另发"),
    "sign": Done(
        "印章平台：合同摘要加盖电子印章；受托银行：可取合同", "各方：请签署；受托银行：loan.contract.ready", ("Void",), "",
        "受托银行不答复（BankUnavailable）：等约一天，再到专人跟进（VoidStuck）",
    ),
    "mortgage": Done(
        "登记机构：申请抵押登记（预告或者首次）", "登记机构；补充材料时各方", ("Discharge",), "",
        "登记机构不答复、簿上仍在（AgencyUnavailable）：等约一天，再到专人跟进（DischargeStuck）；要求补件的，原申请先听结果再撤回",
    ),
    "disburse": Done(
        "受托银行：放款指令（同一流水号，只下一次，之后只查询）", "受托银行", (),
        "钱出去就不撤：查询确认未付的才往回走；已付的走到出件；说不清的不动任何东西（MAY_BE_PAID），由人向银行查清",
        "处理中（PaymentProcessing）：一直查；前后不一：两名主管办争议",
    ),
    "issue": Done(
        "缴存系统：登记新贷款；省平台：办结；档案", "各方：办结；受托银行：loan.settled", (), "贷款已成立，不撤；款项日后被退回的，争议属实由两名主管更正记录"
    ),
    "discharge": Done("登记机构：注销抵押或者撤回申请", "登记机构", (), "它本身就是撤回"),
    "void": Done("受托银行：合同作废", "受托银行：loan.contract.voided；全部签名随之失效", (), "它本身就是撤回"),
    "close": Done("省平台：办结状态", "各方：结果和理由、救济途径（短信、文书）", (), "办结不可逆；重新申请另立一件"),
}  # fmt: skip
