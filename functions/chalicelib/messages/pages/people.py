"""Texts of who else is in an application, and of children, on the applicant's page."""

TEXTS: dict[str, tuple[str, str]] = {
    "APPLY_PEOPLE": ("其他申请人", "Who else is in it"),
    "APPLY_PEOPLE_MORE": ("还有人一起借款，或者一起拥有这套房？", "Does anybody else borrow, or own the home too?"),
    "APPLY_PEOPLE_WHY": (
        "购房合同或者房产证上写了名字的人都要加进来。配偶已经单独列出，不用在这里加。",
        "Everybody the contract or the title names has to be in it. A spouse has a place of their own.",
    ),
    "APPLY_PEOPLE_SORT": ("加一个什么人", "Who is it"),
    "APPLY_PEOPLE_SORT_MISSING": ("请选择是共同借款人还是产权共有人", "Say whether they borrow or only own"),
    "APPLY_PEOPLE_CO_BORROWER": ("共同借款人", "Borrows too"),
    "APPLY_PEOPLE_CO_BORROWER_HINT": (
        "一起借、一起还；要核查公积金、收入和征信",
        "Owes the loan too; deposits, income and credit are checked",
    ),
    "APPLY_PEOPLE_CO_OWNER": ("产权共有人，不借款", "Owns the home too, and owes nothing"),
    "APPLY_PEOPLE_CO_OWNER_HINT": (
        "房子有他（她）一份，同意抵押；只核对身份",
        "Mortgages their share; only who they are is checked",
    ),
    "APPLY_PEOPLE_NAME": ("姓名", "Name"),
    "APPLY_PEOPLE_ID": ("身份证号码", "ID number"),
    "APPLY_PEOPLE_RELATION_MISSING": ("请选择与借款人的关系", "Say how they are related"),
    "APPLY_PEOPLE_ADD": ("加上这个人", "Add"),
    "APPLY_PEOPLE_DROP": ("去掉{whom}", "Take out: {whom}"),
    "APPLY_CHILDREN_WHY": (
        "没满 18 周岁的子女都写上；名下有住房的会计入家庭住房套数。",
        "Every child below 18; homes of theirs count as the family's.",
    ),
    "APPLY_CHILDREN_NONE": ("现在填的是：没有未成年子女。", "None, as it stands."),
    "APPLY_CHILDREN_UNNAMED": (
        "还有 {n} 个未成年子女没有写姓名和身份证号码；不写的，要由工作人员核实。",
        "{n} children are not named; a person has to look then.",
    ),
    "APPLY_CHILDREN_NAME": ("写上子女的姓名和号码", "Name them"),
    "APPLY_CHILD": ("第 {n} 个子女", "Child {n}"),
    "APPLY_CHILD_NAME": ("子女姓名", "Name of the child"),
    "APPLY_CHILD_ID": ("子女身份证号码", "ID number of the child"),
    "APPLY_CHILD_NAME_MISSING": ("请填写姓名", "Fill in the name"),
    "APPLY_CHILD_ADD": ("加一个子女", "Add a child"),
    "APPLY_CHILD_DROP": ("去掉第 {n} 个子女", "Take out child {n}"),
}
