"""Texts of receipt and acceptance (收件、受理): as a case is tracked, and on the receipt on paper; the window to come to."""

TEXTS: dict[str, tuple[str, str]] = {
    # As it is tracked.
    "RECEIPT_CHECKED": (
        "已于 {received} 收件，尚未受理；{latest} 之前没有告知需要补正的内容的，自该日起视为受理",
        "Received on {received}, not accepted yet; it counts as accepted from {latest} unless something lacking is told before",
    ),
    "RECEIPT_SENT": (
        "我们在 {latest} 之前告诉您缺不缺材料。已在办公时间以外提交，至迟按 {received} 收件，此前核对齐全的，当日收件、当日受理；{latest} 之前没有告知需要补正的内容的，自该日起视为受理",
        "You are told by {latest} whether anything is lacking. Sent outside office hours: received on {received} at the latest, and accepted before if it is found complete before; it counts as accepted"
        " from {latest} unless something lacking is told before",
    ),
    "RECEIPT_REOPENED": (
        "经复核恢复办理，至迟按 {received} 重新收件，此前核对齐全的，当日收件、当日受理；{latest} 之前没有告知需要补正的内容的，自该日起视为受理",
        "It goes on after the appeal: received anew on {received} at the latest, and accepted before if it is found complete before; it counts as"
        " accepted from {latest} unless something lacking is told before",
    ),
    "RECEIPT_CORRECTED": (
        "按 {received} 收件，等待补正，尚未受理；补正提交后重新计算",
        "Received on {received}, waiting for corrections, not accepted yet; the days are counted anew when they are sent",
    ),
    "RECEIPT_ACCEPTED": ("已于 {received} 收件，{accepted} 受理", "Received on {received}, accepted on {accepted}"),
    "RECEIPT_ENDED": ("按 {received} 收件，未受理", "Received on {received}, not accepted"),
    # On paper.
    "PAPER_RECEIPT": ("收件回执", "Receipt"),
    "OPEN_RECEIPT": (
        "你（们）提交的住房公积金个人住房贷款购房“一件事”申请已收件，收到的材料如下。收件不等于受理。",
        "Your application was received, with the following. What is received is not accepted yet.",
    ),
    "RECEIPT_AFTER_HOURS": (
        "（在办公时间以外提交，至迟按下一个工作日收件；此前核对齐全的，当日收件、当日受理）",
        " (handed in outside office hours: the next working day at the latest, or the day on which it is found complete before)",
    ),
    "RECEIPT_GOES_ON": (
        "（经复核恢复办理，至迟按此日重新收件；此前核对齐全的，当日收件、当日受理）",
        " (it goes on after the appeal: received anew on this day at the latest, or on the day on which it is found complete before)",
    ),
    "RECEIPT_FORM": ("申请表（含各方授权、声明）", "The form, with authorisations and declarations"),
    "RECEIPT_TELLING": (
        "自收件之日起 {days} 个工作日内{mark}一次告知需要补正的全部内容；没有需要补正的，即予受理；逾期没有告知的，自{by}起视为受理。补正提交后，按提交之日重新收件。",
        "Everything lacking is told at once within {days} working days{mark}; where nothing is, it is accepted; where nothing was told, it counts as"
        " accepted from {by}. What is corrected is received anew.",
    ),
    "RECEIPT_LAW": (
        "自受理之日起 {days} 日内作出准予或者不准贷款的决定（{law}）；{latest}受理的，至迟于{by}。",
        "It is decided within {days} days of acceptance ({law}); accepted on {latest}, by {by}.",
    ),
    # Where and when to come, for a notice that asks for something.
    "WINDOW": (
        "办理窗口：{centre}，{transact_addr}；办公时间：{transact_time}。到窗口请带本人有效身份证件、本告知书和上表所列材料。",
        "The window: {centre}, {transact_addr}; open {transact_time}. Bring your identity card, this notice and what is listed above.",
    ),
    "WINDOW_ENDED": (
        "办理窗口：{centre}，{transact_addr}；办公时间：{transact_time}。",
        "The window: {centre}, {transact_addr}; open {transact_time}.",
    ),
    "WINDOW_ENDED_UNSTATED": (
        "办理窗口：{centre}。窗口地址和办公时间尚未由该中心填报，请先拨打 12329 或者 12345 询问。",
        "The window: {centre}; it has not stated address and hours yet, so call 12329 or 12345 first.",
    ),
    "WINDOW_UNSTATED": (
        "办理窗口：{centre}。窗口地址和办公时间尚未由该中心填报，请先拨打 12329 或者 12345 询问。到窗口请带本人有效身份证件、本告知书和上表所列材料。",
        "The window: {centre}; it has not stated address and hours yet, so call 12329 or 12345 first. Bring your identity card, this notice and what is listed above.",
    ),
}
