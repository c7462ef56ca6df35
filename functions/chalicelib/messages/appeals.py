"""Texts of appeals (异议复核): what the parties are told, the letter, and the desk's words; and of an answered complaint (投诉建议)."""

TEXTS: dict[str, tuple[str, str]] = {
    "TASK_APPEAL": ("异议复核", "Deciding an appeal"),
    "REVIEW_APPEAL": ("异议已复核", "The appeal was decided"),
    "APPEAL_FILED": (
        "{party}对办理结果提出异议，由未经办本件的人员复核",
        "{party} objects to how it ended; somebody who took no part decides",
    ),
    "APPEAL_UPHELD": ("经复核，维持原办理结果", "Decided: the end stands"),
    "APPEAL_REOPENED": ("经复核，恢复办理", "Decided: the case goes on"),
    "APPEAL_CONCEDED": (
        "经复核，异议成立，但本件不能恢复，可重新申请",
        "Decided: the objection is right, but the case cannot go on; apply anew",
    ),
    "NOTICE_LAPSED": (
        "恢复办理，原告知书不再要求答复",
        "The case goes on, and its earlier notice asks for nothing any more",
    ),
    "NOTICE_WAIVED": (
        "到期没有答复，按现有材料继续审核",
        "Not answered in time: the case is decided on what is there",
    ),
    "APPEAL_AFTER_LAST_DAY": (
        "提出时已过异议期限，该期限未核实，是否受理由复核人员决定",
        "Late by a limit that nobody has verified; whoever decides says whether that matters",
    ),
    "APPEAL_IS_FILED": ("复核中", "Being decided"),
    "APPEAL_IS_UPHELD": ("维持原办理结果", "The end stands"),
    "APPEAL_IS_REOPENED": ("恢复办理", "The case goes on"),
    "APPEAL_IS_CONCEDED": ("异议成立，请重新申请", "Right; apply anew"),
    "MESSAGE_APPEAL_FILED": (
        "您的公积金贷款申请（{number}）的办理结果已有当事人提出异议，正在复核，期限请登录查看。咨询 12329",
        "A party objects to how your application ({number}) ended; it is being decided. Help: 12329",
    ),
    "MESSAGE_APPEAL_UPHELD": (
        "您的公积金贷款申请（{number}）的异议已复核：维持原结果，理由和救济途径请登录查看。咨询 12329",
        "The appeal over your application ({number}) is decided: the end stands. Help: 12329",
    ),
    "MESSAGE_APPEAL_REOPENED": (
        "您的公积金贷款申请（{number}）的异议已复核：恢复办理，进度请登录查看。咨询 12329",
        "The appeal over your application ({number}) is decided: it goes on. Help: 12329",
    ),
    "MESSAGE_APPEAL_CONCEDED": (
        "您的公积金贷款申请（{number}）的异议成立，但原件不能恢复，可重新申请，详情请登录查看。咨询 12329",
        "The appeal over your application ({number}) is right, but it cannot go on; apply anew. Help: 12329",
    ),
    "MESSAGE_VOICE_ANSWERED": (
        "您对公积金贷款申请（{number}）办理服务的意见，中心已答复，请登录查看。咨询 12329",
        "What you said of how your provident-fund loan application ({number}) was handled is answered; log in to read it. Help: 12329",
    ),
    "PAPER_APPEAL": ("异议复核决定书", "Decision on an appeal"),
    "PAPER_APPEAL_UPHELD": ("异议复核决定书（维持）", "Decision on an appeal: the end stands"),
    "OPEN_APPEAL_UPHELD": (
        "你（们）于{at}对《{ended}》提出异议。经未参与原办理的人员复核，维持原办理结果，理由如下：",
        "Your appeal of {at} against the {ended} was decided by somebody who took no part in it: it stands, because:",
    ),
    "PAPER_APPEAL_REOPENED": ("异议复核决定书（恢复办理）", "Decision on an appeal: the case goes on"),
    "OPEN_APPEAL_REOPENED": (
        "你（们）于{at}对《{ended}》提出异议。经未参与原办理的人员复核，该文书不再有效，本件恢复办理，办理期限自恢复之日起重新计算，理由如下：",
        "Your appeal of {at} against the {ended} was decided: it holds no more, and the case goes on with its time limits counted anew, because:",
    ),
    "PAPER_APPEAL_CONCEDED": ("异议复核决定书（异议成立）", "Decision on an appeal: it is right"),
    "OPEN_APPEAL_CONCEDED": (
        "你（们）于{at}对《{ended}》提出异议。经未参与原办理的人员复核，异议成立；但本件不能恢复办理，可以重新申请，理由如下：",
        "Your appeal of {at} against the {ended} is right; the case cannot go on, and you may apply anew, because:",
    ),
    "APPEAL_REOPENED_BY": (
        "本件至迟于{at}作出准予或者不准贷款的决定；此前的受理通知书、补正或者核实告知书所载的期限不再适用。",
        "It is decided by {at} at the latest; what earlier letters say of limits holds no more.",
    ),
    "OBJECTION_AGAIN": (
        "可以立即重新申请；已由部门共享核验的材料无须重复提交，{centre}将本决定书一并存卷。",
        "You may apply anew at once; nothing agencies share is handed in twice, and {centre} keeps this decision with it.",
    ),
}
