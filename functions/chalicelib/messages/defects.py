"""Texts of what can be wrong with the one form and with documents (填报问题): how to put it right."""

TEXTS: dict[str, tuple[str, str]] = {
    # What can be wrong with the one form
    "COMMITMENT_CHANGED": (
        "承诺书的文字有变化，请重新阅读后再承诺",
        "The words of the commitment have changed: read them again first",
    ),
    "CENTRE_UNKNOWN": ("请选择办理业务的公积金中心", "Choose the fund centre"),
    "GIVEN_TWICE": ("该项在请求中出现了两次，请只保留一个", "This name is given twice; keep one of them"),
    "NAME_INVALID": ("请填写与身份证一致的姓名", "Give the name as on the ID card"),
    "ID_EXPIRED_KIND": ("15 位身份证已停用，请输入 18 位身份证号码", "15-digit ID numbers are no longer valid"),
    "ID_FORMAT": ("请输入 18 位证件号码，末位可为大写 X", "Give the 18-character ID number"),
    "ID_BIRTH_DATE": ("身份证号码中的出生日期不正确", "The date of birth in the ID number is not right"),
    "ID_CHECK_DIGIT": ("身份证号码校验不通过，请核对", "The ID number's check digit is not right"),
    "PHONE_FORMAT": ("请输入 11 位手机号码", "Give an 11-digit mobile number"),
    "UNIT_NUMBER_FORMAT": ("请输入 28 位不动产单元号", "Give the 28-character real-estate unit number"),
    "UNIT_NUMBER_NOT_A_HOME": ("该不动产单元不是房屋，请核对不动产单元号", "This unit number is not a home's"),
    "CARD_FORMAT": ("请输入 16 至 19 位银行卡号", "Give the bank card number, 16 to 19 digits"),
    "CARD_CHECK_DIGIT": ("银行卡号校验不通过，请核对", "The card number's check digit is not right"),
    "OWNER_NOT_PARTY": (
        "有买受人（产权人）不是本件当事人，其份额没有人抵押；异议不能成立，应由其作为产权共有人加入申请",
        "Somebody who buys or owns the home is no party, and nobody would mortgage their share: they have to join as a co-owner",
    ),
    "PAYEE_NOT_AS_STATED": (
        "与申请表收款账户不一致：款项只付申请表所填账户，先请申请人更正",
        "Not the account the form states, and no other is paid: it is the applicant's to correct first",
    ),
    "CONTEST_NOT_SETTLED": (
        "请逐项写明被提出异议的核验结果哪些不成立（unfounded）；确认时须全部列明，维持时不填",
        "Name each contested code that is not so: to confirm all of them, to uphold none",
    ),
    "MORE_NEAR_THAN_OWNED": (
        "本县区的住房不能多于家庭全部住房",
        "There cannot be more homes in the district than there are in all",
    ),
    "LIEN_OF_ANOTHER": (
        "在先抵押的抵押权人不是原贷款银行的，不能放款：解除抵押后重试，不能解除的终止并恢复原状",
        "A mortgage of anybody but the old lender: nothing is paid beside it. Retry once it is gone, compensate where it will not be",
    ),
    "FEWER_THAN_OURS": (
        "少于本平台已向其发放的公积金贷款笔数；已结清的也计入次数，是否结清另行填写",
        "Fewer than we have lent this person: a settled loan counts as used too, and whether it is settled is said beside it",
    ),
    "CERTIFICATES_NOT_NAMED": (
        "有在先抵押的，逐个填写不动产登记证明号，用顿号隔开；没有的，选“否”并填“无”",
        "Where mortgages lie on the home, name the number of each certificate; where none does, say no and name none",
    ),
    "ASKED_STATED": ("审核要求核对、说明所填内容", "A reviewer asks about what is stated here"),
    "ASKED_PAPER": ("审核要求补充提供：{name}", "A reviewer asks for: {name}"),
    "ASKED_PAPER_UNCLEAR": (
        "审核要求重新提供：{name}（已交的看不清或者不完整）",
        "A reviewer asks for it again: {name}",
    ),
    "REMEDY_ASKED": ("请更正申请内容，或者说明情况、补充证明", "Correct it, or explain and bring what shows it"),
    "ASKED_LATE": (
        "此前的告知书已可以指出：只有审批主管说明理由后才能再要求",
        "An earlier notice could have named it: only a supervisor may ask it now, with a reason",
    ),
    "NOT_ASKED": (
        "受理以后只能改动审核要求说明的事项，请恢复原来填写的内容",
        "After acceptance only what is asked about is changed: put this back as it was",
    ),
    "ASK_NO_TIME": (
        "法定期限内当事人已来不及答复，请按现有材料决定；已超过法定期限的，只能由审批主管要求，两个工作日内答复",
        "Too late for an answer within the law's limit: decide on what is there. Once that is over only a supervisor asks, for two working days",
    ),
    "LINE_UNMET": ("核对清单记为“否”的，不能同意：{name}", "This was answered with no, so nothing is approved: {name}"),
    "LINE_OPEN": ("请先核对并勾选：{name}", "Look at this first, and say so: {name}"),
    "ASKED_OF_TWO": (
        "一次只问一方：涉及某一方的事项和说明只告知该方本人，不能与其他事项一并要求",
        "One party at a time: what is asked of one is told to that party alone, and goes with nothing else",
    ),
    "SHOWN_LESS": (
        "经查明可以证明的少于所填：{name}无法提供，其他证据未证明所填的全部金额",
        "What else was found shows less than the form states; there is no {name}",
    ),
    "REMEDY_SHOWN_LESS": (
        "请按查明的金额更正所填金额，或者提供其他凭证",
        "State the sum that was found, or bring other proof",
    ),
    "DAY_LONG_AGO": ("日期在十年以前，请核对", "More than ten years ago: compare the day"),
    "DAY_WITHOUT_POLICY": (
        "这一天该中心没有登记施行的政策，请换一天",
        "Nothing is registered for that day; name another",
    ),
    "DAY_INVALID": ("没有这一天，请核对日期", "There is no such day"),
    "SELLER_ID_INVALID": ("请输入卖方的统一社会信用代码或身份证号码", "Give the seller's credit code or ID number"),
    "ACCOUNT_INVALID": ("请输入正确的账号", "Give a valid account number"),
    "NO_PEOPLE": ("请填写借款人", "Give the borrower"),
    "KEY_REPEATED": ("同一人员标识出现多次", "Two people have the same key"),
    "PERSON_REPEATED": ("同一身份证号码填写了多次", "Two people have the same ID number"),
    "CHILD_IS_PARTY": (
        "此人是本件当事人，不能同时填为未成年子女",
        "This is a party of the case, and no minor child beside it",
    ),
    "CHILD_REPEATED": (
        "该子女已填写，每名子女在一方名下只填一次，双方填写的姓名须一致",
        "This child is named already: once under a parent, and by one name under both",
    ),
    "CHILD_NOT_MINOR": (
        "该子女已满 18 周岁，不是未成年子女，请删去并核对子女数",
        "This child is of age: take them out, and check the number of children",
    ),
    "CHILDREN_OF_FAMILY_ALONE": (
        "未成年子女只由借款人和配偶填写：家庭住房按夫妻双方及未成年子女认定",
        "Minor children are named by borrower and spouse alone: the family is the couple with them",
    ),
    "FIRST_NOT_BORROWER": ("第一位须为主借款人（borrower）", "The first person must be the borrower"),
    "SPOUSE_MISSING": ("已婚申请人须填写配偶信息", "A married borrower's spouse must be given"),
    "SPOUSE_UNEXPECTED": ("婚姻状况不是已婚，不应填写配偶", "There is a spouse but the borrower is not married"),
    "SPOUSE_NOT_MARRIED": ("配偶的婚姻状况应当为已婚", "Whoever is the borrower's spouse is married"),
    "NO_DEPOSITOR": ("借款人须为住房公积金缴存职工", "The borrower must be a depositor"),
    "BORROWER_NOT_APPLICANT": ("主借款人须为登录本人", "The borrower must be the person logged in"),
    "PARTY_HANDLED_IT": (
        "此人或者其亲属以工作人员身份经手过本件，不能作本件当事人；请撤回本件，由其他工作人员办理后重新申请",
        "This person, or a relative of theirs, has handled the case as staff, and cannot be a party of it; withdraw it and apply again with other staff",
    ),
    "DECLARATION_MISSING": ("请确认申明：{text}", "Make this declaration: {text}"),
    "PRICE_EXCEEDED": ("首付款与贷款之和不能超过房屋总价", "Down payment and loans exceed the price"),
    "CENTRE_FIXED": ("受理后不能更换办理中心", "The centre cannot change once accepted"),
    "NO_ADDRESS": (
        "申请表没有此人的送达地址：当事人要求的，寄到其身份证件所载住址；否则请通知其到窗口领取",
        "The form has no address of theirs: send it to the one on their identity card if they want that, else ask them to collect at a window",
    ),
    "LETTER_OF_ANOTHER": (
        "该邮件号已用于另一方，一个邮件只寄一方",
        "That letter went to another party: one letter is one party's",
    ),
    "SIGNED_OTHER_CONTRACT": ("签署的文件与本合同不一致", "What was signed is not this contract"),
    "CONFIRMED_OTHER_COST": (
        "确认的不是现行的综合融资成本明示，请重新查看",
        "This is not the statement of cost as it stands; read it once more",
    ),
    "NAMES_SOMEBODY": (
        "理由会原样告知全体当事人：请不要写姓名、证件号码或者手机号，用“借款人”“配偶”“出卖人”等称呼",
        "Every party reads this as it stands: no names, ID or phone numbers; say borrower, spouse, seller",
    ),
    "CHOICE_NOT_OFFERED": ("该待办不提供此选项", "This task does not offer that choice"),
    "ITEM_UNANSWERED": (
        "告知书第{number}项尚未答复：请用该项列出的办法之一答复",
        "Item {number} of the notice is unanswered: answer it in one of the ways that it names",
    ),
    "RATED_ALREADY": (
        "您已经评价过本件；还有话要说，请用投诉或者建议",
        "You have rated this case already; complain or suggest if there is more to say",
    ),
    "REPLY_NOT_CONFIRMED": (
        "告知书第{number}项的答复由窗口代为填写，请您本人确认或者撤回后再提交",
        "The window typed the reply to item {number} of the notice: say it yourself, or take it back, before you send",
    ),
    "HOLD_DAY_PAST": ("唤醒日期须在今天之后", "The day on which it comes back has to be after today"),
    "HOLD_TOO_LONG": ("挂起不得超过六十天", "A task is put aside for sixty days at most"),
    "HOLD_AFTER_LAW": (
        "挂起不停止法定期限，唤醒日期不得晚于法定期限的最后一日",
        "Nothing stops the law: it comes back by the last day the law leaves",
    ),
    "ABSENCE_DAYS": (
        "请假须在今天或者之后结束，起止日期不得颠倒，不超过一年",
        "It ends today or later, not before it begins, and lasts a year at most",
    ),
    "DEPUTY_NOT_FIT": (
        "代理人须是本中心同一岗位、近期登录过的另一人",
        "Another person of the same centre and the same work stands in, who has logged in lately",
    ),
    "RECEIVER_NOT_FIT": (
        "不能转交此人：须是本中心可以办理此环节、近期登录过的人，未在本件经手与此环节不得兼任的环节，不须回避，也不是后续审批仅余的一人",
        "Not to be handed to them: it takes somebody of this centre who may do such work and has logged in lately, whom four eyes let do it, with no tie to the case, and who is not the last for a later review of it",
    ),
    "DEPUTY_AWAY": ("该人员在这段时间里请假", "They are away in that time themselves"),
    "LOOK_MISSING": ("请对每一项给出核查结论", "Say what you found for every item"),
    "FACT_MISSING": ("请填写确认该项所需的信息", "Supply this fact: the rules need it to rely on your confirmation"),
    "FACT_NOT_ASKED": (
        "该项已有部门答复或者不由人工认定，不得填写",
        "This fact is not asked of you: an agency has told it, or nobody may state it by hand",
    ),
    "PAPER_NOT_LOOKED_AT": (
        "请先打开本项依据的每一份材料，并填写所看文件的校验值",
        "Open every paper this rests on, and say the SHA-256 of what you looked at",
    ),
    "LOOK_UNKNOWN": ("没有这一核查项", "There is no such item"),
    # Uploaded documents
    "DOCUMENT_ABSENT": ("文件尚未上传", "Nothing was uploaded yet"),
    "DOCUMENT_TOO_LARGE": ("文件须小于 10 MB", "The file must be below 10 MB"),
    "DOCUMENT_EMPTY": ("文件是空的", "The file is empty"),
    "DOCUMENT_TYPE_WRONG": (
        "文件内容与声明的类型不符,请上传 PDF、JPG 或 PNG",
        "The content is not of the declared type",
    ),
    "DOCUMENT_SIZE_WRONG": (
        "上传的文件大小与申报的不一致，请重新上传",
        "The file is not of the size that was declared",
    ),
    "DOCUMENT_UNREADABLE": (
        "文件打不开或者没有内容，请重新拍照、扫描或者另存后上传",
        "The file cannot be read, or nothing is on it: take or save it anew",
    ),
    "DOCUMENT_PICTURE_TOO_LARGE": (
        "图片尺寸过大，请缩小到 5000 万像素以内",
        "The picture has more than 50 million pixels",
    ),
    "DOCUMENT_ENCRYPTED": ("PDF 设有密码，请取消密码后上传", "The PDF is encrypted: save it without a password"),
    "DOCUMENT_ACTIVE": (
        "PDF 含有脚本、附件、会自行动作的链接或者其他可执行内容，请打印成普通 PDF 或者拍照后上传",
        "The PDF holds scripts, attachments, links that act by themselves or other active content: print it to a plain PDF, or take a picture",
    ),
    "DOCUMENT_INFECTED": (
        "文件未通过安全检查，请换一份文件；如有疑问请到窗口办理",
        "The scanner has found something in the file: bring another",
    ),
    "DOCUMENT_WAITS": (
        "文件正在检查，系统会自动完成，请稍后查看结果",
        "The file is still being checked; look again later",
    ),
    "DOCUMENT_NOT_THEIRS": (
        "授权委托书经核实不是本人所签，代办人递交的文件不作数，请重新上传",
        "The authorisation of who brought it was not signed by who it names: send the file again",
    ),
    "DOCUMENT_CHANGED": ("上传的文件与所选文件不一致，请重新上传", "What was uploaded is not what was declared"),
}
