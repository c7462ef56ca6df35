"""The home in the form: new (新建商品房), existing (存量房) or own (自有)."""

from typing import Literal

from chalicelib.api.forms.fields import (
    AccountNumber,
    Address,
    Area,
    BankCode,
    ContractNumber,
    Day,
    Division,
    IdNumber,
    Model,
    Money,
    Name,
    PermitNumber,
    Shown,
    Text,
    TitleNumber,
    UnitNumber,
    Word,
    Year,
    item,
)
from chalicelib.domain.form import codes


class AccountForm(Model):
    """A bank account: holder, number, code of the bank."""

    holder: Name | None = item("账户名称")
    number: AccountNumber | None = item("账号")
    bank: Shown[BankCode] | None = item("开户银行代码")


class HomeForm(Model):
    """The home. Of an own home `price` is what it was bought for."""

    kind: Shown[Literal["new", "existing", "own"]] | None = item("房屋类型", codes=codes.HOME_KIND)
    city: Shown[Division] | None = item("房屋所在地")
    project: Shown[Text] | None = item("楼盘名称", "LPMC")
    presale_permit: Shown[PermitNumber] | None = item("商品房预售许可证号", "SPFYSXKBH")
    presale_permit_on: Shown[Day] | None = item("预售许可日期")
    contract_number: ContractNumber | None = item("购房合同编号", "GFHTBH")
    unit_number: UnitNumber | None = item("不动产单元号")
    location: Address | None = item("房屋坐落", "FWZL")
    area: Shown[Area] | None = item("建筑面积", "FWJZMJ")
    inner_area: Shown[Area] | None = item("套内面积", "FWTNMJ")
    price: Shown[Money] | None = item("房屋总价", "FWZJ")
    down_payment: Shown[Money] | None = item("首付款", "SFK")
    paid: Shown[Money] | None = item("已付款", "YFK")
    nature: Shown[Literal["01", "02", "03", "04", "05", "06", "07", "08", "99"]] | None = item(
        "房屋性质", "FWXZ", codes.HOUSE_NATURE
    )
    form: Shown[Literal["0", "1"]] | None = item("房屋形式", "FWXS", codes.HOUSE_FORM)
    structure: Shown[Word] | None = item("房屋结构", "FWJG")
    completed_on: Shown[Day] | None = item("竣工日期", "FWJGRQ")
    completed_year: Shown[Year] | None = item("建成年份")
    land_use_ends: Shown[Day] | None = item("土地使用权终止日期")
    seller_name: Name | None = item("售房人", "SFRMC")
    seller_id: IdNumber | None = item("售房人统一社会信用代码或者证件号码")
    seller: AccountForm | None = item("售房人收款账户（监管账户）")
    ownership: Shown[Literal["0", "1", "2", "3"]] | None = item("共有方式", codes=codes.OWNERSHIP)
    title_number: TitleNumber | None = item("不动产权证书号")
    appraisal: Shown[Money] | None = item("评估价")
