"""Texts of the page that says what the rules rest on."""

TEXTS: dict[str, tuple[str, str]] = {
    "PAGE_LAW": ("规则的依据：每一条出自哪份文件", "What each rule rests on"),
    "LAW_TITLE": ("贷款规则的依据", "What the rules rest on"),
    "LAW_WHOSE": ("{centre}，{day}办理的贷款按下面的规定办。", "{centre}: a loan of {day} goes by these."),
    "LAW_UNREAD_WHY": (
        "标着“待核对”的，中心还没有对着文件原文核对过。这样的规定，系统不会只凭它拒绝您，由工作人员核定。",
        "What is marked has not been compared with the text itself: it never refuses you alone, a person looks.",
    ),
    "LAW_READ": ("已核对原文", "Read in the text"),
    "LAW_UNREAD": ("待核对", "Not read yet"),
    "LAW_RULES": ("规则（{number} 条）", "Rules ({number})"),
    "LAW_BASIS": ("依据：{basis}。{day}起执行", "By {basis}, since {day}"),
    "LAW_SOURCES": ("依据的文件（{number} 份）", "The texts ({number})"),
    "LAW_BINDS_ALL": ("各中心都要执行。", "It binds every centre."),
    "LAW_BINDS_NOBODY": ("不是必须执行的规定，只作参考。", "It binds nobody."),
    "LAW_BINDS_ONE": ("只在本中心执行。", "It binds this centre alone."),
    "LAW_SINCE": ("{day}起施行", "In force since {day}"),
    "LAW_SEEN": ("{day}查看", "Looked at on {day}"),
    "LAW_OPEN": ("打开文件", "Open the text"),
}
