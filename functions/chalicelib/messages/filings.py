"""What filing and title of the home leave in doubt (网签与权属的疑点), for whoever has to look."""

TEXTS: dict[str, tuple[str, str]] = {
    "FILINGS_DIFFER": (
        "该合同编号有几份有效备案，内容不一致，需人工向住建部门核实以哪份为准。",
        "Several filings are in force under this contract number, and they differ; a person has to find out which holds.",
    ),
    "FILING_SELLER_MISMATCH": (
        "出卖人证件号码（统一社会信用代码）与网签备案不一致，请核对后更正。",
        "The seller's number differs from the filed contract; please check and correct it.",
    ),
    "HOME_KIND_MISMATCH": (
        "购房类型与网签备案的合同类别、出卖人或者不动产登记的权利人不符：已登记在他人名下的房屋不是新建商品房。请核对后更正。",
        "This is no home of the kind the form says, by the contract's sort, its seller or the registered owner: a home titled to anybody but the"
        " developer that sells it is not a new one. Please check and correct it.",
    ),
    "HOME_KIND_UNCLEAR": (
        "网签备案没有说明出卖人或者合同类别，无法确认房屋是否新建商品房，需人工核对。",
        "The filed contract does not tell who sells, or of what sort it is, so nobody can tell whether the home is new; a person has to look.",
    ),
    "BORROWER_NOT_BUYER": (
        "借款人及其配偶都不是房屋的买受人（权利人），需人工核对购房人与借款人的关系。",
        "Neither borrower nor spouse buys or owns the home; a person has to look at who buys for whom.",
    ),
    "CO_BUYER_BESIDE": (
        "借款人家庭以外的申请人也是房屋的买受人（权利人），没有共享数据能证明其关系，需人工核对。",
        "A party beside the borrower's family buys or owns the home too, and no shared data tells how they are related; a person has to look.",
    ),
    "OWNER_NAME_DIFFERS": (
        "网签备案或者不动产登记在申请人、出卖人证件号下登记的是另一姓名，需人工核对是否同一人。",
        "Filing or registry have another name under a party's, or the seller's, number; a person has to say whether it is the same person.",
    ),
    "SELLER_IS_PARTY": (
        "卖方就是申请人本人或者共同申请人：请核对是否真实交易、资金是否付给本人",
        "A party sells the home to the parties: whether it is a true sale, and whether the money would come back to them",
    ),
    "CO_OWNER_NOT_SELLING": (
        "房屋有不是卖方的共有人：请核对全部共有人是否同意出售",
        "Somebody owns the home who does not sell it: whether every owner agrees to the sale",
    ),
}
