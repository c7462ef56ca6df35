"""The loan in the form: what is wished, how it is secured, and the commercial loan it replaces."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.forms.fields import (
    AccountNumber,
    ContractNumber,
    Day,
    IdNumber,
    Model,
    Money,
    Name,
    Phone,
    Shown,
    Text,
    TitleNumber,
    item,
)
from chalicelib.api.forms.home import AccountForm
from chalicelib.api.forms.people import PersonKey
from chalicelib.domain.form import codes


class WishForm(Model):
    """The loan asked for. The rate and the kind of loan follow from the rest."""

    amount: Shown[Money] | None = item("贷款金额", "HTDKJE")
    months: Shown[Annotated[int, Field(ge=1, le=360)]] | None = item("贷款期数（月）", "DKQS")
    method: Shown[Literal["01", "02"]] | None = item("还款方式", "HKFS", codes.METHOD)
    guarantee: Shown[Literal["01", "02", "03", "99"]] | None = item("担保类型", "DKDBLX", codes.GUARANTEE)
    homes_declared: Shown[Annotated[int, Field(ge=0, le=20)]] | None = item("申报的家庭住房套数", "FWTS")
    deduction: Shown[Money] | None = item("委托每月扣划公积金金额", "WTKHYJCE")
    bank: Shown[Literal["B01", "B02"]] | None = item("受托银行", "SWTYHDM", codes.BANK)
    repayment_account: AccountNumber | None = item("还款账号", "HKZH")
    commercial_amount: Shown[Money] | None = item("商业贷款金额")
    commercial_months: Shown[Annotated[int, Field(ge=1, le=600)]] | None = item("商业贷款期数（月）")
    commercial_method: Shown[Literal["01", "02"]] | None = item("商业贷款还款方式", codes=codes.METHOD)


class MortgageForm(Model):
    """What is mortgaged, where it is not simply the home bought (抵押物)."""

    owner: Name | None = item("抵押物所有人", "DYW*")
    co_owner: Name | None = item("抵押物共有人", "DYW*")
    value: Shown[Money] | None = item("抵押物价值", "DYW*")
    title_number: TitleNumber | None = item("抵押物权证号", "DYW*")


class PledgeForm(Model):
    """What is pledged (质押物)."""

    owner: Name | None = item("质押物所有人", "ZYW*")
    what: Shown[Text] | None = item("质押物名称", "ZYW*")
    number: ContractNumber | None = item("质押物凭证号", "ZYW*")
    value: Shown[Money] | None = item("质押物价值", "ZYW*")


class SuretyForm(Model):
    """Who stands surety (保证方)."""

    name: Name | None = item("保证人名称", "BZF*")
    id_number: IdNumber | None = item("保证人统一社会信用代码或者证件号码", "BZF*")
    phone: Phone | None = item("保证人电话", "BZF*")
    contract_number: ContractNumber | None = item("担保合同编号", "DBHTBH")


class GuaranteeForm(Model):
    """How the loan is secured: the part that belongs to `wish.guarantee`."""

    mortgage: MortgageForm | None = item("抵押")
    pledge: PledgeForm | None = item("质押")
    surety: SuretyForm | None = item("保证")


OldBorrower = Literal[PersonKey, "co_owner"]


class OldLoanForm(Model):
    """The commercial housing loan to be replaced (原商业性住房贷款)."""

    bank: Shown[Text] | None = item("原贷款银行")
    contract_number: ContractNumber | None = item("原借款合同编号")
    borrower: Shown[OldBorrower] | None = item("原贷款借款人", codes=codes.OLD_BORROWER)
    account: AccountForm | None = item("原贷款还款账户")
    paid_out_on: Shown[Day] | None = item("原贷款发放日期")
    amount: Shown[Money] | None = item("原贷款金额")
    principal_left: Shown[Money] | None = item("原贷款剩余本金")
    combination: Shown[bool] | None = item("原贷款是否为组合贷款")
