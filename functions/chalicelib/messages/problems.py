"""Texts of the API: refused requests, and what can be wrong with any request."""

TEXTS: dict[str, tuple[str, str]] = {
    # Problems
    "BAD_BODY": ("请求内容无法读取，请发送 UTF-8 编码的 JSON 对象", "The body is not a JSON object in UTF-8"),
    "BAD_CURSOR": ("翻页标记无效，请从第一页重新查询", "The cursor is not valid; start again from the first page"),
    "BAD_HEADER": ("请求头无效", "A request header is not valid"),
    "BAD_REQUEST": ("请求无效", "The request is not valid"),
    "LOGIN_REQUIRED": ("请先登录，或重新登录", "Log in first, or log in again"),
    "LOGIN_FAILED": ("登录凭证无效或已使用，请重新登录", "The login code is not valid or was used already"),
    "BAD_SIGNATURE": ("签名无效", "The signature is not valid"),
    "NOT_YOUR_ROUTE": ("此事项不由您办理", "This is not yours to do"),
    "FOR_THE_APPLICANT": (
        "此事项由主借款人（申请人）本人办理；您可以办理自己的授权、签署和本人信息",
        "The applicant does this; you authorise, sign and fill in your own part",
    ),
    "OTHER_CENTRE": ("该业务由其他中心办理", "This belongs to another centre"),
    "FOUR_EYES": (
        "您已在本件的其他环节经手，按本件金额档的规定不能再办理此环节，请由他人办理",
        "You have had a hand in another part of this case, which nobody may have beside this one at its amount; somebody else has to do this",
    ),
    "LEAVES_NOBODY": (
        "您办理此环节后，本件后续的审批在本中心将无人可办；请由他人办理此环节，您留待后续审批。他人确实不在岗的，请先为其登记请假",
        "Once you have done this nobody of your centre is left for a later review of this case; leave it to another. Where the others are away, enter their absence first",
    ),
    "OWN_SCAN": (
        "这份扫描件由您收件留存，须由另一名工作人员复核",
        "You kept this scan; another member of staff has to look at it",
    ),
    "TOO_MANY_HELD": (
        "您领取的签字表单复核尚未办结的已达上限，请先作出结论，再领取下一份",
        "You hold as many second looks as one person may: decide those first",
    ),
    "SCAN_LOOKED_AT": (
        "这份扫描件已有复核结论，以先作出的结论为准",
        "Somebody has looked at this scan already, and their word stands",
    ),
    "RELATIVE": (
        "您与本件当事人曾共同申请贷款，视为亲属，须回避",
        "You have applied for a loan together with a party of this case, so somebody else has to handle it",
    ),
    "RECUSED": (
        "您已就本件声明回避，请由他人办理",
        "You have recused yourself from this case; somebody else has to handle it",
    ),
    "OWN_CASE": (
        "您是本件当事人或者代办人，须回避",
        "You are a party or an agent of this case, so somebody else has to handle it",
    ),
    "PRESENCE_REQUIRED": (
        "须本人在场：请先在窗口终端读取本人身份证并比对人脸，三十分钟内办理；本人不能到场的，提交、补正（先保存内容）、签署和授权可凭本人就该事项签字、经两名工作人员核验的表单办理；提交、补正也可由有效授权委托书所写的代办人到场办理",
        "The person has to be there: read their ID card and compare their face at the terminal first; it holds for thirty minutes."
        " To submit, correct (what is saved before), sign or authorise, a form they signed by hand for just that, and that two members of staff have looked at, will do; to submit or correct, also an agent under a valid authorisation",
    ),
    "STEP_UP": (
        "办理此事项须先提高认证强度",
        "This needs a session that knows more surely who you are",
    ),
    "NEEDS_REAL_NAME": (
        "须实名：请先在您所用的渠道完成实名认证，再重新登录",
        "Real-name: verify your name and ID number with the channel you use, then log in again",
    ),
    "NEEDS_STRONG": (
        "须本人核身：请完成人脸识别或者第二因素验证，十分钟内办理",
        "Prove that it is you, by your face or a second factor; it holds for ten minutes",
    ),
    "NOT_PROVEN": (
        "核身未通过或者不是本人，请重新核身",
        "The proof is not valid, or somebody else's; prove again that it is you",
    ),
    "SECOND_FACTOR_REQUIRED": (
        "工作人员须以第二因素登录",
        "Staff log in with a second factor",
    ),
    "OTHER_DEVICE": (
        "此登录只能在原设备上使用，请在本设备重新登录",
        "This session is good on the device it was begun on alone; log in on this one",
    ),
    "TOO_OFTEN": ("操作过于频繁，请稍后再试", "Too often; wait and try again"),
    "NOT_FOUND": ("没有找到", "There is no such thing"),
    "NOT_DECIDED": ("尚未作出决定，没有可以说明的内容", "Nothing is decided yet, so there is nothing to explain"),
    "METHOD_NOT_ALLOWED": ("不支持此操作", "This method is not allowed here"),
    "LEGAL_REPRESENTATIVE": (
        "未成年人不能自己授权或者签署：须由法定代理人陪同到窗口，在纸质表单上签名，并附证明其为法定代理人的材料，经两名工作人员查看（民法典第十九条、第二十条）",
        "A minor neither authorises nor signs alone: at the window their legal representative signs on paper, beside what shows that they are it, and two members of staff"
        " look at both (Civil Code 19, 20)",
    ),
    "WRONG_STATUS": ("业务当前状态不允许此操作", "The case is not in a state that allows this"),
    "CHANGED_MEANWHILE": ("内容已被更新，请刷新后重试", "It was changed meanwhile; read again and retry"),
    "CHANGED_SINCE_SHOWN": (
        "此项在您查看之后已被更改，请重新查看后再提交",
        "This was changed after it was shown to you; read it again, then send it",
    ),
    "ROAD_RUNNING": (
        "该件的办理流程正在运行，无需重启",
        "The process of this case is running; there is nothing to restart",
    ),
    "ROAD_ENDED": (
        "该件的办理流程已中断，暂不能办理；已转运维重启，重启后请再办理",
        "The process of this case has stopped; it has been handed to operations, decide again once it is restarted",
    ),
    "NOTES_FULL": (
        "本件批注已满，不能再写；已写的都保留着",
        "This case has no room for another note; what was written stays",
    ),
    "TASK_TAKEN": ("该待办已由他人领取或已办结", "Another person has this task, or it is done"),
    "TASK_RETRYING": (
        "系统正在重试该步骤，暂不能领取或办理；再失败会转为新的待办",
        "The system is having this step tried again: nobody can take or decide it meanwhile. Should it fail once more, it is a task anew",
    ),
    "TASK_OVER": (
        "该待办已失效：申请人已撤件，或者期限已过、已转专人跟进，或者流程已重启；请到待办队列查看该件现在的待办",
        "This task is over: the case was withdrawn, or time ran out and a supervisor follows it up, or it was restarted; see the queues for what it waits for now",
    ),
    "APPEALED": (
        "对本次办理结果已有一方提出异议，正在复核或者已经复核，不重复受理",
        "A party has objected to this end already; it is being decided, or was",
    ),
    "APPEAL_LATE": (
        "提出异议的期限已过；行政复议、行政诉讼的途径见文书",
        "The last day to object here is over; the letter says what other ways there are",
    ),
    "REOPEN_LACKS": ("现在还不能恢复办理，缺少的逐项列出", "It cannot go on yet; what it lacks is listed"),
    "REOPEN_CONSENT": ("{party}的授权已撤回或者失效，须本人重新授权", "{party} has to authorise it anew"),
    "REOPEN_REWORDED": (
        "{party}授权的文本此后已更新，须本人按新的文本再授权一次",
        "The words that {party} authorised have changed since; they have to authorise the new ones",
    ),
    "REOPEN_CLAIMED": (
        "{party}已在另一件在办的申请中：该件办结或者撤件后才能恢复",
        "{party} is in another live application: it goes on once that has ended",
    ),
    "REOPEN_DENIED": (
        "申请所依据的签字或者材料被否认：查实属本人之前不能恢复；查实不属本人的，由当事人重新申请",
        "What it was handed in on is denied: it goes on only once that is found to be theirs; else they apply anew",
    ),
    "REOPEN_UNDONE": (
        "合同已经作废或者款项已经划付，不能恢复；异议成立的，请当事人重新申请",
        "The contract is void or money has gone, so it does not go on; who is right applies anew",
    ),
    "UPHELD_ELSEWHERE": (
        "平台没有可据此更正的流程：请由中心会同合作单位在平台外更正（冲正、追回、补签），更正后案卷记录成立的，以 resolved 办结本争议",
        "No process here follows from that: the centre and the partner put it right outside (reversal, recovery, a new signature); once our record holds, resolve this dispute",
    ),
    "REGISTER_SAYS_OTHERWISE": (
        "登记信息与承诺不一致，不能凭经办人说明认定属实：登记有误的，由本人向登记机关更正，更正后重试；不实的，拒绝或者终止并恢复原状",
        "The register says otherwise, and nobody's word stands against it: the party has it put right there, then it is retried; else refuse or compensate",
    ),
    "COMMITMENT_UNTRUE": (
        "承诺事项经核查与实际不符：领取待办的另一人认定属实以前，不能同意，重试也只会再次停下；确属不实的，作出拒绝或者终止并恢复原状的决定",
        "What was committed to was found untrue: until another person who has the task finds it true nobody approves, and a retry would only stop again; where it is untrue, refuse or compensate",
    ),
    "ALREADY_AWAY": ("该人员的请假已经生效，请先销假", "They are away already: end that absence first"),
    "PROCEDURES_FULL": (
        "本件进入特别程序的次数已到上限，请由主管按案情决定",
        "The case has been in as many special procedures as one may be: a supervisor decides it as it stands",
    ),
    "IN_PROCEDURE": (
        "本件在特别程序中：请先写明结果、结束该特别程序，再作决定；同一种特别程序不能重复进入",
        "The case is in a special procedure: have it leave that with what came of it before you decide; one of the same kind is not entered twice",
    ),
    "CLAIM_FIRST": ("请先领取该待办", "Claim the task first"),
    "REQUEST_RUNNING": ("相同的请求正在处理，请稍后再试", "The same request is still running"),
    "REVISION_MISMATCH": ("表单已有更新的版本，请刷新后再修改", "The form has a newer revision"),
    "BODY_TOO_LARGE": ("请求内容过大", "The body is too large"),
    "UNSUPPORTED_MEDIA_TYPE": ("请以 JSON 格式发送", "Send JSON"),
    "INVALID_REQUEST": ("填写的内容有误，请逐项更正", "Some of what was sent is not valid"),
    "FORM_INCOMPLETE": ("申请表还有需要填写或更正的内容", "The form is not complete or not right yet"),
    "STILL_LACKING": (
        "现在就看得出还缺下列内容：可以现在补上，也可以就这样提交（部门查得到的不用补）",
        "This is lacking as it stands: bring it now, or hand it in as it is (`incomplete`); nobody has to bring what an agency tells",
    ),
    "IDEMPOTENCY_MISMATCH": ("此幂等键已用于另一请求", "This idempotency key was used for another request"),
    "REVISION_REQUIRED": (
        "修改、提交或者补正时须注明所依据的版本（If-Match）",
        "Say which revision you change or hand in (If-Match)",
    ),
    "INTERNAL": ("系统出现问题，工作人员将会处理", "Something went wrong on our side"),
    "TRY_AGAIN": ("系统暂时繁忙，请稍后重试", "Temporarily unavailable; try again"),
    "DOCUMENT_NOT_THERE": ("文件尚未上传，请先上传", "Upload the file first"),
    # What can be wrong with any request
    "UNKNOWN_FIELD": ("没有此项，请删除", "There is no such field"),
    "MISSING": ("请填写此项", "This is required"),
    "WRONG_TYPE": ("此项格式不正确", "This has the wrong type"),
    "WRONG_FORMAT": ("此项格式不正确", "This has the wrong format"),
    "NOT_PRINTABLE": (
        "文书字库没有这些字：{characters}。请核对后改正；确为证件所载的，请拨打 12329，由中心补入字库后再提交",
        "No paper can print these characters: {characters}. Correct them; if your document has them, call 12329 and the centre adds them",
    ),
    "TIMESTAMP_WRONG": (
        "时间戳缺失、格式不符，或者与当前时间相差超过五分钟",
        "The time stamp is missing, malformed, or more than five minutes off",
    ),
    "SIGNATURE_WRONG": (
        "签名缺失，或者与在用的任何一个密钥都不相符",
        "The signature is missing, or fits none of the keys in use",
    ),
    "TOO_SHORT": ("此项过短，请至少写两个字", "This is too short: write two characters at least"),
    "TOO_LONG": ("此项过长", "This is too long"),
    "TOO_MANY": ("项目过多", "There are too many"),
    "TOO_MANY_TODAY": (
        "您为本件留存的次数已满，请由同事办理，或者明天再办",
        "You have kept too many of this case; let a colleague do it, or come again tomorrow",
    ),
    "OUT_OF_RANGE": ("数值超出允许范围", "The number is out of range"),
    "NOT_A_CHOICE": ("请从可选项中选择", "This is not one of the choices"),
    "CHANNEL_UNKNOWN": ("没有这一办理渠道", "There is no such channel"),
    "CHANNEL_NOT_THEIRS": (
        "您的身份不从这一渠道登录，请改用您的渠道",
        "People like you do not come by this channel; use your own",
    ),
}
