"""Texts: who is asked, and what the agencies' answers mean."""

TEXTS: dict[str, tuple[str, str]] = {
    "CONTEST_OVERTURNED": (
        "经另一名工作人员核查，当事人的异议成立",
        "Another person has decided: the contest is right",
    ),
    "CONTEST_UPHELD": ("异议经另一名工作人员核查，维持原核验结果", "Another person has decided: what was found stands"),
    # Who is asked
    "AGENCY_POLICE": ("公安部门", "the police"),
    "AGENCY_CIVIL_AFFAIRS": ("民政部门", "civil affairs"),
    "AGENCY_FUND_CORE": ("住房公积金业务系统", "the fund's own system"),
    "AGENCY_HOUSING": ("住建部门", "the housing department"),
    "AGENCY_REGISTRY": ("不动产登记机构", "the real-estate registry"),
    "AGENCY_TAX": ("税务部门", "the tax office"),
    "AGENCY_CREDIT_BUREAU": ("人民银行征信系统", "the credit bureau"),
    "AGENCY_OLD_LENDER": ("原贷款银行", "the bank of the loan to be replaced"),
    # What they said
    "IDENTITY_CONFIRMED": ("公安人口信息核验一致。", "The police population register confirms this identity."),
    "IDENTITY_SIMILAR": (
        "公安人口信息为相似匹配（可能含生僻字或间隔号），需人工比对身份证原件。",
        "The population register found a similar identity (rare characters?); a person has to compare the ID card.",
    ),
    "IDENTITY_OTHER_DOCUMENT": (
        "所用证件不是居民身份证，公安人口信息核验不适用，需人工比对证件原件。",
        "This is no resident ID, which is all the population register holds; a person has to compare the document.",
    ),
    "IDENTITY_MISMATCH": (
        "姓名与身份证号码在公安人口信息中不一致，请核对后更正。",
        "Name and ID number do not belong together in the population register; please check and correct them.",
    ),
    "IDENTITY_DECEASED": ("公安人口信息显示该人员已死亡。", "The population register says this person has died."),
    "MARRIAGE_CONFIRMED": ("婚姻登记信息与申报一致。", "The marriage register agrees with what was declared."),
    "MARRIAGE_SINGLE_COMMITTED": (
        "民政部门无婚姻登记记录，已按告知承诺确认单身。",
        "The marriage register has no record; single status rests on the signed commitment.",
    ),
    "MARRIAGE_NO_RECORD": (
        "民政部门未查到婚姻登记记录（不等于未婚：法院判决、调解离婚的不在其中）。",
        "The marriage register has no record, which does not mean unmarried. Please sign the single-status commitment or, "
        "after a divorce in court, upload the judgment and proof that it is final (A04).",
    ),
    "MARRIAGE_PAPERS_MISSING": (
        "婚姻登记仍显示已婚。法院办理的离婚及配偶死亡不在民政登记中，请上传判决书、调解书及生效证明或死亡证明（A04）。",
        "The register still says married. Divorces in court and deaths are not in it: please upload the papers (A04).",
    ),
    "PAPER_TO_READ": (
        "上传的材料须人工查看后才能采信",
        "A paper was uploaded: it counts once a person has looked at it",
    ),
    "PAPER_CANNOT": (
        "申请人说明不能提供该项材料，须核查有无其他依据可以代替",
        "They say that they cannot provide this paper: look whether anything else shows it",
    ),
    "LOOK_WITHOUT": (
        "核查申请人不能提供的理由；有部门、单位的记录可以证明的，填写所证明的内容和来源，没有的说明不能代替",
        "Read why it cannot be provided; where a record of somebody else shows it, say what and whose, else say that nothing does",
    ),
    "NOTHING_SHOWS_IT": (
        "须有的材料不能提供，经核查也没有其他依据可以证明",
        "A paper that is needed cannot be provided, and a person found nothing else to show it",
    ),
    "PAPER_READ": ("材料已由人工查看", "A person has looked at the paper"),
    "MARRIAGE_PAPERS_TO_READ": (
        "民政登记不能说明现状，需人工核对已上传的婚姻状况证明（A04）。",
        "The register cannot tell; a person has to read the uploaded proof of marital status (A04).",
    ),
    "MARRIAGE_ORDER_UNTOLD": (
        "民政登记同一天有多项记录，无法判断先后，需人工核对婚姻现状。",
        "The marriage register has several records of one day and does not tell their order; a person has to find out what stands.",
    ),
    "MARRIAGE_STATUS_MISMATCH": (
        "申报的婚姻状况与民政登记不一致，请核对后更正。",
        "The declared marital status differs from the marriage register; please check and correct it.",
    ),
    "MARRIAGE_SPOUSE_MISMATCH": (
        "申报的配偶与民政登记的配偶不一致，请核对后更正。",
        "The declared spouse is not the one in the marriage register; please check and correct it.",
    ),
    "FUND_ACCOUNT_CONFIRMED": ("公积金账户正常。", "The provident-fund account is in order."),
    "FUND_ACCOUNT_OFF_SITE": (
        "公积金账户正常，缴存地在其他中心（异地贷款）。",
        "The provident-fund account is in order and kept at another centre (off-site loan).",
    ),
    "FUND_ACCOUNT_NOT_FOUND": (
        "未查到公积金缴存账户。",
        "No provident-fund account was found for this person.",
    ),
    "FUND_ACCOUNTS_SEVERAL": (
        "有两个以上正常的公积金账户，由工作人员核对以哪个为准。",
        "More than one provident-fund account is in normal standing; a person says which counts.",
    ),
    "FUND_ACCOUNT_NONE": ("没有公积金账户，没有公积金贷款记录。", "No provident-fund account and no fund loan."),
    "FUND_ACCOUNT_SEALED": ("公积金账户已封存。", "The provident-fund account is sealed."),
    "FUND_ACCOUNT_FROZEN": ("公积金账户已冻结。", "The provident-fund account is frozen."),
    "FUND_ACCOUNT_CLOSED": ("公积金账户已销户或转出。", "The provident-fund account was closed or moved away."),
    "FUND_ACCOUNT_NOT_NORMAL": ("公积金账户状态不正常。", "The provident-fund account is not in normal standing."),
    "OFF_SITE_CERTIFIED": (
        "缴存地中心已出具异地贷款缴存使用证明。",
        "The deposit centre certifies the deposits for an off-site loan.",
    ),
    "OFF_SITE_NOT_FOUND": (
        "部平台未查到缴存地中心出具的异地贷款缴存使用证明；可上传该证明（D01）。",
        "The ministry's platform has no certificate of the deposit centre; it can be uploaded (D01).",
    ),
    "OFF_SITE_SUBJECT_MISMATCH": (
        "异地贷款缴存使用证明的职工姓名或证件号码与申请不一致，请核对后更正。",
        "The deposit centre's certificate is about another name or ID number; please check and correct them.",
    ),
    "OFF_SITE_SEVERAL": (
        "缴存地中心出具了几份内容不同的证明，由工作人员核对以哪份为准、贷款记录合计多少。",
        "The centre of the deposits gives several certificates that differ; a person says which counts, and what loans all of them tell of.",
    ),
    "OFF_SITE_CENTRE_MISMATCH": (
        "申报的缴存地与出具证明的中心不一致，请核对后更正。",
        "The declared place of deposit is not the centre that certifies; please check and correct it.",
    ),
    "PROPERTY_CONFIRMED": (
        "网签备案与不动产登记信息核验一致。",
        "Contract filing and real-estate register agree with the application.",
    ),
    "FILING_NOT_FOUND": (
        "住建部门未查到该合同的网签备案。",
        "The housing department has no filing of this contract.",
    ),
    "FILING_NOT_FILED": ("购房合同尚未备案。", "The purchase contract is not filed yet."),
    "FILING_CANCELLED": ("购房合同备案已撤销。", "The filing of the purchase contract was cancelled."),
    "FILING_UNIT_MISMATCH": (
        "不动产单元号与网签备案不一致，请核对后更正。",
        "The real-estate unit number differs from the filed contract; please check and correct it.",
    ),
    "FILING_PRICE_MISMATCH": (
        "房屋总价与网签备案不一致，请核对后更正。",
        "The price differs from the filed contract; please check and correct it.",
    ),
    "FILING_BUYER_MISMATCH": (
        "网签备案的买受人不都是本次申请人，请核对后更正。",
        "Not every buyer of the filed contract is a party to this application; please check and correct it.",
    ),
    "FILING_ACCOUNT_MISMATCH": (
        "收款账户与网签备案的资金监管账户不一致，请核对后更正。",
        "The seller's account is not the regulated account of the filed contract; please check and correct it.",
    ),
    "TITLE_NOT_FOUND": (
        "不动产登记中未查到该房屋的现势权属。",
        "The real-estate register has no title in force for this home.",
    ),
    "TITLE_SELLER_MISMATCH": (
        "出卖人不是不动产登记的权利人，请核对后更正。",
        "The seller is not the registered owner; please check and correct it.",
    ),
    "TITLE_CONFIRMED": (
        "不动产登记核验一致：申请人为自有住房的权利人。",
        "The real-estate register agrees: an applicant owns the home.",
    ),
    "TITLE_OWNER_MISMATCH": (
        "该住房的登记权利人中没有本次申请人，请核对不动产单元号后更正。",
        "No applicant is a registered owner of this home; please check and correct the real-estate unit number.",
    ),
    "TITLE_CO_OWNER_BESIDE": (
        "该住房另有登记共有人不在申请各方中。抵押须由全体产权人签署，请将其加为共同借款人；不借款的，加为产权共有人。",
        "Somebody who is no party is a registered owner too. All owners mortgage the home: please add them as co-borrowers, or as co-owners if they"
        " do not borrow.",
    ),
    "CO_OWNER_NOT_NAMED": (
        "申请表中的产权共有人（不借款）不在网签备案的买受人或者登记的产权人中，请更正或者删除。",
        "A co-owner of the form is neither a buyer of the filed contract nor a registered owner: please correct or remove them.",
    ),
    "PAYEE_HOLDER_DIFFERS": (
        "收款账户户名与网签备案登记的监管账户户名（存量房未登记的为售房人）不一致，需人工核对收款人。",
        "The payee's name is not the one the filed contract has for the account, or, of a resale without one, for the seller; "
        "a person has to compare who is paid.",
    ),
    "OLD_LOAN_CONFIRMED": (
        "原贷款银行已确认还款账户、户名和结清金额。",
        "The old lender confirms the account, its holder and what settles the loan.",
    ),
    "OLD_LOAN_NOT_FOUND": (
        "原贷款银行未查到该借款合同，或者贷款已结清，需人工核对银行出具的书面结清金额证明（D02）。",
        "The old lender has no such loan, or nothing is left of it; a person has to read the bank's written statement (D02).",
    ),
    "OLD_LENDER_UNKNOWN": (
        "与原贷款银行没有信息通道，需人工核对银行出具的书面结清金额证明（D02）。",
        "There is no line to the old lender; a person has to read the bank's written statement of what settles the loan (D02).",
    ),
    "OLD_LOAN_OF_A_CO_OWNER": (
        "原贷款由申请人以外的共有人借入：请核对不动产登记的共有人与原借款合同、还款账户户名",
        "The old loan is a co-owner's who is no party: compare the title, the old contract and whose account it is",
    ),
    "OLD_LOAN_MISMATCH": (
        "原贷款还款账户或者户名与原贷款银行的记录不一致，请核对后更正。",
        "The account of the old loan, or its holder, differs from the old lender's record; please check and correct it.",
    ),
    "TAX_PAID": ("契税已完税。", "The deed tax is paid."),
    "TAX_CONTRACT_NOT_FOUND": (
        "税务部门未查到该合同的申报。",
        "The tax office knows no declaration of this contract.",
    ),
    "TAX_PRICE_MISMATCH": (
        "完税合同价与申请的房屋总价不一致，请核对后更正。",
        "The price the tax was paid on differs from the application; please check and correct it.",
    ),
    "CREDIT_RECEIVED": ("已取得信用报告的衍生指标。", "The derived figures of the credit report were received."),
    "CREDIT_NO_HISTORY": ("征信系统中无信贷记录。", "The credit bureau has no history of this person."),
    "CREDIT_NOT_FOUND": (
        "以该证件未查到信贷记录，由工作人员核对。",
        "The credit bureau has no history under this document; a person has to compare.",
    ),
    "CREDIT_OBJECTION_OPEN": (
        "信用报告有未办结的异议，需人工处理。",
        "An objection to the credit report is open; a person has to decide.",
    ),
    "CREDIT_REPORT_OLD": (
        "信用报告不是最近三十天内出具的（或者日期晚于今天），由工作人员核对。",
        "The credit report was not made within the last thirty days (or is dated after today); a person has to compare.",
    ),
    "CREDIT_SUBJECT_MISMATCH": (
        "信用报告的主体与申请人不一致。",
        "The credit report is about somebody else.",
    ),
}
