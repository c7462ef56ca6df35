"""Texts of the desk: why tasks are put aside, special procedures."""

TEXTS: dict[str, tuple[str, str]] = {
    "LINE_NOT_MET": ("否：{name}（{why}）", "No: {name} ({why})"),
    "ABSENCE_BEGUN": ("经办人请假，转由代理人办理", "Whoever had it is away: whoever stands in has it"),
    "ABSENCE_OVER": ("经办人销假，交还本人办理", "Whoever had it is back"),
    "HELD_APPRAISAL": ("等待评估报告", "Waits for an appraisal"),
    "HELD_INVESTIGATION": ("实地调查", "Is being investigated on the spot"),
    "HELD_OFF_SITE_REPLY": ("等待异地中心回函", "Waits for the other centre's reply"),
    "HELD_COURT_PAPERS": ("等待法院文书", "Waits for court papers"),
    "HELD_CREDIT_OBJECTION": ("等待征信异议处理结果", "Waits for the outcome of an objection to the credit report"),
    "HELD_OF_ONE": ("等待涉及个别当事人的核实结果", "Waits for what concerns one of the parties"),
    "HELD_PARTIES": ("等待当事人", "Waits for the parties"),
    "HELD_OTHER": ("其他原因", "Another reason"),
    "PROCEDURE_ENTERED": (
        "进入特别程序（{procedure}），至迟到 {until}：其间承诺时限暂停计算，法定期限不停止",
        "A special procedure begins ({procedure}), until {until} at the latest: our promise stands still, the law's limit does not",
    ),
    "PROCEDURE_LEFT": (
        "特别程序结束（{procedure}）：{result}，承诺时限继续计算",
        "The special procedure is over ({procedure}): {result}; our promise counts on",
    ),
    "TASK_PROCEDURE": (
        "特别程序（{procedure}）期限已过，承诺时限继续计算，已交主管跟进",
        "The limit of the special procedure ({procedure}) has passed: our promise counts on, and a supervisor follows it up",
    ),
    "PROCEDURE_OBTAINED": ("已取得结果", "what it waited for is there"),
    "PROCEDURE_NEEDLESS": ("不再需要", "it is not needed any more"),
    "PROCEDURE_NOTHING": ("未取得结果", "nothing came of it"),
    "PAPER_PROCEDURE": ("特别程序告知书", "Notice of a special procedure"),
    "OPEN_PROCEDURE": (
        "你（们）的住房公积金个人住房贷款申请需要等待下列事项，自下列日期起进入特别程序，特此告知：",
        "Your application waits for this, in a special procedure from that day on:",
    ),
    "PROCEDURE_LAW": (
        "等待期间，本中心承诺的办理时限停止计算，取得结果或者超过上列最长期限后继续计算；法定期限不停止，至迟于{by}作出准予或者不准贷款的决定（{law}）。",
        "Our promise stands still meanwhile, the law's limit does not: it is decided by {by} at the latest ({law}).",
    ),
    "PROCEDURE_LAW_WAITS": (
        "等待期间，本中心承诺的办理时限停止计算，取得结果或者超过上列最长期限后继续计算；法定期限（自受理之日起 {days} 日，{law}）不因此延长。",
        "Our promise stands still meanwhile; the law's {days} days from acceptance ({law}) are no more for it.",
    ),
    "PROCEDURE_LAW_PAST": (
        "等待期间，本中心承诺的办理时限停止计算；法定期限不停止，已于{by}届满（{law}），本中心取得结果后立即作出决定。不作决定的，可以依法申请行政复议或者提起行政诉讼。",
        "Our promise stands still meanwhile; the law's limit does not and ended on {by} ({law}): it is decided as soon as this is known. That it is not may be taken to administrative review or to court.",
    ),
    "PROCEDURE_LAW_DECIDED": (
        "贷款审批决定已经作出。等待期间不放款，本中心承诺的办理时限停止计算，取得结果或者超过上列最长期限后继续计算。",
        "The loan is decided on already. Meanwhile nothing is paid and our promise stands still, until there is a result or this time is over.",
    ),
    "PROCEDURE_NEXT": (
        "等待期间没有另行通知的，你（们）无须补交材料或者到场；可以随时登录查看进展。对进入特别程序或者等待的时间有异议的，可以登录提出意见，或者拨打 12329。",
        "Nothing is asked of you meanwhile unless you are told so; how it stands is to be read online. Who objects says so there or to 12329.",
    ),
    "MESSAGE_PROCEDURE": (
        "您的公积金贷款申请（{number}）进入特别程序，等待的事项和最长期限见告知书，请登录查看；其间承诺时限暂停计算，法定期限不停止。咨询 12329",
        "Your provident-fund loan application ({number}) is in a special procedure: what it waits for, and until when at most, is to be read online; our"
        " promise stands still, the law's limit does not. Help: 12329",
    ),
    "DISPUTE_PROCEDURE_OVER": (
        "特别程序的期限已过而没有结果，承诺时限已继续计算：请查明情况，在本件中写明结果、结束该特别程序，再作决定；法定期限不因此延长",
        "The limit of a special procedure has passed without a result, and our promise counts on: find out, have the case leave it with what came of it,"
        " then decide; the law's limit is no later for it",
    ),
    "LENT_BY_US": (
        "本平台在其他申请中已向其发放公积金贷款 {count} 笔，须计入使用次数，并核实是否结清。",
        "In other cases we have lent this person {count} fund loans: they count as used, and whether they are settled has to be found out.",
    ),
}
