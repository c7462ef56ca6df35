"""Texts of why a step stands still, for whoever attends to the case: what has happened, and what clears it."""

TEXTS: dict[str, tuple[str, str]] = {
    "STOP_NOT_APPROVED": (
        "案卷中没有准予贷款的决定，不放款；请核对审批结果，确已批准的由技术人员查明后重试",
        "The record holds no approval, so nothing is paid; check the decision, have operations find out, then retry",
    ),
    "STOP_PAYER_ACCOUNT_UNKNOWN": (
        "没有本中心在受托银行的付款账户；由银行告知，填入密钥库后重试",
        "The centre's account at the bank is not known; the bank has to tell it, then retry",
    ),
    "STOP_BANK_SEAL_UNKNOWN": (
        "没有与受托银行约定的签章证书；由银行提供证书，填入密钥库后重试",
        "No certificate of the bank's seal is agreed; the bank has to give it, then retry",
    ),
    "STOP_BANK_SEAL_INVALID": (
        "银行给出的签章与合同文件或约定的证书不符；请银行核实后重新签章，再重试",
        "The bank's seal does not fit the file, or the certificate agreed; have the bank seal again, then retry",
    ),
    "STOP_NOT_SIGNED": ("合同签署不全；各方签完后重试", "The contract is not signed by everybody; retry once it is"),
    "STOP_SIGNATURE_DENIED": (
        "当事人否认曾在据以办理的纸质表单上签字；先办结这一争议：确系本人签字的重试，不是的终止并恢复原状",
        "A party denies a signature by hand that the loan rests on; resolve that dispute: retry where it is theirs, compensate where it is not",
    ),
    "STOP_MORTGAGE_NOT_PROVEN": (
        "没有不动产登记证明，或者登记机构前后说法不一；核实抵押已登记后重试，没有抵押的终止并恢复原状",
        "There is no proof of the mortgage, or the registry contradicts itself; retry once it is certain, compensate where there is none",
    ),
    "STOP_MORTGAGE_NOT_IN_FORCE": (
        "登记簿上没有我们的抵押；向登记机构核实，已登记的重试，没有的终止并恢复原状",
        "The registry's book does not show our mortgage; ask the registry: retry where it is there, compensate where it is not",
    ),
    "STOP_PAYEE_NOT_FILED": (
        "收款账户不是网签备案的监管账户；与备案一致后重试，不一致的不放款",
        "The payee's account is not the one filed with the contract; retry once they agree, nothing is paid before",
    ),
    "STOP_FILING_NOT_IN_FORCE": (
        "放款当日住建部门答复：购房合同没有备案、已撤销或者查不到，不放款；向住建部门核实，恢复备案后重试，不再购买的终止并恢复原状",
        "By the housing department's word of today the contract is not filed, is cancelled or is not found, so nothing is paid; ask them: retry"
        " once it is filed again, compensate where the home is not bought any more",
    ),
    "STOP_FILING_CHANGED": (
        "放款当日的网签备案与批准时不同（监管账户、户名、买受人、价款、房屋、已收首付款或者另有一份有效备案），不放款；向住建部门核实，备案恢复为批准时的内容后重试，不能恢复的终止并恢复原状；批准时无人说明全部买受人都是当事人的，重试时一并说明",
        "The filing says something else today than when the loan was approved (account, its holder, buyers, price, unit, what was paid down, or another filing in force),"
        " so nothing is paid; ask the housing department: retry once it says again what was approved, compensate where it will not; where nobody has said yet that all buyers are"
        " parties, say so with the retry",
    ),
    "STOP_FILING_TO_LOOK_AT": (
        "放款当日的网签备案与申请没有矛盾，但有批准时没有核实过的疑点（见核查事项，例如监管账户户名、买受人姓名与申请不同），不放款；须由审批、核查以外的另一人查看当日网签备案，并取得证明疑点的材料：属实的，重试时填写当日备案的备案日期并写明所看材料，系统再查询备案，仍是所看的内容才放款；备案恢复为批准时内容的重试，不属实的终止并恢复原状",
        "The filing of today says nothing against the form, but something that nobody has looked into (see what there is to look at: such as another holder of the supervised account, or another"
        " name of a buyer), so nothing is paid: somebody other than who ruled or approved looks at today's filing and at what shows how it is; if it is right retry with the day it was filed on and"
        " what was seen: the department is asked again, and it is paid on that very filing alone; retry too once it says what was approved, else compensate",
    ),
    "STOP_PAYMENT_DISPUTED": (
        "银行告知的付款与案卷不符；先办结这一争议，再重试",
        "The bank tells of a payment the record does not know; resolve that dispute first, then retry",
    ),
    "STOP_BANK_PART_NOT_PAYABLE": (
        "银行的商业部分没有发放成功，或者与方案不符，公积金部分暂不放款；先办结这一争议，银行重新发放的重试，不再发放的终止并恢复原状",
        "The bank's part failed, or was paid otherwise than planned, so ours is not paid; clear it up with the bank: retry once it has put it"
        " right, compensate where it will not pay",
    ),
    "STOP_BANK_PART_PAID": (
        "公积金部分放款失败，而银行已发放商业部分，不能恢复原状；与银行核实，公积金部分能放款的重试，银行收回商业部分后再终止",
        "Our pay-out failed while the bank has paid its part, so nothing is undone; retry where ours can be paid, compensate once the bank has"
        " taken its part back",
    ),
    "STOP_TITLE_OWNERS_CHANGED": (
        "放款当日登记簿上的权利人不是抵押时的产权人（所购房屋：也不是出卖人），或者登记簿没有权利人而无人核实过全部产权人都是当事人，不放款；向登记机构核实，与抵押时一致后重试，不一致的终止并恢复原状；批准时无人说明全部产权人都是当事人的，重试时一并说明；核验时没有问到登记簿、或者当时的权利人没有留存的，由另一人查看当日登记簿，重试时填写现势的不动产权证号",
        "By the registry's book of today the home is not theirs who mortgaged it (nor, where it is bought, its seller's), or it names nobody and nobody has established that all owners are"
        " parties, so nothing is paid; ask the registry: retry once it names them, compensate where it will not",
    ),
    "STOP_TITLE_TO_LOOK_AT": (
        "放款当日所购房屋登记簿上的权利人与核验时不同，而与申请、网签合同没有矛盾（例如与出卖人共有的人没有一同出卖，申请没有写明的另一出卖人，或者网签没有列明出卖人），须由审批、核查以外的另一人查看当日登记簿，并取得证明产权人都同意出卖的材料：属实的，重试时填写现势的不动产权证号并写明所看材料，系统再查询登记簿；不属实的终止并恢复原状",
        "By the registry's book of today the title of the home that is bought is not what it was, and yet against nothing in form or contract (somebody owns it beside"
        " the seller, another seller of the contract owns it, or the filing names no seller): somebody other than who ruled or approved looks at today's book and at what"
        " shows that all its owners sell; if so retry with the number of the title in force and what was seen, and the registry is asked again; else compensate",
    ),
    "STOP_TITLE_NOT_FREE": (
        "房屋被查封，或者有核验时没有的其他抵押；解除后重试，不能解除的终止并恢复原状；以贷还贷的在先抵押由人工填写、登记簿不列抵押权人的，查看登记证明原件，重试时说明抵押权人是否都是原贷款银行",
        "The home is seized, or bears a mortgage it did not bear when it was checked; retry once it is free, compensate if it will not be. Where a person"
        " named the old loan's certificates and the registry names no holder, look at the certificates and say with the retry whose they are",
    ),
    "STOP_OLD_LOAN_NOT_CONFIRMED": (
        "原贷款银行没有确认这笔贷款、还款账户及户名与申请一致（或者已结清），或者人工核查所依据的书面结清证明不是今天的，不放款；向原贷款银行核实，银行更正后重试；银行没有接入的，取得当日书面结清证明，重试时一并填写；申请所填不实的终止并恢复原状",
        "The bank of the old loan does not confirm the loan, its account and holder as applied for (or it is settled), or what a person has read in"
        " its written statement is of another day than today, so nothing is paid; ask that bank, retry once it has put it right; where it has no"
        " line to us, get its statement of today and give it with the retry; compensate where the application is wrong",
    ),
    "STOP_LOAN_STANDS": (
        "本平台登记簿上有当事人或者该房屋的另一笔公积金贷款，公积金核心没有说已结清，或者其抵押仍在，不放款；核实已结清并在核心销记后重试，没有结清的终止并恢复原状",
        "Our register has another fund loan of a party or on this home that the core does not call settled, or whose mortgage is still there, so"
        " nothing is paid; retry once it is settled and the core says so, compensate where it is not",
    ),
    "STOP_WITHDRAWAL_IN_FLIGHT": (
        "有缴存人的公积金提取在途，方案没有计入，暂不放款；提取办结或者撤销后系统自行重试，也可以现在重试；查明是以欺骗手段提取的终止并恢复原状",
        "A depositor is withdrawing fund money that the plan of the loan does not account for, so nothing is paid yet; the system tries again by"
        " itself once that is over or cancelled, or retry now; compensate where it is found to be a fraud",
    ),
    "STOP_PERSON_CLAIMED_ELSEWHERE": (
        "本件当事人另有一件在办申请，且以该件为准（本人在该件中亲自授权），本件不再向前办理；该件终止后系统自行重试，也可以现在重试；当事人确认以该件办理的，本件予以拒绝或者终止",
        "A party has another live application, which they have authorised themselves and which counts before this one. The system tries again once"
        " that has ended, or retry now; refuse or end this one where they mean the other",
    ),
    "STOP_DECIDE_ANEW": (
        "补交的材料与审核时的依据不同，须重新审核，而本件走的是早先版本的流程，不能自行退回：请由运行人员重启办理流程（两人），重启后重新审核",
        "What was brought makes another decision of it, and the road this case is on cannot go back to it: have operations restart it (two persons); it is decided anew then",
    ),
    "STOP_IN_PROCEDURE": (
        "本件在特别程序中，结束以前不作决定、不放款；写明结果、结束该特别程序后自动重试",
        "The case is in a special procedure: nothing is decided or paid before it is over; it is tried again by itself once somebody has it leave that",
    ),
    "STOP_NOTICE_LATE": (
        "拟补充告知的事项在上一次告知时就能发现（一次告知），不得再要求；确须补充告知的，请写明漏告的理由后选择重试，告知书将注明；理由随案留存",
        "What is to be told now could have been told with the last notice (told once). Where it has to be, write why it was missed and retry: the"
        " notice says so, and the reason stays in the case",
    ),
    "STOP_HOME_CLAIMED_ELSEWHERE": (
        "该房屋由另一件在办申请占用，网签备案或者登记簿确认的买受人（权利人）是该件当事人；该件终止后系统自行重试，也可以现在重试；本件不属实的予以拒绝",
        "The home belongs to another live application, for whose parties filing or registry confirm it. The system tries again once that has ended, or"
        " retry now; refuse this one where it is not so",
    ),
    "STOP_HOME_CLAIMED_TWICE": (
        "网签备案或者登记簿同时确认该房屋属于两件在办申请，查明以前两件都不放款；向住建部门或者登记机构查明：房屋属于本件的，重试（持有的一件先办结其争议），不属于本件的予以拒绝或者终止，另一件随后自行继续",
        "Filing or registry confirm the home for two live applications; neither is paid before it is known whose it is. Ask them: where it is this"
        " one's, retry (who holds it resolves its dispute first); where not, refuse or end it, and the other goes on by itself",
    ),
    "STOP_ORDER_REFUSED": (
        "银行拒绝了放款指令，理由见银行原话；按理由补正后重试，不能补正的终止并恢复原状",
        "The bank refused the pay-out order, for the reason in its words; retry once it is put right, compensate if it cannot be",
    ),
    "STOP_BANK_SAYS_PAID": (
        "银行说款已付出；先办结这一争议：没有付出的重试，已付出的由两名主管确认",
        "The bank says that the money has gone; resolve that dispute: retry if it has not, two supervisors uphold it if it has",
    ),
    "STOP_BANK_CONTRADICTS_ITSELF": (
        "银行前后说法不一；先办结这一争议，再重试，重试时再问银行",
        "The bank contradicts itself; resolve that dispute, then retry, which asks the bank again",
    ),
    "STOP_MAY_BE_PAID": (
        "放款结果不明，不能恢复原状；等银行答复或者办结争议后重试",
        "The money may have been paid, so nothing is undone; retry once the bank has answered or the dispute is resolved",
    ),
    "STOP_PAYMENT_OVERTURNED": (
        "已到账的放款被退回；不能出件，终止并恢复原状",
        "The loan that was paid has come back; no papers are issued, compensate",
    ),
    "STOP_OLD_MORTGAGE_STANDS": (
        "原贷款的抵押还没有注销；注销后重试",
        "The old loan's mortgage is still registered; retry once it is discharged",
    ),
    "STOP_CONSENT_LACKING": (
        "缺少当事人的授权，不能查询；当事人重新授权后重试，不授权的终止",
        "A party's consent is lacking, so nobody is asked; retry once it is given, end the case if it will not be",
    ),
    "STOP_AUTHORISATION_LACKING": (
        "缺少本人签署的征信查询授权书；签署后重试，不签署的终止",
        "A party's signed credit authorisation is lacking; retry once it is signed, end the case if it will not be",
    ),
    "STOP_CONSENT_WITHDRAWN": (
        "当事人在查询期间撤回了授权；重新授权后重试，不授权的终止",
        "A consent was taken back while agencies were being asked; retry once it is given anew, end the case if it will not be",
    ),
    "STOP_AUTHORISATION_OF_ANOTHER_NAME": (
        "征信查询授权书上的姓名或者证件号与申请表不一致；当事人按申请表重新授权后重试",
        "A credit authorisation bears another name or number than the form; retry once it is given anew",
    ),
    "STOP_BANK_UNKNOWN": (
        "没有与这家银行的合作参数；由技术人员填入密钥库后重试",
        "There is no agreement with that bank in the secret; operations enter it, then retry",
    ),
    "STOP_BANK_REFUSED": (
        "银行不接受我们的通知；与银行核对接口后重试",
        "The bank does not take our message; find out why with the bank, then retry",
    ),
    "STOP_NUMBERS_USED_UP": ("当日流水号已用完；次日重试", "The day's case numbers are used up; retry tomorrow"),
    "STOP_PART_DAMAGED": (
        "案卷的一部分与其摘要不符；由技术人员恢复后重试",
        "A part of the record is not what its hash says; operations restore it, then retry",
    ),
    "STOP_NOT_THERE_YET": (
        "缺少前一环节应有的结果；由技术人员查明后重试",
        "What an earlier step should have left is not there; operations find out, then retry",
    ),
    "STOP_PURPOSE_LACKING": (
        "程序没有说明查询的用途，未查询；由技术人员处理后重试",
        "A program asked an agency without saying what for, and nobody was asked; operations mend it, then retry",
    ),
    "STOP_AGENCY_REFUSED": (
        "部门接口拒绝了请求本身（签名、授权或者服务标识）；由技术人员与对方排除后重试",
        "An agency refused the call itself (signature, authorisation, service); operations clear it with them, then retry",
    ),
    "STOP_AGENCY_OUT": (
        "部门接口长时间没有答复；恢复后系统自行重试，也可以现在重试",
        "An agency has not answered for long; the system tries again by itself, or retry now",
    ),
    "STOP_BANK_OUT": (
        "银行接口长时间没有答复；恢复后系统自行重试，也可以现在重试",
        "The bank has not answered for long; the system tries again by itself, or retry now",
    ),
    "STOP_PLATFORM_OUT": (
        "云平台长时间不可用；恢复后系统自行重试，也可以现在重试",
        "The platform has not been there for long; the system tries again by itself, or retry now",
    ),
    "STOP_SENT_BACK": (
        "复审退回初审，而本件走的是早先版本的流程，不能自行退回：请与初审人核对退回的意见后重试复审，或者不予贷款",
        "The second reviewer has sent it back, which the road this case is on cannot do: see to what they wrote, then retry the second review, or refuse",
    ),
    "STOP_SENT_UP": (
        "复审已同意，还须终审，而本件走的是早先版本的流程：请重试这一步，即交终审",
        "The second review is passed and a final one is due, which the road this case is on does not know: retry, and the final review is asked for",
    ),
    "STOP_PARTIES_ASKED": (
        "审核要求当事人补充说明，而本件走的是早先版本的流程，不能自行转给当事人：请由运行人员重启办理流程（两人），重启后即转当事人",
        "A reviewer asks the parties, which the road this case is on cannot do: have operations restart it, and they are asked",
    ),
    "STOP_HOLD_UNANSWERED": (
        "受理后要求补充核实的，当事人到期没有答复，而法定期限不停止；请在法定期限内决定：仍等待答复的重试（重新计期）；审核中要求说明的，可以写明理由、按现有材料重新审核；否则不予贷款或者终止",
        "The parties have not answered what was asked after acceptance, and the law's limit runs on: decide within it. Retry to wait on, with a new"
        " due time; what a reviewer asked need not be waited for, with a reason: it is reviewed on what is there; else refuse or end the case",
    ),
    "STOP_PAYMENT_PROCESSING": (
        "银行一直答复处理中；向银行查明结果后重试，重试只查询",
        "The bank stays with 处理中; find out from the bank, then retry, which only asks",
    ),
    "STOP_MORE_MATERIAL": (
        "登记机构要求补充材料，要求见登记机构原话；材料补齐并转交后重试，不再办理的终止并恢复原状",
        "The registry wants more material, in its words; retry once it is brought and passed on, compensate where it will not be",
    ),
    "STOP_NOT_IN_TIME": (
        "到最长等待时间没有办完；安排好后重试",
        "It was not done until the wait ended; see to it, then retry",
    ),
    "STOP_UNFORESEEN": (
        "程序没有预料的错误；由技术人员按办理追踪查明后重试",
        "An error nobody foresaw; operations find out by its trace, then retry",
    ),
}
