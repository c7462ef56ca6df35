"""Texts of why a case ended, where no rule of its own says it."""

TEXTS: dict[str, tuple[str, str]] = {
    "CAUSE_CONSENT": (
        "一方当事人撤回了办理所依据的授权，本件不能继续办理；重新取得授权后可以再次申请。",
        "A party has taken back the authorisation this rests on; with a new one it may be applied for again.",
    ),
    "CAUSE_DENIAL": (
        "一方当事人否认了办理所依据的签署，经核实本件不能继续办理。",
        "A party has denied a signature this rests on, so it cannot go on.",
    ),
    "CAUSE_CONTRACT_ENDED": (
        "借款合同（{number}）已终止，抵押登记未办理或者已注销，贷款未发放。",
        "Contract {number} is over; there is no mortgage, or it is discharged, and nothing was paid.",
    ),
    "CAUSE_PAYMENT": (
        "受托银行（{bank}）告知放款失败（业务流水号 {serial}），资金未划付。银行所述的具体原因可凭本文书向该行或者本中心查询。",
        "{bank} told that order {serial} failed; no money was paid. Ask the bank or this centre with this letter what it gave as the reason.",
    ),
    "CAUSE_PAYMENT_WITHHELD": (
        "受托银行（{bank}）没有受理放款指令（业务流水号 {serial}），资金未划付，该指令不再发出。具体原因可凭本文书向该行或者本中心查询。",
        "{bank} has not taken order {serial}; no money was paid, and the order is not sent again. Ask the bank or this centre with this letter why.",
    ),
    "CAUSE_PAYMENT_OVERTURNED": (
        "受托银行（{bank}）曾告知放款成功（业务流水号 {serial}），后经核实款项已被退回，贷款视为未发放。具体原因可凭本文书向该行或者本中心查询。",
        "{bank} told that order {serial} was paid; the money was then found to have come back. Ask the bank or this centre with this letter why.",
    ),
    "CAUSE_REGISTRY": (
        "不动产登记机构未办成抵押登记（申请编号 {number}），贷款不能发放。登记机构所述的具体原因可凭本文书向该机构或者本中心查询。",
        "The registry did not register the mortgage (application {number}), so the loan cannot be paid. Ask the registry or this centre with this letter why.",
    ),
    "CAUSE_REGISTRY_SAID": (
        "不动产登记机构未办成抵押登记（申请编号 {number}），贷款不能发放。登记机构所述原因：{reason}。",
        "The registry did not register the mortgage (application {number}), so the loan cannot be paid. The reason it gives: {reason}.",
    ),
    "CAUSE_UNCORRECTED": (
        "{issued}发出的告知书要求至迟于{due}补正或者答复，期满未收到。",
        "What the notice of {issued} asked for by {due} did not come.",
    ),
    "CAUSE_UNSIGNED": (
        "借款合同（{number}）未在期限内由各方签署，贷款未发放。",
        "Contract {number} was not signed by everybody in time; nothing was paid.",
    ),
    "CAUSE_STAFF": (
        "工作人员核查后认为无法继续办理。可以要求说明具体理由。",
        "Staff found that it cannot go on. You may ask for the reason in detail.",
    ),
    "CAUSE_ORDERED": (
        "{by}于{on}决定不再继续办理，理由：{reason}",
        "{by} decided on {on} that it does not go on, for this reason: {reason}",
    ),
    "ORDERED_BY_ATTEND": ("本中心主管", "A supervisor of this centre"),
    "ORDERED_BY_SUPPLEMENT": ("本中心办理抵押登记的工作人员", "Staff of this centre who see to the mortgage"),
    # What the letter of a case that was not accepted tells of the other one.
    "GROUND_LIVE_CASE_PERSON": (
        "当事人已有一笔正在办理的公积金贷款申请",
        "A party already has a live application",
    ),
    "GROUND_LIVE_CASE_UNIT": (
        "该不动产单元已有一笔正在办理的公积金贷款申请",
        "There is already a live application for this real-estate unit",
    ),
    "FOUND_LIVE_CASE_PERSON": (
        "收件时核对，本件当事人中有人在另一件尚未办结的公积金贷款申请中。涉及何人、何件，只告知其本人，可登录或者持身份证到窗口查询",
        "At receipt somebody of this case was found in another live application; who and which is told to that person alone, online or at a window",
    ),
    "FOUND_LIVE_CASE_UNIT": (
        "收件时核对，不动产单元号 {unit} 在另一件尚未办结的公积金贷款申请中。该件属于何人，不在本通知书中告知",
        "At receipt unit {unit} was found in another live application; whose it is, is not told here",
    ),
    "RULE_LIVE_CASE": (
        "同一人、同一套住房，同时只办理一件公积金贷款申请",
        "Of one person, and for one home, one application is dealt with at a time",
    ),
}
