"""放款凭证: the pay-out that was made, to whom, under which serial."""

from collections.abc import Mapping
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
    """The proof of a settled payment: {serial, amount, rate, on}, the rate with its `mark`, and the mortgage's proof number if there is one."""
    return Voucher(
        letter.head("PAPER_VOUCHER"),
        messages.text("OPEN_VOUCHER", bank=bank_name(letter.application.wish.bank)),
        (
            ("借款合同编号", contract_number),
            ("业务流水号", str(payment["serial"])),
            ("放款金额", full_amount(Decimal(payment["amount"]))),
            ("放款日期", chinese_date(date.fromisoformat(payment["on"]))),
            ("执行年利率", f"{percent(Decimal(payment['rate']))}{payment['mark']}"),
            ("贷款期限", term(months)),
            ("受托银行", bank_name(letter.application.wish.bank)),
            ("收款人", payee.holder),
            ("收款账号", payee.number),
            ("收款银行", bank_name(payee.bank)),
            *([("不动产登记证明", payment["certificate"])] if payment.get("certificate") else []),
        ),
    )
