"""A figure of the policy in Chinese, with its unit: what it is called, and what a value of it says. A word nobody has put into Chinese yet
is shown as it stands in the data."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.messages import amount, text_or

_PERCENT = "%"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
# What a part of a value is called, and its unit; % of a share.
_PARTS: Mapping[str, tuple[str, str]] = {
    "months": ("期限", "个月"), "housing": ("房产支出占收入", _PERCENT), "debts": ("全部债务占收入", _PERCENT),
    "confirmed": ("成本明示确认", ""), "ways": ("放款方式", ""), "home": ("房屋", ""), "condition": ("条件", ""),
    "account": ("账户", ""), "awaited": ("等待条件", ""), "built": ("现房", ""), "permits_before": ("预售许可早于", ""),
    "formula": ("算法", ""), "single": ("单方", "元"), "dual": ("双方", "元"), "children": ("子女", "人起"), "uplift": ("上浮", _PERCENT),
    "liquidity": ("乘流动性系数", ""), "when": ("适用", ""), "multiple": ("倍数", "倍"), "share": ("比例", _PERCENT),
    "transfer": ("商转公", ""), "first": ("首套", ""), "second": ("二套", ""), "short": ("短期", "%"), "long": ("长期", "%"),
    "male": ("男", ""), "female": ("女", ""), "cadre": ("女干部", ""), "worker": ("女工人", ""), "age": ("年龄", "岁"),
    "born_from": ("出生起", ""), "every": ("每", "个月出生延迟一个月"), "most": ("最多延迟", "个月"), "spouse": ("配偶", ""),
    "withdrawal": ("骗提", "个月"), "loan": ("骗贷", "个月"), "since": ("认定日自", ""), "means": ("处理", ""), "homes": ("住房", ""),
    "fund_loans": ("计结清的公积金贷款", ""), "mortgages": ("计商业住房贷款", ""), "loan_ratio": ("个贷率低于", _PERCENT), "from": ("缴存地", ""),
    "consecutive": ("连续逾期", "期起"), "total": ("累计逾期", "期起"), "total_of": ("累计口径", ""), "queries": ("近90天查询", "次"),
    "automatic": ("自动审批至", "元"), "classes.final.amount": ("金额超过", "元"), "word": ("仅凭人工核验超过", "元"), "risk": ("情形", ""), "one_review": ("一级审批至", "元"), "review": ("受理审批", "个工作日"), "verify": ("人工核查", "个工作日"),
    "lines": ("要点", ""), "final_review": ("终审", ""), "supplement": ("补充登记材料", ""), "first_review": ("初审", "个工作日"), "second_review": ("复审", "个工作日"), "attend": ("专人跟进", "个工作日"),
    "correction": ("补正", "个工作日"), "signing": ("面签", "个工作日"), "mortgage": ("抵押登记", "个工作日"),
    "disbursement": ("放款", "个工作日"), "office_days": ("最长", "个工作日"), "appraisal": ("评估", ""), "investigation": ("核查", ""),
    "off_site_reply": ("异地函复", ""), "court_papers": ("法院文书", ""), "credit_objection": ("征信异议", ""), "due_day": ("还款日", ""), "day_count": ("计息", ""), "penalty": ("罚息", "倍"),
    "misuse": ("挪用罚息", "倍"), "by": ("按", ""), "proven": ("凭证另定", ""), "uplifts": ("上浮项", ""), "proof": ("凭", ""), "group": ("同组取高", ""),
    "amount": ("加", "元"), "ceiling": ("上限", ""), "within": ("范围", ""), "variants": ("另定", ""), "suspended": ("暂停受理", ""),
    "one_person": ("可由一人", ""), "years": ("年份", ""), "days": ("日期", ""), "after": ("起算", ""), "text": ("文字", ""), "basis": ("依据", ""),
    "name": ("名称", ""), "owner": ("部门", ""), "sort": ("种类", ""), "checks": ("核验", ""), "to": ("提供给", ""), "purpose": ("用途", ""),
    "scope": ("范围", ""), "validity": ("有效期", ""), "version": ("版本", ""), "fields": ("字段", ""), "payee": ("收款人", ""),
    "combination": ("组合贷款", ""), "traits": ("特征", ""), "of": ("属于", ""), "why": ("事由", ""), "sources": ("来源", ""),
    "mode": ("方式", ""), "tolerable": ("可容缺", ""), "term": ("期限", ""), "burden": ("还贷负担", ""), "cost": ("融资成本", ""), "pay_out": ("放款", ""), "off_site": ("异地", ""), "marital": ("婚姻状况", ""), "department": ("部门代码", ""),
}  # fmt: skip
# The unit of a figure that is one value, or of all its parts that have none of their own.
_UNITS: Mapping[str, str] = {
    "max_months": "个月", "short_months": "个月", "min_deposit_months": "个月", "recent_divorce_months": "个月", "min_age": "岁",
    "house_age_plus_term": "年", "max_fund_loans": "次", "commercial_rate": "%", "loan_ratio": _PERCENT, "round_to": "元",
    "down_payment": _PERCENT, "age_limit.male": "岁", "age_limit.female": "岁",
    "guide.telling_day": "个工作日", "guide.remind_before": "天", "guide.appeal_day": "日", "guide.review_day": "日", "guide.court_months": "个月", "guide.anticipate_day": "日", "guide.appeal_decided_day": "个工作日", "retention.loan.years": "年", "retention.other.years": "年",
}  # fmt: skip
_SAID: Mapping[str, str] = {
    "true": "是", "false": "否", "look": "人工核对", "refuse": "不予受理", "allow": "允许", "take": "受理", "any": "不限", "new": "新建商品房",
    "existing": "存量房", "own": "自有住房", "first": "首套", "second": "二套", "seller": "卖方", "borrower": "借款人", "old_loan": "原贷款账户",
    "none": "无", "settle_first": "先还后贷", "loan_for_loan": "以贷还贷", "before_signing": "签约前", "mortgage_registered": "抵押登记",
    "sale_filed": "销售备案", "completion_filed": "竣工备案", "filed": "备案账户", "developer": "开发企业账户", "supervised": "监管账户",
    "married": "婚姻", "district": "所购房屋的县区", "fixed": "固定年龄", "paid_out": "放款对应日", "actual/360": "实际天数÷360",
    "term_end": "贷款到期", "archived": "归档", "window": "窗口", "signing": "面签", "verify": "核查", "follow": "跟进", "talent": "人才",
    "green": "绿色建筑", "household": "家庭最高额度", "price_share": "房价比例", "unpaid": "未付房款", "balance_multiple": "余额倍数",
    "ability": "还款能力", "declaration": "承诺", "option": "选择", "commitment": "告知承诺", "case": "本件", "parties": "全部申请人",
    "home": "住房", "upload": "上传", "verification": "核验", "ignore": "不计", "spouse": "配偶",
}  # fmt: skip


_FAMILIES: Mapping[str, str] = {
    "contract": "合同条款", "declarations": "声明", "authorisations": "授权书", "four_eyes": "可由一人承办的环节", "kinds": "购房类型", "matters": "联办事项",
    "materials": "申请材料", "retention": "档案保管期限", "stand_in": "代办机构",
}  # fmt: skip


def called(figure: str, value: Any = None) -> str:
    """What a whole figure is called: as `named`, by the name its value has, or by its family and code."""
    family, _, member = figure.partition(".")
    own = str(value.get("name", "")) if isinstance(value, Mapping) else ""
    return named(figure) or own or (f"{_FAMILIES[family]} {member}" if family in _FAMILIES else figure)


def named(path: str) -> str:
    """What a figure is called, with the part of it: 贷款利率 · 首套 · 长期."""
    figure, *parts = path.split(".")
    whole = text_or("", f"FIGURE_{path.upper()}") or text_or("", f"RULE_{'.'.join(parts)}")
    whole = whole or (text_or("", f"ELEMENT_{'.'.join(parts).upper()}") if figure == "guide" else "")
    if whole:
        return whole
    code = parts[0] if parts and parts[0].isupper() else ""
    first = text_or("", code) or text_or("", f"FIGURE_{figure.upper()}")
    rest = parts[1:] if code and first else parts
    return " · ".join(filter(None, (first, *(_PARTS.get(part, (part, ""))[0] for part in rest)))) if first else ""


def said(path: str, value: Any) -> str:
    """What a value says, with its unit."""
    if isinstance(value, Mapping):
        return "，".join(_parts(path, value)) or "无"
    if isinstance(value, list):
        return (
            "；".join(f"（{said(path, one)}）" if isinstance(one, Mapping | list) else said(path, one) for one in value)
            or "无"
        )
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    if plain in _SAID:
        return _SAID[plain]
    if day := _DAY.fullmatch(plain):
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日"
    unit = _unit(path) if _is_figure(plain) else ""
    if unit is _PERCENT and _is_share(path):
        return f"{float(plain) * 100:g}%"
    if unit == "元":
        plain = amount(plain)
    return f"{plain}{unit and f' {unit}' if unit != '%' else unit}"


def _parts(path: str, value: Mapping[str, Any]) -> Iterator[str]:
    for key, part in value.items():
        name = (
            f"{float(key) * 100:g}% 起"
            if _is_figure(key)
            else (_PARTS.get(f"{path}.{key}") or _PARTS.get(key, (key, "")))[0]
        )
        shown = said(f"{path}.{key}", part)
        yield f"{name}（{shown}）" if isinstance(part, Mapping) else f"{name} {shown}"


def _unit(path: str) -> str:
    figure, last = path.partition(".")[0], path.rpartition(".")[2]
    return _UNITS.get(path) or _PARTS.get(last, ("", ""))[1] or _UNITS.get(figure, "")


def _is_figure(plain: str) -> bool:
    return plain.replace(".", "", 1).isdecimal()


def _is_share(path: str) -> bool:
    """Shares are kept as fractions, rates in percent already."""
    return not path.startswith(("rates", "commercial_rate"))
