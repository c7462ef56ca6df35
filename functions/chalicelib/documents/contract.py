"""住房公积金个人住房借款（抵押）合同: the loan and its mortgage in one contract, the paper every party signs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import messages
from chalicelib.documents.letter import bank_name, figures, full_amount, mark_of, percent, role, term, text_if_any
from chalicelib.documents.paper import Paper, chinese_date
from chalicelib.domain import bank_part
from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application, Home, OldLoan
from chalicelib.domain.guide import wording
from chalicelib.domain.loan.schedule import Schedule, schedule
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted

_ACCORDING_TO_PAYEE = {"seller": "", "old_loan": "_OLD_LOAN", "borrower": "_BORROWER"}  # clauses that differ


def contract_pdf(
    number: str, application: Application, decision: Mapping[str, Any], policy: Policy, drawn_on: str
) -> bytes:
    """The contract for a decision (amount, months, rate) under a policy, drawn up on an ISO day.

    The same arguments give the same bytes. Figures the policy does not hold as verified are marked and listed.
    """
    plan = schedule(
        Decimal(decision["amount"]), Decimal(decision["rate"]), int(decision["months"]), application.wish.method
    )
    paper = Paper(policy.name, messages.text("PAPER_CONTRACT"), number, date.fromisoformat(drawn_on))
    _parties(paper, application, policy)
    _loan(paper, application, plan, policy)
    _home(paper, application, policy)
    _money(paper, application, policy)
    _rest(paper, policy, drawn_on)
    _signatures(paper, application, policy)
    return paper.to_bytes()


def _parties(paper: Paper, application: Application, policy: Policy) -> None:
    paper.heading("当事人")
    people = [(f"甲方 {role(person)}", person.name, person.id_number, person.phone) for person in application.people]
    others = [("乙方 委托人", policy.name, "—", "12329"), ("丙方 受托银行", bank_name(application.wish.bank), "—", "—")]
    paper.table(("身份", "姓名（名称）", "证件号码", "电话"), [*people, *others], (44, 44, 42, 28))
    _clauses(paper, "PARTIES", "JOINT")


def _loan(paper: Paper, application: Application, plan: Schedule, policy: Policy) -> None:
    mark = mark_of(policy, "rates")
    rows = [
        ("贷款金额", full_amount(plan.principal)),
        ("贷款期限", term(plan.months)),
        ("年利率", f"{percent(plan.rate)}{mark}"),
        ("还款方式", messages.text(f"METHOD_{plan.method}")),
        ("首期应还", figures(plan.rows[0].payment)),
        ("末期应还", figures(plan.rows[-1].payment)),
        ("利息合计", f"{figures(plan.total_interest)}（按上列利率测算）"),
    ]
    if application.wish.commercial_amount:
        wish = application.wish
        months = term(bank_part.months_of(wish, plan.months))
        other = f"另有商业性贷款 {figures(wish.commercial_amount)}，申请期限{months}，为另一笔贷款；由借款人本人到受托银行当面另行签约，利率、还款和放款以该合同为准"
        rows.append(("组合贷款", other))
    paper.heading("一、借款")
    paper.facts(rows)
    _clauses(paper, "RATE")


def _home(paper: Paper, application: Application, policy: Policy) -> None:
    home, old = application.home, application.old_loan
    paper.heading("二、用途和抵押物")
    _clauses(paper, f"PURPOSE{_according_to_payee(application, policy)}")
    paper.facts(
        [
            ("房屋类别", messages.text(f"KIND_{home.kind.upper()}")),
            ("坐落", home.location),
            ("不动产单元号", home.unit_number),
            *([("不动产权证号", home.title_number)] if home.title_number else []),
            *([("网签合同编号", home.contract_number)] if home.contract_number else []),
            ("建筑面积", f"{home.area} 平方米"),
            _price(home),
            *([_replaced(old)] if old else []),
        ]
    )
    _clauses(paper, "MORTGAGE_OWN" if old else "MORTGAGE")


def _price(home: Home) -> tuple[str, str]:
    if not home.contract_number:
        return "购房总价", figures(home.price)
    return "总价和首付款", f"总价 {figures(home.price)}，首付款 {figures(home.down_payment)}"


def _replaced(old: OldLoan) -> tuple[str, str]:
    whose = f"{bank_name(old.bank)}，合同编号 {old.contract_number}"
    return "原商业贷款", f"{whose}，申请时尚欠本金 {figures(old.principal_left)}"


def _according_to_payee(application: Application, policy: Policy) -> str:
    return _ACCORDING_TO_PAYEE[policy.kinds[application.kind].payee]


def _money(paper: Paper, application: Application, policy: Policy) -> None:
    payee = circumstances.payee(application, policy)
    paper.heading("三、放款")
    _clauses(paper, f"PAYMENT{_according_to_payee(application, policy)}")
    paper.facts([("户名", payee.holder), ("账号", payee.number), ("开户银行", bank_name(payee.bank))])
    paper.heading("四、还款")
    paper.paragraph(messages.text("CLAUSE_REPAYMENT", due=_due(policy.repayment), early=_early(policy.repayment)))
    paper.facts([("还款账号", application.wish.repayment_account), ("扣款银行", bank_name(application.wish.bank))])
    paper.remark(messages.text("SCHEDULE_METHOD"))


def _due(repayment: Mapping[str, Any]) -> str:
    day = repayment["due_day"]
    if day == "paid_out":
        return messages.text("DUE_PAID_OUT")
    return messages.text("DUE_DAY", day=day, day_count=repayment["day_count"])


def _early(repayment: Mapping[str, Any]) -> str:
    early = repayment.get("early") or {}
    told = messages.text("EARLY_AFTER", months=early["after"]) if early.get("after") else messages.text("EARLY")
    return told + (messages.text("EARLY_LEAST", amount=f"{Decimal(early['least']):,}") if early.get("least") else "")


def _overdue(repayment: Mapping[str, Any]) -> str:
    """What is overdue, and what is spent otherwise than agreed, bear more: by how much is the centre's."""
    misuse = repayment.get("misuse")
    told = messages.text("OVERDUE_MISUSE", misuse=_more(misuse)) if misuse else ""
    return messages.text("CLAUSE_OVERDUE", penalty=_more(repayment["penalty"]), misuse=told)


def _more(factor: str) -> str:
    """By how much a factor raises the rate: 1.5 is 50%."""
    return wording.percent(Decimal(factor) - 1)


def _rest(paper: Paper, policy: Policy, drawn_on: str) -> None:
    paper.heading("五、违约、终止和其他")
    paper.paragraph(_overdue(policy.repayment))
    _clauses(paper, "UNDO", "DATA", "FORM", "DISPUTE")
    paper.heading("六、依据")
    paper.paragraph(f"《中华人民共和国民法典》；{quoted(policy, 'loan')}；《电子签名法》。")
    paper.remark(f"适用政策版本：{policy.version}；合同生成日期：{chinese_date(date.fromisoformat(drawn_on))}。")
    names = [_figure(name) for name in policy.unverified if "." not in name or name.startswith("caps.")]
    if names:
        paper.remark(messages.text("UNVERIFIED", centre=policy.name, names="、".join(names)))


def _figure(name: str) -> str:
    """What people call a figure of the policy; its own name where the catalogue has none."""
    return text_if_any(f"FIGURE_{name.upper()}") or text_if_any(name.rpartition(".")[2]) or name


def _signatures(paper: Paper, application: Application, policy: Policy) -> None:
    paper.heading("签署")
    places = [(f"{role(person)}：{person.name}", "（电子签名）") for person in application.people]
    places += [(f"乙方：{policy.name}", "（电子印章）"), (f"丙方：{bank_name(application.wish.bank)}", "（电子印章）")]
    paper.signatures(places)


def _clauses(paper: Paper, *codes: str) -> None:
    for code in codes:
        paper.paragraph(messages.text(f"CLAUSE_{code}"))
