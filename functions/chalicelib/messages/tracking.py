"""Texts of the tracking page: what has happened, who holds the case, what the person can do; and of what they are reminded."""

TEXTS: dict[str, tuple[str, str]] = {
    # Reminders of what is due soon.
    "MESSAGE_REMIND_CORRECTION": (
        "提醒：您的公积金贷款申请（{number}）一次告知的内容请在 {by} 前补正，已经提交的不必理会。咨询 12329",
        "Reminder: please answer the notice of your provident-fund loan application ({number}) by {by}, unless you have. Help: 12329",
    ),
    "MESSAGE_REMIND_SIGN": (
        "提醒：您的公积金贷款（{number}）合同请在 {by} 前登录或者到窗口签署。咨询 12329",
        "Reminder: please sign the contract of your provident-fund loan ({number}) by {by}, online or at a window. Help: 12329",
    ),
    "SUBMITTED": ("申请已提交", "The application was submitted"),
    "CORRECTED": ("已按告知书提交", "What the notice asks was sent"),
    "STAFF_RECUSED": ("一名工作人员已回避本件", "A member of staff has recused themselves from this case"),
    "WITHDRAWAL_ASKED": ("申请人要求撤件", "The applicant asked to withdraw"),
    "SIGNED": ("{party}已签署合同", "{party} signed the contract"),
    "PARTY_BORROWER": ("主借款人", "The borrower"),
    "PARTY_SPOUSE": ("配偶", "The spouse"),
    "PARTY_CO_BORROWER": ("共同借款人", "A co-borrower"),
    "PARTY_CO_OWNER": ("产权共有人", "A co-owner"),
    "PARTY_CENTRE": ("公积金中心", "The fund centre"),
    "PARTY_BANK": ("受托银行", "The bank"),
    "PARTY_BANK_PART": ("银行商业贷款部分", "The bank's part"),
    "REPLY_BY_APPLICANT": ("申请人本人填写", "Written by the applicant"),
    "REPLY_BY_WINDOW": ("窗口代为填写", "Written by the window"),
    "HOLDER_APPLICANT": ("由申请人办理", "With the applicant"),
    "HOLDER_AGENCIES": ("由各核验部门办理", "With the agencies"),
    "HOLDER_CENTRE": ("由公积金中心办理", "With the fund centre"),
    "HOLDER_SIGNERS": ("由签署各方办理", "With those who have to sign"),
    "HOLDER_REGISTRY": ("由不动产登记机构办理", "With the real-estate registry"),
    "HOLDER_BANK": ("由受托银行办理", "With the bank"),
    "HOLDER_NOBODY": ("已办结", "Finished"),
    "CAN_EDIT": ("继续填写", "Continue the form"),
    "CAN_SUBMIT": ("提交申请", "Submit"),
    "CAN_CORRECT": ("看要补什么，一次补齐", "See what is wanted, and put it right all at once"),
    "CAN_CONTEST": (
        "核验结果不属实的，说明理由、上传证明提出异议，由作出该结果以外的工作人员核查；提出后仍须按告知书提交（其他事项可一并补正）",
        "Where what was found is not so, say why and upload what shows it: another person than who found it decides. Then send what the notice asks",
    ),
    "CONTESTED": (
        "{party}对“{check}”的结果提出异议，由另一名工作人员核查",
        "{party} contests the finding on {check}; another person decides",
    ),
    "MATERIAL_OF_CONTEST": ("异议证明材料", "What shows that a finding is not so"),
    "CAN_LOOK_AT_SCAN": (
        "复核等待中的签字表单（须由收件人员以外的工作人员办理）",
        "Look at the scan of a signed form that waits; another than who took it has to",
    ),
    "CAN_SUPPLY": ("上传登记机构要求补充的材料", "Upload what the registry wants more"),
    "SUPPLEMENT_TO_DO": (
        "请在期限内上传登记机构要求的材料；清单上没有的，按“登记机构要求补充的材料”上传。材料齐全后由公积金中心报登记机构重新办理",
        "Upload what the registry wants in time; what is on no list, as material wanted by the registry. The centre then applies to it again",
    ),
    "MATERIAL_WANTED": ("登记机构要求补充的材料", "Material wanted by the registry"),
    "CAN_SIGN": ("签署合同", "Sign the contract"),
    "CAN_CONFIRM_COST": (
        "查看并确认商业部分的综合融资成本，然后本人到银行当面签订其合同",
        "Read and confirm what the bank's part costs in all, then sign its contract in person at the bank",
    ),
    "CAN_WITHDRAW": ("撤回申请", "Withdraw"),
    "CAN_APPLY_AGAIN": ("重新申请", "Apply again"),
    "CAN_CALL": ("咨询 12329 住房公积金热线", "Call 12329"),
}
