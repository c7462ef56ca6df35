"""People in the form: the parties with their employers, delivery, and who acts for the borrower."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.forms.fields import (
    Address,
    ChildName,
    ChildNumber,
    Day,
    Division,
    FundAccount,
    Hidden,
    IdNumber,
    Model,
    Money,
    Name,
    Phone,
    Shown,
    Text,
    Word,
    item,
)
from chalicelib.domain.form import codes

BorrowerKey = Literal["borrower", "spouse", "co_borrower_1", "co_borrower_2", "co_borrower_3", "co_borrower_4"]
PersonKey = Literal[BorrowerKey, "co_owner_1", "co_owner_2", "co_owner_3", "co_owner_4"]


class EmployerForm(Model):
    """Where a person works (单位)."""

    name: Shown[Text] | None = item("单位名称", "DWMC")
    account: FundAccount | None = item("单位公积金账号", "DWZH")
    nature: Shown[Word] | None = item("单位性质", "DWLB")
    address: Address | None = item("单位地址", "DWDZ")
    phone: Phone | None = item("单位电话", "DWDH")


class ChildForm(Model):
    """One minor child (未成年子女), who is no party. Others than the parent see that there is one, and neither name nor number."""

    name: ChildName = item("子女姓名", default=...)
    id_number: ChildNumber = item("子女身份证号码", default=...)


class PersonForm(Model):
    """One party. What the fund's own records say of a person is not asked: see `_SHARED` in api/public/form_tree.py."""

    key: Shown[PersonKey] | None = item("申请人身份", codes=codes.PERSON)
    name: Name | None = item("姓名", "JKRXM")
    id_type: Shown[Literal["01", "02", "03", "04", "99"]] | None = item("证件类型", "JKRZJLX", codes.ID_TYPE)
    id_number: IdNumber | None = item("证件号码", "JKRZJHM")
    sex: Shown[Literal["1", "2"]] | None = item("性别", "XingBie", codes.SEX)
    born: Hidden[Day] | None = item("出生日期", "CSNY")
    marital: Shown[Literal["10", "20", "21", "22", "23", "30", "40", "90"]] | None = item(
        "婚姻状况", "HYZK", codes.MARITAL
    )
    phone: Phone | None = item("手机号码", "SJHM")
    landline: Phone | None = item("固定电话", "GDDHHM")
    household: Address | None = item("户口所在地", "HKSZD")
    address: Address | None = item("家庭住址", "JTZZ")
    education: Shown[Literal["10", "20", "30", "40", "60", "70", "80", "90"]] | None = item(
        "学历", "XueLi", codes.EDUCATION
    )
    professional_title: Shown[Word] | None = item("职称", "ZhiCheng")
    duty: Shown[Word] | None = item("职务", "ZhiWu")
    employment: Shown[Word] | None = item("用工性质", "YGXZ")
    post: Shown[Literal["cadre", "worker"]] | None = item("岗位", codes=codes.POST)
    monthly_income: Shown[Money] | None = item("月收入", "YSR")
    household_income: Shown[Money] | None = item("家庭月收入", "JTYSR")
    income_source: Shown[Word] | None = item("主要经济来源", "ZYJJLY")
    health: Hidden[Word] | None = item("健康状况", "JKZK")
    is_depositor: Shown[bool] | None = item("是否缴存住房公积金")
    fund_account: FundAccount | None = item("个人公积金账号", "JKRGJJZH")
    deposit_centre: Shown[Division] | None = item("缴存地", "JCD")
    minor_children: Shown[Annotated[int, Field(ge=0, le=20)]] | None = item("未成年子女数")
    children: Annotated[list[ChildForm], Field(max_length=20)] | None = item("未成年子女")
    relation: Shown[Literal["1", "2", "3", "4", "5", "6", "7", "8"]] | None = item(
        "与借款人关系", "CDGX", codes.RELATION
    )
    employer: EmployerForm | None = item("单位")


class DeliveryForm(Model):
    """Where papers are sent that somebody wants on paper (送达地址)."""

    address: Address | None = item("送达地址")
    recipient: Name | None = item("收件人")
    phone: Phone | None = item("收件人电话")


class AgentForm(Model):
    """Who acts for the borrower at the window, and since when (代办授权)."""

    name: Name | None = item("代办人姓名")
    id_number: IdNumber | None = item("代办人身份证号码")
    phone: Phone | None = item("代办人手机号码")
    authorised_on: Shown[Day] | None = item("授权委托日期")
