"""What banks and the registry are answered."""

from typing import Literal

from pydantic import Field

from chalicelib.api.answers.shape import Shown
from chalicelib.domain.status import Status


class Received(Shown):
    """Heard, and written down where it was news. It need not be told again."""

    received: Literal[True]
    statement: str | None = Field(
        None,
        description="bank_part.offered：该报价为现行报价的，其综合融资成本明示的 SHA-256，签订时原样返回；否则为空",
    )


class BankPerson(Shown):
    """One party to the contract: who signs it, and owes."""

    key: str = Field(description="borrower、spouse、co_borrower_1…")
    name: str
    id_number: str
    phone: str


class BankHome(Shown):
    """The home that is bought, or lent on."""

    unit_number: str = Field(description="不动产单元号，28 位")
    location: str
    contract_number: str = Field(description="购房合同编号")


class BankPayee(Shown):
    """To whom the loan will be paid by the pay-out order, and to nobody else."""

    holder: str
    number: str = Field(description="收款账号")
    bank: str = Field(description="开户银行代码，借款人填报")


class BankPartPlanned(Shown):
    """The bank's part of a combination as it was planned: its offer is `bank_part.offered`, its contract is signed in person once `confirmed`."""

    amount: str = Field(description="商业部分金额，元；报价须为该金额，银行抵押不得超过")
    months: int = Field(description="申请的期限，月；报价不得更短")
    method: str = Field(description="申请的还款方式代码")
    condition: str | None = Field(
        description="放款条件，签订合同时的方案所定，只此一个：mortgage_registered 抵押登记，sale_filed 销售备案，completion_filed 竣工备案"
    )
    account: str | None = Field(description="应付至的账号；为空的付至开发企业在其开户银行的账户，由专人核实")
    statement: str | None = Field(description="现行综合融资成本明示的 SHA-256；尚未报价的为空")
    confirmed: bool = Field(description="签署各方均已确认该明示；此前不得签订")


class BankContract(Shown):
    """One loan contract as its bank needs it, to sign it and to pay. What it signs is the file behind `link`, whose SHA-256 is `sha256`."""

    contract_number: str = Field(description="借款合同编号，合同事件以它指明合同")
    sha256: str = Field(description="合同文件的 SHA-256，小写十六进制；签署时原样返回")
    number: str = Field(description="办件流水号")
    status: Status = Field(description="办件状态；ATTENDING 之后可能回到先前的状态")
    link: str = Field(description="合同文件的短时链接，十分钟内有效")
    amount: str | None = Field(description="贷款金额，元")
    months: int | None = Field(description="期限，月")
    rate: str | None = Field(description="签约时的年利率，百分数；放款时以放款日的利率为准")
    method: str = Field(description="还款方式代码")
    repayment_account: str = Field(description="还款账号")
    people: list[BankPerson]
    home: BankHome
    payee: BankPayee
    bank_part: BankPartPlanned | None = Field(description="组合贷款的商业部分；纯公积金贷款为空")
