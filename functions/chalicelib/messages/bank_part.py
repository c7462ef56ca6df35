"""Texts of the bank's part of a combination: what has happened to it, how it stands, what somebody has to find out."""

TEXTS: dict[str, tuple[str, str]] = {
    "BANK_PART_OFFERED": (
        "银行已就商业部分报价，请确认综合融资成本",
        "The bank has made its offer: confirm what its part costs in all",
    ),
    "MESSAGE_COST": (
        "您的公积金贷款（{number}）：银行已就商业部分报价，请登录查看并确认综合融资成本，再由本人到银行当面签订其合同。咨询 12329",
        "Your provident-fund loan ({number}): the bank has made its offer. Log in to confirm what its part costs, then sign it in person at"
        " the bank. Help: 12329",
    ),
    "COST_CONFIRMED": ("{party}已确认商业部分的综合融资成本", "{party} confirmed what the bank's part costs in all"),
    "BANK_PART_READY": ("银行商业部分的放款条件已满足", "The bank's part may be paid out: its condition is met"),
    "BANK_PART_ASKED_LAST": (
        "办结后已向银行核对商业部分放款情况",
        "The bank was asked about its part after the end",
    ),
    "BANK_PART_AWAITED": (
        "公积金贷款已发放，等待银行发放商业部分",
        "The fund's part is paid; the bank's is waited for",
    ),
    "BANK_PART_PAID": ("银行已发放商业部分", "The bank has paid its part"),
    "BANK_PART_FAILED": (
        "银行告知：商业部分的一笔放款没有成功，或者已经退回",
        "The bank says that a pay-out of its part failed, or has come back",
    ),
    "BANK_PART_ASTRAY": (
        "银行告知的商业部分放款与约定不符",
        "The bank's part was paid otherwise than planned",
    ),
    "BANK_PART_UNPROVEN": (
        "登记簿上没有银行所告知的抵押登记证明，其放款条件视为尚未满足",
        "The registry's book does not show the mortgage the bank has named: its condition counts as not met",
    ),
    "BANK_PART_STANDS_PLANNED": ("尚未报价", "No offer yet"),
    "BANK_PART_STANDS_OFFERED": (
        "已报价，等签署各方确认综合融资成本",
        "Offered; those who sign have still to confirm what it costs",
    ),
    "BANK_PART_STANDS_CONFIRMED": (
        "综合融资成本已确认，请本人到银行当面签订合同",
        "Confirmed; sign it in person at the bank",
    ),
    "BANK_PART_STANDS_SIGNED": (
        "合同已当面签订，放款条件满足之后由银行放款；公积金部分不因此停办",
        "Signed in person; the bank pays once its condition is met, and the fund's part does not stop for it",
    ),
    "BANK_PART_STANDS_READY": ("放款条件已满足，等待银行放款", "Its condition is met; the bank has still to pay"),
    "BANK_PART_STANDS_NOTHING": (
        "银行告知没有发放，已经核实；公积金部分是另一笔贷款，按其合同办理。是否还能取得商业性贷款，请向该行询问",
        "The bank has paid nothing, and a member of staff knows of it; the fund's part is a loan of its own. Ask the bank whether it still lends",
    ),
    "BANK_PART_STANDS_PAID": ("已发放", "Paid"),
    "BANK_PART_STANDS_FAILED": (
        "没有发放成功，由专人与银行核实；公积金部分另行计息还款",
        "Not paid; a member of staff finds out with the bank. The fund's part is a loan of its own",
    ),
    "BANK_PART_STANDS_ASTRAY": (
        "银行告知已放款，但与约定的条件、金额、笔数或者账户不符，由专人核实",
        "The bank says that it has paid, but not as planned: condition, amount, number or account; a member of staff finds out",
    ),
    "CONDITION_MORTGAGE_REGISTERED": ("办妥抵押（预告）登记之后", "once the mortgages are registered"),
    "CONDITION_SALE_FILED": (
        "现房办理销售备案之后，付至开发企业账户",
        "once the sale is filed, to the developer's account",
    ),
    "CONDITION_COMPLETION_FILED": (
        "预售商品房竣工备案之后，付至监管账户；可能在公积金部分发放之后较久",
        "once completion is filed, to the supervised account; it may be long after the fund's part",
    ),
    "DISPUTE_NO_BANK_PART": (
        "银行就没有商业部分的贷款告知商业部分的事项",
        "The bank told of a part it has not in this loan",
    ),
    "DISPUTE_BANK_PART_OTHER_TERMS": (
        "银行商业部分的报价或者合同与方案、与先前所告不符（金额须为方案的金额，期限不得更短，综合融资成本不得低于利率），不予采用；请银行更正后重新报价，"
        "不能按方案放贷的由银行告知不予放贷",
        "The bank's offer or contract is not of the plan (that amount, no shorter, costing no less in all than its rate), or not what it told"
        " before; it counts for nothing: have it offered again, or declined where it will not lend so",
    ),
    "DISPUTE_BANK_PART_BURDEN": (
        "银行商业部分的报价按其利率和期限计算，月供超过审批时所计，且超过收入可以负担的比例，不予采用；请银行降低利率或者延长期限后重新报价，"
        "不能的由银行告知不予放贷",
        "By its own rate and term the bank's offer asks for more a month than was decided on and more than their income bears; it counts for"
        " nothing: have it offered cheaper or for longer, or declined",
    ),
    "DISPUTE_BANK_PART_UNCONFIRMED": (
        "综合融资成本尚未由各方确认，银行即告知商业部分已签订；不作为签署，请银行补正后重签",
        "The bank told that its part was signed before everybody had confirmed its cost; it counts as no signature: have it signed again",
    ),
    "DISPUTE_BANK_PART_OTHER_CONDITION": (
        "银行告知的放款条件不是本房屋所适用的条件，或者与我们的合同、抵押和登记簿不符，核实前不予采用",
        "The condition the bank says is met is not the one for this home, or our contract, mortgage and the registry's book say otherwise; it"
        " counts for nothing until a person knows",
    ),
    "DISPUTE_BANK_PART_UNPROVEN": (
        "银行告知备案已办妥，没有部门核验过该备案编号：向备案部门核对，不符的与银行核实",
        "The bank says that the filing is done, and no agency was asked about its number: check it with whoever keeps it, and if it is not there ask"
        " the bank",
    ),
    "DISPUTE_BANK_PART_VOID": (
        "合同已作废，银行仍告知商业部分的报价或者放款条件：告知银行不得放款",
        "The contract is void, and the bank still makes an offer or tells of its condition: tell it not to pay",
    ),
    "DISPUTE_BANK_PART_ASTRAY": (
        "银行告知已发放商业部分，但条件、金额、账户与方案不符，或者合计超过其合同：与银行和当事人核实；多付、错付的由银行退回并告知，查明无误的办结即可。"
        "在此之前公积金部分不放款，也不恢复原状",
        "The bank says that it has paid its part, but condition, amount or account are not those of the plan, or more than its contract has gone: find"
        " out with the bank and the parties. What was paid too much or astray the bank takes back and tells so; what proves right is resolved."
        " Until then ours is not paid, and nothing is undone",
    ),
    "DISPUTE_BANK_PART_FAILED": (
        "银行商业部分没有发放成功：与银行和当事人核实；公积金部分已发放的仍然有效。尚未发放的：银行仍要发放的，办结之后重试；确定不再发放的，合同终止，按恢复原状办理，不得重试",
        "The bank's part was not paid: find out with the bank and the parties; what the fund has paid stands. If it has not: retry once this is resolved where"
        " the bank will still pay; where it never will, the contract ends and all is undone",
    ),
    # On papers, beside the fund's part.
    "OTHER_LOAN_APPROVAL": (
        "另行申请的商业性贷款 {amount}、{months}，由受托银行审批，不在本决定之内；{cost}由借款人和抵押人本人到受托银行当面签订合同，利率、还款和放款以该合同为准",
        "The commercial loan of {amount} for {months} is the bank's to decide and no part of this decision; {cost}borrowers and mortgagors sign its contract at the bank in person",
    ),
    "OTHER_LOAN_COST": ("先由借款人各方确认银行告知的综合融资成本，再", "its all-in cost is confirmed first; "),
    "OTHER_LOAN_VOUCHER": (
        "{amount}，由{bank}按其借款合同（编号 {number}）另行发放，不在本凭证之内，以该行出具的凭证为准",
        "{amount}, paid by {bank} under its own contract {number}; no part of this voucher, the bank's own proves it",
    ),
    "OTHER_LOAN_NOTHING": (
        "截至本凭证出具之日，{bank}告知没有按其借款合同（编号 {number}）发放，是否发放以该行出具的凭证为准",
        "by the day of this voucher {bank} says that nothing was paid under its contract {number}; the bank's own papers prove what is",
    ),
    "OTHER_LOAN_NOT_TOLD": ("金额以银行告知为准", "as much as the bank says"),
    "OTHER_LOAN_CONTRACT": (
        "另有商业性贷款 {amount}，申请期限{months}，为另一笔贷款；由借款人和抵押人本人到受托银行当面另行签约，利率、还款和放款以该合同为准。两笔贷款的抵押权分别登记，按登记的时间先后受偿（民法典第四百一十四条）。商业性贷款经受托银行确定不再签约或者不再发放，而本合同贷款尚未发放的，不予发放，本合同终止，受托银行仍要办理的，本合同不因一次没有办成而终止；本合同贷款已经发放的，由各方协商处理，达成一致之前本合同继续履行",
        "Beside it a commercial loan of {amount} for {months}, another loan, signed at the bank by borrowers and mortgagors in person, on its own terms. Each mortgage is registered, and they rank by the time of that. If the bank will not sign or pay its part for good, ours is not paid out either and this contract ends, which one failed try does not do; once paid out it goes on until the parties agree otherwise",
    ),
}
