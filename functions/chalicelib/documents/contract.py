"""住房公积金个人住房借款（抵押）合同: the loan and its mortgage in one contract, the paper every party signs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.contract_text import PARTS, PREAMBLE, VERSION, Article, articles, service
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
    marked,
    percent,
    role,
    term,
)
from chalicelib.documents.schedule import how_counted
from chalicelib.domain import bank_part
from chalicelib.domain.calendar import add_months
from chalicelib.domain.form import circumstances, codes
from chalicelib.domain.form.application import Account, Application, Home, OldLoan
from chalicelib.domain.form.people import Party, is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.guide import wording
from chalicelib.domain.loan.schedule import Schedule, schedule
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted

_STATED = ("rates", "repayment")  # the figures of the policy that a contract states


@frozen
class Part:
    """One part: its title, its facts, its articles, which are numbered through."""

    title: str
    facts: tuple[Fact, ...]
    articles: tuple[Article, ...]


@frozen
class Contract:
    """The contract as the parties sign it. `version` of its text; `parties` a row each: capacity, name, code, phone, address; `signers` who signs and
    how."""

    KIND: ClassVar = "contract"
    head: Head
    version: str
    preamble: tuple[Article, ...]
    parties: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...]
    policy: str
    unverified: str
    signers: tuple[tuple[str, str], ...]


def contract(
    number: str,
    application: Application,
    decision: Mapping[str, Any],
    policy: Policy,
    drawn_on: str,
    addresses: Mapping[str, str] = MappingProxyType({}),
    mortgagors: Sequence[Party] = (),
    credit_code: str = "",
    bank: tuple[str, str, str] = ("—", "—", ""),
    agreed: Collection[str] | None = None,
) -> Contract:
    """The contract for a decision (amount, months, rate) under a policy, drawn up on an ISO day, of the application as that decision has counted with
    it (judging/counted.py); where each party is reached by their key.
    Every party mortgages the home where nobody named its owners. `credit_code` is the centre's (统一社会信用代码), `bank` the bank's, its phone and its
    address, none of which a text confirms. `agreed`: the keys of those who have agreed to electronic delivery; all, where it is not told.

    Of the figures it states, those the policy does not hold as verified are marked and listed.
    """
    plan = schedule(
        Decimal(decision["amount"]), Decimal(decision["rate"]), int(decision["months"]), application.wish.method
    )
    day, told = date.fromisoformat(drawn_on), _figures(policy, how_counted(date.fromisoformat(drawn_on), plan))
    everybody = [one.key for one in application.parties]
    electronic = everybody if agreed is None else [key for key in everybody if key in agreed]
    served = service(len(electronic), len(everybody))
    facts = {
        "": (),
        "loan": _loan(application, plan, policy, day),
        "payee": _account(circumstances.payee(application, policy)),
        "repayment": (("还款账号", application.wish.repayment_account), ("扣款银行", bank_name(application.wish.bank))),
        "home": _home(application, mortgagors or application.parties),
    }
    return Contract(
        head=head(policy.name, "PAPER_CONTRACT", number, day),
        version=policy.contract[VERSION]["text"] + _mark_of_text(policy),
        preamble=tuple(articles(PREAMBLE, application, policy, told)),
        parties=_parties(
            application, policy, addresses, credit_code, bank, electronic if served == "service_by_choice" else ()
        ),
        parts=tuple(
            Part(title, facts[which], tuple(articles(names, application, policy, told, served=served)))
            for title, which, names in PARTS
        ),
        policy=f"适用政策版本：{policy.version}；合同生成日期：{chinese_date(day)}。",
        unverified=_unverified(policy),
        signers=_signers(application, policy),
    )


def _parties(
    application: Application,
    policy: Policy,
    addresses: Mapping[str, str],
    credit_code: str,
    bank: tuple[str, str, str],
    noted: Collection[str],
) -> tuple[tuple[str, ...], ...]:
    """A row each; `noted` are those at whose address it says that they have agreed to electronic delivery."""
    people = [
        (
            role(one) if is_co_owner(one.key) else f"甲方 {role(one)}",
            one.name, one.id_number, one.phone, _reached(addresses.get(one.key), is_noted=one.key in noted),
        )
        for one in application.parties
    ]  # fmt: skip
    where = policy.guide.get("transact_addr")
    registered = messages.text("ADDRESS_REGISTERED")  # of a body nobody has told us the address of
    address = f"{where}{mark_of(policy, 'guide.transact_addr')}" if where else registered
    mark = messages.text("UNVERIFIED_MARK")
    code = f"{credit_code}{mark}" if credit_code else "—"
    centre = ("乙方 委托人、抵押权人", policy.name, code, "12329", address)
    *numbers, place = (f"{one}{mark}" if one.strip("—") else one for one in bank)
    return (*people, centre, ("丙方 受托银行", bank_name(application.wish.bank), *numbers, place or registered))


def _reached(address: str | None, *, is_noted: bool) -> str:
    """Of a person who has given no address it is the one the article of service says."""
    note = f"（{messages.text('AGREES_ELECTRONIC')}）" if is_noted else ""
    return (address or messages.text("ADDRESS_OF_ID")) + note


def _account(account: Account) -> tuple[Fact, ...]:
    return ("户名", account.holder), ("账号", account.number), ("开户银行", bank_name(account.bank))


def _loan(application: Application, plan: Schedule, policy: Policy, day: date) -> tuple[Fact, ...]:
    ends = chinese_date(add_months(day, plan.months))
    rows = [
        ("贷款金额", full_amount(plan.principal)),
        ("贷款期限", f"{term(plan.months)}；按{chinese_date(day)}放款计，至{ends}止"),
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


def _home(application: Application, mortgagors: Sequence[Party]) -> tuple[Fact, ...]:
    home, old = application.home, application.old_loan
    held = codes.OWNERSHIP.codes.get(home.ownership or "", "")
    return (
        ("抵押人", "、".join(one.name for one in mortgagors) + (f"（{held}）" if held else "")),
        ("房屋类别", messages.text(f"KIND_{home.kind.upper()}")),
        ("坐落", home.location),
        ("不动产单元号", home.unit_number),
        *([("不动产权证号", home.title_number)] if home.title_number else []),
        *([("网签合同编号", home.contract_number)] if home.contract_number else []),
        ("建筑面积", f"{home.area} 平方米"),
        _price(home),
        *([_replaced(old)] if old else []),
    )


def _mark_of_text(policy: Policy) -> str:
    return "" if f"contract.{VERSION}" in policy.confirmed else messages.text("CONTRACT_TEXT_UNVERIFIED")


def _figures(policy: Policy, method: str) -> dict[str, str]:
    """What articles name, by the centre's terms: what is overdue, and what is spent otherwise than agreed, bear more by as much as it says."""
    repayment = policy.repayment
    return {
        "due": due_day(repayment),
        "mark": mark_of(policy, "repayment"),
        "method": method,
        "early": _early(repayment, mark_of(policy, "repayment")),
        "penalty": _more(repayment["penalty"]),
        "misuse": _more(repayment["misuse"]) if repayment.get("misuse") else "",
        "law": marked(quoted(policy, "loan")),
    }


def _price(home: Home) -> tuple[str, str]:
    if not home.contract_number:
        return "购房总价", figures(home.price)
    return "总价和首付款", f"总价 {figures(home.price)}，首付款 {figures(home.down_payment)}"


def _replaced(old: OldLoan) -> tuple[str, str]:
    whose = f"{bank_name(old.bank)}，合同编号 {old.contract_number}"
    return "原商业贷款", f"{whose}，经核定尚欠本金 {figures(old.principal_left)}"


def _early(repayment: Mapping[str, Any], mark: str) -> str:
    """From when and how much may be repaid early, with the mark of the centre's terms where they say so; that it may be is the law's."""
    early = repayment.get("early") or {}
    after, least = early.get("after"), early.get("least")
    told = messages.text("EARLY_AFTER", months=after, mark=mark) if after else messages.text("EARLY")
    return told + (messages.text("EARLY_LEAST", amount=f"{Decimal(least):,}", mark=mark) if least else "")


def _more(factor: str) -> str:
    """By how much a factor raises the rate: 1.5 is 50%."""
    return wording.percent(Decimal(factor) - 1)


def _unverified(policy: Policy) -> str:
    figures = [messages.text(f"FIGURE_{name.upper()}") for name in _STATED if name in policy.unverified]
    holds = "" if "changes" in policy.contract else messages.text("UNVERIFIED_HOLDS")
    return messages.text("UNVERIFIED", centre=policy.name, figures="、".join(figures)) + holds if figures else ""


def _signers(application: Application, policy: Policy) -> tuple[tuple[str, str], ...]:
    return (
        *((f"{role(person)}：{person.name}", messages.text("SIGNS_BY_THEMSELVES")) for person in application.parties),
        (f"乙方：{policy.name}", messages.text("SIGNS_BY_SEAL")),
        (f"丙方：{bank_name(application.wish.bank)}", messages.text("SIGNS_BY_SEAL")),
    )
