"""Texts of quotes: what could be otherwise, what that would do, and what a quote rests on."""

TEXTS: dict[str, tuple[str, str]] = {
    # What could be otherwise.
    "WHATIF_DEPOSITS_ENOUGH": ("再连续足额缴存 {months} 个月", "{months} more months of deposits in full"),
    "WHATIF_MORE_DEPOSITS": ("再连续足额缴存 {months} 个月", "{months} more months of deposits in full"),
    "WHATIF_SPOUSE_DEPOSITS": (
        "配偶也缴存公积金，连续足额满 {months} 个月（按月收入 {base} 元、与您相同的缴存比例估算）",
        "The spouse deposits too, for {months} months (estimated from {base} yuan a month and your own share)",
    ),
    "WHATIF_LONGEST_TERM": ("期限延长到 {months} 个月", "A term of {months} months"),
    "WHATIF_SHORTER_TERM": ("期限缩短到 {months} 个月", "A term of only {months} months"),
    "WHATIF_DOWN_PAYMENT_REACHED": (
        "首付款增加 {amount} 元，达到最低首付",
        "{amount} yuan more down payment, the least that is allowed",
    ),
    "WHATIF_MORE_DOWN_PAYMENT": ("首付款增加 {amount} 元", "{amount} yuan more down payment"),
    "WHATIF_DEBTS_PAID": ("还清每月须还的其他债务", "All other monthly debts are paid off"),
    "WHATIF_ARREARS_PAID": ("还清当前逾期", "What is overdue is paid"),
    "WHATIF_HOUSING_LOANS_REPAID": ("结清未还清的商业住房贷款", "The commercial housing loans are repaid"),
    "WHATIF_FUND_LOAN_SETTLED": ("结清现有的公积金贷款", "The present fund loan is settled"),
    "WHATIF_CHILDREN_PROVEN": ("提交多子女家庭证明", "The children are proven"),
    "WHATIF_INCOME_PROVEN": ("提交未缴存人员的收入证明", "Incomes without deposits are proven"),
    "WHATIF_OTHER_METHOD": ("改用{method}", "With {method}"),
    "WHATIF_ONE_HOME_LESS": ("家庭少一套住房", "With one home less in the family"),
    "WHATIF_OLDER": ("等到 {day}（{age} 周岁）再申请", "Applying on {day}, at the age of {age}"),
    # What that would do.
    "EFFECT_ELIGIBLE": ("即可申请", "you may then apply"),
    "EFFECT_LOOK": ("即可申请，由人工审核", "you may then apply, and a person decides"),
    "EFFECT_NOT_ELIGIBLE": ("将不符合条件", "you may then not apply"),
    "EFFECT_MORE": ("可多贷 {value} 元", "{value} yuan more"),
    "EFFECT_LESS": ("少贷 {value} 元", "{value} yuan less"),
    "EFFECT_PAYMENT_MORE": ("首月还款增加 {value} 元", "the first payment rises by {value} yuan"),
    "EFFECT_PAYMENT_LESS": ("首月还款减少 {value} 元", "the first payment falls by {value} yuan"),
    # What a quote rests on.
    "QUOTE_NOT_BINDING": (
        "试算按您填写的情况进行，不保存、不作为审批依据；以受理时的政策和各部门核验的结果为准",
        "A quote rests on what you stated, is kept nowhere and binds nobody; policy and facts on acceptance decide",
    ),
    "QUOTE_RATE": (
        "年利率 {rate}%，执行 {since} 起的利率表；以放款日的利率为准",
        "{rate}% a year, by the table in force since {since}; the day of pay-out decides",
    ),
    "QUOTE_DUE_PAID_OUT": (
        "每月还款日与放款日相同，首期满一个月；各期利息按月利率计算，末期调整尾差",
        "Due each month on the day of pay-out; the first period is a whole month, the last takes the rounding",
    ),
    "QUOTE_DUE_DAY": (
        "每月 {day} 日还款，首期自放款日起按实际天数计息（{day_count}），首期应还款额因此不同",
        "Due on day {day} of each month; the first period bears interest by days ({day_count}) and differs",
    ),
    "QUOTE_RESET": (
        "今日放款的，如遇利率调整，自 {day} 起按新利率重新计算月供",
        "If paid out today, a change of rates is followed from {day} on",
    ),
    "QUOTE_NO_RESET": ("一年期（含）以内的贷款不随利率调整", "A loan of up to a year follows no change of rates"),
    "QUOTE_DOWN_PAYMENT_ASSUMED": (
        "您没有填写首付款，按最低首付款 {amount} 元测算",
        "No down payment was given: the least allowed is assumed, {amount} yuan",
    ),
    "QUOTE_LOOK": (
        "有事项须由工作人员核查后才能确定，本次试算不是结论",
        "A person would have to look before this can be decided; the figures are no answer yet",
    ),
    # What is taken for granted where nobody says otherwise.
    "ASSUMED_LOANS_USED": ("没有使用过公积金贷款", "no fund loan was ever used"),
    "ASSUMED_UNSETTLED_LOAN": ("没有未结清的公积金贷款", "no fund loan is unsettled"),
    "ASSUMED_MONTHLY_DEBT": ("没有其他月还款", "no other debts a month"),
    "ASSUMED_MAX_CONSECUTIVE_OVERDUE_24M": ("近24个月没有连续逾期", "nothing overdue in a row in 24 months"),
    "ASSUMED_TOTAL_OVERDUE_24M": ("近24个月没有逾期", "nothing overdue in 24 months"),
    "ASSUMED_CURRENT_OVERDUE": ("没有当前逾期", "nothing overdue now"),
    "ASSUMED_UNSETTLED_HOUSING_LOANS": ("没有未结清的商业住房贷款", "no commercial housing loan is unsettled"),
    "ASSUMED_ACCOUNT_STATUS": ("公积金账户正常", "the fund account is in normal standing"),
    "ASSUMED_DEPOSIT_CENTRE": ("在本中心缴存", "deposits are at this centre"),
    "ASSUMED_MONTHLY_DEPOSIT": ("月缴存额为缴存基数的 10%", "deposits a month are 10% of the base"),
    "ASSUMED_HOMES_OWNED": ("家庭没有其他住房", "the family has no other home"),
    "ASSUMED_DOWN_PAYMENT": ("首付款为最低比例", "the down payment is the least allowed"),
    "ASSUMED_IDENTITY": ("各方身份、婚姻经核验属实", "identities and marriage are confirmed"),
    "ASSUMED_WITHDRAWAL_IN_FLIGHT": ("没有正在办理的提取", "no withdrawal is under way"),
    "ASSUMED_FRAUD": ("没有骗提骗贷记录", "no fraud is on record"),
    "ASSUMED_QUERIES": ("近90天没有较多贷款审批查询，没有呆账等记录", "few credit inquiries lately, and no bad debts"),
    "ASSUMED_USE": ("所购房屋为住宅，不按份共有", "what is bought is a home, not held in shares"),
    "ASSUMED_SEIZED": ("房屋未被查封，没有其他抵押", "the home is neither seized nor mortgaged otherwise"),
    "QUOTE_MONTHLY_ASSUMED": (
        "没有填写月缴存额的，按缴存基数的 10% 估算（单位和职工各不低于 5%）",
        "Where no monthly deposit was given, 10% of the base is assumed (5% each is the least)",
    ),
}
