"""Code tables of the one form (代码表): code to Chinese text, with the codes nobody has confirmed.

Tables of JGJ/T 320 as a production system built on it quotes them; GB tables from general knowledge where marked.
"""

from collections.abc import Mapping

from chalicelib.domain.frozen import frozen


@frozen
class Table:
    """One table: the standard it belongs to, its codes, and those that are not verified."""

    name: str
    codes: Mapping[str, str]
    unverified: tuple[str, ...] = ()


def _unverified(name: str, codes: Mapping[str, str]) -> Table:
    return Table(name, codes, tuple(codes))


ID_TYPE = Table(
    "JGJ/T 320 A.1",
    {"01": "身份证", "02": "军官证", "03": "护照", "04": "外国人永久居留身份证", "99": "其他（含港澳台居民居住证）"},
    ("03",),
)
SEX = _unverified("GB/T 2261.1", {"0": "未知", "1": "男", "2": "女", "9": "未说明"})
MARITAL = Table(
    "GB/T 2261.2",
    {
        "10": "未婚", "20": "已婚", "21": "初婚", "22": "再婚", "23": "复婚", "30": "丧偶", "40": "离婚", "90": "未说明",
    },
    ("40", "90"),
)  # fmt: skip
RELATION = _unverified(
    "GB/T 4761",
    {
        "0": "本人或户主", "1": "配偶", "2": "子", "3": "女", "4": "孙子女或外孙子女", "5": "父母",
        "6": "祖父母或外祖父母", "7": "兄弟姐妹", "8": "其他",
    },
)  # fmt: skip
EDUCATION = _unverified(
    "GB/T 4658",
    {
        "10": "研究生", "20": "大学本科", "30": "大学专科", "40": "中等职业教育", "60": "普通高级中学", "70": "初级中学",
        "80": "小学", "90": "其他",
    },
)  # fmt: skip
ACCOUNT_STATUS = Table(
    "JGJ/T 320 A.6",
    {
        "01": "正常", "02": "封存", "03": "合并销户", "04": "外部转出销户", "05": "提取销户", "06": "冻结", "99": "其他",
    },
)  # fmt: skip
GUARANTEE = Table("JGJ/T 320 A.10", {"01": "抵押", "02": "质押", "03": "保证", "99": "其他"})
METHOD = Table(
    "JGJ/T 320 A.11",
    {"01": "等额本息", "02": "等额本金", "03": "一次还款付息", "04": "自由还款", "99": "其他"},
)
LOAN_TYPE = _unverified("JGJ/T 320 A.12", {"01": "公积金贷款", "02": "组合贷款", "03": "贴息贷款", "99": "其他"})
HOUSE_NATURE = _unverified(
    "JGJ/T 320 A.13",
    {
        "01": "商品房", "02": "保障性住房", "03": "自建房", "04": "两限房", "05": "集资房", "06": "危改房",
        "07": "经济适用房", "08": "房改房", "99": "其他",
    },
)  # fmt: skip
HOUSE_FORM = Table("FWXS", {"0": "期房", "1": "现房"})
OWNERSHIP = Table("共有方式", {"0": "单独所有", "1": "共同共有", "2": "按份共有", "3": "其他共有"})
HOME_KIND = Table("购房类型", {"new": "新建商品房", "existing": "存量房", "own": "自有住房"})
POST = Table("岗位（决定女职工法定退休年龄）", {"cadre": "管理或者专业技术岗位", "worker": "其他岗位"})
PERSON = Table(
    "申请各方",
    {
        "borrower": "主借款人",
        "spouse": "配偶",
        "co_borrower_1": "共同借款人一",
        "co_borrower_2": "共同借款人二",
        "co_borrower_3": "共同借款人三",
        "co_borrower_4": "共同借款人四",
        "co_owner_1": "产权共有人（不借款）一",
        "co_owner_2": "产权共有人（不借款）二",
        "co_owner_3": "产权共有人（不借款）三",
        "co_owner_4": "产权共有人（不借款）四",
    },
)
BANK = _unverified("受托银行", {"B01": "陇原银行", "B02": "河西银行"})
USE = Table("授权用途", {"data": "个人信息处理与数据共享", "credit": "征信查询", "identity": "抵押人身份核验"})
OLD_BORROWER = Table("原贷款借款人", {**PERSON.codes, "co_owner": "其他共有人"})

# Codes that rules and agencies ask for by name.
ALONE, JOINTLY, IN_SHARES = "0", "1", "2"  # 共有方式
MARRIED = ("20", "21", "22", "23")  # HYZK
SINGLE_STATUS = "SINGLE_STATUS"  # 告知承诺: unmarried, or not married again
COURT_PAPERS = "A04"  # 婚姻状况证明, judgments and settlements of courts among them
OLD_LOAN_PAPERS = "D02"  # 原商业贷款合同、余额证明, the written word of the bank that is repaid among them
