"""Texts of what can be wrong with the one form, beyond what any request can have wrong."""

TEXTS: dict[str, tuple[str, str]] = {
    # Parts of the form
    "UNEXPECTED": ("此种情况不填此项，请删除", "This does not belong here in this case; leave it out"),
    "KIND_UNKNOWN": ("请选择购房类型", "Choose the kind of purchase"),
    "HOME_KIND_NOT_ALLOWED": ("房屋类型与购房类型不符", "This kind of purchase is not for such a home"),
    "PERSON_UNKNOWN": ("该人员不在申请表中", "This person is not in the form"),
    "STATEMENT_UNKNOWN": ("没有这一申明或者承诺，请删除", "There is no such declaration or commitment here"),
    "STATEMENT_NOT_APPLICABLE": ("此项申明或者承诺不适用于本申请", "This declaration or commitment does not apply to this case"),
    "DEPARTMENT_UNKNOWN": ("没有这一共享部门", "There is no such department"),
    "DEPARTMENT_MISSING": ("逐部门同意时，还须同意向{name}共享", "Of the departments, this one is still to be ticked: {name}"),
    "MATERIAL_UNKNOWN": ("材料清单中没有这一材料", "The list of materials has no such material"),
    # Identifiers
    "ID_DOCUMENT_FORMAT": ("证件号码格式不正确，请核对证件类型和号码", "The number is not one of that type of identity document"),
    "ID_TYPE_MISMATCH": ("证件类型与号码不符，请按证件重新选择类型", "The number is one of another type of identity document"),
    "SEX_MISMATCH": ("性别与身份证号码不一致", "The sex is not what the ID number says"),
    "BIRTH_MISMATCH": ("出生日期与身份证号码不一致", "The date of birth is not what the ID number says"),
    "FUND_ACCOUNT_FORMAT": ("请输入 20 位以内的公积金账号", "Give the fund account, up to 20 letters and digits"),
    "DIVISION_NOT_IN_GANSU": ("请选择甘肃省内的行政区划", "Choose a division in Gansu"),
    "TITLE_NUMBER_FORMAT": (
        "请按证书填写不动产权证书号，例如：甘(2025)兰州市不动产权第0001234号",
        "Give the title certificate's number as it is printed",
    ),
    "PROOF_NUMBER_FORMAT": ("请按证明填写不动产登记证明号", "Give the registration proof's number as it is printed"),
    "CONTRACT_NUMBER_FORMAT": ("请输入合同编号，30 位以内，不含空格", "Give the contract number, up to 30 characters without spaces"),
    "PRESALE_PERMIT_FORMAT": ("请输入预售许可证号，30 位以内，不含空格", "Give the presale permit's number, up to 30 characters without spaces"),
    "USCC_FORMAT": ("请输入 18 位统一社会信用代码", "Give the 18-character credit code"),
    "USCC_CHECK_DIGIT": ("统一社会信用代码校验不通过，请核对", "The credit code's check digit is not right"),
    "ORGANISATION_CODE_FORMAT": ("请输入 9 位组织机构代码", "Give the 9-character organisation code"),
    "ORGANISATION_CODE_CHECK_DIGIT": ("组织机构代码校验不通过，请核对", "The organisation code's check digit is not right"),
    "TASK_CODE_FORMAT": ("实施编码不正确", "The implementation code is not right"),
    "CATALOG_CODE_FORMAT": ("基本编码不正确", "The basic code is not right"),
    "HANDLE_ITEM_CODE_FORMAT": ("业务办理项编码不正确", "The handling code is not right"),
    "CASE_NUMBER_FORMAT": ("办件流水号不正确", "The case number is not right"),
    "REGION_CODE_FORMAT": ("区划代码不正确", "The region code is not right"),
    # Days and sums
    "DAY_IN_FUTURE": ("日期不能晚于今天", "The day must not be in the future"),
    "AREA_EXCEEDED": ("套内面积不能大于建筑面积", "The inner area is larger than the whole"),
    "HOME_FORM_MISMATCH": ("期房没有建成年份，请核对房屋形式", "A home that is not built yet has no year it was completed in"),
    "PAYER_UNKNOWN": (
        "付款人须为申请人（填身份代码）或者直系亲属 parent、child、grandparent，多人用加号连接",
        "The payer has to be a party, by key, or parent, child or grandparent; several joined by +",
    ),
    "OLD_LOAN_EXCEEDED": ("剩余本金不能大于原贷款金额", "What is left is more than was lent"),
}  # fmt: skip
