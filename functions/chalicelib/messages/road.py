"""Texts of the road: timeline entries, waits of others than staff, messages to the parties. States and staff's work: pages/work.py; how cases end:
endings.py."""

TEXTS: dict[str, tuple[str, str]] = {
    # What has happened, in order.
    "RECEIVED": (
        "已收件，办件编号已生成，正在核验是否齐全",
        "Received and numbered; being checked for what is lacking",
    ),
    "ACCEPTED": ("申请已受理", "The application is accepted"),
    "ACCEPTED_IN_SILENCE": (
        "收件后未在期限内告知需要补正的内容，自 {on} 起视为受理",
        "Nothing lacking was told in time: it counts as accepted from {on}",
    ),
    "CHECK_ANSWERED": ("{check}：{outcome}", "{check}: {outcome}"),
    "CHECK_ANSWERED_OF": ("{check}（{party}）：{outcome}", "{check} ({party}): {outcome}"),
    "OF_THEMSELVES": ("本人", "yourself"),
    "OF_ANOTHER": ("另一方", "another party"),
    "OF_ONE": ("一方", "one party"),
    "CORRECTION_ASKED": ("已发出一次性补正告知书，共 {count} 项", "One correction notice was sent, {count} items"),
    "HOLD_ASKED": (
        "已发出核实事项告知书，共 {count} 项",
        "One notice of what is still to be answered was sent, {count} items",
    ),
    "TAKEN_UP_ANEW": ("办理流程自收件环节重新开始", "The process began again, from the receipt on"),
    "RESTARTED": ("办理流程已从中断处重新启动", "The process was started again where it had stopped"),
    "OVERDUE": ("{task}：已超过期限，已提请主管督办", "{task}: overdue, brought to a supervisor"),
    "OFFERED_ELSEWHERE": (
        "{task}：本中心能办的人都已经手、须回避或者不在岗，已请{centre}派员办理",
        "{task}: everybody here who could do it has had a part in the case, stands apart or is away; {centre} was asked to",
    ),
    "BROUGHT_HOME": (
        "{task}：代办中心已没有人能办，转回{centre}",
        "{task}: nobody may do it any more where it was lent; it is back at {centre}",
    ),
    "ASSESSED": ("可贷额度已经算好：{route}", "The amount is reckoned: {route}"),
    "CONTRACT_READY": ("借款合同已生成，请签署", "The loan contract is ready to be signed"),
    "MORTGAGE_FILED": ("已向不动产登记机构申请抵押登记", "Mortgage registration was asked for"),
    "MORTGAGE_REGISTERED": ("不动产登记机构已办理抵押登记", "The mortgage is registered"),
    "MORTGAGE_REJECTED": ("登记机构退回或者撤销了抵押登记申请", "The registry has rejected or cancelled it"),
    "MORTGAGE_DISCHARGED": ("抵押登记已注销", "The mortgage was taken away again"),
    "CONTRACT_VOIDED": ("借款合同已作废", "The loan contract is void"),
    "PAYMENT_ORDERED": ("已向银行发出放款指令", "The bank was ordered to pay"),
    "PAYMENT_PROCESSING": ("银行处理中", "The bank is processing"),
    "PAYMENT_PAID": ("贷款已划入约定的收款账户", "The loan was paid to the agreed account"),
    "PAYMENT_REPRICED": (
        "银行实际放款日为 {on}，利率由 {ordered}% 变为 {rate}%，利息自实际放款日起算，还款计划随之确定",
        "The bank paid on {on}; the rate is {rate}% instead of {ordered}%, interest runs from that day, and the schedule follows",
    ),
    "PAYMENT_FAILED": ("银行放款失败", "The bank could not pay"),
    "PAYMENT_OVERTURNED": (
        "银行告知已到账的放款被退回，经两人核实；请联系经办中心",
        "The bank told that a loan it had paid has come back, as two persons have found out; please ask the centre",
    ),
    # What a partner, or a party, says that cannot be true by our record.
    "DISPUTE_FORM_DENIED": (
        "当事人否认曾在纸质表单上签字，而窗口已据以办理：请调取扫描件核对，当面或者电话向本人核实（按其本人的号码，不按表单所填）",
        "A party denies a signature by hand on which something was done: compare the scan, and ask them, by a number that is theirs and not the form's",
    ),
    "DISPUTE_HOME_CLAIMED": (
        "网签备案或者登记簿同时为另一件在办申请确认了该房屋：查明以前本件不放款。请向住建部门或者登记机构核实：属于本件的，办结本争议；不属于本件的，在专人跟进中予以拒绝或者终止",
        "Filing or registry confirm the home for another live application too: this one is not paid until it is known whose it is. Ask them; resolve"
        " this where it is this case's, else refuse or end the case where it is attended to",
    ),
    "DISPUTE_FAILED_AFTER_SETTLEMENT": (
        "银行先告知放款到账，后又告知放款失败",
        "The bank told of a failure after it had told that the loan was paid",
    ),
    "DISPUTE_SETTLED_AFTER_FAILURE": (
        "银行先告知放款失败，后又告知已到账；核实前不恢复原状",
        "The bank told that the loan was paid after it had told of a failure; nothing is undone meanwhile",
    ),
    "DISPUTE_WORD_UNTRUE": (
        "放款后工作人员核查发现承诺事项与实际不符（不是合作单位或者当事人提出的）。本平台不因此变动已放的贷款，也不作失信惩戒：请核实，确属不实的，按借款合同的约定另行处理（如提前收回），处理情况写在理由里后办结；查明属实的，由未作出原认定的人写明依据",
        "After the pay-out staff, not a partner or a party, found untrue what a party had committed to. Nothing of a paid loan moves here and nothing is reported: find out; where it is untrue act by the"
        " contract outside and say so as you resolve this; where it is true after all, somebody who did not find it says so, with what shows it",
    ),
    "DISPUTE_PAY_DAY": (
        "银行告知的放款日不可能（早于下单日或者尚未到来），暂以首次得知放款之日计息；请向银行核实实际放款日",
        "The day the bank says it paid cannot be (before the order, or not yet come); interest runs from the day we first heard. Ask the bank",
    ),
    "DISPUTE_FOREIGN_SERIAL": (
        "银行告知的放款流水号不是本案已发出的指令；核实前不放款",
        "The bank told of a payment by a serial that is no order of this case; nothing is paid meanwhile",
    ),
    "DISPUTE_FOREIGN_CONTRACT": (
        "另一家银行就本案合同发来通知",
        "Another bank told us something of this case's contract",
    ),
    "DISPUTE_DECLINED_AFTER_SIGNATURE": (
        "银行签署合同之后又告知不予签署",
        "The bank told that it declines the contract after it had signed it",
    ),
    "DISPUTE_SIGNED_OTHER_CONTRACT": (
        "银行签署的文件与本案合同不一致，不作为签署",
        "What the bank signed is not this case's contract; it counts as no signature",
    ),
    "DISPUTE_REGISTRY_TOOK_BACK": (
        "登记机构告知抵押已登记，后又告知退件或者撤销：核实前不放款",
        "The registry says that the mortgage it registered was rejected or cancelled: no money goes out until a person knows",
    ),
    "DISPUTE_REGISTRY_DONE_AFTER_REFUSAL": (
        "登记机构告知退件或者撤销，后又告知已登记：核实有无抵押须注销",
        "The registry says that it registered what it had rejected or cancelled: find out whether there is a mortgage to take away",
    ),
    "DISPUTE_REGISTRY_OTHER_CERTIFICATE": (
        "登记机构告知了另一个不动产登记证明号：核实前不放款",
        "The registry gives another certificate number than before: no money goes out until a person knows",
    ),
    "DISPUTE_REGISTRY_EARLIER_DONE": (
        "登记机构告知此前已换过的抵押登记申请已登记：核实前不放款，并核实房屋上是否有两笔抵押",
        "The registry says that it registered an application given up for another: no money goes out until a person knows whether two lie on the home",
    ),
    "DISPUTE_SIGNED_VOID_CONTRACT": (
        "合同已作废，银行又告知已签署，须请银行停止依据该合同办理",
        "The bank told that it signed a contract that is void; it must not rely on it",
    ),
    "TASK_RESTART": ("流程中断，待重新启动", "Interrupted, waiting to be started again"),
    "REVIEW_RESTART": ("重新启动流程", "The process was restarted"),
    "TASK_CORRECTION": ("等待申请人补正或者补充核实", "Waiting for the applicant to correct or to answer"),
    "TASK_SIGN": ("等待各方签署合同", "Waiting for every party to sign"),
    "TASK_MORTGAGE": ("等待登记机构办理抵押登记", "Waiting for the registry"),
    # The promise of a decision.
    "PROMISE_RUNNING": (
        "{within}，已用 {used} 个工作日",
        "{within}; {used} are used",
    ),
    "PROMISE_PAUSED": (
        "{within}，已用 {used} 个工作日；等待答复或者特别程序期间承诺时限暂停，法定期限不停止",
        "{within}; {used} are used; the promise stands still while you are asked, or a special procedure lasts, the law's limit does not",
    ),
    "PROMISE_OVERDUE": (
        "{within}，已用 {used} 个工作日，已超过承诺时限，可拨打 12329 催办",
        "{within}; {used} are used: call 12329 to have it followed up",
    ),
    "PROMISE_DECIDED": (
        "{within}，实际用了 {used} 个工作日",
        "{within}; it took {used}",
    ),
    "PROMISED_WITHIN": ("承诺 {days} 个工作日内作出决定", "A decision promised within {days} working days"),
    "PROMISED_BY_LAW": (
        "法定期限届满前均为休息日，至迟于 {by} 作出决定",
        "Only days off are left of the law's days: a decision by {by}",
    ),
    # Names used inside the entries above.
    "CHECK_IDENTITY": ("公安身份核验", "Identity (public security)"),
    "CHECK_MARRIAGE": ("民政婚姻核验", "Marriage (civil affairs)"),
    "CHECK_FUND_ACCOUNT": ("公积金缴存核验", "Fund account"),
    "CHECK_OFF_SITE": ("缴存地中心证明核验", "Deposit centre's certificate"),
    "CHECK_PROPERTY": ("网签备案与不动产核验", "Filing and title"),
    "CHECK_OLD_LOAN": ("原贷款银行核验", "Old lender"),
    "CHECK_TAX": ("税务完税核验", "Tax"),
    "CHECK_PAPER": ("材料核查", "Papers that were handed in"),
    "CHECK_CREDIT": ("征信核验", "Credit"),
    "OUTCOME_CONFIRMED": ("已核实", "confirmed"),
    "OUTCOME_CONTRADICTED": ("不一致", "contradicted"),
    "OUTCOME_NOT_FOUND": ("未查到记录", "no record"),
    "OUTCOME_AMBIGUOUS": ("需人工判断", "ambiguous"),
    "OUTCOME_UNAVAILABLE": ("暂无答复", "unavailable"),
    "ROUTE_A": ("A 类（自动）", "class A (automatic)"),
    "ROUTE_B": ("B 类（一级审批）", "class B (one review)"),
    "ROUTE_C": ("C 类（两级或者三级审批）", "class C (two or three reviews)"),
    # Messages to the parties.
    "MESSAGE_CORRECTION": (
        "您的公积金贷款申请（{number}）有需要补正的内容，已一次告知，请登录查看。咨询 12329",
        "Your provident-fund loan application ({number}) needs corrections; one notice lists them all. Help: 12329",
    ),
    "MESSAGE_ACCEPTED": (
        "您的公积金贷款申请（{number}）已受理，受理通知书已出具，写明至迟何日作出决定，请登录查看、下载，也可以到窗口领取。咨询 12329",
        "Your provident-fund loan application ({number}) is accepted; the notice says by when it is decided: read it online or collect it at a window. Help: 12329",
    ),
    "MESSAGE_CONTRACT_SEALED": (
        "您的公积金贷款（{number}）借款合同已由银行签章，请登录查看、下载，也可以到窗口领取。咨询 12329",
        "The bank has sealed the contract of your provident-fund loan ({number}): read it online or collect it at a window. Help: 12329",
    ),
    "CONTRACT_SEAL_AWAITED": (
        "贷款已发放，银行尚未在合同上签章：其他文书先行送出，签章的合同随后补送",
        "The loan is paid and its bank has not sealed the contract yet: the other papers go out, the sealed contract follows",
    ),
    "CONTRACT_SEALED": ("银行已在合同上签章，合同已补出", "The bank has sealed the contract, which is here now"),
    "MESSAGE_HOLD": (
        "您的公积金贷款申请（{number}）有需要补充核实的内容，已一次告知，请登录查看并尽早答复。咨询 12329",
        "Your provident-fund loan application ({number}) has open questions; one notice lists them all, please answer early. Help: 12329",
    ),
    "MESSAGE_SIGN": (
        "您的公积金贷款（{number}）已获批准，准予贷款通知书和借款合同已生成，请登录查看、签署。咨询 12329",
        "Your provident-fund loan ({number}) is approved; the notice and the contract are ready to be read and signed. Help: 12329",
    ),
    "MESSAGE_SIGN_CO_OWNER": (
        "您提供抵押的公积金贷款（{number}）借款合同已生成，请登录查看、签署，也可以到窗口办理。咨询 12329",
        "The contract of the loan you mortgage your home for ({number}) is ready to be read and signed. Help: 12329",
    ),
    "MESSAGE_SUPPLEMENT": (
        "您的公积金贷款（{number}）登记机构要求补充材料，请登录查看并按期上传。咨询 12329",
        "The registry wants more material for your provident-fund loan ({number}); please log in, see which, and upload it. Help: 12329",
    ),
    # Why a case was not accepted.
    "LIVE_CASE_PERSON": (
        "申请人或其他当事人已有一笔正在办理的公积金贷款申请，请先办结或撤件；该件不是本人办理的，请本人登录或者到窗口亲自授权后重新申请，以本人亲自办理的为准，也可以向中心反映",
        "A party already has a live application; finish or withdraw it first. Whoever did not make it authorises this one themselves, online or at a"
        " window, and applies again: what they do themselves counts first; the centre helps too",
    ),
    "LIVE_CASE_UNIT": (
        "该不动产单元已有一笔正在办理的公积金贷款申请，请核对不动产单元号",
        "There is already a live application for this real-estate unit; check the unit number",
    ),
    "CLAIM_OVERTAKEN": (
        "{what}另有一件申请，其依据更充分（本人亲自授权，或者网签备案、登记簿确认），本件不能先行放款；有异议的，请向中心说明并提交证明，或者本人亲自授权",
        "Another application for {what} rests on more (their own authorisation, or filing and registry), so this one is not paid before it; if that is"
        " wrong, tell the centre and bring proof, or authorise it yourselves",
    ),
    "CLAIM_OF_PERSON": ("本件当事人", "a party of this case"),
    "CLAIM_OF_UNIT": ("本件所购房屋", "the home of this case"),
    "MESSAGE_CLAIM_OVERTAKEN": (
        "您的公积金贷款申请（{number}）的当事人或者房屋另有一件依据更充分的申请，本件暂不能放款；不属实的请登录说明或者到窗口、拨打12329反映，无须继续的可撤件",
        "Another application for a party or the home of your provident-fund loan ({number}) rests on more, so yours is not paid for now; if that is"
        " wrong, say so online, at a window or at 12329; else you may withdraw",
    ),
    "NAMED_LATE": (
        "上一次告知时漏告，经主管说明理由补充告知",
        "Should have been told before; a supervisor has answered for telling it now",
    ),
    "NEW_AFTER_CORRECTION": (
        "根据您补正后的内容核验才能发现",
        "Could only be seen after your correction",
    ),
}
