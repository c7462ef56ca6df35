"""放款凭证: the pay-out that was made, to whom, under which serial."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Fact, Head, Letter, bank_name, chinese_date, full_amount, percent, term
from chalicelib.domain.form.application import Account
from chalicelib.domain.frozen import frozen


@frozen
class Voucher:
    """What was paid, when, by whom and to whom."""

    KIND: ClassVar = "voucher"
    head: Head
    opening: str
    facts: tuple[Fact, ...]


def voucher(letter: Letter, contract_number: str, months: int, payment: Mapping[str, Any], payee: Account) -> Voucher:
    """The proof of a settled payment: {serial, amount, rate, on}, the rate with its `mark`, and where there is one the bank's own number (`receipt`),
    the mortgage's proof, when the term `ends`, and what the bank has paid of its part of a combination (`other`, under `other_contract`)."""
    return Voucher(
        letter.head("PAPER_VOUCHER"),
        messages.text("OPEN_VOUCHER", bank=bank_name(letter.application.wish.bank)),
        (
            ("借款合同编号", contract_number),
            ("业务流水号", str(payment["serial"])),
            ("银行回单（核心流水）号", str(payment.get("receipt") or "受托银行未回传，以其出具的回单为准")),
            ("放款金额", full_amount(Decimal(payment["amount"]))),
            ("放款日期", chinese_date(date.fromisoformat(payment["on"]))),
            ("执行年利率", f"{percent(Decimal(payment['rate']))}{payment['mark']}"),
            ("贷款期限", term(months)),
            *([("到期日", payment["ends"])] if payment.get("ends") else []),
            ("受托银行", bank_name(letter.application.wish.bank)),
            ("收款人", payee.holder),
            ("收款账号", payee.number),
            ("收款银行", bank_name(payee.bank)),
            *([("不动产登记证明", payment["certificate"])] if payment.get("certificate") else []),
            *_other(letter, payment),
        ),
    )


def _other(letter: Letter, payment: Mapping[str, Any]) -> Iterator[Fact]:
    """The bank's part of a combination: another loan, of which this paper proves nothing."""
    wish = letter.application.wish
    if wish.is_combination:
        paid, number = payment.get("other"), payment.get("other_contract") or "—"
        amount = full_amount(Decimal(paid)) if paid else messages.text("OTHER_LOAN_NOT_TOLD")
        how = "OTHER_LOAN_NOTHING" if payment.get("other_failed") else "OTHER_LOAN_VOUCHER"
        yield ("商业性贷款部分", messages.text(how, amount=amount, number=number, bank=bank_name(wish.bank)))
