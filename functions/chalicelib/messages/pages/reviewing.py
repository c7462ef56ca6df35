"""The words of the desk's pages about reviews of every level: the final one, and what a reviewer asks the parties."""

TEXTS: dict[str, tuple[str, str]] = {
    "PAGE_DESK_SAY_FINAL_REVIEW_SEND_BACK": ("退回复审", "Send back"),
    "PAGE_DESK_SAY_FINAL_REVIEW_REFUSE": ("不予贷款", "Refuse"),
    "PAGE_DESK_SAY_FINAL_REVIEW_APPROVE": ("同意", "Approve"),
    "PAGE_DESK_KIND_FINAL_REVIEW": ("终审", "Final review"),
    "PAGE_DESK_SAY_FIRST_REVIEW_ASK": ("请当事人补充说明", "Ask the parties"),
    "PAGE_DESK_SAY_SECOND_REVIEW_ASK": ("请当事人补充说明", "Ask the parties"),
    "PAGE_DESK_SAY_FINAL_REVIEW_ASK": ("请当事人补充说明", "Ask the parties"),
    "PAGE_DESK_ASKS": ("要问当事人的（已选 {number} 项）", "What to ask the parties ({number})"),
    "PAGE_DESK_ASKS_WHY": (
        "一次问全；上面的理由会原样发给各方。",
        "Once, for all; the reason above is what they read.",
    ),
    "PAGE_DESK_ASKED": ("{day}问过当事人：{words}", "Asked on {day}: {words}"),
}
