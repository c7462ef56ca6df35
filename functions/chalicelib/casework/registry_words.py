"""What the registry says of why it refuses (不予登记的理由), told to everybody in its own words: only as far as these are words for things, since it may
name somebody who is no party to the case, and no list of ours has that name."""

# Words for homes, rights and papers, and what joins them. None is a name, nor begins one with its neighbour: a word that might be somebody, as 齐全 and 许可,
# stands with what it is said of, and one that is a surname by itself, as 有 and 由, with what follows it (tests/api/test_ended.py holds them apart).
_WORDS = frozenset(
    """
    不动产 不动产单元 不动产登记簿 住房 房屋 房产 商品房 经济适用住房 住宅 非住宅 土地 用途 面积 坐落 楼层 单元号 宗地 建筑 规划 规划成果 测绘 测绘成果 竣工 验收 备案 网签 预售 预售许可 预售许可证 现房
    权属 权利 产权 所有权 使用权 居住权 抵押权 优先权 共有 份额 处分 转让 限制 司法限制 查封 预查封 冻结 轮候 抵押 在先 在先抵押 预告登记 异议登记 更正登记
    首次登记 转移登记 抵押登记 登记 登记簿 登记簿上 登记机构 登记条件 权利人 义务人 申请人 所有权人 共有人 抵押人 抵押权人 债务人 代理人 双方 各方 第三人
    申请 重复申请 申请书 材料 材料齐全 证书 证明 完税证明 身份 身份证明 合同 主债权 债权 债务 担保 签字 盖章 签名 印章 委托书 原件 复印件 附件 信息 内容 记载 记载有 号码 数额 金额 期限 期限内 日期 年限
    法律 行政法规 法规 规定 条件 要求 形式 法定形式 争议 尚未解决 纠纷 诉讼 公告 公证 期间 税费 税款 缴纳 实地查看 询问 核对 查验 审核
    存在 符合规定 符合要求 符合条件 符合登记条件 符合法定形式 不符 不符合 不符合规定 一致 不一致 不齐全 不完整 清晰 不清晰 有效 无效 失效 过期 超过 逾期 未补正 补正 缺少 没有 未提交 提交
    提供 办理 未办理 受理 登记在案 在案 已经 已被 已有 尚未 尚有 未经 未经批准 批准 未能 无法 不能 不得 不予 不具备 具备 应当 需要 需先 正在 依照 违反 因为 由于 属于 取得 未取得 出具 未出具 到场 未到场 通过 未通过
    人民法院 法院 其他法院 司法机关 银行 其他银行 设立 证件 身份证件 同意 同意书 未同意 征得 未征得 姓名 契税 届满 注销 注销登记 有误 性质 划拨 异议 顺位 首次 在建工程 填写 未填写
    有抵押 有在先抵押 有异议 有争议 有查封 有纠纷 用途为 性质为 面积为 期限为 数额为 系统 故障 期内 未满 一年 两年 三年 五年
    其他 其它 相关 有关 上述 所有 部分 全部材料 全体共有人 同一 之前 之后 期满 以及 或者 并且 并 与 或 给 的 不 未 已 无 在 被 等 号 仍 且 该 对
    """.split()  # noqa: SIM905
)
_BETWEEN = frozenset("，。；、：,;:.（）() ")


def are_of_things(text: str) -> bool:
    """Whether a text is made of such words alone, whichever way it is cut into them. Where it is not, it may name anybody."""
    reached = {0}
    for at, sign in enumerate(text):
        if at in reached:
            reached |= {at + len(word) for word in _WORDS if text.startswith(word, at)}
            if sign in _BETWEEN:
                reached.add(at + 1)
    return len(text) in reached
