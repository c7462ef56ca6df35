"""Texts of special procedures and of what people have complained of, at the desk."""

TEXTS: dict[str, tuple[str, str]] = {
    "PAGE_DESK_VOICE_ANSWER": ("答复", "Answer"),
    "PAGE_DESK_VOICE_HINT": (
        "当事人会原样看到；不写其他人的个人信息",
        "Read by its party as it stands; nothing personal of others",
    ),
    "PAGE_DESK_VOICE_MISSING": ("请写明答复", "Write the answer"),
    "PAGE_DESK_VOICE_SEND": ("答复当事人", "Answer"),
    "PAGE_DESK_VOICE_DUE": ("{day}前答复", "by {day}"),
    "PAGE_DESK_PROCEDURES": ("特别程序", "Special procedures"),
    "PAGE_DESK_PROCEDURE_ENTER": ("进入特别程序", "Enter a special procedure"),
    "PAGE_DESK_PROCEDURE_LAW": (
        "其间承诺时限暂停计算，法定期限不停止；各方会收到通知。没有结果以前不能作出决定、不能放款。",
        "Our promise stands still, the law's limit does not; the parties are told. Nothing is decided or paid until it is over.",
    ),
    "PAGE_DESK_PROCEDURE_KIND": ("等待的事项", "What it waits for"),
    "PAGE_DESK_PROCEDURE_WHY": ("进入的理由", "Why"),
    "PAGE_DESK_PROCEDURE_NUMBER": (
        "函件、案件或异议编号（可以不填）",
        "Number of the letter, case or objection, if any",
    ),
    "PAGE_DESK_PROCEDURE_NUMBERED": ("编号 {number}", "No. {number}"),
    "PAGE_DESK_PROCEDURE_UNTIL": (
        "至迟到 {day}，到期后承诺时限继续计算",
        "Until {day} at the latest, then our promise counts on",
    ),
    "PAGE_DESK_PROCEDURE_LEAVE": ("结束特别程序", "Leave it"),
    "PAGE_DESK_PROCEDURE_RESULT": ("结果", "What came of it"),
    "PAGE_DESK_PROCEDURE_NOTE": ("结果说明", "Said of it"),
    "PAGE_DESK_PROCEDURE_FILES": ("能说明结果的材料（可以不选）", "Papers that show it, if any"),
}
# The API's own words, which the page offers as choices.
ALSO = (
    "HELD_APPRAISAL",
    "HELD_INVESTIGATION",
    "HELD_OFF_SITE_REPLY",
    "HELD_COURT_PAPERS",
    "HELD_CREDIT_OBJECTION",
    "HELD_PARTIES",
    "HELD_OTHER",
    "PROCEDURE_OBTAINED",
    "PROCEDURE_NEEDLESS",
    "PROCEDURE_NOTHING",
)
