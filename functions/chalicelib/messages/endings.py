"""Texts of the ends of a case, end by end: where it stands, its line in the timeline, the message, the title and opening of its letter;
then what its letter says of why, and of what can be done."""

TEXTS: dict[str, tuple[str, str]] = {
    # Whether a paper stands, told to whoever has it looked up.
    "PAPER_IS_VALID": ("有效", "It stands"),
    "PAPER_IS_PENDING": ("待各方签署，尚未生效", "Not signed by everybody yet: of no effect"),
    "PAPER_IS_QUESTIONED": (
        "签署存疑：有当事人否认据以办理的签名，正在核查",
        "A signature it rests on is denied, and is being looked into",
    ),
    "PAPER_IS_FORGED": (
        "据以办理的签名经两名工作人员核实，不是本人所签；效力依法认定，请向中心核实",
        "Two persons have found that a signature it rests on is not its party's; what it is worth the law says: ask the centre",
    ),
    "PAPER_LIKE_ISSUED": (
        "一致：该文件就是本平台登记的这份文书，未被改动",
        "The same: it is the very file that was issued",
    ),
    "PAPER_LIKE_CONTRACT_ISSUED": (
        "与各方所签原文一致（不含签章）",
        "The text that is signed, without signatures and seals",
    ),
    "PAPER_LIKE_CONTRACT_SIGNED": ("与已签章的合同一致", "The contract with its signatures and seals"),
    "PAPER_LIKE_OTHER": ("不一致：该文件不是本平台登记的这份文书，或者已被改动", "Not the same, or changed since"),
    "PAPER_LIKE_CONTRACT_OTHER": (
        "不一致：该文件不是本平台登记的这份文书，或者已被改动",
        "Not the same, or changed since",
    ),
    "PAPER_IS_SUPERSEDED": ("已被后来出具的文书代替", "Another that was issued later stands in its place"),
    "PAPER_IS_CLOSED": ("真实；所涉办件已办结", "Genuine; the case it is of has ended"),
    "PAPER_IS_VOID": ("已作废", "It is void"),
    "PAGE_DESK_AT_DISBURSED": ("已放款", "Disbursed"),
    "STATUS_DISBURSED": ("已办结：贷款已发放", "Finished: the loan is paid"),
    "ENDED_DISBURSED": ("办结：贷款已发放，办理结果已出具，待领取", "Finished: paid, results issued, to be collected"),
    "ENDED_DISBURSED_HANDED": ("办结：贷款已发放，办理结果已送达", "Finished: paid, results handed over"),
    "MESSAGE_DISBURSED": (
        "您的公积金贷款（{number}）已发放，结果材料可登录下载。咨询 12329",
        "Your provident-fund loan ({number}) is paid; the results can be downloaded. Help: 12329",
    ),
    "PAGE_DESK_AT_REFUSED": ("不予贷款", "Refused"),
    "STATUS_REFUSED": ("已办结：不予贷款", "Finished: refused"),
    "ENDED_REFUSED": ("办结：不予贷款，决定书已出具，待领取", "Finished: refused, decision issued, to be collected"),
    "ENDED_REFUSED_HANDED": ("办结：不予贷款，决定书已送达", "Finished: refused, decision handed over"),
    "MESSAGE_REFUSED": (
        "您的公积金贷款申请（{number}）未获批准，理由、依据和救济途径请登录查看。咨询 12329",
        "Your provident-fund loan application ({number}) was refused; reasons and remedies are online. Help: 12329",
    ),
    "PAPER_REFUSED": ("不予贷款决定书", "Decision to refuse"),
    "OPEN_REFUSED": (
        "经审核，你（们）的申请（住房坐落：{home}）不符合住房公积金个人住房贷款条件，决定不予贷款。理由和依据如下：",
        "Your application (home: {home}) does not meet the conditions and is refused, for these reasons:",
    ),
    "OPEN_REFUSED_OTHERS": (
        "经审核，对你（们）的申请（住房坐落：{home}）决定不予贷款。本决定的理由属于当事人的个人信息，由下列当事人本人领取的决定书载明；依据：{law}。",
        "Your application (home: {home}) is refused. The reasons are about the parties named below alone and stand in the decision each of them collects; basis: {law}.",
    ),
    "REVIEW_REFUSED": (
        "经审批人员审核，不符合贷款条件",
        "Reviewed by a person, who finds the conditions are not met",
    ),
    "PAGE_DESK_AT_NOT_ACCEPTED": ("不予受理", "Not accepted"),
    "STATUS_NOT_ACCEPTED": ("不予受理", "Not accepted"),
    "ENDED_NOT_ACCEPTED": ("不予受理，通知书已出具，待领取", "Not accepted, notice issued, to be collected"),
    "ENDED_NOT_ACCEPTED_HANDED": ("不予受理，通知书已送达", "Not accepted, notice handed over"),
    "MESSAGE_NOT_ACCEPTED": (
        "您的公积金贷款申请不予受理，原因请登录查看。咨询 12329",
        "Your provident-fund loan application was not accepted; the reason is online. Help: 12329",
    ),
    "PAPER_NOT_ACCEPTED": ("不予受理通知书", "Notice of non-acceptance"),
    "OPEN_NOT_ACCEPTED": (
        "你（们）的申请（住房坐落：{home}）因下列原因不予受理：",
        "Your application (home: {home}) is not accepted, for these reasons:",
    ),
    "PAGE_DESK_AT_WITHDRAWN": ("已撤件", "Withdrawn"),
    "STATUS_WITHDRAWN": ("已撤件", "Withdrawn"),
    "ENDED_WITHDRAWN": ("撤件完成", "Withdrawn"),
    "MESSAGE_WITHDRAWN": (
        "您的公积金贷款申请（{number}）已撤件。咨询 12329",
        "Your provident-fund loan application ({number}) is withdrawn. Help: 12329",
    ),
    "STATUS_LEFT": ("已终止：授权或者签署已被撤回、否认", "Ended: what it rests on was taken back or denied"),
    "ENDED_LEFT": ("办理终止：授权或者签署已被撤回、否认", "Ended: what it rests on was taken back or denied"),
    "MESSAGE_LEFT": (
        "您的公积金贷款申请（{number}）已终止办理，原因和救济途径请登录查看。咨询 12329",
        "Your provident-fund loan application ({number}) has ended; why, and what you can do, is online. Help: 12329",
    ),
    "PAPER_WITHDRAWN": ("撤件确认书", "Confirmation of withdrawal"),
    "OPEN_WITHDRAWN": (
        "本件（住房坐落：{home}）已于{on}撤回，本次办理终止。已提交的材料按规定保存，可随时重新申请。",
        "Withdrawn on {on} (home: {home}): this application ends. You may apply again at any time.",
    ),
    "PAPER_LEFT": ("终止办理通知书", "Notice of termination"),
    "OPEN_LEFT": (
        "因办理所依据的授权（签署）已被撤回或者否认，本次办理终止（住房坐落：{home}）。已提交的材料按规定保存。",
        "What this application rests on was taken back or denied: it ends here (home: {home}). What was handed in is kept as the rules say.",
    ),
    "PAGE_DESK_AT_CANCELLED": ("已终止", "Cancelled"),
    "STATUS_CANCELLED": ("已终止：合同作废，未放款", "Cancelled: the contract is void, nothing was paid"),
    "ENDED_CANCELLED": (
        "已终止：合同作废，没有抵押，没有放款",
        "Ended: the contract is void, nothing is mortgaged, nothing was paid",
    ),
    "MESSAGE_CANCELLED": (
        "您的公积金贷款（{number}）已终止：合同作废、无抵押、未放款。咨询 12329",
        "Your provident-fund loan ({number}) is cancelled: contract void, no mortgage, nothing paid. Help: 12329",
    ),
    "PAPER_RELEASED": ("抵押终止告知书", "Notice to who mortgages the home"),
    "OPEN_RELEASED": (
        "你以所有（共有）的房屋为借款合同（{number}）提供抵押。本次办理已终止：该合同不再履行，贷款未发放，抵押登记未办理或者已注销。你不因该合同承担担保责任，也没有任何还款义务。终止的原因涉及借款人，由其领取的文书载明。",
        "You offered your home as security for contract {number}. That is over: nothing was paid, there is no mortgage, you owe nothing.",
    ),
    "MESSAGE_RELEASED_CO_OWNER": (
        "您提供抵押的公积金贷款（{number}）已终止：合同不再履行，没有抵押，您不承担责任，告知书请登录查看、下载，也可以到窗口领取。咨询 12329",
        "The loan you offered your home for ({number}) has ended: no mortgage, and you owe nothing; a notice is online and at the window. Help: 12329",
    ),
    "MESSAGE_OVER_CO_OWNER": (
        "您作为产权共有人参加的公积金贷款申请已办结，没有签订借款合同，没有抵押，您不承担责任。咨询 12329",
        "The application that named you as co-owner has ended without contract or mortgage; you owe nothing. Help: 12329",
    ),
    "MESSAGE_PAID_CO_OWNER": (
        "您提供抵押的公积金贷款（{number}）已发放，借款合同请登录查看、下载，也可以到窗口领取。咨询 12329",
        "The loan you mortgage your home for ({number}) is paid; the contract is online and at the window. Help: 12329",
    ),
    "PAPER_CANCELLED": ("终止办理通知书", "Notice of termination"),
    "OPEN_CANCELLED": (
        "本件（住房坐落：{home}）办理终止：借款合同已作废，抵押登记未办理或者已注销，贷款未发放。你（们）不因本次办理承担任何还款义务。",
        "Ended (home: {home}): the contract is void, there is no mortgage and nothing was paid. You owe nothing.",
    ),
    "PAGE_DESK_AT_EXPIRED": ("已逾期", "Expired"),
    "STATUS_EXPIRED": ("逾期未办，已终止", "Ended: a deadline passed"),
    "ENDED_EXPIRED": ("逾期终止", "Ended: a deadline passed"),
    "MESSAGE_EXPIRED": (
        "您的公积金贷款申请（{number}）逾期未办，已终止，可重新申请。咨询 12329",
        "Your provident-fund loan application ({number}) ended because a deadline passed; you may apply again. Help: 12329",
    ),
    # What a rule's failing says that used no figure: it fails on settled answers alone.
    "FAILED_ALIVE": ("公安部门登记该人已死亡", "The population register has this person as dead"),
    "FAILED_DEPOSITOR": ("申请表所填的借款人没有缴存住房公积金", "The borrower of the form deposits nothing"),
    "FAILED_ACCOUNT_NORMAL": (
        "缴存中心登记的个人账户不是正常缴存状态，或者已被冻结",
        "The fund centre has the account in another standing than normal, or as frozen",
    ),
    "FAILED_FUND_LOAN_SETTLED": ("名下有尚未结清的住房公积金贷款", "There is a fund loan that is not settled"),
    "FAILED_WITHDRAWAL_DONE": ("名下有办理中的住房公积金提取", "A withdrawal from the fund is under way"),
    "FAILED_OFF_SITE_PLACE": (
        "缴存地不在本中心受理异地贷款的范围内",
        "The place of deposit is none this centre lends to",
    ),
    "FAILED_HOME_USE": ("登记的房屋用途不是住宅", "The home's recorded use is no dwelling"),
    "FAILED_NOT_SEIZED": ("不动产登记载明该住房已被查封", "The register has the home as seized"),
    "FAILED_TRANSFER_COMMERCIAL_ONLY": (
        "原贷款不是纯商业性住房贷款，或者本次申请了组合贷款",
        "The old loan is not purely commercial, or a combination is applied for",
    ),
    "FOUND_OLD_LOAN_SETTLED": ("信用报告显示原商业贷款已经结清", "The credit report has the old loan as settled"),
    "FAILED_TERM": (
        "按年龄、房龄、土地使用年限等各项期限规定计算，可贷期限不足一个月",
        "By the limits of age, building and land use no month is left to lend for",
    ),
    "FOUND_NEEDED": ("规定不低于", "required at least"),
    "FOUND_LIMIT": ("规定不超过", "at most"),
    "FOUND_BELOW": ("规定低于", "below"),
    "PAPER_EXPIRED": ("逾期终止通知书", "Notice of expiry"),
    "OPEN_EXPIRED": (
        "因在规定期限内未完成应由申请人办理的事项，本件（住房坐落：{home}）办理终止，可重新申请。",
        "Ended (home: {home}) because a deadline passed. You may apply again.",
    ),
    # What can be done about it.
    "OBJECTION_FIX": (
        "上列原因消除后，可以重新申请；已由部门共享核验的材料无须重复提交。",
        "Once the reasons are gone you may apply again; nothing that agencies share need be handed in twice.",
    ),
    "APPLY_AGAIN": (
        "可以随时重新申请；已由部门共享核验的材料无须重复提交。",
        "You may apply again at any time; nothing that agencies share need be handed in twice.",
    ),
    "OBJECTION_BALANCES": (
        "对住房公积金缴存、余额记录有异议的，可以申请{centre}复核（{law}）。",
        "What is recorded of your deposits and balance may be reviewed by {centre} on request ({law}).",
    ),
    "OBJECTION_PERSON": (
        "对自动化核验或者测算结果有异议的，有权要求工作人员人工复核并说明理由（{law_person}）。",
        "You may ask for a person to review any automated result and to explain it ({law_person}).",
    ),
    "OBJECTION_HERE": (
        "可以在{last}前（含当日）向{centre}提出异议：登录后在办件页面，或者持身份证到窗口。提出异议不停止、不延长行政复议和诉讼的期限。",
        "Until {last} you may object to {centre} itself, online or at a window; that neither stops nor extends the limits of review and suit.",
    ),
    "OBJECTION_CONTRACT": (
        "借款合同已经签署的，因合同发生的争议是民事争议，不适用行政复议：可以与{centre}和受托银行协商，也可以向房屋所在地人民法院提起民事诉讼（诉讼时效见{law_contract}）。",
        "Once the contract is signed, disputes over it are civil: settle them with {centre} and the bank, or go to the court where the home lies; within which time, see {law_contract}.",
    ),
    "OBJECTION_WAYS": (
        "对本决定不服的，可以自收到之日起 {review_within} 日内，向{body}申请行政复议（{law_review}）；也可以自收到之日起 {court_within} 个月内，向{court}提起行政诉讼（{law_court}）。此前可以先向{centre}申请复核，或者向其主管部门反映，上述期限不因此停止。标有“未核实”的为一般规定，尚未经{centre}核实。",
        "Within {review_within} days of receipt you may ask {body} for administrative review ({law_review}), within {court_within} months go to {court} ({law_court}); {centre} reconsiders on request, which stops no time limit. What is marked unverified is general law, not confirmed by {centre}.",
    ),
    "OBJECTION_ANSWERED": (
        "异议复核是对异议的答复，不是新的决定，不重新起算期限。对《{ended}》不服的，仍可以自收到该文书之日起 {review_within} 日内，向{body}申请行政复议（{law_review}），{court_within} 个月内，向{court}提起行政诉讼（{law_court}）；提出异议和复核的时间不扣除。对同一办理结果，{centre}不再重复复核。标有“未核实”的为一般规定，尚未经{centre}核实。",
        "This answers the objection and is no new decision: the limits are those of the {ended}, within {review_within} days of its receipt to {body} for administrative review ({law_review}), within {court_within} months to {court} ({law_court}), and the objection stopped neither; {centre} looks at the same end no second time. What is marked unverified is general law, not confirmed by {centre}.",
    ),
    # What is told to one party alone; why a case ended that no rule refused.
    "OPEN_OWN": (
        "（下列只是涉及{party}的审核结论，只告知其本人；其他理由见发给全体当事人的决定书。）",
        "(What follows is about {party} alone and told to nobody else; the other reasons are in the letter to all.)",
    ),
    "OPEN_OWN_ALONE": (
        "（下列只是涉及{party}的审核结论，只告知其本人；发给全体当事人的决定书不载明任何一方的理由。）",
        "(What follows is about {party} alone and told to nobody else; the letter to all gives nobody's reasons.)",
    ),
    "OTHERS_OWN": (
        "涉及{party}的审核结论写在只交给其本人的决定书中：本人可登录查看，也可持身份证到窗口领取。",
        "What the rules say of {party} is in a letter to that person alone: online, or at the window.",
    ),
    "ARCHIVED": ("已归档，保管至 {until}", "Archived, to be kept until {until}"),
}
