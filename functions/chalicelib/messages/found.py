"""What operations read of what the sweep finds (casework/found.py): its name, what it comes from, and what is to be done about it."""

_Said = tuple[str, str]

_NOTHING: _Said = ("不用处理", "Nothing")
_OFTEN: _Said = (
    "偶尔出现不用处理；一天几十次以上的，查这一时段的日志和错误",
    "Nothing for a few; for dozens a day look at the log and the errors of that time",
)
_AT_DESK: _Said = ("由中心在待办中办理，不用运维处理", "The centre sees to it in its queue; nothing for operations")

_FOUND: dict[str, tuple[_Said, _Said, _Said]] = {
    "STARTED": (("补启动的办件", "Started"), ("提交后没有启动流程，已补启动", "Submitted without an execution, which was begun"), _OFTEN),
    "EXECUTION_ENDED": (("流程中断的办件", "Execution ended"), ("流程已停而办件没有办结，已转重启待办", "The execution is over, the case is not; a restart was asked for"),
        ("按值守手册 ExecutionEndedAlarm 查明后，两人重启", "Follow runbook ExecutionEndedAlarm; two people restart it")),
    "STRANDED": (("没有人能答复的办件", "Stranded"), ("流程在等的待办已不存在或者已过期，已转重启待办", "It listens for a word that nobody can give; a restart was asked for"),
        ("按值守手册 StrandedAlarm 查明后，两人重启", "Follow runbook StrandedAlarm; two people restart it")),
    "RESTART_CLOSED": (("不再需要的重启", "Restarts closed"), ("办件已经重启，重启待办关闭", "The case was restarted meanwhile"), _NOTHING),
    "HEALED": (("自行恢复的中断", "Healed"), ("流程又有人能答复，重启待办撤销", "Somebody can answer it again, so nobody need restart it"), _NOTHING),
    "TRIED_AGAIN": (("自行重试的环节", "Tried again"), ("对方或者平台中断超过流程的重试，环节隔一段时间再试", "An outage outlasted the road's retries; the step is tried again ever less often"),
        ("看哪个部门或者银行没有答复，催其恢复；不恢复的，17 天后不再自行重试", "See who does not answer and press them; after 17 days it is not tried any more")),
    "GIVEN_UP": (("不再自行重试的环节", "Given up"), ("中断已满 17 天，只有人能让它继续", "An outage of 17 days, which only a person ends"),
        ("对方恢复后，由中心在“待处理”中重试，或者恢复原状", "Once the partner is back the centre retries, or compensates")),
    "OUTAGE_OVER": (("已过去的中断", "Outages over"), ("重试已经成功，待办撤销", "The step went on; its task is over"), _NOTHING),
    "TOLD_AGAIN": (("重新告知流程的答复", "Told again"), ("待办已答复而流程可能没有收到，又告知一次", "An answer may not have reached the road, and was told again"), _OFTEN),
    "WITHDRAWAL": (("补办的撤件", "Withdrawals"), ("撤件已记录而流程没有转出，已补办", "A withdrawal was recorded and not acted on; it is now"), _OFTEN),
    "ANSWERED": (("补答的等待", "Answered"), ("各方都已签完或者补正完，等待没有结束，已补答", "All have signed, or corrected, and the wait had not ended"), _OFTEN),
    "UNREADABLE": (("读不出的案卷", "Unreadable"), ("案卷读不出来：缺部分、密钥不可用或者数据损坏", "A part is missing, a key cannot be used, or the data are broken"),
        ("按值守手册 CaseUnreadableAlarm 处理", "Follow runbook CaseUnreadableAlarm")),
    "FAILED": (("巡检不了的办件", "Could not be looked at"), ("巡检时出错，错误类别在名称后面", "The look failed with the error named behind it"),
        ("下次自行再试；同一错误一直出现的，按值守手册 LooksFailAlarm 查是哪一件", "It is tried again; where the same error stays, find the case by runbook LooksFailAlarm")),
    "OVERDUE": (("逾期的等待", "Overdue"), ("待办超过期限，已标记并记入办件进度", "A wait is past its due time, and is marked"), _AT_DESK),
    "BOUND": (("提前到法定期限之内的期限", "Brought within the law's days"), ("等待开始之后补录了已施行的更短法定期限，原定期限在其之后", "A shorter limit of the law was learnt of after the wait began"), ("无需处理：期限已改，当事人看到的也是", "Nothing: it is due within the law now, and shown so")),
    "ARRANGED": (("补排了节假日的期限", "Arranged anew"), ("当年放假安排已公布，暂定的期限重算，只会推后", "The year's holidays are known; a provisional time was worked out anew, never earlier"), _NOTHING),
    "NOBODY_LEFT": (("无人可办的待办", "Nobody left"), ("本中心没有人可以办，也没有可以代办的中心", "Nobody of the centre may do it, and no centre stands in"),
        ("按值守手册 NobodyLeftAlarm：由中心增加人员或者约定代办中心", "Follow runbook NobodyLeftAlarm: more staff, or a centre that stands in")),
    "OFFERED_ELSEWHERE": (("转请代办中心的待办", "Offered elsewhere"), ("本中心没有人可以办，已转请代办中心", "Nobody of the centre may do it; another stands in"), _AT_DESK),
    "LOOK_OVER": (("不再需要的复核", "Looks over"), ("要复核的窗口表单已失效、已被替换或者办件已结", "The form is void, was replaced, or its case has ended"), _NOTHING),
    "ABSENCE_BEGUN": (("开始的代理", "Absences begun"), ("请假的日子到了，名下待办转给代理人", "Somebody is away as of today; whoever stands in has their tasks"), _NOTHING),
    "ABSENCE_OVER": (("结束的代理", "Absences over"), ("请假结束，没有办的待办交还本人", "Somebody is back, and what is undecided with them"), _NOTHING),
    "REGISTRY_ASKED": (("查询登记机构得到的结果", "Registry asked"), ("登记机构的回调超过一天没有来，主动查询得到了结果", "Its callback was a day late; it was asked, and has answered"),
        ("经常出现的，请登记机构检查回调", "Where it happens often, have the registry check its callbacks")),
    "REGISTRY_APPLIED_TO_AGAIN": (("重新申请的抵押登记", "Applied again"), ("登记机构查不到我们的申请，以同一申请号再次申请", "The registry does not know our application, which was sent again under its number"),
        ("请登记机构查明申请为什么没有收到", "Have the registry find out why it was not received")),
    "RELIEVED": (("登记完成后撤下的跟办", "Relieved"), ("登记已有结果，跟办的待办由系统答复", "The registry has said its last word; whoever followed it up is relieved"), _OFTEN),
    "BANK_REMINDED": (("再次通知银行签署", "Bank reminded"), ("各方已签，银行一天没有签署，又通知一次", "All have signed but the bank, for a day; it was told once more"),
        ("几天都没有结果的，联系银行", "After some days call the bank")),
    "BANK_ASKED": (("办结后问过银行的办件", "Bank asked"), ("办件已结，银行部分没有放款记录，最后问一次", "The case has ended and the bank's part is not paid by our record; it was asked once more"), _NOTHING),
    "PAY_OUT_TAKEN_UP": (("转争议的付款", "Pay-outs"), ("银行部分的放款与约定不符，挡住了公积金部分，已转争议", "The bank's part holds ours up; somebody finds out"), _AT_DESK),
    "CONTRACT_SEALED": (("补出的签章合同", "Contracts sealed late"), ("银行在放款以后才签章，签章合同已补齐", "The bank has sealed after the pay-out"), _NOTHING),
    "INSPECTED": (("补检视的材料", "Inspected"), ("上传后没有检视的文件已检视", "A file that nobody had read was inspected"), _OFTEN),
    "RECEIPT_MADE": (("补出的收件凭证", "Receipts made"), ("提交时没有出具收件凭证，已补出", "The receipt was not made at submission, and is now"), _OFTEN),
    "ACCEPTED_IN_SILENCE": (("逾期未告知，视为受理", "Accepted in silence"), ("五个工作日内没有一次告知补正，按法律视为受理", "Nothing was asked for within five working days, which by law is acceptance"),
        ("由主管查明为什么没有按时受理或者告知", "A supervisor finds out why it was neither accepted nor answered in time")),
    "ACCEPTANCE_TOLD": (("补告知的受理", "Acceptance told"), ("受理后还没有告知当事人，已告知", "The parties had not been told of the acceptance"), _NOTHING),
    "WISH_TOLD": (("告知的登记补件", "Registry's wishes told"), ("登记机构要求补件，已告知当事人", "The registry wants more; the parties were told"), _NOTHING),
    "OVERTAKEN_TOLD": (("告知的在先占用", "Overtaken, told"), ("另一件已占用本件原先占用的房屋或者人，已告知当事人", "Another case has taken what this one claimed; its parties were told"), _NOTHING),
    "VOICE_TOLD": (("告知的投诉答复", "Answers told"), ("投诉、建议已答复，已告知本人可以查看", "What somebody said of us was answered; they were told that it can be read"), _NOTHING),
    "REMINDED": (("到期提醒", "Reminded"), ("补正或者签署快到期，已提醒没有办的人", "What a party has to do is due soon"), _NOTHING),
    "HOLD_UNANSWERED": (("没有答复的核实", "Holds unanswered"), ("受理后的补正、核实到期没有答复，已转人工决定", "What was asked after acceptance was not answered in time; a person decides"), _AT_DESK),
    "DENIAL_TAKEN_UP": (("转争议的否认签字", "Denials"), ("有人否认在纸质表单上签字，已转争议查明", "Somebody denies a signature by hand; somebody finds out"), _AT_DESK),
    "APPEAL_LETTER": (("补出的异议文书", "Letters of objections"), ("异议已决定，文书由巡检出具", "An objection was decided; its letter is made"), _NOTHING),
    "APPEAL_TOLD": (("告知的异议", "Objections told"), ("异议的收到或者决定已告知当事人", "The parties were told that it is there, or how it was decided"), _NOTHING),
    "DRAFT_EXPIRED": (("过期的草稿", "Drafts expired"), ("草稿超过保留期没有提交", "A draft was not submitted in time"), _NOTHING),
    "SIGNING_HELD_UP": (("暂停的面签", "Signing held up"), ("特别程序未结或者承诺不实，面签暂停", "A procedure is open, or a commitment was found untrue; nobody signs"), _AT_DESK),
    "PROCEDURE_LETTER": (("补出的特别程序文书", "Letters of procedures"), ("进入特别程序的文书由巡检出具", "The letter of a special procedure is made"), _NOTHING),
    "PROCEDURE_TOLD": (("告知的特别程序", "Procedures told"), ("进入特别程序已告知当事人", "The parties were told that there is one"), _NOTHING),
    "PROCEDURE_MOVED": (("顺延的特别程序", "Procedures moved"), ("放假安排公布，特别程序的期限重算", "Holidays are known; the limit of a procedure was worked out anew"), _NOTHING),
    "PROCEDURE_OVER": (("到期的特别程序", "Procedures past their limit"), ("特别程序到期没有结束，已转主管", "One has not ended in time; a supervisor has it"), _AT_DESK),
    "PROCEDURE_LEFT": (("特别程序后继续的环节", "Gone on after a procedure"), ("特别程序已结束，只因它停下的环节继续", "A step that only stood still for it goes on"), _NOTHING),
    "OWED_TOLD": (("容缺材料的提醒", "Reminded of what is owed"), ("容缺材料快到期或者已到期，已告知欠交的人", "What may be brought later is due soon, or over; who owes it was told"), _NOTHING),
    "OWED_AWAITED": (("等容缺材料的环节", "Waiting for what is owed"), ("环节只等容缺材料，待办搁置到期限", "A step only waits for it; its task lies aside until then"), _NOTHING),
    "OWED_LAPSED": (("逾期的容缺材料", "Owed and lapsed"), ("容缺材料到期没有交，已记录", "What was owed was not brought in time"), _AT_DESK),
    "OWED_SETTLED": (("容缺材料已齐，继续", "Owed and settled"), ("容缺材料已齐，或者交来的不够，环节继续", "What was owed is there, or is not enough; the step goes on"), _NOTHING),
    "OWED_LOOK_OVER": (("不再需要的容缺材料查看", "Looks at what was owed over"), ("文件已被替换、已有人看过或者办件已结", "The file was replaced or looked at, or the case has ended"), _NOTHING),
    "ENDED_JUST_NOW": (("刚办结", "Ended just now"), ("办件刚办结，等读取中的请求读完再收尾", "It has just ended; what is being read is kept a while"), _NOTHING),
    "ENDED": (("已办结，不再巡检", "Ended"), ("办件已结，没有剩下的事", "Nothing is left to do"), _NOTHING),
    "HANDED_OUT": (("已全部交付的文书", "Handed out"), ("文书都已领取或者寄出，移出待交付清单", "All papers were collected or sent"), _NOTHING),
    "ARCHIVED": (("已归档的办件", "Archived"), ("办结满期限，电子档案已封装", "The folder of an ended case was packed"), _NOTHING),
    "ARCHIVE_LACKING": (("归档缺文件", "Archive lacking"), ("案卷列出的文件找不到或者与登记的摘要不符", "A file of the record is missing or changed"),
        ("按值守手册 ArchiveLackingAlarm 找回文件", "Follow runbook ArchiveLackingAlarm")),
    "UNKNOWN": (("其他发现", "Another finding"), ("这一版本不再使用的巡检发现", "A finding of another release"), ("不用处理；持续出现的，核对各函数的版本", "Nothing; where it goes on, compare the functions' versions")),
}  # fmt: skip

TEXTS: dict[str, _Said] = {
    f"FOUND_{kind}{of}": said
    for kind, texts in _FOUND.items()
    for of, said in zip(("", "_CAUSE", "_DO"), texts, strict=True)
}
