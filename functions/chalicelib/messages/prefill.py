"""Texts of prefill (预填): where a value comes from, or why there is none; what the fund's records are called."""

TEXTS: dict[str, tuple[str, str]] = {
    # What was found on the road of a figure the form states.
    "FOUND_FILED_PRICE": ("住建部门：备案价格", "the housing department: the filed price"),
    "FOUND_DOWN_PAYMENT_RECEIVED": (
        "住建部门：监管账户收到的首付款",
        "the housing department: what the supervised account received",
    ),
    "FOUND_PAYOFF": ("原贷款银行：结清所需金额", "the old lender: what settles it"),
    "FOUND_BASE": ("住房公积金业务系统：缴存基数", "the fund's own system: the deposit base"),
    "FOUND_B03": ("首付款凭证，人工核查", "the receipt of the down payment, as somebody has read it"),
    "FOUND_B06": ("评估报告，人工核查", "the appraisal, as somebody has read it"),
    "FOUND_C01": ("收入证明，人工核查", "the proof of income, as somebody has read it"),
    "FOUND_D02": ("原贷款材料，人工核查", "the old loan's papers, as somebody has read them"),
    "PREFILL_KNOWN": (
        "来自{agency}，{at}。信息有误的，请直接改成正确的内容",
        "From {agency}, {at}. If it is wrong, change it to what is right",
    ),
    "PREFILL_NOT_AUTHORISED": (
        "还没有本人授权向{agency}查询，请先授权",
        "You have not authorised asking {agency} yet; authorise first",
    ),
    "PREFILL_NOT_ASKED": ("还没有向{agency}查询，请稍后再试", "{agency} has not been asked yet; try again later"),
    "PREFILL_UNAVAILABLE": (
        "{agency}暂时没有答复，请自行填写或者稍后再试",
        "{agency} gives no answer; fill it in, or try later",
    ),
    "PREFILL_REFUSED": ("{agency}未受理查询，请自行填写", "{agency} refused the query; fill it in"),
    "PREFILL_NOT_FOUND": ("{agency}没有查到您的相关记录，请自行填写", "{agency} has no record of yours; fill it in"),
    "PREFILL_NOT_TOLD": (
        "{agency}的记录里没有这一项，请自行填写",
        "The record of {agency} does not have it; fill it in",
    ),
    "PREFILL_SEVERAL": (
        "{agency}查到您名下不止一套住房，请先填写不动产单元号",
        "{agency} has more than one home of yours; type the unit number first",
    ),
    "PREFILL_CONTRACT_FIRST": (
        "请先填写购房合同编号，再向{agency}查询",
        "Type the number of the contract first; then {agency} is asked",
    ),
    "PREFILL_NAME_FIRST": (
        "请先填写姓名和证件号码，再向{agency}查询",
        "Type name and ID number first; then {agency} is asked",
    ),
    "PREFILL_NO_LOGIN": (
        "{agency}没有给出登录人的信息，请自行填写或者重新登录",
        "{agency} does not tell who has logged in; fill it in, or log in again",
    ),
    "PREFILL_FUND_ACCOUNT_STATUS": ("个人账户状态", "State of the account"),
    "PREFILL_DEPOSIT_BASE": ("个人缴存基数", "Deposit base"),
    "PREFILL_MONTHLY_DEPOSIT": ("月缴额", "Monthly deposit"),
    "PREFILL_BALANCE": ("个人账户余额", "Balance"),
    "PREFILL_CONSECUTIVE_MONTHS": ("连续足额缴存月数", "Months deposited without a gap"),
    "PREFILL_LOANS_USED": ("已使用公积金贷款次数", "Fund loans used"),
    "PREFILL_UNSETTLED_LOAN": ("有未结清的公积金贷款", "A fund loan is not settled"),
}
