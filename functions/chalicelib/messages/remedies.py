"""Texts: what the parties can put right, and what helps after a refusal."""

TEXTS: dict[str, tuple[str, str]] = {
    # What helps after a refusal.
    "REMEDY_ALIVE": (
        "如信息有误，请持身份证到公安机关核实",
        "If this is wrong, have the police correct their register",
    ),
    "REMEDY_LIVE_CASE_PERSON": (
        "另一件办结或者撤件后可以重新申请；另一件不是本人办理的，由其本人登录或者持身份证到窗口亲自授权后重新申请，也可以向本中心反映",
        "Apply again once the other one has ended; whoever did not make that one authorises this one themselves and applies again",
    ),
    "REMEDY_LIVE_CASE_UNIT": (
        "单元号填错的，更正后重新申请；没有填错的，另一件办结或者撤件后可以重新申请，对其有异议的向本中心说明并提交网签合同或者不动产权证书",
        "Correct the unit number and apply again; where it is right, apply once the other one has ended, or show the centre contract or title",
    ),
    "REMEDY_ADULT": ("年满十八周岁后可以申请", "Apply after your eighteenth birthday"),
    "REMEDY_RETIREMENT": (
        "可由未到法定退休年龄的配偶作为借款人申请",
        "A spouse below retirement age can be the borrower",
    ),
    "REMEDY_HOME_USE": (
        "住房公积金贷款只用于购买住房；用途登记有误的，请到登记机构核实",
        "The fund lends on homes alone; if its use is recorded wrongly, have the registry correct it",
    ),
    "REMEDY_DEPOSITOR": ("由缴存住房公积金的一方作为借款人申请", "Let the party who deposits be the borrower"),
    "REMEDY_ACCOUNT_NORMAL": (
        "请向缴存中心恢复账户正常状态后重新申请",
        "Have your fund centre restore the account, then apply again",
    ),
    "REMEDY_DEPOSIT_MONTHS": (
        "连续足额缴存满规定月数后可以重新申请",
        "Apply again after the required months of deposits",
    ),
    "REMEDY_OFF_SITE_PLACE": ("可向缴存地住房公积金管理中心咨询贷款", "Ask the centre where you deposit for a loan"),
    "REMEDY_TRANSFER_COMMERCIAL_ONLY": (
        "组合贷款不能转为公积金贷款，只有纯商业性住房贷款可以",
        "A combination cannot be replaced; only a purely commercial loan can",
    ),
    "REMEDY_TRANSFER_MONTHS": (
        "原商业贷款还款满规定月数后可以重新申请",
        "Apply again once the old loan has been repaid for the required months",
    ),
    "REMEDY_TRANSFER_CAPACITY": (
        "本中心恢复受理商转公后可以重新申请",
        "Apply again when the centre takes transfers again",
    ),
    "REMEDY_TRANSFER_RECORD": (
        "原商业贷款连续按时还款满规定月数后可以重新申请；已结清的不能转贷",
        "Apply again after the required months on time; a settled loan cannot be replaced",
    ),
    "REMEDY_FUND_LOAN_SETTLED": ("结清现有公积金贷款后可以重新申请", "Settle the present fund loan, then apply again"),
    "REMEDY_FRAUD_BAN": (
        "退回款项且限制期满后可以重新申请；记录有误的，可以向缴存中心申请复核",
        "Apply again once the money is returned and the years are over; if the record is wrong, have your fund centre review it",
    ),
    "REMEDY_WITHDRAWAL_DONE": (
        "办结或者撤销在途提取后可以重新申请",
        "Finish or cancel the withdrawal, then apply again",
    ),
    "REMEDY_HOMES": (
        "住房套数有误的，可持不动产登记查询结果申请复核；确为第三套及以上的，可申请商业性住房贷款",
        "If the count is wrong, ask for a second look with the registry's answer; a commercial loan is open to you otherwise",
    ),
    "REMEDY_NOT_SEIZED": ("解除查封后可以重新申请", "Apply again once the seizure is lifted"),
    "REMEDY_TERM": ("可更换借款人或者住房后重新申请", "Apply again with another borrower or home"),
    "REMEDY_CREDIT_OVERDUE": (
        "信用报告有误的，可向征信机构提出异议；更正后可以重新申请",
        "If the report is wrong, object to it; apply again once it is corrected",
    ),
    "REMEDY_CREDIT_CURRENT": ("还清逾期款项后可以重新申请", "Pay what is overdue, then apply again"),
    "REMEDY_CREDIT_MORTGAGES": (
        "结清商业性住房贷款后可以重新申请",
        "Settle the commercial housing loan, then apply again",
    ),
    "REMEDY_BANK_TERM": (
        "请缩短商业贷款的期限后重新申请",
        "Apply again with a shorter term for the bank's part",
    ),
    "REMEDY_BANK_BURDEN": (
        "可以减少商业贷款、延长其期限，或者提供其他各方的收入证明",
        "Take less from the bank or for longer, or bring proof of the others' income",
    ),
    "REMEDY_AMOUNT": (
        "可减少其他负债、增加首付款或者增加共同借款人后重新申请",
        "Apply again with fewer debts, a larger down payment or a co-borrower",
    ),
    # Of rules that refuse nobody by themselves: a reviewer may rest a refusal on them.
    "REMEDY_CO_OWNER_ADULT": (
        "由法定代理人说明抵押为未成年人的利益并提交证明，或者待其成年后，可以重新申请",
        "Apply again with proof by the guardian that the mortgage is for the child's good, or once the child is of age",
    ),
    "REMEDY_RECENT_DIVORCE": (
        "按离异前家庭计算的住房和贷款符合规定后可以重新申请；登记信息有误的，先由登记机关更正",
        "Apply again once homes and loans of the family before the divorce are within the rules; have a wrong record corrected",
    ),
    "REMEDY_FLEXIBLE_DEPOSITOR": (
        "符合本中心灵活就业人员贷款办法规定的缴存条件后可以重新申请，也可以由其他缴存的一方作为借款人申请",
        "Apply again once the centre's terms for flexible depositors are met, or let another party who deposits be the borrower",
    ),
    "REMEDY_DEPOSIT_PLACE": (
        "由缴存地中心核实缴存使用证明后，按异地贷款重新申请",
        "Apply again for an off-site loan once the centre where you deposit certifies it",
    ),
    "REMEDY_OFF_SITE_CERTIFICATE": (
        "由缴存地中心更正或者重新出具异地贷款缴存使用证明后可以重新申请",
        "Apply again once the centre where you deposit corrects its certificate or gives another",
    ),
    "REMEDY_SHARED_OWNERSHIP": (
        "由全体共有人确认各自的份额并同意抵押后可以重新申请",
        "Apply again once every owner confirms their share and agrees to the mortgage",
    ),
    "REMEDY_NOT_MORTGAGED": (
        "在先抵押注销，或者抵押权人书面同意处理后可以重新申请",
        "Apply again once the earlier mortgage is discharged, or its holder has agreed in writing",
    ),
    "REMEDY_TRANSFER_BORROWER": (
        "由原贷款的借款人、其配偶或者房屋产权共有人作为借款人申请",
        "Let the borrower of the old loan, their spouse or a co-owner of the home apply",
    ),
    "REMEDY_TRANSFER_TITLE": (
        "取得不动产权证书后可以重新申请",
        "Apply again once you have the title",
    ),
    "REMEDY_TRANSFER_MORTGAGE": (
        "原贷款抵押权的登记核实、更正后可以重新申请",
        "Apply again once the record of the old mortgage is right",
    ),
    "REMEDY_CREDIT_STATUS": (
        "结清呆账、代偿等款项后可以重新申请；信用报告有误的，可以向征信机构提出异议",
        "Settle what was written off or paid for you, then apply again; object to a report that is wrong",
    ),
    "REMEDY_CREDIT_QUERIES": (
        "近三个月的贷款审批查询减少，或者能够说明查询的原因后可以重新申请",
        "Apply again once there are fewer such queries, or you can say what they were for",
    ),
    "REMEDY_REVIEW_REFUSED": (
        "上列查明的情形改变后，或者有新的材料能够说明情况不同的，可以重新申请",
        "Apply again once that has changed, or new papers show otherwise",
    ),
    "REMEDY_CONTEST_UPHELD": (
        "部门登记的信息有误的，先向该部门申请更正；更正后或者有新的证明的，可以重新申请",
        "Have the agency correct a wrong record first; apply again then, or with other proof",
    ),
    "REMEDY_NOTHING_SHOWS_IT": (
        "取得该项材料，或者部门能够查到后，可以重新申请",
        "Apply again once you have that paper, or the agency has it on record",
    ),
    # Defects, and how to put them right.
    "MATERIAL_MISSING": ("缺少材料：{name}", "A document is missing: {name}"),
    "PAPER_NOT_ENOUGH": (
        "上传的{name}不能证明所填的内容，请换一份，或者按凭证更正所填的金额",
        "What was uploaded does not show what the form states: {name}",
    ),
    "REMEDY_UPLOAD": ("请上传清晰完整的材料", "Upload a clear and complete document"),
    "APPRAISAL_MISSING": ("未填写存量房评估价值", "The appraised value of the existing home is missing"),
    "REMEDY_APPRAISAL": ("请按评估报告填写评估价值", "Give the value from the appraisal report"),
    "REMEDY_CONSENT": ("请由本人阅读并签署授权", "The person themselves must read and sign it"),
    "DOWN_PAYMENT_LOW": (
        "首付款低于房屋总价的 {share}；组合贷款按两笔贷款合计核算",
        "The down payment is below {share} of the price; both loans of a combination count together",
    ),
    "REMEDY_DOWN_PAYMENT": ("请补足首付款并更新金额和凭证", "Pay the difference; update the amount and its proof"),
    "REMEDY_IDENTITY": ("请核对姓名和身份证号码后更正", "Check name and ID number, then correct them"),
    "REMEDY_MARRIAGE": ("请核对婚姻状况和配偶信息后更正", "Check marital status and spouse, then correct them"),
    "REMEDY_MARITAL_PROOF": (
        "请签署单身承诺；经法院离婚或者配偶死亡的，上传裁判文书及生效证明或者死亡证明（A04）",
        "Sign the single-status commitment, or upload proof such as court papers (A04)",
    ),
    "REMEDY_FUND_ACCOUNT": (
        "请向缴存中心核实账户信息后更正",
        "Check the account with your fund centre, then correct the form",
    ),
    "REMEDY_PROPERTY": ("请按网签备案合同或者已有的不动产权证书更正", "Correct it to match the contract or title"),
    "REMEDY_OFF_SITE": (
        "请向缴存地中心核实后更正，或者上传其出具的缴存使用证明（D01）",
        "Check with the centre where you deposit, then correct the form or upload its certificate (D01)",
    ),
    "REMEDY_OLD_LOAN": (
        "请按原借款合同核对还款账户和户名后更正，或者向原贷款银行核实",
        "Correct the account and its holder as the old contract has them, or ask the old lender",
    ),
    "REMEDY_TAX": ("请向税务部门核实完税信息后更正", "Check with the tax office, then correct the form"),
    "REMEDY_CREDIT": (
        "请向征信机构核实，必要时提出异议",
        "Check with the credit bureau; raise an objection if need be",
    ),
}
