"""Texts of the papers (文书): titles, standing sentences, clauses of the contract. {placeholders} are filled when printed."""

TEXTS: dict[str, tuple[str, str]] = {
    # Titles, docs/domain.md 1.6.
    "PAPER_CONTRACT": ("住房公积金个人住房借款（抵押）合同", "Provident-fund housing loan and mortgage contract"),
    "PAPER_SIGNATURES": ("签署页", "Signatures"),
    "SIGNATURES_SAID": (
        "本页附于各方所签的合同原文之后，合同原文逐字节未变，任何人可以取出核对。本页之后的电子签章可以用通用的 PDF 阅读软件验证。",
        "This page stands behind the contract as signed, which is unchanged, byte for byte",
    ),
    "CONTRACT_SIGNED_BY_THEMSELVES": ("本人登录后以电子方式签署", "Electronically, from the person's own session"),
    "CONTRACT_SIGNED_AT_WINDOW": ("本人到窗口，经核验后签署", "At the window, after the person was verified"),
    "CONTRACT_SIGNED_BY_HAND": (
        "本人在纸质表单上签字，窗口核验后录入并留存扫描件",
        "By hand on paper, entered at the window, which keeps the scan",
    ),
    "CONTRACT_SEALED_BY_CENTRE": (
        "合同生成时，对合同原文加盖电子印章",
        "By its seal on the text, when the contract was drawn up",
    ),
    "CONTRACT_SIGNED_BY_BANK": ("银行经已签名的接口回告签署", "By the bank's signed callback"),
    "PAPER_ACCEPTANCE": ("受理通知书", "Notice of acceptance"),
    "PAPER_HOLD": ("核实事项告知书", "Notice of what is still to be answered"),
    "PAPER_CORRECTION": ("一次性补正告知书", "Notice of everything to correct"),
    "PAPER_APPROVAL": ("准予贷款通知书", "Notice of approval"),
    "PAPER_VOUCHER": ("放款凭证", "Proof of pay-out"),
    "PAPER_SCHEDULE": ("还款计划表", "Repayment schedule"),
    "PAPER_OTHER": ("文书", "A paper"),
    "PAPER_NUMBERED": (" · 第{number}份", " · {number}"),
    "PAPER_TO": (" · 致{party}", " · to {party}"),
    "PAPER_AS_TABLE": (" · 表格", " · table"),
    "PAPER_CREDIT_AUTHORISATION": ("征信查询授权书", "Authorisation to query credit"),
    # The credit authorisation.
    "CREDIT_AUTHORISED": (
        "本人授权{to}，为{purpose}，向金融信用信息基础数据库查询、使用本人的信用信息，范围为：{scope}；有效期：{validity}。本人已阅读并理解以上内容（文本版本 {version}）。",
        "I authorise {to} to query and use my credit information for {purpose}: {scope}; valid: {validity} (text version {version}).",
    ),
    "SIGNED_AT_WINDOW": ("本人到窗口，经核验后签署", "At the window, after the person was verified"),
    "SIGNED_BY_HAND": (
        "本人未到窗口；本人在纸质授权书上签字，由窗口留存扫描件并录入",
        "By hand on paper, the person not being there; the window has kept the scan",
    ),
    "SIGNED_BY_THEMSELVES": ("本人登录后以电子方式签署", "Electronically, from the person's own session"),
    "CREDIT_AUTHORISATION_REMARK": (
        "本授权书可以在查询之前撤回；撤回不影响撤回之前已经完成的查询。",
        "It may be taken back before the query; what was queried before stays queried.",
    ),
    # Openings of letters.
    "OPEN_ACCEPTANCE": (
        "你（们）提交的住房公积金个人住房贷款购房“一件事”申请收悉。经查，符合受理条件，现予受理。",
        "Your application is complete and in due form; it is accepted.",
    ),
    "OPEN_ACCEPTED_IN_SILENCE": (
        "你（们）提交的住房公积金个人住房贷款购房“一件事”申请收悉。收件后 {days} 个工作日内未告知需要补正的内容，视为受理{mark}。",
        "Your application was received; nothing lacking was told within {days} working days, so it counts as accepted{mark}.",
    ),
    "OPEN_CORRECTION": (
        "你（们）的申请已收件，尚未受理。下表所列 {count} 项需要补正，请至迟于{due}一次补正。",
        "Your application is received and not accepted yet. These {count} items need correction by {due}:",
    ),
    "OPEN_HOLD": (
        "你（们）的申请已受理。进一步核验后，下表所列 {count} 项需要你（们）答复或者更正，请至迟于{due}一次办理。",
        "Your application is accepted. Checking further, these {count} items need your answer by {due}:",
    ),
    "AFTER_CORRECTION": (
        "各部门已并联核验，上表已列明全部人员、全部部门发现的问题。{law}。逾期未补正的，本次办理终止，可重新申请。",
        "Every agency has checked, and the notice is complete. {law}. Otherwise the case ends, and you may apply again.",
    ),
    "AFTER_HOLD": (
        "其间中心的承诺时限暂停计算，{law}。逾期未答复的，由工作人员决定如何处理。",
        "Our promise pauses, the law's limit does not: {law}. Otherwise staff decide how to go on.",
    ),
    "NOTICE_HOW": ("登录办理，或者持身份证到窗口办理，两种方式效力相同。", "Online or at a window: both are the same."),
    "NOTICE_CONTEST": (
        "认为上表所列不属实的，不必更改申请：说明理由、上传证明，提出异议并提交，由作出该结果以外的工作人员核查。",
        "Where what was found is not so, change nothing: contest it with your reason and proof, then send it; another person than who found it decides.",
    ),
    "OPEN_APPROVAL": (
        "经审核，你（们）的申请符合住房公积金个人住房贷款条件，决定准予贷款，主要内容如下：",
        "Your application meets the conditions; the loan is granted as follows:",
    ),
    "OPEN_VOUCHER": (
        "本中心委托{bank}，已将下列贷款划入约定的收款账户：",
        "At our order {bank} has paid this loan to the agreed account:",
    ),
    # How to go on.
    "HELP_LINES": (
        "咨询和投诉：12329 住房公积金热线、12345 政务服务便民热线，办理时请提供本文书编号。",
        "Help and complaints: 12329 or 12345; please give the number of this paper.",
    ),
    "LIMIT_LAW_RUNS": (
        "法定期限不停止，仍为自受理之日起 {days} 日（{law}），即至{by}，请尽早答复",
        "within {days} days of acceptance ({law}), by {by}; please answer as early as you can",
    ),
    "OPEN_ASKED": ("审核人员要求说明的事项：", "What the reviewer asks:"),
    "LIMIT_LAW_WAITS": (
        "补正后经核验无缺项的，即予受理，办理期限自受理之日起算（现行法定期限 {days} 日，{law}）",
        "It is accepted once nothing is lacking; the limits run from then (the law's are {days} days, {law})",
    ),
    "LIMIT_LAW": (
        "自受理之日起 {days} 日内，即至迟于{by}，作出准予或者不准贷款的决定（{law}）。",
        "Decided within {days} days of acceptance, by {by} ({law}).",
    ),
    "LIMIT_PROMISED": (
        "承诺时限：{review} 个工作日内作出决定{mark}。需要人工办理的，各环节期限为：人工核查 {verify} 个、初审 {first_review} 个、复审 {second_review} 个工作日；无论经过哪些环节，均不迟于前款日期作出决定。办理中需要申请人答复或者更正的，其间承诺时限暂停计算，法定期限不停止。",
        "Promised: a decision within {review} working days{mark}. Where people have to act: looking into answers {verify}, first review {first_review}, second {second_review} working days; whatever is needed, a decision by the day above.",
    ),
    "LIMIT_PROMISED_BY_LAW": (
        "承诺时限：法定期限届满前均为休息日，至迟于前款日期作出决定{mark}。",
        "Promised: only days off are left of the law's days, so a decision by the day above{mark}.",
    ),
    "APPROVAL_LESS": (
        "{wished}；核定的贷款金额比申请的少 {less}，须自行筹措。理由、各项上限和计算过程见办件页面“为什么是这个结果”，也可以到窗口要求说明",
        "{wished}; {less} less is granted, which is yours to find. Why is on the page of the case, and explained at a window",
    ),
    "APPROVAL_SHORTER": (
        "{wished}；核定的期限短于申请的期限",
        "{wished}; what is granted is shorter",
    ),
    "APPROVAL_PAID": (
        "按 {paid} 核定（申请表所填 {stated}；以监管账户实收数或者经核对的首付款凭证为准）",
        "{paid} is counted ({stated} by the form; what the supervised account received, or a receipt that was read, goes before it)",
    ),
    "APPROVAL_NEXT": (
        "请各方登录或者到窗口签署借款合同；抵押登记完成、放款条件具备后，贷款直接划入合同约定的收款账户（购房的，为售房人经备案的账户）。利率以放款日执行的利率为准。",
        "Please sign the contract, online or at a window. Once the mortgage is registered the loan goes to the seller's filed account, at that day's rate.",
    ),
    "ENDS_LAST_DUE": ("（末期还款日为{last}）", " (the last instalment is due on {last})"),
    "SCHEDULE_METHOD": (
        "计息口径：月利率＝年利率÷12，不取整；每期金额四舍五入到分，尾差计入末期。{resets}",
        "Monthly rate = annual / 12, unrounded; each amount to the cent; the last period takes the difference. {resets}",
    ),
    "SCHEDULE_RESETS": (
        "遇利率调整，自次年 1 月 1 日起重新计算。",
        "It follows a changed rate from the next 1 January.",
    ),
    "SCHEDULE_FIXED": ("期限不超过一年，不随利率调整。", "Of a year at most: it follows no changed rate."),
    "PROVISIONAL_MARK": (
        "（暂定，以国务院公布的放假安排为准）",
        " (provisional until the year's holidays are arranged)",
    ),
    "UNVERIFIED_MARK": ("（未核实）", " (unverified)"),
    "UNVERIFIED": (
        "标注“未核实”的内容，其依据的原文尚未经{centre}核对：{figures}。",
        "Of what is marked unverified {centre} has not seen the text itself: {figures}.",
    ),
    "UNVERIFIED_HOLDS": (  # beside words of the contract that have no article on it
        "各方按本合同所载履行；核对后发现与规定不一致的，由乙方告知甲方并依法变更本合同。",
        "The contract holds as it stands; where the text turns out to differ the lender says so and the contract is changed by law.",
    ),
    "NOTICE_ON_FILE": ("（网签备案所载：{value}）", " (the filed contract says: {value})"),
    "NOTICE_ACCOUNT": ("尾号 {last}", "the account ending in {last}"),
    "NOTICE_STATED": ("（申请表所填：{value}）", " (the form says: {value})"),
    "AGREES_ELECTRONIC": ("同意电子送达", "agrees to electronic delivery"),
    "ADDRESS_OF_ID": ("未填；以身份证件所载住址为准", "None given: as on their identity card"),
    "ADDRESS_REGISTERED": ("其登记的住所", "As it is registered"),
    "SIGNS_BY_THEMSELVES": (
        "（电子签名的，见后附签署页；手写的，签于此处）",
        "(electronically: see the page of signatures behind; by hand: here)",
    ),
    "SIGNS_BY_SEAL": ("（电子印章，见后附签署页）", "(by seal: see the page of signatures behind)"),
    "CONTRACT_TEXT_UNVERIFIED": ("，尚未经本中心核定", ", not confirmed by this centre"),
    # Figures of the contract's articles, whose words are policy data.
    "DUE_PAID_OUT": (
        "还款日为放款日的对应日，当月没有对应日的为当月最后一日",
        "due on the day of the month of pay-out, or the month's last",
    ),
    "DUE_DAY": (
        "还款日为每月 {day} 日，当月没有该日的为当月最后一日；首期不足或者超过一个月的，该期利息按天数计算（{day_count}）",
        "due on day {day} of the month, or its last; interest of a broken first period is by days ({day_count})",
    ),
    "EARLY": ("甲方可以提前归还全部或者部分贷款。", "Early repayment is free."),
    "EARLY_AFTER": (
        "放款满 {months} 个月{mark}后，甲方可以提前归还全部或者部分贷款。",
        "Early repayment is free {months} months{mark} after pay-out.",
    ),
    "EARLY_LEAST": (
        "部分提前归还的，每次不少于 {amount} 元{mark}。",
        "A part repaid early is {amount} yuan{mark} at least.",
    ),
    # Words on papers.
    "ROLE_BORROWER": ("借款人", "Borrower"),
    "ROLE_SPOUSE": ("配偶（共同借款人）", "Spouse (co-borrower)"),
    "ROLE_CO_BORROWER": ("共同借款人", "Co-borrower"),
    "ROLE_CO_OWNER": ("抵押人（产权共有人，不借款）", "Mortgagor (owns the home too, owes nothing)"),
    "METHOD_01": ("等额本息", "equal instalments"),
    "METHOD_02": ("等额本金", "equal principal"),
    "KIND_NEW": ("新建商品房", "new home"),
    "KIND_EXISTING": ("存量房", "existing home"),
    "KIND_OWN": ("自有住房", "own home"),
    "BANK_B01": ("陇原银行", "Longyuan Bank"),
    "BANK_B02": ("河西银行", "Hexi Bank"),
    "WHERE_HOME": ("住房", "Home"),
    # What was seen of a source of the policy.
    "MARK_T": ("已阅原文", "the authority's own text was read"),
    "MARK_2S": ("两处转述，未阅原文", "two secondary sources, the text was not read"),
    "MARK_1S": ("一处转述，未阅原文", "one secondary source, the text was not read"),
    "MARK_G": ("一般了解，未阅原文", "general knowledge, the text was not read"),
    "MARK_ASSUMED": ("推定", "assumed"),
    # What people call the figures of a policy (policy/data), where a paper has to name unverified ones.
    "FIGURE_RATES": ("贷款利率", "rates"),
    "FIGURE_BANK_PART": ("组合贷款的商业部分", "the bank's part of a combination"),
    "FIGURE_SHORT_MONTHS": ("短期利率适用的最长期限", "longest term at the short rate"),
    "FIGURE_ARRANGED": ("节假日安排", "arranged holidays"),
    "FIGURE_MAX_MONTHS": ("最长期限", "longest term"),
    "FIGURE_MIN_AGE": ("最低年龄", "least age"),
    "FIGURE_RETIREMENT": ("退休年龄", "retirement ages"),
    "FIGURE_AGE_LIMIT": ("年龄与期限之和的上限", "age plus term"),
    "FIGURE_COUNTING": ("住房套数认定口径", "how homes are counted"),
    "FIGURE_LOAN_RATIO": ("个贷率", "loan ratio"),
    "FIGURE_LIQUIDITY": ("流动性系数", "liquidity coefficient"),
    "FIGURE_TRANSFER": ("商转公条件", "conditions of replacing a commercial loan"),
    "FIGURE_OFF_SITE": ("异地受理范围", "places whose depositors are taken"),
    "FIGURE_REPAYMENT": ("还款日与计息口径", "due day, day count and penalty"),
    "FIGURE_HOUSE_AGE_PLUS_TERM": ("房龄与期限之和的上限", "age of the home plus term"),
    "FIGURE_MIN_DEPOSIT_MONTHS": ("最短缴存月数", "months of deposit"),
    "FIGURE_MAX_FUND_LOANS": ("公积金贷款次数上限", "number of fund loans"),
    "FIGURE_FLEXIBLE_DEPOSITORS": ("灵活就业缴存人的受理", "whether flexible workers are taken"),
    "FIGURE_RECOGNISES": ("互认的缴存地", "places of deposit taken as its own"),
    "FIGURE_TRANSFERRED_MONTHS": ("转移前缴存月数的处理", "treatment of months before deposits moved"),
    "FIGURE_RECENT_DIVORCE_MONTHS": ("离异后的核对期", "how long after a divorce a person looks"),
    "FIGURE_FRAUD_BAN": ("骗提骗贷的限制期", "years without a loan after fraud"),
    "FIGURE_WITHDRAWAL_IN_FLIGHT": ("在途提取的处理", "treatment of a withdrawal under way"),
    "FIGURE_COMMERCIAL_MORTGAGE": ("商业住房贷款的处理", "treatment of commercial mortgages"),
    "FIGURE_COMMERCIAL_RATE": ("商业贷款测算利率", "rate counted for commercial loans"),
    "FIGURE_DOWN_PAYMENT": ("首付款比例", "down payment"),
    "FIGURE_ROUND_TO": ("额度取整单位", "rounding unit"),
    "FIGURE_TIERS": ("分级审批金额", "approval tiers"),
    "FIGURE_CREDIT": ("征信标准", "credit thresholds"),
    "FIGURE_TOLERANCE": ("可以后补的材料和期限（容缺受理）", "what may be brought later, and by when"),
    "FIGURE_SPECIAL": ("特别程序最长期限", "longest special procedures"),
    "FIGURE_DEADLINES": ("承诺时限", "promised limits"),
}
