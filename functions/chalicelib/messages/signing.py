"""Texts of signing: what is agreed to before it, what became of it."""

TEXTS: dict[str, tuple[str, str]] = {
    "ELECTRONIC_SIGNING": (
        "本人已阅读合同全文，同意以电子方式签署本合同，知道电子签名与手写签名或者盖章具有同等法律效力；不愿电子签署的，可以到窗口签署纸质合同",
        "I have read the whole contract and agree to sign it electronically, knowing that an electronic signature is worth as much as one"
        " by hand or a seal; whoever would rather not may sign on paper at the window",
    ),
    "ELECTRONIC_NOT_AGREED": (
        "请先阅读并同意电子签署声明的现行文本，再签署",
        "Read and agree to the statement on signing electronically as it stands now, then sign",
    ),
    "SIGNED_NOT_ELECTRONICALLY": (
        "此人在纸质合同上签字，未作电子签署声明，请删除此项",
        "This person has signed on paper and agreed to nothing about signing electronically; leave it out",
    ),
    "SIGN_DECLINED": ("{party}不同意签署合同", "{party} declined to sign the contract"),
    "SIGNATURE_BY_HAND": (
        "凭本人签字的纸质表单，由窗口两名工作人员核验录入",
        "On a paper form signed by hand, verified and entered by two members of staff at the window",
    ),
    "SIGNATURE_ELECTRONIC": ("电子签署", "Electronically"),
    "SIGNATURE_VALID": ("有效", "Valid"),
    "SIGNATURE_VOID": ("合同已作废，签署无效", "The contract is void, and so is this signature"),
    "SIGNATURE_DENIED": ("本人否认签字，正在核查", "Denied by who is said to have signed it, and being looked into"),
    "SIGNATURE_SET_ASIDE": (
        "经两名工作人员核实，不是本人所签，该签署无效",
        "Two persons have found that it is not its party's: of no effect",
    ),
    "SIGNATURE_FORGED": (  # once a case has ended it is set aside no more
        "经两名工作人员核实，不是本人所签；效力依法认定，请向中心核实",
        "Two persons have found that it is not its party's; what it is worth the law says: ask the centre",
    ),
}
