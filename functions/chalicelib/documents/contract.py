"""住房公积金个人住房借款（抵押）合同: the loan and its mortgage in one contract, the paper every party signs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import (
    Fact,
    Head,
    bank_name,
    chinese_date,
    due_day,
    figures,
    full_amount,
    head,
    mark_of,
    percent,
    role,
    term,
)
from chalicelib.domain import bank_part
from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application, Home, OldLoan
from chalicelib.domain.frozen import frozen
from chalicelib.domain.guide import wording
from chalicelib.domain.loan.schedule import Schedule, schedule
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted

_STATED = ("rates", "repayment")  # the figures of the policy that a contract states
_ACCORDING_TO_PAYEE = {"seller": "", "old_loan": "_OLD_LOAN", "borrower": "_BORROWER"}  # clauses that differ


@frozen
class Contract:
    """The contract as the parties sign it. `clauses` by their names in the catalogue; `parties` a row each: capacity, name, ID number,
    phone; `signers` who signs and how."""

    KIND: ClassVar = "contract"
    head: Head
    parties: tuple[tuple[str, ...], ...]
    loan: tuple[Fact, ...]
    home: tuple[Fact, ...]
    payee: tuple[Fact, ...]
    repayment: tuple[Fact, ...]
    clauses: Mapping[str, str]
    law: str
    version: str
    unverified: str
    signers: tuple[tuple[str, str], ...]


def contract(
    number: str, application: Application, decision: Mapping[str, Any], policy: Policy, drawn_on: str
) -> Contract:
    """The contract for a decision (amount, months, rate) under a policy, drawn up on an ISO day.

    Of the figures it states, those the policy does not hold as verified are marked and listed with what they come from.
    """
    plan = schedule(
        Decimal(decision["amount"]), Decimal(decision["rate"]), int(decision["months"]), application.wish.method
    )
    payee, day = circumstances.payee(application, policy), date.fromisoformat(drawn_on)
    return Contract(
        head=head(policy.name, "PAPER_CONTRACT", number, day),
        parties=_parties(application, policy),
        loan=_loan(application, plan, policy),
        home=_home(application),
        payee=(("户名", payee.holder), ("账号", payee.number), ("开户银行", bank_name(payee.bank))),
        repayment=(("还款账号", application.wish.repayment_account), ("扣款银行", bank_name(application.wish.bank))),
        clauses=_clauses(application, policy),
        law=f"《中华人民共和国民法典》；{quoted(policy, 'loan')}；《电子签名法》。",
        version=f"适用政策版本：{policy.version}；合同生成日期：{chinese_date(day)}。",
        unverified=_unverified(policy),
        signers=_signers(application, policy),
    )


def _parties(application: Application, policy: Policy) -> tuple[tuple[str, ...], ...]:
    people = [(f"甲方 {role(person)}", person.name, person.id_number, person.phone) for person in application.people]
    others = [("乙方 委托人", policy.name, "—", "12329"), ("丙方 受托银行", bank_name(application.wish.bank), "—", "—")]
    return (*people, *others)


def _loan(application: Application, plan: Schedule, policy: Policy) -> tuple[Fact, ...]:
    rows = [
        ("贷款金额", full_amount(plan.principal)),
        ("贷款期限", term(plan.months)),
        ("年利率", f"{percent(plan.rate)}{mark_of(policy, 'rates')}"),
        ("还款方式", messages.text(f"METHOD_{plan.method}")),
        ("首期应还", figures(plan.rows[0].payment)),
        ("末期应还", figures(plan.rows[-1].payment)),
        ("利息合计", f"{figures(plan.total_interest)}（按上列利率测算）"),
    ]
    if application.wish.commercial_amount:
        wish = application.wish
        months = term(bank_part.months_of(wish, plan.months))
        other = messages.text("OTHER_LOAN_CONTRACT", amount=figures(wish.commercial_amount), months=months)
        rows.append(("组合贷款", other))
    return tuple(rows)


def _home(application: Application) -> tuple[Fact, ...]:
    home, old = application.home, application.old_loan
    return (
        ("房屋类别", messages.text(f"KIND_{home.kind.upper()}")),
        ("坐落", home.location),
        ("不动产单元号", home.unit_number),
        *([("不动产权证号", home.title_number)] if home.title_number else []),
        *([("网签合同编号", home.contract_number)] if home.contract_number else []),
        ("建筑面积", f"{home.area} 平方米"),
        _price(home),
        *([_replaced(old)] if old else []),
    )


def _clauses(application: Application, policy: Policy) -> dict[str, str]:
    """The text of every clause by its place; some differ with whom the loan is paid to."""
    whose, mark = _ACCORDING_TO_PAYEE[policy.kinds[application.kind].payee], mark_of(policy, "repayment")
    names = {
        "parties": "PARTIES",
        "joint": "JOINT",
        "rate": "RATE",
        "purpose": f"PURPOSE{whose}",
        "mortgage": "MORTGAGE_OWN" if application.old_loan else "MORTGAGE",
        "payment": f"PAYMENT{whose}",
        "undo": "UNDO",
        "data": "DATA",
        "form": "FORM",
        "dispute": "DISPUTE",
    }
    return {
        **{place: messages.text(f"CLAUSE_{name}") for place, name in names.items()},
        "repayment": messages.text(
            "CLAUSE_REPAYMENT", due=due_day(policy.repayment), mark=mark, early=_early(policy.repayment)
        ),
        "method": messages.text("SCHEDULE_METHOD"),
        "overdue": _overdue(policy.repayment, mark),
    }


def _price(home: Home) -> tuple[str, str]:
    if not home.contract_number:
        return "购房总价", figures(home.price)
    return "总价和首付款", f"总价 {figures(home.price)}，首付款 {figures(home.down_payment)}"


def _replaced(old: OldLoan) -> tuple[str, str]:
    whose = f"{bank_name(old.bank)}，合同编号 {old.contract_number}"
    return "原商业贷款", f"{whose}，申请时尚欠本金 {figures(old.principal_left)}"


def _early(repayment: Mapping[str, Any]) -> str:
    early = repayment.get("early") or {}
    told = messages.text("EARLY_AFTER", months=early["after"]) if early.get("after") else messages.text("EARLY")
    return told + (messages.text("EARLY_LEAST", amount=f"{Decimal(early['least']):,}") if early.get("least") else "")


def _overdue(repayment: Mapping[str, Any], mark: str) -> str:
    """What is overdue, and what is spent otherwise than agreed, bear more: by how much is the centre's."""
    misuse = repayment.get("misuse")
    told = messages.text("OVERDUE_MISUSE", misuse=_more(misuse), mark=mark) if misuse else ""
    return messages.text("CLAUSE_OVERDUE", penalty=_more(repayment["penalty"]), mark=mark, misuse=told)


def _more(factor: str) -> str:
    """By how much a factor raises the rate: 1.5 is 50%."""
    return wording.percent(Decimal(factor) - 1)


def _unverified(policy: Policy) -> str:
    figures = [
        f"{messages.text(f'FIGURE_{name.upper()}')}（{policy.sources[name]}）"
        for name in _STATED
        if name in policy.unverified
    ]
    return messages.text("UNVERIFIED", centre=policy.name, figures="、".join(figures)) if figures else ""


def _signers(application: Application, policy: Policy) -> tuple[tuple[str, str], ...]:
    return (
        *((f"{role(person)}：{person.name}", "（电子签名）") for person in application.people),
        (f"乙方：{policy.name}", "（电子印章）"),
        (f"丙方：{bank_name(application.wish.bank)}", "（电子印章）"),
    )
