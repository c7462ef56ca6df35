"""Texts: what a person has to look at where no agency answered, and what they found."""

TEXTS: dict[str, tuple[str, str]] = {
    # What a person must look at.
    "IDENTITY_UNAVAILABLE": ("公安身份核验没有答复", "The population register did not answer"),
    "MARRIAGE_UNAVAILABLE": ("民政婚姻核验没有答复", "The marriage register did not answer"),
    "FUND_ACCOUNT_UNAVAILABLE": ("公积金缴存核验没有答复", "The fund core did not answer"),
    "PROPERTY_UNAVAILABLE": ("网签备案或者不动产核验没有答复", "Contract filing or registry did not answer"),
    "OFF_SITE_UNAVAILABLE": ("缴存地中心没有答复", "The deposit centre did not answer"),
    "OLD_LOAN_UNAVAILABLE": ("原贷款银行没有答复", "The old lender did not answer"),
    "TAX_UNAVAILABLE": ("税务完税核验没有答复", "The tax office did not answer"),
    "CREDIT_UNAVAILABLE": ("征信查询没有答复", "The credit bureau did not answer"),
    "LOOK_IDENTITY": ("比对身份证原件与申请表的姓名、号码", "Compare the ID card with the name and number in the form"),
    "LOOK_MARRIAGE": (
        "核对婚姻登记档案、结婚证或者法院文书",
        "Check the marriage archive, certificate or court papers",
    ),
    "LOOK_FUND_ACCOUNT": (
        "向缴存中心核对账户状态、连续缴存月数、基数、余额和贷款记录",
        "Check status, months of deposits, base, balance and loan history with the fund centre",
    ),
    "LOOK_PROPERTY": (
        "核对网签备案、权属、查封抵押、监管账户和家庭住房套数",
        "Check filing, title, seizures and mortgages, regulated account and the family's homes",
    ),
    "LOOK_OFF_SITE": ("核对异地贷款缴存使用证明（D01）", "Read the deposit centre's certificate (D01)"),
    "LOOK_PAPER": (
        "打开材料，核对它证明什么（金额、日期、付款人）",
        "Open the paper and say what it shows: amount, date, payer",
    ),
    "LOOK_OLD_LOAN": (
        "核对原贷款银行的书面结清金额证明（D02）：还款账户、户名和结清金额",
        "Read the old lender's written statement (D02): account, holder, and what settles the loan",
    ),
    "LOOK_TAX": ("核对契税完税凭证", "Check the proof of deed tax"),
    "LOOK_CREDIT": ("核对信用报告或者异议处理结果", "Check the credit report or the outcome of the objection"),
    # What they found.
    "RULED_IDENTITY": ("经人工核对，身份信息不一致", "A person compared: the identity does not match"),
    "RULED_MARRIAGE": ("经人工核对，婚姻状况与申报不一致", "A person compared: the marital status does not match"),
    "RULED_FUND_ACCOUNT": ("经人工核对，公积金账户信息不一致", "A person compared: the fund account does not match"),
    "RULED_PROPERTY": ("经人工核对，房屋信息不一致", "A person compared: the home does not match"),
    "RULED_OFF_SITE": (
        "经人工核对，异地缴存使用证明不一致",
        "A person compared: the deposit centre's certificate does not match",
    ),
    "RULED_OLD_LOAN": (
        "经人工核对，原贷款信息不一致",
        "A person compared: what was stated of the old loan does not match",
    ),
    "RULED_TAX": ("经人工核对，完税信息不一致", "A person compared: the tax information does not match"),
    "RULED_PAPER": ("经人工查看，材料不能证明所述事项", "A person looked: the paper does not show it"),
    "RULED_CREDIT": ("经人工核对，征信信息不一致", "A person compared: the credit information does not match"),
}
