"""Texts of what everybody does for themselves: being invited, joining, being at the window, authorising, taking it back."""

TEXTS: dict[str, tuple[str, str]] = {
    # What stands in the way of submitting
    "PARTY_NOT_CONFIRMED": (
        "此人还没有本人确认。请把邀请码发给本人，由本人用自己的手机登录、填入邀请码并授权；也可以请本人到窗口办理",
        "This person has not confirmed. Send them the invitation code: they log in with their own phone, enter it and authorise;"
        " or they come to the window",
    ),
    "CONSENT_DATA_MISSING": (
        "此人还没有授权共享数据。请本人登录，打开本件，阅读《个人信息处理与数据共享授权书》后点“同意”",
        "This person has not authorised the sharing of data. They log in, open this case, read the authorisation and agree",
    ),
    "CONSENT_CREDIT_MISSING": (
        "此人还没有授权查询征信。请本人登录，打开本件，阅读《征信查询授权书》后点“同意”",
        "This person has not authorised the credit query. They log in, open this case, read the authorisation and agree",
    ),
    "CONSENT_IDENTITY_MISSING": (
        "此人还没有授权核验身份。请本人登录，打开本件，阅读《抵押人身份核验授权书》后点“同意”",
        "This person has not authorised that their identity is verified. They log in, open this case, read the authorisation and agree",
    ),
    "CONSENT_DATA_CHANGED": (
        "此人授权以后，《个人信息处理与数据共享授权书》的文字有修改。请本人登录，打开本件，阅读修改后的授权书，再点一次“同意”",
        "The words of the authorisation to share data have changed since this person authorised. They log in, open this case, read the new words and agree again",
    ),
    "CONSENT_CREDIT_CHANGED": (
        "此人授权以后，《征信查询授权书》的文字有修改。请本人登录，打开本件，阅读修改后的授权书，再点一次“同意”",
        "The words of the credit authorisation have changed since this person authorised. They log in, open this case, read the new words and agree again",
    ),
    "CONSENT_IDENTITY_CHANGED": (
        "此人授权以后，《抵押人身份核验授权书》的文字有修改。请本人登录，打开本件，阅读修改后的授权书，再点一次“同意”",
        "The words of the authorisation to verify identity have changed since this person authorised. They log in, open this case, read the new words and agree again",
    ),
    # Whom nobody's consent names
    "RECIPIENT_NOT_AUTHORISED": (
        "当事人授权时的授权书没有列明这一单位，未向其查询；请核对该单位出具的书面证明，需要查询的，请当事人按现在的授权书再授权。",
        "The consent was given before its words named who would answer this, so nobody was asked: read what they have written, or have it given anew.",
    ),
    "STOP_RECIPIENT_UNNAMED": (
        "当事人授权时的授权书没有列明要查询的单位，未查询；当事人按现在的授权书重新授权后重试，不授权的终止",
        "A consent was given before its words named who would be asked, so nobody is; retry once it is given anew, end the case if it will not be",
    ),
    # What a sealed application lacks
    "IDENTITY_CONSENT_LACKING": ("未同意核验身份", "Consent to the verification of identity is lacking"),
    "DATA_CONSENT_LACKING": ("未同意数据共享", "Consent to data sharing is lacking"),
    "CREDIT_CONSENT_LACKING": ("未授权查询征信", "The credit authorisation is lacking"),
    # What can be wrong with an act
    "ID_NUMBER_FIRST": ("请先填写此人的身份证号码，再邀请", "Type this person's ID number first, then invite them"),
    "BIRTH_FIRST": (
        "此人的证件号码不含出生日期，请先填写出生日期，再授权",
        "The number of this document does not tell the day of birth; type it first, then authorise",
    ),
    "NAME_AND_NUMBER_FIRST": (
        "征信查询授权书须写明授权人，请先填写本人姓名和身份证号码",
        "The credit authorisation names who gives it: type their own name and ID number first",
    ),
    "AUTHORISATION_CHANGED": (
        "授权书已更新，请重新阅读后再同意",
        "The authorisation has a new text; read it, then agree",
    ),
    "PRESENCE_NOT_PROVEN": (
        "终端结果无效、已过时，或者到场的不是此人，请重新刷证、比对人脸",
        "The terminal's result is not valid, too old, or of somebody else; read the card and compare the face again",
    ),
    "SCAN_OF_ANOTHER_ACT": (
        "这份扫描件已使用过，或者所签内容已有变动：一份签字表单只用于一案一人一事，请由本人另行签字后上传",
        "This scan was used before, or what was signed has changed: one form, one case, one person, one act",
    ),
    "SCAN_NOT_LOOKED_AT": (
        "复核的不是所留存的这份扫描件，请打开链接核对后再复核",
        "That is not the scan that was kept; open it, then say what it is",
    ),
    "AGENT_NOT_PROVEN": (
        "终端结果无效、已过时，或者到场的不是有效授权委托书所写、可办此事的代办人",
        "The terminal's result is not valid or too old, or this is no agent whom a valid authorisation names for that act",
    ),
    "AGENT_FOR_THEMSELVES": ("代办人不能是委托人本人", "Nobody is their own agent"),
    "AGENT_HANDLES_IT": (
        "此人以工作人员身份经手过本件，不能作代办人",
        "This person has handled the case as staff, and is nobody's agent in it",
    ),
    # What is done on a form signed by hand, or by an agent, and how far that is
    "ACT_SUBMIT": ("提交申请", "submitting"),
    "ACT_CORRECTIONS": ("一次补正", "correcting"),
    "ACT_SIGNATURES": ("签署合同", "signing the contract"),
    "ACT_CONSENTS_DATA": ("授权共享数据", "authorising the sharing of data"),
    "ACT_CONSENTS_CREDIT": ("授权查询征信", "authorising the credit query"),
    "ACT_CONSENTS_IDENTITY": ("授权核验身份", "authorising the verification of identity"),
    "ACT_DOCUMENTS": ("递交材料", "handing in materials"),
    "ACT_RESULTS": ("领取结果", "collecting the results"),
    "RESULTS_COLLECTED": ("{party}本人到窗口领取了结果", "{party} collected the results at the window"),
    "RESULTS_SENT": (
        "已向{party}邮寄结果，邮件号 {tracking}",
        "The results were sent to {party} by post, letter {tracking}",
    ),
    "ANY_PARTY": ("任一当事人", "Any party"),
    "HANDED_WINDOW": ("已于{day}由{party}在窗口领取", "Collected at the window by {party} on {day}"),
    "HANDED_AGENT": (
        "已于{day}由{party}的代办人在窗口领取",
        "Collected at the window by the agent of {party} on {day}",
    ),
    "HANDED_POST": ("已于{day}邮寄给{party}，邮件号 {tracking}", "Sent to {party} by post on {day}, letter {tracking}"),
    "HANDED_PAGE": ("已于{day}由{party}在网上领取", "Opened on the page by {party} on {day}"),
    "DELIVERY_ELECTRONIC": ("电子送达：文书在本平台领取", "Electronically: papers are collected on the platform"),
    "DELIVERY_ON_PAPER": (
        "纸质送达：在{centre}的窗口交付，或者邮寄到{place}",
        "On paper: at the window of {centre}, or by post to {place}",
    ),
    "DELIVERY_TO_DELIVERY": ("申请表所填的送达地址", "the delivery address of the form"),
    "DELIVERY_TO_PEOPLE": ("申请表所填的本人住址", "their home address in the form"),
    "DELIVERY_TO_ID_CARD": (
        "身份证件所载住址（申请表没有填写地址，本人要求邮寄的）",
        "the address on the identity card, where they want post and the form has no address",
    ),
    "DELIVERY_AGREED": (
        "同意电子送达，是同意本人的通知和文书放在本平台的本人账户里，并发短信到申请表所留的手机号码，即为送达本人。只代表本人，不代表其他当事人；以后可以随时在“我的文书”或者窗口改为纸质送达。",
        "Who agrees is served by papers in their account here and a text message to the phone number of the form. It is for themself alone, and may be changed to paper at any time.",
    ),
    "DELIVERY_PAPER_INSTEAD": (
        "要纸质件的，本人还没有领到纸质件的文书都给纸质件。{where}。",
        "Paper instead: what was not handed over or sent yet comes as follows. {where}",
    ),
    "ACT_AGENT": ("委托代办人", "authorising an agent"),
    "BY_HAND_WAITING": (
        "等另一名工作人员复核，尚不能据以办理",
        "Waiting for a second person's look; nothing rests on it yet",
    ),
    "BY_HAND_REPRESENTED": (
        "当事人未成年：扫描件上须有法定代理人的签名，并附能证明其为法定代理人的材料（出生医学证明、户口簿或者监护证明），缺一不予认可（民法典第二十七条）",
        "They are not of age: the scan has to bear the signature of their legal representative, and what shows that they are it (birth certificate, household register or"
        " proof of guardianship); without both do not accept it (Civil Code 27)",
    ),
    "BY_HAND_PHONE_TYPED": (
        "其联系电话由他人填写，未经本人登录告知，短信未必送到本人：复核前请用另行查得的号码向本人核实",
        "Their phone was typed by others and not told by a login of their own, so word of it may not reach them: call them by a number found elsewhere",
    ),
    "BY_HAND_KEPT": ("已核验", "Verified"),
    "BY_HAND_EXPIRED": (
        "已过三十分钟，未据以办理；可由原收件人员用同一份扫描件再次提交，另一人重新核验",
        "Its half hour is over and nothing was done on it; who took it may bring the same scan again, for another look",
    ),
    "BY_HAND_USED": ("已据以办理", "Something was done on it"),
    "BY_HAND_VOID": ("已作废", "Void"),
    "BY_HAND_DENIED": ("本人否认签字", "Denied by who is said to have signed it"),
    "BY_HAND_DENIED_UPHELD": (
        "本人否认签字；经两名工作人员核实，不是其本人所签",
        "Denied by who is said to have signed it; two members of staff have found that it is not theirs",
    ),
    "BY_HAND_DENIED_RESOLVED": (
        "本人否认签字；经工作人员核实，系其本人所签，该表单仍不再使用",
        "Denied by who is said to have signed it; a member of staff has found that it is theirs, and it stays void",
    ),
    "DENIAL_UPHELD": (
        "经两名工作人员核实，{party}否认的纸质表单（{act}）不是其本人所签，据以办理的不再有效",
        "Two members of staff have found that the paper form for {act} is not signed by {party}: what rests on it is void",
    ),
    "DENIAL_RESOLVED": (
        "经工作人员核实，{party}否认的纸质表单（{act}）系其本人所签；该表单仍不再使用",
        "A member of staff has found that the paper form for {act} is signed by {party}; it stays void",
    ),
    "PAPER_UPHELD": (
        "您否认签字的纸质表单（{act}）：经两名工作人员核实，不是您本人所签，据以办理的不再有效。详情请登录查看，咨询 12329",
        "The paper form you denied ({act}): two members of staff have found that it is not signed by you, and what rests on it is void."
        " Log in to read more; help: 12329",
    ),
    "PAPER_RESOLVED": (
        "您否认签字的纸质表单（{act}）：经工作人员核实，系您本人所签；该表单仍不再使用。不同意的，请拨打 12329 或者到窗口提出",
        "The paper form you denied ({act}): a member of staff has found that it is signed by you; it stays void. If you disagree, call 12329"
        " or come to the window",
    ),
    "FORM_DENIED": (
        "{party}否认曾在纸质表单上签字（{act}），该表单不再有效；已据以办理的，由专人核实",
        "{party} denies having signed a paper form for {act}: it is void, and a person finds out about what was done on it",
    ),
    "PAPER_TAKEN": (
        "{day} 窗口 {place} 收到一份以您名义签字的纸质表单（{act}）。如非您本人签字，请登录住房公积金贷款购房“一件事”，在该件的签字表单中否认，或者拨打 12329。",
        "On {day} window {place} took a paper form signed in your name ({act}). If you have not signed it, log in and deny it there, or call 12329.",
    ),
    "AGENT_WAITING": ("等另一名工作人员复核", "Waiting for a second person's look"),
    "AGENT_VALID": ("有效", "Valid"),
    "AGENT_OVER": ("已到期或者已终止", "Over"),
    "AGENT_VOID": ("已撤销或者复核未通过", "Taken back, or not accepted"),
    "CAN_REVOKE_AGENT": ("撤销代办授权", "Take the agent's authorisation back"),
    "AGENT_AUTHORISED": (
        "{party}的授权委托书经两名工作人员核验，已生效",
        "The authorisation of an agent by {party} was verified by two members of staff",
    ),
    "FORM_ACTED": (
        "凭{party}本人签字的纸质表单，由窗口两名工作人员核验录入：{act}",
        "On a paper form signed by hand, verified and entered by two members of staff at the window, for {party}: {act}",
    ),
    "AGENT_ACTED": ("代办人凭授权委托书代{party}办理：{act}", "An agent, under an authorisation, for {party}: {act}"),
    "AGENT_REVOKED": (
        "{party}的代办授权已撤销或者复核未通过",
        "The authorisation of an agent by {party} was taken back, or not accepted",
    ),
    "INVITATION_NOT_GOOD": (
        "邀请码不能用。可能是：输入有误；已用过；超过七天；申请人已改填他人；不是发给您本人的（登录人的身份证号码须与申请人填写的一致）；或者该件现在不能加入。"
        "请核对邀请码和登录身份；仍不行的，请申请人核对您的身份证号码后重新邀请，或者到窗口办理",
        "The code does not work: mistyped, used, older than seven days, for a party the applicant names no more, meant for somebody with another ID number,"
        " or the case takes nobody now. Check it and whose login this is; else ask the applicant to check your ID number and invite you anew,"
        " or come to the window",
    ),
    # How far somebody is
    "PARTY_STATE_CONFIRMED": ("已确认并授权", "Confirmed and authorised"),
    "PARTY_HOW_ONLINE": ("本人登录办理", "By themselves, with their own login"),
    "PARTY_HOW_AT_WINDOW": ("本人到窗口，经人证核验办理", "By themselves, at the window, verified by ID card and face"),
    "PARTY_HOW_ON_PAPER": (
        "本人未到场，凭其签字的纸质表单办理（扫描件经两名工作人员核验）",
        "Not in person: on a paper form signed by hand, whose scan two members of staff have looked at",
    ),
    "PARTY_STATE_INVITED": ("已邀请，等本人确认并授权", "Invited; they have still to confirm and authorise"),
    "PARTY_STATE_NOT_CONFIRMED": ("还没有本人确认", "Not confirmed yet"),
    "CONSENT_STATE_GIVEN": ("已授权", "Authorised"),
    "CONSENT_STATE_WITHDRAWN": ("已撤回", "Withdrawn"),
    "CONSENT_STATE_GIVEN_BEFORE": (
        "授权以后文字有修改，请阅读现在的授权书，再授权一次",
        "The words have changed since that was authorised; please read these and authorise again",
    ),
    "CONSENT_STATE_NOT_GIVEN": ("还没有授权", "Not authorised yet"),
    "CAN_INVITE": ("邀请其他各方本人确认", "Invite the others to confirm for themselves"),
    "CAN_AUTHORISE": ("阅读并授权", "Read and authorise"),
    # What has happened
    "JOINED": ("{party}已本人确认加入", "{party} has confirmed and joined"),
    "AUTHORISED": ("{party}已授权：{use}", "{party} authorised: {use}"),
    "CONSENT_WITHDRAWN": ("{party}撤回了授权：{use}", "{party} took back their consent: {use}"),
    "CONSENT_TO_DATA": ("数据共享", "sharing of data"),
    "CONSENT_TO_CREDIT": ("征信查询", "the credit query"),
    "CONSENT_TO_IDENTITY": ("身份核验", "the verification of identity"),
}
