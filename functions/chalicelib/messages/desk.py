"""Texts of the desk: why tasks are put aside."""

TEXTS: dict[str, tuple[str, str]] = {
    "ABSENCE_BEGUN": ("经办人请假，转由代理人办理", "Whoever had it is away: whoever stands in has it"),
    "ABSENCE_OVER": ("经办人销假，交还本人办理", "Whoever had it is back"),
    "HELD_APPRAISAL": ("等待评估报告", "Waits for an appraisal"),
    "HELD_INVESTIGATION": ("实地调查", "Is being investigated on the spot"),
    "HELD_OFF_SITE_REPLY": ("等待异地中心回函", "Waits for the other centre's reply"),
    "HELD_COURT_PAPERS": ("等待法院文书", "Waits for court papers"),
    "HELD_CREDIT_OBJECTION": ("等待征信异议处理结果", "Waits for the outcome of an objection to the credit report"),
    "HELD_PARTIES": ("等待当事人", "Waits for the parties"),
    "HELD_OTHER": ("其他原因", "Another reason"),
}
